package routercost.report.month;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import routercost.audit.budget.Check;
import routercost.price.Attribute;
import routercost.price.Money;
import routercost.price.variance.Variance.Driver;
import routercost.report.layout.Chart;
import routercost.report.layout.Chart.Figure;
import routercost.report.layout.Phrases;
import routercost.whatif.Comparison.Repriced;

/// The drawings of a period.
record MonthCharts(MonthEnd month) {
  private static final int MOST_TASKS = 12;

  /// The cost of each day.
  Chart days() {
    return new Chart.Columns(
        "days",
        "Cost of each day",
        month.days().entrySet().stream()
            .map(day -> new Figure(day.getKey().toString(), day.getValue()))
            .toList());
  }

  /// The way from the bill of the period before to this one.
  Optional<Chart> drivers() {
    return month
        .earlier()
        .map(
            earlier ->
                new Chart.Waterfall(
                    "drivers",
                    "From %s to %s".formatted(earlier.period().name(), month.period().name()),
                    new Figure(earlier.period().name(), earlier.byTask().base().cost()),
                    earlier.byTask().drivers().entrySet().stream()
                        .map(MonthCharts::figure)
                        .toList(),
                    new Figure(month.period().name(), earlier.byTask().head().cost())));
  }

  private static Figure figure(java.util.Map.Entry<Driver, Money> effect) {
    return new Figure(MonthSentences.name(effect.getKey()), effect.getValue());
  }

  /// The most expensive tasks as they are and after the moves.
  Optional<Chart> moves(GroupTotals tasks) {
    var pairs =
        tasks.rows().stream()
            .filter(row -> row.after().isPresent() && !row.cost().isZero())
            .limit(MOST_TASKS)
            .map(
                row ->
                    new Chart.Pairs.Pair(
                        Phrases.orNone(row.name()), row.cost(), row.after().orElseThrow(), false))
            .toList();
    return month.plan().moves() && !pairs.isEmpty()
        ? Optional.of(
            new Chart.Pairs("moves", "Tasks as they are and after moves", "now", "after", pairs))
        : Optional.empty();
  }

  /// What goes from tier to tier under the plan, by its cost now.
  List<Chart.Flow.Link> tiers() {
    var sums = new TreeMap<String, TreeMap<String, Money>>();
    for (var line : month.planned().lines()) {
      var cost = line.before().total();
      if (!cost.isZero() && line.costAfter().isPresent()) {
        sums.computeIfAbsent(tier(line.value(Attribute.Known.TIER)), _ -> new TreeMap<>())
            .merge(tier(tierAfter(line)), cost, Money::plus);
      }
    }
    var links = new ArrayList<Chart.Flow.Link>();
    sums.forEach(
        (from, to) -> to.forEach((tier, cost) -> links.add(new Chart.Flow.Link(from, tier, cost))));
    return links;
  }

  private static String tier(String name) {
    return name.isEmpty() ? "(other)" : name;
  }

  /// The tier of most of the cost after the moves.
  private static String tierAfter(Repriced line) {
    return line.after().charges().stream()
        .max(Comparator.comparing(charge -> charge.total().usd()))
        .map(charge -> charge.card().priced().tier())
        .orElse("");
  }

  Optional<Chart> flow() {
    var links = tiers();
    return month.plan().moves() && !links.isEmpty()
        ? Optional.of(new Chart.Flow("tiers", "From tier to tier, by cost now", links))
        : Optional.empty();
  }

  /// The budgets in dollars next to what they allow.
  Optional<Chart> budgets() {
    var pairs =
        month.budgets().stream()
            .flatMap(gate -> gate.checks().stream())
            .flatMap(check -> pair(check).stream())
            .toList();
    return pairs.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Chart.Pairs(
                "budgets",
                "Budgets: what was spent and what they allow",
                "actual",
                "limit",
                pairs));
  }

  private static Optional<Chart.Pairs.Pair> pair(Check check) {
    return check
        .measured()
        .map(Check.Measured::actual)
        .filter(
            _ ->
                check.budget().metric().unit()
                    == routercost.audit.budget.Budget.Metric.Unit.DOLLARS)
        .filter(actual -> actual.whole().compareTo(BigDecimal.ONE) == 0)
        .map(
            actual ->
                new Chart.Pairs.Pair(
                    check.budget().id(),
                    new Money(actual.part()),
                    new Money(check.limit()),
                    check.isOverLimit()));
  }
}
