package routercost.read.schema;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import routercost.audit.NotCounted;
import routercost.price.Attribute;
import routercost.usage.Meter;
import routercost.usage.Slice;
import routercost.usage.Usage;
import routercost.usage.UsageKey;

/// A row that was parsed and counts, before duplicates are found.
public record ParsedRow(
    UsageKey key,
    TokenCounts quantities,
    Optional<CellValues.Cost> cost,
    Set<Assumption> assumed,
    List<OddCells.Cell> odd,
    Supplier<Timing> timing) {
  private static final Pattern CREDIT = Pattern.compile("-\\d{1,15}(\\.\\d{1,40})?");

  /// An assumption about a row that is used.
  public enum Assumption {
    NAIVE_TIME,
    NO_TIME,
    /// It has no time, and its log has a column for it.
    BLANK_TIME,
    AVERAGE_BAND,
    /// It has output, and its input is missing.
    NO_INPUT,
    /// It succeeded, and its output is missing.
    NO_OUTPUT,
    /// The time names a month; its first day is taken.
    MONTH_ONLY,
    /// Day or month may come first, and the price is the same.
    EITHER_DAY,
    /// Day or month may come first, and the prices differ.
    EITHER_PRICE,

    /// Counted in tokens of stated totals, not in rows.
    UNACCOUNTED,

    /// It has the id of another call and differs from it.
    SHARED_ID
  }

  /// What makes the price of a call uncertain.
  ///
  /// @param open whether its counts do not bound what it can cost
  public record Doubt(NotCounted.Kind kind, boolean open) {
    /// The doubt about a call; empty if there is none. Several doubts have no bound together.
    ///
    /// @param assumed what was assumed about its day and its counts
    public static Optional<Doubt> of(List<OddCells.Cell> odd, Set<Assumption> assumed) {
      var kinds = EnumSet.noneOf(NotCounted.Kind.class);
      if (assumed.contains(Assumption.NO_INPUT)) {
        kinds.add(NotCounted.Kind.NO_INPUT);
      }
      if (assumed.contains(Assumption.NO_OUTPUT)) {
        kinds.add(NotCounted.Kind.NO_OUTPUT);
      }
      odd.forEach(cell -> cell.doubt().ifPresent(kinds::add));
      if (assumed.contains(Assumption.BLANK_TIME)) {
        kinds.add(NotCounted.Kind.UNKNOWN_DAY);
      }
      if (assumed.contains(Assumption.EITHER_PRICE)) {
        kinds.add(NotCounted.Kind.EITHER_DAY);
      }
      if (kinds.isEmpty()) {
        return Optional.empty();
      }
      var kind = kinds.iterator().next();
      boolean uncounted =
          switch (kind) {
            case NO_INPUT, NO_OUTPUT, UNKNOWN_COUNT -> true;
            default -> false;
          };
      return Optional.of(new Doubt(kind, uncounted || kinds.size() > 1));
    }
  }

  /// A reason why a row is left out.
  public record Skipped(String reason) {
    public static final Skipped NO_DATE = new Skipped("no_date");
    public static final Skipped OUTSIDE_PERIOD = new Skipped("outside_period");
    public static final Skipped FILTERED_OUT = new Skipped("filtered_out");
    public static final Skipped BILLED = new Skipped("cost_without_tokens");
    public static final Skipped HEADER = new Skipped("repeated_header");
    public static final Skipped TOTAL = new Skipped("total_row");
    /// An event without a model and tokens, such as the turn of a user.
    public static final Skipped NO_USAGE = new Skipped("no_usage");

    public static final Skipped NO_TOKENS = new Skipped("tokens_not_numeric");

    /// The entry for it in the ledger of what is not counted.
    public NotCounted.Kind kind() {
      return equals(NO_DATE) ? NotCounted.Kind.NO_TIME : NotCounted.Kind.NO_USAGE;
    }
  }

  /// What makes its price uncertain.
  public Optional<Doubt> doubt() {
    return odd.isEmpty() && assumed.isEmpty() ? Optional.empty() : Doubt.of(odd, assumed);
  }

  /// The row on another day.
  public ParsedRow on(LocalDate day) {
    return new ParsedRow(key.withDay(day), quantities, cost, assumed, odd, timing);
  }

  /// The row with its hour as a label, unless it has none: one that stands for several calls is of
  /// a day or more.
  ///
  /// @param zone in which hours begin
  public ParsedRow atHour(ZoneId zone) {
    var name = Attribute.Label.HOUR.id();
    var at = timing.get().at();
    boolean isCall = TokenCounts.calls(quantities.counts()) == 1;
    if (at.isEmpty() || !isCall || !key.labels().getOrDefault(name, "").isEmpty()) {
      return this;
    }
    var labels = new TreeMap<>(key.labels());
    var hour = LocalDateTime.ofInstant(at.get(), zone).truncatedTo(ChronoUnit.HOURS);
    labels.put(name, hour.toString().replace('T', ' '));
    return new ParsedRow(key.withLabels(labels), quantities, cost, assumed, odd, timing);
  }

  /// The row of a bill whose amount may be below zero, as no cost of a call can be.
  ///
  /// @param currency as stated; US dollars if empty
  public ParsedRow credited(String currency) {
    String text = odd.size() == 1 && odd.getFirst().isCost() ? odd.getFirst().text() : "";
    if (!CREDIT.matcher(text).matches()) {
      return this;
    }
    String unit = currency.isEmpty() ? CellValues.Cost.USD : currency.toUpperCase(Locale.ROOT);
    var credit = new CellValues.Cost(new BigDecimal(text), unit);
    return new ParsedRow(key, quantities, Optional.of(credit), assumed, List.of(), timing);
  }

  /// The cost that it states in US dollars.
  public Optional<BigDecimal> loggedUsd() {
    return cost.filter(CellValues.Cost::isUsd).map(CellValues.Cost::amount);
  }

  /// Its usage, with the logged cost.
  public Slice slice() {
    Map<Meter, BigDecimal> amounts = new EnumMap<>(Meter.class);
    for (var meter : Meter.values()) {
      amounts.put(meter, BigDecimal.valueOf(quantities.of(meter)));
    }
    amounts.put(Meter.LOGGED_USD, loggedUsd().orElse(BigDecimal.ZERO));
    return new Slice(key, new Usage(amounts));
  }
}
