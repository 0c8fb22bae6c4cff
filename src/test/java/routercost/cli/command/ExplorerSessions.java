package routercost.cli.command;

import routercost.cli.console.Environment;
import routercost.cli.explore.ExplorerSession;

/// The session that a command line begins.
public final class ExplorerSessions {
  private ExplorerSessions() {}

  public static ExplorerSession of(Environment environment, String... args) {
    var line = RouterCost.commandLine(environment, args);
    var parsed = line.parseArgs(args);
    var command = (ExploreCommand) parsed.subcommand().commandSpec().userObject();
    return command.session();
  }
}
