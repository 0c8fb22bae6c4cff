package routercost.report.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import routercost.audit.budget.Check;
import routercost.report.layout.Block;
import routercost.report.layout.Cell;
import routercost.report.layout.Json;
import routercost.report.layout.Phrases;
import routercost.report.layout.Records;
import routercost.report.layout.Report;
import routercost.report.layout.TableColumn;

/// What became of the budgets, after another report or by itself.
///
/// @param before the report that was asked for
/// @param alone whether people see the budgets only
public record GateReport(Report before, GateResult gate, boolean alone) implements Report {
  /// `report` with what a gate found after it; the report itself without one.
  public static Report of(Report report, Optional<GateResult> gate) {
    return gate.<Report>map(some -> new GateReport(report, some, false)).orElse(report);
  }

  @Override
  public List<Block> blocks() {
    var blocks = new ArrayList<Block>(alone ? List.of() : before.blocks());
    blocks.add(alone ? title() : new Block.Heading("Budgets of " + gate.path()));
    blocks.add(new Block.Paragraph(summary()));
    blocks.add(table());
    var items = items();
    if (!items.items().isEmpty()) {
      blocks.add(new Block.Heading("What to look at"));
      blocks.add(items);
    }
    if (alone) {
      blocks.add(new Block.Heading("Notes"));
      blocks.add(Block.list(List.of("Prices: " + gate.head().pricesInWords() + ".")));
    }
    return blocks;
  }

  private Block title() {
    var parts =
        Stream.concat(
            Stream.of(gate.head().inputNames()),
            Stream.concat(gate.head().days(), Stream.of("USD", gate.path())));
    return new Block.Title(String.join("  ", parts.toList()));
  }

  private String summary() {
    return Phrases.counted(gate.checks().size(), "budget") + ": " + gate.counts() + ".";
  }

  private Block.Table table() {
    boolean compared = gate.checks().stream().anyMatch(check -> check.base().isPresent());
    return new Block.Table(
        List.of(
            TableColumn.left("Status", 0),
            TableColumn.left("Budget", 0),
            TableColumn.right("Base", 2),
            TableColumn.right("Actual", 0),
            TableColumn.right("Limit", 0),
            TableColumn.right("Used", 1)),
        gate.worstFirst().stream().map(check -> row(check, compared)).toList(),
        List.of());
  }

  private static List<Cell> row(Check check, boolean compared) {
    var words = new CheckText(check);
    return List.of(
        new Cell.Text(words.status()),
        new Cell.Text(check.budget().id()),
        compared ? new Cell.Text(words.base()) : Cell.NOTHING,
        new Cell.Text(words.actual()),
        new Cell.Text(words.limit()),
        new Cell.Text(words.used()));
  }

  private Block.Items items() {
    return new Block.Items(
        gate.worstFirst().stream()
            .map(CheckText::new)
            .filter(words -> words.needsAttention() || words.check().isFixed() || expired(words))
            .map(GateReport::item)
            .toList());
  }

  private static boolean expired(CheckText words) {
    return !words.check().expired().isEmpty();
  }

  private static Block.Items.Item item(CheckText words) {
    var details = words.details();
    return new Block.Items.Item(
        words.status(),
        words.check().budget().id()
            + ": "
            + words.message()
            + "."
            + (details.isEmpty() ? "" : " " + String.join(" ", ended(details))));
  }

  private static List<String> ended(List<String> sentences) {
    return sentences.stream().map(text -> text.matches("(?s).*[.!?]") ? text : text + ".").toList();
  }

  @Override
  public Records records() {
    return alone ? new CheckRecords(gate).records() : before.records();
  }

  @Override
  public Json json() {
    var budgets = new CheckJson(gate).json();
    return before.json() instanceof Json.Fields fields
        ? fields.and("budgets", budgets)
        : Json.object().and("budgets", budgets);
  }
}
