package routercost.cli.command;

import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import routercost.cli.console.ExitCode;
import routercost.cli.console.TextOutputOptions;
import routercost.cli.options.PriceOptions;
import routercost.read.agents.AgentFile;
import routercost.read.config.routing.RoutingFile;
import routercost.read.text.ConfigurationProblem;
import routercost.report.layout.LineDiff;
import routercost.report.routing.Gateway;
import routercost.report.routing.ResolvedRouting;
import routercost.whatif.routing.Routing;

/// Writes a routing in the form of those who act on it.
@Command(
    name = "export",
    description = "Write a routing file in the form that a gateway reads.",
    footer = {
      "",
      "Examples:",
      "  router-cost route export routing.yaml --to litellm -o config.yaml",
      "  router-cost route export routing.yaml --to claude-agents",
      "  router-cost route export routing.yaml --to claude-agents --write"
    })
final class RouteExportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ROUTING", description = "A routing file.")
  String file = "";

  @Option(
      names = "--to",
      required = true,
      paramLabel = "GATEWAY",
      description = {
        "litellm, portkey, claude-code-router, claude-agents, openrouter, python or json."
      })
  Gateway gateway = Gateway.JSON;

  @Option(
      names = "--agents",
      paramLabel = "FOLDER",
      description = "Where the agents of Claude Code are; .claude/agents by default.")
  Optional<String> agents = Optional.empty();

  @Option(
      names = "--write",
      description = "Change the agents of Claude Code, instead of showing what would change.")
  boolean write;

  @Mixin PriceOptions pricing;
  @Mixin TextOutputOptions output;

  @Override
  public Integer call() {
    var book = pricing.book();
    var today = pricing.asOf().orElseGet(() -> pricing.today(ZoneOffset.UTC));
    var routing = RoutingFile.read(file, book, today);
    if (gateway == Gateway.CLAUDE_AGENTS) {
      return exportAgents(routing);
    }
    if (write || agents.isPresent()) {
      throw new ConfigurationProblem(
          (write ? "--write" : "--agents") + " goes with --to claude-agents");
    }
    var registry = ResolvedRouting.of(routing, book, today);
    gateway
        .leftOut(registry)
        .forEach(
            rule ->
                output.warn(
                    "the rule for '%s' is not written: %s knows tasks by whole names only"
                        .formatted(rule, gateway.id())));
    output.print(gateway.text(registry));
    return ExitCode.DONE.code();
  }

  /// An agent that the routing does not name stays as it is, whatever its default says.
  private int exportAgents(Routing routing) {
    var folder = agents.orElse(".claude/agents");
    var changes =
        AgentFile.changes(folder, name -> routing.of(name).map(Routing.Assignment::effective));
    output.print(
        changes.stream()
            .map(change -> LineDiff.of(change.path(), change.before(), change.after()))
            .collect(Collectors.joining()));
    if (write) {
      AgentFile.write(changes);
      output.say("%d agent%s changed".formatted(changes.size(), changes.size() == 1 ? "" : "s"));
    } else if (changes.isEmpty()) {
      output.say("no agent of " + folder + " changes");
    }
    return ExitCode.DONE.code();
  }
}
