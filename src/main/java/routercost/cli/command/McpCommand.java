package routercost.cli.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import routercost.cli.console.Console;
import routercost.cli.console.ExitCode;
import routercost.cli.mcp.McpServer;
import routercost.read.text.AllowedFolders;
import routercost.read.text.ConfigurationProblem;
import routercost.read.text.InputProblem;

/// A server that agents ask what calls cost.
@Command(
    description = {
      "Answer agents over the Model Context Protocol. On standard input and output, they may ask for"
          + " audits, what-ifs, checks, explanations and prices. Nothing is written, and only files in the folders that"
          + " you name are read."
    },
    footer = {
      "",
      "Examples:",
      "  claude mcp add cost -- router-cost mcp --agents",
      "  {\"mcpServers\": {\"cost\": {\"command\": \"router-cost\", \"args\": [\"mcp\"]}}}",
      "  router-cost mcp --folder samples",
      "The first is for Claude Code, the second for a file such as .mcp.json."
    })
final class McpCommand implements Callable<Integer> {
  @Option(
      names = "--folder",
      paramLabel = "FOLDER",
      description =
          "Let tools read files in this folder; by default the one it starts in. May be"
              + " repeated.")
  List<String> folders = new ArrayList<>();

  @Option(
      names = "--agents",
      description = "Let tools read the logs of all coding agents on this machine.")
  boolean agents;

  @Mixin Console console;

  @Override
  public Integer call() {
    if (console.environment().inIsTerminal()) {
      throw new ConfigurationProblem(
          "mcp: an agent starts this server and speaks to it on standard input; see"
              + " 'router-cost mcp --help'");
    }
    var allowed = AllowedFolders.of(folders.isEmpty() ? List.of(".") : folders);
    var root = RouterCost.all(console.environment());
    var environment = console.environment();
    var server =
        McpServer.of(root, allowed, agents, words -> RouterCost.captured(environment, words));
    console.say("serving " + String.join(", ", server.names()));
    try {
      server.serve(environment);
    } catch (IOException unreadable) {
      throw new InputProblem("standard input cannot be read", unreadable);
    }
    return ExitCode.DONE.code();
  }
}
