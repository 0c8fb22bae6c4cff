package routercost.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import routercost.price.Money;
import routercost.whatif.Alternative;
import routercost.whatif.Assumption;

/// What each row would cost under several scenarios, beside what it costs. Every amount is rounded
/// once; totals add what is shown.
///
/// @param rows one for each group, dearest first
record SideBySide(WhatIf whatIf, List<Row> rows) {
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

  static SideBySide of(WhatIf whatIf) {
    var columns = whatIf.alternatives().stream().map(some -> column(whatIf, some)).toList();
    var rows = new ArrayList<Row>();
    for (var group : whatIf.groups(whatIf.asIs())) {
      var cells = columns.stream().map(column -> outlook(whatIf, of(column, group))).toList();
      rows.add(new Row(group, cells));
    }
    return new SideBySide(whatIf, rows);
  }

  private static Map<List<String>, AuditGroup> column(WhatIf whatIf, Alternative alternative) {
    var column = new HashMap<List<String>, AuditGroup>();
    whatIf.groups(alternative.adjusted()).forEach(group -> column.put(group.key(), group));
    return column;
  }

  private static AuditGroup of(Map<List<String>, AuditGroup> column, AuditGroup group) {
    return Optional.ofNullable(column.get(group.key())).orElse(group);
  }

  private static Outlook outlook(WhatIf whatIf, AuditGroup group) {
    if (!group.isPriced()) {
      return new Outlook(group, Optional.empty(), "unpriced", false);
    }
    boolean stays =
        whatIf.matrix()
            && group.lines().lines().stream()
                .flatMap(line -> line.assumptions().stream())
                .anyMatch(some -> some instanceof Assumption.TooLong);
    if (stays) {
      return new Outlook(group, Optional.empty(), "too long", false);
    }
    return new Outlook(
        group, group.after(), group.after().isPresent() ? "" : "unpriced", !group.isMoved());
  }

  private int decimals() {
    return Rounding.decimals(whatIf.asIs().costBefore());
  }

  Block.Table table() {
    var columns = new ArrayList<Column>();
    columns.add(Column.left(MoveTable.heading(whatIf), 0));
    columns.add(Column.right("Calls", 1));
    columns.add(Column.left("Now on", 2));
    columns.add(Column.right("Cost", 0));
    for (var alternative : whatIf.alternatives()) {
      columns.add(Column.right(alternative.scenario().name() + " ", 0));
    }
    if (whatIf.matrix()) {
      columns.add(Column.right("Saves", 0));
    }
    return new Block.Table(columns, rows.stream().map(this::cells).toList(), totals());
  }

  private List<Cell> cells(Row row) {
    var cells = new ArrayList<Cell>();
    var now = row.now();
    cells.add(new Cell.Text(now.name()));
    cells.add(new Cell.Count(now.allCalls()));
    cells.add(new Cell.Text(Words.shortModels(now.modelsBefore())));
    cells.add(now.isPriced() ? new Cell.Amount(shown(now.before())) : new Cell.Text("unpriced"));
    for (int i = 0; i < row.cells().size(); i++) {
      cells.add(cell(row, i));
    }
    if (whatIf.matrix()) {
      cells.add(saves(row));
    }
    return cells;
  }

  private BigDecimal shown(Money money) {
    return Rounding.amount(money, decimals());
  }

  private Cell cell(Row row, int i) {
    var outlook = row.cells().get(i);
    var mark =
        outlook.current() ? "=" : row.cheapest().filter(best -> best == i).isPresent() ? "*" : " ";
    return outlook
        .cost()
        .<Cell>map(cost -> new Cell.Text(Rounding.dollars(shown(cost)) + mark))
        .orElse(new Cell.Text(outlook.why() + " "));
  }

  private Cell saves(Row row) {
    return row.cheapest()
        .flatMap(best -> row.cells().get(best).cost())
        .<Cell>map(cost -> new Cell.Amount(shown(row.now().before()).subtract(shown(cost))))
        .orElse(Cell.NOTHING);
  }

  /// What the bill would be under an alternative, as shown; empty if a row of it is not known.
  Optional<BigDecimal> total(int i) {
    var priced = rows.stream().filter(row -> row.now().isPriced()).toList();
    return priced.stream().allMatch(row -> row.cells().get(i).cost().isPresent())
        ? Optional.of(
            priced.stream()
                .map(row -> shown(row.cells().get(i).cost().orElse(Money.ZERO)))
                .reduce(BigDecimal.ZERO, BigDecimal::add))
        : Optional.empty();
  }

  /// What the bill is, as shown.
  BigDecimal total() {
    return rows.stream()
        .map(row -> shown(row.now().before()))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /// What every row on its cheapest model saves, as shown.
  BigDecimal saved() {
    return rows.stream()
        .map(this::saves)
        .map(cell -> cell instanceof Cell.Amount(BigDecimal usd) ? usd : BigDecimal.ZERO)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private List<List<Cell>> totals() {
    var cells = new ArrayList<Cell>();
    cells.add(new Cell.Text("Total"));
    cells.add(
        new Cell.Count(
            AuditGroup.together(List.of(), rows.stream().map(Row::now).toList()).allCalls()));
    cells.add(Cell.NOTHING);
    cells.add(new Cell.Amount(total()));
    for (int i = 0; i < whatIf.alternatives().size(); i++) {
      cells.add(new Cell.Text(total(i).map(total -> Rounding.dollars(total) + " ").orElse("")));
    }
    if (whatIf.matrix()) {
      cells.add(new Cell.Amount(saved()));
    }
    return whatIf.matrix()
        ? List.of(cells)
        : List.of(
            cells,
            savings("Saved", this::saved),
            savings("+/-", this::halfWidth),
            savings("Naive", this::savedNaively));
  }

  private Optional<BigDecimal> saved(int alternative) {
    return total(alternative).map(total -> total().subtract(total));
  }

  private Optional<BigDecimal> halfWidth(int alternative) {
    return whatIf.halfWidth(whatIf.alternatives().get(alternative)).map(this::shown);
  }

  private Optional<BigDecimal> savedNaively(int alternative) {
    return whatIf.alternatives().get(alternative).savedNaively().map(this::shown);
  }

  private List<Cell> savings(String name, IntFunction<Optional<BigDecimal>> saved) {
    var cells = new ArrayList<Cell>(List.of(new Cell.Text(name)));
    cells.addAll(List.of(Cell.NOTHING, Cell.NOTHING, Cell.NOTHING));
    for (int i = 0; i < whatIf.alternatives().size(); i++) {
      cells.add(new Cell.Text(saved.apply(i).map(usd -> Rounding.dollars(usd) + " ").orElse("")));
    }
    return cells;
  }
}
