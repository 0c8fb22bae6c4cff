package routercost.report.gate;

import java.util.function.Function;
import java.util.stream.Collectors;
import routercost.audit.budget.Bill.BillLine;
import routercost.audit.budget.Check;
import routercost.audit.budget.Ratio;
import routercost.report.layout.Rounding;
import routercost.usage.SafeText;

/// Writes what the calls cost and how the budgets stand as OpenMetrics text, which GitLab compares
/// with the target branch and Prometheus reads.
public record OpenMetricsRenderer() implements GateRenderer {
  @Override
  public String render(GateResult gate) {
    var total = gate.bill().total();
    return family("router_cost_usd", "usd", "Cost of the calls with a price, by task.")
        + byTask(gate, "router_cost_usd", amounts -> amounts.cost().toString())
        + family("router_cost_total_usd", "usd", "Cost of all calls with a price.")
        + sample("router_cost_total_usd", total.cost().toString())
        + family("router_cost_calls", "", "Calls, failed or not, by task.")
        + byTask(gate, "router_cost_calls", amounts -> Rounding.exact(amounts.calls()))
        + family("router_cost_tokens", "", "Billed tokens by task.")
        + byTask(gate, "router_cost_tokens", amounts -> Rounding.exact(amounts.tokens()))
        + family(
            "router_cost_unpriced_calls",
            "",
            "Calls without a price, which are not included in any cost.")
        + sample("router_cost_unpriced_calls", Rounding.exact(total.unpriced()))
        + family("router_cost_budget_used_ratio", "", "Actual divided by limit.")
        + budgets(gate, "router_cost_budget_used_ratio", OpenMetricsRenderer::used)
        + family("router_cost_budget_passed", "", "0 if it is over or was not judged, else 1.")
        + budgets(gate, "router_cost_budget_passed", OpenMetricsRenderer::passed)
        + "# EOF\n";
  }

  private static String family(String name, String unit, String help) {
    return "# TYPE "
        + name
        + " gauge\n"
        + (unit.isEmpty() ? "" : "# UNIT " + name + " " + unit + "\n")
        + "# HELP "
        + name
        + " "
        + help
        + "\n";
  }

  private static String sample(String nameAndLabels, String value) {
    return nameAndLabels + " " + value + "\n";
  }

  private static String byTask(
      GateResult gate, String name, Function<BillLine.Amounts, String> value) {
    return gate.bill().by("task").entrySet().stream()
        .map(
            task ->
                sample(
                    name + "{task=\"" + label(task.getKey()) + "\"}", value.apply(task.getValue())))
        .collect(Collectors.joining());
  }

  private static String budgets(GateResult gate, String name, Function<Check, String> value) {
    return gate.checks().stream()
        .filter(check -> !value.apply(check).isEmpty())
        .map(
            check ->
                sample(
                    name + "{budget=\"" + label(check.budget().id()) + "\"}", value.apply(check)))
        .collect(Collectors.joining());
  }

  private static String used(Check check) {
    if (check.measured().isEmpty() || check.limit().signum() == 0) {
      return "";
    }
    var actual = check.measured().get().actual();
    return LimitFormat.exact(new Ratio(actual.part(), actual.whole().multiply(check.limit())));
  }

  private static String passed(Check check) {
    return switch (check.status()) {
      case OK, WARN -> "1";
      case FAIL, ERROR -> "0";
      case OFF -> "";
    };
  }

  private static String label(String value) {
    return SafeText.of(value).replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
