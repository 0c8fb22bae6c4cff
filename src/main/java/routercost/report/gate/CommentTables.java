package routercost.report.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import routercost.audit.budget.Bill.BillLine;
import routercost.audit.budget.Check;
import routercost.price.Money;
import routercost.report.format.MarkdownRenderer;
import routercost.report.gate.CollapsibleTable.Column;
import routercost.report.layout.Cell;
import routercost.report.layout.Phrases;
import routercost.report.layout.Rounding;

/// The figures of a comment on a pull request.
final class CommentTables {
  private static final int TASKS_SHOWN = 20;
  private static final int LONGEST_NAME = 60;

  private final GateResult gate;
  private final int decimals;
  private final List<BillRow> tasks;
  private final List<BillRow> models;

  CommentTables(GateResult gate) {
    this.gate = gate;
    this.decimals = decimals(gate);
    this.tasks = BillRow.tasks(gate);
    this.models = BillRow.models(gate);
  }

  private static int decimals(GateResult gate) {
    var before = gate.base().map(bill -> bill.total().cost()).orElse(Money.ZERO);
    var after = gate.bill().total().cost();
    return Rounding.decimals(after.compareTo(before) < 0 ? before : after);
  }

  /// `#### LLM cost: $331.76 → $254.14 (-$77.62, -23.4%)`.
  String headline() {
    var after = gate.bill().total();
    var change =
        gate.base().map(base -> headline(base.total(), after)).orElseGet(() -> cost(after));
    return "#### LLM cost: " + change + "\n" + unpriced(after);
  }

  private String headline(BillLine.Amounts before, BillLine.Amounts after) {
    var costs = cost(before) + " → " + cost(after);
    if (!areComparable(before, after)) {
      return costs;
    }
    var base = before.cost().usd();
    var rise = after.cost().usd().subtract(base);
    var percent =
        base.signum() == 0 ? "" : ", " + new Cell.Rise(Rounding.percent(rise, base)).text();
    return costs + " (" + change(before, after) + percent + ")";
  }

  private static String unpriced(BillLine.Amounts total) {
    if (total.complete()) {
      return "";
    }
    var calls = total.unpriced();
    return "\n%s %s no price and %s not included in any amount.\n"
        .formatted(Phrases.calls(calls), Phrases.has(calls), Phrases.is(calls));
  }

  /// The tasks that changed; nothing without a base.
  String changes() {
    if (gate.base().isEmpty()) {
      return "";
    }
    var changed = tasks.stream().filter(BillRow::isChanged).toList();
    if (changed.isEmpty()) {
      return "No task changes its cost.\n\n";
    }
    var columns = columns("Task");
    return CollapsibleTable.head(columns)
        + changed.stream()
            .limit(TASKS_SHOWN)
            .map(row -> CollapsibleTable.line(columns, row))
            .collect(Collectors.joining())
        + CollapsibleTable.line(columns, BillRow.total(gate))
        + "\n"
        + sentence(changed.size() - TASKS_SHOWN, "more task", "below")
        + sentence(tasks.size() - changed.size(), "task", "unchanged");
  }

  private static String sentence(int count, String noun, String end) {
    return count <= 0 ? "" : Phrases.counted(count, noun) + " " + end + ".\n\n";
  }

  /// The tables that are folded away: all budgets, tasks and models.
  List<CollapsibleTable> folds() {
    return List.of(budgets(), fold("Tasks", "Task", tasks), fold("Models", "Model", models));
  }

  private CollapsibleTable budgets() {
    var columns = new ArrayList<Column<CheckText>>();
    columns.add(Column.left("Budget", row -> name(row.check().budget().id())));
    if (gate.isCompared()) {
      columns.add(Column.right("Base", CheckText::base));
    }
    columns.add(Column.right("Actual", CheckText::actual));
    columns.add(Column.right("Limit", CheckText::limit));
    columns.add(Column.left("", row -> verdict(row.check())));
    return new CollapsibleTable(
        "Budgets: " + gate.counts(),
        CollapsibleTable.head(columns),
        gate.worstFirst().stream()
            .map(check -> CollapsibleTable.line(columns, new CheckText(check)))
            .toList());
  }

