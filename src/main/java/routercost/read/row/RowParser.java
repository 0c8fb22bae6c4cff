package routercost.read.row;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import routercost.read.record.Row;
import routercost.read.schema.Columns;
import routercost.read.schema.LogConventions;
import routercost.read.schema.OddCells;
import routercost.read.schema.ParsedRow;
import routercost.read.schema.RecordFilter;
import routercost.read.schema.TokenCounts;
import routercost.read.value.AmountParser;
import routercost.read.value.DateParser;
import routercost.read.value.RowRejectedException;
import routercost.usage.Meter;
import routercost.usage.PeakHours;
import routercost.usage.ServiceTier;
import routercost.usage.Status;
import routercost.usage.Tally;
import routercost.usage.UsageKey;

/// The one parser of rows: from the cells of a record to the call that it logs, whatever the log.
///
/// Cells that are plainly written are read as bytes, without an object for each. Every other cell
/// goes to the class that knows its rule: `DateParser` for times, `CellValues` for numbers and
/// costs, `ServingColumns` for words, `RetryColumn` and `ContextWindow` for what their names say.
/// [KeyTable] numbers the keys.
@SuppressWarnings("EnumOrdinal") // closed lists as numbers: this is the hot path
public final class RowParser {
  /// The fate of a record.
  public enum Result {
    USABLE,
    SKIPPED,
    REJECTED
  }

  private static final int MOST_LAYOUTS = 512;
  private static final int OK = Status.OK.ordinal();
  private static final int OUTPUT = Tally.slot(Meter.OUTPUT);
  private static final int PEAK = ServiceTier.PEAK.ordinal();
  private static final int DATE = "2026-11-24".length();

  private static final Status[] STATUSES = Status.values();
  private final LogConventions conventions;
  private final RecordFilter selection;
  private final DateParser dates;
  private final DayReader times;
  private final List<OddCells.Cell> odd = new ArrayList<>();
  private final CountReader numbers = new CountReader(odd);
  private final CostReader costs = new CostReader(odd);
  private final KeyTable keys;
  private final TextCells textCells = new TextCells();
  private final IdentityHashMap<Columns, ColumnLayout> layouts = new IdentityHashMap<>();
  private final int firstDay;
  private final int endDay;
  private int key;
  private int status;
  private boolean held;
  private boolean open;
  private boolean half;
  private int firstOutside = Integer.MAX_VALUE;
  private int lastOutside = Integer.MIN_VALUE;
  private Optional<ParsedRow.Assumption> assumedDay = Optional.empty();
  private boolean outside;
  private String model = "";
  private @Nullable Supplier<UsageKey> outsideKey;
  private ParsedRow.Skipped skipped = ParsedRow.Skipped.NO_DATE;
  private String reason = "";

  /// A parser whose keys need no numbers.
  public RowParser(LogConventions conventions, RecordFilter selection) {
    this(conventions, selection, _ -> 0);
  }

  /// A parser of one log, for one thread.
  ///
  /// @param numbering gives each new key the number that `cell` holds for its records
  public RowParser(
      LogConventions conventions, RecordFilter selection, ToIntFunction<UsageKey> numbering) {
    this.conventions = conventions;
    this.selection = selection;
    this.dates = new DateParser(selection.timezone(), conventions.dateOrder());
    this.times = new DayReader(dates, selection.undated());
    this.keys = new KeyTable(selection, numbering);
    this.firstDay = selection.period().from().map(RowParser::day).orElse(Integer.MIN_VALUE);
    this.endDay = selection.period().to().map(RowParser::day).orElse(Integer.MAX_VALUE);
  }

  private static int day(LocalDate date) {
    return (int) date.toEpochDay();
  }

  /// The layout of rows with these columns.
  public ColumnLayout layout(Columns columns) {
    if (layouts.size() == MOST_LAYOUTS) {
      layouts.clear();
    }
    return layouts.computeIfAbsent(
        columns, found -> new ColumnLayout(found, conventions, selection));
  }

  /// The cells of a row that was read as text, until the next one is.
  public RowCells cells(Row row) {
    textCells.fill(row.cells());
    return textCells;
  }

