package routercost.whatif.pipeline;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import routercost.price.PriceBook;

/// What one run of something does: steps, as they are and as they would be.
///
/// @param name of the pipeline
/// @param unit what one run makes
/// @param runs how many there are, if that is said
/// @param book the prices, with those of the pipeline itself on top
public record Pipeline(
    String name,
    String unit,
    Optional<Runs> runs,
    List<StepPlan> steps,
    List<Claim> claims,
    PriceBook book) {
  /// How many runs a period has.
  ///
  /// @param count in one `per`
  /// @param per `day`, `month`, …
  /// @param days of the period, where `count` is by day; 1 otherwise
  public record Runs(BigDecimal count, String per, BigDecimal days) {
    /// The runs of the whole period.
    public BigDecimal all() {
      return count.multiply(days);
    }

    /// The period in words: `month`, `30 days`.
    public String period() {
      return days.compareTo(BigDecimal.ONE) == 0
          ? per
          : days.stripTrailingZeros().toPlainString() + " days";
    }
  }

  public Pipeline {
    steps = List.copyOf(steps);
    claims = List.copyOf(claims);
  }

  /// All that is uncertain, in the order of the steps.
  public List<Parameter> parameters() {
    return steps.stream().flatMap(step -> step.parameters().stream()).toList();
  }
}
