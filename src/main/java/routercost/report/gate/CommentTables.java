package routercost.report.gate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import routercost.audit.budget.Bill;
import routercost.audit.budget.Bill.BillLine;
import routercost.audit.budget.Check;
import routercost.price.Money;
import routercost.report.format.MarkdownRenderer;
import routercost.report.layout.Cell;
import routercost.report.layout.Phrases;
import routercost.report.layout.Rounding;
import routercost.usage.Thousands;

/// The figures of a comment on a pull request.
final class CommentTables {
  private static final int TASKS_SHOWN = 20;
  private static final int LONGEST_NAME = 60;

  private final GateResult gate;
  private final int decimals;
  private final List<Row> tasks;
  private final List<Row> models;

  /// Reads the bills once; a bill may have thousands of tasks, and each of them is shown.
  CommentTables(GateResult gate) {
    this.gate = gate;
    this.decimals = decimals(gate);
    this.tasks =
        rows(gate, "task", modelsByTask(gate.bill()), gate.base().map(CommentTables::modelsByTask));
    this.models = rows(gate, "model", Map.of(), Optional.empty());
  }

  /// `#### LLM cost: $331.76 → $254.14 (-$77.62, -23.4%)`.
  String headline() {
    var after = gate.bill().total();
    var words = gate.base().map(base -> headline(base.total(), after)).orElseGet(() -> cost(after));
    return "#### LLM cost: " + words + "\n" + unpriced(after);
  }

  private String headline(BillLine.Amounts before, BillLine.Amounts after) {
    var words = cost(before) + " → " + cost(after);
    if (!areComparable(before, after)) {
      return words;
    }
    var base = before.cost();
    var change = after.cost().minus(base).usd();
    var percent = base.isZero() ? "" : ", " + signed(Rounding.percent(change, base.usd())) + "%";
    return words + " (" + change(before, after) + percent + ")";
  }

  private static String unpriced(BillLine.Amounts total) {
    if (total.complete()) {
      return "";
    }
    var calls = total.unpriced();
    return "\n%s %s no price and %s in no amount.\n"
        .formatted(Phrases.calls(calls), Phrases.has(calls), Phrases.is(calls));
  }

  /// Whether a change can be stated: nothing has lost or found its price.
  private static boolean areComparable(BillLine.Amounts before, BillLine.Amounts after) {
    return before.complete() == after.complete()
        && before.unpriced().compareTo(after.unpriced()) == 0;
  }

  private String dollars(Money money) {
    return Rounding.dollars(money, decimals);
  }

  /// What changed, task by task; nothing without a base.
  String changes() {
    if (gate.base().isEmpty()) {
      return "";
    }
    var changed = tasks.stream().filter(Row::isChanged).toList();
    if (changed.isEmpty()) {
      return "No task changes its cost.\n\n";
    }
    return head("Task")
        + changed.stream().limit(TASKS_SHOWN).map(this::line).collect(Collectors.joining())
        + total(anyModels(tasks))
        + "\n"
        + more(changed.size())
        + unchanged(tasks.size() - changed.size());
  }

  private static String more(int changed) {
    return changed > TASKS_SHOWN
        ? Phrases.counted(changed - TASKS_SHOWN, "more task") + " below.\n\n"
        : "";
  }

  private static String unchanged(int count) {
    return count == 0 ? "" : Phrases.counted(count, "task") + " unchanged.\n\n";
  }

  /// What is folded away: all budgets, tasks and models.
  List<CollapsibleTable> folds() {
    var folds = new ArrayList<CollapsibleTable>();
    folds.add(budgets());
    folds.add(fold("Tasks", "Task", tasks));
    folds.add(fold("Models", "Model", models));
    return folds;
  }

  private CollapsibleTable budgets() {
    boolean compared = gate.checks().stream().anyMatch(check -> check.base().isPresent());
    var head =
        compared
            ? "| Budget | Base | Actual | Limit | |\n| :--- | ---: | ---: | ---: | :--- |\n"
            : "| Budget | Actual | Limit | |\n| :--- | ---: | ---: | :--- |\n";
    return new CollapsibleTable(
        "Budgets: " + gate.counts(),
        head,
        gate.worstFirst().stream().map(check -> budget(check, compared)).toList());
  }

  private static String budget(Check check, boolean compared) {
    var words = new CheckText(check);
    var note = check.isFixed() ? " fixed by this change" : "";
    return "| "
        + name(check.budget().id())
        + (compared ? " | " + words.base() : "")
        + " | "
        + words.actual()
        + " | "
        + words.limit()
        + " | "
        + mark(check)
        + note
        + " |\n";
  }

  static String mark(Check check) {
    return switch (check.status()) {
      case OK -> "✅";
      case WARN -> "⚠️";
      case FAIL, ERROR -> check.isBlocking() ? "❌" : "⚠️";
      case OFF -> "off";
    };
  }

  private CollapsibleTable fold(String summary, String column, List<Row> rows) {
    var lines = new ArrayList<>(rows.stream().map(this::line).toList());
    lines.addFirst(total(anyModels(rows)));
    return new CollapsibleTable(summary + ": " + rows.size() + rounded(rows), head(column), lines);
  }

  /// One task or model, before and after.
  record Row(
      String name,
      Optional<BillLine.Amounts> before,
      BillLine.Amounts after,
      String modelsBefore,
      String modelsAfter) {
    boolean isChanged() {
      return before
          .filter(some -> some.cost().equals(after.cost()) && some.complete() == after.complete())
          .filter(some -> some.calls().compareTo(after.calls()) == 0)
          .filter(_ -> modelsBefore.equals(modelsAfter))
          .isEmpty();
    }

    Money size() {
      var cost = before.map(BillLine.Amounts::cost).orElse(Money.ZERO);
      return new Money(after.cost().minus(cost).usd().abs());
    }
  }

