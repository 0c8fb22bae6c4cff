package routercost.audit.reconcile;

import java.math.BigDecimal;
import routercost.price.Money;

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