  private static String verdict(Check check) {
    return mark(check) + (check.isFixed() ? " fixed by this change" : "");
  }

  static String mark(Check check) {
    return switch (check.status()) {
      case OK -> "✅";
      case WARN -> "⚠️";
      case FAIL, ERROR -> check.isBlocking() ? "❌" : "⚠️";
      case OFF -> "off";
    };
  }

  private CollapsibleTable fold(String summary, String heading, List<BillRow> rows) {
    var columns = columns(heading);
    var lines = new ArrayList<String>();
    lines.add(CollapsibleTable.line(columns, BillRow.total(gate)));
    rows.forEach(row -> lines.add(CollapsibleTable.line(columns, row)));
    return new CollapsibleTable(
        summary + ": " + rows.size() + rounded(rows), CollapsibleTable.head(columns), lines);
  }

  private List<Column<BillRow>> columns(String heading) {
    var columns = new ArrayList<Column<BillRow>>();
    columns.add(Column.left(heading, row -> row.isTotal() ? "**Total**" : name(row.name())));
    columns.add(Column.right("Calls", row -> new Cell.Count(row.after().calls()).text()));
    if (gate.base().isPresent()) {
      columns.add(Column.right("Before", row -> row.before().map(this::cost).orElse("")));
      columns.add(Column.right("After", row -> cost(row.after())));
      columns.add(
          Column.right(
              "Change", row -> row.before().map(before -> change(before, row.after())).orElse("")));
    } else {
      columns.add(Column.right("Cost", row -> cost(row.after())));
    }
    columns.add(
        Column.right(
            "Per call",
            row ->
                changed(
                    row.before().map(CommentTables::perCall).orElse(""), perCall(row.after()))));
    if (heading.equals("Task")) {
      columns.add(
          Column.left(
              "Model",
              row -> MarkdownRenderer.escaped(changed(row.modelsBefore(), row.modelsAfter()))));
    }
    return columns;
  }

  /// `before → after`, or one of them where they are the same or nothing was before.
  private static String changed(String before, String after) {
    if (before.isEmpty() || before.equals(after)) {
      return after;
    }
    return before + " → " + (after.isEmpty() ? "–" : after);
  }

  /// A note on rows that miss the total as they are shown.
  private String rounded(List<BillRow> rows) {
    var costs = rows.stream().map(row -> row.after().cost()).toList();
    return Rounding.rowsMiss(costs, decimals, gate.bill().total().cost(), decimals)
        ? " (rows are rounded; totals are exact)"
        : "";
  }

  private String cost(BillLine.Amounts amounts) {
    if (amounts.calls().signum() == 0 && amounts.cost().isZero()) {
      return "–";
    }
    var dollars = Rounding.dollars(amounts.cost(), decimals);
    if (amounts.complete()) {
      return dollars;
    }
    return amounts.priced().signum() == 0 ? "unpriced" : "≥ " + dollars;
  }

  private static String perCall(BillLine.Amounts amounts) {
    return amounts.priced().signum() > 0
        ? Rounding.dollars(Rounding.perCall(amounts.cost(), amounts.priced()))
        : "–";
  }

  private String change(BillLine.Amounts before, BillLine.Amounts after) {
    return areComparable(before, after)
        ? new Cell.Change(after.cost().minus(before.cost()), decimals).text()
        : "unknown";
  }

  /// Whether a change can be stated: nothing has lost or found its price.
  private static boolean areComparable(BillLine.Amounts before, BillLine.Amounts after) {
    return before.complete() == after.complete()
        && before.unpriced().compareTo(after.unpriced()) == 0;
  }

  private static String name(String name) {
    var shortened = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "…" : name;
    return shortened.isEmpty() ? Phrases.orNone(name) : MarkdownRenderer.escaped(shortened);
  }
}
