package routercost.whatif.pipeline;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/// Something that depends on numbers which are known as ranges.
@FunctionalInterface
public interface RangeValued<T> {
  /// What it is where the numbers have these values.
  T at(RangePoint point);

  /// What is known.
  static <T> RangeValued<T> known(T value) {
    return _ -> value;
  }

  /// The value of a parameter.
  static RangeValued<BigDecimal> of(Parameter parameter) {
    return point -> point.of(parameter);
  }

  /// All of `parts`, in their order.
  static <T> RangeValued<List<T>> all(List<RangeValued<T>> parts) {
    var kept = List.copyOf(parts);
    return point -> {
      var values = new ArrayList<T>();
      kept.forEach(part -> values.add(part.at(point)));
      return List.copyOf(values);
    };
  }

  /// What `then` makes of it.
  default <R> RangeValued<R> map(Function<T, R> then) {
    return point -> then.apply(at(point));
  }

  /// What `then` makes of it and of `other`.
  default <U, R> RangeValued<R> with(RangeValued<U> other, BiFunction<T, U, R> then) {
    return point -> then.apply(at(point), other.at(point));
  }
}
