package routercost.report.month;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import routercost.audit.CacheSavings;
import routercost.audit.days.Forecast;
import routercost.price.RateCard;
import routercost.report.common.Coverage;
import routercost.report.common.PriceConfidence;
import routercost.report.compare.DriverText;
import routercost.report.layout.Field;
import routercost.report.layout.Json;
import routercost.report.layout.Rounding;
import routercost.usage.Meter;

/// The report of a period as JSON.
record MonthJson(
    MonthEnd month,
    MonthSentences sentences,
    MonthCharts charts,
    List<GroupTotals> views,
    MonthTables tables) {
  /// All of it.
  ///
  /// @param budgets the judged budgets, if there are any
  Json json(GroupTotals tasks, Optional<Json> budgets) {
    var coverage = new Coverage(month.ledger(), month.head().notCounted());
    var json =
        month
            .head()
            .json(false, coverage, coverage.isComplete(), month.assumptions())
            .and("name", month.period().name())
            .and("open", month.period().isOpen())
            .and("totals", tasks.totals())
            .and("change", Json.of(month.earlier(), MonthJson::change));
    views.forEach(view -> json.and(view.id(), view.json()));
    json.and(
            "by_day",
            Json.items(
                month.days().entrySet().stream().map(day -> Field.json(tables.dayFields(), day))))
        .and(
            "flow",
            Json.items(
                charts.tiers().stream()
                    .map(
                        link ->
                            Json.object()
                                .and("from", link.from())
                                .and("to", link.to())
                                .and("cost", link.amount()))))
        .and("savings", savings(tasks))
        .and("forecast", Json.of(month.forecast(), MonthJson::forecast))
        .and("price_changes", Json.items(month.repriced().stream().map(MonthJson::json)))
        .and("data_quality", month.quality().json())
        .and("confidence", Json.texts(PriceConfidence.sentences(month.ledger())))
        .and("restatements", Json.of(month.restated(), Restatements::json))
        .and("sentences", Json.texts(sentences.all()));
    return budgets.isPresent() && budgets.get() instanceof Json.Fields judged
        ? json.and(judged)
        : json.and("budgets", Json.items(Stream.of())).and("failures", Json.items(Stream.of()));
  }

  private static Json change(MonthEnd.Earlier earlier) {
    var variance = earlier.byTask();
    return Json.object()
        .and("since", earlier.head().period())
        .and("previous", variance.base().cost())
        .and("change", variance.change())
        .and("drivers", DriverText.json(variance.drivers()))
        .and(
            "tasks",
            Json.items(
                variance.lines().stream()
                    .map(
                        line ->
                            Json.object()
                                .and("task", line.group().getFirst())
                                .and("previous", line.base().cost())
                                .and("cost", line.head().cost())
                                .and("change", line.change())
                                .and("drivers", DriverText.json(line.drivers())))));
  }

  private Json savings(GroupTotals tasks) {
    var cache = sentences.cache();
    var largest = sentences.largestSaving();
    return Json.object()
        .and("promised", month.routed().map(routed -> routed.promised()))
        .and("arrived", month.routed().map(routed -> routed.arrived()))
        .and("possible", tasks.total().saved())
        .and("largest_task", largest.map(group -> group.key().getFirst()))
        .and("largest", largest.flatMap(group -> group.saved()))
        .and("caching", cache.map(CacheSavings::saved));
  }

  private static Json forecast(Forecast forecast) {
    var start = forecast.start();
    var json =
        Json.object()
            .and("so_far", start.soFar())
            .and("days_seen", start.seen())
            .and("days_left", start.left());
    if (forecast instanceof Forecast.Expected expected) {
      var range = expected.interval(MonthSentences.LEVEL);
      return json.and("expected", MonthSentences.estimate(expected.total()))
          .and("low", MonthSentences.estimate(range.low()))
          .and("high", MonthSentences.estimate(range.high()));
    }
    return json.and("expected", Json.NULL).and("low", Json.NULL).and("high", Json.NULL);
  }

  private static Json json(MonthEnd.PriceChange change) {
    var json = Json.object().and("model", change.model()).and("from", change.day().toString());
    for (var meter : MonthTables.QUOTED) {
      json.and(meter.id() + "_before", rate(change.before(), meter))
          .and(meter.id(), rate(change.after(), meter));
    }
    return json;
  }

  private static Optional<String> rate(RateCard card, Meter meter) {
    return Optional.ofNullable(card.rates().get(meter)).map(rate -> Rounding.exact(rate.usd()));
  }
}
