package routercost.usage;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The usage of each meter: an immutable vector of exact amounts. A meter that is absent is zero.
/// A bill is millions of operations on these, so the amounts are an array.
public final class Usage {
  private static final Meter[] METERS = Meter.values();

  public static final Usage NONE = new Usage(Map.of());

  /// By slot; null instead of zero.
  private final @Nullable BigDecimal[] amounts;

  /// Usage of these amounts.
  ///
  /// @param amounts tokens, calls, units or dollars, as the meter says; zeros are left out
  public Usage(Map<Meter, BigDecimal> amounts) {
    this(new BigDecimal[METERS.length]);
    amounts.forEach((meter, amount) -> this.amounts[Tally.slot(meter)] = exact(amount));
  }

  private Usage(@Nullable BigDecimal[] amounts) {
    this.amounts = amounts;
  }

  /// Usage of these amounts, each at the slot of its meter. It keeps the array.
  static Usage ofSlots(@Nullable BigDecimal[] amounts) {
    for (int slot = 0; slot < amounts.length; slot++) {
      BigDecimal amount = amounts[slot];
      amounts[slot] = amount == null ? null : exact(amount);
    }
    return new Usage(amounts);
  }

  /// One form for each number: no zeros behind the point, none left out before it.
  private static @Nullable BigDecimal exact(BigDecimal amount) {
    if (amount.signum() == 0) {
      return null;
    }
    if (amount.scale() == 0) {
      return amount;
    }
    var stripped = amount.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  /// The amounts that are not zero, in the order of the meters.
  public Map<Meter, BigDecimal> amounts() {
    var filled = new EnumMap<Meter, BigDecimal>(Meter.class);
    for (var meter : meters()) {
      filled.put(meter, of(meter));
    }
    return Collections.unmodifiableMap(filled);
  }

  /// The meters whose amounts are not zero, in their order.
  public List<Meter> meters() {
    var used = new ArrayList<Meter>();
    for (var meter : METERS) {
      if (amounts[Tally.slot(meter)] != null) {
        used.add(meter);
      }
    }
    return used;
  }

  /// A whole number on one meter.
  public static Usage of(Meter meter, long amount) {
    return new Usage(Map.of(meter, BigDecimal.valueOf(amount)));
  }

  /// The amount on `meter`; zero if it was not used.
  public BigDecimal of(Meter meter) {
    BigDecimal amount = amounts[Tally.slot(meter)];
    return amount == null ? BigDecimal.ZERO : amount;
  }

  /// The amount on `meter` without those of its parts that `which` accepts.
  public BigDecimal without(Meter meter, Predicate<Meter> which) {
    var rest = of(meter);
    for (var part : Meter.parts()) {
      BigDecimal amount = amounts[Tally.slot(part)];
      if (amount != null && part.whole() == meter && which.test(part)) {
        rest = rest.subtract(amount);
      }
    }
    return rest.max(BigDecimal.ZERO);
  }

  /// This usage with `amount` on `meter` instead of what was there.
  public Usage with(Meter meter, BigDecimal amount) {
    @Nullable BigDecimal[] changed = amounts.clone();
    changed[Tally.slot(meter)] = exact(amount);
    return new Usage(changed);
  }

  /// This usage with `amount` on `meter` instead of what was there.
  public Usage with(Meter meter, long amount) {
    return with(meter, BigDecimal.valueOf(amount));
  }

  /// The sum, meter by meter. Associative and commutative; `NONE` is its neutral element.
  public Usage plus(Usage other) {
    @Nullable BigDecimal[] sum = amounts.clone();
    add(other, sum);
    return new Usage(sum);
  }

  /// What this usage has more than `part`, meter by meter.
  public Usage minus(Usage part) {
    return plus(part.times(BigDecimal.ONE.negate()));
  }

  /// The sum of all.
  public static Usage sum(Stream<Usage> all) {
    @Nullable BigDecimal[] sum = new BigDecimal[METERS.length];
    all.forEach(usage -> add(usage, sum));
    return new Usage(sum);
  }

  private static void add(Usage more, @Nullable BigDecimal[] sum) {
    for (int i = 0; i < sum.length; i++) {
      BigDecimal one = sum[i];
      BigDecimal other = more.amounts[i];
      if (other != null) {
        sum[i] = one == null ? other : exact(one.add(other));
      }
    }
  }

  /// This usage with the meters that `which` accepts multiplied by `factor`.
  public Usage times(BigDecimal factor, Predicate<Meter> which) {
    @Nullable BigDecimal[] scaled = amounts.clone();
    for (var meter : METERS) {
      BigDecimal amount = scaled[Tally.slot(meter)];
      if (amount != null && which.test(meter)) {
        scaled[Tally.slot(meter)] = exact(amount.multiply(factor));
      }
    }
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
    for (var meter : METERS) {
      BigDecimal amount = amounts[Tally.slot(meter)];
      if (amount != null && which.test(meter)) {
        sum = sum.add(amount);
      }
    }
    return sum;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Usage usage && Arrays.equals(amounts, usage.amounts);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(amounts);
  }

  @Override
  public String toString() {
    return amounts().toString();
  }
}
