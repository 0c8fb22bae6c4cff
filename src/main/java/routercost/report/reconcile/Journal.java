package routercost.report.reconcile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import routercost.audit.reconcile.ReconciledLine;
import routercost.audit.reconcile.ReconciledLine.BillCause;
import routercost.audit.reconcile.Reconciliation;
import routercost.audit.reconcile.Terms.Accounts;
import routercost.price.Money;
import routercost.usage.SafeText;

/// The journal of bills: what they charge for usage goes to cost centres in proportion to the cost
/// of their logged calls; discounts, credits, taxes and rounding go to accounts of their own.
/// Debits equal credits, and the amount payable is the total of the bills in cents.
///
/// @param shares the logged cost of each cost centre
public record Journal(
    Reconciliation reconciliation, Accounts accounts, SequencedMap<String, Money> shares) {
  private static final int CENTS = 2;
  private static final MathContext DIGITS = new MathContext(40);
  private static final CSVFormat CSV = CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

  /// A line.
  ///
  /// @param amount a debit if positive
  private record Entry(String account, String costCentre, BigDecimal amount, String memo) {
    Entry rounded(BigDecimal cents) {
      return new Entry(account, costCentre, cents, memo);
    }
  }

  /// The journal as CSV: date, account, cost_center, debit, credit, currency, memo.
  public String csv() {
    var total = reconciliation.theirs().usd().setScale(CENTS, RoundingMode.HALF_UP);
    var entries = entries();
    var cents =
        LargestRemainder.rounded(entries.stream().map(Entry::amount).toList(), total, CENTS);
    var text = new StringBuilder();
    try (var printer = new CSVPrinter(text, CSV)) {
      printer.printRecord("date", "account", "cost_center", "debit", "credit", "currency", "memo");
      for (int i = 0; i < entries.size(); i++) {
        print(entries.get(i).rounded(cents.get(i)), printer);
      }
      print(new Entry(accounts.payable(), "", total.negate(), "Bills"), printer);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }

  private void print(Entry entry, CSVPrinter printer) throws IOException {
    int sign = entry.amount().signum();
    if (sign != 0) {
      printer.printRecord(
          day(),
          SafeText.cell(entry.account()),
          SafeText.cell(entry.costCentre()),
          sign > 0 ? entry.amount().toPlainString() : "",
          sign < 0 ? entry.amount().negate().toPlainString() : "",
          "USD",
          entry.memo());
    }
  }

  /// The last day of the bills.
  private String day() {
    return reconciliation.lines().stream()
        .map(ReconciledLine::to)
        .max(LocalDate::compareTo)
        .map(LocalDate::toString)
        .orElse("");
  }

  private List<Entry> entries() {
    var rest = reconciliation.theirs().usd();
    var others = new ArrayList<Entry>();
    for (var cause :
        List.of(BillCause.DISCOUNT, BillCause.CREDIT, BillCause.TAX, BillCause.ROUNDING)) {
      var amount = reconciliation.of(cause).usd();
      rest = rest.subtract(amount);
      others.add(new Entry(account(cause), "", amount, ReconcileFields.name(cause)));
    }
    var entries = new ArrayList<>(usage(rest));
    entries.addAll(others);
    return entries;
  }

  private String account(BillCause cause) {
    return switch (cause) {
      case DISCOUNT -> accounts.discount();
      case CREDIT -> accounts.credit();
      case TAX -> accounts.tax();
      case ROUNDING -> accounts.rounding();
      default -> accounts.usage();
    };
  }

  private List<Entry> usage(BigDecimal amount) {
    var whole = Money.sum(shares.values()).usd();
    if (whole.signum() == 0) {
      return List.of(new Entry(accounts.usage(), "", amount, "Usage"));
    }
    return shares.entrySet().stream()
        .map(
            share ->
                new Entry(
                    accounts.usage(),
                    share.getKey(),
                    amount.multiply(share.getValue().usd()).divide(whole, DIGITS),
                    "Usage"))
        .toList();
  }

  /// Rounding of lines that must sum to a printed total, by the method of largest remainders: each
  /// line is rounded down, and the units that then lack go to the lines that lost most.
  public static final class LargestRemainder {
    private LargestRemainder() {}

    /// Lines of so many decimals that sum to `total`, each within a unit of its exact value if the
    /// exact values sum to less than half a unit from it. Of equal remainders the first line gets
    /// the unit.
    ///
    /// @param total with no more decimals than `decimals`
    public static List<BigDecimal> rounded(List<BigDecimal> exact, BigDecimal total, int decimals) {
      var unit = BigDecimal.ONE.movePointLeft(decimals);
      var rounded =
          new ArrayList<>(
              exact.stream().map(line -> line.setScale(decimals, RoundingMode.FLOOR)).toList());
      var sum = rounded.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
      int units = total.subtract(sum).divide(unit).intValueExact();
      var order =
          IntStream.range(0, exact.size())
              .boxed()
              .sorted(
                  Comparator.comparing(
                      (Integer line) -> rounded.get(line).subtract(exact.get(line))))
              .toList();
      for (int i = 0; i < Math.abs(units) && !exact.isEmpty(); i++) {
        int line =
            units > 0
                ? order.get(i % order.size())
                : order.get(order.size() - 1 - i % order.size());
        rounded.set(line, rounded.get(line).add(units > 0 ? unit : unit.negate()));
      }
      return List.copyOf(rounded);
    }
  }
}
