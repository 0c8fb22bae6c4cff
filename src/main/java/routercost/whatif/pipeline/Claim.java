package routercost.whatif.pipeline;

import java.math.BigDecimal;
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
}
