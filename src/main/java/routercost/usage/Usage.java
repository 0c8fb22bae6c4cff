package routercost.usage;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The usage of each meter: an immutable vector of exact amounts. A meter that is absent is
/// zero.
///
/// @param amounts tokens, calls, units or dollars, as the meter says; zeros are left out
public record Usage(Map<Meter, BigDecimal> amounts) {
  public static final Usage NONE = new Usage(Map.of());

  public Usage {
    var exact = new EnumMap<Meter, BigDecimal>(Meter.class);
    for (var entry : amounts.entrySet()) {
      if (entry.getValue().signum() != 0) {
        exact.put(entry.getKey(), entry.getValue().stripTrailingZeros());
      }
    }
    amounts = Collections.unmodifiableMap(exact);
  }

  /// A whole number on one meter.
  public static Usage of(Meter meter, long amount) {
    return new Usage(Map.of(meter, BigDecimal.valueOf(amount)));
  }

  /// The amount on `meter`; zero if it was not used.
  public BigDecimal of(Meter meter) {
    return amounts.getOrDefault(meter, BigDecimal.ZERO);
  }

  /// The amount on `meter` without those of its parts that `which` accepts.
  public BigDecimal without(Meter meter, Predicate<Meter> which) {
    var rest = of(meter);
    for (var part : Meter.parts()) {
      var amount = of(part);
      if (part.whole() == meter && amount.signum() != 0 && which.test(part)) {
        rest = rest.subtract(amount);
      }
    }
    return rest.max(BigDecimal.ZERO);
  }

  /// This usage with `amount` on `meter` instead of what was there.
  public Usage with(Meter meter, BigDecimal amount) {
    var changed = new EnumMap<Meter, BigDecimal>(Meter.class);
    changed.putAll(amounts);
    changed.put(meter, amount);
    return new Usage(changed);
  }

  /// This usage with `amount` on `meter` instead of what was there.
  public Usage with(Meter meter, long amount) {
    return with(meter, BigDecimal.valueOf(amount));
  }

  /// The sum, meter by meter. Associative and commutative; `NONE` is its neutral element.
  public Usage plus(Usage other) {
    return sum(Stream.of(this, other));
  }

  /// What this usage has more than `part`, meter by meter.
  public Usage minus(Usage part) {
    return plus(part.times(BigDecimal.ONE.negate()));
  }

  /// The sum of all.
  public static Usage sum(Stream<Usage> all) {
    var sum = new EnumMap<Meter, BigDecimal>(Meter.class);
    all.forEach(
        usage ->
            usage.amounts.forEach((meter, amount) -> sum.merge(meter, amount, BigDecimal::add)));
    return new Usage(sum);
  }

  /// This usage with the meters that `which` accepts multiplied by `factor`.
  public Usage times(BigDecimal factor, Predicate<Meter> which) {
    var scaled = new EnumMap<Meter, BigDecimal>(Meter.class);
    amounts.forEach(
        (meter, amount) -> scaled.put(meter, which.test(meter) ? amount.multiply(factor) : amount));
    return new Usage(scaled);
  }

  /// Every meter multiplied by `factor`.
  public Usage times(BigDecimal factor) {
    return times(factor, _ -> true);
  }

  /// All billed tokens: prompt, cached or not, and output.
  public BigDecimal tokens() {
    return sum(Meter::countsTokens);
  }

  /// The whole prompt: input, cache reads and cache writes.
  public BigDecimal prompt() {
    return sum(Meter::isPrompt);
  }

  private BigDecimal sum(Predicate<Meter> which) {
    var sum = BigDecimal.ZERO;
    for (var entry : amounts.entrySet()) {
      if (which.test(entry.getKey())) {
        sum = sum.add(entry.getValue());
      }
    }
    return sum;
  }
}
