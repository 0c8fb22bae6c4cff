package routercost.read;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import routercost.audit.LoggedCostCheck;
import routercost.price.Attribute;
import routercost.price.Suggestions;
import routercost.read.builtin.Column;
import routercost.read.cube.CubeReader;
import routercost.read.cube.SelectedCube;
import routercost.read.exports.Exports;
import routercost.read.exports.Sampling;
import routercost.read.record.CsvEntries;
import routercost.read.record.LogRecord;
import routercost.read.row.ColumnLayout;
import routercost.read.row.RowParser;
import routercost.read.scan.ByteRecords;
import routercost.read.scan.CallKeys;
import routercost.read.scan.Chunks;
import routercost.read.scan.CsvRecords;
import routercost.read.scan.JsonKeys;
import routercost.read.scan.JsonRecords;
import routercost.read.scan.ParallelScan;
import routercost.read.scan.ScanInput;
import routercost.read.scan.ScanWorker;
import routercost.read.scan.WorkerTotals;
import routercost.read.schema.Columns;
import routercost.read.schema.LogConventions;
import routercost.read.schema.LogFormat;
import routercost.read.schema.ReadOptions;
import routercost.read.schema.ReadingSummary;
import routercost.read.schema.RecordFilter;
import routercost.read.schema.Reject;
import routercost.read.schema.RequiredColumns;
import routercost.read.schema.RowCounter;
import routercost.read.schema.RowCounts;
import routercost.read.schema.Sample;
import routercost.read.schema.Schema;
import routercost.read.schema.Vocabulary;
import routercost.read.tally.ExportReader;
import routercost.read.tally.LogAccumulator;
import routercost.read.tally.SequentialReader;
import routercost.read.text.ConfigurationProblem;
import routercost.read.text.InputProblem;
import routercost.read.text.Progress;
import routercost.read.text.ReadTuning;
import routercost.read.text.Source;
import routercost.read.text.Unpacked;
import routercost.read.transcript.TranscriptKeys;
import routercost.read.transcript.TranscriptReader;
import routercost.read.transcript.TranscriptSniffer;
import routercost.usage.MomentTally;
import routercost.usage.SafeText;

/// Reads inputs one after another into one gathering.
final class LogReader {
  private static final int LONGEST_SENTENCE = 400;

  /// So many files take longer to look at than a thread to start.
  private static final int MANY = 200;
  private static final Optional<LogFormat> TRANSCRIPTS = Optional.of(LogFormat.CLAUDE_CODE);

  private final Vocabulary vocabulary = Vocabulary.builtIn();
  private final Exports exports = new Exports();
  private final TranscriptSniffer glance = new TranscriptSniffer();
  private final ReadOptions interpretation;
  private final Map<Column, String> told;
  private final RecordFilter selection;
  private final Set<String> names;
  private final ExportReader.Asked asked;
  private final LogAccumulator gathering;
  private final Consumer<Reject> rejected;
  private final ReadTuning effort;
  private final Progress progress;
  private final Set<String> unmatched;
  private final Map<String, FormatSniffer.Found> sniffed = new HashMap<>();

  /// The names of files that were told ahead to be transcripts.
  private Set<String> ahead = Set.of();

  /// The table that was opened to tell what it is, and is to be read on.
  private Optional<LogInput> begun = Optional.empty();

  private final Set<String> unanswered;
  private final SortedSet<String> met = new TreeSet<>();
  private boolean isExported;

  LogReader(
      ReadOptions interpretation,
      RecordFilter selection,
      LogAccumulator gathering,
      Consumer<Reject> rejected,
      ReadTuning effort,
      Progress progress) {
    this.effort = effort;
    this.progress = progress;
    this.interpretation = interpretation;
    this.told = RequiredColumns.told(interpretation.mapping());
    this.selection = selection;
    this.names = new HashSet<>(selection.labels());
    this.names.addAll(selection.filter().labels());
    this.asked = ExportReader.Asked.of(told, names, interpretation.cacheTokens().within());
    this.unmatched = new TreeSet<>(selection.filter().labels());
    this.unanswered = new TreeSet<>(told.values());
    this.gathering = gathering;
    this.rejected = rejected;
  }

  /// The call logs among the files of a folder. Of many, another thread tells the transcripts of
  /// one half.
  List<Source> logs(List<Source> files) {
    boolean few =
        files.size() < MANY || effort.threads() == 1 || interpretation.format().isPresent();
    int half = few ? files.size() : files.size() / 2;
    var begin = files.subList(0, half);
    var rest = files.subList(half, files.size());
    var looking = new TranscriptSniffer.Ahead(rest);
    var logs = new ArrayList<>(begin.stream().filter(this::isLog).toList());
    ahead = looking.names();
    logs.addAll(rest.stream().filter(this::isLog).toList());
    return logs;
  }

