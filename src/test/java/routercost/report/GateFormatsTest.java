package routercost.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import routercost.audit.Bills;
import routercost.audit.budget.Budget;
import routercost.audit.budget.Budget.Metric;
import routercost.report.gate.GateResult;
import routercost.report.gate.GithubRenderer;
import routercost.report.layout.Block;
import routercost.report.layout.Terminal;

/// The formats that CI reads say what the gate found, whatever stands in names and messages.
class GateFormatsTest {
  private static final GateResult GATE =
      Gates.of(Gates.BILL, Optional.empty(), Gates.ofEachOutcome());
  private static final String HOSTILE = "a\"<b>&'c],%\n::error::x\r\u001b[31m\u202e]]>";

  private static String rendered(Format format, GateResult gate) {
    return format.renderer(Terminal.PLAIN).render(Gates.report(gate));
  }

  private static Document valid(String xml) throws Exception {
    var schema =
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
            .newSchema(new File("src/test/resources/schemas/junit.xsd"));
    schema.newValidator().validate(new StreamSource(new StringReader(xml)));
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)));
  }

  private static List<Element> elements(Document document, String name) {
    var nodes = document.getElementsByTagName(name);
    var elements = new ArrayList<Element>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  @Test
  void junitHasATestCaseForEveryBudgetAndValidates() throws Exception {
    var document = valid(rendered(Format.JUNIT, GATE));
    var suite = elements(document, "testsuite").getFirst();
    assertThat(Stream.of("name", "tests", "failures", "errors", "skipped").map(suite::getAttribute))
        .containsExactly("budgets.yaml", "5", "1", "1", "1");
    assertThat(elements(document, "testcase").stream().map(some -> some.getAttribute("name")))
        .containsExactly("total-month", "plan-month", "classify-call", "renamed", "resting");
    assertThat(elements(document, "testcase").getFirst().getAttribute("classname"))
        .isEqualTo("budgets.cost");
    var failure = elements(document, "failure").getFirst();
    assertThat(failure.getAttribute("message"))
        .isEqualTo("cost is $331.76, $31.76 (10.6%) over the limit of $300.00");
    assertThat(failure.getTextContent())
        .isEqualTo(
            """
            FAIL cost is $331.76, $31.76 (10.6%) over the limit of $300.00
            Top: summarize $153.90, plan $113.06, classify $64.80
            Ask #llm-finops, 100%: now
            at budgets.yaml:11\
            """);
    assertThat(elements(document, "error").getFirst().getAttribute("message"))
        .isEqualTo(
            "not judged: no call has the task 'plans' (did you mean 'plan'?); it is misspelt or"
                + " was renamed");
    assertThat(elements(document, "system-out").getFirst().getTextContent())
        .isEqualTo("WARN cost of task plan is $113.06 of $120.00\nat budgets.yaml:16");
    assertThat(elements(document, "skipped")).hasSize(1);
  }

  @Test
  void theSchemaRefusesWhatItShould() {
    var xml = rendered(Format.JUNIT, GATE);
    assertThatThrownBy(() -> valid(xml.replace("<testcase class", "<testcase line=\"1\" class")))
        .isInstanceOf(SAXException.class);
    assertThatThrownBy(() -> valid(xml.replaceFirst("tests=\"5\"", "tests=\"five\"")))
        .isInstanceOf(SAXException.class);
  }

  private static GateResult hostile() {
    var bill =
        Bills.of(
            Bills.line("2026-10-05", HOSTILE, "opus", "5", 1),
            Bills.line("2026-10-05", "b", "opus", "4", 1));
    return Gates.of(
        "dir,with:odd%/budgets.yaml",
        bill,
        Optional.empty(),
        List.of(
            Gates.named("a", 3, Bills.Draft.of(Metric.COST, "1"), HOSTILE),
            Gates.named("b", 4, Bills.Draft.of(Metric.COST, "1").scope("task", HOSTILE), "")));
  }

  @Test
  void junitSurvivesHostileNames() throws Exception {
    var document = valid(rendered(Format.JUNIT, hostile()));
    assertThat(elements(document, "failure")).hasSize(2);
    assertThat(document.getDocumentElement().getTextContent())
        .contains("a\"<b>&'c],%")
        .doesNotContain("\u001b", "\u202e");
  }

  @Test
  void aModelThatAnswersRejectIsInEveryFormatForCiAndFailsNothing() throws Exception {
    var rejected = new Block.Items.Item("$1.00", "plan: 3 calls ran on a" + HOSTILE + ", why");
    var gate = GATE.with(List.of(), List.of(rejected));
    var document = valid(rendered(Format.JUNIT, gate));
    assertThat(document.getDocumentElement().getAttribute("failures"))
        .isEqualTo(
            valid(rendered(Format.JUNIT, GATE)).getDocumentElement().getAttribute("failures"));
    assertThat(elements(document, "testcase")).hasSize(GATE.checks().size() + 1);
    assertThat(document.getDocumentElement().getTextContent())
        .contains("WARN $1.00: plan: 3 calls ran on aa\"<b>&'c],%");
    var annotations = rendered(Format.GITHUB, gate);
    assertThat(annotations)
        .contains("::warning title=router-cost%3A rejected models::$1.00: plan: 3 calls ran on")
        .doesNotContain("\n::error::x");
    assertThat(rendered(Format.COMMENT, gate)).contains("- ⚠️ $1.00: plan: 3 calls ran on");
  }

  @Test
  void junitSurvivesAnyText() throws Exception {
    var random = new Random(7);
    for (int run = 0; run < 100; run++) {
      var text = new StringBuilder();
      random.ints(12, 0, 0x2ffff).forEach(text::appendCodePoint);
      var bill = Bills.of(Bills.line("2026-10-05", text.toString(), "opus", "5", 1));
      var budget = Gates.named("a", 3, Bills.Draft.of(Metric.COST, "1"), text.toString());
      var gate = Gates.of(bill, Optional.empty(), List.of(budget));
      assertThat(elements(valid(rendered(Format.JUNIT, gate)), "failure")).hasSize(1);
    }
  }

  @Test
  void annotationsStandAtTheLinesOfTheBudgetsFileWorstFirst() {
    assertThat(rendered(Format.GITHUB, GATE).lines())
        .containsExactly(
            "::error file=budgets.yaml,line=30,title=router-cost%3A renamed::not judged: no call"
                + " has the task 'plans' (did you mean 'plan'?); it is misspelt or was renamed",
            "::error file=budgets.yaml,line=11,title=router-cost%3A total-month::cost is $331.76,"
                + " $31.76 (10.6%25) over the limit of $300.00%0ATop: summarize $153.90, plan"
                + " $113.06, classify $64.80%0AAsk #llm-finops, 100%25: now",
            "::warning file=budgets.yaml,line=16,title=router-cost%3A plan-month::cost of task plan"
                + " is $113.06 of $120.00");
  }

  @Test
  void annotationsSurvivePercentNewlineColonAndComma() {
    var lines = rendered(Format.GITHUB, hostile()).lines().toList();
    assertThat(lines)
        .hasSize(2)
        .allMatch(line -> line.startsWith("::error file=dir%2Cwith%3Aodd%25/budgets.yaml,line="));
    assertThat(unescaped(lines.getFirst())).contains("\na\"<b>&'c],%\n::error::x\n?[31m?]]>");
  }

  /// The message as the runner shows it.
  private static String unescaped(String line) {
    var message = line.substring(line.indexOf("::", 2) + 2);
    return message.replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%");
  }

  @Test
  void gitHubIsToldHowManyMoreThanItShows() {
    var budgets = new ArrayList<Budget>();
    for (int i = 0; i < 12; i++) {
      budgets.add(Gates.named("b" + i, i + 1, Bills.Draft.of(Metric.COST, "1"), ""));
    }
    var twelve = Gates.of(Gates.BILL, Optional.empty(), budgets);
    assertThat(rendered(Format.GITHUB, twelve).lines())
        .hasSize(10)
        .last()
        .isEqualTo("::error::and 3 more of budgets.yaml");
    var ten = Gates.of(Gates.BILL, Optional.empty(), budgets.subList(0, 10));
    assertThat(rendered(Format.GITHUB, ten).lines()).hasSize(10).noneMatch(s -> s.contains("more"));
  }

  @Test
  void gitlabKnowsAnIssueAgainWhateverItsAmount() {
    var issues = rendered(Format.GITLAB, GATE);
    assertThat(issues)
        .contains("\"check_name\": \"router-cost/budget/cost\"", "\"severity\": \"blocker\"")
        .contains("\"path\": \"budgets.yaml\"", "\"begin\": 11", "\"severity\": \"critical\"")
        .contains("\"severity\": \"minor\"");
    var dearer = Bills.of(Bills.line("2026-10-05", "plan", "opus", "900", 2));
    var again =
        rendered(
            Format.GITLAB,
            Gates.of(dearer, Optional.empty(), List.of(Gates.ofEachOutcome().getFirst())));
    assertThat(again).doesNotContain("331.76");
    assertThat(issues).contains(fingerprint(again));
  }

  private static String fingerprint(String json) {
    return json.lines().filter(line -> line.contains("fingerprint")).findFirst().orElseThrow();
  }

  @Test
  void whereAllIsWellThereIsNothingToReport() {
    var fine =
        Gates.of(
            Gates.BILL,
            Optional.empty(),
            List.of(Gates.named("a", 1, Bills.Draft.of(Metric.COST, "1000"), "")));
    assertThat(rendered(Format.GITLAB, fine)).isEqualTo("[]\n");
    assertThat(rendered(Format.GITHUB, fine)).isEmpty();
  }

  @Test
  void metricsEndWithEofAndEachFamilyIsTypedOnce() {
    var text = rendered(Format.OPENMETRICS, GATE);
    assertThat(text)
        .endsWith("# EOF\n")
        .contains("router_cost_usd{task=\"classify\"} 64.8\n")
        .contains("router_cost_total_usd 331.7625\n")
        .contains("router_cost_budget_used_ratio{budget=\"total-month\"} 1.105875\n")
        .contains("router_cost_budget_passed{budget=\"renamed\"} 0\n")
        .contains("router_cost_budget_passed{budget=\"plan-month\"} 1\n")
        .doesNotContain("budget=\"resting\"");
    var types = text.lines().filter(line -> line.startsWith("# TYPE")).toList();
    assertThat(types).doesNotHaveDuplicates().hasSize(7);
    assertThat(text.lines().filter(line -> !line.startsWith("#")))
        .allMatch(line -> line.matches("[a-z_]+(\\{[a-z]+=\"[^\"]*\"})? -?\\d+(\\.\\d+)?"));
  }

  @Test
  void labelsOfMetricsAreEscaped() {
    var bill = Bills.of(Bills.line("2026-10-05", "a\"b\\c\nd", "opus", "5", 1));
    var gate =
        Gates.of(
            bill,
            Optional.empty(),
            List.of(Gates.named("a", 1, Bills.Draft.of(Metric.COST, "9"), "")));
    assertThat(rendered(Format.OPENMETRICS, gate))
        .contains("router_cost_usd{task=\"a\\\"b\\\\c?d\"} 5\n");
  }

  @Test
  void laterStepsCanAskForTheVerdict() {
    assertThat(GithubRenderer.outputs(GATE).lines())
        .containsExactly(
            "status=error",
            "failed=1",
            "not-judged=1",
            "warnings=1",
            "failed-budgets=total-month,renamed",
            "cost-usd=331.7625");
  }
}
