package routercost.report.whatif;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.ToIntFunction;
import routercost.price.Money;
import routercost.report.common.AuditGroup;
import routercost.report.layout.Block;
import routercost.report.layout.Cell;
import routercost.report.layout.Field;
import routercost.report.layout.Json;
import routercost.report.layout.Phrases;
import routercost.report.layout.Records;
import routercost.report.layout.Rounding;
import routercost.report.layout.TableColumn;
import routercost.whatif.Alternative;

/// The groups that one scenario changes: the naive saving next to the one that can be expected.
///
/// @param groups each by itself
/// @param rows the groups that change, then all others as one
/// @param decimals of the amounts in the rows
record ScenarioTable(
    WhatIf whatIf, Alternative alternative, List<Row> groups, List<Row> rows, int decimals) {
  /// A group as a row: one of them, those that do not change together, or all of them.
  ///
  /// @param moved whether something moves here, or would but for what the target cannot take
  /// @param naive what tokens times price alone would save
  record Row(
      Alternative alternative,
      String name,
      AuditGroup group,
      boolean moved,
      boolean isTotal,
      Optional<Money> naive) {
    private Cell models(List<String> ids) {
      return new Cell.Text(isTotal ? "" : Phrases.shortModels(ids));
    }

    private Cell target() {
      return isTotal || (moved && group.isMoved())
          ? models(group.modelsAfter())
          : new Cell.Text("unchanged");
    }

    private String redo() {
      return (isTotal ? Optional.<BreakEvenSection>empty() : BreakEvenSection.of(group))
          .flatMap(section -> section.breakEven().escalation())
          .map(share -> Rounding.exactPercent(share, BigDecimal.ONE))
          .orElse("");
    }
  }

  static ScenarioTable of(WhatIf whatIf, Alternative alternative) {
    var naive = whatIf.byKey(alternative.naive());
    var groups = new ArrayList<Row>();
    for (var group : whatIf.groups(alternative.adjusted())) {
      var naively = Optional.ofNullable(naive.get(group.key()));
      boolean moved = group.isMoved() || naively.filter(AuditGroup::isMoved).isPresent();
      groups.add(
          new Row(
              alternative, group.name(), group, moved, false, naively.flatMap(AuditGroup::saved)));
    }
    var rows = rows(whatIf, alternative, groups);
    int decimals =
        Rounding.decimals(
            alternative.adjusted().costBefore(), rows.stream().map(row -> row.group().before()));
    return new ScenarioTable(whatIf, alternative, groups, rows, decimals);
  }

  private static List<Row> rows(WhatIf whatIf, Alternative alternative, List<Row> groups) {
    var changed = groups.stream().filter(Row::moved).toList();
    var rows = new ArrayList<>(whatIf.first(changed));
    var rest = new ArrayList<>(changed.subList(rows.size(), changed.size()));
    groups.stream().filter(row -> !row.moved()).forEach(rest::add);
    if (!rest.isEmpty()) {
      var name = rest.size() == 1 ? rest.getFirst().name() : rest.size() + " others";
      var together = AuditGroup.together(List.of(name), rest.stream().map(Row::group).toList());
      boolean moved = rest.stream().anyMatch(Row::moved);
      var naive = Money.sum(rest.stream().flatMap(row -> row.naive().stream()).toList());
      rows.add(
          new Row(
              alternative,
              name,
              together,
              moved,
              false,
              moved ? Optional.of(naive) : Optional.empty()));
    }
    return rows;
  }

  private Row total() {
    var key = Collections.nCopies(whatIf.view().dimensions().size(), "");
    var whole = new AuditGroup(key, alternative.adjusted());
    var naive = alternative.savedNaively().filter(_ -> whole.isPriced());
    return new Row(alternative, "Total", whole, true, true, naive);
  }

  boolean anyMoved() {
    return groups.stream().anyMatch(Row::moved);
  }

  /// The half width of the 90 % interval around the whole saving.
  Optional<Money> halfWidth() {
    return whatIf.halfWidth(alternative);
  }

  private int decimals(Row row) {
    return row.isTotal() ? Rounding.decimals(row.group().before()) : decimals;
  }

  /// The columns of groups under any scenario.
  ///
  /// @param decimals of the amounts of a row where people read them
  private static List<Field<Row>> fields(WhatIf whatIf, ToIntFunction<Row> decimals) {
    BiFunction<Row, Optional<Money>, Cell> priced =
        (row, amount) -> Cell.priced(amount, decimals.applyAsInt(row));
    var fields = new ArrayList<Field<Row>>();
    fields.addAll(whatIf.view().grouping().fields(Row::name, row -> row.group().key()));
    fields.addAll(
        List.of(
            Field.record("row", row -> row.isTotal() ? "total" : "group"),
            Field.record("scenario", row -> row.alternative().scenario().name()),
            Field.<Row>count("calls", row -> row.group().calls()).right("Calls", 3),
            Field.count("failed_calls", row -> row.group().failedCalls()),
            Field.texts("models", row -> row.group().modelsBefore()),
            Field.json("models_after", row -> Json.texts(row.group().modelsAfter())),
            Field.<Row>money("before", row -> row.group().cost())
                .right("Before", 0, row -> priced.apply(row, row.group().cost())),
            Field.money("list", row -> row.group().list()),
            Field.shown(
                TableColumn.left("on", 4),
                row -> row.models(row.moved() ? row.group().modelsBefore() : List.of())),
            Field.<Row>texts("models_after", row -> row.group().modelsAfter()).withoutJson(),
            Field.<Row>money("after", row -> row.group().after())
                .right("After", 0, row -> priced.apply(row, row.group().after())),
            Field.shown(TableColumn.left("on", 2), Row::target),
            Field.shown(
                TableColumn.right("Price", 0),
                row -> row.moved() ? priced.apply(row, row.naive()) : Cell.NOTHING),
            Field.<Row>money("saved", row -> row.group().saved())
                .right(
                    "Saved",
                    0,
                    row -> row.moved() ? priced.apply(row, row.group().saved()) : Cell.NOTHING),
            Field.shown(
                TableColumn.right("+/-", 1),
                row ->
                    row.moved()
                        ? Cell.amount(halfWidth(whatIf, row), decimals.applyAsInt(row))
                        : Cell.NOTHING),
            Field.<Row>percent("saved_pct", row -> row.group().saved(), row -> row.group().before())
                .right(
                    "%",
                    0,
                    row ->
                        row.moved()
                            ? Cell.percent(row.group().saved(), row.group().before())
                            : Cell.NOTHING),
            Field.money("naive_saved", Row::naive),
            Field.json(
                "saved_error_90", row -> Json.quotient(halfWidth(whatIf, row).map(Money::usd))),
            Field.record("break_even_redo_pct", Row::redo),
            Field.record(
                "suggested",
                row -> row.isTotal() ? "" : String.join(",", whatIf.suggested(row.group()))),
            Field.<Row>count("unpriced_calls", row -> row.group().unpricedCalls()).withoutJson()));
    return fields;
  }

  private static Optional<Money> halfWidth(WhatIf whatIf, Row row) {
    return row.isTotal()
        ? whatIf.halfWidth(row.alternative())
        : whatIf.halfWidth(row.alternative(), row.group());
  }

  Block.Table table() {
    return Field.table(fields(whatIf, this::decimals), rows, List.of(total()));
  }

  /// Each group under each alternative, and the total of each.
  static Records records(WhatIf whatIf) {
    var rows = new ArrayList<Row>();
    for (var each : whatIf.alternatives()) {
      var table = of(whatIf, each);
      rows.addAll(whatIf.first(table.groups()));
      rows.add(table.total());
    }
    return Field.records(fields(whatIf, _ -> 0), rows);
  }

  Json json() {
    var fields = fields(whatIf, this::decimals);
    return Json.items(whatIf.first(groups).stream().map(row -> json(row, fields)));
  }

  private Json json(Row row, List<Field<Row>> fields) {
    var json =
        Json.object()
            .and("key", whatIf.view().grouping().key(row.group().key()))
            .and(Field.json(fields, row));
    return BreakEvenSection.of(row.group())
        .map(section -> json.and("break_even", section.json(whatIf.view().units().hourly())))
        .orElse(json);
  }
}
