package routercost.report.compare;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import routercost.price.Money;
import routercost.price.variance.Split;
import routercost.price.variance.Variance;
import routercost.price.variance.Variance.Driver;
import routercost.report.layout.Json;
import routercost.report.layout.Rounding;

/// A comparison as JSON (DESIGN §9): every driver exact.
record CompareJson(ComparedBills compared, List<Variance.Line> lines) {
  Json json() {
    var variance = compared.variance();
    var groups =
        Json.items(
            lines.stream().limit(compared.view().top().orElse(lines.size())).map(this::line));
    var ids = compared.view().grouping().ids();
    return compared
        .head()
        .json(compared.view().verbose())
        .and("complete", compared.isComplete())
        .and("assumptions", Json.texts(compared.assumptions()))
        .and("warnings", Json.items(warnings()))
        .and("base", side(compared.base(), variance.base()))
        .and("head", side(compared.after(), variance.head()))
        .and("change", variance.change().toString())
        .and("change_pct", percent(variance.base(), variance.change()))
        .and("method", variance.split().method().id())
        .and("conventions", conventions(variance.split()))
        .and("drivers", drivers(variance.drivers()))
        .and("new_models", Json.texts(List.copyOf(variance.newModels())))
        .and("group_by", Json.texts(ids))
        .and(ids.equals(List.of("task")) ? "tasks" : "groups", groups);
  }

  /// Those that can be chosen; the other methods have none.
  private static Json conventions(Split split) {
    return switch (split.method()) {
      case STEPS, SHAPLEY -> Json.object();
      case PVM ->
          Json.object()
              .and("joint", split.joint().name().toLowerCase(Locale.ROOT))
              .and("new_lines", split.newLines().name().toLowerCase(Locale.ROOT))
              .and("volume", split.volume().name().toLowerCase(Locale.ROOT));
    };
  }

  private Stream<Json> warnings() {
    return Stream.concat(
        compared.base().coverage().warnings(), compared.after().coverage().warnings());
  }

  private static Json side(ComparedBills.Side side, Variance.Total total) {
    return Json.object()
        .and("inputs", Json.texts(side.head().shortNames()))
        .and("period", side.head().period())
        .and("calls", total.calls())
        .and("cost", total.cost().toString())
        .and("complete", side.coverage().isComplete())
        .and("coverage", side.coverage().json())
        .and("unpriced_calls", side.coverage().unpricedCalls());
  }

  private static Json percent(Variance.Total base, Money change) {
    return base.cost().isZero()
        ? Json.NULL
        : new Json.Text(Rounding.exactPercent(change.usd(), base.cost().usd()));
  }

  private static Json drivers(Map<Driver, Money> drivers) {
    var json = Json.object();
    for (var driver : drivers.entrySet()) {
      json.and(driver.getKey().id(), driver.getValue().toString());
    }
    return json;
  }

  private Json line(Variance.Line line) {
    var key = Json.object();
    for (int i = 0; i < line.group().size(); i++) {
      key.and(compared.view().grouping().ids().get(i), line.group().get(i));
    }
    return Json.object()
        .and("key", key)
        .and("status", CompareRecords.status(line))
        .and("base", total(line.base()))
        .and("head", total(line.head()))
        .and("change", line.change().toString())
        .and("change_pct", percent(line.base(), line.change()))
        .and("drivers", drivers(line.drivers()));
  }

  private static Json total(Variance.Total total) {
    return Json.object().and("calls", total.calls()).and("cost", total.cost().toString());
  }
}
