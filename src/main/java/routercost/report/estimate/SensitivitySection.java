package routercost.report.estimate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import routercost.price.Money;
import routercost.report.layout.Block;
import routercost.report.layout.Cell;
import routercost.report.layout.Field;
import routercost.report.layout.Json;
import routercost.report.layout.Rounding;
import routercost.whatif.pipeline.Estimate;
import routercost.whatif.pipeline.Sensitivity;

/// The assumptions that move the saving, the longest bar first.
record SensitivitySection(Sensitivity sensitivity) {
  private static final BigDecimal LONGEST = BigDecimal.valueOf(16);

  static SensitivitySection of(Estimate estimate) {
    return new SensitivitySection(Sensitivity.of(estimate));
  }

  List<Block> blocks() {
    return sensitivity.bars().isEmpty()
        ? List.of(new Block.Paragraph("No assumption changes the saving."))
        : List.of(
            new Block.Heading("Sensitivity of the saving"),
            Field.table(fields(), sensitivity.bars(), List.of()));
  }

  Json json() {
    return Json.items(sensitivity.bars().stream().map(bar -> Field.json(fields(), bar)));
  }

  private List<Field<Sensitivity.Bar>> fields() {
    return List.of(
        Field.text("name", Sensitivity.Bar::name).left("Assumption", 0),
        Field.text("from", Sensitivity.Bar::from).right("From", 2),
        Field.text("to", Sensitivity.Bar::to).right("to", 2),
        Field.<Sensitivity.Bar>money("saved_from", bar -> Optional.of(bar.atLow()))
            .right("Saved from", 0, bar -> new Cell.Amount(bar.atLow(), decimals())),
        Field.<Sensitivity.Bar>money("saved_to", bar -> Optional.of(bar.atHigh()))
            .right("to", 0, bar -> new Cell.Amount(bar.atHigh(), decimals())),
        Field.<Sensitivity.Bar>money("swing", bar -> Optional.of(bar.swing()))
            .left("Swing", 1, bar -> new Cell.Text("=".repeat(length(bar)))));
  }

  private int decimals() {
    var longest = sensitivity.bars().getFirst();
    return Rounding.decimals(
        new Money(longest.atLow().usd().abs().max(longest.atHigh().usd().abs())));
  }

  private int length(Sensitivity.Bar bar) {
    var longest = sensitivity.bars().getFirst().swing();
    return bar.swing()
        .usd()
        .multiply(LONGEST)
        .divide(longest.usd(), 0, RoundingMode.CEILING)
        .intValueExact();
  }
}
