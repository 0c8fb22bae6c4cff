package routercost.price.variance;

import java.math.BigDecimal;
import java.util.List;
import routercost.price.variance.LineItem.ServedModel;

/// The largest part of a driver's effect, to be named next to its amount. Shares and quantities per
/// call are quotients with 34 digits.
public sealed interface Cause {
  /// The number of calls on each side.
  record Calls(BigDecimal before, BigDecimal after) implements Cause {}

  /// One group's share of all calls.
  record Share(List<String> group, BigDecimal before, BigDecimal after) implements Cause {}

  /// Calls of one group that went from one serving to another.
  ///
  /// @param moved the share of its calls that one lost or the other gained, whichever is less
  record Rerouted(List<String> group, ServedModel from, ServedModel to, BigDecimal moved)
      implements Cause {}

  /// The quantity of one item that a call of one group used.
  record PerCall(List<String> group, LineItem item, BigDecimal before, BigDecimal after)
      implements Cause {}

  /// An item that only one side has.
  record OneLine(LineItem item) implements Cause {}

  /// The price of one unit of an item, on average over the period.
  record UnitPrice(LineItem item, BigDecimal before, BigDecimal after) implements Cause {}
}
