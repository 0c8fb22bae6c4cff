package routercost.whatif.pipeline;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import routercost.whatif.pipeline.Parameter.RangePoint;

/// A value that depends on numbers which may be ranges.
@FunctionalInterface
public interface RangeValued<T> {
  T at(RangePoint point);

  static <T> RangeValued<T> known(T value) {
    return _ -> value;
  }

  static RangeValued<BigDecimal> of(Parameter parameter) {
    return point -> point.of(parameter);
  }

  /// The list of the values of `parts`.
  static <T> RangeValued<List<T>> all(List<RangeValued<T>> parts) {
    var kept = List.copyOf(parts);
    return point -> {
      var values = new ArrayList<T>();
      kept.forEach(part -> values.add(part.at(point)));
      return List.copyOf(values);
    };
  }

  /// The result of `then` for this value.
  default <R> RangeValued<R> map(Function<T, R> then) {
    return point -> then.apply(at(point));
  }

  /// The result of `then` for this value and `other`.
  default <U, R> RangeValued<R> with(RangeValued<U> other, BiFunction<T, U, R> then) {
    return point -> then.apply(at(point), other.at(point));
  }
}
