package routercost.audit;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import routercost.price.IntegerRates;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.price.Quote;
import routercost.usage.Meter;
import routercost.usage.Slice;
import routercost.usage.Tally;
import routercost.usage.Usage;
import routercost.usage.UsageKey;
import routercost.usage.WideSum;

/// The comparison of logged and computed costs of the records under one key. Nearly all records are
/// compared in whole numbers; those that do not fit are compared in decimals, with equal results.
public final class LoggedCostComparison {
  private static final int COARSE = 18;
  private static final int FINE = 27;
  private static final long NOISE = 1_000_000_000;
  private static final BigDecimal HALF_A_CENT = new BigDecimal("0.005");
  private static final long[] TENS = new long[COARSE + 1];

  static {
    TENS[0] = 1;
    for (int i = 1; i < TENS.length; i++) {
      TENS[i] = TENS[i - 1] * 10;
    }
  }

  private final LoggedCostCheck check;
  private final UsageKey key;
  private final Quote quote;
  private final Optional<IntegerRates> rates;
  /// The logged costs, one sum for each number of decimals.
  private final WideSum[] logged = new WideSum[FINE + 1];

  private final WideSum computed = new WideSum();
  private BigDecimal loggedBeside = BigDecimal.ZERO;
  private BigDecimal computedBeside = BigDecimal.ZERO;
  private long compared;
  private BigDecimal calls = BigDecimal.ZERO;
  private BigDecimal apart = BigDecimal.ZERO;

  /// @param check knows which differences are wide
  LoggedCostComparison(UsageKey key, Quote quote, LoggedCostCheck check) {
    this.check = check;
    this.key = key;
    this.quote = quote;
    this.rates = quote instanceof Quote.Priced(var card) ? IntegerRates.of(card) : Optional.empty();
    Arrays.setAll(logged, _ -> new WideSum());
  }

  /// Compares one record and returns whether it disagrees widely enough to be shown, or disagreed
  /// if it is removed. A record without a price is ignored.
  ///
  /// @param counts one whole number per meter, at the meter's slot
  /// @param unscaled the logged cost in 10^-scale dollars, with all its decimals
  /// @param sign 1, or −1 to remove a record that was added before
  public boolean disagrees(long[] counts, long unscaled, int scale, int sign) {
    if (rates.isEmpty() || scale > FINE || scale < 0) {
      return disagrees(counts, BigDecimal.valueOf(unscaled, scale), sign);
    }
    IntegerRates whole = rates.get();
    long cost = whole.cost(counts);
    if (cost == IntegerRates.UNPRICED) {
      return false;
    }
    int decimals = Math.max(3, Math.max(scale, whole.scale()));
    long ours = scaled(cost, decimals - whole.scale());
    long theirs = scaled(unscaled, decimals - scale);
    if (ours < 0 || theirs < 0) {
      return disagrees(counts, BigDecimal.valueOf(unscaled, scale), sign);
    }
    compared += sign;
    logged[scale].add(sign * unscaled);
    computed.add(sign * cost);
    long difference = Math.abs(ours - theirs);
    long lastDigit = scale >= 3 ? TENS[decimals - scale] : 5 * TENS[decimals - 3];
    boolean agree =
        difference <= lastDigit
            || (difference <= Long.MAX_VALUE / NOISE && difference * NOISE <= ours);
    return !agree && differs(counts, BigDecimal.valueOf(difference, decimals), sign);
  }

  /// Compares one record with an amount of any size.
  public boolean disagrees(long[] counts, BigDecimal loggedUsd, int sign) {
    Optional<BigDecimal> cost = cost(counts);
    if (cost.isEmpty()) {
      return false;
    }
    compared += sign;
    loggedBeside = loggedBeside.add(signed(loggedUsd, sign));
    computedBeside = computedBeside.add(signed(cost.get(), sign));
    var difference = loggedUsd.subtract(cost.get()).abs();
    boolean agree = agree(difference, loggedUsd, cost.get());
    return !agree && differs(counts, difference, sign);
  }

  private static boolean agree(BigDecimal difference, BigDecimal loggedUsd, BigDecimal cost) {
    var lastDigit = loggedUsd.ulp().min(HALF_A_CENT);
    var noise = cost.movePointLeft(9);
    return difference.compareTo(lastDigit.max(noise)) <= 0;
  }

  private Optional<BigDecimal> cost(long[] counts) {
    var ledger = Ledger.of(List.of(new Slice(key, usage(counts))), _ -> quote);
    return ledger.isComplete() ? Optional.of(ledger.total().usd()) : Optional.empty();
  }

  private static Usage usage(long[] counts) {
    Map<Meter, BigDecimal> amounts = new EnumMap<>(Meter.class);
    for (var meter : Meter.values()) {
      amounts.put(meter, BigDecimal.valueOf(counts[Tally.slot(meter)]));
    }
    return new Usage(amounts);
  }

  private boolean differs(long[] counts, BigDecimal difference, int sign) {
    calls = calls.add(BigDecimal.valueOf(sign * counts[Tally.slot(Meter.CALLS)]));
    apart = apart.add(signed(difference, sign));
    if (sign < 0) {
      check.forget(difference);
      return true;
    }
    return check.note(difference);
  }

  /// `number` with `decimals` more decimals; negative if it does not fit.
  private static long scaled(long number, int decimals) {
    if (decimals > COARSE) {
      return -1;
    }
    long ten = TENS[decimals];
    return Math.multiplyHigh(number, ten) == 0 ? number * ten : -1;
  }

  private static BigDecimal signed(BigDecimal amount, int sign) {
    return sign < 0 ? amount.negate() : amount;
  }

  long compared() {
    return compared;
  }

  Money logged() {
    var sum = loggedBeside;
    for (int scale = 0; scale < logged.length; scale++) {
      sum = sum.add(logged[scale].decimal(scale));
    }
    return new Money(sum);
  }

  Money computed() {
    return new Money(
        computedBeside.add(computed.decimal(rates.map(IntegerRates::scale).orElse(0))));
  }

  /// The calls of the records that disagree.
  BigDecimal callsApart() {
    return calls;
  }

  /// The sum of the differences of the records that disagree.
  Money apart() {
    return new Money(apart);
  }
}
