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

  /// This step as often as `number` says.
  public Step times(BigDecimal number) {
    return new Step(id, times.multiply(number), work, before, after);
  }

  /// This step under another name.
  public Step named(String name) {
    return new Step(name, times, work, before, after);
  }

  /// What a step is among others.
  ///
  /// @param role such as `executor`; empty if it has none
  /// @param parallel the name of the steps that run side by side; empty if it runs alone
  public record Labels(String role, String parallel) {
    public static final Labels NONE = new Labels("", "");
  }

  /// A step as described, with numbers that may be ranges.
  ///
  /// @param line the name of its line in reports: its own, or that of its group
  /// @param parameters its uncertain numbers
  /// @param place in the file: `file:line:column`
  /// @param labels for the reports
  public record StepPlan(
      String id,
      String line,
      RangeValued<Step> step,
      List<Parameter> parameters,
      String place,
      Labels labels) {
    public StepPlan {
      parameters = List.copyOf(parameters);
    }

    /// A step without a role.
    public StepPlan(
        String id, String line, RangeValued<Step> step, List<Parameter> parameters, String place) {
      this(id, line, step, parameters, place, Labels.NONE);
    }

    /// This step with `change` at every point.
    public StepPlan map(UnaryOperator<Step> change) {
      return new StepPlan(id, line, step.map(change), parameters, place, labels);
    }

    public String role() {
      return labels.role();
    }
  }
}
