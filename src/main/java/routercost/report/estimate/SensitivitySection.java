package routercost.report.estimate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import routercost.price.Money;
import routercost.report.layout.Block;
import routercost.report.layout.Cell;
import routercost.report.layout.Json;
import routercost.report.layout.Rounding;
import routercost.report.layout.TableColumn;
import routercost.whatif.pipeline.Estimate;
import routercost.whatif.pipeline.Sensitivity;

/// What moves the saving, the longest bar first.
record SensitivitySection(Sensitivity sensitivity) {
  private static final BigDecimal LONGEST = BigDecimal.valueOf(16);

  static SensitivitySection of(Estimate estimate) {
    return new SensitivitySection(Sensitivity.of(estimate));
  }

  List<Block> blocks() {
    if (sensitivity.bars().isEmpty()) {
      return List.of(new Block.Paragraph("No assumption moves the saving."));
    }
    var longest = sensitivity.bars().getFirst();
    int decimals = Rounding.decimals(largest(longest));
    return List.of(
        new Block.Heading("What moves the saving"),
        new Block.Table(
            List.of(
                TableColumn.left("Assumption", 0),
                TableColumn.right("From", 2),
                TableColumn.right("to", 2),
                TableColumn.right("Saved from", 0),
                TableColumn.right("to", 0),
                TableColumn.left("Swing", 1)),
            sensitivity.bars().stream().map(bar -> row(bar, longest, decimals)).toList(),
            List.of()));
  }

  private static Money largest(Sensitivity.Bar bar) {
    var low = new Money(bar.atLow().usd().abs());
    var high = new Money(bar.atHigh().usd().abs());
    return low.compareTo(high) > 0 ? low : high;
  }

  private static List<Cell> row(Sensitivity.Bar bar, Sensitivity.Bar longest, int decimals) {
    int length =
        bar.swing()
            .usd()
            .multiply(LONGEST)
            .divide(longest.swing().usd(), 0, RoundingMode.CEILING)
            .intValueExact();
    return List.of(
        new Cell.Text(bar.name()),
        new Cell.Text(bar.from()),
        new Cell.Text(bar.to()),
        new Cell.Amount(bar.atLow(), decimals),
        new Cell.Amount(bar.atHigh(), decimals),
        new Cell.Text("=".repeat(length)));
  }

  Json json() {
    return Json.items(
        sensitivity.bars().stream()
            .map(
                bar ->
                    Json.object()
                        .and("name", bar.name())
                        .and("from", bar.from())
                        .and("to", bar.to())
                        .and("saved_from", bar.atLow().toString())
                        .and("saved_to", bar.atHigh().toString())
                        .and("swing", bar.swing().toString())));
  }
}
