package routercost.report.month;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routercost.audit.budget.Check;
import routercost.price.Money;
import routercost.report.common.NotCountedText;
import routercost.report.common.PriceConfidence;
import routercost.report.common.UnpricedUsage;
import routercost.report.gate.GateReport;
import routercost.report.gate.GateResult;
import routercost.report.layout.Block;
import routercost.report.layout.Cell;
import routercost.report.layout.Field;
import routercost.report.layout.Json;
import routercost.report.layout.Phrases;
import routercost.report.layout.Records;
import routercost.report.layout.Report;
import routercost.report.layout.Role;
import routercost.report.layout.Rounding;

/// The report of a period, for people, spreadsheets and programs.
public final class MonthEndReport implements Report {
  private final MonthEnd month;
  private final MonthSentences sentences;
  private final MonthCharts charts;
  private final List<GroupTotals> views = new ArrayList<>();
  private final MonthTables tables;
  private final int decimals;

  public MonthEndReport(MonthEnd month) {
    this.month = month;
    this.sentences = MonthSentences.of(month);
    this.charts = new MonthCharts(month);
    month.groupings().forEach((id, by) -> views.add(GroupTotals.of(id, by, month)));
    this.decimals = Rounding.decimals(month.total());
    this.tables = new MonthTables(month, decimals);
  }

  private GroupTotals tasks() {
    return views.stream().filter(view -> view.id().equals("by_task")).findFirst().orElseThrow();
  }

  /// A part of the report.
  ///
  /// @param isDetail whether a screen leaves it out
  record Section(String heading, boolean isDetail, List<Block> blocks) {
    Section {
      blocks = List.copyOf(blocks);
    }

    Stream<Block> all() {
      var parts = new ArrayList<Block>(List.of(new Block.Heading(heading)));
      parts.addAll(blocks);
      return blocks.isEmpty()
          ? Stream.of()
          : parts.stream().map(block -> isDetail ? new Block.Detail(block) : block);
    }
  }

  @Override
  public List<Block> blocks() {
    var blocks = new ArrayList<Block>();
    blocks.add(new Block.Title(title()));
    blocks.add(new Block.Paragraph(sentences.headline(), Role.HEADLINE));
    blocks.add(new Block.Tiles(tiles()));
    sections().forEach(section -> section.all().forEach(blocks::add));
    return blocks;
  }

  private String title() {
    return Stream.concat(
            Stream.of("Cost of LLM calls, " + month.period().name(), inputs()),
            Stream.concat(month.head().days(), Stream.of("USD")))
        .collect(Collectors.joining("  "));
  }

  private String inputs() {
    int inputs = month.head().inputs().size();
    return inputs > 1 ? Phrases.counted(inputs, "input") : month.head().inputNames();
  }

  private List<Block.Items.Item> tiles() {
    var tiles = new ArrayList<Block.Items.Item>();
    tiles.add(tile(month.total(), "spent in " + month.period().name(), Role.PLAIN));
    month
        .change()
        .ifPresent(
            change ->
                tiles.add(
                    new Block.Items.Item(
                        new Cell.Change(change, decimals).text(),
                        "since " + month.earlier().orElseThrow().period().name(),
                        change.usd().signum() > 0 ? Role.WARNING : Role.SAVING)));
    month.budgets().ifPresent(gate -> tiles.add(tile(gate)));
    tasks()
        .total()
        .saved()
        .filter(saved -> month.plan().moves() && !saved.isZero())
        .ifPresent(saved -> tiles.add(tile(saved, "could be saved by moves", Role.SAVING)));
    sentences
        .cache()
        .ifPresent(cache -> tiles.add(tile(cache.saved(), "saved by caching", Role.SAVING)));
    return tiles;
  }

  private static Block.Items.Item tile(GateResult gate) {
    long over = gate.checks().stream().filter(Check::isOverLimit).count();
    int all = gate.checks().size();
    return new Block.Items.Item(
        "%d of %d".formatted(over, all),
        (all == 1 ? "budget" : "budgets") + " exceeded",
        over > 0 ? Role.WARNING : Role.OK);
  }

  private Block.Items.Item tile(Money amount, String text, Role role) {
    return new Block.Items.Item(Rounding.dollars(amount, decimals), text, role);
  }

