package routercost.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import routercost.cli.command.RouterCost;
import routercost.read.text.Sources;

/// Short forms of frequent commands: a log alone is audited, a pipeline estimated, and `daily` is
/// an
/// audit by day.
final class Shortcuts {
  private static final Map<String, String> PERIODS =
      Map.of("daily", "day", "weekly", "week", "monthly", "month", "sessions", "session");

  private Shortcuts() {}

  /// The arguments in full; as they are if they are no short form.
  static String[] expanded(String[] args) {
    if (args.length == 0 || (args[0].startsWith("-") && !args[0].equals("-"))) {
      return args;
    }
    var first = args[0];
    var rest = Arrays.asList(args).subList(1, args.length);
    if (first.equals("version") && rest.isEmpty()) {
      return new String[] {"--version"};
    }
    if (RouterCost.isCommand(first)) {
      return args;
    }
    if (PERIODS.containsKey(first)) {
      var words = new ArrayList<>(List.of("audit", "--group-by", PERIODS.get(first)));
      words.addAll(rest);
      boolean hasLog = rest.stream().anyMatch(Sources::mayBe) || rest.contains("--claude-code");
      if (!hasLog && !rest.contains("--agents")) {
        words.add("--agents");
      }
      return words.toArray(String[]::new);
    }
    if (Sources.mayBe(first) || first.matches(".*[./*].*")) {
      boolean isPipeline = first.endsWith(".yaml") || first.endsWith(".yml");
      var words = new ArrayList<>(List.of(isPipeline ? "estimate" : "audit"));
      words.addAll(Arrays.asList(args));
      return words.toArray(String[]::new);
    }
    return args;
  }
}
