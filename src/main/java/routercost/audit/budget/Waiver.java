package routercost.audit.budget;

import java.math.BigDecimal;
import java.time.LocalDate;

/// A higher limit for a while, with a reason.
///
/// @param budget whose limit it raises
/// @param until the last day on which it holds
/// @param approvedBy empty if nobody is named
public record Waiver(
    String budget, LocalDate until, BigDecimal limit, String reason, String approvedBy) {
  boolean holds(LocalDate today) {
    return !today.isAfter(until);
  }
}
