package routercost.read.transcript;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import routercost.read.exports.ClaudeCode;
import routercost.read.exports.LogFormat;
import routercost.read.row.RowParser;
import routercost.read.scan.FileChunks;
import routercost.read.scan.JsonKeys;
import routercost.read.scan.JsonRecords;
import routercost.read.scan.ParallelScan;
import routercost.read.scan.ScanInput;
import routercost.read.scan.WorkerTotals;
import routercost.read.schema.CacheCounting;
import routercost.read.schema.Columns;
import routercost.read.schema.LogConventions;
import routercost.read.schema.ReadOptions;
import routercost.read.schema.ReadingSummary;
import routercost.read.schema.RecordFilter;
import routercost.read.schema.Reject;
import routercost.read.schema.RequestIds;
import routercost.read.schema.RowCounter;
import routercost.read.schema.RowCounts;
import routercost.read.schema.Sample;
import routercost.read.schema.Schema;
import routercost.read.tally.LogAccumulator;
import routercost.read.tally.SequentialReader;
import routercost.read.text.Progress;
import routercost.read.text.ReadTuning;
import routercost.read.text.Source;
import routercost.read.value.DateOrder;
import routercost.read.value.NumberFormat;

/// Reads transcripts of Claude Code, one file after another, with several workers.
public final class TranscriptReader {
  /// What stands for the first lines of every transcript: how they are written is known.
  public static final Sample SAMPLE =
      new Sample(List.of(), List.of(), TranscriptKeys.columns(), ',', false);

  private static final LogConventions HABITS =
      new LogConventions(
          Map.of(),
          NumberFormat.POINT,
          DateOrder.UNDECIDED,
          CacheCounting.BY_FORMAT,
          RequestIds.UNIQUE,
          Set.of());

  private final Schema schema;
  private final ReadOptions interpretation;
  private final RecordFilter selection;
  private final LogAccumulator gathering;
  private final ClaudeCode.Transcripts dialect;
  private final Optional<KeptTranscripts> earlier;
  private final Map<ScanInput, KeptTranscripts.Transcript> found = new HashMap<>();
  private final List<TranscriptWorker> workers = new ArrayList<>();

  public TranscriptReader(
      Schema schema,
      ReadOptions interpretation,
      RecordFilter selection,
      LogAccumulator gathering,
      ClaudeCode.Transcripts dialect,
      Optional<KeptTranscripts> earlier) {
    this.earlier = earlier;
    this.schema = schema;
    this.interpretation = interpretation;
    this.selection = selection;
    this.gathering = gathering;
    this.dialect = dialect;
  }

  public Columns columns() {
    return schema.columns(SAMPLE.names());
  }

  /// Reads files, and says what became of the lines of each.
  public List<RowCounts> read(
      List<Source> sources, Consumer<Reject> rejected, ReadTuning effort, Progress progress) {
    var calls = new RowParser(HABITS, linesOf(selection));
    List<ScanInput> inputs =
        sources.stream().map(source -> scanned(source, calls, rejected)).toList();
    var known = sources.stream().map(source -> earlier.flatMap(kept -> kept.of(source))).toList();
    for (int from = 0; from < inputs.size(); ) {
      int to = from;
      while (to < inputs.size() && known.get(to).isEmpty()) {
        to++;
      }
      if (to > from) {
        scan(inputs.subList(from, to), effort, progress);
        from = to;
      } else {
        idle(0).settle(known.get(from).get(), inputs.get(from));
        from++;
      }
    }
    var explanation = new ReadingSummary(columns(), HABITS, interpretation, selection);
    var mapping = explanation.mapping(dialect.columns());
    return inputs.stream().map(input -> closed(input, explanation, mapping)).toList();
  }

  private void scan(List<ScanInput> inputs, ReadTuning effort, Progress progress) {
    earlier.ifPresent(kept -> inputs.forEach(of -> found.put(of, kept.begin(of.source()))));
    var files = inputs.stream().flatMap(input -> input.source().file().stream()).toList();
    var taken = new AtomicInteger();
    try (var chunks = new FileChunks(files, 2 * effort.chunk())) { // most files are smaller
      new ParallelScan(inputs, chunks, progress)
          .run(effort.threads(), () -> idle(taken.getAndIncrement()));
      found.values().forEach(KeptTranscripts.Transcript::end);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private TranscriptWorker idle(int number) {
    if (number == workers.size()) {
      workers.add(scanner());
    }
    return workers.get(number);
  }

  /// Of a response that stands in several lines the first tells the day.
  private RecordFilter linesOf(RecordFilter selection) {
    return interpretation.dedupe() ? selection.anyDay() : selection;
  }

  private ScanInput scanned(Source source, RowParser calls, Consumer<Reject> rejected) {
    var account = new RowCounter(source, LogFormat.CLAUDE_CODE);
    var pass =
        new SequentialReader(
            source,
            LogFormat.CLAUDE_CODE,
            schema,
            interpretation.dedupe(),
            calls,
            account,
            gathering,
            rejected);
    return new ScanInput(source, account, pass);
  }

  private TranscriptWorker scanner() {
    var cells = new WorkerTotals(Optional.empty(), Optional.empty(), Optional.empty(), false);
    var names = new TranscriptKeys(schema.another(), HABITS, linesOf(selection));
    return new TranscriptWorker(
        new JsonRecords(new JsonKeys(names)),
        new RowParser(HABITS, linesOf(selection), cells::cell),
        cells,
        interpretation.dedupe(),
        gathering,
        dialect,
        found);
  }

  private RowCounts closed(ScanInput input, ReadingSummary explanation, List<String> mapping) {
    var assumptions = new ArrayList<>(input.source().notes());
    long foreign = input.account().foreign();
    assumptions.addAll(explanation.assumptions(SAMPLE, input.account(), foreign, false));
    String name = input.source().name();
    input.account().cutEnd().ifPresent(flaw -> gathering.omissions().addFlaw(name, flaw));
    var doubts = explanation.doubts(input.account());
    doubts.forEach(doubt -> gathering.warn(name, doubt));
    return input.account().closed(mapping, assumptions, doubts);
  }
}
