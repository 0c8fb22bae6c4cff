package routercost.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routercost.price.Attribute;
import routercost.price.Money;
import routercost.usage.Meter;

/// The table of an audit. Every amount is rounded once; totals add, and savings subtract, what is
/// shown.
///
/// @param groups all of them, in order
/// @param exact what all groups cost, before anything is rounded
/// @param rows as shown, with those beyond the top taken together
record AuditTable(Audit audit, List<AuditGroup> groups, Money exact, List<Row> rows) {
  static AuditTable of(Audit audit, List<AuditGroup> groups) {
    var exact = AuditReport.cost(groups);
    return new AuditTable(audit, groups, exact, rows(audit, groups, exact));
  }

  /// One row: a group, and its amounts as shown.
  record Row(
      String name, AuditGroup group, Optional<BigDecimal> before, Optional<BigDecimal> after) {
    Optional<BigDecimal> saved() {
      return before.flatMap(cost -> after.map(cost::subtract));
    }
  }

  /// Where the money goes, and what one tier lower would change.
  Block.Table bill() {
    return new Block.Table(
        List.of(
            Column.left(heading(), 0),
            Column.right("Calls", 0),
            Column.right("Failed", 5),
            Column.right("Input", 7),
            Column.right("Cached", 8),
            Column.right("Output", 6),
            Column.left("Model", 2),
            Column.right("Cost", 0),
            Column.right("%", 1),
            Column.right("Per call", 3),
            Column.right("1 tier lower", 0)),
        rows.stream().map(this::billed).toList(),
        List.of(billedTotal()));
  }

  /// What the bill was and what it would have been. A wide screen shows usage too.
  Block.Table beforeAndAfter() {
    return new Block.Table(
        List.of(
            Column.left(heading(), 0),
            Column.right("Calls", 1),
            Column.right("Failed", 6),
            Column.right("Input", 8),
            Column.right("Cached", 9),
            Column.right("Output", 7),
            Column.right("Per call", 5),
            Column.right("Before", 0),
            Column.left("on", 3),
            Column.right("After", 0),
            Column.left("on", 2),
            Column.right("Saved", 0),
            Column.right("%", 0)),
        rows.stream().map(this::moved).toList(),
        List.of(movedTotal()));
  }

  private String heading() {
    var names =
        audit.view().dimensions().stream().map(Attribute::id).collect(Collectors.joining(" / "));
    return names.isEmpty() ? "All" : Character.toUpperCase(names.charAt(0)) + names.substring(1);
  }

  private static List<Row> rows(Audit audit, List<AuditGroup> groups, Money exact) {
    int decimals = Rounding.decimals(exact);
    var all = groups.stream().map(group -> row(group.name(), group, decimals)).toList();
    int top = Math.min(all.size(), audit.view().top().orElse(all.size()));
    var rows = new ArrayList<>(all.subList(0, top));
    if (top < all.size()) {
      rows.add(more(all.subList(top, all.size())));
    }
    return rows;
  }

  /// Rows taken together: the sum of what they would show, so that the total does not depend on how
  /// many rows are shown.
  private static Row more(List<Row> rest) {
    var name = rest.size() + " more";
    boolean known =
        rest.stream().noneMatch(row -> row.before().isPresent() && row.after().isEmpty());
    return new Row(
        name,
        AuditGroup.together(List.of(name), rest.stream().map(Row::group).toList()),
        Optional.of(shown(rest.stream().map(Row::before))),
        known ? Optional.of(shown(rest.stream().map(Row::after))) : Optional.empty());
  }

  private static Row row(String name, AuditGroup group, int decimals) {
    boolean anyPrice = group.isPriced();
    return new Row(
        name,
        group,
        anyPrice ? Optional.of(Rounding.amount(group.before(), decimals)) : Optional.empty(),
        anyPrice ? group.after().map(cost -> Rounding.amount(cost, decimals)) : Optional.empty());
  }

