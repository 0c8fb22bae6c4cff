package routercost.read.scan;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import routercost.audit.LoggedCostCheck;
import routercost.read.record.LogRecord;
import routercost.read.record.MalformedRecord;
import routercost.read.record.Row;
import routercost.read.record.SkippedRecord;
import routercost.read.row.ColumnLayout;
import routercost.read.row.CostReader;
import routercost.read.row.RowCells;
import routercost.read.row.RowParser;
import routercost.read.schema.Origin;
import routercost.read.schema.ParsedRow;
import routercost.read.schema.Reject;
import routercost.read.schema.RowCounter;
import routercost.read.schema.Schema;
import routercost.read.tally.IdHash;
import routercost.read.tally.LogAccumulator;
import routercost.read.tally.SeenIds;
import routercost.read.text.DecodingReader;
import routercost.read.value.PlaceholderId;
import routercost.usage.Status;

/// One worker that scans stretches of an input. It notes what depends on the order of the log, and
/// settles it in turn.
public final class ScanWorker implements ChunkScanner {
  /// So many ids are looked up together.
  private static final int FETCHED = 32;

  /// In place of the number of a record among those at its place: it is outside of the period.
  private static final int OUTSIDE = Integer.MAX_VALUE;

  private final ByteRecords records;
  private final RowParser parser;
  private final Schema schema;
  private final WorkerTotals totals;
  private final boolean dedupe;
  private final IdHash hash;
  private final FieldOffsets spans = new FieldOffsets();
  private final RecordBoundaries borders;
  private final SeenIds seen;
  private final Optional<LoggedCostCheck> check;
  private final Optional<SessionCells.Keys> sessions;

  /// A worker for one input.
  ///
  /// @param parser of this worker, which numbers keys as `totals` does
  /// @param schema of this worker alone
  /// @param dedupe whether ids are looked at
  /// @param gathering of all workers, touched in turn only
  public ScanWorker(
      ByteRecords records,
      RowParser parser,
      Schema schema,
      WorkerTotals totals,
      boolean dedupe,
      LogAccumulator gathering) {
    this.records = records;
    this.borders = new RecordBoundaries(records, spans);
    this.seen = gathering.seen();
    this.check = gathering.check();
    this.parser = parser;
    this.schema = schema;
    this.totals = totals;
    this.dedupe = dedupe;
    this.hash = gathering.hash();
    this.sessions = gathering.sessions().map(to -> new SessionCells.Keys(to, gathering, parser));
  }

