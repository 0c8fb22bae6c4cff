package routercost.read;

import com.fasterxml.jackson.core.JacksonException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import routercost.read.exports.Exports;
import routercost.read.exports.LogFormat;
import routercost.read.schema.Sample;
import routercost.read.shape.ForeignFile;
import routercost.read.tables.TableText;
import routercost.read.text.ConfigurationProblem;
import routercost.read.text.InputProblem;
import routercost.read.text.ReadTuning;
import routercost.read.text.Source;
import routercost.read.text.Sources;
import routercost.read.transcript.KeptTranscripts;
import routercost.read.transcript.TranscriptSniffer;
import routercost.usage.SafeText;

/// Opens inputs, each in the format that was asked for or detected, and remembers the formats.
final class LogInputs {
  /// Sniffing so many files takes longer than starting a thread.
  private static final int MANY = 200;

  /// What is wrong with a log that holds no call.
  static final String NO_ROW = "there is no row in it";

  private static final Optional<LogFormat> TRANSCRIPTS = Optional.of(LogFormat.CLAUDE_CODE);

  private final TranscriptSniffer transcripts = new TranscriptSniffer();
  private final Exports exports;
  private final Optional<LogFormat> forced;
  private final RequestedColumns requested;
  private final ReadTuning tuning;
  private final Optional<KeptTranscripts> earlier;
  private final Map<String, FormatSniffer.Found> sniffed = new HashMap<>();

  /// The names of files that another thread found to be transcripts.
  private Set<String> knownTranscripts = Set.of();

  /// The table that is read of each file with several.
  private final Map<String, Source> tables = new HashMap<>();
  private final List<String> unusable = new ArrayList<>();

  /// A table that sniffing has opened, kept so that it is not opened twice.
  private Optional<LogInput> openTable = Optional.empty();

  LogInputs(
      Exports exports,
      Optional<LogFormat> forced,
      RequestedColumns requested,
      ReadTuning tuning,
      Optional<KeptTranscripts> earlier) {
    this.earlier = earlier;
    this.exports = exports;
    this.forced = forced;
    this.requested = requested;
    this.tuning = tuning;
  }

  /// The call logs among the files of a folder. In a large folder, another thread looks for
  /// transcripts in one half.
  Sources.Picked logs(List<Source> files) {
    boolean alone =
        files.size() < MANY || tuning.threads() == 1 || forced.isPresent() || earlier.isPresent();
    int half = alone ? files.size() : files.size() / 2;
    var rest = files.subList(half, files.size());
    var ahead = new TranscriptSniffer.Ahead(rest);
    var picked = new Sources.Picked(new ArrayList<>(), new LinkedHashMap<>());
    files.subList(0, half).forEach(source -> pick(source, picked));
    knownTranscripts = ahead.names();
    rest.forEach(source -> pick(source, picked));
    if (picked.logs().stream().noneMatch(this::isOfAgent)) {
      picked.leftOut().forEach(this::addEmpty);
    }
    return picked;
  }

  private void addEmpty(String name, String reason) {
    if (reason.equals(NO_ROW) && LogCandidate.isNamedAsLines(name)) {
      unusable.add(name + ": " + reason);
    }
  }

  /// Agents leave empty files where a session did not begin.
  private boolean isOfAgent(Source log) {
    var found = sniffed.get(log.name());
    return found != null
        && found.format().filter(format -> LogFormat.isAgent(format.id())).isPresent();
  }

  /// The files of folders that may be logs and cannot be used, as sentences.
  List<String> unusable() {
    return unusable;
  }

  /// Adds what cannot be read in a folder, if it may be or hold a log.
  void addUnread(Sources.Unread unread) {
    if (unread.folder() || LogCandidate.isNamedAsLog(unread.name())) {
      unusable.add(unread.name() + ": " + unread.reason());
    }
  }

  /// A file that cannot be read counts as a log, so that reading it reports why.
  private void pick(Source source, Sources.Picked picked) {
    Optional<String> reason = unfit(source);
    if (reason.isEmpty()) {
      picked.logs().add(source);
      return;
    }
    picked.leftOut().put(source.name(), reason.get());
    if (LogCandidate.of(source).isLikely()) {
      unusable.add(source.name() + ": " + reason.get());
    }
  }

  /// Why a file is left out; empty if it is a log.
  private Optional<String> unfit(Source source) {
    try {
      boolean noTable = format(source).filter(LogInputs::isNoTable).isPresent();
      return noTable ? Optional.empty() : misfit(source);
    } catch (InputProblem problem) {
      boolean failed = problem.getCause() instanceof IOException cause && isFailure(cause);
      return failed ? Optional.empty() : Optional.of(reason(source, problem));
    }
  }

  /// Whether the system failed to read a file, rather than its text being of another kind.
  private static boolean isFailure(IOException problem) {
    return !(problem instanceof JacksonException || problem instanceof CharacterCodingException);
  }

