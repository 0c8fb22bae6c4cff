package routercost.report.gate;

import java.util.stream.Collectors;
import routercost.audit.budget.Check;

/// What a step of GitHub Actions leaves behind beside annotations.
public final class GithubStep {
  private GithubStep() {}

  /// The Markdown for the page of the run.
  public static String summary(GateResult gate) {
    return CommentRenderer.ofSummary().render(gate);
  }

  /// What later steps can ask for: one `name=value` a line.
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

  private static String status(GateResult gate) {
    if (gate.isBlocking()) {
      return gate.of(Check.Status.ERROR).stream().anyMatch(Check::isBlocking) ? "error" : "fail";
    }
    boolean clean = gate.of(Check.Status.WARN).isEmpty() && gate.of(Check.Status.ERROR).isEmpty();
    return clean ? "ok" : "warn";
  }
}
