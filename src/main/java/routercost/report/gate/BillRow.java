package routercost.report.gate;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import routercost.audit.budget.Bill;
import routercost.audit.budget.Bill.BillLine;
import routercost.price.Money;
import routercost.report.layout.Phrases;

/// One task or model of a bill, before a change and after it.
///
/// @param isTotal whether it is all of them together, which have no name
/// @param before empty if there is no bill to compare with
/// @param modelsBefore empty in a row of models
record BillRow(
    String name,
    boolean isTotal,
    Optional<BillLine.Amounts> before,
    BillLine.Amounts after,
    String modelsBefore,
    String modelsAfter) {
  static BillRow total(GateResult gate) {
    return new BillRow("", true, gate.base().map(Bill::total), gate.bill().total(), "", "");
  }

  /// The tasks, the largest change first.
  static List<BillRow> tasks(GateResult gate) {
    return rows(
        gate,
        "task",
        gate.base().map(BillRow::modelsByTask).orElse(Map.of()),
        modelsByTask(gate.bill()));
  }

  /// The models, the largest change first.
  static List<BillRow> models(GateResult gate) {
    return rows(gate, "model", Map.of(), Map.of());
  }

  private static List<BillRow> rows(
      GateResult gate,
      String attribute,
      Map<String, String> modelsBefore,
      Map<String, String> modelsAfter) {
    var after = gate.bill().by(attribute);
    var before = gate.base().map(bill -> bill.by(attribute));
    var names = new TreeSet<>(after.keySet());
    before.ifPresent(amounts -> names.addAll(amounts.keySet()));
    return names.stream()
        .map(
            name ->
                new BillRow(
                    name,
                    false,
                    before.map(amounts -> amounts.getOrDefault(name, BillLine.Amounts.NONE)),
                    after.getOrDefault(name, BillLine.Amounts.NONE),
                    modelsBefore.getOrDefault(name, ""),
                    modelsAfter.getOrDefault(name, "")))
        .sorted(
            Comparator.comparing(BillRow::size)
                .thenComparing(row -> row.after().cost())
                .reversed()
                .thenComparing(BillRow::name))
        .toList();
  }

  /// The models of each task, the most expensive first. The bill is read once for all tasks, as it
  /// may have thousands.
  private static Map<String, String> modelsByTask(Bill bill) {
    var models = new HashMap<String, String>();
    bill.by("task", "model").forEach((task, costs) -> models.put(task, byCost(costs)));
    return models;
  }

  private static String byCost(Map<String, BillLine.Amounts> models) {
    return Phrases.shortModels(
        models.entrySet().stream()
            .sorted((a, b) -> b.getValue().cost().compareTo(a.getValue().cost()))
            .map(Map.Entry::getKey)
            .toList());
  }

  boolean isChanged() {
    return before
        .filter(amounts -> amounts.cost().equals(after.cost()))
        .filter(amounts -> amounts.complete() == after.complete())
        .filter(amounts -> amounts.calls().compareTo(after.calls()) == 0)
        .filter(_ -> modelsBefore.equals(modelsAfter))
        .isEmpty();
  }

  private Money size() {
    var cost = before.map(BillLine.Amounts::cost).orElse(Money.ZERO);
    return new Money(after.cost().minus(cost).usd().abs());
  }
}
