package routercost.read.tally;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import routercost.read.schema.ParsedRow;

/// What cost reports of one provider bill by day, apart by where the report comes from: the API and
/// the Console bill the same money.
final class DoubleBillingCheck {
  private final SortedMap<String, SortedMap<LocalDate, BigDecimal>> all = new TreeMap<>();

  /// Adds an amount.
  ///
  /// @param source of the report; empty if no other source bills the same money
  void add(String source, ParsedRow row) {
    if (!source.isEmpty()) {
      all.computeIfAbsent(source, _ -> new TreeMap<>())
          .merge(row.key().day(), row.loggedUsd().orElse(BigDecimal.ZERO), BigDecimal::add);
    }
  }

  /// What is billed twice, as a sentence, if anything is.
  Optional<String> twice() {
    if (all.size() < 2) {
      return Optional.empty();
    }
    var one = all.firstEntry().getValue();
    var other = all.lastEntry().getValue();
    var days = new TreeSet<>(one.keySet());
    days.retainAll(other.keySet());
    return days.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%s ($%s) and %s ($%s) bill the same days, %s to %s: what is billed holds the same money twice; give one of them"
                .formatted(
                    all.firstKey(),
                    sum(one, days),
                    all.lastKey(),
                    sum(other, days),
                    days.getFirst(),
                    days.getLast()));
  }

  private static String sum(SortedMap<LocalDate, BigDecimal> amounts, Set<LocalDate> days) {
    return days.stream()
        .map(day -> amounts.getOrDefault(day, BigDecimal.ZERO))
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .stripTrailingZeros()
        .toPlainString();
  }
}
