package routercost.whatif.pipeline;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import routercost.usage.Identified;

/// A published figure and the formula by which it follows from an estimate. Without a printed value
/// it is a figure to be worked out.
///
/// @param formula over the figures of the estimate
/// @param printed the figure as printed, such as `$1,329`
/// @param tolerance the largest difference at which the printed figure still counts as rounded
/// @param place of the formula: `file:line:column`
public record Claim(
    String name,
    Formula formula,
    Optional<Printed> printed,
    Optional<BigDecimal> tolerance,
    String place) {
  /// A printed figure.
  ///
  /// @param value the number in it, with the decimals that were printed
  public record Printed(String text, BigDecimal value) {}

  /// The result of checking a claim against an estimate.
  ///
  /// @param value by the formula; empty if it divides by zero
  public record ClaimVerdict(Claim claim, Optional<BigDecimal> value, Judgement judgement) {
    /// The relation of a printed figure to the value.
    public enum Judgement implements Identified {
      /// Equal.
      RIGHT,
      /// Equal after rounding to the decimals that were printed, or within the tolerance.
      ROUNDED,
      /// Different.
      WRONG,
      /// Nothing was printed.
      FIGURE,
      /// The formula has no value.
      UNKNOWN;
    }

    /// Checks `claim` against `figures`, which must include every figure of its formula.
    public static ClaimVerdict of(Claim claim, Figures figures) {
      var value = claim.formula().value(figures.byName());
      return new ClaimVerdict(
          claim, value, value.map(figure -> judgement(claim, figure)).orElse(Judgement.UNKNOWN));
    }

    private static Judgement judgement(Claim claim, BigDecimal value) {
      if (claim.printed().isEmpty()) {
        return Judgement.FIGURE;
      }
      var printed = claim.printed().get().value();
      var off = printed.subtract(value).abs();
      if (off.signum() == 0) {
        return Judgement.RIGHT;
      }
      boolean rounds =
          value.setScale(printed.scale(), RoundingMode.HALF_UP).compareTo(printed) == 0;
      boolean near = claim.tolerance().filter(most -> off.compareTo(most) <= 0).isPresent();
      return rounds || near ? Judgement.ROUNDED : Judgement.WRONG;
    }

    /// The printed figure less the value.
    public Optional<BigDecimal> off() {
      return claim.printed().flatMap(printed -> value.map(printed.value()::subtract));
    }
  }
}
