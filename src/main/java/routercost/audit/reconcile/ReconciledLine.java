package routercost.audit.reconcile;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import routercost.price.Money;
import routercost.usage.Identified;
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

  /// A reason why a bill differs from the cost of the logged calls.
  public enum BillCause implements Identified {
    /// The bill has another list price for the same usage.
    LIST_DIFFERENCE,
    /// The bill is less than its own list price, or the contract in the price file is.
    DISCOUNT,
    /// A credit, grant or refund.
    CREDIT,
    /// Sales tax or VAT.
    TAX,
    /// The bill is in whole cents, or has a line for rounding.
    ROUNDING,
    /// The bill served in another place than the log says.
    GEOGRAPHY,
    /// The bill has another service, such as batch, than the log says.
    BATCH,
    /// The bill has cache writes of another lifetime than the log says.
    CACHE_LIFETIME,
    /// The bill counts more or fewer web searches.
    SEARCHES,
    /// The bill has usage that no log has.
    NOT_LOGGED,
    /// The logs have usage that the bill lacks.
    NOT_BILLED,
    /// The same usage is on different days, or the bill corrects an earlier period.
    LATE;
  }
}
