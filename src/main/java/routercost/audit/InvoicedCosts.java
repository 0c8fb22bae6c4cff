package routercost.audit;

import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.price.Quote;
import routercost.usage.Meter;
import routercost.usage.Slice;
import routercost.usage.UsageCube;
import routercost.usage.UsageKey;

/// The costs that providers billed, next to the cost of the calls of those days. The two are never
/// added: they are one amount, once as billed and once as priced.
///
/// @param lines logged costs without tokens, by day, model and purpose
/// @param priced the cost of the calls from the first to the last of these days; empty without
///     calls
/// @param whole whether all of these calls have a price
public record InvoicedCosts(UsageCube lines, Optional<Money> priced, boolean whole) {
  public static final InvoicedCosts NOTHING =
      new InvoicedCosts(UsageCube.EMPTY, Optional.empty(), true);

  /// The costs of `lines` next to those of the calls.
  ///
  /// @param used the calls, each on its own day
  public static InvoicedCosts of(
      UsageCube lines, UsageCube used, Function<UsageKey, Quote> quotes) {
    if (lines.isEmpty()) {
      return NOTHING;
    }
    var billed = new InvoicedCosts(lines, Optional.empty(), true);
    var calls = used.where(key -> billed.covers(key.day()));
    if (calls.isEmpty()) {
      return billed;
    }
    var ledger = Ledger.of(calls, quotes);
    return new InvoicedCosts(lines, Optional.of(ledger.total()), ledger.isComplete());
  }

  public boolean isEmpty() {
    return lines.isEmpty();
  }

  /// The first day that was billed.
  public LocalDate from() {
    return lines.cells().firstKey().day();
  }

  /// The last day that was billed.
  public LocalDate to() {
    return lines.cells().keySet().stream()
        .map(UsageKey::day)
        .max(LocalDate::compareTo)
        .orElseThrow();
  }

  private boolean covers(LocalDate day) {
    return !day.isBefore(from()) && !day.isAfter(to());
  }

  public Money total() {
    return new Money(lines.total().of(Meter.LOGGED_USD));
  }

  public static Money amount(Slice line) {
    return new Money(line.usage().of(Meter.LOGGED_USD));
  }

  /// The total less the cost of the calls; empty without calls.
  public Optional<Money> difference() {
    return priced.map(total()::minus);
  }
}
