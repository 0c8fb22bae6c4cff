package routercost.report.reconcile;

import java.util.List;
import java.util.Optional;
import routercost.audit.reconcile.Reconciliation;
import routercost.audit.reconcile.Reconciliation.Tolerance;
import routercost.audit.reconcile.Terms;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.report.common.RunMetadata;

/// Bills next to logs, and what a report says of that.
///
/// @param ledger of the logged calls
/// @param added the lines that terms add to our side
/// @param bills the names of the files
/// @param top how many lines to show; empty for the usual number
public record ReconcileResult(
    RunMetadata head,
    Ledger ledger,
    Reconciliation reconciliation,
    List<Terms.Line> added,
    Tolerance tolerance,
    List<String> bills,
    List<String> notes,
    Optional<Integer> top) {
  public ReconcileResult {
    added = List.copyOf(added);
    bills = List.copyOf(bills);
    notes = List.copyOf(notes);
  }

  /// Whether what has no cause is within the tolerance.
  public boolean isWithin() {
    return tolerance.allows(reconciliation);
  }

  Money allowed() {
    return tolerance.of(reconciliation.theirs());
  }
}
