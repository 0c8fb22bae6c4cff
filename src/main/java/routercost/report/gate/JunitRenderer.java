package routercost.report.gate;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import routercost.audit.budget.Check;
import routercost.report.common.NotCountedText;
import routercost.report.common.RunMetadata;
import routercost.report.layout.Block;
import routercost.usage.SafeText;

/// Writes the checks of a gate as JUnit XML, which every CI shows: a test case for each budget.
///
/// There is no standard; this keeps to what the schema of the xUnit plugin of Jenkins allows. A
/// warning has no element of its own and is what the test case printed.
public record JunitRenderer() implements GateRenderer {
  private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

  @Override
  public String render(GateResult gate) {
    var counts =
        "tests=\"%d\" failures=\"%d\" errors=\"%d\""
            .formatted(
                gate.checks().size() + gate.failures().size() + gate.rejected().size(),
                gate.of(Check.Status.FAIL).size(),
                gate.of(Check.Status.ERROR).size() + gate.failures().size());
    return HEAD
        + "<testsuites name=\"router-cost\" "
        + counts
        + ">\n"
        + "  <testsuite name=\""
        + attribute(gate.path())
        + "\" "
        + counts
        + " skipped=\""
        + gate.of(Check.Status.OFF).size()
        + "\">\n"
        + properties(gate.head())
        + gate.checks().stream()
            .map(check -> testCase(check, gate.path()))
            .collect(Collectors.joining())
        + gate.failures().stream().map(JunitRenderer::failure).collect(Collectors.joining())
        + gate.rejected().stream().map(JunitRenderer::rejected).collect(Collectors.joining())
        + "  </testsuite>\n</testsuites>\n";
  }

  private static String properties(RunMetadata head) {
    var properties =
        Stream.concat(
            Stream.of(
                property("router-cost.version", head.version()),
                property("prices", head.prices().name()),
                property("currency", "USD")),
            Stream.concat(
                Stream.concat(
                    head.configuration().stream().map(name -> property("configuration", name)),
                    head.days().map(days -> property("period", days))),
                Stream.of(new NotCountedText(head.notCounted()).line())
                    .filter(line -> !line.isEmpty())
                    .map(line -> property("not_counted", line))));
    return properties.collect(Collectors.joining("", "    <properties>\n", "    </properties>\n"));
  }

  private static String property(String name, String value) {
    return "      <property name=\"" + name + "\" value=\"" + attribute(value) + "\"/>\n";
  }

  private static String testCase(Check check, String file) {
    var words = new CheckText(check);
    var open =
        "    <testcase classname=\"budgets.%s\" name=\"%s\" time=\"0\""
            .formatted(check.budget().metric().id(), attribute(check.budget().id()));
    var body =
        switch (check.status()) {
          case OK -> "";
          case WARN -> "      <system-out>" + content(words, file) + "</system-out>\n";
          case FAIL -> problem("failure", "BudgetExceeded", words, file);
          case ERROR -> problem("error", "BudgetNotJudged", words, file);
          case OFF -> "      <skipped message=\"off\"/>\n";
        };
    return body.isEmpty() ? open + "/>\n" : open + ">\n" + body + "    </testcase>\n";
  }

  /// What fails the run whatever its budgets say.
  private static String failure(String text) {
    return """
            <testcase classname="run" name="%s" time="0">
              <error type="RunFailed" message="%s"/>
            </testcase>
        """
        .formatted(attribute(text), attribute(text));
  }

  /// A model in use that graded answers reject, which fails nothing.
  private static String rejected(Block.Items.Item model) {
    return """
            <testcase classname="evidence" name="%s" time="0">
              <system-out>WARN %s: %s</system-out>
            </testcase>
        """
        .formatted(
            attribute(model.text().split(",", 2)[0]), escaped(model.lead()), escaped(model.text()));
  }

  private static String problem(String element, String type, CheckText words, String file) {
    return "      <%s type=\"%s\" message=\"%s\">%s</%s>\n"
        .formatted(element, type, attribute(words.message()), content(words, file), element);
  }

  private static String content(CheckText words, String file) {
    var budget = words.check().budget();
    var lines =
        Stream.of(
            Stream.of(words.status() + " " + words.message()),
            words.details().stream(),
            Stream.of("at " + file + ":" + budget.line()));
    return lines
        .flatMap(line -> line)
        .flatMap(String::lines)
        .map(JunitRenderer::escaped)
        .collect(Collectors.joining("\n"));
  }

  private static String attribute(String text) {
    return escaped(text).replace("\"", "&quot;");
  }

  /// XML 1.0 knows no control characters, not even escaped.
  private static String escaped(String text) {
    return SafeText.of(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
