package routercost.read.config.budgets;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import routercost.audit.budget.Budget;
import routercost.audit.budget.Budget.Metric;
import routercost.audit.budget.BudgetPeriod;
import routercost.audit.budget.Scope;
import routercost.price.Attribute;
import routercost.price.Suggestions;
import routercost.read.config.YamlNode;
import routercost.read.text.ConfigurationProblem;
import routercost.usage.SafeText;

/// Reads the entries of a budgets file.
///
/// @param file that they stand in
record BudgetParser(String file, Defaults defaults) {
  private static final Set<String> BUDGET_KEYS =
      Set.of(
          "id",
          "metric",
          "scope",
          "of",
          "limit",
          "warn_at",
          "on_breach",
          "period",
          "baseline",
          "min_amount",
          "unpriced",
          "to",
          "message");
  private static final Set<String> POLICY_KEYS =
      Set.of(
          "id",
          "scope",
          "only",
          "never",
          "largest_call",
          "largest_prompt",
          "on_breach",
          "unpriced",
          "message");
  private static final List<Metric> OF_POLICIES =
      List.of(Metric.ONLY, Metric.NEVER, Metric.LARGEST_CALL, Metric.LARGEST_PROMPT);
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /// What holds where an entry says nothing.
  record Defaults(
      Budget.Level level, BigDecimal warnAt, Budget.Unpriced unpriced, BudgetPeriod cycle) {
    static final Defaults BUILT_IN =
        new Defaults(
            Budget.Level.FAIL, new BigDecimal("0.9"), Budget.Unpriced.ERROR, BudgetPeriod.MONTH);

    /// These, with what `fields` say instead.
    Defaults with(YamlNode.Fields fields, Optional<BudgetPeriod> period) {
      return new Defaults(
          choice(fields, "on_breach", Budget.Level.values()).orElse(level),
          fields.find("warn_at").map(BudgetParser::warnAt).orElse(warnAt),
          choice(fields, "unpriced", Budget.Unpriced.values()).orElse(unpriced),
          period.orElse(cycle));
    }
  }

  static Optional<BudgetPeriod> cycle(YamlNode.Fields fields) {
    return choice(fields, "period", BudgetPeriod.values());
  }

  Budget budget(YamlNode.Fields fields) {
    fields.allowing(BUDGET_KEYS);
    var here = defaults.with(fields, cycle(fields));
    var metric = metric(fields.require("metric"));
    refuseUseless(fields, metric);
    refuseOtherPeriods(fields, metric, here.cycle());
    var baseline = baseline(fields, metric, here.cycle());
    return new Budget(
        id(fields),
        fields.line(),
        metric,
        scope(fields, "scope"),
        scope(fields, "of"),
        new Budget.Threshold(
            limit(fields.require("limit"), metric), here.warnAt(), level(fields, metric, here)),
        new Budget.Terms(
            ofWholeInput(baseline) ? BudgetPeriod.INPUT : here.cycle(),
            baseline,
            fields.amount("min_amount").orElse(BigDecimal.ZERO),
            here.unpriced(),
            target(fields, metric)),
        fields.text("message"));
  }

  Budget policy(YamlNode.Fields fields) {
    fields.allowing(POLICY_KEYS);
    var here = defaults.with(fields, Optional.empty());
    var metrics =
        OF_POLICIES.stream().filter(metric -> fields.find(metric.id()).isPresent()).toList();
    if (metrics.size() != 1) {
      throw new ConfigurationProblem(
          fields.place() + ": a policy has one of only, never, largest_call and largest_prompt");
    }
    var metric = metrics.getFirst();
    return new Budget(
        id(fields),
        fields.line(),
        metric,
        scope(fields, "scope"),
        metric.isPolicy() ? conditions(fields.require(metric.id()), metric.id()) : Scope.ALL,
        new Budget.Threshold(
            metric.isPolicy() ? BigDecimal.ZERO : limit(fields.require(metric.id()), metric),
            BigDecimal.ONE,
            here.level()),
        new Budget.Terms(
            BudgetPeriod.INPUT,
            new Budget.Baseline.None(),
            BigDecimal.ZERO,
            here.unpriced(),
            Optional.empty()),
        fields.text("message"));
  }

  /// An empty condition would allow, or forbid, everything.
  private static Scope conditions(YamlNode node, String what) {
    var scope = scope(node, what);
    if (scope.conditions().isEmpty()) {
      throw new ConfigurationProblem(
          node.place() + ": " + what + " is empty; expected conditions such as {tier: haiku}");
    }
    return scope;
  }

  private static String id(YamlNode.Fields fields) {
    var node = fields.require("id");
    if (!node.asText("id").matches("[\\p{L}\\p{N}][\\p{L}\\p{N}_.-]{0,79}")) {
      throw node.refusal("id", "letters, digits, '-', '_' and '.', 80 at most");
    }
    return node.asText("id");
  }

  private static Metric metric(YamlNode node) {
    var known = Arrays.stream(Metric.values()).filter(some -> !OF_POLICIES.contains(some)).toList();
    return named(node, "metric", known, Metric::id);
  }

  private static <T> T named(YamlNode node, String what, List<T> values, Function<T, String> name) {
    var text = node.asText(what);
    var names = values.stream().map(name).toList();
    int at = names.indexOf(text);
    if (at < 0) {
      throw new ConfigurationProblem(
          "%s: %s is '%s'%s; expected %s"
              .formatted(
                  node.place(),
                  what,
                  SafeText.cut(text),
                  Suggestions.hint(text, names),
                  String.join(", ", names)));
    }
    return values.get(at);
  }

