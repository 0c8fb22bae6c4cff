package routercost.read.transcript;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import routercost.read.exports.ClaudeCode.Transcripts;
import routercost.read.record.MalformedRecord;
import routercost.read.record.Row;
import routercost.read.row.RowParser;
import routercost.read.scan.ByteRange;
import routercost.read.scan.ByteRecords;
import routercost.read.scan.ChunkScanner;
import routercost.read.scan.CommitContext;
import routercost.read.scan.FieldOffsets;
import routercost.read.scan.RecordBoundaries;
import routercost.read.scan.ScanInput;
import routercost.read.scan.WorkerTotals;
import routercost.read.schema.ParsedRow;
import routercost.read.tally.IdHash;
import routercost.read.tally.LogAccumulator;
import routercost.read.tally.ResponseDeduplicator;
import routercost.read.tally.SequentialReader;
import routercost.read.tally.TranscriptLines;
import routercost.read.text.DecodingReader;
import routercost.usage.Status;

/// One worker that scans transcripts of Claude Code: responses that are plainly written at once, in
/// turn the rest carefully. Which lines are copies of one response, and what sub-agents are called,
/// depends on the lines before, so that is found in turn as well.
final class TranscriptWorker implements ChunkScanner {
  private static final int UNKNOWN = 0;
  private static final byte[] ASSISTANT = "assistant".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);

  private final ByteRecords records;
  private final RowParser parser;
  private final WorkerTotals cells;
  private final boolean dedupe;
  private final IdHash hash;
  private final LogAccumulator gathering;
  private final Transcripts dialect;
  private final Map<ScanInput, KeptTranscripts.Transcript> kept;
  private final FieldOffsets spans = new FieldOffsets();
  private final RecordBoundaries borders;

  /// The number of each key + 1, by its cell and whether it is of a side chain.
  private int[] keys = new int[1 << 8];

  private int known;

  /// @param cells gives the keys of responses their numbers
  /// @param gathering of all workers, touched in turn only
  /// @param dialect likewise
  /// @param kept takes what is found in files, likewise
  TranscriptWorker(
      ByteRecords records,
      RowParser parser,
      WorkerTotals cells,
      boolean dedupe,
      LogAccumulator gathering,
      Transcripts dialect,
      Map<ScanInput, KeptTranscripts.Transcript> kept) {
    this.kept = kept;
    this.records = records;
    this.parser = parser;
    this.cells = cells;
    this.dedupe = dedupe;
    this.hash = gathering.hash();
    this.gathering = gathering;
    this.dialect = dialect;
    this.borders = new RecordBoundaries(records, spans);
  }

  @Override
  public RecordBoundaries borders() {
    return borders;
  }

  @Override
  public int scan(ByteRange stretch, int from, int sign) {
    spans.over(stretch.bytes, stretch.to);
    spans.shape = FieldOffsets.Shape.BLANK;
    int at = from;
    int end = stretch.endOfLines();
    while (at < end) {
      int next = records.read(spans, at, stretch.to, stretch.last);
      if (next == at) {
        break;
      }
      stretch.lines += spans.lines;
      long foreign = spans.mayBeForeign() ? DecodingReader.foreign(stretch.bytes, at, next) : 0;
      stretch.foreign += foreign;
      if (spans.shape == FieldOffsets.Shape.CELLS && foreign == 0) {
        take(stretch, at);
      } else if (spans.shape != FieldOffsets.Shape.BLANK) {
        stretch.transcript.addOdd(at);
      }
      at = next;
    }
    return at;
  }

  private void take(ByteRange stretch, int at) {
    var plan = (TranscriptKeys.LinePlan) records.plan();
    if (plan == null || plan.type < 0 || spans.isEmpty(plan.type)) {
      stretch.transcript.addOdd(at);
    } else if (!is(plan.type, ASSISTANT)) {
      stretch.transcript.skip(Transcripts.NO_RESPONSE);
    } else if (!plan.isWhole() || !isPlain(plan)) {
      stretch.transcript.addOdd(at);
    } else {
      take(stretch, at, plan);
    }
  }

  private boolean isPlain(TranscriptKeys.LinePlan plan) {
    return !spans.isEmpty(plan.input)
        && !spans.isEmpty(plan.output)
        && !spans.isEmpty(plan.model)
        && spans.bytes[spans.from[plan.model]] != '<' // no model answered
        && isPlain(spans.from[plan.id], spans.to[plan.id]);
  }

  private boolean isPlain(int from, int to) {
    return to - from >= Transcripts.SHORTEST_ID
        && to - from <= Row.LONGEST_CELL
        && spans.bytes[from] > ' '
        && spans.bytes[to - 1] > ' ';
  }

  private void take(ByteRange stretch, int at, TranscriptKeys.LinePlan plan) {
    RowParser.Result result = parser.read(spans, plan);
    if (result == RowParser.Result.REJECTED || !parser.isPlain()) {
      stretch.transcript.addOdd(at);
    } else if (result == RowParser.Result.SKIPPED) {
      stretch.transcript.skip(parser.skipped().reason());
    } else {
      long request = request(plan);
      boolean ascii =
          request >= 0 && hash.of(spans.bytes, spans.from[plan.id], spans.to[plan.id], Status.OK);
      if (ascii) {
        var line = stretch.transcript.add(at, parser.cell(), parser.isNaive(), parser.isUndated());
        note(line, request, plan);
      } else {
        stretch.transcript.addOdd(at);
      }
    }
  }

  private void note(ResponseDeduplicator.Line line, long request, TranscriptKeys.LinePlan plan) {
    line.first = hash.first();
    line.second = hash.second();
    line.request = request;
    line.aside = plan.aside >= 0 && is(plan.aside, TRUE);
    line.ended = plan.stop >= 0 && !spans.isEmpty(plan.stop);
    line.length = spans.written;
    line.iterations = 0;
    System.arraycopy(parser.counts(), 0, line.counts, 0, line.counts.length);
  }

  /// A hash of the request that the line in hand names; 0 if it names none, −1 if it is odd.
  private long request(TranscriptKeys.LinePlan plan) {
    if (plan.request < 0 || spans.isEmpty(plan.request)) {
      return 0;
    }
    boolean ascii =
        hash.of(spans.bytes, spans.from[plan.request], spans.to[plan.request], Status.OK);
    return ascii ? hash.positive() : -1;
  }

  private boolean is(int cell, byte[] word) {
    return Arrays.equals(spans.bytes, spans.from[cell], spans.to[cell], word, 0, word.length);
  }

  @Override
  public void settle(ByteRange stretch, CommitContext turn) {
    turn.begin();
    var transcript = stretch.transcript;
    var places = turn.places();
    var settled = new Settled(turn.input());
    var keep =
        Optional.ofNullable(kept.get(turn.input()))
            .map(file -> file.next(stretch.isBlank(), stretch.foreign, transcript.skipped()));
    for (var noted : transcript.noted()) {
      if (noted.isOdd()) {
        var odd = odd(stretch, noted.at, places);
        settled.read(odd);
        keep.ifPresent(into -> into.add(odd));
      } else {
        keep.ifPresent(into -> into.add(cells.key(noted.cell), noted));
        settled.take(noted);
      }
    }
    settled.end(stretch.foreign, transcript.skipped());
  }

  /// Settles what was found in a file when it was read before.
  void settle(KeptTranscripts.Transcript file, ScanInput input) {
    var noted = new TranscriptLines.Noted();
    for (var stretch : file.stretches()) {
      if (!stretch.isBlank) {
        input.account().breaksOff(false);
      }
      var settled = new Settled(input);
      for (var found : stretch.found()) {
        switch (found) {
          case KeptTranscripts.OddLine odd -> settled.read(odd);
          case KeptTranscripts.Response response -> {
            response.into(noted, cells.cell(response.key()));
            settled.take(noted);
          }
        }
      }
      settled.end(stretch.foreign, stretch.skipped);
    }
  }

  /// What became of some lines of a file.
  private final class Settled {
    private final ScanInput input;
    private long used;
    private long duplicates;
    private long naive;
    private long undated;

    Settled(ScanInput input) {
      this.input = input;
    }

    void read(KeptTranscripts.OddLine odd) {
      if (odd.isTooLong()) {
        input.pass().take(MalformedRecord.tooLong(odd.number()));
      } else {
        input.pass().takeAll(odd.text(), odd.number(), dialect);
      }
      if (!odd.isLast()) {
        input.account().breaksOff(false);
      }
    }

    void take(TranscriptLines.Noted noted) {
      if (isNew(noted, input.pass())) {
        used++;
        naive += noted.naive ? 1 : 0;
        undated += noted.undated ? 1 : 0;
      } else {
        duplicates++;
      }
    }

    void end(long foreign, Map<String, Long> skipped) {
      var account = input.account();
      account.add(used, duplicates, foreign);
      account.assumed(ParsedRow.Assumption.NAIVE_TIME, naive);
      account.assumed(ParsedRow.Assumption.NO_TIME, undated);
      skipped.forEach(account::skipped);
    }
  }

  private boolean isNew(TranscriptLines.Noted noted, SequentialReader pass) {
    var line = noted.line;
    line.key = key(noted.cell, line.aside);
    line.file = pass.file();
    if (dedupe) {
      return gathering.messages().add(line);
    }
    gathering.use(line.key, line.counts);
    return true;
  }

  /// The number of a key whose task has its name.
  private int key(int cell, boolean aside) {
    if (known != dialect.known()) {
      Arrays.fill(keys, UNKNOWN);
      known = dialect.known();
    }
    int wanted = 2 * cell + (aside ? 1 : 0);
    if (wanted >= keys.length) {
      keys = Arrays.copyOf(keys, 2 * wanted);
    }
    if (keys[wanted] == UNKNOWN) {
      var key = cells.key(cell);
      var named = key.withTask(dialect.task(key.task(), aside));
      keys[wanted] = gathering.messages().key(named) + 1;
    }
    return keys[wanted] - 1;
  }

  private KeptTranscripts.OddLine odd(ByteRange stretch, int at, CommitContext.Places places) {
    spans.over(stretch.bytes, stretch.to);
    int next = records.read(spans, at, stretch.to, stretch.last);
    boolean isTooLong = spans.shape == FieldOffsets.Shape.TOO_LONG;
    return new KeptTranscripts.OddLine(
        isTooLong ? "" : DecodingReader.decoded(stretch.bytes, at, next),
        places.origin(at).line(),
        isTooLong,
        stretch.endsAt(next));
  }
}
