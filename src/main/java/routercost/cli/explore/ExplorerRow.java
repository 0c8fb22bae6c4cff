package routercost.cli.explore;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import routercost.price.Money;
import routercost.report.common.AuditGroup;
import routercost.whatif.CallFilter;

/// The calls of one row, as they were.
///
/// @param where chooses the same calls in a rule; empty if a move could change what it looks at
/// @param group of the bill as it is
/// @param cost empty if there are calls and none has a price
/// @param tiers that the calls run on now, the most expensive first
public record ExplorerRow(
    Optional<CallFilter> where,
    AuditGroup group,
    Optional<Money> cost,
    BigDecimal calls,
    BigDecimal unpriced,
    List<String> tiers) {
  String name() {
    return group.name();
  }

  /// The task, if rows are tasks.
  String first() {
    return group.key().getFirst();
  }
}
