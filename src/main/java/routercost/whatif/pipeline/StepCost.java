package routercost.whatif.pipeline;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import routercost.usage.Slice;
import routercost.whatif.Route;

/// The usage of a step, with all numbers settled.
public sealed interface StepCost {
  /// Calls of a model, by their tokens.
  ///
  /// @param input tokens of each prompt, as the first model of `before` counts them
  /// @param output tokens of each answer
  record Calls(BigDecimal input, BigDecimal output, Route before, Route after)
      implements StepCost {}

  /// Calls with known costs instead of tokens.
  ///
  /// @param modelBefore the tier or model of the cost before
  /// @param before US dollars each
  record KnownCosts(String modelBefore, String modelAfter, BigDecimal before, BigDecimal after)
      implements StepCost {}

  /// Units of a service with a fixed price, equal before and after.
  ///
  /// @param unitCost US dollars each; empty if it is in the price book
  record Units(String service, Optional<BigDecimal> unitCost) implements StepCost {}

  /// Calls from a log, and their route afterwards.
  record Logged(List<Slice> slices, Route after) implements StepCost {
    public Logged {
      slices = List.copyOf(slices);
    }
  }
}
