package routercost.read;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import routercost.read.exports.ClaudeCode.Transcripts;
import routercost.usage.Status;

/// One worker that scans transcripts of Claude Code: responses that are plainly written at once, in
/// turn the rest carefully. Which lines are copies of one response, and what sub-agents are called,
/// depends on the lines before, so that is found in turn as well.
final class TranscriptScanner implements Scanning {
  private static final int UNKNOWN = 0;
  private static final byte[] ASSISTANT = "assistant".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);

  private final Records records;
  private final PlainCalls plain;
  private final Harvest cells;
  private final boolean dedupe;
  private final IdHash hash;
  private final Gathering gathering;
  private final Transcripts dialect;
  private final Spans spans = new Spans();
  private final Borders borders;

  /// The number of each key + 1, by its cell and whether it is of a side chain.
  private int[] keys = new int[1 << 8];

  private int known;

  /// @param cells gives the keys of responses their numbers
  /// @param gathering of all workers, touched in turn only
  /// @param dialect likewise
  TranscriptScanner(
      Records records,
      PlainCalls plain,
      Harvest cells,
      boolean dedupe,
      Gathering gathering,
      Transcripts dialect) {
    this.records = records;
    this.plain = plain;
    this.cells = cells;
    this.dedupe = dedupe;
    this.hash = gathering.hash();
    this.gathering = gathering;
    this.dialect = dialect;
    this.borders = new Borders(records, spans);
  }

  @Override
  public Borders borders() {
    return borders;
  }

  @Override
  public int scan(Stretch stretch, int from, int sign) {
    spans.over(stretch.bytes, stretch.to);
    spans.shape = Spans.Shape.BLANK;
    int at = from;
    while (at < stretch.to) {
      int next = records.read(spans, at, stretch.to, stretch.last);
      if (next == at) {
        break;
      }
      stretch.lines += spans.lines;
      long foreign = spans.mayBeForeign() ? Text.foreign(stretch.bytes, at, next) : 0;
      stretch.foreign += foreign;
      if (spans.shape == Spans.Shape.CELLS && foreign == 0) {
        take(stretch, at);
      } else if (spans.shape != Spans.Shape.BLANK) {
        stretch.transcript.addOdd(at);
      }
      at = next;
    }
    return at;
  }

  private void take(Stretch stretch, int at) {
    var plan = (TranscriptNames.LinePlan) records.plan();
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

  private boolean isPlain(TranscriptNames.LinePlan plan) {
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

  private void take(Stretch stretch, int at, TranscriptNames.LinePlan plan) {
    PlainCalls.Result result = plain.read(spans, plan);
    switch (result) {
      case USABLE -> {
        long request = request(plan);
        boolean ascii =
            request >= 0 && hash.of(spans.bytes, spans.from[plan.id], spans.to[plan.id], Status.OK);
        if (ascii) {
          note(stretch.transcript.add(at, plain.cell, plain.naive, plain.undated), request, plan);
        } else {
          stretch.transcript.addOdd(at);
        }
      }
      case ODD -> stretch.transcript.addOdd(at);
      case NO_DATE, OUTSIDE_PERIOD, NO_TOKENS, FILTERED_OUT ->
          stretch.transcript.skip(result.reason());
    }
  }

  private void note(Messages.Line line, long request, TranscriptNames.LinePlan plan) {
    line.first = hash.first();
    line.second = hash.second();
    line.request = request;
    line.aside = plan.aside >= 0 && is(plan.aside, TRUE);
    line.ended = plan.stop >= 0 && !spans.isEmpty(plan.stop);
    line.length = spans.written;
    line.iterations = 0;
    System.arraycopy(plain.counts, 0, line.counts, 0, line.counts.length);
  }

  /// A hash of the request that the line in hand names; 0 if it names none, −1 if it is odd.
  private long request(TranscriptNames.LinePlan plan) {
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
  public void settle(Stretch stretch, Turn turn) {
    var account = turn.input().account();
    var transcript = stretch.transcript;
    var places = turn.places();
    long used = 0;
    long duplicates = 0;
    long naive = 0;
    long undated = 0;
    for (var noted : transcript.noted()) {
      if (noted.isOdd()) {
        readCarefully(stretch, noted.at, places, turn.input().pass());
      } else if (isNew(noted, turn.input().pass())) {
        used++;
        naive += noted.naive ? 1 : 0;
        undated += noted.undated ? 1 : 0;
      } else {
        duplicates++;
      }
    }
    account.add(used, duplicates, stretch.foreign);
    account.assumed(Outcome.Assumption.NAIVE_TIME, naive);
    account.assumed(Outcome.Assumption.NO_TIME, undated);
    transcript.skipped().forEach(account::skipped);
  }

  private boolean isNew(TranscriptLines.Noted noted, CarefulPass pass) {
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

  private void readCarefully(Stretch stretch, int at, Turn.Places places, CarefulPass pass) {
    spans.over(stretch.bytes, stretch.to);
    int next = records.read(spans, at, stretch.to, stretch.last);
    long line = places.origin(at).line();
    if (spans.shape == Spans.Shape.TOO_LONG) {
      pass.take(Broken.tooLong(line));
    } else {
      pass.takeAll(Text.decoded(stretch.bytes, at, next), line, dialect);
    }
  }
}
