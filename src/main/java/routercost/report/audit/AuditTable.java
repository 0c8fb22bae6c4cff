package routercost.report.audit;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import routercost.price.Attribute;
import routercost.price.Money;
import routercost.report.common.AuditGroup;
import routercost.report.common.MovePlan;
import routercost.report.layout.Block;
import routercost.report.layout.Cell;
import routercost.report.layout.Phrases;
import routercost.report.layout.Rounding;
import routercost.report.layout.TableColumn;
import routercost.usage.Meter;

/// The table of an audit.
///
/// @param whole all groups taken together
/// @param cost of all of them; summed once, as every row is a share of it
/// @param rows in order, with those beyond the top taken together
/// @param decimals of the amounts in the rows
record AuditTable(Audit audit, AuditGroup whole, Money cost, List<Row> rows, int decimals) {
  static AuditTable of(Audit audit, List<AuditGroup> groups) {
    var whole = AuditGroup.together(List.of(), groups);
    var cost = whole.before();
    int decimals = Rounding.decimals(cost, groups.stream().map(AuditGroup::before));
    return new AuditTable(audit, whole, cost, rows(audit, groups), decimals);
  }

  /// One row, or the total.
  record Row(String name, AuditGroup group) {}

  /// Where the money goes, and what one tier lower would change.
  Block.Table bill() {
    return new Block.Table(
        List.of(
            TableColumn.left(heading(), 0),
            TableColumn.right("Calls", 0),
            TableColumn.right("Failed", 5),
            TableColumn.right("Input", 7),
            TableColumn.right("Cached", 8),
            TableColumn.right("Output", 6),
            TableColumn.left("Model", 2),
            TableColumn.right("Cost", 0),
            TableColumn.right("%", 1),
            TableColumn.right("Per call", 3),
            TableColumn.right("1 tier lower", 0)),
        rows.stream().map(this::billed).toList(),
        List.of(billedTotal()));
  }

  /// What the bill was and what it would have been. A wide screen shows usage too.
  Block.Table beforeAndAfter() {
    return new Block.Table(
        List.of(
            TableColumn.left(heading(), 0),
            TableColumn.right("Calls", 1),
            TableColumn.right("Failed", 6),
            TableColumn.right("Input", 8),
            TableColumn.right("Cached", 9),
            TableColumn.right("Output", 7),
            TableColumn.right("Per call", 5),
            TableColumn.right("Before", 0),
            TableColumn.left("on", 3),
            TableColumn.right("After", 0),
            TableColumn.left("on", 2),
            TableColumn.right("Saved", 0),
            TableColumn.right("%", 0)),
        rows.stream().map(this::moved).toList(),
        List.of(movedTotal()));
  }

  private String heading() {
    var names =
        audit.view().dimensions().stream().map(Attribute::id).collect(Collectors.joining(" / "));
    return names.isEmpty() ? "All" : Character.toUpperCase(names.charAt(0)) + names.substring(1);
  }

  private static List<Row> rows(Audit audit, List<AuditGroup> groups) {
    int top = Math.min(groups.size(), audit.view().top().orElse(groups.size()));
    var rows = new ArrayList<Row>();
    groups.subList(0, top).forEach(group -> rows.add(new Row(group.name(), group)));
    if (top < groups.size()) {
      var name = groups.size() - top + " more";
      rows.add(
          new Row(name, AuditGroup.together(List.of(name), groups.subList(top, groups.size()))));
    }
    return rows;
  }

  /// What the scenario saves; empty if it changes nothing, or if what it changes has no price
  /// afterwards.
  Optional<Money> saved() {
    return whole.isMoved() ? whole.saved() : Optional.empty();
  }

  private List<Cell> billed(Row row) {
    return billed(row, decimals);
  }

  private List<Cell> billedTotal() {
    return billed(new Row("Total", whole), Rounding.decimals(cost));
  }

  private List<Cell> billed(Row row, int decimals) {
    var group = row.group();
    var usage = group.usage();
    var cached = usage.prompt().subtract(usage.of(Meter.INPUT));
    boolean total = row.name().equals("Total");
    return List.of(
        new Cell.Text(row.name()),
        new Cell.Count(group.allCalls()),
        count(group.failedCalls()),
        new Cell.Count(usage.of(Meter.INPUT)),
        count(cached),
        new Cell.Count(usage.of(Meter.OUTPUT)),
        total ? Cell.NOTHING : new Cell.Text(Phrases.shortModels(group.modelsBefore())),
        before(group, decimals),
        group.isPriced() ? share(group) : Cell.NOTHING,
        perCall(group),
        group.isMoved()
            ? amount(group.saved().map(saved -> Money.ZERO.minus(saved)), decimals, Cell.NOTHING)
            : Cell.NOTHING);
  }

