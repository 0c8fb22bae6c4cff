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
import routercost.read.schema.OutsideDays;
import routercost.read.schema.ParsedRow;
import routercost.read.schema.RecordFilter;
import routercost.read.schema.Timing;
import routercost.read.schema.TokenCounts;
import routercost.read.value.EnumSynonyms;
import routercost.read.value.RowRejectedException;
import routercost.usage.ServiceTier;
import routercost.usage.Status;
import routercost.usage.UsageKey;

/// The one parser of rows: from the cells of a record to the call that it logs, whatever the log.
///
/// Cells that are plainly written are read as bytes, without an object for each. Every other cell
/// goes to the class that knows its rule: `DateParser` for times, `CellValues` for numbers and
/// costs, `ServingColumns` for words, `RetryColumn` and `ContextWindow` for what their names say.
/// [CallDay] settles the days, and [KeyTable] numbers the keys.
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
  private static final int PEAK = ServiceTier.PEAK.ordinal();

  private static final Status[] STATUSES = Status.values();

  private final LogConventions conventions;
  private final RecordFilter selection;
  private final List<OddCells.Cell> odd = new ArrayList<>();
  private final CountReader numbers = new CountReader(odd);
  private final CostReader costs = new CostReader(odd);
  private final KeyTable keys;
  private final CallDay days;
  private final MissingCounts missing = new MissingCounts();
  private final TextCells textCells = new TextCells();
  private final IdentityHashMap<Columns, ColumnLayout> layouts = new IdentityHashMap<>();
  private int day;
  private int key;
  private int status;
  private long stated;
  private boolean held;
  private boolean open;
  private @Nullable OutsideCall outside;
  private ParsedRow.Skipped skipped = ParsedRow.Skipped.NO_DATE;
  private String reason = "";

  /// A call outside of the period, of which a copy may lie within.
  private record OutsideCall(String model, Supplier<UsageKey> key) {}

  /// A parser whose keys need no numbers.
  public RowParser(LogConventions conventions, RecordFilter selection) {
    this(conventions, selection, _ -> 0);
  }

  /// A parser that keeps each day.
  public RowParser(
      LogConventions conventions, RecordFilter selection, ToIntFunction<UsageKey> numbering) {
    this(conventions, selection, numbering, null);
  }

  /// A parser that takes the days together that no report keeps apart.
  public static RowParser folding(
      LogConventions conventions, RecordFilter selection, ToIntFunction<UsageKey> numbering) {
    var folding = selection.periods().map(DayFolding::new).orElse(null);
    return new RowParser(conventions, selection, numbering, folding);
  }

  /// A parser of one log, for one thread.
  ///
  /// @param numbering gives each new key the number that `cell` holds for its records
  private RowParser(
      LogConventions conventions,
      RecordFilter selection,
      ToIntFunction<UsageKey> numbering,
      @Nullable DayFolding folding) {
    this.conventions = conventions;
    this.selection = selection;
    this.keys = new KeyTable(selection, numbering, folding);
    this.days = new CallDay(conventions, selection, keys);
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
    outside = null;
    missing.clear();
    try {
      day = days.read(row, layout, odd);
      if (!odd.isEmpty()
          && (layout.isHeader(row) || ColumnLayout.isTotalWord(row.text(layout.time)))) {
        return layout.isHeader(row) ? skipped(ParsedRow.Skipped.HEADER) : total(row, layout);
      }
      boolean timeless = days.isTimeless();
      if (days.time.doubtful != null) {
        day = days.settled(days.time.doubtful, row, layout);
      }
      if (!timeless && days.isOutside(day)) {
        days.outside.add(day);
        outside = layout.id >= 0 ? outsideCall(row, layout, day) : null;
        return skipped(ParsedRow.Skipped.OUTSIDE_PERIOD);
      }
      boolean counted = numbers.read(row, layout);
      int band = numbers.band(row, layout);
      AttributeCache.Kind kind = keys.kind(row, layout);
      if (!counted && kind.model == StringInterner.EMPTY && row.text(layout.status).isEmpty()) {
        return skipped(ParsedRow.Skipped.NO_USAGE);
      }
      if (kind.fault != null && (!counted || isOfNothing(row, layout, kind))) {
        boolean isEvent = layout.model < 0 && EnumSynonyms.isUnfinished(row.text(layout.status));
        return skipped(isEvent ? ParsedRow.Skipped.NO_USAGE : ParsedRow.Skipped.NO_TOKENS);
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
      int shift = days.time.shift;
      int filtered = timeless ? days.unknown() : day;
      long latest = KeyTable.dated(filtered, band, service) ^ ((long) shift << 62);
      if (kind.latest != latest) {
        kind.key = keys.number(row, layout, kind, service, filtered, band, shift);
        kind.latest = latest;
      }
      key = kind.key;
      if (key == KeyTable.LEFT_OUT) {
        return skipped(ParsedRow.Skipped.FILTERED_OUT);
      }
      missing.read(row, layout, numbers, counted, status());
      boolean known = counted || status != OK;
      if (timeless) {
        return held(ParsedRow.Skipped.NO_DATE, !known || missing.isAny());
      }
      return known ? Result.USABLE : held(ParsedRow.Skipped.NO_TOKENS, true);
    } catch (RowRejectedException unreadable) {
      if (layout.isHeader(row) || layout.isTypes(row)) {
        return skipped(ParsedRow.Skipped.HEADER);
      }
      if (layout.isTotal(row)) {
        return total(row, layout);
      }
      reason = unreadable.reason();
      return Result.REJECTED;
    }
  }

  /// Whether the call was served in peak hours. A sum of calls has no hour.
  private boolean isPeak(RowCells row, ColumnLayout layout) {
    return !isUndated() && TokenCounts.calls(numbers.counts) == 1 && days.isPeak(row, layout);
  }

  /// The call of a record outside of the period; null if it is none.
  private @Nullable OutsideCall outsideCall(RowCells row, ColumnLayout layout, int day) {
    try {
      boolean counted = numbers.read(row, layout);
      int band = numbers.band(row, layout);
      AttributeCache.Kind kind = keys.kind(row, layout);
      if (!counted || kind.fault != null) {
        return null;
      }
      status = kind.status;
      return new OutsideCall(
          keys.word(kind.model), () -> keys.usageKey(row, layout, kind, kind.service, day, band));
    } catch (RowRejectedException _) {
      return null;
    }
  }

  /// Whether it has neither a model nor a status, cost or count other than 0.
  private boolean isOfNothing(RowCells row, ColumnLayout layout, AttributeCache.Kind kind) {
    return kind.model == StringInterner.EMPTY
        && numbers.isEmpty()
        && row.text(layout.status).isEmpty()
        && row.text(layout.cost).isEmpty();
  }

  /// Leaves out a row that adds up others.
  private Result total(RowCells row, ColumnLayout layout) {
    try {
      if (numbers.read(row, layout)) {
        stated = Math.max(stated, TokenCounts.tokens(numbers.counts));
      }
    } catch (RowRejectedException _) {
      // it states nothing that can be compared
    }
    return skipped(ParsedRow.Skipped.TOTAL);
  }

  /// The most tokens that a row of totals states.
  public long stated() {
    return stated;
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
    Set<ParsedRow.Assumption> assumed = EnumSet.noneOf(ParsedRow.Assumption.class);
    days.assumption.ifPresent(assumed::add);
    missing.addTo(assumed);
    return ParsedRow.Doubt.of(odd, assumed);
  }

  /// The days outside of the period that records named so far.
  public OutsideDays outsideDays() {
    return days.outside;
  }

  /// The reason why it was rejected.
  public String reason() {
    return reason;
  }

  /// The number that `numbering` gave its key.
  public int cell() {
    return keys.cell(key);
  }

  /// The day of the record that was parsed last, counted from 1970-01-01.
  public int day() {
    return day;
  }

  /// Its key, on its own day.
  public UsageKey key() {
    if (outside != null) {
      return outside.key().get();
    }
    UsageKey kept = keys.key(key);
    return kept.day().toEpochDay() == day ? kept : kept.withDay(LocalDate.ofEpochDay(day));
  }

  /// Whether the record that was skipped is a call outside of the period, with counts and model.
  public boolean isOutside() {
    return outside != null;
  }

  /// The model of the record in hand.
  public String model() {
    return outside == null ? keys.key(key).model() : outside.model();
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
    return days.time.naive;
  }

  /// When the call of the record that was parsed last was made.
  public Timing timing(RowCells row, ColumnLayout layout) {
    return days.timing(row, layout);
  }

  /// How many milliseconds it took; negative if the log does not tell.
  public long took(RowCells row, ColumnLayout layout) {
    return LatencyReader.read(row, layout);
  }

  /// When it began, counted from 1970; 0 if it names a day at most.
  public long second(RowCells row, ColumnLayout layout) {
    return days.time.odd || days.time.second == DayReader.NO_SECOND
        ? timing(row, layout).at().map(Instant::getEpochSecond).orElse(0L)
        : days.time.second;
  }

  /// The number of the word that names its session.
  public int session(RowCells row, ColumnLayout layout) {
    return keys.word(row, layout.session);
  }

  /// The text of a word.
  public String word(int number) {
    return keys.word(number);
  }

  /// The number of its key, which stands for all calls of the key.
  public int keyNumber() {
    return key;
  }

  /// The key with this number.
  public UsageKey key(int number) {
    return keys.key(number);
  }

  /// Whether many calls of the log have an id, which then names none of them.
  public boolean isShared(String id) {
    return conventions.ids().shared().containsKey(id);
  }

  public boolean isUndated() {
    return days.time.undated;
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
    return !days.time.odd && !numbers.odd && !missing.isAny() && odd.isEmpty();
  }

  /// Its cells that were not understood; of the last record only.
  public List<OddCells.Cell> odd() {
    return odd;
  }

  /// What was assumed about its day, if anything.
  public Optional<ParsedRow.Assumption> assumedDay() {
    return days.assumption;
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
    missing.addTo(assumed);
    days.assumption.ifPresent(assumed::add);
    return new ParsedRow(
        key(),
        new TokenCounts(counts().clone()),
        outside == null ? costs.cost() : Optional.empty(),
        assumed,
        List.copyOf(odd),
        () -> timing(row, layout));
  }
}