  /// Adds all that this worker read to the sums of all inputs and to the counts of this one.
  ///
  /// @param kept whether the worker will be used again
  public void into(LogAccumulator gathering, RowCounter counter, boolean kept) {
    totals.into(gathering, counter, kept);
    counter.stated(parser.stated());
    gathering.omissions().add(parser.outsideDays());
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
      if (spans.shape != FieldOffsets.Shape.BLANK) {
        ColumnLayout layout = layout();
        if (layout == null) {
          takeText(stretch, at, next, sign);
        } else {
          take(stretch, at, 0, spans, layout, sign);
        }
      }
      if (spans.mayBeForeign()) {
        stretch.foreign += DecodingReader.foreign(stretch.bytes, at, next);
      }
      at = next;
    }
    return at;
  }

  /// The layout of the record in hand; null if it has to be read as text.
  private @Nullable ColumnLayout layout() {
    return spans.shape == FieldOffsets.Shape.CELLS ? records.plan() : null;
  }

  private void takeText(ByteRange stretch, int at, int next, int sign) {
    List<LogRecord> entries = entries(at, next);
    for (int nth = 0; nth < entries.size(); nth++) {
      if (entries.get(nth) instanceof Row row) {
        ColumnLayout layout = parser.layout(schema.columns(row.names()));
        take(stretch, at, nth, parser.cells(row), layout, sign);
      } else if (entries.get(nth) instanceof SkippedRecord(_, String reason, _)) {
        totals.skip(reason, sign);
      } else {
        stretch.rejected.add(at, nth);
      }
    }
  }

  private void take(
      ByteRange stretch, int at, int nth, RowCells cells, ColumnLayout layout, int sign) {
    switch (parser.read(cells, layout)) {
      case USABLE -> {
        if (dedupe && layout.id >= 0) {
          noteId(stretch, at, nth, cells, layout);
        }
        if (use(cells, layout, sign) && sign > 0) {
          stretch.differing.add(at, nth);
        }
        if (sessions.isPresent()) {
          stretch.sessions.add(at, nth, parser, cells, layout);
        }
      }
      case SKIPPED -> {
        totals.skip(parser.skipped().reason(), sign);
        if (dedupe && parser.isOutside()) {
          noteId(stretch, at, OUTSIDE, cells, layout);
        }
        if (parser.isCallLeftOut()) {
          leaveOut(sign);
        }
      }
      case REJECTED -> stretch.rejected.add(at, nth);
    }
  }

  private void leaveOut(int sign) {
    CostReader cost = parser.cost();
    BigDecimal usd = cost.isPresent() && cost.isInDollars() ? cost.amount() : BigDecimal.ZERO;
    totals.leaveOut(
        parser.skipped().kind(), parser.isOpen(), parser.key(), parser.counts(), usd, sign);
  }

  private void noteId(ByteRange stretch, int at, int nth, RowCells cells, ColumnLayout layout) {
    int id = layout.id;
    int from = cells.from[id];
    int to = cells.to[id];
    boolean plain =
        from < to
            && to - from <= Row.LONGEST_CELL
            && cells.bytes[from] > ' '
            && cells.bytes[to - 1] > ' '
            && !PlaceholderId.mayBe(cells.bytes, from, to)
            && hash.of(cells.bytes, from, to, parser.status());
    if (!plain) {
      String text = cells.text(id);
      if (PlaceholderId.is(text)) {
        return;
      }
      hash.of(text, parser.status());
    }
    hash.with(parser.model(), parser.counts());
    if (hash.isCounter()) {
      hash.at(parser.timing(cells, layout).at());
    }
    stretch.ids.add(at, nth, hash);
  }

  /// Adds the record that was parsed last; says whether its tokens give another cost than it logs.
  private boolean use(RowCells cells, ColumnLayout layout, int sign) {
    int cell = parser.cell();
    long[] counts = parser.counts();
    totals.use(cell, parser.day(), counts, sign);
    if (totals.isTimed() && parser.status() == Status.OK) {
      long took = parser.took(cells, layout);
      if (took >= 0) {
        totals.took(cell, counts, took, sign);
      }
    }
    if (parser.isNaive()) {
      totals.assume(ParsedRow.Assumption.NAIVE_TIME, sign);
    }
    if (parser.isUndated()) {
      totals.assume(ParsedRow.Assumption.NO_TIME, sign);
    }
    if (parser.isAveraged()) {
      totals.assume(ParsedRow.Assumption.AVERAGE_BAND, sign);
    }
    if (!parser.isPlain()) {
      parser.assumedDay().ifPresent(assumption -> totals.assume(assumption, sign));
      parser.odd().forEach(oddCell -> totals.addOdd(oddCell, sign));
      parser.doubt().ifPresent(doubt -> totals.doubt(doubt, parser.key(), counts, sign));
    }
    if (parser.unaccounted() > 0) {
      totals.assume(ParsedRow.Assumption.UNACCOUNTED, sign * parser.unaccounted());
    }
    CostReader cost = parser.cost();
    if (!cost.isPresent()) {
      return false;
    }
    if (!cost.isInDollars()) {
      totals.stateElsewhere(cost.currency(), cost.amount(), sign);
      return false;
    }
    return cost.isPlain()
        ? totals.state(cell, counts, cost.unscaled(), cost.scale(), sign)
        : totals.state(cell, counts, cost.amount(), sign);
  }

  private List<LogRecord> entries(int at, int next) {
    return spans.shape == FieldOffsets.Shape.TOO_LONG
        ? List.of(MalformedRecord.tooLong(1))
        : records.entries(spans, at, next);
  }

  @Override
  public void settle(ByteRange stretch, CommitContext turn) {
    turn.begin();
    totals.addForeign(stretch.foreign);
    var demoted = new ByteRange.Places();
    ByteRange.Ids ids = stretch.ids;
    for (int i = 0; i < ids.places.size(); i++) {
      if (i % FETCHED == 0) {
        seen.fetch(ids.first, i, Math.min(i + FETCHED, ids.places.size()));
      }
      boolean isNew = seen.add(ids.first[i], ids.second[i]);
      if (ids.places.nth(i) == OUTSIDE) {
        continue; // a copy within the period is a duplicate of it
      }
      if (seen.isShared()) {
        totals.assume(ParsedRow.Assumption.SHARED_ID, isNew ? 1 : 0);
      }
      if (!isNew) {
        demote(stretch, ids.places.at(i), ids.places.nth(i));
        demoted.add(ids.places.at(i), ids.places.nth(i));
      }
    }
    reject(stretch, turn);
    show(stretch, turn, demoted);
    if (sessions.isPresent()) {
      stretch.sessions.tell(sessions.get(), demoted);
    }
  }

  private void reject(ByteRange stretch, CommitContext turn) {
    var places = turn.places();
    for (int i = 0; i < stretch.rejected.size(); i++) {
      int at = stretch.rejected.at(i);
      InHand record = inHand(stretch, at, stretch.rejected.nth(i));
      turn.input().reject(reject(record, places.origin(at)));
      turn.input().account().breaksOff(record.breaksOff());
    }
  }

  private Reject reject(InHand record, Origin origin) {
    if (record.layout() == null) {
      return new Reject(origin, record.reason(), Collections.emptySortedMap());
    }
    parse(record, RowParser.Result.REJECTED);
    return new Reject(origin, parser.reason(), record.layout().fields(record.cells()));
  }

  private void show(ByteRange stretch, CommitContext turn, ByteRange.Places demoted) {
    var places = turn.places();
    for (int i = 0; i < stretch.differing.size(); i++) {
      int at = stretch.differing.at(i);
      int nth = stretch.differing.nth(i);
      if (!demoted.has(at, nth)) {
        InHand record = inHand(stretch, at, nth);
        ColumnLayout layout = parse(record, RowParser.Result.USABLE);
        ParsedRow row = parser.usable(record.cells(), layout);
        check.orElseThrow().show(places.origin(at), row.slice(), row.loggedUsd().orElseThrow());
      }
    }
  }

  /// Moves a record that was used to the duplicates.
  private void demote(ByteRange stretch, int at, int nth) {
    InHand record = inHand(stretch, at, nth);
    ColumnLayout layout = parse(record, RowParser.Result.USABLE);
    boolean _ = use(record.cells(), layout, -1);
    CostReader cost = parser.cost();
    boolean dollars = cost.isPresent() && cost.isInDollars();
    totals.duplicate(parser.cell(), parser.counts(), dollars ? cost.amount() : BigDecimal.ZERO);
  }

  /// A record that was read before.
  ///
  /// @param layout null if it is malformed
  /// @param breaksOff whether it is the beginning of one, and nothing follows
  private record InHand(
      RowCells cells, @Nullable ColumnLayout layout, String reason, boolean breaksOff) {
    InHand(RowCells cells, ColumnLayout layout) {
      this(cells, layout, "", false);
    }
  }

  private InHand inHand(ByteRange stretch, int at, int nth) {
    spans.over(stretch.bytes, stretch.to);
    int next = records.read(spans, at, stretch.to, stretch.last);
    ColumnLayout layout = layout();
    if (layout != null) {
      return new InHand(spans, layout);
    }
    LogRecord entry = entries(at, next).get(nth);
    if (entry instanceof Row row) {
      return new InHand(parser.cells(row), parser.layout(schema.columns(row.names())));
    }
    if (entry instanceof MalformedRecord(_, String reason, boolean breaksOff)) {
      return new InHand(spans, null, reason, breaksOff && stretch.endsAt(next));
    }
    throw new IllegalStateException("left out by a table: " + entry);
  }

  /// Parses a record again, which has to end as before.
  private ColumnLayout parse(InHand record, RowParser.Result expected) {
    ColumnLayout layout = record.layout();
    if (layout == null || parser.read(record.cells(), layout) != expected) {
      throw new IllegalStateException("a record is no longer " + expected + " when read again");
    }
    return layout;
  }
}
