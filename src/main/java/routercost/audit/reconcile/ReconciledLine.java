package routercost.audit.reconcile;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import routercost.price.Money;
import routercost.usage.Meter;

/// A bill and the logs next to each other, for the finest key that both have.
///
/// @param bill the file
/// @param from its first day
/// @param to its last day
/// @param meter empty if the bill states none; cache writes of any lifetime are one
/// @param theirs the amount billed
/// @param ours the cost of the logged calls
/// @param causes the parts of the difference that have a name; none is zero
/// @param residual what no cause explains: theirs less ours less all causes
public record ReconciledLine(
    String bill,
    LocalDate from,
    LocalDate to,
    String model,
    Optional<Meter> meter,
    String workspace,
    String key,
    Money theirs,
    Money ours,
    Map<BillCause, Money> causes,
    Money residual) {
  public ReconciledLine {
    causes = Map.copyOf(causes);
  }

  /// What the bill has more than the logs.
  public Money difference() {
    return theirs.minus(ours);
  }

  public Money of(BillCause cause) {
    return causes.getOrDefault(cause, Money.ZERO);
  }
}
