package routercost.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import routercost.cli.command.ExplorerSessions;
import routercost.cli.explore.ExplorerScreen;
import routercost.cli.explore.ExplorerSession;
import routercost.cli.explore.StyledLine;

/// Views of logs that are driven without a terminal.
public final class ExploreSessions {
  private ExploreSessions() {}

  /// A view of these words of a command line, before the first key.
  public static ExplorerSession of(String... words) {
    var args = new ArrayList<>(List.of("explore"));
    args.addAll(Arrays.asList(words));
    return ExplorerSessions.of(Terminals.silent(), args.toArray(String[]::new));
  }

  public static void press(ExplorerSession session, String... keys) {
    for (var key : keys) {
      session.press(key);
    }
  }

  /// The screen as text, without colours.
  public static String screen(ExplorerSession session, int width, int height) {
    return new ExplorerScreen(width, height, true)
        .lines(session.state(), session.view()).stream()
            .map(StyledLine::text)
            .collect(Collectors.joining("\n"));
  }

  static String command(ExplorerSession session) {
    return session.command();
  }

  /// The bill now and under the plan, exactly.
  static String totals(ExplorerSession session) {
    return session.total().before().usd().stripTrailingZeros().toPlainString()
        + " to "
        + session.total().after().orElseThrow().usd().stripTrailingZeros().toPlainString();
  }
}
