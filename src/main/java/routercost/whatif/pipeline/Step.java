package routercost.whatif.pipeline;

import java.math.BigDecimal;
import java.util.List;

/// One step of a pipeline, with all numbers settled.
///
/// @param id its name
/// @param times how often it happens in one run: calls or units, times the probability that it
///     happens at all
/// @param before what its answers cost beside tokens
/// @param after the same, afterwards
public record Step(
    String id,
    BigDecimal times,
    StepCost work,
    FailureAndWaitCost before,
    FailureAndWaitCost after) {

  /// A step as it is described: with numbers that may be ranges.
  ///
  /// @param id its name
  /// @param line the name of the line that it is reported on: its own, or that of its group
  /// @param step what it is where the numbers have some values
  /// @param parameters the numbers that are uncertain
  /// @param place where it stands: `file:line:column`
  public record StepPlan(
      String id, String line, RangeValued<Step> step, List<Parameter> parameters, String place) {
    public StepPlan {
      parameters = List.copyOf(parameters);
    }
  }
}
