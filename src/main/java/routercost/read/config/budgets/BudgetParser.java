package routercost.read.config.budgets;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import routercost.audit.budget.Budget;
import routercost.audit.budget.Budget.Metric;
import routercost.audit.budget.BudgetPeriod;
import routercost.audit.budget.Scope;
import routercost.price.Attribute;
import routercost.price.Suggestions;
import routercost.read.config.YamlNode;
import routercost.read.text.ConfigurationProblem;
import routercost.read.text.TextFiles;
import routercost.usage.SafeText;

/// A converter of the entries of a budgets file.
final class BudgetParser {
  private static final List<Metric> OF_POLICIES =
      List.of(Metric.ONLY, Metric.NEVER, Metric.LARGEST_CALL, Metric.LARGEST_PROMPT);
  private static final List<Metric> OF_BUDGETS =
      Arrays.stream(Metric.values()).filter(metric -> !OF_POLICIES.contains(metric)).toList();
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final String file;
  private final BudgetFile.Defaults defaults;
  private final BigDecimal warnAt;
  private final BudgetPeriod usualCycle;

  /// @param file that the entries stand in
  BudgetParser(String file, BudgetFile.Defaults defaults, BudgetPeriod usualCycle) {
    this.file = file;
    this.defaults = defaults;
    this.warnAt = warnAt(defaults.warnAt());
    this.usualCycle = usualCycle;
  }

  Budget budget(BudgetFile.BudgetRow row) {
    var metric = row.metric().asChoice("metric", OF_BUDGETS, Metric::id);
    var cycle = row.period().orElse(usualCycle);
    refuseUseless(row, metric);
    if (metric == Metric.FORECAST && cycle != BudgetPeriod.MONTH) {
      throw new ConfigurationProblem(
          row.metric().place() + ": forecast is of a month; expected period: month");
    }
    var baseline = baseline(row, metric, cycle);
    return budget(
        row.entry(),
        row.self(),
        metric,
        row.of().map(node -> scope(node, "of")).orElse(Scope.ALL),
        new Budget.Threshold(
            limit(row.limit(), metric),
            row.warnAt().map(BudgetParser::warnAt).orElse(warnAt),
            level(row.entry(), metric)),
        new Budget.Terms(
            ofWholeInput(baseline) ? BudgetPeriod.INPUT : cycle,
            baseline,
            row.minAmount().orElse(BigDecimal.ZERO),
            unpriced(row.entry()),
            row.per().map(name -> name.toLowerCase(Locale.ROOT)).or(row::to)));
  }

  Budget policy(BudgetFile.PolicyRow row) {
    var metrics =
        OF_POLICIES.stream().filter(metric -> row.self().find(metric.id()).isPresent()).toList();
    if (metrics.size() + (row.noRetiring().isPresent() ? 1 : 0) != 1) {
      throw new ConfigurationProblem(
          row.self().place()
              + ": a policy has one of only, never, no_retiring, largest_call and largest_prompt");
    }
    var metric = metrics.isEmpty() ? Metric.NEVER : metrics.getFirst();
    var node = row.noRetiring().orElseGet(() -> row.self().require(metric.id()));
    return budget(
        row.entry(),
        row.self(),
        metric,
        row.noRetiring()
            .map(retiring -> Scope.ofRetiring(days(retiring, "no_retiring")))
            .orElseGet(() -> metric.isPolicy() ? conditions(node, metric.id()) : Scope.ALL),
        new Budget.Threshold(
            metric.isPolicy() ? BigDecimal.ZERO : limit(node, metric),
            BigDecimal.ONE,
            level(row.entry(), metric)),
        new Budget.Terms(
            BudgetPeriod.INPUT,
            new Budget.Baseline.None(),
            BigDecimal.ZERO,
            unpriced(row.entry()),
            Optional.empty()));
  }

  private static Budget budget(
      BudgetFile.Entry entry,
      YamlNode.Fields fields,
      Metric metric,
      Scope of,
      Budget.Threshold threshold,
      Budget.Terms terms) {
    var id = entry.id().asText("id");
    if (!id.matches("[\\p{L}\\p{N}][\\p{L}\\p{N}_.-]{0,79}")) {
      throw entry.id().refusal("id", "letters, digits, '-', '_' and '.', 80 at most");
    }
    var scope = entry.scope().map(node -> scope(node, "scope")).orElse(Scope.ALL);
    return new Budget(id, fields.line(), metric, scope, of, threshold, terms, entry.message());
  }

