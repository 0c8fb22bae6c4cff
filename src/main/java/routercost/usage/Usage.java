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
/// A bill is millions of operations on these, so only what is there is kept, in an array.
public final class Usage {
  private static final Meter[] METERS = Meter.values();

  static {
    if (METERS.length > Integer.SIZE) {
      throw new AssertionError("more meters than bits");
    }
  }

  public static final Usage NONE = new Usage(Map.of());

  /// A bit for each slot that has an amount.
  private final int filled;

  /// The amounts of the filled slots, in their order.
  private final BigDecimal[] amounts;

  /// Usage of these amounts.
  ///
  /// @param amounts tokens, calls, units or dollars, as the meter says; zeros are left out
  public Usage(Map<Meter, BigDecimal> amounts) {
    this(slots(amounts));
  }

  /// Usage of amounts in their exact forms, each at the slot of its meter; null instead of zero.
  private Usage(@Nullable BigDecimal[] slots) {
    int bits = 0;
    for (int slot = 0; slot < slots.length; slot++) {
      bits |= slots[slot] == null ? 0 : 1 << slot;
    }
    filled = bits;
    amounts = new BigDecimal[Integer.bitCount(bits)];
    int at = 0;
    for (BigDecimal amount : slots) {
      if (amount != null) {
        amounts[at++] = amount;
      }
    }
  }

  private static @Nullable BigDecimal[] slots(Map<Meter, BigDecimal> amounts) {
    @Nullable BigDecimal[] slots = new BigDecimal[METERS.length];
    amounts.forEach((meter, amount) -> slots[Tally.slot(meter)] = exact(amount));
    return slots;
  }

  /// The amounts by slot, to be changed.
  private @Nullable BigDecimal[] slots() {
    @Nullable BigDecimal[] slots = new BigDecimal[METERS.length];
    add(this, slots);
    return slots;
  }

  /// Usage of these amounts, each at the slot of its meter. It changes the array.
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
    var used = new ArrayList<Meter>(amounts.length);
    for (int rest = filled; rest != 0; rest &= rest - 1) {
      used.add(METERS[Integer.numberOfTrailingZeros(rest)]);
    }
    return used;
  }

  /// A whole number on one meter.
  public static Usage of(Meter meter, long amount) {
    return new Usage(Map.of(meter, BigDecimal.valueOf(amount)));
  }

  /// The amount on `meter`; zero if it was not used.
  public BigDecimal of(Meter meter) {
    int bit = 1 << Tally.slot(meter);
    return (filled & bit) == 0 ? BigDecimal.ZERO : amounts[Integer.bitCount(filled & (bit - 1))];
  }

  /// The amount on `meter` without those of its parts that `which` accepts.
  public BigDecimal without(Meter meter, Predicate<Meter> which) {
    var rest = of(meter);
    for (var part : Meter.parts()) {
      var amount = of(part);
      if (amount.signum() != 0 && part.whole() == meter && which.test(part)) {
        rest = rest.subtract(amount);
      }
    }
    return rest.max(BigDecimal.ZERO);
  }

  /// This usage with `amount` on `meter` instead of what was there.
  public Usage with(Meter meter, BigDecimal amount) {
    @Nullable BigDecimal[] changed = slots();
    changed[Tally.slot(meter)] = exact(amount);
    return new Usage(changed);
  }

  /// This usage with `amount` on `meter` instead of what was there.
  public Usage with(Meter meter, long amount) {
    return with(meter, BigDecimal.valueOf(amount));
  }

  /// The sum, meter by meter. Associative and commutative; `NONE` is its neutral element.
  public Usage plus(Usage other) {
    @Nullable BigDecimal[] sum = slots();
    add(other, sum);
    return new Usage(sum);
  }

  /// What this usage has more than `part`, meter by meter.
  public Usage minus(Usage part) {
    return plus(part.times(BigDecimal.ONE.negate()));
  }

  /// The sum of all.
  public static Usage sum(Stream<Usage> all) {
    var sum = new Sum();
    all.forEach(sum::add);
    return sum.total();
  }

  /// A sum in the making, which is the usage itself as long as there is only one.
  static final class Sum {
    private @Nullable Usage first;
    private @Nullable BigDecimal @Nullable [] slots;

    void add(Usage more) {
      if (slots != null) {
        Usage.add(more, slots);
      } else if (first == null) {
        first = more;
      } else {
        slots = first.slots();
        Usage.add(more, slots);
      }
    }

    Usage total() {
      if (slots != null) {
        return new Usage(slots);
      }
      return first == null ? NONE : first;
    }
  }

  private static void add(Usage more, @Nullable BigDecimal[] sum) {
    int at = 0;
    for (int rest = more.filled; rest != 0; rest &= rest - 1) {
      int slot = Integer.numberOfTrailingZeros(rest);
      BigDecimal one = sum[slot];
      BigDecimal other = more.amounts[at++];
      sum[slot] = one == null ? other : exact(one.add(other));
    }
  }

  /// This usage with the meters that `which` accepts multiplied by `factor`.
  public Usage times(BigDecimal factor, Predicate<Meter> which) {
    @Nullable BigDecimal[] scaled = new BigDecimal[METERS.length];
    int at = 0;
    for (int rest = filled; rest != 0; rest &= rest - 1) {
      int slot = Integer.numberOfTrailingZeros(rest);
      BigDecimal amount = amounts[at++];
      scaled[slot] = which.test(METERS[slot]) ? exact(amount.multiply(factor)) : amount;
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
    int at = 0;
    for (int rest = filled; rest != 0; rest &= rest - 1) {
      BigDecimal amount = amounts[at++];
      if (which.test(METERS[Integer.numberOfTrailingZeros(rest)])) {
        sum = sum.add(amount);
      }
    }
    return sum;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Usage usage
        && filled == usage.filled
        && Arrays.equals(amounts, usage.amounts);
  }

  @Override
  public int hashCode() {
    return 31 * filled + Arrays.hashCode(amounts);
  }

  @Override
  public String toString() {
    return amounts().toString();
  }
}
