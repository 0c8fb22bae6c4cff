package routercost.report.gate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.stream.Collectors;
import routercost.audit.budget.Budget;
import routercost.audit.budget.Budget.Metric;
import routercost.audit.budget.BudgetPeriod;
import routercost.audit.budget.BudgetPeriod.DateSpan;
import routercost.audit.budget.Check;
import routercost.audit.budget.Scope;
import routercost.price.Money;
import routercost.report.layout.Cell;
import routercost.report.layout.Phrases;
import routercost.report.layout.Rounding;

/// What was measured for a budget, as a clause of a sentence.
record MeasureText(CheckText text) {
  private static final int MOST_VALUES = 12;

  private Budget budget() {
    return text.budget();
  }

  private Check.Measured measured() {
    return text.check().measured().orElseThrow();
  }

  private boolean isOver() {
    return text.check().isOverLimit();
  }

  String sentence() {
    return switch (budget().metric()) {
      case ONLY -> policy("not with", "none is without");
      case NEVER -> policy("with", "none is with");
      case LARGEST_CALL -> single("the most expensive call");
      case LARGEST_PROMPT -> single("the longest prompt");
      case COST,
          COST_PER_CALL,
          COST_PER_1K_CALLS,
          COST_PER_VALUE,
          CALLS,
          TOKENS,
          SHARE_OF_CALLS,
          SHARE_OF_COST,
          SHARE_OF_TOKENS,
          INCREASE,
          INCREASE_PCT,
          UNPRICED_SHARE,
          SAVINGS_MISSED ->
          metric() + scopes() + period() + " is " + level();
      case FORECAST -> metric() + scopes() + period() + " is " + level() + likely();
    };
  }

  private String policy(String broken, String kept) {
    var rule = scope(budget().of());
    var scope = scope(" of ", budget().scope());
    return isOver()
        ? "%s%s %s %s".formatted(Phrases.calls(measured().actual().part()), scope, broken, rule)
        : "of the calls%s %s %s".formatted(scope, kept, rule);
  }

  private String single(String call) {
    var place = measured().place();
    return call + scopes() + (place.isEmpty() ? "" : " (" + place + ")") + " is " + level();
  }

  private String metric() {
    return switch (budget().metric()) {
      case COST_PER_1K_CALLS -> "cost per 1,000 calls";
      case COST_PER_VALUE -> "cost per " + budget().terms().target().orElse("");
      case INCREASE, INCREASE_PCT -> "increase of the cost";
      case FORECAST -> "forecast of the cost";
      case UNPRICED_SHARE -> "share of calls without a price";
      case SAVINGS_MISSED -> "saving missed on " + budget().terms().target().orElse("");
      case COST,
          COST_PER_CALL,
          CALLS,
          TOKENS,
          SHARE_OF_CALLS,
          SHARE_OF_COST,
          SHARE_OF_TOKENS,
          LARGEST_CALL,
          LARGEST_PROMPT,
          ONLY,
          NEVER ->
          budget().metric().id().replace('_', ' ');
    };
  }

  private String scopes() {
    var scope = scope(" of ", budget().scope());
    return budget().metric().isShare() ? scope + scope(" among ", budget().of()) : scope;
  }

  private static String scope(String preposition, Scope scope) {
    return scope.conditions().isEmpty() ? "" : preposition + scope(scope);
  }

  /// `task plan, tier opus or sonnet`.
  private static String scope(Scope scope) {
    return scope.conditions().isEmpty()
        ? "all calls"
        : scope.conditions().entrySet().stream()
            .map(
                condition ->
                    condition.getKey()
                        + " "
                        + Phrases.few(
                                condition.getValue().stream().map(Phrases::orNone).toList(),
                                MOST_VALUES)
                            .replace(", ", " or "))
            .collect(Collectors.joining(", "));
  }

  private String period() {
    var cycle = budget().terms().cycle();
    return cycle == BudgetPeriod.INPUT ? "" : " in " + period(measured().span(), cycle);
  }

  /// `2026-10`, `2026-10-05`, `2026-Q4`.
  private static String period(DateSpan span, BudgetPeriod cycle) {
    var from = span.from();
    return switch (cycle) {
      case DAY -> from.toString();
      case MONTH -> from.toString().substring(0, 7);
      case QUARTER -> from.getYear() + "-Q" + (from.getMonthValue() + 2) / 3;
      case WEEK, INPUT -> from + " to " + span.to();
    };
  }

  /// `$331.76, $31.76 (10.6%) over the limit of $300.00`.
  private String level() {
    boolean isShare = budget().metric().unit() == Metric.Unit.PERCENT;
    var level =
        text.actual()
            + measured().base().map(base -> " over " + Rounding.dollars(base)).orElse("")
            + (measured().raised() ? " (min_amount; the base is smaller)" : "");
    if (!isOver()) {
      return level + (isShare ? ", within " : " of ") + text.limit();
    }
    var excess = isShare ? "" : text.excess(measured().actual());
    return level + ", " + excess + "over the limit of " + text.limit() + periodsOver();
  }

  private String periodsOver() {
    return measured().over() < 2
        ? ""
        : "; %d of %d %ss are over"
            .formatted(measured().over(), measured().periods(), budget().terms().cycle().id());
  }

  /// How sure a forecast is.
  private String likely() {
    var expected = measured().forecast();
    if (expected.isEmpty() || expected.get().start().isOver()) {
      return "";
    }
    var interval = expected.get().interval(0.9);
    var probability = expected.get().probabilityOver(new Money(text.check().limit())) * 100;
    return " (90 %% between %s and %s; over the limit with a probability of %s)"
        .formatted(
            dollars(interval.low()),
            dollars(interval.high()),
            new Cell.Percent(BigDecimal.valueOf(probability).setScale(0, RoundingMode.HALF_UP))
                .text());
  }

  private static String dollars(double usd) {
    return Rounding.dollars(new Money(BigDecimal.valueOf(usd)));
  }
}
