package routercost.read;

import com.fasterxml.jackson.core.JacksonException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import routercost.read.exports.Exports;
import routercost.read.exports.LogFormat;
import routercost.read.text.InputProblem;
import routercost.read.text.ReadTuning;
import routercost.read.text.Source;
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
  List<Source> logs(List<Source> files) {
    boolean alone = files.size() < MANY || tuning.threads() == 1 || forced.isPresent();
    int half = alone ? files.size() : files.size() / 2;
    var rest = files.subList(half, files.size());
    var ahead = new TranscriptSniffer.Ahead(rest);
    var logs = new ArrayList<>(files.subList(0, half).stream().filter(this::isLog).toList());
    knownTranscripts = ahead.names();
    logs.addAll(rest.stream().filter(this::isLog).toList());
    return logs;
  }

  /// The files of folders that may be logs and cannot be used, as sentences.
  List<String> unusable() {
    return unusable;
  }

  /// A file that cannot be read counts as a log, so that reading it reports why.
  private boolean isLog(Source source) {
    try {
      if (format(source).filter(LogInputs::isNoTable).isPresent()) {
        return true;
      }
      try (LogInput log = open(source)) {
        var sample = log.sample(20);
        if (requested.isTable(source.name(), sample)) {
          return true;
        }
        noteUnusable(source, () -> requested.requireTable(source.name(), sample));
      }
    } catch (InputProblem problem) {
      if (problem.getCause() instanceof IOException failed && isFailure(failed)) {
        return true;
      }
      noteUnusable(
          source,
          () -> {
            throw problem;
          });
    }
    return false;
  }

  /// Whether the system failed to read a file, rather than its text being of another kind.
  private static boolean isFailure(IOException problem) {
    return !(problem instanceof JacksonException || problem instanceof CharacterCodingException);
  }

  private void noteUnusable(Source source, Runnable check) {
    if (LogCandidate.of(source).isLikely()) {
      try {
        check.run();
        unusable.add(source.name() + ": it has no calls");
      } catch (InputProblem reason) {
        unusable.add(String.valueOf(reason.getMessage()));
      }
    }
  }

  private static boolean isNoTable(LogFormat format) {
    return format.isExport() || format == LogFormat.CUBE;
  }

  LogInput open(Source source) {
    Optional<LogFormat> format = format(source);
    Optional<LogInput> table = openTable.filter(log -> log.source().bytes().equals(source.bytes()));
    openTable = Optional.empty();
    return table.orElseGet(() -> LogInput.open(source, format, exports, requested.paths()));
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
