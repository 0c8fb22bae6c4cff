package routercost.whatif.pipeline;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// A choice of values for all that is uncertain.
@FunctionalInterface
public interface RangePoint {
  /// Every range at its low end.
  RangePoint LOW = Parameter::low;

  /// Every range at its high end.
  RangePoint HIGH = Parameter::high;

  /// Every range in its middle.
  RangePoint MIDDLE = parameter -> parameter.at(new BigDecimal("0.5"));

  /// The value of `parameter` here.
  BigDecimal of(Parameter parameter);

  /// The corners of a box of ranges: every choice of ends.
  ///
  /// A cost is linear in each of its numbers, and a saving in percent is a quotient of two such, so
  /// both are largest and smallest at corners.
  static final class RangeCorners {
    /// More independent ranges than this have too many corners to look at.
    static final int MOST_LINKS = 10;

    private RangeCorners() {}

    /// All corners; the first has everything at its low end, the last at its high end.
    static List<RangePoint> of(List<Parameter> parameters) {
      var links =
          List.copyOf(
              new TreeSet<>(
                  parameters.stream().filter(Parameter::isRange).map(Parameter::link).toList()));
      if (links.size() > MOST_LINKS) {
        return List.of(RangePoint.LOW, RangePoint.HIGH);
      }
      var corners = new ArrayList<RangePoint>();
      for (int choice = 0; choice < 1 << links.size(); choice++) {
        corners.add(corner(links, choice));
      }
      return corners;
    }

    private static RangePoint corner(List<String> links, int choice) {
      var high = new TreeSet<String>();
      for (int i = 0; i < links.size(); i++) {
        if ((choice >> i & 1) == 1) {
          high.add(links.get(i));
        }
      }
      return at(high);
    }

    private static RangePoint at(Set<String> high) {
      return parameter -> high.contains(parameter.link()) ? parameter.high() : parameter.low();
    }
  }
}
