package routercost.read;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;

/// One worker that scans stretches of an input: plain records at once, odd ones carefully. It notes
/// what has to be looked at again in the order of the log, and looks at it when it is told to.
final class Scanner {
  private final Records records;
  private final PlainCalls plain;
  private final CallReading careful;
  private final Schema schema;
  private final Harvest harvest;
  private final boolean dedupe;
  private final IdHash hash;
  private final Spans spans = new Spans();

  /// @param schema of this worker alone
  /// @param dedupe whether ids are looked at
  Scanner(
      Records records,
      PlainCalls plain,
      CallReading careful,
      Schema schema,
      Harvest harvest,
      boolean dedupe,
      IdHash hash) {
    this.records = records;
    this.plain = plain;
    this.careful = careful;
    this.schema = schema;
    this.harvest = harvest;
    this.dedupe = dedupe;
    this.hash = hash;
  }

  Harvest harvest() {
    return harvest;
  }

  /// Where a record probably begins in a stretch; −1 if nothing looks like it.
  int guess(Stretch stretch) {
    spans.over(stretch.bytes, stretch.to);
    int at = 0;
    for (int tries = 0; tries < 64; tries++) {
      int line = spans.line(at, stretch.to);
      int next = spans.lineEnd(line, stretch.to, false);
      if (next < 0 || next >= stretch.to) {
        return -1;
      }
      if (records.isLikely(spans, next, stretch.to)) {
        return next;
      }
      at = next;
    }
    return -1;
  }

  /// Passes what stands before the first record; −1 if the stretch does not tell where it begins.
  int begin(Stretch stretch) {
    spans.over(stretch.bytes, stretch.to);
    int next = records.begin(spans, 0, stretch.to, stretch.last);
    if (next > 0) {
      stretch.lines += lines(stretch, 0, next);
      harvest.addForeign(Text.foreign(stretch.bytes, 0, next));
    }
    return next;
  }

  /// Passes the rest of a line whose beginning is lost.
  ///
  /// @return where the next one begins, or −1 if it does not end here
  int passLine(Stretch stretch) {
    spans.over(stretch.bytes, stretch.to);
    int next = spans.lineEnd(spans.line(0, stretch.to), stretch.to, stretch.last);
    stretch.lines += next < 0 ? 0 : 1;
    return next;
  }

  /// Scans the records from `from` on.
  ///
  /// @param sign 1, or −1 to take back all that was scanned from there before
  /// @return where the first record begins that does not end in the stretch, or the end
  int scan(Stretch stretch, int from, int sign) {
    spans.over(stretch.bytes, stretch.to);
    spans.shape = Spans.Shape.BLANK;
    int at = from;
    while (at < stretch.to) {
      int next = records.read(spans, at, stretch.to, stretch.last);
      if (next == at) {
        break;
      }
      stretch.lines += spans.lines;
      if (spans.shape == Spans.Shape.CELLS) {
        take(stretch, at, next, sign);
      } else if (spans.shape != Spans.Shape.BLANK) {
        takeCarefully(stretch, at, next, sign);
      }
      if (spans.hasHighBits()) {
        harvest.addForeign(sign * Text.foreign(stretch.bytes, at, next));
      }
      at = next;
    }
    return at;
  }

  /// Whether the stretch that was scanned last ends within a line that is too long to be read.
  boolean isWithinLine() {
    return spans.shape == Spans.Shape.TOO_LONG && spans.lines == 0;
  }

