package routercost.audit.reconcile;

import routercost.usage.Identified;

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
