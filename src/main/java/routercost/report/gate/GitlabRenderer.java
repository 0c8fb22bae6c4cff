package routercost.report.gate;

import java.nio.charset.StandardCharsets;
import routercost.audit.budget.Check;
import routercost.report.format.JsonRenderer;
import routercost.report.layout.Json;
import routercost.usage.Sha256;

/// Writes the checks of a gate as a code quality report of GitLab: what warns, fails or was not
/// judged, at its line of the budgets file.
public record GitlabRenderer() implements GateRenderer {
  @Override
  public String render(GateResult gate) {
    return JsonRenderer.text(
        Json.items(gate.problems().stream().map(check -> issue(check, gate.path()))));
  }

  private static Json issue(Check check, String file) {
    var budget = check.budget();
    return Json.object()
        .and("description", budget.id() + ": " + new CheckText(check).message())
        .and("check_name", "router-cost/budget/" + budget.metric().id())
        .and("fingerprint", fingerprint(file + "\n" + budget.id()))
        .and("severity", severity(check))
        .and(
            "location",
            Json.object()
                .and("path", file)
                .and("lines", Json.object().and("begin", budget.line())));
  }

  private static String severity(Check check) {
    return switch (check.status()) {
      case ERROR -> "blocker";
      case FAIL -> "critical";
      case WARN, OK, OFF -> "minor";
    };
  }

  /// The same from run to run, whatever the amounts: else each run would be a new issue.
  private static String fingerprint(String name) {
    return Sha256.hex(name.getBytes(StandardCharsets.UTF_8)).substring(0, 40);
  }
}
