package routercost.report.whatif;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import routercost.price.Money;
import routercost.report.common.AuditGroup;
import routercost.report.common.MovePlan;
import routercost.report.layout.Block;
import routercost.report.layout.Cell;
import routercost.report.layout.Phrases;
import routercost.report.layout.Role;
import routercost.report.layout.Rounding;
import routercost.report.layout.TableColumn;
import routercost.whatif.Comparison;

/// A matrix on a screen: brackets where calls run now, the suggested move of each row, and bars for
/// the bill before and after.
///
/// @param suggested the groups of the bill after what an audit suggests, by key; none without
record MatrixScreen(WhatIf whatIf, ScenarioMatrix matrix, Map<List<String>, AuditGroup> suggested) {
  private static final int FEW = 3;

  MatrixScreen(WhatIf whatIf, ScenarioMatrix matrix) {
    this(whatIf, matrix, whatIf.suggested().map(whatIf::byKey).orElse(Map.of()));
  }

  Block table() {
    var columns = new ArrayList<TableColumn>();
    columns.add(TableColumn.left(whatIf.view().grouping().heading(), 0));
    int models = whatIf.alternatives().size(); // of many, the last go where all have no room
    columns.add(TableColumn.right("Calls", models + 2));
    columns.add(TableColumn.left("Now on", models + 3));
    columns.add(TableColumn.right("Now", 0));
    for (int i = 0; i < models; i++) {
      var name = whatIf.alternatives().get(i).scenario().name();
      columns.add(TableColumn.right(name + " ", i < FEW ? 0 : i));
    }
    if (hasSuggestions()) {
      columns.add(TableColumn.left("Suggested", models + 1));
      columns.add(TableColumn.right("Save", 0));
    }
    var rows = matrix.rows().stream().map(this::cells).toList();
    return new Block.Table(columns, rows, totals());
  }

  private boolean hasSuggestions() {
    return !suggested.isEmpty();
  }

  private List<Cell> cells(ScenarioMatrix.Row row) {
    var now = row.now();
    var targets = targets(row);
    var cells = new ArrayList<Cell>();
    cells.add(new Cell.Text(now.name()));
    cells.add(Cell.count(now.calls()));
    cells.add(toned(Phrases.shortModels(now.modelsBefore()), Role.DIM));
    cells.add(Cell.priced(now.cost(), matrix.decimals()));
    for (int i = 0; i < row.cells().size(); i++) {
      cells.add(cell(row, i, targets));
    }
    if (hasSuggestions()) {
      cells.add(
          targets.isEmpty()
              ? toned("stay", Role.DIM)
              : toned(String.join(", ", targets), Role.SAVING));
      cells.add(targets.isEmpty() ? Cell.NOTHING : saving(suggestion(row), matrix.decimals()));
    }
    return cells;
  }

  private Optional<Money> suggestion(ScenarioMatrix.Row row) {
    return Optional.ofNullable(suggested.get(row.now().key())).flatMap(AuditGroup::saved);
  }

  /// Where the suggested moves take the calls of a row.
  private List<String> targets(ScenarioMatrix.Row row) {
    var group = suggested.get(row.now().key());
    return group == null || !group.isMoved()
        ? List.of()
        : whatIf.plan().of(group).stream().map(MovePlan.Advice::to).distinct().toList();
  }

  private static Cell toned(String text, Role role) {
    return text.isEmpty() ? Cell.NOTHING : new Cell.Toned(new Cell.Text(text), role);
  }

  private static Cell saving(Optional<Money> saved, int decimals) {
    return saved
        .<Cell>map(money -> new Cell.Toned(new Cell.Amount(money, decimals), Role.SAVING))
        .orElse(Cell.NOTHING);
  }

