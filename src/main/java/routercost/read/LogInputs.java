package routercost.read;

import java.io.IOException;
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
import routercost.read.text.Unpacked;
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

  /// A damaged file counts as a log, so that reading it reports the damage.
  private boolean isLog(Source source) {
    try {
      return format(source).filter(LogInputs::isNoTable).isPresent() || isTable(source);
    } catch (InputProblem problem) {
      return problem.getCause() instanceof Unpacked.Damaged;
    }
  }

  private static boolean isNoTable(LogFormat format) {
    return format.isExport() || format == LogFormat.CUBE;
  }

  private boolean isTable(Source source) {
    try (LogInput log = open(source)) {
      return requested.isTable(source.name(), log.sample(20));
    }
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
