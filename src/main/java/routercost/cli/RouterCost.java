package routercost.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The root of all commands.
@Command(
    name = "router-cost",
    description = {
      "Says what LLM calls cost, what they would cost on other models, and where each number comes"
          + " from.",
      ""
    },
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      AuditCommand.class,
      ExplainCommand.class,
      PricesCommand.class,
      HelpCommand.class
    },
    versionProvider = Version.class,
    mixinStandardHelpOptions = true,
    scope = CommandLine.ScopeType.INHERIT,
    footer = {
      "",
      "Exit codes: 0 done; 1 a bug; 2 wrong usage or configuration; 3 the gate failed;",
      "4 input or output failed; 5 incomplete under --strict; 130 and 143 interrupted."
    })
final class RouterCost implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing, such as audit");
  }

  /// The parser and dispatcher of all commands, bound to one environment.
  static CommandLine commandLine(Environment environment) {
    var line = new CommandLine(new RouterCost(), new Commands(environment));
    var completion = new CommandLine(new AutoComplete.GenerateCompletion());
    completion.getCommandSpec().name("completion");
    line.addSubcommand("completion", completion);
    Converters.register(line);
    line.setOut(writer(environment.out()));
    line.setErr(writer(environment.err()));
    line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    line.setUsageHelpWidth(80);
    var problems = new Problems(environment);
    line.setParameterExceptionHandler(problems::usage);
    line.setExecutionExceptionHandler(problems::failed);
    return line;
  }

  private static PrintWriter writer(java.io.PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }
}
