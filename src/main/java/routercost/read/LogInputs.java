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
import routercost.read.text.ConfigurationProblem;
import routercost.read.text.InputProblem;
import routercost.read.text.ReadTuning;
import routercost.read.text.Source;
import routercost.read.text.Sources;
import routercost.read.transcript.TranscriptSniffer;

/// Opens inputs, each in the format that was asked for or detected, and remembers the formats.
final class LogInputs {
  /// Sniffing so many files takes longer than starting a thread.
  private static final int MANY = 200;

  private static final Optional<LogFormat> TRANSCRIPTS = Optional.of(LogFormat.CLAUDE_CODE);

  private final TranscriptSniffer transcripts = new TranscriptSniffer();
  private final Exports exports;
  private final Optional<LogFormat> forced;
  private final RequestedColumns requested;
  private final ReadTuning tuning;
  private final Map<String, FormatSniffer.Found> sniffed = new HashMap<>();

  /// The names of files that another thread found to be transcripts.
  private Set<String> knownTranscripts = Set.of();

  private final List<String> unusable = new ArrayList<>();

  /// A table that sniffing has opened, kept so that it is not opened twice.
  private Optional<LogInput> openTable = Optional.empty();

  LogInputs(
      Exports exports, Optional<LogFormat> forced, RequestedColumns requested, ReadTuning tuning) {
    this.exports = exports;
    this.forced = forced;
    this.requested = requested;
    this.tuning = tuning;
  }

  /// The call logs among the files of a folder. In a large folder, another thread looks for
  /// transcripts in one half.
  Sources.Picked logs(List<Source> files) {
    boolean alone = files.size() < MANY || tuning.threads() == 1 || forced.isPresent();
    int half = alone ? files.size() : files.size() / 2;
    var rest = files.subList(half, files.size());
    var ahead = new TranscriptSniffer.Ahead(rest);
    var picked = new Sources.Picked(new ArrayList<>(), new LinkedHashMap<>());
    files.subList(0, half).forEach(source -> pick(source, picked));
    knownTranscripts = ahead.names();
    rest.forEach(source -> pick(source, picked));
    return picked;
  }

  /// The files of folders that may be logs and cannot be used, as sentences.
  List<String> unusable() {
    return unusable;
  }

  /// A file that cannot be read counts as a log, so that reading it reports why.
  private void pick(Source source, Sources.Picked picked) {
    Optional<String> reason;
    try {
      boolean noTable = format(source).filter(LogInputs::isNoTable).isPresent();
      reason = noTable ? Optional.empty() : misfit(source);
    } catch (InputProblem problem) {
      boolean failed = problem.getCause() instanceof IOException cause && isFailure(cause);
      reason = failed ? Optional.empty() : Optional.of(reason(source, problem));
    }
    if (reason.isEmpty()) {
      picked.logs().add(source);
      return;
    }
    picked.leftOut().put(source.name(), reason.get());
    if (LogCandidate.of(source).isLikely()) {
      unusable.add(source.name() + ": " + reason.get());
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
  LogInput shaped(Source source, Sample plain) {
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

  LogInput open(Source source) {
    Optional<LogFormat> format = format(source);
    Optional<LogInput> table = openTable.filter(log -> log.source().bytes().equals(source.bytes()));
    openTable = Optional.empty();
    return requested.withConstants(
        table.orElseGet(() -> LogInput.open(source, format, exports, requested.paths())));
  }

  boolean isCube(Source source) {
    return format(source).equals(Optional.of(LogFormat.CUBE));
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
    return sniffed.computeIfAbsent(source.name(), _ -> sniff(source));
  }

  private FormatSniffer.Found sniff(Source source) {
    try {
      if (knownTranscripts.contains(source.name()) || transcripts.isTranscript(source)) {
        return new FormatSniffer.Found(TRANSCRIPTS, true, Optional.empty());
      }
      var found = FormatSniffer.sniff(source, exports);
      openTable.ifPresent(LogInput::close);
      openTable = found.table();
      return found;
    } catch (IOException failed) {
      throw InputProblem.of(source, failed, 0);
    }
  }
}
