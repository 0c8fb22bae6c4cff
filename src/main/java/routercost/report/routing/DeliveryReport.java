package routercost.report.routing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import routercost.price.Attribute;
import routercost.price.Money;
import routercost.price.variance.Variance.Driver;
import routercost.report.common.Coverage;
import routercost.report.common.Grouping;
import routercost.report.common.RunMetadata;
import routercost.report.common.ScreenEnd;
import routercost.report.common.VerdictText;
import routercost.report.compare.DriverText;
import routercost.report.compare.ServiceLevelTable;
import routercost.report.layout.Block;
import routercost.report.layout.Cell;
import routercost.report.layout.Field;
import routercost.report.layout.Json;
import routercost.report.layout.Phrases;
import routercost.report.layout.Records;
import routercost.report.layout.Report;
import routercost.report.layout.Role;
import routercost.report.layout.RoundedRows;
import routercost.report.layout.Rounding;
import routercost.report.layout.RowOrder;
import routercost.whatif.RealizedSavings;
import routercost.whatif.RealizedSavings.Task;
import routercost.whatif.evidence.EvidenceVerdict;
import routercost.whatif.evidence.EvidenceVerdict.State;
import routercost.whatif.evidence.GradedEvidence.Judge;

/// The report on the saving that a routing realized of what was expected, and why not the rest.
///
/// @param assumptions what was assumed in reading, as sentences
/// @param served how calls were served before and since
/// @param since the day from which the routing is to hold
/// @param decimals of all amounts
/// @param judge of graded answers, looked at as they come
public record DeliveryReport(
    RunMetadata head,
    Coverage coverage,
    List<String> assumptions,
    RealizedSavings delivery,
    ServiceLevelTable served,
    LocalDate since,
    int decimals,
    Judge judge)
    implements Report {
  private static final Grouping BY_TASK = new Grouping(List.of(Attribute.Known.TASK));
  private static final List<Driver> MISSING =
      List.of(Driver.ROUTING, Driver.TOKENS_PER_CALL, Driver.PRICE);

  /// The report on `delivery`.
  public static Report of(
      RunMetadata head,
      Coverage coverage,
      List<String> assumptions,
      RealizedSavings delivery,
      ServiceLevelTable served,
      LocalDate since,
      Judge judge,
      Optional<RowOrder> order) {
    var size = delivery.promised().usd().abs().max(delivery.arrived().usd().abs());
    int decimals = Rounding.decimals(new Money(size));
    var report =
        new DeliveryReport(head, coverage, assumptions, delivery, served, since, decimals, judge);
    var tasks = Field.sorted(report.fields(), delivery.tasks(), order);
    return new DeliveryReport(
        head, coverage, assumptions, new RealizedSavings(tasks), served, since, decimals, judge);
  }

  @Override
  public List<Block> blocks() {
    var blocks = new ArrayList<Block>();
    blocks.add(
        new Block.Title(
            "%s  %s  routing since %s  USD"
                .formatted(head.inputNames(), head.days().findFirst().orElse("no calls"), since)));
    if (delivery.tasks().isEmpty()) {
      blocks.add(new Block.Paragraph("The routing file names no task of this log."));
      return blocks;
    }
    blocks.add(new Block.Paragraph(summary(), Role.HEADLINE));
    blocks.addAll(RoundedRows.of(table()));
    var groups = delivery.tasks().stream().map(task -> List.of(task.task())).toList();
    blocks.addAll(Block.details(served.blocks(groups)));
    blocks.addAll(Block.section("Keep or revert", new Block.Items(decisions())));
    blocks.addAll(Block.details(Block.section("Notes", notes())));
    blocks.addAll(new ScreenEnd(head).blocks(List::of));
    return blocks;
  }

  /// What graded answers say of each move; nothing without any.
  private List<Block.Items.Item> decisions() {
    var items = new ArrayList<Block.Items.Item>();
    for (var task : delivery.tasks()) {
      verdict(task)
          .ifPresent(
              verdict ->
                  items.add(
                      new Block.Items.Item(
                          decision(verdict),
                          "%s on %s: %s%s"
                              .formatted(
                                  Phrases.orNone(task.task()),
                                  task.target(),
                                  VerdictText.of(verdict),
                                  lost(task, verdict)))));
    }
    return items;
  }

  private static String decision(EvidenceVerdict verdict) {
    return switch (verdict.state()) {
      case PROVEN -> "keep";
      case REJECTED -> "revert";
      case LIKELY, UNPROVEN -> "watch";
    };
  }

  private String lost(Task task, EvidenceVerdict verdict) {
    boolean loses =
        verdict.state() == State.REJECTED
            && task.isComparable()
            && task.promised().usd().signum() > 0
            && task.arrived().usd().signum() > 0;
    return loses
        ? " Reverting gives up the %s that it saved."
            .formatted(Rounding.dollars(task.arrived(), decimals))
        : "";
  }

  private String summary() {
    var promised = delivery.promised();
    if (promised.isZero()) {
      return "The routing was not expected to save anything on the calls since then: they already ran on the target models.";
    }
    var text =
        "The routing was expected to save %s on the calls since then; %s."
            .formatted(Rounding.dollars(promised, decimals), realized(delivery.arrived()));
    var reasons =
        MISSING.stream()
            .filter(driver -> delivery.missing(driver).usd().signum() > 0)
            .map(
                driver ->
                    Rounding.dollars(delivery.missing(driver), decimals) + " " + reason(driver))
            .toList();
    return reasons.isEmpty() ? text : text + " Missing: " + String.join(", ", reasons) + ".";
  }

  private String realized(Money saved) {
    return saved.usd().signum() < 0
        ? "they cost %s more".formatted(Rounding.dollars(Money.ZERO.minus(saved), decimals))
        : "it saved %s (%s)"
            .formatted(
                Rounding.dollars(saved, decimals), Phrases.percent(saved, delivery.promised()));
  }

  private static String reason(Driver driver) {
    return switch (driver) {
      case ROUTING -> "because calls do not run on the target";
      case TOKENS_PER_CALL -> "because calls use more tokens";
      case PRICE -> "because of prices";
      case CALLS, TASK_MIX, VOLUME, MIX, JOINT, NEW, DISCONTINUED -> driver.id();
    };
  }

  private Block.Table table() {
    var table = Field.table(fields(), delivery.tasks(), List.of());
    return new Block.Table(table.columns(), table.rows(), List.of(totals()));
  }

  private List<Field<Task>> fields() {
    var fields = new ArrayList<Field<Task>>();
    fields.addAll(
        List.of(
            Field.json("key", task -> BY_TASK.key(List.of(task.task()))),
            Field.text("task", Task::task)
                .withoutJson()
                .left("Task", 0, task -> new Cell.Text(Phrases.orNone(task.task()))),
            Field.text("to", Task::target)
                .left("to", 0, task -> new Cell.Text(Phrases.shortModel(task.target()))),
            Field.count("calls_before", Task::callsBefore),
            Field.count("calls_since", Task::callsSince).right("Calls", 2),
            Field.count("on_target_before", Task::onTargetBefore)
                .right(
                    "Moved before",
                    1,
                    task -> Cell.percent(task.onTargetBefore(), task.callsBefore())),
            Field.count("on_target_since", Task::onTargetSince)
                .right("Moved", 0, task -> Cell.percent(task.onTargetSince(), task.callsSince())),
            Field.<Task>money("expected_saved", task -> compared(task, task.promised()))
                .right("Expected", 0, this::promised),
            Field.<Task>money("saved", task -> compared(task, task.arrived()))
                .right("Saved", 0, task -> amount(compared(task, task.arrived())))));
    for (var driver : MISSING) {
      fields.add(
          Field.<Task>money(driver.id(), task -> compared(task, missing(task, driver)))
              .withoutJson()
              .right(
                  DriverText.heading(driver),
                  1,
                  task -> amount(compared(task, missing(task, driver)))));
    }
    fields.add(Field.json("missing", task -> missing(driver -> missing(task, driver))));
    fields.add(Field.json("service", task -> served.json(List.of(task.task()))));
    if (judge.evidence().isPresent()) {
      fields.add(Field.optional("decision", task -> verdict(task).map(DeliveryReport::decision)));
      fields.add(Field.json("evidence", task -> Json.of(verdict(task), VerdictText::json)));
    }
    return fields;
  }

  private Optional<EvidenceVerdict> verdict(Task task) {
    return judge.of(task.task(), task.target());
  }

  private static Optional<Money> compared(Task task, Money amount) {
    return task.isComparable() ? Optional.of(amount) : Optional.empty();
  }

  private Cell promised(Task task) {
    return task.isComparable()
        ? amount(Optional.of(task.promised()))
        : new Cell.Text(task.callsBefore().signum() == 0 ? "new" : "gone");
  }

  private static Money missing(Task task, Driver driver) {
    return task.missing().getOrDefault(driver, Money.ZERO);
  }

  private Cell amount(Optional<Money> money) {
    return Cell.amount(money, decimals);
  }

  private List<Cell> totals() {
    var calls =
        delivery.tasks().stream().map(Task::callsSince).reduce(BigDecimal.ZERO, BigDecimal::add);
    var cells = new ArrayList<Cell>();
    cells.addAll(
        List.of(
            new Cell.Text("Total"),
            Cell.NOTHING,
            new Cell.Count(calls),
            Cell.NOTHING,
            Cell.NOTHING,
            amount(Optional.of(delivery.promised())),
            amount(Optional.of(delivery.arrived()))));
    MISSING.forEach(driver -> cells.add(amount(Optional.of(delivery.missing(driver)))));
    return cells;
  }

  private List<String> notes() {
    var notes = new ArrayList<String>();
    if (judge.evidence().isPresent()) {
      notes.add(
          "Keep and revert are each wrong in at most 5% of cases, even if checked after every grade; watch means undecided.");
    }
    notes.addAll(
        List.of(
            "Expected is the saving if each call since then cost what an earlier call would have cost on the target. Expected = saved + routing + tokens + price.",
            "None of these includes the volume of calls; router-cost compare shows all drivers of a bill.",
            "Prices: " + head.prices().inWords() + "."));
    return notes;
  }

  @Override
  public Records records() {
    return head.dated(Field.records(fields(), delivery.tasks()));
  }

  @Override
  public Json json() {
    return head.json(false, coverage, coverage.isComplete(), assumptions)
        .and("since", since.toString())
        .and("group_by", Json.texts(BY_TASK.ids()))
        .and(
            "groups", Json.items(delivery.tasks().stream().map(task -> Field.json(fields(), task))))
        .and(
            "totals",
            Json.object()
                .and("expected_saved", delivery.promised())
                .and("saved", delivery.arrived())
                .and("missing", missing(delivery::missing)));
  }

  private static Json missing(Function<Driver, Money> effect) {
    var json = Json.object();
    MISSING.forEach(driver -> json.and(driver.id(), effect.apply(driver)));
    return json;
  }
}
