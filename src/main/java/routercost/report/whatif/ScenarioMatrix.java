package routercost.report.whatif;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import routercost.price.Attribute;
import routercost.price.Money;
import routercost.report.common.AuditGroup;
import routercost.report.layout.Block;
import routercost.report.layout.Cell;
import routercost.report.layout.Json;
import routercost.report.layout.Phrases;
import routercost.report.layout.Rounding;
import routercost.report.layout.TableColumn;
import routercost.whatif.Assumption;

/// What each row would cost under several scenarios, beside what it costs.
///
/// @param rows one for each group, the most expensive first
/// @param total what the bill is
/// @param decimals of the amounts in the rows
record ScenarioMatrix(WhatIf whatIf, List<Row> rows, Money total, int decimals) {
  /// One group.
  ///
  /// @param cells its cost under each alternative
  record Row(AuditGroup now, List<Outlook> cells) {
    /// The cheapest alternative that is cheaper than now.
    Optional<Integer> cheapest() {
      return IntStream.range(0, cells.size())
          .boxed()
          .filter(
              i -> cells.get(i).cost().filter(cost -> cost.compareTo(now.before()) < 0).isPresent())
          .min(Comparator.comparing(i -> cells.get(i).cost().orElse(Money.ZERO)));
    }
  }

  /// What one group would cost under one alternative.
  ///
  /// @param cost empty if it is not known
  /// @param why it is not known, in a word
  /// @param current whether nothing would change
  record Outlook(AuditGroup group, Optional<Money> cost, String why, boolean current) {}

  static ScenarioMatrix of(WhatIf whatIf) {
    var columns =
        whatIf.alternatives().stream().map(each -> whatIf.byKey(each.adjusted())).toList();
    var rows = new ArrayList<Row>();
    for (var group : whatIf.groups(whatIf.asIs())) {
      var cells =
          columns.stream()
              .map(column -> outlook(whatIf, column.getOrDefault(group.key(), group)))
              .toList();
      rows.add(new Row(group, cells));
    }
    var total = whatIf.asIs().costBefore();
    int decimals = Rounding.decimals(total, rows.stream().map(row -> row.now().before()));
    return new ScenarioMatrix(whatIf, rows, total, decimals);
  }

  private static Outlook outlook(WhatIf whatIf, AuditGroup group) {
    if (!group.isPriced()) {
      return new Outlook(group, Optional.empty(), "unpriced", false);
    }
    boolean stays =
        whatIf.matrix()
            && group.lines().lines().stream()
                .flatMap(line -> line.assumptions().stream())
                .anyMatch(Assumption.TooLong.class::isInstance);
    if (stays) {
      return new Outlook(group, Optional.empty(), "too long", false);
    }
    return new Outlook(
        group, group.after(), group.after().isPresent() ? "" : "unpriced", !group.isMoved());
  }

  /// Whether all calls of a group that have a price run on the models of a tier, if on older ones.
  static boolean runsOn(AuditGroup group, String tier) {
    return group.isPriced()
        && group.lines().lines().stream()
            .filter(line -> !line.before().charges().isEmpty())
            .allMatch(line -> line.value(Attribute.Known.TIER).equals(tier));
  }

  Block.Table table() {
    var columns = new ArrayList<TableColumn>();
    columns.add(TableColumn.left(whatIf.view().grouping().heading(), 0));
    columns.add(TableColumn.right("Calls", 1));
    columns.add(TableColumn.left("Now on", 2));
    columns.add(TableColumn.right("Cost", 0));
    for (var alternative : whatIf.alternatives()) {
      columns.add(TableColumn.right(alternative.scenario().name() + " ", 0));
    }
    if (whatIf.matrix()) {
      columns.add(TableColumn.right("Saved", 0));
    }
    var shown = whatIf.first(rows);
    var cells = new ArrayList<>(shown.stream().map(this::cells).toList());
    if (shown.size() < rows.size()) {
      cells.add(rest(rows.subList(shown.size(), rows.size())));
    }
    return new Block.Table(columns, cells, totals());
  }

  /// The rows that are not shown, as one.
  private List<Cell> rest(List<Row> rest) {
    var now = AuditGroup.together(List.of(), rest.stream().map(Row::now).toList());
    var cells = new ArrayList<Cell>();
    cells.add(new Cell.Text(rest.size() + " more"));
    cells.add(new Cell.Count(now.calls()));
    cells.add(new Cell.Text(Phrases.shortModels(now.modelsBefore())));
    cells.add(Cell.priced(now.cost(), decimals));
    for (int i = 0; i < whatIf.alternatives().size(); i++) {
      cells.add(marked(total(rest, i)));
    }
    if (whatIf.matrix()) {
      cells.add(Cell.amount(Optional.of(saved(rest)), decimals));
    }
    return cells;
  }

