package routercost.whatif.pipeline;

import java.util.List;

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
