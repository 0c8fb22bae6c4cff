package routercost.whatif.pipeline;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// Arithmetic over named figures: `saved.low * 1000`, `(before - after) / before`.
public sealed interface Formula {
  /// Digits behind the point of a quotient: more than any figure is shown with.
  int DIGITS = 20;

  /// The value; empty if it divides by zero or a figure has no value.
  Optional<BigDecimal> value(Map<String, BigDecimal> figures);

  /// The figures that it needs.
  SortedSet<String> names();

  /// A number.
  record Constant(BigDecimal number) implements Formula {
    @Override
    public Optional<BigDecimal> value(Map<String, BigDecimal> figures) {
      return Optional.of(number);
    }

    @Override
    public SortedSet<String> names() {
      return new TreeSet<>();
    }
  }

  /// The figure of this name.
  record Figure(String name) implements Formula {
    @Override
    public Optional<BigDecimal> value(Map<String, BigDecimal> figures) {
      return Optional.ofNullable(figures.get(name));
    }

    @Override
    public SortedSet<String> names() {
      return new TreeSet<>(java.util.Set.of(name));
    }
  }

  /// Two formulas and what stands between.
  ///
  /// @param sign `+`, `-`, `*` or `/`
  record Pair(Formula left, char sign, Formula right) implements Formula {
    @Override
    public Optional<BigDecimal> value(Map<String, BigDecimal> figures) {
      return left.value(figures)
          .flatMap(one -> right.value(figures).flatMap(other -> result(one, other)));
    }

    private Optional<BigDecimal> result(BigDecimal one, BigDecimal other) {
      return switch (sign) {
        case '+' -> Optional.of(one.add(other));
        case '-' -> Optional.of(one.subtract(other));
        case '*' -> Optional.of(one.multiply(other));
        default ->
            other.signum() == 0
                ? Optional.empty()
                : Optional.of(one.divide(other, DIGITS, RoundingMode.HALF_UP));
      };
    }

    @Override
    public SortedSet<String> names() {
      var names = new TreeSet<>(left.names());
      names.addAll(right.names());
      return names;
    }
  }
}