  /// Whether a file looks like a call log. Damage is for the reading to tell, so it does not say
  /// no.
  private boolean isLog(Source source) {
    try {
      return format(source).filter(LogReader::isNoTable).isPresent() || isTable(source);
    } catch (InputProblem problem) {
      return problem.getCause() instanceof Unpacked.Damaged;
    }
  }

  private static boolean isNoTable(LogFormat format) {
    return format.isExport() || format == LogFormat.CUBE;
  }

  private boolean isTable(Source source) {
    try (LogInput log = open(source)) {
      Sample sample = log.sample(20);
      Schema schema = Schema.of(vocabulary, told, names, sample);
      return new RequiredColumns(source.name(), sample, schema.columns(sample.names()))
          .isComplete();
    }
  }

  private LogInput open(Source source) {
    Optional<LogFormat> format = format(source);
    Optional<LogInput> table = begun.filter(log -> log.source().bytes().equals(source.bytes()));
    begun = Optional.empty();
    return table.orElseGet(() -> LogInput.open(source, format, exports, asked));
  }

  /// The format that was asked for, or the export that a source is; empty for a table of calls.
  private Optional<LogFormat> format(Source source) {
    return interpretation.format().isPresent() ? interpretation.format() : sniffed(source).format();
  }

  private FormatSniffer.Found sniffed(Source source) {
    return sniffed.computeIfAbsent(source.name(), _ -> sniffedAnew(source));
  }

  private FormatSniffer.Found sniffedAnew(Source source) {
    try {
      if (ahead.contains(source.name()) || glance.isTranscript(source)) {
        return new FormatSniffer.Found(TRANSCRIPTS, true);
      }
      var opened = FormatSniffer.begun(source, exports);
      begun.ifPresent(LogInput::close);
      begun = opened.table();
      return opened.found();
    } catch (IOException failed) {
      throw InputProblem.of(source, failed, 0);
    }
  }

  /// Reads inputs, one after another.
  List<RowCounts> read(List<Source> sources) {
    var accounts = new ArrayList<RowCounts>();
    for (int at = 0; at < sources.size(); ) {
      int end = at;
      while (end < sources.size() && isScannedTranscript(sources.get(end))) {
        end++;
      }
      if (end == at) {
        accounts.add(read(sources.get(at++)));
      } else {
        accounts.addAll(readTranscripts(sources.subList(at, end)));
        at = end;
      }
    }
    return accounts;
  }

  private boolean isScannedTranscript(Source source) {
    return source.isPlain()
        && told.isEmpty()
        && !gathering.isTelling()
        && TranscriptKeys.areKnown(selection)
        && format(source).equals(TRANSCRIPTS)
        && sniffed(source).plain();
  }

  private List<RowCounts> readTranscripts(List<Source> sources) {
    var transcripts =
        new TranscriptReader(
            Schema.of(vocabulary, told, names, TranscriptReader.SAMPLE),
            interpretation,
            selection,
            gathering,
            exports.transcripts());
    note(TranscriptReader.SAMPLE.names(), transcripts.columns());
    return transcripts.read(sources, rejected, effort, progress);
  }

  private void note(List<String> some, Columns columns) {
    met.addAll(some);
    unmatched.removeAll(columns.labels().keySet());
  }

  /// Reads one input.
  private RowCounts read(Source source) {
    return format(source).equals(Optional.of(LogFormat.CUBE)) ? readCube(source) : readLog(source);
  }

  private RowCounts readCube(Source source) {
    if (!told.isEmpty()) {
      throw new ConfigurationProblem(
          "--map: " + source.name() + " is a saved cube, whose columns have fixed names");
    }
    var cube = new SelectedCube(source, CubeReader.read(source), selection);
    var labels = cube.labels();
    met.addAll(labels);
    unmatched.removeAll(labels);
    return cube.into(gathering);
  }

