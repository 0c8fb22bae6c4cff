package routercost.price.variance;

import java.time.LocalDate;
import routercost.price.Ledger;

/// One side of a variance: what a period cost.
///
/// @param ledger its charges; what is uncharged is on neither side of a variance
/// @param lastDay of the period; what the period did not use takes the list price of this day
public record VarianceBill(Ledger ledger, LocalDate lastDay) {
  /// The bill of what is in `ledger`, up to the last day that is charged.
  ///
  /// @param otherwise the last day if nothing is charged
  public static VarianceBill of(Ledger ledger, LocalDate otherwise) {
    return new VarianceBill(
        ledger,
        ledger.charges().stream()
            .map(charge -> charge.slice().key().day())
            .max(LocalDate::compareTo)
            .orElse(otherwise));
  }
}
