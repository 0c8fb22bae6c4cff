package routercost.read.row;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import routercost.read.record.Row;
import routercost.read.schema.Columns;
import routercost.read.schema.Filter;
import routercost.read.schema.LogConventions;
import routercost.read.schema.OddCells;
import routercost.read.schema.ParsedRow;
import routercost.read.schema.RecordFilter;
import routercost.read.schema.ServingColumns;
import routercost.read.schema.TokenCounts;
import routercost.read.value.DateParser;
import routercost.read.value.RowRejectedException;
import routercost.usage.PeakHours;
import routercost.usage.Place;
import routercost.usage.ServiceTier;
import routercost.usage.Status;
import routercost.usage.UsageKey;

/// The one parser of rows: from the cells of a record to the call that it logs, whatever the log.
///
/// Cells that are plainly written are read as bytes, without an object for each. Every other cell
/// goes to the class that knows its rule: `DateParser` for times, `CellValues` for numbers and
/// costs, `ServingColumns` for words, `RetryColumn` and `ContextWindow` for what their names say.
/// The key of a record is two longs: texts by their numbers, closed lists by their ordinals.
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
  private static final int STANDARD = ServiceTier.STANDARD.ordinal();
  private static final int PEAK = ServiceTier.PEAK.ordinal();
  private static final int LEFT_OUT = -1;
  private static final int DATE = "2026-11-24".length();

  /// The earliest day that a time can name, so that days count from 0 within a key.
  private static final int FIRST_DAY = (int) LocalDate.of(-1, 12, 31).toEpochDay();

  private static final ServiceTier[] TIERS = ServiceTier.values();
  private static final Place[] PLACES = Place.values();
  private static final Status[] STATUSES = Status.values();
  private final LogConventions conventions;
  private final RecordFilter selection;
  private final ToIntFunction<UsageKey> numbering;
  private final DateParser dates;
  private final DayReader times;
  private final List<OddCells.Cell> odd = new ArrayList<>();
  private final CountReader numbers = new CountReader(odd);
  private final CostReader costs = new CostReader(odd);
  private final StringInterner words = new StringInterner();
  private final LongPairInterner keys = new LongPairInterner();
  private final LongPairInterner labelTuples = new LongPairInterner();
  private final TextCells textCells = new TextCells();
  private final IdentityHashMap<Columns, ColumnLayout> layouts = new IdentityHashMap<>();
  private final String[] labels;
  private final int firstDay;
  private final int endDay;
  private UsageKey[] usageKeys = new UsageKey[1 << 8];
  private int[] cells = new int[1 << 8];
  private int key;
  private int status;
  private boolean held;
  private int firstOutside = Integer.MAX_VALUE;
  private int lastOutside = Integer.MIN_VALUE;
  private Optional<ParsedRow.Assumption> assumedDay = Optional.empty();
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
    this.numbering = numbering;
    this.dates = new DateParser(selection.timezone(), conventions.dateOrder());
    this.times = new DayReader(dates, selection.undated());
    this.labels = selection.labels().stream().sorted().toArray(String[]::new);
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
        return skipped(ParsedRow.Skipped.OUTSIDE_PERIOD);
      }
      boolean counted = numbers.read(row, layout);
      int band = numbers.band(row, layout);
      AttributeCache.Kind kind = kind(row, layout);
      if (!counted && kind.model == StringInterner.EMPTY && row.text(layout.status).isEmpty()) {
        return skipped(ParsedRow.Skipped.NO_USAGE);
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
      long latest = ((long) (day - FIRST_DAY) << 10) | band * 8 | service;
      if (kind.latest != latest) {
        kind.key = key(row, layout, kind, service, day, band);
        kind.latest = latest;
      }
      key = kind.key;
      if (key == LEFT_OUT) {
        return skipped(ParsedRow.Skipped.FILTERED_OUT);
      }
      if (timeless) {
        return held(ParsedRow.Skipped.NO_DATE);
      }
      return counted || status != OK ? Result.USABLE : held(ParsedRow.Skipped.NO_TOKENS);
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
    AttributeCache.Kind kind = kind(row, layout);
    UsageKey dated = usageKey(row, layout, kind, kind.service, day(later), 0);
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

  private Result skipped(ParsedRow.Skipped why) {
    skipped = why;
    held = false;
    return Result.SKIPPED;
  }

  /// Leaves out a call that may have cost something.
  private Result held(ParsedRow.Skipped why) {
    skipped = why;
    held = true;
    return Result.SKIPPED;
  }

  private AttributeCache.Kind kind(RowCells row, ColumnLayout layout) {
    AttributeCache.Kind known = layout.kinds.find(row);
    return known == null ? learnt(row, layout) : known;
  }

  private AttributeCache.Kind learnt(RowCells row, ColumnLayout layout) {
    var kind = new AttributeCache.Kind();
    kind.task = word(row, layout.task);
    kind.model = word(row, layout.model);
    var oddWords = new ArrayList<OddCells.Cell>();
    kind.service =
        ServingColumns.tier(row.text(layout.tier), row.text(layout.speed), oddWords).ordinal();
    kind.hourly = kind.service == STANDARD && PeakHours.concern(words.text(kind.model));
    kind.place = ServingColumns.place(row.text(layout.place), oddWords).ordinal();
    kind.status =
        ServingColumns.status(row.text(layout.status), layout.inverted, oddWords).ordinal();
    kind.odd = List.copyOf(oddWords);
    if (kind.model == StringInterner.EMPTY) {
      kind.fault = new RowRejectedException("model is empty; expected the name of a model");
    } else if (ColumnLayout.isTotalWord(words.text(kind.model))) {
      kind.fault = new RowRejectedException("model is a total");
    }
    for (int label : layout.labels) {
      int word = word(row, label);
      kind.labels = labels.length == 1 ? word : labelTuples.number(kind.labels, word);
    }
    layout.kinds.put(row, kind);
    return kind;
  }

  private int word(RowCells row, int place) {
    return place < 0
        ? StringInterner.EMPTY
        : words.number(row.bytes, row.from[place], row.to[place]);
  }

  /// The number of the key of the record; `LEFT_OUT` if the filter does not pass it.
  private int key(
      RowCells row, ColumnLayout layout, AttributeCache.Kind kind, int service, int day, int band) {
    Filter filter = selection.filter();
    if (!kind.judged) {
      kind.filteredOut = isFilteredOut(row, layout, kind);
      kind.judged = true;
    }
    if (kind.filteredOut) {
      if (filter.asksForKey()) { // it notes which values there are
        boolean _ = filter.acceptsKey(usageKey(row, layout, kind, service, day, band));
      }
      return LEFT_OUT;
    }
    long flags = ((band * 8L + service) * 8 + kind.place) * 2 + kind.status;
    long words = ((long) kind.task << 32) | kind.model;
    long rest = (kind.labels << 32) | ((long) (day - FIRST_DAY) << 10) | flags;
    int known = keys.size();
    int number = keys.number(words, rest);
    if (number == known) {
      if (number == cells.length) {
        cells = Arrays.copyOf(cells, 2 * number);
        usageKeys = Arrays.copyOf(usageKeys, 2 * number);
      }
      usageKeys[number] = usageKey(row, layout, kind, service, day, band);
      boolean accepted = filter.acceptsKey(usageKeys[number]);
      cells[number] = accepted ? numbering.applyAsInt(usageKeys[number]) : LEFT_OUT;
    }
    return cells[number] == LEFT_OUT ? LEFT_OUT : number;
  }

  /// Shows the filter the task and every label, of which it notes the values.
  private boolean isFilteredOut(RowCells row, ColumnLayout layout, AttributeCache.Kind kind) {
    boolean accepted = selection.filter().acceptsTask(words.text(kind.task));
    for (int i = 0; i < layout.filtered.length; i++) {
      accepted &= selection.filter().acceptsLabel(i, row.text(layout.filtered[i]));
    }
    return !accepted;
  }

  private UsageKey usageKey(
      RowCells row, ColumnLayout layout, AttributeCache.Kind kind, int service, int day, int band) {
    var texts = new TreeMap<String, String>();
    for (int i = 0; i < labels.length; i++) {
      texts.put(labels[i], row.text(layout.labels[i]));
    }
    return new UsageKey(
        LocalDate.ofEpochDay(day),
        words.text(kind.task),
        words.text(kind.model),
        TIERS[service],
        CountReader.band(band),
        PLACES[kind.place],
        STATUSES[kind.status],
        texts);
  }

  /// The reason why the record that was parsed last is left out.
  public ParsedRow.Skipped skipped() {
    return skipped;
  }

  /// Whether the record that is left out is a call that was asked for, with its key and counts.
  public boolean isCallLeftOut() {
    return held;
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
    return cells[key];
  }

  public UsageKey key() {
    return usageKeys[key];
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

  /// What it says that it cost.
  public CostReader cost() {
    return costs;
  }

  /// Whether all of its cells were plainly written.
  public boolean isPlain() {
    return !times.odd && !numbers.odd && odd.isEmpty();
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
    assumedDay.ifPresent(assumed::add);
    return new ParsedRow(
        key(),
        new TokenCounts(counts().clone()),
        costs.cost(),
        assumed,
        List.copyOf(odd),
        () -> layout.values.timing(row.text(layout.time), row.text(layout.latency), dates));
  }
}
