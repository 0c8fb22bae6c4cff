package routercost.read.config.budgets;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import routercost.audit.budget.Budget;
import routercost.audit.budget.Budget.Waiver;
import routercost.audit.budget.Budgets;
import routercost.price.Suggestions;
import routercost.read.config.YamlFile;
import routercost.read.config.YamlNode;
import routercost.read.text.ConfigurationProblem;
import routercost.read.text.TextFiles;
import routercost.usage.SafeText;

/// Reads a budgets file (docs/budgets.md).
public final class BudgetFile {
  private static final Set<String> KEYS =
      Set.of(
          "version",
          "currency",
          "period",
          "timezone",
          "defaults",
          "budgets",
          "policies",
          "waivers");
  private static final Set<String> WAIVER_KEYS =
      Set.of("budget", "until", "limit", "reason", "approved_by");

  private final String name;
  private final YamlNode.Fields root;
  private final Map<String, Budget> byId = new HashMap<>();

  private BudgetFile(String name, YamlNode.Fields root) {
    this.name = name;
    this.root = root;
  }

  /// What the file says.
  ///
  /// @throws ConfigurationProblem if it says something that is not allowed
  /// @throws InputProblem if it cannot be read
  public static Budgets read(String path) {
    return parse(path, TextFiles.bytes(path, 16, "--budgets takes a budgets file in YAML"));
  }

  /// @param name of the file, for messages; files that it names are looked for beside it
  /// @throws ConfigurationProblem at the first thing that is not as it should be
  static Budgets parse(String name, byte[] bytes) {
    var root = YamlFile.parse(name, bytes).asFields("the budgets file").allowing(KEYS);
    return new BudgetFile(name, root).budgets();
  }

  private Budgets budgets() {
    expect(root.require("version"), "version", "1");
    expect(root.require("currency"), "currency", "USD");
    var timezone = timezone();
    var rows = new BudgetParser(name, defaults());
    var all = new ArrayList<Budget>();
    items("budgets").forEach(node -> all.add(unique(rows.budget(fields(node)), node)));
    items("policies").forEach(node -> all.add(unique(rows.policy(fields(node)), node)));
    if (all.isEmpty()) {
      throw new ConfigurationProblem(
          root.place() + ": nothing is limited here; expected 'budgets' or 'policies'");
    }
    return new Budgets(name, timezone, all, items("waivers").stream().map(this::waiver).toList());
  }

  private static void expect(YamlNode node, String what, String expected) {
    if (!node.asText(what).equals(expected)) {
      throw node.refusal(what, expected);
    }
  }

  private BudgetParser.Defaults defaults() {
    var fields =
        root.find("defaults")
            .map(node -> node.asFields("defaults"))
            .orElseGet(() -> new YamlNode.Fields(root.place(), new java.util.LinkedHashMap<>()))
            .allowing(Set.of("on_breach", "warn_at", "unpriced"));
    return BudgetParser.Defaults.BUILT_IN.with(fields, BudgetParser.cycle(root));
  }

  private List<YamlNode> items(String key) {
    return root.find(key).map(node -> node.items().toList()).orElse(List.of());
  }

  private static YamlNode.Fields fields(YamlNode node) {
    return node.asFields("an entry");
  }

  private Budget unique(Budget budget, YamlNode node) {
    if (byId.put(budget.id(), budget) != null) {
      throw fields(node)
          .require("id")
          .unexpected("id", "'" + budget.id() + "', which stands here twice", "one of its own");
    }
    return budget;
  }

  private Optional<ZoneId> timezone() {
    return root.find("timezone").map(BudgetFile::zone);
  }

  private static ZoneId zone(YamlNode node) {
    var text = node.asText("timezone");
    try {
      return text.equals("UTC") ? ZoneOffset.UTC : ZoneId.of(text);
    } catch (DateTimeException _) {
      throw node.refusal("timezone", "UTC or a zone such as Europe/Berlin");
    }
  }

  private Waiver waiver(YamlNode node) {
    var fields = fields(node).allowing(WAIVER_KEYS);
    var id = fields.require("budget").asText("budget");
    var budget = byId.get(id);
    if (budget == null) {
      throw new ConfigurationProblem(
          "%s: budget '%s' is not in this file%s"
              .formatted(
                  fields.require("budget").place(),
                  SafeText.cut(id),
                  Suggestions.hint(id, byId.keySet())));
    }
    var limit = BudgetParser.limit(fields.require("limit"), budget.metric());
    if (limit.compareTo(budget.threshold().limit()) <= 0) {
      throw fields.require("limit").refusal("limit", "more than the limit of the budget");
    }
    var reason = fields.require("reason");
    if (reason.asText("reason").isBlank()) {
      throw reason.refusal("reason", "why the limit may be passed");
    }
    return new Waiver(
        id,
        fields.require("until").asDate("until"),
        limit,
        reason.asText("reason"),
        fields.text("approved_by"));
  }

  /// Where a file lies that the file `name` names.
  static String beside(String name, String path) {
    var folder = TextFiles.path(name).getParent();
    return folder == null ? path : folder.resolve(TextFiles.path(path)).toString();
  }
}
