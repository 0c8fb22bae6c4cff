package routercost.report.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import routercost.audit.budget.Check;
import routercost.report.common.NotCountedText;
import routercost.report.layout.Block;
import routercost.report.layout.Field;
import routercost.report.layout.Json;
import routercost.report.layout.Phrases;
import routercost.report.layout.Records;
import routercost.report.layout.Report;
import routercost.report.layout.Role;
import routercost.report.layout.RowOrder;

/// What became of the budgets, after another report or by itself.
///
/// @param before the report that was asked for
/// @param alone whether people see the budgets only
/// @param confidence how sure the prices are, as sentences
/// @param order of the budgets, other than the worst first
/// @param top how many budgets to list; all if empty
public record GateReport(
    Report before,
    GateResult gate,
    boolean alone,
    List<String> confidence,
    Optional<RowOrder> order,
    Optional<Integer> top)
    implements Report {
  public GateReport {
    confidence = List.copyOf(confidence);
  }

  /// A report on prices that are certain.
  public GateReport(Report before, GateResult gate, boolean alone) {
    this(before, gate, alone, List.of(), Optional.empty(), Optional.empty());
  }

  /// `report` with what a gate found after it; the report itself without one.
  public static Report of(Report report, Optional<GateResult> gate) {
    return gate.<Report>map(result -> new GateReport(report, result, false)).orElse(report);
  }

  /// The number of budgets that do not pass, where people see the budgets only.
  @Override
  public Optional<String> value() {
    return alone
        ? Optional.of(
            String.valueOf(gate.of(Check.Status.FAIL).size() + gate.of(Check.Status.ERROR).size()))
        : before.value();
  }

  @Override
  public List<Block> blocks() {
    if (!alone) {
      return after(before.blocks());
    }
    var blocks = new ArrayList<Block>();
    blocks.add(title());
    blocks.addAll(verdict());
    var notCounted = new NotCountedText(gate.head().notCounted());
    if (!notCounted.line().isEmpty()) {
      var text = Phrases.capital(notCounted.line()) + ".";
      blocks.add(new Block.Paragraph(text, Role.WARNING));
    }
    blocks.addAll(configured());
    blocks.addAll(Block.section("What to look at", items()));
    blocks.addAll(Block.section("Rejected by graded answers", new Block.Items(gate.rejected())));
    var notes =
        Stream.concat(
                confidence.stream().map(text -> Phrases.capital(text) + "."),
                Stream.of("Prices: " + gate.head().prices().inWords() + "."))
            .toList();
    blocks.addAll(Block.details(Block.section("Notes", notes)));
    return blocks;
  }

  /// The budgets after the blocks of another report. A screen has the verdict at the top.
  private List<Block> after(List<Block> report) {
    var blocks = new ArrayList<>(report);
    var heading = "Budgets of " + gate.path();
    var counts = new Block.Paragraph(heading + ": " + gate.counts() + ".", role());
    blocks.add(1, new Block.OnScreen(() -> counts));
    blocks.add(new Block.Detail(new Block.Heading(heading)));
    blocks.addAll(Block.details(verdict()));
    blocks.addAll(configured());
    blocks.addAll(Block.details(Block.section("What to look at", items())));
    return blocks;
  }

  private List<Block> verdict() {
    return List.of(
        new Block.Paragraph(summary(), role()),
        Field.table(fields(), ordered(), List.of()).first(top.orElse(gate.checks().size())));
  }

  /// The budgets by the column that was asked for, or the worst first.
  private List<CheckText> ordered() {
    return Field.sorted(
        fields(), rows(gate.worstFirst()), order.filter(of -> !of.column().equals("status")));
  }

  /// The budgets that machines see: all in the order of the file, unless it is asked for others.
  private List<CheckText> listed() {
    var rows = order.isEmpty() && top.isEmpty() ? rows(gate.checks()) : ordered();
    return rows.subList(0, Math.min(rows.size(), top.orElse(rows.size())));
  }

  private Role role() {
    boolean isOver =
        gate.checks().stream().anyMatch(check -> new CheckText(check).role() == Role.BREACH);
    return isOver || !gate.failures().isEmpty() ? Role.BREACH : Role.HEADLINE;
  }

  /// Whoever reads the verdict has to see that not only the command line decides it.
  private List<Block> configured() {
    var configured = gate.head().configuredBy();
    return configured.isEmpty()
        ? List.of()
        : List.of(new Block.Paragraph(Phrases.capital(configured) + "."));
  }

  private Block title() {
    var parts =
        Stream.concat(
            Stream.of(gate.head().inputNames()),
            Stream.concat(gate.head().days(), Stream.of("USD", gate.path())));
    return new Block.Title(String.join("  ", parts.toList()));
  }

  private List<Field<CheckText>> fields() {
    return new CheckFields(gate).list();
  }

  private static List<CheckText> rows(List<Check> checks) {
    return checks.stream().map(CheckText::new).toList();
  }

  private String summary() {
    return Phrases.counted(gate.checks().size(), "budget") + ": " + gate.counts() + ".";
  }

  private Block.Items items() {
    return new Block.Items(
        Stream.concat(
                gate.failures().stream()
                    .map(text -> new Block.Items.Item("ERROR", text + ".", Role.BREACH)),
                rows(gate.worstFirst()).stream()
                    .filter(
                        words ->
                            words.needsAttention() || words.check().isFixed() || expired(words))
                    .map(GateReport::item))
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
            + (details.isEmpty() ? "" : " " + String.join(" ", ended(details))),
        words.role());
  }

  private static List<String> ended(List<String> sentences) {
    return sentences.stream().map(text -> text.matches("(?s).*[.!?]") ? text : text + ".").toList();
  }

  @Override
  public Records records() {
    return alone ? Field.records(fields(), listed()) : before.records();
  }

  @Override
  public Json json() {
    var fields = fields();
    var budgets = Json.items(listed().stream().map(row -> Field.json(fields, row)));
    return before.json() instanceof Json.Fields report
        ? report.and("budgets", budgets).and("failures", Json.texts(gate.failures()))
        : Json.object().and("budgets", budgets).and("failures", Json.texts(gate.failures()));
  }
}