  private List<Cell> cells(Row row) {
    var now = row.now();
    var cells = new ArrayList<Cell>();
    cells.add(new Cell.Text(now.name()));
    cells.add(new Cell.Count(now.calls()));
    cells.add(new Cell.Text(Phrases.shortModels(now.modelsBefore())));
    cells.add(Cell.priced(now.cost(), decimals));
    for (int i = 0; i < row.cells().size(); i++) {
      cells.add(cell(row, i));
    }
    if (whatIf.matrix()) {
      cells.add(Cell.amount(saved(row), decimals));
    }
    return cells;
  }

  private Cell cell(Row row, int i) {
    var outlook = row.cells().get(i);
    var mark =
        outlook.current() ? "=" : row.cheapest().filter(best -> best == i).isPresent() ? "*" : " ";
    return outlook
        .cost()
        .<Cell>map(cost -> new Cell.Marked(new Cell.Amount(cost, decimals), mark))
        .orElse(new Cell.Text(outlook.why() + " "));
  }

  static Optional<Money> saved(Row row) {
    return row.cheapest()
        .flatMap(best -> row.cells().get(best).cost())
        .map(cost -> row.now().before().minus(cost));
  }

  /// What the bill would be under an alternative; empty if a row of it is not known, or nothing has
  /// a price.
  Optional<Money> total(int i) {
    return total(rows, i);
  }

  private static Optional<Money> total(List<Row> rows, int i) {
    var priced = rows.stream().filter(row -> row.now().isPriced()).toList();
    var costs = priced.stream().flatMap(row -> row.cells().get(i).cost().stream()).toList();
    return priced.isEmpty() || costs.size() < priced.size()
        ? Optional.empty()
        : Optional.of(Money.sum(costs));
  }

  /// What every row on its cheapest model saves.
  Money saved() {
    return saved(rows);
  }

  private static Money saved(List<Row> rows) {
    return Money.sum(rows.stream().flatMap(row -> saved(row).stream()).toList());
  }

  private List<List<Cell>> totals() {
    var cells = new ArrayList<Cell>();
    var whole = AuditGroup.together(List.of(), rows.stream().map(Row::now).toList());
    cells.add(new Cell.Text("Total"));
    cells.add(new Cell.Count(whole.calls()));
    cells.add(Cell.NOTHING);
    cells.add(Cell.priced(whole.cost(), ofTotal()));
    for (int i = 0; i < whatIf.alternatives().size(); i++) {
      cells.add(marked(total(i)));
    }
    if (whatIf.matrix()) {
      cells.add(Cell.amount(whole.cost().map(_ -> saved()), ofTotal()));
    }
    return whatIf.matrix()
        ? List.of(cells)
        : List.of(
            cells,
            savings("Saved", this::saved),
            savings("+/-", i -> whatIf.halfWidth(whatIf.alternatives().get(i))),
            savings("Price only", i -> whatIf.alternatives().get(i).savedNaively()));
  }

  private int ofTotal() {
    return Rounding.decimals(total);
  }

  private Cell marked(Optional<Money> amount) {
    return amount
        .<Cell>map(known -> new Cell.Marked(new Cell.Amount(known, ofTotal()), " "))
        .orElse(Cell.NOTHING);
  }

  private Optional<Money> saved(int alternative) {
    return total(alternative).map(total::minus);
  }

  private List<Cell> savings(String name, IntFunction<Optional<Money>> saved) {
    var cells = new ArrayList<Cell>(List.of(new Cell.Text(name)));
    cells.addAll(List.of(Cell.NOTHING, Cell.NOTHING, Cell.NOTHING));
    for (int i = 0; i < whatIf.alternatives().size(); i++) {
      cells.add(marked(saved.apply(i)));
    }
    return cells;
  }

  Json json() {
    return Json.items(whatIf.first(rows).stream().map(this::json));
  }

  private Json json(Row row) {
    var costs = Json.object();
    var reasons = Json.object();
    for (int i = 0; i < row.cells().size(); i++) {
      var outlook = row.cells().get(i);
      costs.and(scenario(i), outlook.cost());
      if (!outlook.why().isEmpty()) {
        reasons.and(scenario(i), outlook.why());
      }
    }
    var json =
        whatIf
            .view()
            .grouping()
            .key(row.now().key())
            .and("key", whatIf.view().grouping().key(row.now().key()))
            .and("calls", row.now().calls())
            .and("failed_calls", row.now().failedCalls())
            .and("before", row.now().cost())
            .and("costs", costs)
            .and("cheapest", row.cheapest().map(this::scenario))
            .and("suggested", Json.text(String.join(",", whatIf.suggested(row.now()))));
    return reasons.isEmpty() ? json : json.and("reasons", reasons);
  }

  private String scenario(int alternative) {
    return whatIf.alternatives().get(alternative).scenario().name();
  }
}
