package routercost.read;

import java.util.Optional;
import java.util.Set;
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
      UsageKey key, Quantities quantities, Optional<Cells.Cost> cost, Set<Assumption> assumed)
      implements Outcome {}

  /// It is left out for a stated reason.
  record Skipped(String reason) implements Outcome {
    static final Skipped NO_DATE = new Skipped("no_date");
    static final Skipped OUTSIDE_PERIOD = new Skipped("outside_period");
    static final Skipped FILTERED_OUT = new Skipped("filtered_out");
    static final Skipped NO_TOKENS = new Skipped("tokens_not_numeric");
  }
}
