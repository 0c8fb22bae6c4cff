package routercost.whatif.pipeline;

import java.math.BigDecimal;

/// A choice of values for all that is uncertain.
@FunctionalInterface
public interface Point {
  /// Every range at its low end.
  Point LOW = Parameter::low;

  /// Every range at its high end.
  Point HIGH = Parameter::high;

  /// Every range in its middle.
  Point MIDDLE = parameter -> parameter.at(new BigDecimal("0.5"));

  /// The value of `parameter` here.
  BigDecimal of(Parameter parameter);
}
