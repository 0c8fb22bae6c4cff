package routercost.report.compare;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import routercost.price.Money;
import routercost.price.variance.Split;
import routercost.price.variance.Variance;
import routercost.report.layout.Block;
import routercost.report.layout.Json;
import routercost.report.layout.Phrases;
import routercost.report.layout.Records;
import routercost.report.layout.Report;
import routercost.report.layout.Role;
import routercost.report.layout.RoundedRows;
import routercost.report.layout.Rounding;

/// The report on a comparison: how far the bill moved, why, and where.
public record CompareReport(ComparedBills compared) implements Report {
  private CompareFields fields() {
    var lines = compared.variance().lines();
    var sorted =
        switch (compared.view().sort()) {
          case CHANGE -> lines;
          case COST -> sorted(lines, Comparator.comparing(CompareReport::largerCost).reversed());
          case CALLS -> sorted(lines, Comparator.comparing(CompareReport::moreCalls).reversed());
          case NAME -> sorted(lines, Comparator.comparing(line -> Phrases.group(line.group())));
        };
    return new CompareFields(compared, compared.view().turned() ? sorted.reversed() : sorted);
  }

  private static List<Variance.Line> sorted(
      List<Variance.Line> lines, Comparator<Variance.Line> order) {
    return lines.stream().sorted(order).toList();
  }

  private static Money largerCost(Variance.Line line) {
    var before = line.base().cost();
    var after = line.head().cost();
    return before.compareTo(after) > 0 ? before : after;
  }

  private static BigDecimal moreCalls(Variance.Line line) {
    return line.base().calls().max(line.head().calls());
  }

  @Override
  public Optional<String> value() {
    return Report.value(
        compared.isUnpriced() ? Optional.empty() : Optional.of(compared.variance().change()));
  }

  @Override
  public List<Block> blocks() {
    var fields = fields();
    var summary = new CompareSummary(compared, fields.decimals());
    var blocks = new ArrayList<Block>();
    blocks.add(new Block.Title(summary.title()));
    blocks.add(new Block.Paragraph(summary.summary(), Role.HEADLINE));
    blocks.add(new Block.Detail(summary.sides()));
    if (!fields.lines().isEmpty() && !compared.isUnpriced()) {
      blocks.addAll(RoundedRows.of(fields.effects()));
      blocks.addAll(RoundedRows.of(fields.table()));
    }
    var groups = fields.lines().stream().map(Variance.Line::group).toList();
    blocks.addAll(Block.details(compared.served().blocks(groups)));
    blocks.addAll(summary.below());
    return blocks;
  }

  @Override
  public Records records() {
    return fields().records();
  }

  @Override
  public Json json() {
    var variance = compared.variance();
    var ids = compared.view().grouping().ids();
    return compared
        .head()
        .json(
            compared.view().verbose(),
            compared.coverage(),
            compared.isComplete(),
            compared.assumptions())
        .and("base", side(compared.base(), variance.base()))
        .and("head", side(compared.after(), variance.head()))
        .and("change", variance.change())
        .and(
            "change_pct",
            Json.text(
                Rounding.exactPercent(Optional.of(variance.change()), variance.base().cost())))
        .and("method", variance.split().method().id())
        .and("conventions", conventions(variance.split()))
        .and("drivers", DriverText.json(variance.drivers()))
        .and("new_models", Json.texts(variance.newModels()))
        .and("group_by", Json.texts(ids))
        .and(ids.equals(List.of("task")) ? "tasks" : "groups", fields().json());
  }

  /// The conventions that can be chosen. Only one method has any.
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

  private static Json side(ComparedBills.Side side, Variance.Total total) {
    return Json.object()
        .and("paths", Json.texts(side.head().shortNames()))
        .and("period", side.head().period())
        .and("calls", total.calls())
        .and("failed_calls", side.coverage().failedCalls())
        .and("cost", total.cost())
        .and("list", side.list())
        .and("complete", side.coverage().isComplete())
        .and("coverage", side.coverage().json())
        .and("unpriced_calls", side.coverage().unpricedCalls());
  }
}