  /// @param modelsAfter the models of each row, if it shows them
  private static List<Row> rows(
      GateResult gate,
      String attribute,
      Map<String, String> modelsAfter,
      Optional<Map<String, String>> modelsBefore) {
    var after = gate.bill().by(attribute);
    var before = gate.base().map(bill -> bill.by(attribute));
    var names = new TreeSet<>(after.keySet());
    before.ifPresent(amounts -> names.addAll(amounts.keySet()));
    return names.stream()
        .map(
            name ->
                new Row(
                    name,
                    before.map(amounts -> amounts.getOrDefault(name, BillLine.Amounts.NONE)),
                    after.getOrDefault(name, BillLine.Amounts.NONE),
                    modelsBefore.map(models -> models.getOrDefault(name, "")).orElse(""),
                    modelsAfter.getOrDefault(name, "")))
        .sorted(
            Comparator.comparing(Row::size)
                .thenComparing(row -> row.after().cost())
                .reversed()
                .thenComparing(Row::name))
        .toList();
  }

  /// The models of each task, the most expensive first.
  private static Map<String, String> modelsByTask(Bill bill) {
    var models = new HashMap<String, String>();
    bill.by("task", "model").forEach((task, costs) -> models.put(task, byCost(costs)));
    return models;
  }

  private static String byCost(Map<String, BillLine.Amounts> models) {
    return Phrases.shortModels(
        models.entrySet().stream()
            .sorted((one, other) -> other.getValue().cost().compareTo(one.getValue().cost()))
            .map(Map.Entry::getKey)
            .toList());
  }

  private String head(String first) {
    var columns =
        gate.base().isPresent()
            ? List.of("Calls", "Before", "After", "Change", "Per call")
            : List.of("Calls", "Cost", "Per call");
    boolean models = first.equals("Task");
    return "| "
        + first
        + columns.stream().map(column -> " | " + column).collect(Collectors.joining())
        + (models ? " | Model |\n" : " |\n")
        + "| :---"
        + " | ---:".repeat(columns.size())
        + (models ? " | :--- |\n" : " |\n");
  }

  private String line(Row row) {
    var models = changed(row.before().isEmpty() ? "" : row.modelsBefore(), row.modelsAfter());
    return row.modelsBefore().isEmpty() && row.modelsAfter().isEmpty()
        ? line(name(row.name()), row) + "\n"
        : line(name(row.name()), row) + " " + MarkdownRenderer.escaped(models) + " |\n";
  }

  private String line(String name, Row row) {
    var calls = new Cell.Count(row.after().calls()).text();
    if (row.before().isEmpty()) {
      return cells(name, calls, cost(row.after()), perCall(row.after()));
    }
    var before = row.before().get();
    return cells(
        name,
        calls,
        cost(before),
        cost(row.after()),
        change(before, row.after()),
        changed(perCall(before), perCall(row.after())));
  }

  private static String cells(String... cells) {
    return "| " + String.join(" | ", cells) + " |";
  }

  /// `before → after`, or one of them where they are the same or nothing was before.
  private static String changed(String before, String after) {
    if (before.isEmpty() || before.equals(after)) {
      return after;
    }
    return before + " → " + (after.isEmpty() ? "–" : after);
  }

  private String total(boolean models) {
    var all = new Row("", gate.base().map(Bill::total), gate.bill().total(), "", "");
    return line("**Total**", all) + (models ? " |\n" : "\n");
  }

  private static boolean anyModels(List<Row> rows) {
    return rows.stream().anyMatch(row -> !row.modelsAfter().isEmpty());
  }

  /// A word on rows that miss the total as they are shown.
  private String rounded(List<Row> rows) {
    var costs = rows.stream().map(row -> row.after().cost()).toList();
    return Rounding.rowsMiss(costs, decimals, gate.bill().total().cost(), decimals)
        ? " (rows are rounded; totals are exact)"
        : "";
  }

  private String cost(BillLine.Amounts amounts) {
    if (amounts.calls().signum() == 0 && amounts.cost().isZero()) {
      return "–";
    }
    if (!amounts.complete()) {
      return amounts.priced().signum() == 0 ? "unpriced" : "≥ " + dollars(amounts.cost());
    }
    return dollars(amounts.cost());
  }

  private static String perCall(BillLine.Amounts amounts) {
    return amounts.priced().signum() > 0
        ? Rounding.dollars(Rounding.perCall(amounts.cost(), amounts.priced()))
        : "–";
  }

  private static int decimals(GateResult gate) {
    var before = gate.base().map(bill -> bill.total().cost()).orElse(Money.ZERO);
    var after = gate.bill().total().cost();
    return Rounding.decimals(after.compareTo(before) < 0 ? before : after);
  }

  private String change(BillLine.Amounts before, BillLine.Amounts after) {
    if (!areComparable(before, after)) {
      return "unknown";
    }
    return new Cell.Change(after.cost().minus(before.cost()), decimals).text();
  }

  private static String signed(BigDecimal number) {
    return (number.signum() > 0 ? "+" : "") + Thousands.grouped(number);
  }

  private static String name(String name) {
    var shortened = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "…" : name;
    return shortened.isEmpty() ? "(none)" : MarkdownRenderer.escaped(shortened);
  }
}
