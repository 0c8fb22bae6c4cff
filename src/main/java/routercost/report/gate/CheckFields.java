package routercost.report.gate;

import java.util.List;
import java.util.Optional;
import routercost.audit.budget.Budget.Waiver;
import routercost.audit.budget.BudgetPeriod.DateSpan;
import routercost.audit.budget.Check;
import routercost.audit.budget.Scope;
import routercost.report.common.RunMetadata;
import routercost.report.layout.Cell;
import routercost.report.layout.Field;
import routercost.report.layout.Json;
import routercost.report.layout.Rounding;
import routercost.report.layout.TableColumn;

/// The columns of the checks of a gate. Machines get exact figures, in the order of the file.
record CheckFields(GateResult gate) {
  List<Field<CheckText>> list() {
    return List.of(
        Field.shown(
            TableColumn.left("Status", 0),
            row -> new Cell.Toned(new Cell.Text(row.status()), row.role())),
        Field.<CheckText>text("budget", row -> row.budget().id()).left("Budget", 0).withJson("id"),
        Field.text("status", row -> row.check().status().id()),
        Field.json("blocking", row -> new Json.Flag(row.check().isBlocking())),
        Field.text("metric", row -> row.budget().metric().id()),
        Field.<CheckText>shown(TableColumn.right("Base", 2), row -> new Cell.Text(row.base()))
            .shownIf(gate.isCompared()),
        Field.<CheckText>optional("actual", CheckFields::actual)
            .right("Actual", 0, row -> new Cell.Text(row.actual())),
        Field.<CheckText>text("limit", row -> Rounding.exact(row.check().limit()))
            .right("Limit", 0, row -> new Cell.Text(row.limit())),
        Field.shown(TableColumn.right("Used", 1), row -> new Cell.Text(row.used())),
        Field.text("unit", CheckFields::unit),
        Field.json("message", row -> new Json.Text(row.message())),
        Field.json("scope", row -> scope(row.budget().scope())),
        Field.record(
            "period_from", row -> span(row).map(span -> span.from().toString()).orElse("")),
        Field.record("period_to", row -> span(row).map(span -> span.to().toString()).orElse("")),
        Field.json("period", CheckFields::period),
        Field.optional("base", row -> row.check().base().map(LimitFormat::exact)),
        Field.record("message", CheckText::message),
        Field.json("waived_until", row -> Json.text(row.check().waiver().map(Waiver::until))),
        Field.json("file", _ -> new Json.Text(RunMetadata.fileName(gate.path()))),
        Field.json("line", row -> Json.number(row.budget().line())),
        Field.record("prices", _ -> gate.head().prices().name()));
  }

  private static Optional<String> actual(CheckText row) {
    return row.check().measured().map(measured -> LimitFormat.exact(measured.actual()));
  }

  private static String unit(CheckText row) {
    return switch (row.budget().metric().unit()) {
      case DOLLARS -> "usd";
      case COUNT -> "count";
      case PERCENT -> "percent";
    };
  }

  private static Optional<DateSpan> span(CheckText row) {
    return row.check().measured().map(Check.Measured::span);
  }

  private static Json period(CheckText row) {
    return Json.object()
        .and("from", span(row).map(DateSpan::from))
        .and("to", span(row).map(DateSpan::to));
  }

  private static Json scope(Scope scope) {
    var json = Json.object();
    for (var condition : scope.conditions().entrySet()) {
      json.and(condition.getKey(), Json.texts(condition.getValue()));
    }
    return json;
  }
}
