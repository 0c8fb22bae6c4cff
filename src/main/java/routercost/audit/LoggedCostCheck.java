package routercost.audit;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.price.PriceBook;
import routercost.usage.Meter;
import routercost.usage.Slice;
import routercost.usage.Status;
import routercost.usage.UsageKey;

/// Compares the cost that a log states for each record with the cost of its tokens.
///
/// A record matches if both differ by no more than the last digit logged, at most half a cent, or
/// by one part in a billion: logs round, cut off, or carry the noise of binary floating point.
///
/// One for each worker; what several have found is added.
public final class LoggedCostCheck {
  private static final int SHOWN = 20;

  private final Supplier<PriceBook> book;
  private @Nullable UnaryOperator<LocalDate> firstDays;
  private final Map<UsageKey, LoggedCostComparison> keys = new HashMap<>();
  private final List<Finding> shown = new ArrayList<>();
  private final List<LoggedCostCheck> others = new ArrayList<>();

  private LoggedCostCheck(Supplier<PriceBook> book) {
    this.book = book;
  }

  /// A check against the prices of `book`, which is asked once for each price, as records are many.
  public static LoggedCostCheck of(PriceBook book) {
    return of(() -> book);
  }

  /// A check against the prices of a book that is not asked for before there is a cost to compare.
  public static LoggedCostCheck of(Supplier<PriceBook> book) {
    return new LoggedCostCheck(book);
  }

  /// A check against the same prices that has seen nothing yet.
  public LoggedCostCheck another() {
    return new LoggedCostCheck(book);
  }

  /// The check of the records that have the price of `key`.
  public LoggedCostComparison under(UsageKey key) {
    if (firstDays == null) {
      firstDays = book.get().firstDays();
    }
    var any =
        new UsageKey(
            firstDays.apply(key.day()),
            "",
            key.model(),
            key.service(),
            key.band(),
            key.place(),
            Status.OK,
            Collections.emptySortedMap());
    LoggedCostComparison known = keys.get(any);
    if (known == null) { // no lambda: it would be made for every key
      known = new LoggedCostComparison(any, book.get().quote(any));
      keys.put(any, known);
    }
    return known;
  }

  /// Compares one record, and says whether it disagrees.
  ///
  /// @param counts one whole number per meter, at the meter's slot
  /// @param loggedUsd as written, with all its digits
  public boolean disagrees(UsageKey key, long[] counts, BigDecimal loggedUsd) {
    var unscaled = loggedUsd.unscaledValue();
    return unscaled.bitLength() < Long.SIZE
        ? under(key).disagrees(counts, unscaled.longValue(), loggedUsd.scale(), 1)
        : under(key).disagrees(counts, loggedUsd, 1);
  }

  /// Takes over all that another check has found, but for the single records that it shows.
  public void addAll(LoggedCostCheck other) {
    others.add(other);
  }

  /// Whether records that disagree are still shown one by one.
  public boolean isShowing() {
    return shown.size() < SHOWN;
  }

  /// Shows one record that disagrees. To be called in the order of the log.
  ///
  /// @param place of the record, for the message
  /// @param loggedUsd as written, with all its digits
  public void show(Object place, Slice slice, BigDecimal loggedUsd) {
    var total = Ledger.of(List.of(slice), book.get()::quote).total();
    shown.add(
        new Finding(
            Finding.Rule.COST_MISMATCH,
            Finding.Severity.WARNING,
            slice.key().task(),
            "%s logs $%s; its tokens cost $%s".formatted(place, loggedUsd.toPlainString(), total),
            slice.usage().of(Meter.CALLS),
            new Money(loggedUsd.subtract(total.usd()).abs())));
  }

  /// The mismatches: the first twenty one by one in the order of the log, the rest as one.
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
              "further records log another cost than their tokens give",
              furtherCalls,
              further));
    }
    return all;
  }

  /// How many records state a cost and have a price.
  public long compared() {
    return all().stream().mapToLong(LoggedCostComparison::compared).sum();
  }

  /// What the compared records state, in all.
  public Money logged() {
    return sum(LoggedCostComparison::logged);
  }

  /// What the compared records cost, in all.
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
