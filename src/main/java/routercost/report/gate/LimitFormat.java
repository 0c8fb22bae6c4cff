package routercost.report.gate;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import routercost.audit.budget.Budget.Metric;
import routercost.audit.budget.Ratio;
import routercost.report.layout.Cell;
import routercost.report.layout.Rounding;

/// Measures and limits of budgets as people read them: rounded, but never so far that two different
/// ones look the same.
record LimitFormat(Metric.Unit unit) {
  private static final int FINEST = 12;
  private static final int MACHINE = 10;
  private static final MathContext SHORT = new MathContext(4, RoundingMode.HALF_UP);

  static LimitFormat of(Metric metric) {
    return new LimitFormat(metric.unit());
  }

  private static Ratio ratio(BigDecimal number) {
    return new Ratio(number, BigDecimal.ONE);
  }

  static BigDecimal rounded(Ratio ratio, int decimals) {
    return ratio.part().divide(ratio.whole(), decimals, RoundingMode.HALF_UP);
  }

  /// A figure for machines: exact if it is a number, ten decimals at most if it is a quotient.
  static String exact(Ratio ratio) {
    return ratio.whole().compareTo(BigDecimal.ONE) == 0
        ? Rounding.exact(ratio.part())
        : Rounding.exact(rounded(ratio, MACHINE));
  }

  /// An actual figure next to a limit.
  String actual(Ratio actual, BigDecimal limit) {
    return text(actual, decimals(actual, limit));
  }

  String limit(Ratio actual, BigDecimal limit) {
    return text(ratio(limit), Math.max(decimals(actual, limit), finish(limit)));
  }

  /// A limit by itself.
  String text(BigDecimal limit) {
    return text(ratio(limit), Math.max(usual(limit), finish(limit)));
  }

  /// A figure by itself.
  String text(Ratio figure) {
    return text(figure, usual(rounded(figure, FINEST)));
  }

  private int decimals(Ratio actual, BigDecimal limit) {
    int decimals = Math.max(usual(rounded(actual, FINEST)), usual(limit));
    boolean differ = actual.compareTo(ratio(limit)) != 0;
    while (differ && decimals < FINEST && looksSame(actual, limit, decimals)) {
      decimals++;
    }
    return decimals;
  }

  private static boolean looksSame(Ratio actual, BigDecimal limit, int decimals) {
    var shown = limit.setScale(decimals, RoundingMode.HALF_UP);
    return rounded(actual, decimals).compareTo(shown) == 0;
  }

  /// A limit is shown with all the digits that somebody wrote.
  private static int finish(BigDecimal limit) {
    return Math.clamp(limit.stripTrailingZeros().scale(), 0, FINEST);
  }

  private int usual(BigDecimal figure) {
    return switch (unit) {
      case COUNT -> 0;
      case PERCENT -> 1;
      case DOLLARS -> {
        boolean small = figure.signum() != 0 && figure.abs().compareTo(BigDecimal.ONE) < 0;
        yield small ? Math.clamp(figure.round(SHORT).stripTrailingZeros().scale(), 2, FINEST) : 2;
      }
    };
  }

  private String text(Ratio figure, int decimals) {
    var rounded = rounded(figure, decimals);
    return switch (unit) {
      case COUNT -> new Cell.Count(rounded).text();
      case PERCENT -> new Cell.Percent(rounded).text();
      case DOLLARS -> Rounding.dollars(rounded);
    };
  }
}
