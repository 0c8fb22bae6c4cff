package routercost.report.gate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import routercost.audit.budget.Budget;
import routercost.audit.budget.Budget.Metric;
import routercost.audit.budget.Budget.Waiver;
import routercost.audit.budget.BudgetPeriod;
import routercost.audit.budget.BudgetPeriod.DateSpan;
import routercost.audit.budget.Check;
import routercost.audit.budget.Ratio;
import routercost.audit.budget.Scope;
import routercost.price.Money;
import routercost.report.layout.Cell;
import routercost.report.layout.Phrases;
import routercost.report.layout.RatioFormat;
import routercost.report.layout.Rounding;

/// One check in words.
record CheckText(Check check) {
  private Budget budget() {
    return check.budget();
  }

  private LimitFormat figures() {
    return LimitFormat.of(budget().metric());
  }

  /// What was measured; `-` if nothing was.
  String actual() {
    return check.measured().map(some -> figures().actual(some.actual(), check.limit())).orElse("-");
  }

  String limit() {
    return check
        .measured()
        .map(some -> figures().limit(some.actual(), check.limit()))
        .orElseGet(() -> figures().text(check.limit()));
  }

  /// What it was in the base; `-` if that is not known.
  String base() {
    return check.base().map(figures()::text).orElse("-");
  }

  /// How much of the limit is used; empty without a measure or a limit.
  String used() {
    if (check.limit().signum() == 0 || check.measured().isEmpty()) {
      return "";
    }
    var actual = check.measured().get().actual();
    var used = new Ratio(actual.part().movePointRight(2), actual.whole().multiply(check.limit()));
    return new Cell.Percent(RatioFormat.rounded(used, 1)).text();
  }

  /// `FAIL`, or `ok` where nothing is to be done.
  String status() {
    return switch (check.status()) {
      case OK, OFF -> check.status().id();
      case WARN, FAIL, ERROR -> check.status().id().toUpperCase(Locale.ROOT);
    };
  }

  /// What happened, in one sentence without a full stop.
  String message() {
    var words = new StringBuilder(verdict());
    check.waiver().ifPresent(waiver -> words.append("; waived ").append(waived(waiver)));
    if (check.wasOverBefore()) {
      words.append("; already over before this change (").append(base()).append(')');
    } else if (check.isFixed()) {
      words.append("; over before this change (").append(base()).append(')');
    }
    check.expired().forEach(waiver -> words.append("; the waiver until ").append(expired(waiver)));
    return words.toString();
  }

  private String verdict() {
    if (check.status() == Check.Status.OFF) {
      return "off";
    }
    if (check.obstacle().isPresent()) {
      var over = check.isOverLimit() ? "; without it, " + measured() : "";
      return "not judged: " + NotJudgedText.of(check.obstacle().get()) + over;
    }
    return measured();
  }

  private String waived(Waiver waiver) {
    return "up to %s until %s: %s%s"
        .formatted(figures().text(waiver.limit()), waiver.until(), waiver.reason(), by(waiver));
  }

  private static String expired(Waiver waiver) {
    return "%s has expired (%s%s)".formatted(waiver.until(), waiver.reason(), by(waiver));
  }

  private static String by(Waiver waiver) {
    return waiver.approvedBy().isEmpty() ? "" : ", approved by " + waiver.approvedBy();
  }

  private String measured() {
    return switch (budget().metric()) {
      case ONLY -> policy("not with", "none is without");
      case NEVER -> policy("with", "none is with");
      case LARGEST_CALL, LARGEST_PROMPT -> single();
      case COST,
          COST_PER_CALL,
          COST_PER_1K_CALLS,
          CALLS,
          TOKENS,
          SHARE_OF_CALLS,
          SHARE_OF_COST,
          SHARE_OF_TOKENS,
          INCREASE,
          INCREASE_PCT,
          UNPRICED_SHARE,
          SAVINGS_MISSED ->
          what() + " is " + level();
      case FORECAST -> what() + " is " + level() + likely();
    };
  }

  private String policy(String broken, String kept) {
    var rule = scope(budget().of());
    var scope = budget().scope().conditions().isEmpty() ? "" : " of " + scope(budget().scope());
    return check.isOverLimit()
        ? "%s%s %s %s".formatted(calls(), scope, broken, rule)
        : "of the calls%s %s %s".formatted(scope, kept, rule);
  }

  private String calls() {
    var measured = check.measured().orElseThrow();
    return Phrases.calls(measured.actual().part());
  }

  private String single() {
    var what = budget().metric() == Metric.LARGEST_CALL ? "the dearest call" : "the longest prompt";
    var place = check.measured().map(Check.Measured::place).orElse("");
    return what + inScope() + (place.isEmpty() ? "" : " (" + place + ")") + " is " + level();
  }

