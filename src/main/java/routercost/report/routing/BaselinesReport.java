package routercost.report.routing;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import routercost.price.Money;
import routercost.report.common.RunMetadata;
import routercost.report.layout.Block;
import routercost.report.layout.Cell;
import routercost.report.layout.Field;
import routercost.report.layout.Json;
import routercost.report.layout.Phrases;
import routercost.report.layout.Records;
import routercost.report.layout.Report;
import routercost.report.layout.Role;
import routercost.report.layout.Rounding;
import routercost.whatif.evidence.Baselines;
import routercost.whatif.evidence.Baselines.Kind;
import routercost.whatif.evidence.Baselines.Row;
import routercost.whatif.evidence.Gate;
import routercost.whatif.evidence.PairedDifference;

/// What a routing has to beat, and whether it does.
///
/// @param head the files, and the prices of the answers that state tokens and no cost
public record BaselinesReport(RunMetadata head, Baselines baselines) implements Report {
  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);
  private static final double MARGIN = Gate.USUAL.margin();

  /// Savings that others published at the quality of the large model, by kind of work (RouteLLM,
  /// arXiv 2406.18665; Hybrid LLM, 2404.14618; FrugalGPT, 2305.05176).
  private static final String PUBLISHED =
      "Published savings are not part of any figure: 0-85% for chat (RouteLLM, MT-Bench), 0-45% for"
          + " questions of knowledge (MMLU), 0-35% for arithmetic (GSM8K), 0-40% fewer large calls"
          + " for instructions (Hybrid LLM), 0-98% for labelling headlines (FrugalGPT).";

  @Override
  public List<Block> blocks() {
    var blocks = new ArrayList<Block>();
    blocks.add(
        new Block.Title(
            "%s  %s  %s"
                .formatted(
                    head.inputNames(),
                    Phrases.counted(baselines.questions(), "question"),
                    Phrases.counted(models(), "model"))));
    blocks.add(new Block.Paragraph(summary(), Role.HEADLINE));
    blocks.add(Field.table(fields(), baselines.rows(), List.of()));
    blocks.add(new Block.Heading("Notes"));
    blocks.add(Block.list(notes()));
    return blocks;
  }

  private long models() {
    return baselines.rows().stream().filter(BaselinesReport::isModel).count();
  }

  private static boolean isModel(Row row) {
    return row.kind() == Kind.BEST_MODEL || row.kind() == Kind.MODEL;
  }

  private String summary() {
    var proposal = baselines.rows().getFirst();
    var about =
        "%s scores %s%s."
            .formatted(
                subject(proposal),
                percent(proposal.quality()),
                perThousand(proposal)
                    .map(cost -> " for %s per 1,000 questions".formatted(Rounding.dollars(cost)))
                    .orElse(""));
    return String.join(" ", about, singles(), verdicts());
  }

  private static String subject(Row proposal) {
    return proposal.name().equals("the proposal")
        ? "The proposal"
        : "Without a proposal, the table per task on unseen questions";
  }

  /// It beats the best model only if it is shown to be better than each, as which one is best is
  /// seen on these questions too.
  private String singles() {
    boolean all =
        baselines.rows().stream()
            .filter(BaselinesReport::isModel)
            .allMatch(BaselinesReport::isBeaten);
    return all ? "It beats every single model." : "It is not shown to beat every single model.";
  }

  private String verdicts() {
    return baselines.rows().stream()
        .filter(row -> row.kind() == Kind.COIN || row.kind() == Kind.FRONTIER)
        .map(
            row ->
                "%s %s."
                    .formatted(
                        row.kind() == Kind.COIN ? "The coin" : "The frontier between models",
                        isBeaten(row) ? "is beaten" : "is not shown to be beaten"))
        .collect(Collectors.joining(" "));
  }

  private static boolean isBeaten(Row row) {
    return row.better().filter(PairedDifference::isBetter).isPresent();
  }

  private static String verdict(Row row) {
    if (row.better().isEmpty()) {
      return "";
    }
    var better = row.better().get();
    if (better.isBetter()) {
      return "beaten";
    }
    if (better.isWorse()) {
      return "ahead";
    }
    boolean cheaper = row.costDifference().filter(more -> more.high() < 0).isPresent();
    return better.isClose(MARGIN) && cheaper ? "matched for less" : "not shown";
  }

  private Optional<Money> perThousand(Row row) {
    return row.cost()
        .map(
            cost ->
                new Money(
                    cost.usd()
                        .multiply(THOUSAND)
                        .divide(BigDecimal.valueOf(baselines.questions()), MathContext.DECIMAL64)));
  }

  private List<Field<Row>> fields() {
    return List.of(
        Field.<Row>text("kind", row -> row.kind().name().toLowerCase(Locale.ROOT)),
        Field.text("name", Row::name).left("Way", 0, row -> new Cell.Text(label(row))),
        Field.<Row>text("quality", row -> exact(row.quality()))
            .right("Quality", 0, row -> new Cell.Text(percent(row.quality()))),
        Field.<Row>money("cost", Row::cost),
        Field.<Row>money("cost_per_1000", this::perThousand)
            .right("Per 1,000", 0, row -> Cell.amount(perThousand(row))),
        Field.<Row>optional("quality_difference", row -> row.better().map(by -> exact(by.mean())))
            .right("Better by", 0, BaselinesReport::better),
        Field.optional("quality_difference_low", row -> row.better().map(by -> exact(by.low()))),
        Field.optional("quality_difference_high", row -> row.better().map(by -> exact(by.high()))),
        Field.optional(
            "quality_difference_least", row -> row.better().map(by -> exact(by.least()))),
        difference("cost_difference", by -> by.mean())
            .right("Costs more by", 2, BaselinesReport::costsMore),
        difference("cost_difference_low", by -> by.low()),
        difference("cost_difference_high", by -> by.high()),
        Field.text("verdict", BaselinesReport::verdict)
            .left("Verdict", 0, row -> new Cell.Text(verdict(row))));
  }

  private static Field<Row> difference(String id, ToDoubleFunction<PairedDifference> end) {
    return Field.<Row>optional(
            id + "_usd", row -> row.costDifference().map(by -> exact(end.applyAsDouble(by))))
        .withJson(id);
  }

  private static String label(Row row) {
    return row.kind() == Kind.FRONTIER ? "frontier" : row.name();
  }

  private static Cell better(Row row) {
    return row.better()
        .<Cell>map(
            by ->
                new Cell.Text(
                    "%s (%s to %s)"
                        .formatted(points(by.mean()), points(by.low()), points(by.high()))))
        .orElse(Cell.NOTHING);
  }

  /// For 1,000 questions, as the column of costs.
  private static Cell costsMore(Row row) {
    return row.costDifference()
        .<Cell>map(
            by ->
                new Cell.Text(
                    "$%s (%s to %s)"
                        .formatted(thousand(by.mean()), thousand(by.low()), thousand(by.high()))))
        .orElse(Cell.NOTHING);
  }

  private static String thousand(double each) {
    return Double.isFinite(each)
        ? BigDecimal.valueOf(each)
            .multiply(THOUSAND)
            .setScale(4, RoundingMode.HALF_UP)
            .toPlainString()
        : "?";
  }

  private static String percent(double share) {
    return points(share) + "%";
  }

  private static String points(double share) {
    return Double.isFinite(share)
        ? BigDecimal.valueOf(share * 100).setScale(1, RoundingMode.HALF_UP).toPlainString()
        : "?";
  }

  private static String exact(double number) {
    return Double.isFinite(number)
        ? Rounding.exact(BigDecimal.valueOf(number).setScale(12, RoundingMode.HALF_UP))
        : "";
  }

  private List<String> notes() {
    var notes = new ArrayList<String>();
    notes.add(
        "Better by: the proposal, in points, with the 95% interval of paired differences for this number of"
            + " questions. A verdict is wrong in at most 5% of cases, even if checked after every question, and needs 30 questions.");
    notes.add(
        "The best table per task was chosen on these very questions, which flatters it; the table for"
            + " unseen questions was made from the other four fifths. 'Ahead' is better than the"
            + " proposal; 'matched for less' costs more than it and is less than %s points better."
                .formatted(points(MARGIN)));
    baselines.rows().stream()
        .filter(row -> row.kind() == Kind.FRONTIER)
        .forEach(
            row ->
                notes.add("The frontier at the cost of the proposal is %s.".formatted(row.name())));
    if (baselines.leftOut() > 0) {
      notes.add(
          "%s %s left out, as not every model answered them."
              .formatted(
                  Phrases.counted(baselines.leftOut(), "question"),
                  Phrases.is(BigDecimal.valueOf(baselines.leftOut()))));
    }
    if (baselines.rows().getFirst().cost().isEmpty()) {
      notes.add("Some answers have no cost and no tokens with a price, so there is no frontier.");
    }
    notes.add(PUBLISHED);
    notes.add("Prices, where an answer has tokens and no cost: " + head.prices().id() + ".");
    return notes;
  }

  @Override
  public Records records() {
    return Field.records(fields(), baselines.rows());
  }

  @Override
  public Json json() {
    var fields = fields();
    return head.json()
        .and("questions", baselines.questions())
        .and("left_out", baselines.leftOut())
        .and("rows", Json.items(baselines.rows().stream().map(row -> Field.json(fields, row))));
  }
}