  private RowCounts readLog(Source source) {
    try (LogInput log = open(source)) {
      isExported |= log.format().isExport();
      Sample sample = log.sample(Sample.SIZE);
      Schema schema =
          log.format().isExport()
              ? Schema.ofExport(vocabulary, names, sample)
              : Schema.of(vocabulary, told, names, sample);
      Columns columns = schema.columns(sample.names());
      if (!log.format().isExport()) { // an export may hold failed calls alone
        new RequiredColumns(source.name(), sample, columns).check(told);
      }
      note(sample.names(), columns);
      LogConventions shown = LogConventions.of(sample, schema, interpretation.cacheTokens());
      LogConventions habits = log.format().isExport() ? shown.ofExport() : shown;
      var account = new RowCounter(source, log.format());
      var calls = new RowParser(habits, selection);
      boolean dedupe = interpretation.dedupe() && habits.uniqueIds();
      var pass =
          new SequentialReader(
              source, log.format(), schema, dedupe, calls, account, gathering, rejected);
      boolean cut;
      if (isScanned(log, sample)) {
        var input = new ScanInput(source, account, pass);
        byte ending =
            scan(log, schema, columns, habits, input, sample.whole() ? 1 : effort.threads());
        cut = log.format() == LogFormat.CALLS_CSV && CsvEntries.isOpen(ending);
      } else {
        source.bytes().forget();
        pass.takeAll(sample.entries());
        for (Optional<LogRecord> entry = log.next(); entry.isPresent(); entry = log.next()) {
          pass.take(entry.get());
        }
        account.setForeign(log.text().foreign());
        cut = log.entries() instanceof CsvEntries rows && rows.endsOpen();
      }
      var explanation = new ReadingSummary(columns, habits, interpretation, selection);
      var assumptions = new ArrayList<>(source.notes());
      assumptions.addAll(log.assumed());
      if (pass.billedAgain().signum() != 0) {
        assumptions.add(
            "$%s was billed in rows that were read before, and counts once"
                .formatted(pass.billedAgain().stripTrailingZeros().toPlainString()));
      }
      log.notes().forEach(note -> gathering.warn(source.name(), note));
      sampled(sample).ifPresent(note -> gathering.warn(source.name(), note));
      unanswered.removeAll(log.answered());
      assumptions.addAll(explanation.assumptions(sample, account, account.foreign(), cut));
      return account.closed(explanation.mapping(log.format()), assumptions);
    }
  }

  /// What the columns of a table say of being a sample of calls.
  private static Optional<String> sampled(Sample sample) {
    return sample.names().stream()
        .flatMap(name -> sample.first(name).flatMap(text -> Sampling.told(name, text)).stream())
        .findFirst();
  }

  private boolean isScanned(LogInput log, Sample sample) {
    boolean small = sample.whole() && sample.entries().size() <= effort.small();
    return !small && log.isScannable() && !gathering.isTelling();
  }

  /// Scans an input.
  ///
  /// @return its last byte
  private byte scan(
      LogInput log,
      Schema schema,
      Columns columns,
      LogConventions habits,
      ScanInput input,
      int threads) {
    var workers = new ArrayList<ScanWorker>();
    Chunks chunks = log.chunks(effort);
    try {
      new ParallelScan(List.of(input), chunks, progress)
          .run(
              threads,
              () -> {
                workers.add(scanner(log, schema.another(), columns, habits));
                return workers.getLast();
              });
      workers.forEach(worker -> worker.totals().into(gathering, input.account()));
      return chunks.ending();
    } finally {
      ParallelScan.close(log.source(), chunks);
    }
  }

  private ScanWorker scanner(LogInput log, Schema schema, Columns columns, LogConventions habits) {
    Optional<LoggedCostCheck> check = gathering.check().map(LoggedCostCheck::another);
    var totals = new WorkerTotals(check, gathering.moments().map(MomentTally::another));
    ByteRecords records =
        log.format() == LogFormat.CALLS_JSONL
            ? new JsonRecords(new JsonKeys(new CallKeys(schema, habits, selection)))
            : new CsvRecords(
                log.header(), log.delimiter(), new ColumnLayout(columns, habits, selection));
    return new ScanWorker(
        records,
        new RowParser(habits, selection, totals::cell),
        schema,
        totals,
        interpretation.dedupe() && habits.uniqueIds(),
        gathering);
  }

  /// Says that there are no more inputs.
  ///
  /// @throws ConfigurationProblem if a filter or mapping names what no input has: it would silently
  ///     leave nothing
  void end() {
    exports.last().forEach(sentence -> gathering.warn(SafeText.cut(sentence, LONGEST_SENTENCE)));
    refuseUnknownFilters();
    if (isExported && !unanswered.isEmpty()) {
      var path = unanswered.iterator().next();
      throw new ConfigurationProblem(
          "no record has a field '%s' (--map, --task-from); expected its path, with dots between the names"
              .formatted(SafeText.cut(path)));
    }
  }

  private void refuseUnknownFilters() {
    if (!met.isEmpty() && !unmatched.isEmpty()) {
      var name = unmatched.iterator().next();
      var candidates = new ArrayList<>(Attribute.known());
      candidates.addAll(met);
      throw new ConfigurationProblem(
          "--filter: no input has a column '%s'%s; there are: %s"
              .formatted(
                  SafeText.cut(name),
                  Suggestions.hint(name, candidates),
                  SafeText.list(List.copyOf(met))));
    }
  }
}