  private List<Section> sections() {
    var sections = new ArrayList<Section>();
    month
        .restated()
        .ifPresent(of -> sections.add(new Section("Restatements", false, of.blocks(decimals))));
    month.earlier().ifPresent(earlier -> sections.addAll(changes(earlier)));
    sections.add(new Section("Budgets", true, budgets()));
    if (!month.isEmpty()) {
      sections.addAll(spending());
    }
    sections.add(new Section("To come", false, lines(sentences.toCome())));
    sections.add(new Section("Price changes in the period", true, tables.priceChanges()));
    sections.add(
        new Section("Unpriced", false, lines(ended(UnpricedUsage.sentences(month.ledger())))));
    sections.add(new Section("Data quality", true, quality()));
    sections.add(new Section("Assumptions", true, lines(assumptions())));
    sections.add(new Section("Prices", true, lines(prices())));
    return sections;
  }

  /// What calls cost, and could cost.
  private List<Section> spending() {
    var sections = new ArrayList<Section>();
    sections.add(new Section("Spend by day", true, days()));
    for (var view : views) {
      var blocks = new ArrayList<Block>();
      if (view.id().equals("by_task")) {
        charts.moves(view).ifPresent(chart -> blocks.add(new Block.Drawing(chart)));
      } else if (view.id().equals("by_tier")) {
        charts.flow().ifPresent(chart -> blocks.add(new Block.Drawing(chart)));
      }
      blocks.add(view.table());
      sections.add(new Section(view.heading(), !view.equals(views.getFirst()), blocks));
    }
    sections.add(new Section("Savings", true, List.of(Block.list(sentences.savings()))));
    return sections;
  }

  /// The assumptions as they are, as many begin with a name.
  private List<String> assumptions() {
    return month.assumptions().stream().map(text -> text + ".").toList();
  }

  private static List<Block> lines(List<String> texts) {
    return texts.isEmpty() ? List.of() : List.of(Block.list(texts));
  }

  private static List<String> ended(List<String> sentences) {
    return sentences.stream().map(text -> Phrases.capital(text) + ".").toList();
  }

  private List<Section> changes(MonthEnd.Earlier earlier) {
    var variance = earlier.byTask();
    var drivers = new ArrayList<Block>();
    charts.drivers().ifPresent(chart -> drivers.add(new Block.Drawing(chart)));
    drivers.add(tables.drivers(earlier));
    return List.of(
        new Section("Change since " + earlier.period().name(), false, drivers),
        new Section("Top movers", true, List.of(tables.movers(variance))));
  }

  private List<Block> budgets() {
    if (month.budgets().isEmpty()) {
      return List.of();
    }
    var blocks = new ArrayList<Block>();
    charts.budgets().ifPresent(chart -> blocks.add(new Block.Drawing(chart)));
    gate().blocks().stream()
        .filter(block -> block instanceof Block.Table || block instanceof Block.Items)
        .limit(2)
        .forEach(blocks::add);
    return blocks;
  }

  /// The budgets alone.
  private GateReport gate() {
    var nothing = new Report.LaidOut(List.of(), new Records(List.of(), List.of()), Json.object());
    return new GateReport(nothing, month.budgets().orElseThrow(), true);
  }

  private List<Block> days() {
    return List.of(new Block.Drawing(charts.days()), tables.days());
  }

  private List<Block> quality() {
    var blocks = new ArrayList<Block>();
    var items = month.quality().items();
    if (!items.isEmpty()) {
      blocks.add(new Block.Items(items));
    }
    var line = new NotCountedText(month.head().notCounted()).line();
    blocks.add(
        new Block.Paragraph(
            line.isEmpty() ? "Everything that was read is counted." : Phrases.capital(line) + "."));
    blocks.addAll(lines(new NotCountedText(month.head().notCounted()).details()));
    return blocks;
  }

  private List<String> prices() {
    var texts = new ArrayList<String>();
    texts.add("Prices: " + month.head().prices().inWords() + ".");
    var confidence = PriceConfidence.sentences(month.ledger());
    texts.addAll(
        confidence.isEmpty()
            ? List.of("All of the bill rests on prices of high confidence.")
            : ended(confidence));
    return texts;
  }

  @Override
  public Records records() {
    var records = new Records(List.of("view"), List.of());
    for (var view : views) {
      records = records.and(view.records());
    }
    records = records.and(Field.records(tables.dayFields(), List.copyOf(month.days().entrySet())));
    return month.head().dated(records);
  }

  @Override
  public Optional<String> value() {
    return Report.value(
        month.ledger().charges().isEmpty() && !month.ledger().isComplete()
            ? Optional.empty()
            : Optional.of(month.total()));
  }

  @Override
  public Json json() {
    var budgets = month.budgets().map(_ -> gate().json());
    return new MonthJson(month, sentences, charts, views, tables).json(tasks(), budgets);
  }
}