  /// `cost of task plan in 2026-10`.
  private String what() {
    return metric() + inScope() + period();
  }

  private String inScope() {
    var scope = budget().scope().conditions().isEmpty() ? "" : " of " + scope(budget().scope());
    var of = budget().of().conditions().isEmpty() ? "" : " among " + scope(budget().of());
    return budget().metric().isShare() ? scope + of : scope;
  }

  private String metric() {
    return switch (budget().metric()) {
      case COST_PER_1K_CALLS -> "cost per 1,000 calls";
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

  private String period() {
    return check
        .measured()
        .map(Check.Measured::span)
        .filter(_ -> budget().terms().cycle() != BudgetPeriod.INPUT)
        .map(span -> " in " + period(span, budget().terms().cycle()))
        .orElse("");
  }

  /// `2026-10`, `2026-10-05`, `2026-Q4`.
  static String period(DateSpan span, BudgetPeriod cycle) {
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
    var measured = check.measured().orElseThrow();
    var base = measured.base().map(some -> " over " + part(some, some)).orElse("");
    if (measured.exempt()) {
      return actual() + base + ", too small a base to count";
    }
    if (!check.isOverLimit()) {
      boolean isShare = budget().metric().unit() == Metric.Unit.PERCENT;
      return actual() + base + (isShare ? ", within " : " of ") + limit();
    }
    return actual()
        + base
        + ", "
        + over(measured)
        + "over the limit of "
        + limit()
        + others(measured);
  }

  /// How sure a forecast is.
  private String likely() {
    var expected = check.measured().flatMap(Check.Measured::forecast);
    if (expected.isEmpty() || expected.get().start().isOver()) {
      return "";
    }
    var interval = expected.get().interval(0.9);
    var probability = expected.get().probabilityOver(new Money(check.limit())) * 100;
    return " (90 %% between %s and %s; over the limit with a probability of %s)"
        .formatted(
            dollars(interval.low()),
            dollars(interval.high()),
            new Cell.Percent(BigDecimal.valueOf(probability).setScale(0, RoundingMode.HALF_UP))
                .text());
  }

  private static String dollars(double usd) {
    return part(new Money(BigDecimal.valueOf(usd)), new Money(BigDecimal.valueOf(usd)));
  }

  private String over(Check.Measured measured) {
    if (budget().metric().unit() == Metric.Unit.PERCENT) {
      return "";
    }
    var actual = measured.actual();
    var over = actual.part().subtract(check.limit().multiply(actual.whole()));
    var words = figures().text(new Ratio(over, actual.whole()));
    if (check.limit().signum() == 0) {
      return words + " ";
    }
    var share = new Ratio(over.movePointRight(2), actual.whole().multiply(check.limit()));
    return words + " (" + new Cell.Percent(RatioFormat.rounded(share, 1)).text() + ") ";
  }

  private String others(Check.Measured measured) {
    return measured.over() < 2
        ? ""
        : "; %d of %d %ss are over"
            .formatted(measured.over(), measured.periods(), budget().terms().cycle().id());
  }

  /// `task plan, tier opus or sonnet`.
  static String scope(Scope scope) {
    return scope.conditions().isEmpty()
        ? "all calls"
        : scope.conditions().entrySet().stream()
            .map(
                condition ->
                    condition.getKey()
                        + " "
                        + condition.getValue().stream()
                            .map(value -> value.isEmpty() ? "(none)" : value)
                            .collect(Collectors.joining(" or ")))
            .collect(Collectors.joining(", "));
  }

  /// What else whoever breaks it should know: the largest tasks, and what the file says to them.
  List<String> details() {
    var details = new ArrayList<String>();
    var top = check.measured().map(Check.Measured::top).orElse(List.of());
    if (check.isOverLimit() && !top.isEmpty()) {
      details.add(
          "Top: "
              + top.stream()
                  .map(part -> name(part) + " " + part(part.cost(), top.getFirst().cost()))
                  .collect(Collectors.joining(", ")));
    }
    if (needsAttention() && !budget().message().isBlank()) {
      details.add(budget().message().strip());
    }
    return details;
  }

  private static String part(Money cost, Money largest) {
    return Rounding.dollars(cost, Rounding.decimals(largest));
  }

  private static String name(Check.Part part) {
    return part.task().isEmpty() ? "(none)" : part.task();
  }

  /// Whether somebody should look at it.
  boolean needsAttention() {
    return switch (check.status()) {
      case WARN, FAIL, ERROR -> true;
      case OK, OFF -> false;
    };
  }
}
