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

/// What providers say that they billed, beside what the calls of the same days come to. The two are
/// never added: they are the same money, once as it was billed and once as it is priced.
///
/// @param lines logged costs without tokens, by day, model and what they are for
/// @param priced what the calls between the first and the last of these days cost; empty if there
///     are none
/// @param whole whether all of these calls have a price
public record InvoicedCosts(UsageCube lines, Optional<Money> priced, boolean whole) {
  /// No cost report was read.
  public static final InvoicedCosts NOTHING =
      new InvoicedCosts(UsageCube.EMPTY, Optional.empty(), true);

  /// What was billed, beside calls.
  ///
  /// @param used the calls, each on its own day
  /// @param quotes the prices of calls
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

  /// Whether there is anything to say.
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

  /// All that was billed, in US dollars.
  public Money total() {
    return new Money(lines.total().of(Meter.LOGGED_USD));
  }

  /// What one line bills.
  public static Money amount(Slice line) {
    return new Money(line.usage().of(Meter.LOGGED_USD));
  }

  /// By how much what was billed is over what the calls come to; empty if there are none.
  public Optional<Money> difference() {
    return priced.map(total()::minus);
  }
}
