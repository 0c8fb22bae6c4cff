package routercost.read;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import routercost.read.exports.ClaudeCode;

/// Reads transcripts of Claude Code, one file after another, with several workers.
final class TranscriptReading {
  /// What stands for the first lines of every transcript: how they are written is known.
  static final Sample SAMPLE =
      new Sample(List.of(), List.of(), TranscriptNames.columns(), ',', false);

  private static final Habits HABITS =
      new Habits(Map.of(), Numerals.POINT, DateOrder.UNDECIDED, CacheCounting.BY_FORMAT, true);

  private final Schema schema;
  private final Interpretation interpretation;
  private final Selection selection;
  private final Gathering gathering;
  private final ClaudeCode.Transcripts dialect;

  TranscriptReading(
      Schema schema,
      Interpretation interpretation,
      Selection selection,
      Gathering gathering,
      ClaudeCode.Transcripts dialect) {
    this.schema = schema;
    this.interpretation = interpretation;
    this.selection = selection;
    this.gathering = gathering;
    this.dialect = dialect;
  }

  Columns columns() {
    return schema.columns(SAMPLE.names());
  }

  /// Reads files, and says what became of the lines of each.
  List<InputAccount> read(
      List<Source> sources, Consumer<Reject> rejected, Effort effort, Progress progress) {
    var calls = new CallReading(HABITS, selection);
    List<Scanned> inputs =
        sources.stream().map(source -> scanned(source, calls, rejected)).toList();
    var files = sources.stream().flatMap(source -> source.file().stream()).toList();
    try (var chunks = new FileChunks(files, 2 * effort.chunk())) { // most files are smaller
      new Scan(inputs, chunks, progress).run(effort.threads(), this::scanner);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    var explanation = new Explanation(columns(), HABITS, interpretation, selection);
    var mapping = explanation.mapping(LogFormat.CLAUDE_CODE);
    return inputs.stream().map(input -> closed(input, explanation, mapping)).toList();
  }

  private Scanned scanned(Source source, CallReading calls, Consumer<Reject> rejected) {
    var account = new Account(source, LogFormat.CLAUDE_CODE);
    var pass =
        new CarefulPass(
            source,
            LogFormat.CLAUDE_CODE,
            schema,
            interpretation.dedupe(),
            calls,
            account,
            gathering,
            rejected);
    return new Scanned(source, account, pass);
  }

  private TranscriptScanner scanner() {
    var cells = new Harvest(Optional.empty(), Optional.empty());
    var days = new CallReading(HABITS, selection).days();
    var names = new TranscriptNames(schema.another(), HABITS, selection);
    return new TranscriptScanner(
        new JsonRecords(new JsonKeys(names)),
        new PlainCalls(selection, days, cells),
        cells,
        interpretation.dedupe(),
        gathering,
        dialect);
  }

  private static InputAccount closed(Scanned input, Explanation explanation, List<String> mapping) {
    var assumptions = new ArrayList<>(input.source().notes());
    long foreign = input.account().foreign();
    assumptions.addAll(explanation.assumptions(SAMPLE, input.account(), foreign, false));
    return input.account().closed(mapping, assumptions);
  }
}
