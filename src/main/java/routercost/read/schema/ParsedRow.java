package routercost.read.schema;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import routercost.usage.Meter;
import routercost.usage.Slice;
import routercost.usage.Usage;
import routercost.usage.UsageKey;

/// What becomes of one row before duplicates are found.
public sealed interface ParsedRow {
  /// What was assumed about a row that is used.
  enum Assumption {
    NAIVE_TIME,
    NO_TIME,
    AVERAGE_BAND
  }

  /// It counts.
  record Usable(
      UsageKey key,
      TokenCounts quantities,
      Optional<CellValues.Cost> cost,
      Set<Assumption> assumed,
      Supplier<Timing> timing)
      implements ParsedRow {
    /// What it says that it cost, if it says so in US dollars.
    public Optional<BigDecimal> loggedUsd() {
      return cost.filter(CellValues.Cost::isUsd).map(CellValues.Cost::amount);
    }

    /// What it used, with the logged cost.
    public Slice slice() {
      Map<Meter, BigDecimal> amounts = new EnumMap<>(Meter.class);
      for (var meter : Meter.values()) {
        amounts.put(meter, BigDecimal.valueOf(quantities.of(meter)));
      }
      amounts.put(Meter.LOGGED_USD, loggedUsd().orElse(BigDecimal.ZERO));
      return new Slice(key, new Usage(amounts));
    }
  }

  /// It is left out for a stated reason.
  record Skipped(String reason) implements ParsedRow {
    public static final Skipped NO_DATE = new Skipped("no_date");
    public static final Skipped OUTSIDE_PERIOD = new Skipped("outside_period");
    public static final Skipped FILTERED_OUT = new Skipped("filtered_out");
    public static final Skipped BILLED = new Skipped("cost_without_tokens");
    public static final Skipped NO_TOKENS = new Skipped("tokens_not_numeric");
  }
}
