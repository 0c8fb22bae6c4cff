package routercost.whatif.pipeline;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.UnaryOperator;

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
  /// @param role such as `executor`; empty if it has none
  public record StepPlan(
      String id,
      String line,
      RangeValued<Step> step,
      List<Parameter> parameters,
      String place,
      String role) {
    public StepPlan {
      parameters = List.copyOf(parameters);
    }

    /// A step without a role.
    public StepPlan(
        String id, String line, RangeValued<Step> step, List<Parameter> parameters, String place) {
      this(id, line, step, parameters, place, "");
    }

    /// This step with `change` at every point.
    public StepPlan map(UnaryOperator<Step> change) {
      return new StepPlan(id, line, step.map(change), parameters, place, role);
    }
  }
}
