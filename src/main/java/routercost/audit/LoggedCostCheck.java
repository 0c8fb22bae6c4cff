package routercost.audit;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.Function;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.price.Quote;
import routercost.usage.Meter;
import routercost.usage.Slice;
import routercost.usage.UsageKey;

/// Compares the cost that a log states for each record with the cost of its tokens.
///
/// A record matches if both differ by no more than the last digit logged, at most half a cent, or
/// by one part in a billion: logs round, cut off, or carry the noise of binary floating point.
public final class LoggedCostCheck {
  private static final int SHOWN = 20;
  private static final BigDecimal HALF_A_CENT = new BigDecimal("0.005");

  private final Function<UsageKey, Quote> quotes;
  private final List<Finding> mismatches = new ArrayList<>();
  private BigDecimal furtherCalls = BigDecimal.ZERO;
  private Money further = Money.ZERO;
  private long compared;
  private Money logged = Money.ZERO;
  private Money computed = Money.ZERO;

  /// @param quotes the prices to check against; asked once for each key, as records are many
  public LoggedCostCheck(Function<UsageKey, Quote> quotes) {
    var known = new HashMap<UsageKey, Quote>();
    this.quotes = key -> known.computeIfAbsent(key, quotes);
  }

  /// Compares one record. Records without a price are not compared.
  ///
  /// @param place of the record, for the message
  /// @param loggedUsd as written, with all its digits
  public void add(String place, Slice slice, BigDecimal loggedUsd) {
    var ledger = Ledger.of(List.of(slice), quotes);
    if (!ledger.isComplete()) {
      return;
    }
    var total = ledger.total();
    compared++;
    logged = logged.plus(new Money(loggedUsd));
    computed = computed.plus(total);
    if (!agree(loggedUsd, total.usd())) {
      mismatch(place, slice, loggedUsd, total);
    }
  }

  private static boolean agree(BigDecimal loggedUsd, BigDecimal computedUsd) {
    var difference = loggedUsd.subtract(computedUsd).abs();
    var lastDigit = loggedUsd.ulp().min(HALF_A_CENT);
    var noise = computedUsd.movePointLeft(9);
    return difference.compareTo(lastDigit.max(noise)) <= 0;
  }

  private void mismatch(String place, Slice slice, BigDecimal loggedUsd, Money total) {
    var calls = slice.usage().of(Meter.CALLS);
    var difference = new Money(loggedUsd.subtract(total.usd()).abs());
    if (mismatches.size() == SHOWN) {
      furtherCalls = furtherCalls.add(calls);
      further = further.plus(difference);
      return;
    }
    mismatches.add(
        new Finding(
            Finding.Rule.COST_MISMATCH,
            Finding.Severity.WARNING,
            slice.key().task(),
            "%s logs $%s; its tokens cost $%s".formatted(place, loggedUsd.toPlainString(), total),
            calls,
            difference));
  }

  /// The mismatches: the first twenty one by one in the order of the log, the rest as one.
  public List<Finding> findings() {
    var all = new ArrayList<>(mismatches);
    if (!further.isZero()) {
      all.add(
          new Finding(
              Finding.Rule.COST_MISMATCH,
              Finding.Severity.WARNING,
              "",
              "further records log another cost than their tokens give",
              furtherCalls,
              further));
    }
    return all;
  }

  /// How many records state a cost and have a price.
  public long compared() {
    return compared;
  }

  /// What the compared records state, in all.
  public Money logged() {
    return logged;
  }

  /// What the compared records cost, in all.
  public Money computed() {
    return computed;
  }
}
