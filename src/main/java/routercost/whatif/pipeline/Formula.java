package routercost.whatif.pipeline;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// Arithmetic over named figures: `saved.low * 1000`, `(before - after) / before`.
public sealed interface Formula {
  /// Digits behind the point of a quotient: more than any figure is shown with.
  int DIGITS = 20;

  /// `part` by `whole`, to [#DIGITS] digits; empty if `whole` is 0.
  static Optional<BigDecimal> quotient(BigDecimal part, BigDecimal whole) {
    return whole.signum() == 0
        ? Optional.empty()
        : Optional.of(part.divide(whole, DIGITS, RoundingMode.HALF_UP));
  }

  /// The value; empty if it divides by zero or a figure has no value.
  Optional<BigDecimal> value(Map<String, BigDecimal> figures);

  /// The names of the figures in it.
  SortedSet<String> names();

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
      return new TreeSet<>(Set.of(name));
    }
  }

  /// Two formulas and the sign between them.
  ///
  /// @param sign `+`, `-`, `*` or `/`
  record Pair(Formula left, char sign, Formula right) implements Formula {
    @Override
    public Optional<BigDecimal> value(Map<String, BigDecimal> figures) {
      return left.value(figures)
          .flatMap(first -> right.value(figures).flatMap(second -> result(first, second)));
    }

    private Optional<BigDecimal> result(BigDecimal first, BigDecimal second) {
      return switch (sign) {
        case '+' -> Optional.of(first.add(second));
        case '-' -> Optional.of(first.subtract(second));
        case '*' -> Optional.of(first.multiply(second));
        default -> quotient(first, second);
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
