package routercost.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import routercost.price.Attribute;
import routercost.price.Money;
import routercost.whatif.Alternative;

/// What one scenario changes, row by row: the naive saving beside the one that can be expected.
/// Every amount is rounded once; totals add, and savings subtract, what is shown.
///
/// @param rows that change, then all others as one
record MoveTable(WhatIf whatIf, Alternative alternative, List<Row> rows) {
  /// One row, with its amounts as shown.
  record Row(
      String name,
      AuditGroup group,
      boolean moved,
      Optional<BigDecimal> before,
      Optional<BigDecimal> after,
      Optional<BigDecimal> naive,
      Optional<BigDecimal> halfWidth) {
    Optional<BigDecimal> saved() {
      return before.flatMap(cost -> after.map(cost::subtract));
    }
  }

  static MoveTable of(WhatIf whatIf, Alternative alternative) {
    var naive = new HashMap<List<String>, AuditGroup>();
    whatIf.groups(alternative.naive()).forEach(group -> naive.put(group.key(), group));
    int decimals = Rounding.decimals(alternative.adjusted().costBefore());
    var groups = whatIf.groups(alternative.adjusted());
    var rows = new ArrayList<Row>();
    for (var group : groups) {
      if (isTouched(group, naive)) {
        var halfWidth = whatIf.halfWidth(alternative, group);
        rows.add(row(group, Optional.ofNullable(naive.get(group.key())), halfWidth, decimals));
      }
    }
    var rest = groups.stream().filter(group -> !isTouched(group, naive)).toList();
    if (!rest.isEmpty()) {
      rows.add(unchanged(rest, decimals));
    }
    return new MoveTable(whatIf, alternative, rows);
  }

  /// Whether something moves here, or would but for what the target cannot take.
  private static boolean isTouched(AuditGroup group, Map<List<String>, AuditGroup> naive) {
    return group.isMoved()
        || Optional.ofNullable(naive.get(group.key())).map(AuditGroup::isMoved).orElse(false);
  }

  private static Row row(
      AuditGroup group, Optional<AuditGroup> naive, Optional<Money> halfWidth, int decimals) {
    return new Row(
        group.name(),
        group,
        true,
        Optional.of(Rounding.amount(group.before(), decimals)),
        group.after().map(cost -> Rounding.amount(cost, decimals)),
        naive.flatMap(AuditGroup::saved).map(saved -> Rounding.amount(saved, decimals)),
        halfWidth.map(some -> Rounding.amount(some, decimals)));
  }

  private static Row unchanged(List<AuditGroup> rest, int decimals) {
    var name = rest.size() == 1 ? rest.getFirst().name() : rest.size() + " others";
    var group = AuditGroup.together(List.of(name), rest);
    var cost =
        rest.stream()
            .map(AuditGroup::before)
            .map(before -> Rounding.amount(before, decimals))
            .reduce(BigDecimal.ZERO.setScale(decimals), BigDecimal::add);
    return new Row(
        name,
        group,
        false,
        Optional.of(cost),
        Optional.of(cost),
        Optional.empty(),
        Optional.empty());
  }

  boolean anyMoved() {
    return rows.stream().anyMatch(Row::moved);
  }

  Block.Table table() {
    return new Block.Table(
        List.of(
            Column.left(heading(whatIf), 0),
            Column.right("Calls", 3),
            Column.right("Before", 0),
            Column.left("on", 4),
            Column.right("After", 0),
            Column.left("on", 2),
            Column.right("Naive", 0),
            Column.right("Saved", 0),
            Column.right("+/-", 1),
            Column.right("%", 0)),
        rows.stream().map(MoveTable::cells).toList(),
        List.of(total()));
  }

  static String heading(WhatIf whatIf) {
    var names =
        whatIf.view().dimensions().stream()
            .map(Attribute::id)
            .collect(java.util.stream.Collectors.joining(" / "));
    return names.isEmpty() ? "All" : Character.toUpperCase(names.charAt(0)) + names.substring(1);
  }

  private static List<Cell> cells(Row row) {
    var group = row.group();
    return List.of(
        new Cell.Text(row.name()),
        new Cell.Count(group.allCalls()),
        amount(row.before()),
        new Cell.Text(row.moved() ? Words.shortModels(group.modelsBefore()) : ""),
        amount(row.after()),
        new Cell.Text(
            row.moved() && group.isMoved() ? Words.shortModels(group.modelsAfter()) : "unchanged"),
        row.moved() ? amount(row.naive()) : Cell.NOTHING,
        row.moved() ? amount(row.saved()) : Cell.NOTHING,
        row.halfWidth().<Cell>map(Cell.Amount::new).orElse(Cell.NOTHING),
        row.moved() ? share(group.saved(), group.before()) : Cell.NOTHING);
  }

  private static Cell amount(Optional<BigDecimal> usd) {
    return usd.<Cell>map(Cell.Amount::new).orElse(new Cell.Text("unpriced"));
  }

  static Cell share(Optional<Money> part, Money whole) {
    return whole.isZero()
        ? Cell.NOTHING
        : part.<Cell>map(some -> new Cell.Percent(Rounding.percent(some.usd(), whole.usd())))
            .orElse(Cell.NOTHING);
  }

  /// What the bill comes to as shown.
  BigDecimal before() {
    return sum(rows.stream().map(Row::before));
  }

  /// What is saved as shown; empty if a row would have no price.
  Optional<BigDecimal> saved() {
    boolean known = rows.stream().allMatch(row -> row.after().isPresent());
    return known ? Optional.of(sum(rows.stream().map(Row::saved))) : Optional.empty();
  }

  /// The naive saving as shown.
  Optional<BigDecimal> naive() {
    var moved = rows.stream().filter(Row::moved).toList();
    boolean known = moved.stream().allMatch(row -> row.naive().isPresent());
    return known ? Optional.of(sum(moved.stream().map(Row::naive))) : Optional.empty();
  }

  /// The half width of the 90 % interval around the whole saving.
  Optional<BigDecimal> halfWidth() {
    return whatIf
        .halfWidth(alternative)
        .map(some -> Rounding.amount(some, Rounding.decimals(whatIf.asIs().costBefore())));
  }

  private static BigDecimal sum(Stream<Optional<BigDecimal>> amounts) {
    return amounts.flatMap(Optional::stream).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private List<Cell> total() {
    var all = AuditGroup.together(List.of(), rows.stream().map(Row::group).toList());
    return List.of(
        new Cell.Text("Total"),
        new Cell.Count(all.allCalls()),
        new Cell.Amount(before()),
        Cell.NOTHING,
        amount(saved().map(saved -> before().subtract(saved))),
        Cell.NOTHING,
        amount(naive()),
        amount(saved()),
        halfWidth().<Cell>map(Cell.Amount::new).orElse(Cell.NOTHING),
        share(alternative.saved(), alternative.adjusted().costBefore()));
  }
}
