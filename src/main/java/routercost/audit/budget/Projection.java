package routercost.audit.budget;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import routercost.audit.budget.Bill.BillLine;
import routercost.audit.budget.BudgetPeriod.DateSpan;
import routercost.audit.days.DailyCosts;
import routercost.audit.days.Forecast;
import routercost.price.Money;

/// What the calls of a budget will have cost at the end of their last month.
record Projection(Budget budget, BudgetEvidence evidence, LocalDate today) {
  BudgetEvaluator.Found measured() {
    var last = evidence.judged().days().orElseThrow().to();
    var month = YearMonth.from(last);
    return switch (Forecast.of(costs(), month)) {
      case Forecast.TooFewDays few ->
          new BudgetEvaluator.Found(
              Optional.empty(), Optional.of(new NotJudged.TooFewDays(few.start().learned())));
      case Forecast.Expected expected ->
          new BudgetEvaluator.Found(Optional.of(measured(expected, month)), unpricedBefore());
    };
  }

  /// Days without a price make a forecast too low.
  private Optional<NotJudged> unpricedBefore() {
    return BudgetEvaluator.Population.of(budget, evidence.all())
        .obstacle(budget)
        .map(NotJudged.InBaseline::new);
  }

  /// What the whole days cost; today is not over.
  private DailyCosts costs() {
    var costs = new TreeMap<LocalDate, Money>();
    for (var line : BudgetEvaluator.Population.of(budget, evidence.all()).part().lines()) {
      costs.merge(line.day(), line.amounts().cost(), Money::plus);
    }
    return new DailyCosts(costs.headMap(today, false));
  }

  private Check.Measured measured(Forecast.Expected expected, YearMonth month) {
    var span = new DateSpan(month.atDay(1), month.atEndOfMonth());
    var part = BudgetEvaluator.Population.of(budget, evidence.judged().in(span)).part();
    var spent = BillLine.sum(part.lines()).cost().usd();
    var total = expected.start().isOver() ? spent : spent.max(BigDecimal.valueOf(expected.total()));
    boolean over = total.compareTo(budget.threshold().limit()) > 0;
    return new Check.Measured(
        Ratio.of(total),
        span,
        1,
        over ? 1 : 0,
        List.of(),
        "",
        Optional.empty(),
        false,
        Optional.of(expected));
  }
}
