package routercost.audit.budget;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import routercost.audit.budget.BudgetEvaluator.Judgment;
import routercost.audit.budget.BudgetEvaluator.Population;
import routercost.audit.budget.BudgetPeriod.DateSpan;
import routercost.audit.days.DailyCosts;
import routercost.audit.days.Forecast;
import routercost.price.Money;

/// The expected cost of the calls of a budget at the end of their last month.
record Projection(Budget budget, BudgetEvidence evidence, LocalDate today) {
  Judgment measured() {
    var month = YearMonth.from(evidence.judged().days().orElseThrow().to());
    return switch (Forecast.of(costs(), month)) {
      case Forecast.TooFewDays few ->
          Judgment.obstructed(new NotJudged.TooFewDays(few.start().learned()));
      case Forecast.Expected expected -> {
        var highest = Judgment.highest(budget, List.of(measured(expected, month)));
        yield new Judgment(highest.measured(), unpricedBefore());
      }
    };
  }

  /// Unpriced days make a forecast too low.
  private Optional<NotJudged> unpricedBefore() {
    return Population.of(budget, evidence.all()).obstacle(budget).map(NotJudged.InBaseline::new);
  }

  /// The costs of whole days; today is not over.
  private DailyCosts costs() {
    var costs = new TreeMap<LocalDate, Money>();
    for (var line : Population.of(budget, evidence.all()).part().lines()) {
      costs.merge(line.day(), line.amounts().cost(), Money::plus);
    }
    return new DailyCosts(costs.headMap(today, false));
  }

  private Check.Measured measured(Forecast.Expected expected, YearMonth month) {
    var span = new DateSpan(month.atDay(1), month.atEndOfMonth());
    var spent = Population.of(budget, evidence.judged().in(span)).part().total().cost().usd();
    var total = expected.start().isOver() ? spent : spent.max(BigDecimal.valueOf(expected.total()));
    return new Check.Measured(
        Ratio.of(total), span, List.of(), "", Optional.empty(), false, Optional.of(expected));
  }
}
