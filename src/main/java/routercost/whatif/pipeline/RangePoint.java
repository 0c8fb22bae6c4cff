package routercost.whatif.pipeline;

import java.math.BigDecimal;

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
}
