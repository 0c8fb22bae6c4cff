package routercost.read.scan;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import routercost.audit.LoggedCostCheck;
import routercost.read.builtin.Column;
import routercost.read.record.LogRecord;
import routercost.read.record.MalformedRecord;
import routercost.read.record.Row;
import routercost.read.schema.CellValues;
import routercost.read.schema.Columns;
import routercost.read.schema.Origin;
import routercost.read.schema.ParsedRow;
import routercost.read.schema.Reject;
import routercost.read.schema.RowParser;
import routercost.read.schema.Schema;
import routercost.read.tally.IdHash;
import routercost.read.tally.LogAccumulator;
import routercost.read.tally.SeenIds;
import routercost.read.text.DecodingReader;
import routercost.read.value.RowRejectedException;

/// One worker that scans stretches of an input: plain records at once, odd ones carefully. It notes
/// what has to be looked at again in the order of the log, and looks at it when it is told to.
public final class ScanWorker implements ChunkScanner {
  /// So many ids are looked up together.
  private static final int FETCHED = 32;

  private final ByteRecords records;
  private final FastRowParser plain;
  private final RowParser careful;
  private final Schema schema;
  private final WorkerTotals harvest;
  private final boolean dedupe;
  private final IdHash hash;
  private final FieldOffsets spans = new FieldOffsets();
  private final RecordBoundaries borders;
  private final SeenIds seen;
  private final Optional<LoggedCostCheck> check;

  /// A worker for one input.
  ///
  /// @param schema of this worker alone
  /// @param dedupe whether ids are looked at
  /// @param gathering of all workers, touched in turn only
  public ScanWorker(
      ByteRecords records,
      FastRowParser plain,
      RowParser careful,
      Schema schema,
      WorkerTotals harvest,
      boolean dedupe,
      LogAccumulator gathering) {
    this.records = records;
    this.borders = new RecordBoundaries(records, spans);
    this.seen = gathering.seen();
    this.check = gathering.check();
    this.plain = plain;
    this.careful = careful;
    this.schema = schema;
    this.harvest = harvest;
    this.dedupe = dedupe;
    this.hash = gathering.hash();
  }

  public WorkerTotals harvest() {
    return harvest;
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
    while (at < stretch.to) {
      int next = records.read(spans, at, stretch.to, stretch.last);
      if (next == at) {
        break;
      }
      stretch.lines += spans.lines;
      if (spans.shape == FieldOffsets.Shape.CELLS) {
        take(stretch, at, next, sign);
      } else if (spans.shape != FieldOffsets.Shape.BLANK) {
        takeCarefully(stretch, at, next, sign);
      }
      if (spans.mayBeForeign()) {
        stretch.foreign += DecodingReader.foreign(stretch.bytes, at, next);
      }
      at = next;
    }
    return at;
  }

  private void take(ByteRange stretch, int at, int next, int sign) {
    ColumnLayout plan = records.plan();
    FastRowParser.Result result = plan == null ? FastRowParser.Result.ODD : plain.read(spans, plan);
    switch (result) {
      case USABLE -> {
        if (dedupe && plan != null && !noteId(stretch, at, plan)) {
          takeCarefully(stretch, at, next, sign);
        } else {
          use(stretch, at, sign);
        }
      }
      case ODD -> takeCarefully(stretch, at, next, sign);
      case NO_DATE, OUTSIDE_PERIOD, NO_TOKENS, FILTERED_OUT -> harvest.skip(result.reason(), sign);
    }
  }

  /// Notes the id of the record in hand; `false` if it is odd.
  private boolean noteId(ByteRange stretch, int at, ColumnLayout plan) {
    if (plan.id < 0) {
      return true;
    }
    spans.trim(plan.id);
    int from = spans.from[plan.id];
    int to = spans.to[plan.id];
    if (from >= to) {
      return from == to;
    }
    boolean plainly =
        to - from <= Row.LONGEST_CELL
            && stretch.bytes[from] > ' '
            && stretch.bytes[to - 1] > ' '
            && hash.of(stretch.bytes, from, to, plain.status());
    if (plainly) {
      stretch.ids.add(at, 0, hash);
    }
    return plainly;
  }