  /// Parses the record in hand.
  ///
  /// @param layout used with this parser only
  public Result read(RowCells row, ColumnLayout layout) {
    if (!odd.isEmpty()) {
      odd.clear();
    }
    assumedDay = Optional.empty();
    outside = false;
    try {
      int day = times.day(row, layout.time, odd);
      if (!odd.isEmpty()
          && (layout.isHeader(row) || ColumnLayout.isTotalWord(row.text(layout.time)))) {
        return skipped(layout.isHeader(row) ? ParsedRow.Skipped.HEADER : ParsedRow.Skipped.TOTAL);
      }
      boolean timeless = times.undated && selection.period().isBounded();
      if (times.doubtful != null) {
        day = settled(times.doubtful, row, layout);
      }
      if (!timeless && (day < firstDay || day >= endDay)) {
        firstOutside = Math.min(firstOutside, day);
        lastOutside = Math.max(lastOutside, day);
        outside = layout.id >= 0 && readOutside(row, layout, day);
        return skipped(ParsedRow.Skipped.OUTSIDE_PERIOD);
      }
      boolean counted = numbers.read(row, layout);
      int band = numbers.band(row, layout);
      AttributeCache.Kind kind = keys.kind(row, layout);
      if (!counted && kind.model == StringInterner.EMPTY && row.text(layout.status).isEmpty()) {
        return skipped(ParsedRow.Skipped.NO_USAGE);
      }
      if (!counted && kind.fault != null) {
        return skipped(ParsedRow.Skipped.NO_TOKENS); // another event than a call
      }
      if (kind.fault != null) {
        throw kind.fault;
      }
      status = kind.status;
      costs.read(row, layout, kind);
      if (!kind.odd.isEmpty()) {
        odd.addAll(kind.odd);
      }
      int service = kind.hourly && isPeak(row, layout) ? PEAK : kind.service;
      long latest = KeyTable.dated(day, band, service);
      if (kind.latest != latest) {
        kind.key = keys.number(row, layout, kind, service, day, band);
        kind.latest = latest;
      }
      key = kind.key;
      if (key == KeyTable.LEFT_OUT) {
        return skipped(ParsedRow.Skipped.FILTERED_OUT);
      }
      half = numbers.promptless && isHalf(row, layout);
      boolean known = counted || status != OK;
      if (timeless) {
        return held(ParsedRow.Skipped.NO_DATE, !known || half);
      }
      return known ? Result.USABLE : held(ParsedRow.Skipped.NO_TOKENS, true);
    } catch (RowRejectedException unreadable) {
      if (layout.isHeader(row)) {
        return skipped(ParsedRow.Skipped.HEADER);
      }
      if (layout.isTotal(row)) {
        return skipped(ParsedRow.Skipped.TOTAL);
      }
      reason = unreadable.reason();
      return Result.REJECTED;
    }
  }

  /// The day of a time that can mean two: the only one on which the call can have been made and has
  /// a price, else the later one.
  private int settled(DateParser.Found found, RowCells row, ColumnLayout layout) {
    if (found.month()) {
      assumedDay = Optional.of(ParsedRow.Assumption.MONTH_ONLY);
      return day(found.day());
    }
    LocalDate earlier =
        found.day().isBefore(found.alternative()) ? found.day() : found.alternative();
    LocalDate later = earlier.equals(found.day()) ? found.alternative() : found.day();
    if (later.isAfter(selection.latestDay())) {
      return day(earlier);
    }
    AttributeCache.Kind kind = keys.kind(row, layout);
    UsageKey dated = keys.usageKey(row, layout, kind, kind.service, day(later), 0);
    boolean known = selection.filter().isPriced(dated.withDay(earlier));
    if (!known) {
      return day(later);
    }
    boolean same = selection.filter().isSamePrice(dated, earlier);
    assumedDay =
        Optional.of(same ? ParsedRow.Assumption.EITHER_DAY : ParsedRow.Assumption.EITHER_PRICE);
    return day(later);
  }

  /// Whether the call was served in peak hours. A date alone has no hour, nor has a sum of calls.
  private boolean isPeak(RowCells row, ColumnLayout layout) throws RowRejectedException {
    if (times.undated || TokenCounts.calls(numbers.counts) != 1) {
      return false;
    }
    var time = row.text(layout.time);
    var instant =
        time.strip().length() == DATE ? Optional.<Instant>empty() : dates.instant(time.strip());
    return instant.isPresent() && PeakHours.include(instant.get());
  }

