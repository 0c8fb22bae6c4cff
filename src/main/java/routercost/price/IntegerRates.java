package routercost.price;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;
import routercost.price.Charge.Component;
import routercost.price.RateCard.Rate;
import routercost.usage.Meter;
import routercost.usage.Tally;

/// A rate card in whole numbers, to price records by the million: what one unit on each meter
/// costs, after factors and discounts, in 10^-scale dollars. It gives what a `Ledger` gives, to the
/// last digit.
public final class IntegerRates {
  /// There is no rate for something that was used.
  public static final long UNPRICED = -1;

  /// The cost does not fit into a long.
  public static final long TOO_LARGE = -2;

  private static final int FINEST = 18;
  private static final long NONE = -1;

  /// Counts and rates below these many bits give sums that fit into a long.
  private static final int SMALL_COUNT = 28;

  private static final int SMALL_RATE = 31;
  private static final int TOKENS = 6;

  /// The whole tokens come first.
  private static final Meter[] BILLED =
      Arrays.stream(Meter.values())
          .filter(meter -> meter.isBilled() || meter.isPart())
          .toArray(Meter[]::new);
  private static final int[] SLOTS = Arrays.stream(BILLED).mapToInt(Tally::slot).toArray();

  private final int[] slots;
  private final long[] rates;
  private final int scale;

  /// The rates of the token meters by themselves, if all are there and are small.
  private final boolean fits;

  private final long input;
  private final long output;
  private final long read;
  private final long written5m;
  private final long written1h;
  private final long writtenUnknown;

  private IntegerRates(int[] slots, long[] rates, int scale) {
    this.slots = slots;
    this.rates = rates;
    this.scale = scale;
    this.fits = areSmall(rates);
    this.input = rates[0];
    this.output = rates[1];
    this.read = rates[2];
    this.written5m = rates[3];
    this.written1h = rates[4];
    this.writtenUnknown = rates[5];
  }

  private static boolean areSmall(long[] rates) {
    for (int i = 0; i < TOKENS; i++) {
      if (rates[i] >>> SMALL_RATE != 0) {
        return false;
      }
    }
    return true;
  }

  /// The rates of `card`; empty if they are too fine for whole numbers, or if a part of a meter
  /// costs less than the rest of it.
  public static Optional<IntegerRates> of(RateCard card) {
    var units = new BigDecimal[BILLED.length];
    int scale = 0;
    for (int i = 0; i < BILLED.length; i++) {
      Rate rate = card.rates().get(BILLED[i]);
      if (rate != null) {
        units[i] = unit(card, BILLED[i], rate).subtract(unitOfWhole(card, BILLED[i]));
        scale = Math.max(scale, units[i].scale());
      } else if (!card.isApart(BILLED[i])) {
        units[i] = BigDecimal.ZERO;
      }
    }
    if (scale > FINEST || card.rates().containsKey(Meter.CALLS)) {
      return Optional.empty();
    }
    var rates = new long[BILLED.length];
    for (int i = 0; i < BILLED.length; i++) {
      BigDecimal whole = units[i] == null ? null : units[i].movePointRight(scale);
      if (whole != null && (whole.signum() < 0 || whole.precision() > 18)) {
        return Optional.empty();
      }
      rates[i] = whole == null ? NONE : whole.longValueExact();
    }
    return Optional.of(new IntegerRates(SLOTS, rates, scale));
  }

  /// What one unit costs as a part of another meter, which counts it too.
  private static BigDecimal unitOfWhole(RateCard card, Meter meter) {
    Rate rate = meter.isPart() ? card.rates().get(meter.whole()) : null;
    return rate == null ? BigDecimal.ZERO : unit(card, meter.whole(), rate);
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
    if (!fits || Tally.hasFees(counts)) {
      return carefulCost(counts);
    }
    long any = counts[1] | counts[2] | counts[3] | counts[4] | counts[5] | counts[6];
    return (any >>> SMALL_COUNT) == 0
        ? counts[1] * input
            + counts[2] * output
            + counts[3] * read
            + counts[4] * written5m
            + counts[5] * written1h
            + counts[6] * writtenUnknown
        : carefulCost(counts);
  }

  private long carefulCost(long[] counts) {
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