  private Budget.Unpriced unpriced(BudgetFile.Entry entry) {
    return entry.unpriced().orElse(defaults.unpriced());
  }

  /// A forecast fails nothing unless its own entry says so.
  private Budget.Level level(BudgetFile.Entry entry, Metric metric) {
    var level = entry.onBreach().orElse(defaults.onBreach());
    boolean silent = entry.onBreach().isEmpty() && level == Budget.Level.FAIL;
    return metric == Metric.FORECAST && silent ? Budget.Level.WARN : level;
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

  private static void refuseUseless(BudgetFile.BudgetRow row, Metric metric) {
    refuse(row, "of", metric.isShare(), "shares");
    refuse(row, "to", metric == Metric.SAVINGS_MISSED, "savings_missed");
    refuse(row, "per", metric == Metric.COST_PER_VALUE, "cost_per_value");
    refuse(row, "baseline", metric.needsBaseline(), "increase and increase_pct");
    refuse(row, "min_amount", metric == Metric.INCREASE_PCT, "increase_pct");
    if (metric == Metric.COST_PER_VALUE) {
      row.self().require("per");
    }
    if (metric == Metric.SAVINGS_MISSED) {
      row.self().require("to");
    }
  }

  private static void refuse(BudgetFile.BudgetRow row, String key, boolean fits, String where) {
    if (!fits && row.self().find(key).isPresent()) {
      throw new ConfigurationProblem(
          "%s: '%s' is only for %s".formatted(row.self().require(key).place(), key, where));
    }
  }

  private Budget.Baseline baseline(BudgetFile.BudgetRow row, Metric metric, BudgetPeriod cycle) {
    if (!metric.needsBaseline()) {
      return new Budget.Baseline.None();
    }
    var node = row.self().require("baseline");
    var text = node.asText("baseline");
    if (text.startsWith("file:") && text.length() > "file:".length()) {
      return new Budget.Baseline.File(within(node, relative(text.substring("file:".length()))));
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

  /// `path`, relative to the folder of the budgets file.
  private String relative(String path) {
    var folder = TextFiles.path(file).getParent();
    return folder == null ? path : folder.resolve(TextFiles.path(path)).toString();
  }

  /// Refuses a baseline outside of the folder of the budgets file and of the working folder: who
  /// proposes a budgets file must not read other files of the machine that checks it.
  private String within(YamlNode node, String path) {
    var folder = TextFiles.path(file).toAbsolutePath().getParent();
    var real = real(TextFiles.path(path));
    boolean isWithin =
        real.startsWith(real(Path.of("")))
            || (folder != null && !isDevice(folder) && real.startsWith(real(folder)));
    if (!isWithin) {
      throw new ConfigurationProblem(
          node.place()
              + ": the baseline is outside of the folder of the budgets file; expected a file in it,"
              + " or in the working folder");
    }
    return path;
  }

  private static boolean isDevice(Path folder) {
    return folder.startsWith("/dev") || folder.startsWith("/proc");
  }

  /// The path without links, as far as it exists.
  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException _) {
      var absolute = path.toAbsolutePath().normalize();
      var parent = absolute.getParent();
      return parent == null || !Files.isDirectory(parent)
          ? absolute
          : real(parent).resolve(absolute.getFileName());
    }
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
      case PERCENT -> {
        var percent = percent(node, "limit", "a percentage such as 10%");
        if (metric != Metric.INCREASE_PCT && percent.compareTo(HUNDRED) > 0) {
          throw node.refusal("limit", "100% at most, as no share is larger");
        }
        yield percent;
      }
    };
  }

  /// A number of days, written `30d`.
  static int days(YamlNode node, String what) {
    var text = node.asText(what);
    if (!text.matches("\\d{1,4}d")) {
      throw node.refusal(what, "a number of days such as 30d");
    }
    return Integer.parseInt(text.substring(0, text.length() - 1));
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