  /// Reads a record outside of the period, of which a copy may lie within; `false` if it is no
  /// call.
  private boolean readOutside(RowCells row, ColumnLayout layout, int day) {
    try {
      boolean counted = numbers.read(row, layout);
      int band = numbers.band(row, layout);
      AttributeCache.Kind kind = keys.kind(row, layout);
      if (!counted || kind.fault != null) {
        return false;
      }
      status = kind.status;
      model = keys.word(kind.model);
      outsideKey = () -> keys.usageKey(row, layout, kind, kind.service, day, band);
      return true;
    } catch (RowRejectedException _) {
      return false;
    }
  }

  /// Whether it has output and no input, so that it costs more than can be told.
  private boolean isHalf(RowCells row, ColumnLayout layout) {
    return numbers.counts[OUTPUT] > 0
        && layout.input >= 0
        && AmountParser.isMissing(row.text(layout.input));
  }

  private Result skipped(ParsedRow.Skipped why) {
    skipped = why;
    held = false;
    return Result.SKIPPED;
  }

  /// Leaves out a call that may have cost something.
  private Result held(ParsedRow.Skipped why, boolean unknown) {
    skipped = why;
    held = true;
    open = unknown;
    return Result.SKIPPED;
  }

  /// The reason why the record that was parsed last is left out.
  public ParsedRow.Skipped skipped() {
    return skipped;
  }

  /// Whether the record that is left out is a call that was asked for, with its key and counts.
  public boolean isCallLeftOut() {
    return held;
  }

  /// Whether its counts do not bound what it can cost.
  public boolean isOpen() {
    return open;
  }

  /// What makes the price of the record that was parsed last uncertain.
  public Optional<ParsedRow.Doubt> doubt() {
    return ParsedRow.Doubt.of(half, odd, assumedDay.map(Set::of).orElse(Set.of()));
  }

  /// The first day outside of the period that a record names, from 1970; the largest number if
  /// none is.
  public int firstOutside() {
    return firstOutside;
  }

  /// The last day outside of the period; the smallest number if none is.
  public int lastOutside() {
    return lastOutside;
  }

  /// The reason why it was rejected.
  public String reason() {
    return reason;
  }

  /// The number that `numbering` gave its key.
  public int cell() {
    return keys.cell(key);
  }

  public UsageKey key() {
    return outside && outsideKey != null ? outsideKey.get() : keys.key(key);
  }

  /// Whether the record that was skipped is a call outside of the period, with counts and model.
  public boolean isOutside() {
    return outside;
  }

  /// The model of the record in hand.
  public String model() {
    return outside ? model : keys.key(key).model();
  }

  public Status status() {
    return STATUSES[status];
  }

  /// Its counts, one for each meter; of the last record only.
  public long[] counts() {
    return numbers.counts;
  }

  /// Whether its time names no zone.
  public boolean isNaive() {
    return times.naive;
  }

  public boolean isUndated() {
    return times.undated;
  }

  /// Whether its band is that of its average prompt.
  public boolean isAveraged() {
    return numbers.averaged;
  }

  /// Tokens of the total that it states which none of its counts accounts for.
  public long unaccounted() {
    return numbers.unaccounted;
  }

  /// What it says that it cost.
  public CostReader cost() {
    return costs;
  }

  /// Whether all of its cells were plainly written.
  public boolean isPlain() {
    return !times.odd && !numbers.odd && !half && odd.isEmpty();
  }

  /// Its cells that were not understood; of the last record only.
  public List<OddCells.Cell> odd() {
    return odd;
  }

  /// What was assumed about its day, if anything.
  public Optional<ParsedRow.Assumption> assumedDay() {
    return assumedDay;
  }

  /// The record that was parsed last, as values. Its timing has to be asked for before the next one
  /// is parsed.
  public ParsedRow usable(RowCells row, ColumnLayout layout) {
    Set<ParsedRow.Assumption> assumed = EnumSet.noneOf(ParsedRow.Assumption.class);
    if (isNaive()) {
      assumed.add(ParsedRow.Assumption.NAIVE_TIME);
    }
    if (isUndated()) {
      assumed.add(ParsedRow.Assumption.NO_TIME);
    }
    if (isAveraged()) {
      assumed.add(ParsedRow.Assumption.AVERAGE_BAND);
    }
    if (half && !outside) {
      assumed.add(ParsedRow.Assumption.NO_INPUT);
    }
    assumedDay.ifPresent(assumed::add);
    return new ParsedRow(
        key(),
        new TokenCounts(counts().clone()),
        outside ? Optional.empty() : costs.cost(),
        assumed,
        List.copyOf(odd),
        () -> layout.values.timing(row.text(layout.time), row.text(layout.latency), dates));
  }
}
