package routercost.read.saved;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.LocalDate;
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
import routercost.audit.budget.BudgetEvidence;
import routercost.audit.budget.BudgetPeriod.DateSpan;
import routercost.audit.budget.Ratio;
import routercost.price.Money;
import routercost.read.config.YamlFile;
import routercost.read.config.YamlNode;
import routercost.read.text.InputProblem;
import routercost.read.text.TextFiles;
import routercost.usage.Meter;

/// The JSON that `audit` or `check` wrote in an earlier run, read for comparing.
///
/// @param bill what its groups cost
/// @param actuals what its budgets measured, by `Evidence.measureKey`
public record SavedReport(Bill bill, Map<String, Ratio> actuals) {
  private static final int BEGINNING = 200;

  public SavedReport {
    actuals = Map.copyOf(actuals);
  }

  /// Whether `path` is such a file, by its content. A log is not.
  public static boolean isOne(String path) {
    try {
      var file = TextFiles.path(path);
      if (!Files.isRegularFile(file)) {
        return false;
      }
      try (var stream = Files.newInputStream(file)) {
        var text = new String(stream.readNBytes(BEGINNING), StandardCharsets.UTF_8);
        return text.matches("(?s)\\s*\\{\\s*\"schema_version\".*");
      }
    } catch (IOException | InputProblem _) {
      return false; // whoever opens it says what is wrong
    }
  }

  /// What the file says.
  ///
  /// @throws ConfigurationProblem if it is not such a report
  /// @throws InputProblem if it cannot be read
  public static SavedReport read(String path) {
    return parse(path, TextFiles.bytes(path, 16, "expected a log or the JSON of audit or check"));
  }

  static SavedReport parse(String name, byte[] bytes) {
    var root = YamlFile.parseJson(name, bytes).asFields("the report");
    expect(root.require("schema_version"), "schema_version", "1");
    expect(root.require("currency"), "currency", "USD");
    var groups = root.require("groups");
    var days = days(root);
    boolean dated = root.require("group_by").asTexts("group_by").contains("day");
    var lines = groups.items().map(group -> line(group.asFields("a group"), days)).toList();
    return new SavedReport(
        new Bill(lines, Map.of(), dated ? Optional.empty() : days), actuals(root));
  }

  private static void expect(YamlNode node, String what, String expected) {
    if (!node.asText(what).equals(expected)) {
      throw node.refusal(what, expected);
    }
  }

  private static Optional<DateSpan> days(YamlNode.Fields root) {
    var period = root.require("period").asFields("period");
    return period.text("from").isEmpty()
        ? Optional.empty()
        : Optional.of(
            new DateSpan(period.require("from").asDate("from"), period.require("to").asDate("to")));
  }

  private static BillLine line(YamlNode.Fields group, Optional<DateSpan> days) {
    var cost = decimal(group, "before");
    var unpriced = count(group, "unpriced_calls");
    boolean complete = cost.isPresent() && unpriced.signum() == 0;
    var attributes = new TreeMap<String, String>();
    group
        .require("key")
        .asFields("key")
        .byName()
        .forEach((name, field) -> attributes.put(name, field.value().asText(name)));
    if (!complete) {
      attributes.remove("tier", "");
      attributes.remove("provider", "");
    }
    var day =
        Optional.ofNullable(attributes.remove("day"))
            .map(LocalDate::parse)
            .or(() -> days.map(DateSpan::from))
            .orElse(LocalDate.EPOCH);
    var amounts =
        new BillLine.Amounts(
            new Money(cost.orElse(BigDecimal.ZERO)),
            complete,
            count(group, "calls").add(count(group, "failed_calls")),
            unpriced,
            tokens(group.require("tokens").asFields("tokens")));
    return new BillLine(day, attributes, amounts, Map.of());
  }

  private static BigDecimal tokens(YamlNode.Fields tokens) {
    return List.of(Meter.values()).stream()
        .filter(Meter::countsTokens)
        .map(meter -> decimal(tokens, meter.id()).orElse(BigDecimal.ZERO))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal count(YamlNode.Fields fields, String name) {
    return decimal(fields, name).orElse(BigDecimal.ZERO);
  }

  private static Optional<BigDecimal> decimal(YamlNode.Fields fields, String name) {
    return fields
        .find(name)
        .filter(node -> !node.asText(name).isEmpty())
        .map(
            node -> {
              if (!node.asText(name).matches("-?\\d{1,40}(\\.\\d{1,60})?")) {
                throw node.refusal(name, "a decimal number");
              }
              return new BigDecimal(node.asText(name));
            });
  }

  private static Map<String, Ratio> actuals(YamlNode.Fields root) {
    var actuals = new HashMap<String, Ratio>();
    root.find("budgets").stream()
        .flatMap(YamlNode::items)
        .map(node -> node.asFields("a budget"))
        .filter(budget -> List.of("ok", "warn", "fail").contains(budget.text("status")))
        .forEach(
            budget ->
                decimal(budget, "actual")
                    .ifPresent(
                        actual ->
                            actuals.put(
                                BudgetEvidence.measureKey(
                                    budget.text("id"), budget.text("metric"), scope(budget)),
                                new Ratio(actual, BigDecimal.ONE))));
    return actuals;
  }

  private static SortedMap<String, SortedSet<String>> scope(YamlNode.Fields budget) {
    var conditions = new TreeMap<String, SortedSet<String>>();
    budget
        .find("scope")
        .ifPresent(
            node ->
                node.asFields("scope")
                    .byName()
                    .forEach(
                        (name, field) ->
                            conditions.put(name, new TreeSet<>(field.value().asTexts(name)))));
    return conditions;
  }
}
