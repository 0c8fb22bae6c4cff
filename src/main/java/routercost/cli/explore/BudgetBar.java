package routercost.cli.explore;

import java.math.BigDecimal;
import routercost.report.layout.Role;

/// A budget under the plan, to be drawn.
///
/// @param share of the limit that is used
record BudgetBar(String name, BigDecimal share, String text, Role role) {}
