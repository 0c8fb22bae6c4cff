package routercost.report;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import routercost.audit.Bills;
import routercost.audit.budget.Bill;
import routercost.audit.budget.Budget;
import routercost.audit.budget.Budget.Metric;
import routercost.audit.budget.Budget.Waiver;
import routercost.audit.budget.BudgetEvidence;
import routercost.audit.budget.Budgets;
import routercost.report.common.InputSummary;
import routercost.report.common.PricesInUse;
import routercost.report.common.RunMetadata;
import routercost.report.gate.GateReport;
import routercost.report.gate.GateResult;
import routercost.report.layout.Json;
import routercost.report.layout.Records;
import routercost.report.layout.Report;

/// Gates in few words, for tests.
public final class Gates {
  static final RunMetadata HEAD =
      new RunMetadata(
          "check",
          "0.1.0",
          List.of(
              new InputSummary("calls.csv", "calls-csv", 10, 10, 0, new TreeMap<>(), 0, List.of())),
          PricesInUse.named("book", "0123456789abcdef"),
          Optional.of(LocalDate.parse("2026-10-01")),
          Optional.of(LocalDate.parse("2026-10-31")),
          "UTC");

  public static final Bill BILL =
      Bills.of(
          Bills.line("2026-10-05", "plan", "opus", "113.0625", 2_250),
          Bills.line("2026-10-06", "classify", "opus", "45", 9_000),
          Bills.line("2026-10-06", "classify", "haiku", "19.80", 27_000),
          Bills.line("2026-10-06", "summarize", "sonnet", "153.90", 9_000));

  private Gates() {}

  /// A budget of `draft` under a name.
  public static Budget named(String id, int line, Bills.Draft draft, String message) {
    var budget = draft.budget();
    return new Budget(
        id,
        line,
        budget.metric(),
        budget.scope(),
        budget.of(),
        budget.threshold(),
        budget.terms(),
        message);
  }

  public static GateResult of(
      Bill bill, Optional<Bill> base, List<Budget> budgets, Waiver... waivers) {
    return of("budgets.yaml", bill, base, budgets, waivers);
  }

  static GateResult of(
      String file, Bill bill, Optional<Bill> base, List<Budget> budgets, Waiver... waivers) {
    var evidence = new BudgetEvidence(bill, bill, base, Map.of(), Map.of(), Map.of());
    var checks =
        new Budgets(file, Optional.empty(), budgets, List.of(waivers), Optional.empty())
            .checks(evidence, LocalDate.parse("2026-11-21"), LocalDate.parse("2026-11-21"));
    return new GateResult(HEAD, file, checks, bill, base, "default");
  }

  /// One budget of each outcome.
  static List<Budget> ofEachOutcome() {
    var budgets = new ArrayList<Budget>();
    budgets.add(
        named("total-month", 11, Bills.Draft.of(Metric.COST, "300"), "Ask #llm-finops, 100%: now"));
    budgets.add(
        named("plan-month", 16, Bills.Draft.of(Metric.COST, "120").scope("task", "plan"), ""));
    budgets.add(
        named(
            "classify-call",
            21,
            Bills.Draft.of(Metric.COST_PER_CALL, "0.0025").scope("task", "classify"),
            ""));
    budgets.add(named("renamed", 30, Bills.Draft.of(Metric.COST, "1").scope("task", "plans"), ""));
    budgets.add(named("resting", 33, Bills.Draft.of(Metric.COST, "1").level(Budget.Level.OFF), ""));
    return budgets;
  }

  static GateReport report(GateResult gate) {
    return new GateReport(
        new Report.LaidOut(List.of(), new Records(List.of(), List.of()), Json.object()),
        gate,
        true);
  }

  public static Waiver waiver(String budget, String until, String limit) {
    return new Waiver(budget, LocalDate.parse(until), new BigDecimal(limit), "FIN-212", "finance");
  }
}