  private static Cell count(BigDecimal number) {
    return number.signum() == 0 ? Cell.NOTHING : new Cell.Count(number);
  }

  private Cell share(AuditGroup group) {
    return cost.isZero()
        ? Cell.NOTHING
        : new Cell.Percent(Rounding.percent(group.before().usd(), cost.usd()));
  }

  private static Cell perCall(AuditGroup group) {
    return group.pricedCalls().signum() == 0
        ? Cell.NOTHING
        : new Cell.PerCall(Rounding.perCall(group.before(), group.pricedCalls()));
  }

  private List<Cell> moved(Row row) {
    var group = row.group();
    return moved(
        row.name(),
        group,
        before(group, decimals),
        new Cell.Text(Phrases.shortModels(group.modelsBefore())),
        after(group, decimals),
        new Cell.Text(group.isMoved() ? target(group) : unmoved()),
        isQuiet(group) ? Cell.NOTHING : saved(group, decimals),
        isQuiet(group) ? Cell.NOTHING : savedShare(group));
  }

  private static List<Cell> moved(String name, AuditGroup group, Cell... amounts) {
    var usage = group.usage();
    var cells = new ArrayList<Cell>();
    cells.add(new Cell.Text(name));
    cells.add(new Cell.Count(group.allCalls()));
    cells.add(count(group.failedCalls()));
    cells.add(new Cell.Count(usage.of(Meter.INPUT)));
    cells.add(count(usage.prompt().subtract(usage.of(Meter.INPUT))));
    cells.add(new Cell.Count(usage.of(Meter.OUTPUT)));
    cells.add(perCall(group));
    cells.addAll(List.of(amounts));
    return cells;
  }

  /// A suggestion names tiers, as people route by them, and is silent on what stays.
  private boolean isQuiet(AuditGroup group) {
    return audit.plan().kind() == MovePlan.Kind.SUGGESTION && !group.isMoved();
  }

  private String unmoved() {
    return audit.plan().kind() == MovePlan.Kind.SUGGESTION ? "" : "unchanged";
  }

  private String target(AuditGroup group) {
    var tasks = group.lines().lines().stream().map(line -> line.original().key().task());
    var tiers =
        tasks
            .distinct()
            .flatMap(task -> Optional.ofNullable(audit.plan().advice().get(task)).stream())
            .filter(MovePlan.Advice::moves)
            .map(MovePlan.Advice::to)
            .distinct()
            .toList();
    return audit.plan().kind() == MovePlan.Kind.SUGGESTION && tiers.size() == 1
        ? tiers.getFirst()
        : Phrases.shortModels(group.modelsAfter());
  }

  private static Cell before(AuditGroup group, int decimals) {
    return amount(
        Optional.of(group.before()).filter(_ -> group.isPriced()),
        decimals,
        new Cell.Text("unpriced"));
  }

  private static Cell after(AuditGroup group, int decimals) {
    return amount(group.after().filter(_ -> group.isPriced()), decimals, new Cell.Text("unpriced"));
  }

  private static Cell saved(AuditGroup group, int decimals) {
    return amount(group.saved().filter(_ -> group.isPriced()), decimals, Cell.NOTHING);
  }

  private static Cell amount(Optional<Money> money, int decimals, Cell otherwise) {
    return money.<Cell>map(some -> new Cell.Amount(some, decimals)).orElse(otherwise);
  }

  private static Cell savedShare(AuditGroup group) {
    var before = group.before();
    return before.isZero()
        ? Cell.NOTHING
        : group
            .saved()
            .<Cell>map(saved -> new Cell.Percent(Rounding.percent(saved.usd(), before.usd())))
            .orElse(Cell.NOTHING);
  }

  private List<Cell> movedTotal() {
    int ofTotal = Rounding.decimals(cost);
    return moved(
        "Total",
        whole,
        before(whole, ofTotal),
        Cell.NOTHING,
        after(whole, ofTotal),
        Cell.NOTHING,
        saved(whole, ofTotal),
        savedShare(whole));
  }
}
