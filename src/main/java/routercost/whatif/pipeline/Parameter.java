package routercost.whatif.pipeline;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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

  /// A choice of a value for every uncertain number.
  @FunctionalInterface
  public interface RangePoint {
    /// The most independent ranges whose corners are all looked at.
    int MOST_LINKS = 10;

    /// Every range at its low end.
    RangePoint LOW = Parameter::low;

    /// Every range at its high end.
    RangePoint HIGH = Parameter::high;

    /// Every range in its middle.
    RangePoint MIDDLE = parameter -> parameter.at(new BigDecimal("0.5"));

    BigDecimal of(Parameter parameter);

    /// The corners of a box of ranges, which is every choice of ends; the first has everything at
    /// its low end, the last at its high end. With too many independent ranges only these two.
    ///
    /// A cost is linear in each of its numbers, and a saving in percent is a quotient of two costs,
    /// so both are largest and smallest at corners.
    static List<RangePoint> corners(List<Parameter> parameters) {
      var links =
          parameters.stream()
              .filter(Parameter::isRange)
              .map(Parameter::link)
              .distinct()
              .sorted()
              .toList();
      if (links.size() > MOST_LINKS) {
        return List.of(LOW, HIGH);
      }
      var corners = new ArrayList<RangePoint>();
      for (int choice = 0; choice < 1 << links.size(); choice++) {
        corners.add(corner(links, choice));
      }
      return corners;
    }

    private static RangePoint corner(List<String> links, int choice) {
      var high = new HashSet<String>();
      for (int i = 0; i < links.size(); i++) {
        if ((choice >> i & 1) == 1) {
          high.add(links.get(i));
        }
      }
      return parameter -> high.contains(parameter.link()) ? parameter.high() : parameter.low();
    }
  }
}
