package routercost.whatif.pipeline;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/// A figure that somebody states, and how it follows from an estimate. Without a printed value it
/// is a figure to be worked out.
///
/// @param name of the figure
/// @param formula over the figures of the estimate
/// @param printed as it was printed, such as `$1,329`; empty if nobody did
/// @param tolerance how far the printed figure may be off and still count as rounded
/// @param place where the formula stands: `file:line:column`
public record Claim(
    String name,
    Formula formula,
    Optional<Printed> printed,
    Optional<BigDecimal> tolerance,
    String place) {
  /// A printed figure.
  ///
  /// @param text as printed
  /// @param value the number in it, with the decimals that were printed
  public record Printed(String text, BigDecimal value) {}

  /// Whether a claimed figure is what follows from the estimate.
  ///
  /// @param value what follows; empty if it divides by zero
  public record ClaimVerdict(Claim claim, Optional<BigDecimal> value, Judgement judgement) {
    /// How a printed figure stands to what follows.
    public enum Judgement {
      /// The same.
      RIGHT,
      /// The same after rounding to the decimals that were printed, or within the tolerance.
      ROUNDED,
      /// Something else.
      WRONG,
      /// Nothing was printed.
      FIGURE,
      /// There is nothing to compare with.
      UNKNOWN;

      /// The name in files: `right`.
      public String id() {
        return name().toLowerCase(java.util.Locale.ROOT);
      }
    }

    /// The verdict on `claim` by these figures, all of which it must find.
    public static ClaimVerdict of(Claim claim, Figures figures) {
      var value = claim.formula().value(figures.byName());
      return new ClaimVerdict(
          claim, value, value.map(it -> judgement(claim, it)).orElse(Judgement.UNKNOWN));
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

    /// The printed figure less what follows.
    public Optional<BigDecimal> off() {
      return claim.printed().flatMap(printed -> value.map(printed.value()::subtract));
    }
  }
}