  /// Adds the plain record in hand.
  private void use(ByteRange stretch, int at, int sign) {
    harvest.use(plain.cell, plain.counts, sign);
    if (plain.naive || plain.undated || plain.averaged) {
      assume(sign);
    }
    if (!plain.hasCost) {
      return;
    }
    if (plain.foreign != null) {
      harvest.stateElsewhere(plain.foreign, plain.amount(), sign);
    } else if (harvest.state(plain.cell, plain.counts, plain.cost, plain.scale, sign) && sign > 0) {
      stretch.differing.add(at, 0);
    }
  }

  private void assume(int sign) {
    if (plain.naive) {
      harvest.assume(ParsedRow.Assumption.NAIVE_TIME, sign);
    }
    if (plain.undated) {
      harvest.assume(ParsedRow.Assumption.NO_TIME, sign);
    }
    if (plain.averaged) {
      harvest.assume(ParsedRow.Assumption.AVERAGE_BAND, sign);
    }
  }

  private void takeCarefully(ByteRange stretch, int at, int next, int sign) {
    FieldOffsets.Shape shape = spans.shape;
    List<LogRecord> entries = entries(shape, stretch.bytes, at, next, 1);
    for (int nth = 0; nth < entries.size(); nth++) {
      LogRecord entry = entries.get(nth);
      if (entry instanceof Row row) {
        take(stretch, at, nth, row, sign);
      } else if (entry instanceof MalformedRecord) {
        stretch.rejected.add(at, nth);
      } else {
        throw new IllegalStateException("left out by a table: " + entry);
      }
    }
  }

  private void take(ByteRange stretch, int at, int nth, Row row, int sign) {
    Columns columns = schema.columns(row.names());
    try {
      ParsedRow outcome = careful.read(row, columns);
      if (outcome instanceof ParsedRow.Usable usable) {
        take(stretch, at, nth, dedupe ? columns.text(row, Column.REQUEST_ID) : "", usable, sign);
      } else if (outcome instanceof ParsedRow.Skipped(String reason)) {
        harvest.skip(reason, sign);
      }
    } catch (RowRejectedException _) {
      stretch.rejected.add(at, nth);
    }
  }

  private void take(
      ByteRange stretch, int at, int nth, String id, ParsedRow.Usable usable, int sign) {
    if (!id.isEmpty()) {
      hash.of(id, usable.key().status());
      stretch.ids.add(at, nth, hash);
    }
    if (use(usable, sign) && sign > 0) {
      stretch.differing.add(at, nth);
    }
  }

  private boolean use(ParsedRow.Usable usable, int sign) {
    long[] counts = usable.quantities().counts();
    int cell = harvest.cell(usable.key());
    harvest.use(cell, counts, sign);
    usable.assumed().forEach(assumption -> harvest.assume(assumption, sign));
    if (usable.cost().isEmpty()) {
      return false;
    }
    CellValues.Cost cost = usable.cost().get();
    if (!cost.isUsd()) {
      harvest.stateElsewhere(cost.currency(), cost.amount(), sign);
      return false;
    }
    return harvest.state(cell, counts, cost.amount(), sign);
  }

  private List<LogRecord> entries(
      FieldOffsets.Shape shape, byte[] bytes, int at, int next, long line) {
    return switch (shape) {
      case FAULTY -> List.of(MalformedRecord.faulty(line));
      case OPEN -> List.of(MalformedRecord.open(line));
      case TOO_LONG -> List.of(MalformedRecord.tooLong(line));
      case CELLS, ODD, BLANK, INCOMPLETE ->
          records.entries(DecodingReader.decoded(bytes, at, next), line);
    };
  }

