package routercost.report.routing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import routercost.price.Money;
import routercost.price.variance.Variance.Driver;
import routercost.report.common.RunMetadata;
import routercost.report.layout.Block;
import routercost.report.layout.Cell;
import routercost.report.layout.Json;
import routercost.report.layout.Phrases;
import routercost.report.layout.Records;
import routercost.report.layout.Report;
import routercost.report.layout.RoundedRows;
import routercost.report.layout.Rounding;
import routercost.report.layout.TableColumn;
import routercost.whatif.RealizedSavings;
import routercost.whatif.RealizedSavings.Task;

/// Whether the saving arrived that a routing promised, and why not.
///
/// @param since the day from which the routing is to hold
/// @param decimals of all amounts
public record DeliveryReport(
    RunMetadata head, RealizedSavings delivery, LocalDate since, int decimals) implements Report {
  private static final List<Driver> MISSING =
      List.of(Driver.ROUTING, Driver.TOKENS_PER_CALL, Driver.PRICE);

  /// The report on `delivery`.
  public static Report of(RunMetadata head, RealizedSavings delivery, LocalDate since) {
    var size = delivery.promised().usd().abs().max(delivery.arrived().usd().abs());
    return new DeliveryReport(head, delivery, since, Rounding.decimals(new Money(size)));
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
    blocks.add(new Block.Paragraph(summary()));
    blocks.addAll(RoundedRows.of(table()));
    blocks.add(new Block.Heading("Notes"));
    blocks.add(Block.list(notes()));
    return blocks;
  }

  private String summary() {
    var promised = delivery.promised();
    if (promised.isZero()) {
      return "The routing promised nothing for the calls since then: they ran there already.";
    }
    var text =
        "The routing promised %s for the calls since then; %s (%s) arrived."
            .formatted(
                Rounding.dollars(promised, decimals),
                Rounding.dollars(delivery.arrived(), decimals),
                new Cell.Percent(Rounding.percent(delivery.arrived().usd(), promised.usd()))
                    .text());
    var reasons =
        MISSING.stream()
            .filter(driver -> delivery.missing(driver).usd().signum() > 0)
            .map(
                driver ->
                    Rounding.dollars(delivery.missing(driver), decimals) + " " + reason(driver))
            .toList();
    return reasons.isEmpty() ? text : text + " Missing: " + String.join(", ", reasons) + ".";
  }

  private static String reason(Driver driver) {
    return switch (driver) {
      case ROUTING -> "as calls do not run where it says";
      case TOKENS_PER_CALL -> "as calls use more tokens";
      case PRICE -> "by prices";
      case CALLS, TASK_MIX, VOLUME, MIX, JOINT, NEW, DISCONTINUED -> driver.id();
    };
  }

  private Block.Table table() {
    return new Block.Table(
        List.of(
            TableColumn.left("Task", 0),
            TableColumn.left("to", 0),
            TableColumn.right("Calls", 2),
            TableColumn.right("There before", 1),
            TableColumn.right("There", 0),
            TableColumn.right("Promised", 0),
            TableColumn.right("Arrived", 0),
            TableColumn.right("Not moved", 1),
            TableColumn.right("Tokens", 1),
            TableColumn.right("Price", 1)),
        delivery.tasks().stream().map(this::cells).toList(),
        List.of(totals()));
  }

  private List<Cell> cells(Task task) {
    boolean comparable = task.isComparable();
    var cells = new ArrayList<Cell>();
    cells.add(new Cell.Text(task.task().isEmpty() ? "(none)" : task.task()));
    cells.add(new Cell.Text(Phrases.shortModel(task.target())));
    cells.add(new Cell.Count(task.callsSince()));
    cells.add(share(task.onTargetBefore(), task.callsBefore()));
    cells.add(share(task.onTargetSince(), task.callsSince()));
    cells.add(comparable ? amount(task.promised()) : new Cell.Text(isNew(task) ? "new" : "gone"));
    cells.add(comparable ? amount(task.arrived()) : Cell.NOTHING);
    MISSING.forEach(driver -> cells.add(comparable ? amount(missing(task, driver)) : Cell.NOTHING));
    return cells;
  }

  private static boolean isNew(Task task) {
    return task.callsBefore().signum() == 0;
  }

  private static Money missing(Task task, Driver driver) {
    return task.missing().getOrDefault(driver, Money.ZERO);
  }

  private static Cell share(BigDecimal part, BigDecimal whole) {
    return whole.signum() == 0 ? Cell.NOTHING : new Cell.Percent(Rounding.percent(part, whole));
  }

  private Cell amount(Money money) {
    return new Cell.Amount(money, decimals);
  }

  private List<Cell> totals() {
    var cells = new ArrayList<Cell>();
    cells.add(new Cell.Text("Total"));
    cells.add(Cell.NOTHING);
    cells.add(
        new Cell.Count(
            delivery.tasks().stream()
                .map(Task::callsSince)
                .reduce(BigDecimal.ZERO, BigDecimal::add)));
    cells.add(Cell.NOTHING);
    cells.add(Cell.NOTHING);
    cells.add(amount(delivery.promised()));
    cells.add(amount(delivery.arrived()));
    MISSING.forEach(driver -> cells.add(amount(delivery.missing(driver))));
    return cells;
  }

  private List<String> notes() {
    return List.of(
        "Promised is what the calls since then would save if each cost what a call before would have"
            + " cost there. Promised = arrived + not moved + tokens + price.",
        "The volume of calls is in none of these; router-cost compare tells all drivers of a bill.",
        "Prices: " + head.pricesInWords() + ".");
  }

  @Override
  public Records records() {
    return new Records(
        List.of(
            "task",
            "target",
            "calls_before",
            "calls_since",
            "on_target_before",
            "on_target_since",
            "promised_usd",
            "arrived_usd",
            "routing_usd",
            "tokens_per_call_usd",
            "price_usd"),
        delivery.tasks().stream().map(DeliveryReport::record).toList());
  }

  private static List<String> record(Task task) {
    var fields = new ArrayList<String>();
    fields.add(task.task());
    fields.add(task.target());
    fields.add(Rounding.exact(task.callsBefore()));
    fields.add(Rounding.exact(task.callsSince()));
    fields.add(Rounding.exact(task.onTargetBefore()));
    fields.add(Rounding.exact(task.onTargetSince()));
    fields.add(task.isComparable() ? task.promised().toString() : "");
    fields.add(task.isComparable() ? task.arrived().toString() : "");
    MISSING.forEach(
        driver -> fields.add(task.isComparable() ? missing(task, driver).toString() : ""));
    return fields;
  }

  @Override
  public Json json() {
    return head.json(false)
        .and("since", since.toString())
        .and("tasks", Json.items(delivery.tasks().stream().map(DeliveryReport::json)))
        .and(
            "totals",
            Json.object()
                .and("promised", delivery.promised().toString())
                .and("arrived", delivery.arrived().toString())
                .and("missing", missing(driver -> delivery.missing(driver))));
  }

  private static Json json(Task task) {
    return Json.object()
        .and("task", task.task())
        .and("target", task.target())
        .and("calls_before", task.callsBefore())
        .and("calls_since", task.callsSince())
        .and("on_target_before", task.onTargetBefore())
        .and("on_target_since", task.onTargetSince())
        .and("promised", money(task, task.promised()))
        .and("arrived", money(task, task.arrived()))
        .and("missing", missing(driver -> task.missing().getOrDefault(driver, Money.ZERO)));
  }

  private static Json money(Task task, Money money) {
    return task.isComparable() ? new Json.Text(money.toString()) : Json.NULL;
  }

  private static Json missing(Function<Driver, Money> effect) {
    var json = Json.object();
    for (var driver : MISSING) {
      json.and(driver.id(), effect.apply(driver).toString());
    }
    return json;
  }
}
