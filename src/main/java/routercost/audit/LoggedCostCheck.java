package routercost.audit;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.price.PriceBook;
import routercost.price.PricePeriods;
import routercost.usage.Meter;
import routercost.usage.Slice;
import routercost.usage.UsageKey;

/// The check of the cost that a log states for each record against the cost of its tokens.
///
/// A record agrees if both differ by no more than the last digit logged, at most half a cent, or by
/// one part in a billion: logs round, truncate, or carry the noise of binary floating point.
///
/// Each worker has its own; the results are added.
public final class LoggedCostCheck {
  private static final int SHOWN = 20;

  /// The widest differences that each worker keeps in mind. More than are shown, as some may be of
  /// copies of calls, which are found later.
  private static final int NOTED = 64;

  private final Supplier<PriceBook> book;
  private @Nullable PricePeriods periods;
  private final Map<UsageKey, LoggedCostComparison> keys = new HashMap<>();
  private final List<Finding> shown = new ArrayList<>();
  private final List<BigDecimal> widest = new ArrayList<>();
  private final List<LoggedCostCheck> others = new ArrayList<>();

  private LoggedCostCheck(Supplier<PriceBook> book) {
    this.book = book;
  }

  public static LoggedCostCheck of(PriceBook book) {
    return of(() -> book);
  }

  /// A check against a book that is not loaded before there is a cost to compare.
  public static LoggedCostCheck of(Supplier<PriceBook> book) {
    return new LoggedCostCheck(book);
  }

  /// An empty check against these prices.
  public LoggedCostCheck another() {
    return new LoggedCostCheck(book);
  }

  /// The comparison of the records that have the price of `key`.
  public LoggedCostComparison under(UsageKey key) {
    if (periods == null) {
      periods = book.get().periods();
    }
    var priced = key.priced();
    var any = priced.withDay(periods.first(priced.day()));
    LoggedCostComparison known = keys.get(any);
    if (known == null) { // no lambda: it would be made for every key
      known = new LoggedCostComparison(any, book.get().quote(any), this);
      keys.put(any, known);
    }
    return known;
  }

  /// Notes by how much a record disagrees, and returns whether it is among the widest so far.
  boolean note(BigDecimal difference) {
    if (widest.size() == NOTED && difference.compareTo(widest.getFirst()) <= 0) {
      return false;
    }
    int found = Collections.binarySearch(widest, difference);
    widest.add(found < 0 ? -found - 1 : found, difference);
    if (widest.size() > NOTED) {
      widest.removeFirst();
    }
    return true;
  }

  /// Forgets a record that disagreed by this, as it is a copy of another.
  void forget(BigDecimal difference) {
    int found = Collections.binarySearch(widest, difference);
    if (found >= 0) {
      widest.remove(found);
    }
  }

  /// Compares one record and returns whether it disagrees widely enough to be shown.
  ///
  /// @param counts one whole number per meter, at the meter's slot
  /// @param loggedUsd as written, with all its digits
  public boolean disagrees(UsageKey key, long[] counts, BigDecimal loggedUsd) {
    var unscaled = loggedUsd.unscaledValue();
    return unscaled.bitLength() < Long.SIZE
        ? under(key).disagrees(counts, unscaled.longValue(), loggedUsd.scale(), 1)
        : under(key).disagrees(counts, loggedUsd, 1);
  }

  /// Adds the results of another check, without the single records that it shows.
  public void addAll(LoggedCostCheck other) {
    others.add(other);
  }

  /// Shows one record that disagrees if it is among the widest; called in the order of the log.
  ///
  /// @param place of the record, for the message
  /// @param loggedUsd as written, with all its digits
  public void show(Object place, Slice slice, BigDecimal loggedUsd) {
    var total = Ledger.of(List.of(slice), book.get()::quote).total();
    show(
        new Finding(
            Finding.Rule.COST_MISMATCH,
            Finding.Severity.WARNING,
            slice.key().task(),
            "%s logs $%s; its tokens cost $%s".formatted(place, loggedUsd.toPlainString(), total),
            slice.usage().of(Meter.CALLS),
            new Money(loggedUsd.subtract(total.usd()).abs())));
  }

  /// Shows what another check shows, of the records that come next.
  public void showAll(LoggedCostCheck next) {
    next.shown.forEach(this::show);
  }

  private void show(Finding mismatch) {
    int place = shown.size();
    while (place > 0 && shown.get(place - 1).amount().compareTo(mismatch.amount()) < 0) {
      place--;
    }
    shown.add(place, mismatch);
    if (shown.size() > SHOWN) {
      shown.removeLast();
    }
  }

  /// The mismatches: the widest twenty, the rest as one finding.
  public List<Finding> findings() {
    var all = new ArrayList<>(shown);
    var further = apart();
    var furtherCalls = callsApart();
    for (var finding : shown) {
      further = further.minus(finding.amount());
      furtherCalls = furtherCalls.subtract(finding.calls());
    }
    if (!further.isZero()) {
      all.add(
          new Finding(
              Finding.Rule.COST_MISMATCH,
              Finding.Severity.WARNING,
              "",
              furtherCalls.compareTo(BigDecimal.ONE) == 0
                  ? "further record logs a different cost than its tokens"
                  : "further records log a different cost than their tokens",
              furtherCalls,
              further));
    }
    return all;
  }

  /// The number of records with a logged cost and a price.
  public long compared() {
    return all().stream().mapToLong(LoggedCostComparison::compared).sum();
  }

  /// The sum of the logged costs of the compared records.
  public Money logged() {
    return sum(LoggedCostComparison::logged);
  }

  /// The sum of the computed costs of the compared records.
  public Money computed() {
    return sum(LoggedCostComparison::computed);
  }

  private BigDecimal callsApart() {
    return all().stream()
        .map(LoggedCostComparison::callsApart)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private Money apart() {
    return sum(LoggedCostComparison::apart);
  }

  private Money sum(Function<LoggedCostComparison, Money> amount) {
    return Money.sum(all().stream().map(amount).toList());
  }

  private List<LoggedCostComparison> all() {
    var all = new ArrayList<>(keys.values());
    others.forEach(other -> all.addAll(other.all()));
    return all;
  }
}
