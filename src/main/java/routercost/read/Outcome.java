package routercost.read;

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
sealed interface Outcome {
  /// What was assumed about a row that is used.
  enum Assumption {
    NAIVE_TIME,
    NO_TIME,
    AVERAGE_BAND
  }

  /// It counts.
  record Usable(
      UsageKey key,
      Quantities quantities,
      Optional<Cells.Cost> cost,
      Set<Assumption> assumed,
      Supplier<Timing> timing)
      implements Outcome {
    /// What it says that it cost, if it says so in US dollars.
    Optional<BigDecimal> loggedUsd() {
      return cost.filter(Cells.Cost::isUsd).map(Cells.Cost::amount);
    }

    /// What it used, with the logged cost.
    Slice slice() {
      Map<Meter, BigDecimal> amounts = new EnumMap<>(Meter.class);
      for (var meter : Meter.values()) {
        amounts.put(meter, BigDecimal.valueOf(quantities.of(meter)));
      }
      amounts.put(Meter.LOGGED_USD, loggedUsd().orElse(BigDecimal.ZERO));
      return new Slice(key, new Usage(amounts));
    }
  }

  /// It is left out for a stated reason.
  record Skipped(String reason) implements Outcome {
    static final Skipped NO_DATE = new Skipped("no_date");
    static final Skipped OUTSIDE_PERIOD = new Skipped("outside_period");
    static final Skipped FILTERED_OUT = new Skipped("filtered_out");
    static final Skipped BILLED = new Skipped("cost_without_tokens");
    static final Skipped NO_TOKENS = new Skipped("tokens_not_numeric");
  }
}
