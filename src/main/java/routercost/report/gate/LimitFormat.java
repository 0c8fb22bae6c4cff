package routercost.report.gate;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import routercost.audit.budget.Budget.Metric;
import routercost.audit.budget.Ratio;
import routercost.report.layout.Cell;
import routercost.report.layout.RatioFormat;
import routercost.report.layout.Rounding;
import routercost.usage.Thousands;

/// Measures and limits of budgets as people read them: rounded, but never so far that two different
/// ones look the same.
record LimitFormat(Metric.Unit unit) {
  private static final int FINEST = 12;
  private static final MathContext SHORT = new MathContext(4, RoundingMode.HALF_UP);

  static LimitFormat of(Metric metric) {
    return new LimitFormat(metric.unit());
  }

  /// An actual figure beside a limit.
  String actual(Ratio actual, BigDecimal limit) {
    return text(actual, decimals(actual, limit));
  }

  String limit(Ratio actual, BigDecimal limit) {
    return text(RatioFormat.of(limit), Math.max(decimals(actual, limit), finish(limit)));
  }

  /// A limit by itself.
  String text(BigDecimal limit) {
    return text(RatioFormat.of(limit), Math.max(usual(limit), finish(limit)));
  }

  /// A figure by itself.
  String text(Ratio figure) {
    return text(figure, usual(RatioFormat.rounded(figure, FINEST)));
  }

  private int decimals(Ratio actual, BigDecimal limit) {
    int decimals = Math.max(usual(RatioFormat.rounded(actual, FINEST)), usual(limit));
    boolean differ = actual.compareTo(RatioFormat.of(limit)) != 0;
    while (differ && decimals < FINEST && looksSame(actual, limit, decimals)) {
      decimals++;
    }
    return decimals;
  }

  private static boolean looksSame(Ratio actual, BigDecimal limit, int decimals) {
    var shown = limit.setScale(decimals, RoundingMode.HALF_UP);
    return RatioFormat.rounded(actual, decimals).compareTo(shown) == 0;
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
    var rounded = RatioFormat.rounded(figure, decimals);
    return switch (unit) {
      case COUNT -> new Cell.Count(rounded).text();
      case PERCENT -> Thousands.grouped(rounded) + "%";
      case DOLLARS -> Rounding.dollars(rounded);
    };
  }
}
