package routercost.report.month;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import routercost.price.Attribute;
import routercost.price.Money;
import routercost.report.common.AuditGroup;
import routercost.report.common.Grouping;
import routercost.report.layout.Block;
import routercost.report.layout.Cell;
import routercost.report.layout.Field;
import routercost.report.layout.Json;
import routercost.report.layout.Phrases;
import routercost.report.layout.Records;
import routercost.report.layout.Rounding;
import routercost.whatif.Comparison;

/// The totals of a period by some attributes, next to those of the period before.
///
/// @param id the key in JSON, and the view in records: `by_task`
/// @param rows the most expensive first
record GroupTotals(String id, Grouping grouping, List<Row> rows, Row total, int decimals) {
  /// One group.
  ///
  /// @param before its cost in the period before; empty without one
  /// @param after its cost after the moves of the plan; empty if that is not known
  record Row(
      List<String> key,
      String name,
      BigDecimal calls,
      Money cost,
      Money bill,
      Optional<Money> before,
      Optional<Money> after) {
    Optional<Money> change() {
      return before.map(cost::minus);
    }

    Optional<Money> saved() {
      return after.map(cost::minus);
    }
  }

  GroupTotals {
    rows = List.copyOf(rows);
  }

  static GroupTotals of(String id, List<Attribute> attributes, MonthEnd month) {
    var earlier = month.earlier().map(before -> byKey(before.bill(), attributes));
    var groups = AuditGroup.of(month.planned(), attributes);
    var bill = month.total();
    var rows = new ArrayList<Row>();
    var seen = new HashMap<List<String>, AuditGroup>();
    for (var group : groups) {
      seen.put(group.key(), group);
      rows.add(
          new Row(
              group.key(),
              group.name(),
              group.calls(),
              group.before(),
              bill,
              earlier.map(before -> cost(before, group.key())),
              group.after()));
    }
    earlier.ifPresent(
        before ->
            before.forEach(
                (key, group) -> {
                  if (!seen.containsKey(key)) {
                    rows.add(gone(group, bill));
                  }
                }));
    rows.sort(Comparator.comparing(Row::cost).reversed().thenComparing(Row::name));
    var whole = new AuditGroup(List.of(), month.planned());
    var total =
        new Row(
            Collections.nCopies(attributes.size(), ""),
            "Total",
            whole.calls(),
            bill,
            bill,
            month.earlier().map(before -> before.bill().costBefore()),
            whole.after());
    int decimals = Rounding.decimals(bill, rows.stream().map(Row::cost));
    return new GroupTotals(id, new Grouping(attributes), rows, total, decimals);
  }

  private static Map<List<String>, AuditGroup> byKey(Comparison bill, List<Attribute> attributes) {
    var byKey = new HashMap<List<String>, AuditGroup>();
    AuditGroup.of(bill, attributes).forEach(group -> byKey.put(group.key(), group));
    return byKey;
  }

  private static Money cost(Map<List<String>, AuditGroup> before, List<String> key) {
    var group = before.get(key);
    return group == null ? Money.ZERO : group.before();
  }

  /// A group of the period before that is no longer used.
  private static Row gone(AuditGroup group, Money bill) {
    return new Row(
        group.key(),
        group.name(),
        BigDecimal.ZERO,
        Money.ZERO,
        bill,
        Optional.of(group.before()),
        Optional.of(Money.ZERO));
  }

  /// `By task`.
  String heading() {
    return "By " + grouping.heading().toLowerCase(java.util.Locale.ROOT);
  }

  Block.Table table() {
    return Field.table(fields(), rows, List.of(total));
  }

  Records records() {
    return Field.records(fields(), rows);
  }

  Json json() {
    return Json.items(
        rows.stream()
            .map(
                row ->
                    Json.object()
                        .and("key", grouping.key(row.key()))
                        .and(Field.json(fields(), row))));
  }

  Json.Fields totals() {
    return Field.json(fields(), total);
  }

  private List<Field<Row>> fields() {
    var fields = new ArrayList<Field<Row>>();
    fields.add(Field.record("view", _ -> id));
    fields.addAll(grouping.fields(row -> Phrases.orNone(row.name()), Row::key));
    boolean isCompared = total.before().isPresent();
    fields.addAll(
        List.of(
            Field.<Row>count("calls", Row::calls).right("Calls", 4),
            Field.<Row>money("cost", row -> Optional.of(row.cost()))
                .right("Cost", 0, row -> new Cell.Amount(row.cost(), decimals)),
            Field.<Row>percent("share_pct", row -> Optional.of(row.cost()), Row::bill)
                .right("Share", 3),
            Field.<Row>money("previous", Row::before)
                .right("Previous", 2, row -> Cell.amount(row.before(), decimals))
                .shownIf(isCompared),
            Field.<Row>money("change", Row::change)
                .right("Change", 1, this::change)
                .shownIf(isCompared),
            Field.<Row>money("after_moves", Row::after)
                .right("After moves", 5, row -> Cell.amount(row.after(), decimals))
                .shownIf(isMoved()),
            Field.<Row>money("possible_saving", Row::saved)
                .right("Could save", 4, this::saving)
                .shownIf(isMoved())));
    return fields;
  }

  private boolean isMoved() {
    return total.saved().filter(saved -> !saved.isZero()).isPresent();
  }

  private Cell change(Row row) {
    return row.change().<Cell>map(money -> new Cell.Change(money, decimals)).orElse(Cell.NOTHING);
  }

  private Cell saving(Row row) {
    return Cell.amount(row.saved().filter(money -> !money.isZero()), decimals);
  }
}
