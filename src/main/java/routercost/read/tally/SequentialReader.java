package routercost.read.tally;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import routercost.read.builtin.Column;
import routercost.read.exports.Dialect;
import routercost.read.exports.LogFormat;
import routercost.read.record.LogRecord;
import routercost.read.record.MalformedRecord;
import routercost.read.record.Row;
import routercost.read.record.SkippedRecord;
import routercost.read.row.ColumnLayout;
import routercost.read.row.RowCells;
import routercost.read.row.RowParser;
import routercost.read.schema.Columns;
import routercost.read.schema.OddCells;
import routercost.read.schema.Origin;
import routercost.read.schema.ParsedRow;
import routercost.read.schema.Reject;
import routercost.read.schema.RowCounter;
import routercost.read.schema.Schema;
import routercost.read.schema.Timing;
import routercost.read.text.Source;
import routercost.read.value.PlaceholderId;

/// One pass over records of one input, which reads each of them carefully.
public final class SequentialReader {
  /// Why a record of a stream is left out of which another says what was used.
  private static final String CHUNK = "earlier_chunk";

  private static final Timing NO_TIMING = new Timing(Optional.empty(), Optional.empty());

  private final Source source;
  private final LogFormat format;
  private final Schema schema;
  private final boolean dedupe;
  private final RowParser parser;
  private final RowCounter account;
  private final LogAccumulator gathering;
  private final Consumer<Reject> rejected;
  private final int file;
  private final HeldCalls held = new HeldCalls(this::release, this::duplicate);
  private final UncountedCalls uncounted =
      new UncountedCalls(this::leaveUncounted, this::leaveChunk);
  private boolean merging;
  private @Nullable BigDecimal again;

  /// A reader of the records of one input.
  ///
  /// @param dedupe whether calls of one id are one
  public SequentialReader(
      Source source,
      LogFormat format,
      Schema schema,
      boolean dedupe,
      RowParser parser,
      RowCounter account,
      LogAccumulator gathering,
      Consumer<Reject> rejected) {
    this.source = source;
    this.format = format;
    this.schema = schema;
    this.dedupe = dedupe;
    this.parser = parser;
    this.account = account;
    this.gathering = gathering;
    this.rejected = rejected;
    this.file = gathering.file(source.name());
  }

  /// The number of the input among those with responses.
  public int file() {
    return file;
  }

  /// Merges copies of a call that differ, rather than finding copies with equal counts alone.
  public void mergeCopies() {
    merging = true;
  }

  public void takeAll(List<LogRecord> entries) {
    entries.forEach(this::take);
  }

  /// Takes what lines of an export hold.
  ///
  /// @param line the number of the first
  public void takeAll(String text, long line, Dialect dialect) {
    var notes = new TreeSet<String>();
    takeAll(ExportReader.ofText(text, line, dialect, notes));
    notes.forEach(note -> gathering.warn(source.name(), note));
  }

  public void take(LogRecord entry) {
    account.goesOn(entry.line());
    if (entry instanceof Row row) {
      take(row, schema.columns(row.names()));
    } else if (entry instanceof MalformedRecord(long line, String reason, boolean breaksOff)) {
      reject(line, reason, Collections.emptySortedMap());
      account.breaksOff(breaksOff);
    } else if (entry instanceof SkippedRecord(_, String reason, Optional<Row> call)) {
      account.skipped(reason, 1);
      call.ifPresent(this::leave);
    }
  }

  /// Adds up what was left out, as far as it can be read.
  private void leave(Row row) {
    RowCells cells = parser.cells(row);
    ColumnLayout layout = parser.layout(schema.columns(row.names()));
    if (parser.read(cells, layout) == RowParser.Result.USABLE) {
      gathering.skipped(parser.usable(cells, layout));
    }
  }

  private void take(Row row, Columns columns) {
    RowCells cells = parser.cells(row);
    ColumnLayout layout = parser.layout(columns);
    switch (parser.read(cells, layout)) {
      case USABLE -> {
        var usable = parser.usable(cells, layout);
        take(row, columns, gathering.hours().map(usable::atHour).orElse(usable));
      }
      case SKIPPED -> {
        if (merging
            && parser.isCallLeftOut()
            && parser.skipped().equals(ParsedRow.Skipped.NO_TOKENS)) {
          uncounted.add(
              id(row, columns),
              new UncountedCalls.Uncounted(
                  parser.usable(cells, layout), parser.skipped(), parser.isOpen()));
          return;
        }
        String id = parser.isOutside() ? id(row, columns) : "";
        if (id.isEmpty() || format.isMerged() || format.isBill()) {
          account.skipped(parser.skipped());
        } else {
          hold(id, row, parser.usable(cells, layout), true);
        }
        if (parser.isCallLeftOut()) {
          gathering
              .omissions()
              .add(parser.skipped().kind(), parser.isOpen(), parser.usable(cells, layout));
        }
      }
      case REJECTED -> reject(row.line(), parser.reason(), named(layout.fields(cells)));
    }
  }

  private SortedMap<String, String> named(SortedMap<String, String> fields) {
    String task = fields.get("task");
    if (task == null || task.equals(gathering.named(task))) {
      return fields;
    }
    var named = new TreeMap<>(fields);
    named.put("task", gathering.named(task));
    return named;
  }

