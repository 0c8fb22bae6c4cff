package routercost.cli.command;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import routercost.cli.console.Environment;
import routercost.cli.console.Problems;
import routercost.cli.console.Version;
import routercost.cli.options.Converters;

/// The root of all commands.
@Command(
    name = "router-cost",
    description = {
      "Says what LLM calls cost, what they would cost on other models, and where each number comes"
          + " from.",
      ""
    },
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    scope = CommandLine.ScopeType.INHERIT,
    footer = {
      "",
      "Exit codes: 0 done; 1 a bug; 2 wrong usage or configuration; 3 the gate failed;",
      "4 input or output failed; 5 incomplete under --strict; 130 and 143 interrupted."
    })
public final class RouterCost implements Runnable {
  @Spec CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing, such as audit");
  }

  /// The parser and dispatcher of the command that `args` begin with, or of all commands, bound to
  /// one environment. To make all of them would double the time that a start takes.
  public static CommandLine commandLine(Environment environment, String... args) {
    return commandLine(environment, CommandSpecs.found(), args);
  }

  public static CommandLine commandLine(
      Environment environment, CommandSpecs specs, String... args) {
    var commands = new Commands(environment, specs);
    var line = commands.line(RouterCost.class);
    switch (args.length == 0 ? "" : args[0]) {
      case "--version", "-V" -> {
        if (args.length > 1) {
          addAll(line, commands);
        }
      }
      case "audit" -> line.addSubcommand(commands.line(AuditCommand.class));
      case "estimate" -> line.addSubcommand(commands.line(EstimateCommand.class));
      case "compare" -> line.addSubcommand(commands.line(CompareCommand.class));
      case "check" -> line.addSubcommand(commands.line(CheckCommand.class));
      case "cube" -> line.addSubcommand(cube(commands));
      case "explain" -> line.addSubcommand(commands.line(ExplainCommand.class));
      case "forecast" -> line.addSubcommand(commands.line(ForecastCommand.class));
      case "what-if" -> line.addSubcommand(commands.line(WhatIfCommand.class));
      case "prices" -> line.addSubcommand(prices(commands));
      case "route" -> line.addSubcommand(route(commands));
      default -> addAll(line, commands);
    }
    Converters.register(line);
    line.setOut(writer(environment.out()));
    line.setErr(writer(environment.err()));
    line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    line.setUsageHelpWidth(80);
    var problems = new Problems(environment);
    line.setParameterExceptionHandler(problems::usage);
    line.setExecutionExceptionHandler(problems::failed);
    tellVersion(line, new Version());
    return line;
  }

  private static void addAll(CommandLine line, Commands commands) {
    var completion = new CommandLine(new AutoComplete.GenerateCompletion());
    completion.getCommandSpec().name("completion");
    line.addSubcommand(commands.line(AuditCommand.class))
        .addSubcommand(commands.line(EstimateCommand.class))
        .addSubcommand(commands.line(CompareCommand.class))
        .addSubcommand(commands.line(CheckCommand.class))
        .addSubcommand(commands.line(ExplainCommand.class))
        .addSubcommand(commands.line(ForecastCommand.class))
        .addSubcommand(commands.line(WhatIfCommand.class))
        .addSubcommand(cube(commands))
        .addSubcommand(prices(commands))
        .addSubcommand(route(commands))
        .addSubcommand(HelpCommand.class)
        .addSubcommand("completion", completion);
  }

  private static CommandLine cube(Commands commands) {
    return commands
        .line(CubeCommand.class)
        .addSubcommand(commands.line(CubeBuildCommand.class))
        .addSubcommand(commands.line(CubeMergeCommand.class))
        .addSubcommand(commands.line(CubeShowCommand.class))
        .addSubcommand(HelpCommand.class);
  }

  private static CommandLine prices(Commands commands) {
    return commands
        .line(PricesCommand.class)
        .addSubcommand(commands.line(PricesListCommand.class))
        .addSubcommand(commands.line(PricesShowCommand.class))
        .addSubcommand(commands.line(PricesVerifyCommand.class))
        .addSubcommand(HelpCommand.class);
  }

  private static CommandLine route(Commands commands) {
    return commands
        .line(RouteCommand.class)
        .addSubcommand(commands.line(RouteSuggestCommand.class))
        .addSubcommand(commands.line(RouteScoreCommand.class))
        .addSubcommand(commands.line(RouteExportCommand.class))
        .addSubcommand(commands.line(RouteVerifyCommand.class))
        .addSubcommand(HelpCommand.class);
  }

  /// Told last: commands that inherit a version provider ask it for the version while they are
  /// made, and the answer needs the price book.
  private static void tellVersion(CommandLine line, Version version) {
    line.getCommandSpec().versionProvider(version);
    line.getSubcommands().values().forEach(command -> tellVersion(command, version));
  }

  private static PrintWriter writer(java.io.PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }
}
