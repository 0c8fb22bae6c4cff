package routercost.price.variance;

import java.math.BigDecimal;
import java.util.List;
import routercost.price.variance.LineItem.ServedModel;
import routercost.price.variance.LineItem.UsageKind;

/// The largest part of a driver's effect: what to say beside its amount. Shares and quantities per
/// call are quotients, given to 34 digits.
public sealed interface Cause {
  /// How many calls there were on each side.
  record Calls(BigDecimal before, BigDecimal after) implements Cause {}

  /// One group's share of all calls.
  record Share(List<String> group, BigDecimal before, BigDecimal after) implements Cause {}

  /// Calls of one group went from one serving to another.
  ///
  /// @param moved the share of its calls that the one lost or the other gained, whichever is less
  record Rerouted(List<String> group, ServedModel from, ServedModel to, BigDecimal moved)
      implements Cause {}

  /// The quantity of one kind that a call of one group used, as it was served.
  record PerCall(
      List<String> group, ServedModel serving, UsageKind kind, BigDecimal before, BigDecimal after)
      implements Cause {}

  /// One kind, as it was served, that only one side has.
  record OneLine(ServedModel serving, UsageKind kind) implements Cause {}

  /// The price of one unit of one kind as it was served, on average over the period.
  record UnitPrice(ServedModel serving, UsageKind kind, BigDecimal before, BigDecimal after)
      implements Cause {}
}
