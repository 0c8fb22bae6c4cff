package routercost.report.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import routercost.audit.budget.Check;
import routercost.audit.budget.NotJudged;
import routercost.report.common.NotCountedText;
import routercost.usage.SafeText;

/// Writes the checks of a gate as annotations of GitHub Actions, at the lines of the budgets file,
/// and what else a step of GitHub Actions leaves behind.
///
/// GitHub shows ten errors and ten warnings of a step and drops the rest without a word, so the
/// tenth says how many more there are.
public record GithubRenderer() implements GateRenderer {
  private static final int SHOWN = 9;

  @Override
  public String render(GateResult gate) {
    var errors = gate.worstFirst().stream().filter(Check::isBlocking).toList();
    var warnings = gate.problems().stream().filter(check -> !check.isBlocking()).toList();
    var failures =
        gate.failures().stream()
            .map(failure -> "::error title=router-cost::" + data(failure) + "\n")
            .collect(Collectors.joining());
    return failures
        + lines("error", errors, gate)
        + lines("warning", warnings, gate)
        + rejected(gate)
        + notCounted(gate)
        + configured(gate);
  }

  /// One line for all of them, as GitHub drops a warning after the tenth.
  private static String rejected(GateResult gate) {
    var text = data(String.join("\n", gate.rejections()));
    return text.isEmpty() ? "" : "::warning title=router-cost%3A rejected models::" + text + "\n";
  }

  private static String notCounted(GateResult gate) {
    var ledger = gate.head().notCounted();
    return ledger.missing().isEmpty()
        ? ""
        : "::warning title=router-cost::" + data(new NotCountedText(ledger).line()) + "\n";
  }

  private static String configured(GateResult gate) {
    var configured = gate.head().configuredBy();
    return configured.isEmpty() ? "" : "::notice title=router-cost::" + data(configured) + "\n";
  }

  private static String lines(String level, List<Check> checks, GateResult gate) {
    var lines = new ArrayList<String>();
    boolean all = checks.size() <= SHOWN + 1;
    checks.stream()
        .limit(all ? checks.size() : SHOWN)
        .forEach(check -> lines.add(line(level, check, gate)));
    if (!all) {
      lines.add(
          "::" + level + "::and " + (checks.size() - SHOWN) + " more of " + data(gate.path()));
    }
    return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
  }

  private static String line(String level, Check check, GateResult gate) {
    return "::%s file=%s,line=%d,title=%s::%s"
        .formatted(
            level,
            property(gate.path()),
            check.budget().line(),
            property("router-cost: " + check.budget().id()),
            data(String.join("\n", new CheckText(check).lines())));
  }

  /// Text after the second pair of colons, where a line feed would end the annotation.
  private static String data(String text) {
    return text.lines()
        .map(line -> SafeText.of(line).replace("%", "%25"))
        .collect(Collectors.joining("%0A"));
  }

  /// A property before the second pair of colons, where colons and commas have a meaning too.
  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }

  /// The summary of a step, in Markdown, for the page of the run.
  public static String summary(GateResult gate) {
    return CommentRenderer.ofSummary().render(gate);
  }

  /// The outputs of a step, which later steps can use: one `name=value` a line.
  public static String outputs(GateResult gate) {
    var failed =
        gate.checks().stream()
            .filter(Check::isBlocking)
            .map(check -> check.budget().id())
            .collect(Collectors.joining(","));
    return """
        status=%s
        failed=%d
        not-judged=%d
        warnings=%d
        failed-budgets=%s
        cost-usd=%s
        """
        .formatted(
            status(gate),
            gate.of(Check.Status.FAIL).size(),
            gate.of(Check.Status.ERROR).size(),
            gate.of(Check.Status.WARN).size(),
            failed,
            gate.bill().total().cost());
  }

  /// Whether the run fails for another reason than a breach: by the precedence of exit codes, only
  /// a wrong configuration or an unreadable input outranks one.
  private static boolean isBroken(GateResult gate) {
    var blocking = gate.checks().stream().filter(Check::isBlocking).toList();
    return blocking.stream().noneMatch(check -> check.status() == Check.Status.FAIL)
        || blocking.stream()
            .flatMap(check -> check.obstacle().stream())
            .anyMatch(obstacle -> obstacle.cause() == NotJudged.Cause.CONFIGURATION);
  }

  private static String status(GateResult gate) {
    if (gate.isBlocking()) {
      return isBroken(gate) ? "error" : "fail";
    }
    boolean clean = gate.of(Check.Status.WARN).isEmpty() && gate.of(Check.Status.ERROR).isEmpty();
    return clean ? "ok" : "warn";
  }
}
