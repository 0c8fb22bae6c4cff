package routercost.read.config.budgets;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import routercost.audit.budget.Budget;
import routercost.audit.budget.Budget.Waiver;
import routercost.audit.budget.BudgetPeriod;
import routercost.audit.budget.Budgets;
import routercost.price.Suggestions;
import routercost.read.config.FileKind;
import routercost.read.config.RecordMapper.Default;
import routercost.read.config.RecordMapper.Inline;
import routercost.read.config.YamlFile;
import routercost.read.config.YamlNode;
import routercost.read.text.ConfigurationProblem;
import routercost.read.text.TextFiles;
import routercost.usage.SafeText;

/// A reader of budgets files (docs/budgets.md).
public final class BudgetFile {
  record Root(
      YamlNode.Fields self,
      YamlFile.Version version,
      YamlFile.Currency currency,
      @Default("month") BudgetPeriod period,
      Optional<YamlNode> timezone,
      Optional<YamlNode> maxBookAge,
      @Default Defaults defaults,
      @Default List<BudgetRow> budgets,
      @Default List<PolicyRow> policies,
      @Default List<WaiverRow> waivers) {}

  /// @param warnAt a share of the limit, in percent
  record Defaults(
      @Default("fail") Budget.Level onBreach,
      @Default("90%") YamlNode warnAt,
      @Default("error") Budget.Unpriced unpriced) {}

  record BudgetRow(
      YamlNode.Fields self,
      @Inline Entry entry,
      YamlNode metric,
      Optional<YamlNode> of,
      YamlNode limit,
      Optional<YamlNode> warnAt,
      Optional<BudgetPeriod> period,
      Optional<YamlNode> baseline,
      Optional<BigDecimal> minAmount,
      Optional<String> per,
      Optional<String> to) {}

  record PolicyRow(
      YamlNode.Fields self,
      @Inline Entry entry,
      Optional<YamlNode> only,
      Optional<YamlNode> never,
      Optional<YamlNode> noRetiring,
      Optional<YamlNode> largestCall,
      Optional<YamlNode> largestPrompt) {}

  record Entry(
      YamlNode id,
      Optional<YamlNode> scope,
      Optional<Budget.Level> onBreach,
      Optional<Budget.Unpriced> unpriced,
      @Default String message) {}

  record WaiverRow(
      YamlNode.Fields self,
      String budget,
      LocalDate until,
      YamlNode limit,
      String reason,
      @Default String approvedBy) {}

  private final Map<String, Budget> byId = new LinkedHashMap<>();

  private BudgetFile() {}

  /// The budgets in the file at `path`.
  ///
  /// @throws ConfigurationProblem if it says something that is not allowed
  /// @throws InputProblem if it cannot be read
  public static Budgets read(String path) {
    return parse(path, TextFiles.bytes(path, 16, "--budgets takes a budgets file in YAML"));
  }

  /// @param name of the file, for messages; paths in it are relative to its folder
  /// @throws ConfigurationProblem naming what is not as it should be
  static Budgets parse(String name, byte[] bytes) {
    return FileKind.BUDGETS.read(
        name,
        bytes,
        root -> new BudgetFile().budgets(name, root.as(Root.class, "the budgets file")));
  }

  private Budgets budgets(String name, Root root) {
    var timezone = root.timezone().map(BudgetFile::zone);
    var parser = new BudgetParser(name, root.defaults(), root.period());
    root.budgets().forEach(row -> add(parser.budget(row), row.self()));
    root.policies().forEach(row -> add(parser.policy(row), row.self()));
    if (byId.isEmpty()) {
      throw new ConfigurationProblem(
          root.self().place() + ": nothing is limited here; expected 'budgets' or 'policies'");
    }
    return new Budgets(
        name,
        timezone,
        new ArrayList<>(byId.values()),
        waivers(root.waivers()),
        root.maxBookAge().map(node -> BudgetParser.days(node, "max_book_age")));
  }

  private void add(Budget budget, YamlNode.Fields fields) {
    if (byId.put(budget.id(), budget) != null) {
      throw fields
          .require("id")
          .unexpected("id", "'" + budget.id() + "', which appears here twice", "one of its own");
    }
  }

  private static ZoneId zone(YamlNode node) {
    var text = node.asText("timezone");
    try {
      return text.equals("UTC") ? ZoneOffset.UTC : ZoneId.of(text);
    } catch (DateTimeException _) {
      throw node.refusal("timezone", "UTC or a zone such as Europe/Berlin");
    }
  }

  private List<Waiver> waivers(List<WaiverRow> rows) {
    var waived = new HashSet<String>();
    for (var row : rows) {
      if (!waived.add(row.budget())) {
        var budget = "'" + SafeText.cut(row.budget()) + "', which has a waiver above";
        throw row.self().require("budget").unexpected("budget", budget, "one waiver for each");
      }
    }
    return rows.stream().map(this::waiver).toList();
  }

  private Waiver waiver(WaiverRow row) {
    var budget = byId.get(row.budget());
    if (budget == null) {
      throw new ConfigurationProblem(
          "%s: budget '%s' is not in this file%s"
              .formatted(
                  row.self().require("budget").place(),
                  SafeText.cut(row.budget()),
                  Suggestions.hint(row.budget(), byId.keySet())));
    }
    var limit = BudgetParser.limit(row.limit(), budget.metric());
    if (limit.compareTo(budget.threshold().limit()) <= 0) {
      throw row.limit().refusal("limit", "more than the limit of the budget");
    }
    if (row.reason().isBlank()) {
      throw row.self().refusalOf("reason", "why the limit may be passed");
    }
    return new Waiver(row.budget(), row.until(), limit, row.reason(), row.approvedBy());
  }
}