  private void take(Row row, Columns columns, ParsedRow usable) {
    String id = id(row, columns);
    uncounted.count(id);
    if (format.isBill()) {
      bill(id, row, usable);
    } else if (!format.isMerged()) {
      hold(id, row, usable, false);
    } else if (id.isEmpty() && gathering.isOutside(usable.key())) {
      account.skipped(ParsedRow.Skipped.OUTSIDE_PERIOD);
    } else if (id.isEmpty()) {
      account.used(usable);
      gathering.use(origin(row), usable);
    } else if (isNewLine(id, row, usable)) {
      account.used(usable);
      gathering.tell(origin(row), usable);
    } else {
      account.duplicate();
    }
  }

  private String id(Row row, Columns columns) {
    String id = dedupe ? columns.text(row, Column.REQUEST_ID) : "";
    return PlaceholderId.is(id) || parser.isShared(id) ? "" : id;
  }

  private Origin origin(Row row) {
    return new Origin(source.name(), row.line());
  }

  private void hold(String id, Row row, ParsedRow parsed, boolean outside) {
    if (!merging) {
      release(
          new HeldCalls.Held(
              id, origin(row), parsed, parser.unaccounted(), Optional.empty(), false, outside));
      return;
    }
    Timing timing = id.isEmpty() && !gathering.asksForTiming() ? NO_TIMING : parsed.timing().get();
    var call =
        new ParsedRow(
            parsed.key(),
            parsed.quantities(),
            parsed.cost(),
            parsed.assumed(),
            parsed.odd(),
            () -> timing);
    boolean counter = !format.isExport() && PlaceholderId.isCounter(id);
    held.add(
        new HeldCalls.Held(
            id, origin(row), call, parser.unaccounted(), timing.at(), counter, outside));
  }

  /// Takes a call of which no copies follow soon.
  private void release(HeldCalls.Held call) {
    boolean isNew = gathering.isNew(call.id, call.row, !format.isExport());
    if (call.outside) {
      account.skipped(ParsedRow.Skipped.OUTSIDE_PERIOD);
    } else if (!isNew) {
      duplicate(call.row);
    } else {
      account.used(call.row);
      account.assumed(ParsedRow.Assumption.UNACCOUNTED, call.unaccounted);
      account.assumed(ParsedRow.Assumption.SHARED_ID, gathering.isShared() ? 1 : 0);
      gathering.use(call.origin, call.row);
    }
  }

  private void duplicate(ParsedRow row) {
    account.duplicate();
    gathering.duplicate(row);
  }

  private void leaveChunk() {
    account.skipped(CHUNK, 1);
  }

  private void leaveUncounted(UncountedCalls.Uncounted call) {
    account.skipped(call.reason());
    gathering.omissions().add(call.reason().kind(), call.open(), call.row());
  }

  /// Takes the calls that were held back, as no record follows.
  public void end() {
    held.end();
    uncounted.end();
  }

  /// Keeps a billed amount apart: it is not a call, and no total includes it.
  private void bill(String id, Row row, ParsedRow parsed) {
    ParsedRow usable = parsed.credited(cell(row, "currency"));
    var unreadable = usable.odd().stream().filter(OddCells.Cell::isCost).findFirst();
    if (unreadable.isPresent()) { // here the cost is what counts
      reject(row.line(), unreadable.get().reason(), Collections.emptySortedMap());
      return;
    }
    if (gathering.isNew(id, usable, false)) {
      account.skipped(ParsedRow.Skipped.BILLED);
      gathering.bill(cell(row, "report"), usable);
    } else {
      account.duplicate();
      again = billedAgain().add(usable.loggedUsd().orElse(BigDecimal.ZERO));
    }
  }

  /// What was billed in rows that were read before, in US dollars. Not a zero from the start: the
  /// first use of a decimal waits for powers of five (`cli.Main`).
  public BigDecimal billedAgain() {
    return again == null ? BigDecimal.ZERO : again;
  }

  private boolean isNewLine(String id, Row row, ParsedRow usable) {
    int part = number(row, "part");
    if (part > 0) {
      return gathering.messages().addPart(part, usable.key(), usable.quantities().counts());
    }
    var line = gathering.line(id, cell(row, "attempt_id"), usable);
    line.aside = cell(row, "sidechain").equals("true");
    line.ended = !cell(row, "response_ended").isEmpty();
    line.length = number(row, "response_length");
    line.iterations = number(row, "parts");
    line.file = file;
    return gathering.messages().add(line);
  }

  private static int number(Row row, String name) {
    String text = cell(row, name);
    return text.isEmpty() ? 0 : Integer.parseInt(text);
  }

  private static String cell(Row row, String name) {
    int place = row.names().indexOf(name);
    return place < 0 ? "" : row.cells().get(place);
  }

  private void reject(long line, String reason, SortedMap<String, String> fields) {
    reject(new Reject(new Origin(source.name(), line), reason, fields));
  }

  /// Counts a record that could not be read, and tells of it.
  public void reject(Reject reject) {
    account.rejected(reject);
    rejected.accept(reject);
  }
}
