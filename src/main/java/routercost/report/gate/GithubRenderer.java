package routercost.report.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import routercost.audit.budget.Check;
import routercost.usage.SafeText;

/// Writes the checks of a gate as annotations of GitHub Actions, at the lines of the budgets file.
///
/// GitHub shows ten errors and ten warnings of a step and drops the rest without a word, so the
/// tenth says how many more there are.
public record GithubRenderer() implements GateRenderer {
  private static final int SHOWN = 9;

  @Override
  public String render(GateResult gate) {
    var errors = new ArrayList<>(gate.worstFirst().stream().filter(Check::isBlocking).toList());
    var warnings =
        gate.worstFirst().stream()
            .filter(check -> new CheckText(check).needsAttention() && !check.isBlocking())
            .toList();
    return lines("error", errors, gate) + lines("warning", warnings, gate);
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
    var words = new CheckText(check);
    var message = new ArrayList<>(List.of(words.message()));
    message.addAll(words.details());
    return "::%s file=%s,line=%d,title=%s::%s"
        .formatted(
            level,
            property(gate.path()),
            check.budget().line(),
            property("router-cost: " + check.budget().id()),
            data(String.join("\n", message)));
  }

  /// What stands after the second pair of colons: a line feed would end the annotation.
  private static String data(String text) {
    return text.lines()
        .map(line -> SafeText.of(line).replace("%", "%25"))
        .collect(Collectors.joining("%0A"));
  }

  /// What stands before it, where colons and commas have a meaning too.
  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
