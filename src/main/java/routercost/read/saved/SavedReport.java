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
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import routercost.audit.budget.Bill;
import routercost.audit.budget.Bill.BillLine;
import routercost.audit.budget.BudgetEvidence;
import routercost.audit.budget.BudgetPeriod.DateSpan;
import routercost.audit.budget.Ratio;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.read.config.YamlFile;
import routercost.read.config.YamlNode;
import routercost.read.text.ConfigurationProblem;
import routercost.read.text.InputProblem;
import routercost.read.text.TextFiles;
import routercost.usage.Meter;
import routercost.usage.SafeText;

/// A report in JSON that `audit`, `check` or `estimate` wrote in an earlier run.
///
/// @param name of the file, for messages
/// @param period of its calls
public record SavedReport(String name, YamlNode.Fields root, YamlNode.Fields period) {
  private static final int BEGINNING = 200;

  /// True if the content of the file at `path` is such a report; a log is not.
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
      return false; // opening it reports the reason
    }
  }

  /// The report in the file at `path`.
  ///
  /// @throws ConfigurationProblem if it is not JSON
  /// @throws InputProblem if it cannot be read
  public static SavedReport read(String path) {
    return parse(
        path, TextFiles.bytes(path, 16, "expected a log or the JSON of audit, check or estimate"));
  }

  static SavedReport parse(String name, byte[] bytes) {
    var root = YamlFile.parseJson(name, bytes).asFields("the report");
    return new SavedReport(name, root, root.require("period").asFields("period"));
  }

  /// The command that wrote it.
  public String command() {
    return root.text("command");
  }

  /// The id of the prices that it was made with.
  public String bookId() {
    return root.require("prices").asFields("prices").text("id");
  }

  public String timezone() {
    return period.text("timezone");
  }

  /// Its first day, if there are calls.
  public Optional<LocalDate> from() {
    return day("from");
  }

  public Optional<LocalDate> to() {
    return day("to");
  }

  private Optional<LocalDate> day(String key) {
    return period.text(key).isEmpty() ? Optional.empty() : period.date(key);
  }

  /// The conditions that its calls had to meet, in order.
  public List<String> filter() {
    return root.find("filter").map(node -> node.asTexts("filter")).orElse(List.of());
  }

  /// Its groups as lines of a bill, for budgets.
  ///
  /// @throws ConfigurationProblem if it has none
  public Bill bill() {
    boolean countsFailures = countsFailures();
    root.require("currency").asChoice("currency", List.of("USD"), currency -> currency);
    var days = from().map(first -> new DateSpan(first, period.require("to").asDate("to")));
    boolean dated = root.require("group_by").asTexts("group_by").contains("day");
    var lines = entries(root, "groups").map(group -> line(group, days, countsFailures)).toList();
    return new Bill(lines, Map.of(), dated ? Optional.empty() : days);
  }

  static Stream<YamlNode.Fields> entries(YamlNode.Fields fields, String key) {
    return fields.require(key).items().map(node -> node.asFields("an entry of " + key));
  }

  /// Whether `calls` includes those that failed, as it does since version 2.
  private boolean countsFailures() {
    return root.require("schema_version")
        .asChoice("schema_version", List.of("1", "2"), version -> version)
        .equals("2");
  }

  private static BillLine line(
      YamlNode.Fields group, Optional<DateSpan> days, boolean countsFailures) {
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
            countsFailures
                ? count(group, "calls")
                : count(group, "calls").add(count(group, "failed_calls")),
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
    return fields.text(name).isEmpty() ? Optional.empty() : Optional.of(number(fields, name));
  }

  static BigDecimal number(YamlNode.Fields fields, String name) {
    var text = fields.require(name).asText(name);
    if (!text.matches("-?\\d{1,60}(\\.\\d{1,100})?")) {
      throw fields.refusalOf(name, "a decimal number");
    }
    return new BigDecimal(text);
  }

  /// The measures of its budgets, by `BudgetEvidence.measureKey`.
  public Map<String, Ratio> actuals() {
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
                            actuals.put(measureKey(budget), new Ratio(actual, BigDecimal.ONE))));
    return actuals;
  }

  private static String measureKey(YamlNode.Fields budget) {
    var scope = new TreeMap<String, SortedSet<String>>();
    budget
        .find("scope")
        .map(node -> node.asFields("scope").byName())
        .ifPresent(
            byName ->
                byName.forEach(
                    (name, field) -> scope.put(name, new TreeSet<>(field.value().asTexts(name)))));
    return BudgetEvidence.measureKey(budget.text("id"), budget.text("metric"), scope);
  }

  /// The bill of calls, or of pipelines as they are.
  ///
  /// @throws ConfigurationProblem if it has no bill
  public Ledger before() {
    return bills().map(bills -> ledger(bills, "before")).orElseGet(() -> ledger(root, "bill"));
  }

  /// The bill of pipelines as they would be; empty for calls.
  ///
  /// @throws ConfigurationProblem if it has no bill
  public Optional<Ledger> after() {
    return bills().map(bills -> ledger(bills, "after"));
  }

  private Optional<YamlNode.Fields> bills() {
    var bills = root.find("bills").map(node -> node.asFields("bills"));
    if (bills.isEmpty() && root.find("bill").isEmpty()) {
      throw new ConfigurationProblem(
          "%s: the JSON of '%s' has no bill; expected that of audit, check or estimate, with -f json"
              .formatted(name, SafeText.cut(command())));
    }
    return bills;
  }

  private Ledger ledger(YamlNode.Fields bills, String key) {
    var lastDay = to().or(this::from).orElse(LocalDate.EPOCH);
    return new LedgerParser(lastDay).ledger(entries(bills, key));
  }
}
