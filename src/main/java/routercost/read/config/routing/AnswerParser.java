package routercost.read.config.routing;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import routercost.read.config.YamlNode;
import routercost.whatif.routing.Answers.Role;
import routercost.whatif.routing.Complexity;

/// Reads answers to questions about tasks.
final class AnswerParser {
  private static final Set<String> SCORES = Set.of("reasoning", "judgment", "stakes");

  private AnswerParser() {}

  /// Yes or no.
  static boolean flag(YamlNode node, String what) {
    return switch (node.asText(what)) {
      case "true", "yes" -> true;
      case "false", "no" -> false;
      default -> throw node.refusal(what, "yes or no");
    };
  }

  static Role role(YamlNode node) {
    return Role.named(node.asText("role"))
        .orElseThrow(
            () ->
                node.refusal(
                    "role",
                    Arrays.stream(Role.values()).map(Role::id).collect(Collectors.joining(", "))));
  }

  /// Three scores from 1 to 3.
  static Complexity scores(YamlNode node) {
    var fields = node.asFields("scores").allowing(SCORES);
    return new Complexity(
        score(fields.require("reasoning"), "reasoning"),
        score(fields.require("judgment"), "judgment"),
        score(fields.require("stakes"), "stakes"));
  }

  private static int score(YamlNode node, String what) {
    var text = node.asText(what);
    if (!text.matches("[123]")) {
      throw node.refusal(what, "1 (low), 2 (medium) or 3 (high)");
    }
    return Integer.parseInt(text);
  }
}
