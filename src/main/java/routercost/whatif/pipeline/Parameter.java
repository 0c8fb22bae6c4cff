package routercost.whatif.pipeline;

import java.math.BigDecimal;
import java.util.Optional;

/// A number of a pipeline that is a range or an assumption.
///
/// @param name such as `tests.escalate`
/// @param link parameters of one link move together: all are at their low end or none is
/// @param low one end, on every low side of the estimate
/// @param high the other end; less than `low` only among parameters that move together
/// @param shape distribution between the ends, if known
/// @param swing the ends between which an assumed exact number is varied; empty for a range, which
///     is varied from end to end
public record Parameter(
    String name,
    String link,
    BigDecimal low,
    BigDecimal high,
    Optional<Shape> shape,
    Optional<Swing> swing) {
  /// The distribution of values over a range.
  public sealed interface Shape {
    /// All values equally likely.
    record Uniform() implements Shape {}

    /// Most likely at `mode`, falling off to both ends.
    record Triangular(BigDecimal mode) implements Shape {}
  }

  /// The ends between which an exact number is varied.
  public record Swing(BigDecimal low, BigDecimal high) {}

  /// Whether the number is not known exactly.
  public boolean isRange() {
    return low.compareTo(high) != 0;
  }

  /// The value at `part` of the way from the low end to the high one.
  BigDecimal at(BigDecimal part) {
    return low.add(high.subtract(low).multiply(part));
  }
}
