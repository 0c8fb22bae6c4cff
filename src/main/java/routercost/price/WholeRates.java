package routercost.price;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;
import routercost.usage.Meter;
import routercost.usage.Tally;

/// A rate card in whole numbers, to price records by the million: what one unit on each meter
/// costs, after factors and discounts, in 10^-scale dollars. It gives what a `Ledger` gives, to the
/// last digit.
public final class WholeRates {
  /// There is no rate for something that was used.
  public static final long UNPRICED = -1;

  /// The cost does not fit into a long.
  public static final long TOO_LARGE = -2;

  private static final int FINEST = 18;
  private static final long NONE = -1;

  private final int[] slots;
  private final long[] rates;
  private final int scale;

  private WholeRates(int[] slots, long[] rates, int scale) {
    this.slots = slots;
    this.rates = rates;
    this.scale = scale;
  }

  /// The rates of `card`; empty if they are too fine for whole numbers.
  public static Optional<WholeRates> of(RateCard card) {
    Meter[] billed = Arrays.stream(Meter.values()).filter(Meter::isBilled).toArray(Meter[]::new);
    var units = new BigDecimal[billed.length];
    int scale = 0;
    for (int i = 0; i < billed.length; i++) {
      Rate rate = card.rates().get(billed[i]);
      if (rate != null) {
        units[i] = unit(card, billed[i], rate);
        scale = Math.max(scale, units[i].scale());
      }
    }
    if (scale > FINEST) {
      return Optional.empty();
    }
    var rates = new long[billed.length];
    for (int i = 0; i < billed.length; i++) {
      BigDecimal whole = units[i] == null ? null : units[i].movePointRight(scale);
      if (whole != null && (whole.signum() < 0 || whole.precision() > 18)) {
        return Optional.empty();
      }
      rates[i] = whole == null ? NONE : whole.longValueExact();
    }
    return Optional.of(
        new WholeRates(Arrays.stream(billed).mapToInt(Tally::slot).toArray(), rates, scale));
  }

  private static BigDecimal unit(RateCard card, Meter meter, Rate rate) {
    Money list = Component.of(meter, BigDecimal.ONE, rate, card.applied(meter)).amount();
    var cost = list;
    for (Discount discount : card.discounts()) {
      cost = cost.plus(discount.off(list));
    }
    return cost.usd();
  }

  /// The decimals of the costs.
  public int scale() {
    return scale;
  }

  /// The exact cost of `counts`, in 10^-scale dollars; or `UNPRICED` or `TOO_LARGE`.
  ///
  /// @param counts one whole number, 0 or more, per meter at the meter's slot
  public long cost(long[] counts) {
    long cost = 0;
    long any = 0;
    for (int i = 0; i < rates.length; i++) {
      long count = counts[slots[i]];
      if (count != 0) {
        if (rates[i] == NONE) {
          return UNPRICED;
        }
        long part = count * rates[i];
        cost += part;
        any |= part | cost | -Math.multiplyHigh(count, rates[i]);
      }
    }
    return any < 0 ? TOO_LARGE : cost;
  }
}
