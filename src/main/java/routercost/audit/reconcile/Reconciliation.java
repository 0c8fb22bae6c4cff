package routercost.audit.reconcile;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import routercost.audit.reconcile.ReconciledLine.BillCause;
import routercost.price.Money;

/// Bills next to logs: theirs = ours + the causes + the residual, on every line and in total.
///
/// @param lines in the order of days
/// @param usage our cost of the compared calls, without what terms add
/// @param unmeasured the bills that state no quantities for some charges
/// @param outside the cost of logged calls before or after the days of the bills
/// @param uncovered the cost of logged calls of providers that no bill is of
/// @param unpriced how many groups of logged calls have no price, so that ours is too low
public record Reconciliation(
    List<ReconciledLine> lines,
    Money usage,
    List<String> unmeasured,
    Money outside,
    Money uncovered,
    int unpriced) {
  public Reconciliation {
    lines = List.copyOf(lines);
    unmeasured = List.copyOf(unmeasured);
  }

  private Money sum(Function<ReconciledLine, Money> amount) {
    return Money.sum(lines.stream().map(amount).toList());
  }

  /// The total of the bills.
  public Money theirs() {
    return sum(ReconciledLine::theirs);
  }

  /// The cost of the logged calls that the bills are of.
  public Money ours() {
    return sum(ReconciledLine::ours);
  }

  public Money difference() {
    return theirs().minus(ours());
  }

  /// The part of the difference that a cause explains.
  public Money of(BillCause cause) {
    return sum(line -> line.of(cause));
  }

  /// What no cause explains.
  public Money residual() {
    return sum(ReconciledLine::residual);
  }

  /// The residuals of all lines without their signs, so that none hides another.
  public Money unexplained() {
    return sum(line -> new Money(line.residual().usd().abs()));
  }

  /// Whether usage that one side lacks may be another price, as the bill states no quantities and
  /// both sides have some of it.
  public boolean isImplied() {
    return lines.stream()
        .filter(line -> unmeasured.contains(line.bill()))
        .filter(line -> !line.theirs().isZero() && !line.ours().isZero())
        .anyMatch(
            line ->
                !line.of(BillCause.NOT_LOGGED).isZero() || !line.of(BillCause.NOT_BILLED).isZero());
  }

  /// How much of a bill may stay without a cause: an amount or a share of the bill, whichever is
  /// more.
  ///
  /// @param percent of the bill
  public record Tolerance(Money amount, BigDecimal percent) {
    /// One cent.
    public static final Tolerance USUAL = new Tolerance(Money.of("0.01"), BigDecimal.ZERO);

    /// The most that may stay without a cause.
    public Money of(Money theirs) {
      var share = new Money(theirs.usd().abs().multiply(percent.movePointLeft(2)));
      return share.compareTo(amount) > 0 ? share : amount;
    }

    public boolean allows(Reconciliation reconciliation) {
      return reconciliation.unexplained().compareTo(of(reconciliation.theirs())) <= 0;
    }
  }
}