  /// The first part of what is wrong with a file, without its name.
  private static String reason(Source source, InputProblem problem) {
    String message = String.valueOf(problem.getMessage());
    String own =
        message.startsWith(source.name()) ? message.substring(source.name().length()) : message;
    return own.replaceFirst("^:(\\d+:)* (not a call log: )?", "").split("; | \\(", 2)[0];
  }

  private static boolean isNoTable(LogFormat format) {
    return format.isExport() || format == LogFormat.CUBE;
  }

  /// Why a file cannot be read as calls; empty if it can.
  private Optional<String> misfit(Source source) {
    Sample plain;
    try (LogInput log = open(source)) {
      plain = log.sample(20);
      if (requested.isTable(plain)) {
        return Optional.empty();
      }
    }
    if (plain.isEmpty()) {
      return Optional.of(NO_ROW);
    }
    try (LogInput _ = shaped(source, plain)) {
      return Optional.empty();
    } catch (ConfigurationProblem _) {
      return Optional.of("it lacks a column that --map names");
    }
  }

  /// The calls of an input that does not fit as it stands.
  ///
  /// @param plain its first records as they stand
  /// @throws InputProblem if there are none: what the input is instead, and what to do
  LogInput shaped(Source named, Sample plain) {
    Source source = tables.getOrDefault(named.name(), named);
    try {
      var found = new ShapeSniffer(exports, requested).open(source, plain.names());
      if (found.input().isPresent()) {
        return found.input().get();
      }
      Sample shown = found.json() ? Sample.ofNames(found.names()) : plain;
      String refusal =
          found
              .foreign()
              .map(ForeignFile::sentence)
              .orElseGet(() -> requested.refusal(source.name(), shown, found.json()));
      throw new InputProblem(source.name() + ": " + refusal);
    } catch (IOException failed) {
      throw InputProblem.of(source, failed, 0);
    }
  }

  LogInput open(Source named) {
    Optional<LogFormat> format = format(named);
    Source source = tables.getOrDefault(named.name(), named);
    Optional<LogInput> table = openTable.filter(log -> isSame(log.source(), source));
    openTable = Optional.empty();
    return FailedCalls.apart(
        requested.withConstants(
            table.orElseGet(() -> LogInput.open(source, format, exports, requested.paths()))));
  }

  private static boolean isSame(Source source, Source another) {
    return source.bytes().equals(another.bytes()) && source.name().equals(another.name());
  }

  boolean isCube(Source source) {
    return format(source).equals(Optional.of(LogFormat.CUBE));
  }

  /// Whether an input says what was billed, rather than what was called.
  boolean isBill(Source source) {
    return format(source).filter(LogFormat::isBill).isPresent();
  }

  /// Whether an input is a transcript of Claude Code whose bytes can be scanned as they are.
  boolean isPlainTranscript(Source source) {
    return source.isPlain() && format(source).equals(TRANSCRIPTS) && sniffed(source).plain();
  }

  /// The format that was asked for, or the export that a source is; empty for a table of calls.
  private Optional<LogFormat> format(Source source) {
    return forced.isPresent() ? forced : sniffed(source).format();
  }

  private FormatSniffer.Found sniffed(Source source) {
    var known = sniffed.get(source.name());
    if (known == null) {
      known = sniff(source);
      sniffed.put(source.name(), known);
    }
    return known;
  }

  private boolean isKnown(Source source) {
    return knownTranscripts.contains(source.name())
        || earlier.filter(kept -> kept.has(source)).isPresent();
  }

  private FormatSniffer.Found sniff(Source source) {
    try {
      if (isKnown(source) || transcripts.isTranscript(source)) {
        return new FormatSniffer.Found(TRANSCRIPTS, true, Optional.empty());
      }
      var found = FormatSniffer.sniff(source, exports);
      openTable.ifPresent(LogInput::close);
      openTable = found.table();
      return found;
    } catch (TableText.Undecided undecided) {
      Source table = tableOfCalls(source, undecided);
      tables.put(source.name(), table);
      return sniffed(table);
    } catch (IOException failed) {
      throw InputProblem.of(source, failed, 0);
    }
  }

  /// The only table of a file that holds calls.
  private Source tableOfCalls(Source file, TableText.Undecided undecided) {
    var logs = new ArrayList<Source>();
    var leftOut = new LinkedHashMap<String, String>();
    for (String name : undecided.tables()) {
      Source table = file.table(name);
      unfit(table).ifPresentOrElse(why -> leftOut.put(name, why), () -> logs.add(table));
    }
    if (logs.size() == 1) {
      return logs.getFirst();
    }
    if (logs.isEmpty()) {
      String reasons =
          leftOut.isEmpty() ? "it has no rows" : Sources.reasons(table -> table, leftOut);
      throw new InputProblem(file.name() + ": none of its tables holds calls: " + reasons);
    }
    throw new InputProblem(
        "%s: several of its tables may hold the calls: %s; choose one"
            .formatted(file.name(), SafeText.list(logs.stream().map(Source::name).toList())),
        undecided);
  }
}