  @Override
  public void settle(ByteRange stretch, CommitContext turn) {
    harvest.addForeign(stretch.foreign);
    var demoted = new ByteRange.Places();
    ByteRange.Ids ids = stretch.ids;
    for (int i = 0; i < ids.places.size(); i++) {
      if (i % FETCHED == 0) {
        seen.fetch(ids.first, i, Math.min(i + FETCHED, ids.places.size()));
      }
      if (!seen.add(ids.first[i], ids.second[i])) {
        demote(stretch, ids.places.at(i), ids.places.nth(i));
        demoted.add(ids.places.at(i), ids.places.nth(i));
      }
    }
    reject(stretch, turn);
    show(stretch, turn, demoted);
  }

  private void reject(ByteRange stretch, CommitContext turn) {
    var places = turn.places();
    for (int i = 0; i < stretch.rejected.size(); i++) {
      int at = stretch.rejected.at(i);
      turn.input().reject(reject(stretch, at, stretch.rejected.nth(i), places.origin(at)));
    }
  }

  private void show(ByteRange stretch, CommitContext turn, ByteRange.Places demoted) {
    var places = turn.places();
    for (int i = 0; i < stretch.differing.size() && check.orElseThrow().isShowing(); i++) {
      int at = stretch.differing.at(i);
      int nth = stretch.differing.nth(i);
      if (!demoted.has(at, nth)) {
        ParsedRow.Usable usable = usable(row(stretch, at, nth));
        check.get().show(places.origin(at), usable.slice(), usable.loggedUsd().orElseThrow());
      }
    }
  }

  /// Moves a record that was used to the duplicates.
  private void demote(ByteRange stretch, int at, int nth) {
    spans.over(stretch.bytes, stretch.to);
    records.read(spans, at, stretch.to, stretch.last);
    ColumnLayout plan = spans.shape == FieldOffsets.Shape.CELLS ? records.plan() : null;
    if (plan == null || plain.read(spans, plan) != FastRowParser.Result.USABLE) {
      ParsedRow.Usable usable = usable(row(stretch, at, nth));
      use(usable, -1);
      harvest.duplicate(
          harvest.cell(usable.key()),
          usable.quantities().counts(),
          usable.loggedUsd().orElse(BigDecimal.ZERO));
      return;
    }
    use(stretch, at, -1);
    boolean dollars = plain.hasCost && plain.foreign == null;
    harvest.duplicate(plain.cell, plain.counts, dollars ? plain.amount() : BigDecimal.ZERO);
  }

  private ParsedRow.Usable usable(Row row) {
    try {
      if (careful.read(row, schema.columns(row.names())) instanceof ParsedRow.Usable usable) {
        return usable;
      }
      throw new IllegalStateException("a record that was used is left out when read again");
    } catch (RowRejectedException changed) {
      throw new IllegalStateException("a record that was used is odd when read again", changed);
    }
  }

  private Row row(ByteRange stretch, int at, int nth) {
    if (entry(stretch, at, nth, 1) instanceof Row row) {
      return row;
    }
    throw new IllegalStateException("a record that was used is none when read again");
  }

  private Reject reject(ByteRange stretch, int at, int nth, Origin origin) {
    LogRecord entry = entry(stretch, at, nth, origin.line());
    if (entry instanceof Row row) {
      return reject(row, origin);
    }
    if (entry instanceof MalformedRecord(_, String reason)) {
      return new Reject(origin, reason, Collections.emptySortedMap());
    }
    throw new IllegalStateException("left out by a table: " + entry);
  }

  private Reject reject(Row row, Origin origin) {
    Columns columns = schema.columns(row.names());
    SortedMap<String, String> fields = columns.fields(row);
    try {
      ParsedRow changed = careful.read(row, columns);
      throw new IllegalStateException("a rejected record was readable: " + changed);
    } catch (RowRejectedException unreadable) {
      return new Reject(origin, unreadable.reason(), fields);
    }
  }

  private LogRecord entry(ByteRange stretch, int at, int nth, long line) {
    spans.over(stretch.bytes, stretch.to);
    int next = records.read(spans, at, stretch.to, stretch.last);
    return entries(spans.shape, stretch.bytes, at, next, line).get(nth);
  }
}
