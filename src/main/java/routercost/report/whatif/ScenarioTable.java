package routercost.report.whatif;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import routercost.price.Attribute;
import routercost.price.Money;
import routercost.report.common.AuditGroup;
import routercost.report.layout.Block;
import routercost.report.layout.Cell;
import routercost.report.layout.Phrases;
import routercost.report.layout.Rounding;
import routercost.report.layout.TableColumn;
import routercost.whatif.Alternative;

/// What one scenario changes, row by row: the naive saving beside the one that can be expected.
///
/// @param rows that change, then all others as one
/// @param decimals of the amounts in the rows
record ScenarioTable(WhatIf whatIf, Alternative alternative, List<Row> rows, int decimals) {
  /// One row.
  record Row(
      String name,
      AuditGroup group,
      boolean moved,
      Optional<Money> naive,
      Optional<Money> halfWidth) {}

  static ScenarioTable of(WhatIf whatIf, Alternative alternative) {
    var naive = new HashMap<List<String>, AuditGroup>();
    whatIf.groups(alternative.naive()).forEach(group -> naive.put(group.key(), group));
    var groups = whatIf.groups(alternative.adjusted());
    var rows = new ArrayList<Row>();
    for (var group : groups) {
      if (isTouched(group, naive)) {
        var halfWidth = whatIf.halfWidth(alternative, group);
        var naively = Optional.ofNullable(naive.get(group.key())).flatMap(AuditGroup::saved);
        rows.add(new Row(group.name(), group, true, naively, halfWidth));
      }
    }
    var rest = groups.stream().filter(group -> !isTouched(group, naive)).toList();
    if (!rest.isEmpty()) {
      rows.add(unchanged(rest));
    }
    int decimals =
        Rounding.decimals(
            alternative.adjusted().costBefore(), rows.stream().map(row -> row.group().before()));
    return new ScenarioTable(whatIf, alternative, rows, decimals);
  }

  /// Whether something moves here, or would but for what the target cannot take.
  private static boolean isTouched(AuditGroup group, Map<List<String>, AuditGroup> naive) {
    return group.isMoved()
        || Optional.ofNullable(naive.get(group.key())).map(AuditGroup::isMoved).orElse(false);
  }

  private static Row unchanged(List<AuditGroup> rest) {
    var name = rest.size() == 1 ? rest.getFirst().name() : rest.size() + " others";
    return new Row(
        name, AuditGroup.together(List.of(name), rest), false, Optional.empty(), Optional.empty());
  }

  boolean anyMoved() {
    return rows.stream().anyMatch(Row::moved);
  }

  Block.Table table() {
    return new Block.Table(
        List.of(
            TableColumn.left(heading(whatIf), 0),
            TableColumn.right("Calls", 3),
            TableColumn.right("Before", 0),
            TableColumn.left("on", 4),
            TableColumn.right("After", 0),
            TableColumn.left("on", 2),
            TableColumn.right("Naive", 0),
            TableColumn.right("Saved", 0),
            TableColumn.right("+/-", 1),
            TableColumn.right("%", 0)),
        rows.stream().map(this::cells).toList(),
        List.of(total()));
  }

  static String heading(WhatIf whatIf) {
    var names =
        whatIf.view().dimensions().stream()
            .map(Attribute::id)
            .collect(java.util.stream.Collectors.joining(" / "));
    return names.isEmpty() ? "All" : Character.toUpperCase(names.charAt(0)) + names.substring(1);
  }

  private List<Cell> cells(Row row) {
    var group = row.group();
    return List.of(
        new Cell.Text(row.name()),
        new Cell.Count(group.allCalls()),
        amount(priced(group, Optional.of(group.before())), decimals),
        new Cell.Text(row.moved() ? Phrases.shortModels(group.modelsBefore()) : ""),
        amount(priced(group, group.after()), decimals),
        new Cell.Text(
            row.moved() && group.isMoved()
                ? Phrases.shortModels(group.modelsAfter())
                : "unchanged"),
        row.moved() ? amount(row.naive(), decimals) : Cell.NOTHING,
        row.moved() ? amount(group.saved(), decimals) : Cell.NOTHING,
        row.halfWidth().<Cell>map(some -> new Cell.Amount(some, decimals)).orElse(Cell.NOTHING),
        row.moved() ? share(group.saved(), group.before()) : Cell.NOTHING);
  }

  private static Optional<Money> priced(AuditGroup group, Optional<Money> cost) {
    return cost.filter(_ -> group.isPriced());
  }

  private static Cell amount(Optional<Money> money, int decimals) {
    return money
        .<Cell>map(some -> new Cell.Amount(some, decimals))
        .orElse(new Cell.Text("unpriced"));
  }

  static Cell share(Optional<Money> part, Money whole) {
    return whole.isZero()
        ? Cell.NOTHING
        : part.<Cell>map(some -> new Cell.Percent(Rounding.percent(some.usd(), whole.usd())))
            .orElse(Cell.NOTHING);
  }

  /// The half width of the 90 % interval around the whole saving.
  Optional<Money> halfWidth() {
    return whatIf.halfWidth(alternative);
  }

  private List<Cell> total() {
    var all = AuditGroup.together(List.of(), rows.stream().map(Row::group).toList());
    int ofTotal = Rounding.decimals(all.before());
    return List.of(
        new Cell.Text("Total"),
        new Cell.Count(all.allCalls()),
        amount(priced(all, Optional.of(all.before())), ofTotal),
        Cell.NOTHING,
        amount(priced(all, all.after()), ofTotal),
        Cell.NOTHING,
        amount(priced(all, alternative.savedNaively()), ofTotal),
        amount(priced(all, alternative.saved()), ofTotal),
        halfWidth().<Cell>map(some -> new Cell.Amount(some, ofTotal)).orElse(Cell.NOTHING),
        share(alternative.saved(), all.before()));
  }
}
