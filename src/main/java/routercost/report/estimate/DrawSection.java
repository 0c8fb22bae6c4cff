package routercost.report.estimate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import routercost.price.Money;
import routercost.report.layout.Block;
import routercost.report.layout.Cell;
import routercost.report.layout.Field;
import routercost.report.layout.Json;
import routercost.report.layout.Phrases;
import routercost.report.layout.Rounding;
import routercost.report.layout.TableColumn;
import routercost.whatif.pipeline.Draws;
import routercost.whatif.pipeline.Estimate;

/// Quantiles of drawn costs and savings.
record DrawSection(Draws draws, long seed) {
  private static final List<Integer> PERCENTS = List.of(10, 50, 90);
  private static final String SAVED_PERCENT = "saved_pct";

  /// The sorted draws of one figure.
  private record Row(String name, List<BigDecimal> values) {
    static Row of(Map.Entry<String, List<BigDecimal>> entry) {
      return new Row(entry.getKey(), entry.getValue());
    }

    BigDecimal quantile(int percent) {
      return Draws.quantile(values, percent);
    }
  }

  static DrawSection of(Estimate estimate, EstimateReport.Sampling sampling) {
    return new DrawSection(Draws.of(estimate, sampling.number(), sampling.seed()), sampling.seed());
  }

  List<Block> blocks() {
    var rows = draws.byName().entrySet().stream().map(Row::of).toList();
    return List.of(
        new Block.Heading("%s, seed %d".formatted(Phrases.counted(draws.number(), "draw"), seed)),
        Field.table(fields(), rows, List.of()));
  }

  Json json() {
    var json = Json.object().and("number", draws.number()).and("seed", seed);
    for (var entry : draws.byName().entrySet()) {
      json.and(entry.getKey(), Field.json(fields(), Row.of(entry)));
    }
    return json;
  }

  private List<Field<Row>> fields() {
    int decimals = Rounding.decimals(new Money(draws.before().getLast()));
    var fields = new ArrayList<Field<Row>>();
    fields.add(
        Field.shown(
            TableColumn.left("Of one run", 0),
            row -> new Cell.Text(row.name().replace(SAVED_PERCENT, "saved, %"))));
    for (int percent : PERCENTS) {
      fields.add(
          Field.<Row>json(
                  "p" + percent, row -> new Json.Text(EstimateJson.decimal(row.quantile(percent))))
              .right("P" + percent, 0, row -> cell(row, percent, decimals)));
    }
    return fields;
  }

  private static Cell cell(Row row, int percent, int decimals) {
    var value = row.quantile(percent);
    return row.name().equals(SAVED_PERCENT)
        ? new Cell.Percent(value.setScale(1, RoundingMode.HALF_UP))
        : new Cell.Amount(new Money(value), decimals);
  }
}
