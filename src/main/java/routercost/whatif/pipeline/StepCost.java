package routercost.whatif.pipeline;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import routercost.usage.Slice;
import routercost.whatif.Route;

/// What a step does, with all numbers settled.
public sealed interface StepCost {
  /// Calls of a model, by their tokens.
  ///
  /// @param input tokens of each prompt, as the first model of `before` counts them
  /// @param output tokens of each answer
  record Calls(BigDecimal input, BigDecimal output, Route before, Route after)
      implements StepCost {}

  /// Calls whose costs are known and not their tokens.
  ///
  /// @param modelBefore the tier or model of the cost before
  /// @param before US dollars each
  record KnownCosts(String modelBefore, String modelAfter, BigDecimal before, BigDecimal after)
      implements StepCost {}

  /// Units of a service with a fixed price, the same before and after.
  ///
  /// @param unitCost US dollars each; empty if the price book has it
  record Units(String service, Optional<BigDecimal> unitCost) implements StepCost {}

  /// Calls as a log has them, and as they would be.
  record Logged(List<Slice> slices, Route after) implements StepCost {
    public Logged {
      slices = List.copyOf(slices);
    }
  }
}
