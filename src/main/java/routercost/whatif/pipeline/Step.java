package routercost.whatif.pipeline;

import java.math.BigDecimal;
import java.util.List;

/// One step of a pipeline, with all numbers settled.
///
/// @param times its calls or units in one run, times the probability that it happens
/// @param before the cost of its answers in addition to tokens
public record Step(
    String id,
    BigDecimal times,
    StepCost work,
    FailureAndWaitCost before,
    FailureAndWaitCost after) {

  /// A step as described, with numbers that may be ranges.
  ///
  /// @param line the name of its line in reports: its own, or that of its group
  /// @param parameters its uncertain numbers
  /// @param place in the file: `file:line:column`
  public record StepPlan(
      String id, String line, RangeValued<Step> step, List<Parameter> parameters, String place) {
    public StepPlan {
      parameters = List.copyOf(parameters);
    }
  }
}
