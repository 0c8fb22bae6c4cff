package routercost.audit.budget;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import routercost.price.Money;

/// Calls of one kind on a bill, as budgets see them.
///
/// @param attributes what they are: `task`, `model`, `tier`, …, or a label; what is not known of
///     them is absent
/// @param amounts what they come to
/// @param missed what they would have saved elsewhere, by tier or model; absent where that has no
///     price
public record BillLine(
    LocalDate day,
    SortedMap<String, String> attributes,
    Amounts amounts,
    Map<String, Money> missed) {
  /// What calls come to.
  ///
  /// @param cost of those that have a price
  /// @param complete whether all have one
  /// @param calls failed or not
  /// @param unpriced how many of the calls have no price
  public record Amounts(
      Money cost, boolean complete, BigDecimal calls, BigDecimal unpriced, BigDecimal tokens) {
    /// No calls.
    public static final Amounts NONE =
        new Amounts(Money.ZERO, true, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

    /// Both together.
    public Amounts plus(Amounts other) {
      return new Amounts(
          cost.plus(other.cost),
          complete && other.complete,
          calls.add(other.calls),
          unpriced.add(other.unpriced),
          tokens.add(other.tokens));
    }

    /// The calls that have a price.
    public BigDecimal priced() {
      return calls.subtract(unpriced);
    }
  }

  public BillLine {
    attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    missed = Map.copyOf(missed);
  }

  /// What they are in one respect; empty if it is not known.
  public Optional<String> attribute(String name) {
    return Optional.ofNullable(attributes.get(name));
  }

  /// The sum over `lines`.
  static Amounts sum(Iterable<BillLine> lines) {
    var sum = Amounts.NONE;
    for (var line : lines) {
      sum = sum.plus(line.amounts());
    }
    return sum;
  }
}