  private static <E extends Enum<E>> Optional<E> choice(
      YamlNode.Fields fields, String key, E[] values) {
    return fields
        .find(key)
        .map(
            node ->
                named(node, key, List.of(values), value -> value.name().toLowerCase(Locale.ROOT)));
  }

  private static void refuseUseless(YamlNode.Fields fields, Metric metric) {
    refuse(fields, "of", metric.isShare(), "shares");
    refuse(fields, "to", metric == Metric.SAVINGS_MISSED, "savings_missed");
    refuse(fields, "baseline", metric.needsBaseline(), "increase and increase_pct");
    refuse(fields, "min_amount", metric == Metric.INCREASE_PCT, "increase_pct");
  }

  private static void refuse(YamlNode.Fields fields, String key, boolean fits, String where) {
    if (!fits && fields.find(key).isPresent()) {
      throw new ConfigurationProblem(
          "%s: '%s' is only for %s".formatted(fields.require(key).place(), key, where));
    }
  }

  private static void refuseOtherPeriods(
      YamlNode.Fields fields, Metric metric, BudgetPeriod cycle) {
    if (metric == Metric.FORECAST && cycle != BudgetPeriod.MONTH) {
      throw new ConfigurationProblem(
          fields.require("metric").place() + ": forecast is of a month; expected period: month");
    }
  }

  /// A forecast fails nothing unless its own entry says so.
  private static Budget.Level level(YamlNode.Fields fields, Metric metric, Defaults here) {
    boolean silent = fields.find("on_breach").isEmpty() && here.level() == Budget.Level.FAIL;
    return metric == Metric.FORECAST && silent ? Budget.Level.WARN : here.level();
  }

  private static Optional<String> target(YamlNode.Fields fields, Metric metric) {
    return metric == Metric.SAVINGS_MISSED
        ? Optional.of(fields.require("to").asText("to"))
        : Optional.empty();
  }

  private Budget.Baseline baseline(YamlNode.Fields fields, Metric metric, BudgetPeriod cycle) {
    if (!metric.needsBaseline()) {
      return new Budget.Baseline.None();
    }
    var node = fields.require("baseline");
    var text = node.asText("baseline");
    if (text.startsWith("file:") && text.length() > "file:".length()) {
      return new Budget.Baseline.File(BudgetFile.beside(file, text.substring("file:".length())));
    }
    return switch (text) {
      case "base" -> new Budget.Baseline.Base();
      case "prior_period" -> {
        if (cycle == BudgetPeriod.INPUT) {
          throw new ConfigurationProblem(
              node.place() + ": period 'input' has none before it; expected period: month");
        }
        yield new Budget.Baseline.PriorPeriod();
      }
      default -> throw node.refusal("baseline", "prior_period, base or file:PATH");
    };
  }

  private static boolean ofWholeInput(Budget.Baseline baseline) {
    return switch (baseline) {
      case Budget.Baseline.Base _, Budget.Baseline.File _ -> true;
      case Budget.Baseline.None _, Budget.Baseline.PriorPeriod _ -> false;
    };
  }

  /// The limit in the unit of `metric`.
  static BigDecimal limit(YamlNode node, Metric metric) {
    return switch (metric.unit()) {
      case DOLLARS -> node.asAmount("limit");
      case COUNT -> BigDecimal.valueOf(node.asCount("limit"));
      case PERCENT -> percent(node, "limit", "a percentage such as 10%");
    };
  }

  private static BigDecimal percent(YamlNode node, String what, String expected) {
    var text = node.asText(what);
    if (!text.matches("\\d{1,9}(\\.\\d{1,12})? ?%")) {
      throw node.refusal(what, expected);
    }
    return new BigDecimal(text.replaceFirst(" ?%", ""));
  }

  private static BigDecimal warnAt(YamlNode node) {
    var expected = "a share of the limit such as 90%, 100% at most";
    var percent = percent(node, "warn_at", expected);
    if (percent.compareTo(HUNDRED) > 0) {
      throw node.refusal("warn_at", expected);
    }
    return percent.movePointLeft(2);
  }

  private static Scope scope(YamlNode.Fields fields, String key) {
    return fields.find(key).map(node -> scope(node, key)).orElse(Scope.ALL);
  }

  private static Scope scope(YamlNode node, String what) {
    var conditions = new TreeMap<String, SortedSet<String>>();
    node.asFields(what)
        .byName()
        .forEach(
            (name, field) ->
                conditions.put(attribute(name, field.place()), values(field.value(), name)));
    return new Scope(conditions);
  }

  private static SortedSet<String> values(YamlNode node, String name) {
    var values = new TreeSet<>(node.asTexts(name));
    if (values.isEmpty()) {
      throw new ConfigurationProblem(
          node.place() + ": " + SafeText.cut(name) + " is an empty list; expected a value");
    }
    return values;
  }

  /// A known attribute, or a label of the log; `tag.` in front makes clear that it is a label.
  private static String attribute(String name, String place) {
    if (name.startsWith("tag.") && name.length() > "tag.".length()) {
      return name.substring("tag.".length()).toLowerCase(Locale.ROOT);
    }
    var near = Suggestions.nearest(name, Attribute.known());
    if (!Attribute.known().contains(name) && near.isPresent()) {
      throw new ConfigurationProblem(
          "%s: unknown key '%s' (did you mean '%s'?); known: %s; 'tag.%s' is the column of the log"
              .formatted(
                  place,
                  SafeText.cut(name),
                  near.get(),
                  String.join(", ", Attribute.known()),
                  SafeText.cut(name)));
    }
    return name.toLowerCase(Locale.ROOT);
  }
}