  private void take(Stretch stretch, int at, int next, int sign) {
    Plan plan = records.plan();
    PlainCalls.Result result = plan == null ? PlainCalls.Result.ODD : plain.read(spans, plan);
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
  private boolean noteId(Stretch stretch, int at, Plan plan) {
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
  private void use(Stretch stretch, int at, int sign) {
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
      harvest.assume(Outcome.Assumption.NAIVE_TIME, sign);
    }
    if (plain.undated) {
      harvest.assume(Outcome.Assumption.NO_TIME, sign);
    }
    if (plain.averaged) {
      harvest.assume(Outcome.Assumption.AVERAGE_BAND, sign);
    }
  }

  private void takeCarefully(Stretch stretch, int at, int next, int sign) {
    Spans.Shape shape = spans.shape;
    List<Entry> entries = entries(shape, stretch.bytes, at, next, 1);
    for (int nth = 0; nth < entries.size(); nth++) {
      switch (entries.get(nth)) {
        case Broken _ -> stretch.rejected.add(at, nth);
        case Left left -> throw new IllegalStateException("left out by a table: " + left);
        case Row row -> take(stretch, at, nth, row, sign);
      }
    }
  }

  private void take(Stretch stretch, int at, int nth, Row row, int sign) {
    Columns columns = schema.columns(row.names());
    try {
      switch (careful.read(row, columns)) {
        case Outcome.Skipped(String reason) -> harvest.skip(reason, sign);
        case Outcome.Usable usable -> {
          String id = dedupe ? columns.text(row, Column.REQUEST_ID) : "";
          if (!id.isEmpty()) {
            hash.of(id, usable.key().status());
            stretch.ids.add(at, nth, hash);
          }
          if (use(usable, sign) && sign > 0) {
            stretch.differing.add(at, nth);
          }
        }
      }
    } catch (Unreadable _) {
      stretch.rejected.add(at, nth);
    }
  }

  private boolean use(Outcome.Usable usable, int sign) {
    long[] counts = usable.quantities().counts();
    int cell = harvest.cell(usable.key());
    harvest.use(cell, counts, sign);
    usable.assumed().forEach(assumption -> harvest.assume(assumption, sign));
    if (usable.cost().isEmpty()) {
      return false;
    }
    Cells.Cost cost = usable.cost().get();
    if (!cost.isUsd()) {
      harvest.stateElsewhere(cost.currency(), cost.amount(), sign);
      return false;
    }
    return harvest.state(cell, counts, cost.amount(), sign);
  }

  private List<Entry> entries(Spans.Shape shape, byte[] bytes, int at, int next, long line) {
    return switch (shape) {
      case FAULTY -> List.of(Broken.faulty(line));
      case OPEN -> List.of(Broken.open(line));
      case TOO_LONG -> List.of(Broken.tooLong(line));
      case CELLS, ODD, BLANK, INCOMPLETE -> records.entries(Text.decoded(bytes, at, next), line);
    };
  }

  /// Moves a record that was used to the duplicates.
  void demote(Stretch stretch, int at, int nth) {
    spans.over(stretch.bytes, stretch.to);
    records.read(spans, at, stretch.to, stretch.last);
    Plan plan = spans.shape == Spans.Shape.CELLS ? records.plan() : null;
    if (plan == null || plain.read(spans, plan) != PlainCalls.Result.USABLE) {
      Outcome.Usable usable = usable(row(stretch, at, nth));
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

  /// The record at a place again, as it was used.
  Outcome.Usable usable(Stretch stretch, int at, int nth) {
    return usable(row(stretch, at, nth));
  }

  private Outcome.Usable usable(Row row) {
    try {
      if (careful.read(row, schema.columns(row.names())) instanceof Outcome.Usable usable) {
        return usable;
      }
      throw new IllegalStateException("a record that was used is left out when read again");
    } catch (Unreadable changed) {
      throw new IllegalStateException("a record that was used is odd when read again", changed);
    }
  }

  private Row row(Stretch stretch, int at, int nth) {
    if (entry(stretch, at, nth, 1) instanceof Row row) {
      return row;
    }
    throw new IllegalStateException("a record that was used is none when read again");
  }

  /// Why a record was rejected.
  Reject reject(Stretch stretch, int at, int nth, Origin origin) {
    return switch (entry(stretch, at, nth, origin.line())) {
      case Broken(_, String reason) -> new Reject(origin, reason, Collections.emptySortedMap());
      case Left left -> throw new IllegalStateException("left out by a table: " + left);
      case Row row -> reject(row, origin);
    };
  }

  private Reject reject(Row row, Origin origin) {
    Columns columns = schema.columns(row.names());
    SortedMap<String, String> fields = columns.fields(row);
    try {
      Outcome changed = careful.read(row, columns);
      throw new IllegalStateException("a rejected record was readable: " + changed);
    } catch (Unreadable unreadable) {
      return new Reject(origin, unreadable.reason(), fields);
    }
  }

  private Entry entry(Stretch stretch, int at, int nth, long line) {
    spans.over(stretch.bytes, stretch.to);
    int next = records.read(spans, at, stretch.to, stretch.last);
    return entries(spans.shape, stretch.bytes, at, next, line).get(nth);
  }

  /// How many lines end between two places.
  static long lines(Stretch stretch, int from, int to) {
    long lines = 0;
    for (int i = from; i < to; i++) {
      byte value = stretch.bytes[i];
      boolean ends =
          value == '\n' || (value == '\r' && (i + 1 == to || stretch.bytes[i + 1] != '\n'));
      lines += ends ? 1 : 0;
    }
    return lines;
  }
}
