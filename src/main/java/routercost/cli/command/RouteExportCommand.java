package routercost.cli.command;

import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
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

/// Writes a routing as the configuration of a gateway.
@Command(
    description = "Write a routing file as the configuration of a gateway.",
    footer = {
      "",
      "Examples:",
      "  router-cost route export samples/routing.yaml --gateway litellm -o config.yaml",
      "  router-cost route export samples/routing.yaml --gateway python",
      "  router-cost route export samples/routing.yaml --gateway portkey"
    })
final class RouteExportCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "ROUTING",
      description = "A routing file, or a registry as --routing takes it.")
  String file = "";

  @Option(
      names = "--gateway",
      paramLabel = "GATEWAY",
      description = {
        "The gateway: litellm, portkey, claude-code-router, claude-agents, openrouter, python or json."
      })
  Optional<Gateway> gateway = Optional.empty();

  @Option(
      names = "--to",
      hidden = true,
      paramLabel = "GATEWAY",
      description = "The former name of --gateway.")
  Optional<Gateway> to = Optional.empty();

  @Option(
      names = "--folder",
      paramLabel = "FOLDER",
      description = "The folder of Claude Code agents; .claude/agents by default.")
  Optional<String> folder = Optional.empty();

  @Option(
      names = "--in-place",
      description = "Change the agents of Claude Code instead of showing the changes.")
  boolean inPlace;

  @Mixin PriceOptions prices;
  @Mixin TextOutputOptions output;

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    var target =
        gateway
            .or(() -> to)
            .orElseThrow(
                () -> new ParameterException(spec.commandLine(), "missing --gateway GATEWAY"));
    var book = prices.book();
    var today = prices.asOf().orElseGet(() -> prices.today(ZoneOffset.UTC));
    var routing = RoutingFile.read(file, book, today);
    var registry = ResolvedRouting.of(routing, book, today);
    target.unsaid(registry).forEach(output.console::warn);
    if (target == Gateway.CLAUDE_AGENTS) {
      return exportAgents(routing);
    }
    if (inPlace || folder.isPresent()) {
      throw new ConfigurationProblem(
          (inPlace ? "--in-place" : "--folder") + " requires --gateway claude-agents");
    }
    output.print(target.text(registry));
    return ExitCode.DONE.code();
  }

  /// An agent that the routing does not name stays unchanged, whatever the routing's default.
  private int exportAgents(Routing routing) {
    var agents = folder.orElse(".claude/agents");
    var changes =
        AgentFile.changes(agents, name -> routing.of(name).map(Routing.Assignment::effective));
    output.print(
        changes.stream()
            .map(change -> LineDiff.of(change.path(), change.before(), change.after()))
            .collect(Collectors.joining()));
    if (inPlace) {
      AgentFile.write(changes);
      output.console.say(
          "%d agent%s changed".formatted(changes.size(), changes.size() == 1 ? "" : "s"));
    } else if (changes.isEmpty()) {
      output.console.say("no agent in " + agents + " changes");
    }
    return ExitCode.DONE.code();
  }
}
