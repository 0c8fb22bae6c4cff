package routercost.audit;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import routercost.audit.budget.Bill;
import routercost.audit.budget.Bill.BillLine;
import routercost.audit.budget.Budget;
import routercost.audit.budget.Budget.Metric;
import routercost.audit.budget.Budget.Waiver;
import routercost.audit.budget.BudgetEvidence;
import routercost.audit.budget.BudgetPeriod;
import routercost.audit.budget.Budgets;
import routercost.audit.budget.Check;
import routercost.audit.budget.Scope;
import routercost.price.Money;

/// Bills and budgets in few words, for tests.
public final class Bills {
  public static final Map<String, SortedSet<String>> VOCABULARY =
      Map.of("tier", new TreeSet<>(List.of("haiku", "sonnet", "opus")));

  private Bills() {}

  public static Bill of(BillLine... lines) {
    return new Bill(List.of(lines), VOCABULARY, Optional.empty());
  }

  /// Priced calls with ten tokens each.
  public static BillLine line(String day, String task, String tier, String usd, long calls) {
    var amounts =
        new BillLine.Amounts(
            Money.of(usd),
            true,
            BigDecimal.valueOf(calls),
            BigDecimal.ZERO,
            BigDecimal.valueOf(10 * calls));
    return line(day, attributes("task", task, "tier", tier, "model", "m-" + tier), amounts);
  }

  /// Calls on a model that is not in the book.
  public static BillLine unpriced(String day, String task, long calls) {
    var all = BigDecimal.valueOf(calls);
    var amounts = new BillLine.Amounts(Money.ZERO, false, all, all, all);
    return line(day, attributes("task", task, "model", "nova"), amounts);
  }

  private static BillLine line(
      String day, SortedMap<String, String> attributes, BillLine.Amounts it) {
    return new BillLine(LocalDate.parse(day), attributes, it, Map.of());
  }

  public static BillLine missing(BillLine line, String target, String usd) {
    return new BillLine(
        line.day(), line.attributes(), line.amounts(), Map.of(target, Money.of(usd)));
  }

  public static SortedMap<String, String> attributes(String... namesAndValues) {
    var attributes = new TreeMap<String, String>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      attributes.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return attributes;
  }

  /// A scope of one value an attribute; values of one attribute with `|` between.
  public static Scope scope(String... namesAndValues) {
    var conditions = new TreeMap<String, SortedSet<String>>();
    attributes(namesAndValues)
        .forEach(
            (name, values) ->
                conditions.put(name, new TreeSet<>(List.of(values.split("\\|", -1)))));
    return new Scope(conditions);
  }

  /// A budget under construction: of all calls, over all days, failing over the limit.
  public record Draft(Map<String, Object> parts) {
    public static Draft of(Metric metric, String limit) {
      return new Draft(Map.of("metric", metric, "limit", new BigDecimal(limit)));
    }

    private Draft with(String name, Object value) {
      var more = new HashMap<>(parts);
      more.put(name, value);
      return new Draft(more);
    }

    public Draft scope(String... namesAndValues) {
      return with("scope", Bills.scope(namesAndValues));
    }

    public Draft ofAll(String... namesAndValues) {
      return with("of", Bills.scope(namesAndValues));
    }

    public Draft level(Budget.Level level) {
      return with("level", level);
    }

    public Draft per(BudgetPeriod cycle) {
      return with("cycle", cycle);
    }

    public Draft baseline(Budget.Baseline baseline) {
      return with("baseline", baseline);
    }

    public Draft leastBase(String usd) {
      return with("least", new BigDecimal(usd));
    }

    public Draft target(String target) {
      return with("target", Optional.of(target));
    }

    public Draft ignoringUnpriced() {
      return with("unpriced", Budget.Unpriced.IGNORE);
    }

    private <T> T part(String name, T otherwise) {
      @SuppressWarnings("unchecked") // each part is put in by one method above
      var part = (T) parts.getOrDefault(name, otherwise);
      return part;
    }

    public Budget budget() {
      return new Budget(
          "b",
          7,
          part("metric", Metric.COST),
          part("scope", Scope.ALL),
          part("of", Scope.ALL),
          new Budget.Threshold(
              part("limit", BigDecimal.ZERO),
              new BigDecimal("0.9"),
              part("level", Budget.Level.FAIL)),
          new Budget.Terms(
              part("cycle", BudgetPeriod.INPUT),
              part("baseline", new Budget.Baseline.None()),
              part("least", BigDecimal.ZERO),
              part("unpriced", Budget.Unpriced.ERROR),
              part("target", Optional.<String>empty())),
          "");
    }

    public Check check(Bill bill) {
      return check(BudgetEvidence.of(bill));
    }

    public Check check(BudgetEvidence evidence, Waiver... waivers) {
      var budgets =
          new Budgets(
              "budgets.yaml",
              Optional.empty(),
              new ArrayList<>(List.of(budget())),
              List.of(waivers),
              Optional.empty());
      return budgets
          .checks(evidence, LocalDate.parse("2026-11-21"), LocalDate.parse("2026-11-21"))
          .getFirst();
    }
  }
}