  private List<Cell> billed(Row row) {
    return billed(row, row.before(), row.group().isMoved() ? row.saved() : Optional.empty());
  }

  private List<Cell> billedTotal() {
    var all = new Row("Total", whole(), Optional.empty(), Optional.empty());
    return billed(all, whole().isPriced() ? Optional.of(cost()) : Optional.empty(), saved());
  }

  /// What the scenario saves: the sum of the savings shown; empty if it changes nothing, or if what
  /// it changes has no price afterwards.
  Optional<BigDecimal> saved() {
    var moved = rows.stream().filter(row -> row.group().isMoved()).toList();
    return moved.isEmpty() ? Optional.empty() : Optional.of(shown(moved.stream().map(Row::saved)));
  }

  /// What the bill comes to: the sum of the costs shown.
  BigDecimal cost() {
    return shown(rows.stream().map(Row::before));
  }

  private AuditGroup whole() {
    return AuditGroup.together(List.of(), groups);
  }

  private List<Cell> billed(Row row, Optional<BigDecimal> cost, Optional<BigDecimal> saved) {
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
        total ? Cell.NOTHING : new Cell.Text(Words.shortModels(group.modelsBefore())),
        cost.<Cell>map(Cell.Amount::new).orElse(new Cell.Text("unpriced")),
        cost.isPresent() ? share(group) : Cell.NOTHING,
        perCall(group),
        saved.<Cell>map(amount -> new Cell.Amount(amount.negate())).orElse(Cell.NOTHING));
  }

  private static Cell count(BigDecimal number) {
    return number.signum() == 0 ? Cell.NOTHING : new Cell.Count(number);
  }

  private Cell share(AuditGroup group) {
    return exact.isZero()
        ? Cell.NOTHING
        : new Cell.Percent(Rounding.percent(group.before().usd(), exact.usd()));
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
        amount(row.before()),
        new Cell.Text(Words.shortModels(group.modelsBefore())),
        amount(row.after()),
        new Cell.Text(group.isMoved() ? target(group) : unmoved()),
        saved(row),
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
    return audit.plan().kind() == Plan.Kind.SUGGESTION && !group.isMoved();
  }

  private String unmoved() {
    return audit.plan().kind() == Plan.Kind.SUGGESTION ? "" : "unchanged";
  }

  private String target(AuditGroup group) {
    var tasks = group.lines().lines().stream().map(line -> line.original().key().task());
    var tiers =
        tasks
            .distinct()
            .flatMap(task -> Optional.ofNullable(audit.plan().advice().get(task)).stream())
            .filter(Plan.Advice::moves)
            .map(Plan.Advice::to)
            .distinct()
            .toList();
    return audit.plan().kind() == Plan.Kind.SUGGESTION && tiers.size() == 1
        ? tiers.getFirst()
        : Words.shortModels(group.modelsAfter());
  }

  private Cell saved(Row row) {
    return isQuiet(row.group())
        ? Cell.NOTHING
        : row.saved().<Cell>map(Cell.Amount::new).orElse(Cell.NOTHING);
  }

  private static Cell amount(Optional<BigDecimal> usd) {
    return usd.<Cell>map(Cell.Amount::new).orElse(new Cell.Text("unpriced"));
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
    var before = cost();
    var whole = whole();
    var after = whole.after().map(_ -> shown(rows.stream().map(Row::after)));
    return moved(
        "Total",
        whole,
        new Cell.Amount(before),
        Cell.NOTHING,
        amount(after),
        Cell.NOTHING,
        after.<Cell>map(cost -> new Cell.Amount(before.subtract(cost))).orElse(Cell.NOTHING),
        savedShare(whole));
  }

  /// The sum of what stands in a column.
  private static BigDecimal shown(Stream<Optional<BigDecimal>> amounts) {
    return amounts.flatMap(Optional::stream).reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
