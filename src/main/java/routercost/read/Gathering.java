package routercost.read;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import routercost.usage.Meter;
import routercost.usage.Slice;
import routercost.usage.Tally;
import routercost.usage.Usage;

/// What is gathered over all inputs: the tallies, the ids seen, the costs in other currencies.
final class Gathering {
  private final Consumer<Call> told;
  private final Tally used = new Tally();
  private final Tally duplicates = new Tally();
  private final Set<String> seen = new HashSet<>();
  private final SortedMap<String, BigDecimal> elsewhere = new TreeMap<>();

  /// @param told every call that counts
  Gathering(Consumer<Call> told) {
    this.told = told;
  }

  /// Whether this call was not met before. An attempt that failed is another call than the one that
  /// succeeded under the same id.
  boolean isNew(String id, Outcome.Usable row) {
    return id.isEmpty() || seen.add(row.key().status().id() + ":" + id);
  }

  /// Adds a call that was met before.
  void duplicate(Outcome.Usable row) throws Unreadable {
    add(duplicates, row);
  }

  /// Adds a call that counts.
  void use(Origin origin, Outcome.Usable row) throws Unreadable {
    add(used, row);
    row.cost()
        .filter(cost -> !cost.isUsd())
        .ifPresent(cost -> elsewhere.merge(cost.currency(), cost.amount(), BigDecimal::add));
    Optional<BigDecimal> loggedUsd = loggedUsd(row);
    told.accept(new Call(origin, new Slice(row.key(), usage(row, loggedUsd)), loggedUsd));
  }

  LogTally tally(List<InputAccount> inputs) {
    return new LogTally(used.cube(), duplicates.cube(), inputs, elsewhere);
  }

  private static void add(Tally tally, Outcome.Usable row) throws Unreadable {
    try {
      tally.add(row.key(), row.quantities().counts(), loggedUsd(row).orElse(BigDecimal.ZERO));
    } catch (ArithmeticException _) {
      throw new Unreadable("its counts take a sum past 2^63; no log can be that large");
    }
  }

  private static Optional<BigDecimal> loggedUsd(Outcome.Usable row) {
    return row.cost().filter(Cells.Cost::isUsd).map(Cells.Cost::amount);
  }

  private static Usage usage(Outcome.Usable row, Optional<BigDecimal> loggedUsd) {
    Map<Meter, BigDecimal> amounts = new EnumMap<>(Meter.class);
    for (var meter : Meter.values()) {
      amounts.put(meter, BigDecimal.valueOf(row.quantities().of(meter)));
    }
    amounts.put(Meter.LOGGED_USD, loggedUsd.orElse(BigDecimal.ZERO));
    return new Usage(amounts);
  }
}