  private Cell cell(ScenarioMatrix.Row row, int i, List<String> targets) {
    var outlook = row.cells().get(i);
    if (outlook.cost().isEmpty()) {
      return toned(outlook.why() + " ", Role.DIM);
    }
    var cost = outlook.cost().get();
    var name = whatIf.alternatives().get(i).scenario().name();
    var amount = Rounding.dollars(cost, matrix.decimals());
    if (outlook.current() || ScenarioMatrix.runsOn(row.now(), name)) {
      var older = amount.equals(Rounding.dollars(row.now().before(), matrix.decimals())) ? "" : "~";
      return toned("[" + older + amount + "]", Role.CURRENT);
    }
    boolean isBest = row.cheapest().filter(best -> best == i).isPresent();
    if (!whatIf.matrix()) {
      return toned(amount + (isBest ? "*" : " "), isBest ? Role.SAVING : Role.PLAIN);
    }
    boolean isDearer = cost.compareTo(row.now().before()) > 0;
    return toned(
        amount + " ", targets.contains(name) ? Role.SAVING : isDearer ? Role.DIM : Role.PLAIN);
  }

  private List<List<Cell>> totals() {
    var whole =
        AuditGroup.together(
            List.of(), matrix.rows().stream().map(ScenarioMatrix.Row::now).toList());
    var cells = new ArrayList<Cell>();
    cells.add(new Cell.Text("Total"));
    cells.add(Cell.count(whole.calls()));
    cells.add(Cell.NOTHING);
    cells.add(Cell.priced(whole.cost(), ofTotal()));
    for (int i = 0; i < whatIf.alternatives().size(); i++) {
      cells.add(
          matrix
              .total(i)
              .<Cell>map(known -> new Cell.Text(dollars(known) + " "))
              .orElse(Cell.NOTHING));
    }
    if (hasSuggestions()) {
      cells.add(Cell.NOTHING);
      cells.add(saving(whatIf.suggested().flatMap(MatrixScreen::saved), ofTotal()));
    }
    return List.of(cells);
  }

  private static Optional<Money> saved(Comparison comparison) {
    return new AuditGroup(List.of(), comparison).saved();
  }

  private String dollars(Money money) {
    return Rounding.dollars(money, ofTotal());
  }

  private int ofTotal() {
    return Rounding.decimals(matrix.total());
  }

  Block legend() {
    return new Block.Paragraph(
        whatIf.matrix()
            ? "[ ] runs there now   ~ on an older model of that tier"
            : "[ ] as now   * cheapest",
        Role.DIM);
  }

  /// The bill as suggested and on the cheapest column, which is a bound; or under each scenario.
  Block bars() {
    var bars = new ArrayList<BillBars.After>();
    whatIf
        .suggested()
        .flatMap(Comparison::costAfter)
        .ifPresent(
            total -> bars.add(new BillBars.After("As suggested", total, sure(), Role.SAVING)));
    if (whatIf.matrix()) {
      cheapest().ifPresent(bars::add);
    } else {
      for (int i = 0; i < whatIf.alternatives().size(); i++) {
        var alternative = whatIf.alternatives().get(i);
        matrix.total(i).ifPresent(total -> bars.add(whatIf.bar(alternative, total)));
      }
    }
    return new BillBars(matrix.total(), bars).block();
  }

  private String sure() {
    return whatIf.plan().hasEvidence() ? "" : ", quality untested";
  }

  /// The column that costs least.
  private Optional<BillBars.After> cheapest() {
    Optional<BillBars.After> cheapest = Optional.empty();
    var least = matrix.total();
    for (int i = 0; i < whatIf.alternatives().size(); i++) {
      var total = matrix.total(i).orElse(least);
      if (total.compareTo(least) < 0) {
        least = total;
        var name = "All on " + whatIf.alternatives().get(i).scenario().name();
        boolean isBound = total.compareTo(matrix.total().minus(matrix.saved())) <= 0;
        var note = isBound ? ", lower bound" : "";
        cheapest = Optional.of(new BillBars.After(name, total, note, Role.DIM));
      }
    }
    return cheapest;
  }
}
