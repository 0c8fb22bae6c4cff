package routercost.report.estimate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import routercost.price.Money;
import routercost.report.layout.Block;
import routercost.report.layout.Cell;
import routercost.report.layout.Json;
import routercost.report.layout.Phrases;
import routercost.report.layout.Rounding;
import routercost.report.layout.TableColumn;
import routercost.whatif.pipeline.Draws;
import routercost.whatif.pipeline.Estimate;

/// Quantiles of drawn costs and savings.
record DrawSection(Draws draws, long seed) {
  private static final List<Integer> PERCENTS = List.of(10, 50, 90);

  static DrawSection of(Estimate estimate, EstimateReport.Sampling sampling) {
    return new DrawSection(Draws.of(estimate, sampling.number(), sampling.seed()), sampling.seed());
  }

  List<Block> blocks() {
    var rows =
        draws.byName().entrySet().stream().map(entry -> row(entry.getKey(), entry.getValue()));
    return List.of(
        new Block.Heading("%s, seed %d".formatted(Phrases.counted(draws.number(), "draw"), seed)),
        new Block.Table(
            List.of(
                TableColumn.left("Of one run", 0),
                TableColumn.right("P10", 0),
                TableColumn.right("P50", 0),
                TableColumn.right("P90", 0)),
            rows.toList(),
            List.of()));
  }

  private List<Cell> row(String name, List<BigDecimal> values) {
    boolean percent = name.equals("saved_pct");
    int decimals = Rounding.decimals(new Money(draws.before().getLast()));
    var shown =
        PERCENTS.stream()
            .map(at -> Draws.quantile(values, at))
            .<Cell>map(
                value ->
                    percent
                        ? new Cell.Percent(value.setScale(1, RoundingMode.HALF_UP))
                        : new Cell.Amount(new Money(value), decimals))
            .toList();
    return List.of(
        new Cell.Text(name.replace("saved_pct", "saved, %")),
        shown.get(0),
        shown.get(1),
        shown.get(2));
  }

  Json json() {
    var json = Json.object().and("number", draws.number()).and("seed", seed);
    for (var entry : draws.byName().entrySet()) {
      var quantiles = Json.object();
      for (int percent : PERCENTS) {
        quantiles.and(
            "p" + percent,
            Rounding.exact(Rounding.quotient(Draws.quantile(entry.getValue(), percent))));
      }
      json.and(entry.getKey(), quantiles);
    }
    return json;
  }
}
