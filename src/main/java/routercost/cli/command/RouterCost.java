package routercost.cli.command;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import routercost.cli.console.Configuration;
import routercost.cli.console.Console;
import routercost.cli.console.Console.CapturedRun;
import routercost.cli.console.Environment;
import routercost.cli.console.ExitCode;
import routercost.cli.console.HelpPage;
import routercost.cli.console.Problems;
import routercost.cli.console.RequestedFiles;
import routercost.cli.console.TaskQuestionnaire;
import routercost.cli.console.Version;
import routercost.cli.explore.WatchLoop;
import routercost.cli.options.Converters;
import routercost.cli.options.LogOptions;
import routercost.cli.options.OutputOptions;
import routercost.cli.options.PriceOptions;
import routercost.cli.options.SourceOptions;
import routercost.cli.settings.Settings;
import routercost.read.EarlierReadings;
import routercost.read.text.ConfigurationProblem;
import routercost.read.text.InputProblem;

/// The root of all commands.
@Command(
    name = "router-cost",
    description = {"Show what LLM calls cost, and what they would cost on other models."},
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "A LOG alone is audited, a PIPELINE.yaml estimated. daily, weekly, monthly and",
      "sessions audit a LOG, or without one the logs of coding agents found here.",
      "",
      "Exit codes: 0 done; 1 a bug; 2 wrong usage or configuration; 3 the gate failed;",
      "4 input or output failed; 5 incomplete under --strict; 130 and 143 interrupted.",
      "",
      "Examples:",
      "  router-cost samples/calls.csv",
      "  router-cost what-if samples/calls.csv --move plan_release=sonnet",
      "  router-cost check samples/calls.csv --budgets samples/budgets.yaml"
    })
public final class RouterCost implements Callable<Integer> {
  /// The help for a command line without a word, where no agent keeps logs.
  private static final String SHORT_HELP =
      """
      router-cost shows what LLM calls cost, and what they would cost on other models.
      No coding agent keeps logs here, so name a log: CSV, JSON, or an export of a
      gateway, provider or agent.

      Examples:
        router-cost calls.csv                 what each task costs and could save
        router-cost today                     what coding agents cost today
        router-cost what-if calls.csv         each task on each model

      'router-cost --help' lists all commands.
      """;

  private static final String COMPLETION = "completion";

  /// The commands, in the order of the help. Names are here and nowhere else.
  private static final List<Entry> COMMANDS =
      List.of(
          new Entry("audit", AuditCommand.class),
          new Entry("estimate", EstimateCommand.class),
          new Entry("compare", CompareCommand.class),
          new Entry("check", CheckCommand.class),
          new Entry("explain", ExplainCommand.class),
          new Entry("forecast", ForecastCommand.class),
          new Entry("reconcile", ReconcileCommand.class),
          new Entry("report", ReportCommand.class),
          new Entry("what-if", WhatIfCommand.class),
          new Entry("explore", ExploreCommand.class),
          new Entry("statusline", StatuslineCommand.class),
          new Entry(
              "cube",
              CubeCommand.class,
              new Entry("build", CubeCommand.Build.class),
              new Entry("merge", CubeCommand.Merge.class),
              new Entry("show", CubeCommand.Show.class),
              new Entry("sql", CubeSqlCommand.class)),
          new Entry(
              "prices",
              PricesCommand.class,
              new Entry("list", PricesCommand.Listing.class),
              new Entry("show", PricesCommand.Show.class),
              new Entry("diff", PricesCommand.Diff.class),
              new Entry("verify", PricesCommand.Verify.class),
              new Entry("import", PricesCommand.Import.class)),
          new Entry(
              "route",
              RouteCommand.class,
              new Entry("suggest", RouteCommand.Suggest.class),
              new Entry("score", RouteScoreCommand.class),
              new Entry("baselines", RouteBaselinesCommand.class),
              new Entry("export", RouteExportCommand.class),
              new Entry("verify", RouteCommand.Verify.class)),
          new Entry("config", ConfigCommand.class),
          new Entry("init", InitCommand.class),
          new Entry("doctor", DoctorCommand.class),
          new Entry("mcp", McpCommand.class),
          new Entry(COMPLETION, CompletionCommand.class));

  @Spec CommandSpec spec;

  /// A command and the commands below it.
  private record Entry(String name, Class<?> type, List<Entry> below) {
    Entry(String name, Class<?> type, Entry... below) {
      this(name, type, List.of(below));
    }
  }

  /// Whether `name` is a command, help included.
  public static boolean isCommand(String name) {
    return name.equals("help") || COMMANDS.stream().anyMatch(entry -> entry.name.equals(name));
  }

  @Override
  public Integer call() {
    spec.commandLine().getErr().print(SHORT_HELP);
    spec.commandLine().getErr().flush();
    return ExitCode.CONFIGURATION.code();
  }

  /// The parser and dispatcher of the command that `args` begin with, or of all commands, bound to
  /// one environment. To make all of them would double the time that a start takes.
  public static CommandLine commandLine(Environment environment, String... args) {
    return commandLine(environment, CommandSpecs.found(), args);
  }

  public static CommandLine commandLine(
      Environment environment, CommandSpecs specs, String... args) {
    return commandLine(environment, specs, Optional.empty(), args);
  }

  /// As above, for one of many runs on the same logs.
  ///
  /// @param earlier what the others read
  static CommandLine commandLine(
      Environment environment,
      CommandSpecs specs,
      Optional<EarlierReadings> earlier,
      String... args) {
    var machine = new Machine(environment, Configuration.of(environment), specs, earlier);
    var line = line(RouterCost.class, machine);
    var first = args.length == 0 ? "" : args[0];
    var named = COMMANDS.stream().filter(entry -> entry.name.equals(first)).toList();
    boolean showsVersion = args.length == 1 && (first.equals("--version") || first.equals("-V"));
    if (!named.isEmpty() && !first.equals(COMPLETION)) { // which is about all of them
      addAll(named, line, machine);
    } else if (!showsVersion) {
      addAll(COMMANDS, line, machine);
      line.addSubcommand(HelpCommand.class);
    }
    Converters.register(line);
    line.setOut(writer(environment.out()));
    line.setErr(writer(environment.err()));
    line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    HelpPage.install(line);
    var problems = new Problems(environment, machine.configuration);
    line.setParameterExceptionHandler(problems::usage);
    line.setExecutionExceptionHandler(problems::failed);
    line.setExecutionStrategy(
        parsed -> {
          RequestedFiles files;
          try {
            configure(parsed, machine);
            files = RequestedFiles.of(parsed, machine.configuration.uses());
            files.check();
          } catch (ConfigurationProblem | InputProblem refused) {
            return problems.failed(refused, line, parsed);
          }
          return run(parsed, files, environment);
        });
    setVersion(line, new Version());
    return line;
  }

  /// Sets the options that were not typed as the configuration says.
  private static void configure(ParseResult parsed, Machine machine) {
    if (!machine.configuration.isEmpty()) {
      var command = RequestedFiles.command(parsed);
      boolean isQuiet = command.hasMatchedOption("--quiet");
      Settings.apply(machine.configuration, command, () -> all(machine.environment)).stream()
          .filter(_ -> !isQuiet)
          .forEach(warning -> machine.environment.say("warning: " + warning));
    }
  }

  /// All commands.
  static CommandLine all(Environment environment) {
    return commandLine(environment, "--help");
  }

  /// Runs another command line, and keeps what it prints.
  static CapturedRun captured(Environment environment, List<String> words) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var hidden =
        environment.piped(
            InputStream.nullInputStream(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    var args = words.toArray(String[]::new);
    int exit = commandLine(hidden, args).execute(args);
    return new CapturedRun(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /// Runs a command. If it fails, files that it did not write must not look like its own.
  private static int run(ParseResult parsed, RequestedFiles files, Environment environment) {
    var before = files.states();
    int exit = ExitCode.BUG.code();
    var factory = RequestedFiles.command(parsed).commandSpec().commandLine().getFactory();
    var output = factory instanceof Parts parts ? parts.outputs : List.<OutputOptions>of();
    output.forEach(OutputOptions::countWarnings);
    try {
      exit = new CommandLine.RunLast().execute(parsed);
      return exit;
    } finally {
      output.forEach(of -> of.console.sayCounted());
      if (exit != ExitCode.DONE.code()) {
        for (var name : files.unwritten(before)) {
          environment.say(
              "router-cost: %s is of an earlier run; this one did not write it".formatted(name));
        }
      }
    }
  }

  /// Runs a command anew whenever its logs grow, and returns the exit code of the last run.
  static int watched(CommandSpec command, Environment environment, List<String> paths) {
    var words = new ArrayList<>(command.root().commandLine().getParseResult().originalArgs());
    words.removeIf("--watch"::equals);
    var args = words.toArray(new String[0]);
    var earlier = Optional.of(new EarlierReadings());
    return new WatchLoop(
            environment,
            paths,
            now -> commandLine(now, CommandSpecs.found(), earlier, args).execute(args))
        .watch();
  }

  private static void addAll(List<Entry> entries, CommandLine parent, Machine machine) {
    for (var entry : entries) {
      var line = line(entry.type, machine).setCommandName(entry.name);
      if (!entry.below.isEmpty()) {
        addAll(entry.below, line, machine);
        line.addSubcommand(HelpCommand.class);
      }
      parent.addSubcommand(entry.name, line);
    }
  }

  /// The parser of a new command, without subcommands.
  private static CommandLine line(Class<?> command, Machine machine) {
    var parts = new Parts(machine, new PriceOptions(machine.environment), new ArrayList<>());
    try {
      var spec = machine.specs.of(command, parts);
      HelpPage.addTo(spec);
      return new CommandLine(spec, parts);
    } catch (Exception broken) {
      throw new IllegalStateException(command + " cannot be made", broken);
    }
  }

  /// What all commands of a run have in common.
  ///
  /// @param earlier what was read before, if the run is one of many on the same logs
  private record Machine(
      Environment environment,
      Configuration configuration,
      CommandSpecs specs,
      Optional<EarlierReadings> earlier) {}

  /// Makes the parts of one command, so that nothing is global. Its filters know the models of the
  /// prices that it is given.
  ///
  /// @param outputs where the report of the command goes, if it has one
  private record Parts(Machine machine, PriceOptions prices, List<OutputOptions> outputs)
      implements IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
      var environment = machine.environment;
      if (type == LogOptions.class) {
        var logs = new LogOptions(environment, prices);
        machine.earlier.ifPresent(logs::goOnFrom);
        return type.cast(logs);
      }
      if (type == SourceOptions.class) {
        return type.cast(new SourceOptions(environment));
      }
      if (type == PriceOptions.class) {
        return type.cast(prices);
      }
      if (type == Console.class) {
        return type.cast(new Console(environment, machine.configuration));
      }
      if (type == TaskQuestionnaire.class) {
        return type.cast(new TaskQuestionnaire(environment));
      }
      var made = CommandLine.defaultFactory().create(type);
      if (made instanceof OutputOptions output) {
        outputs.add(output);
      }
      return made;
    }
  }

  /// Set last: commands that inherit a version provider ask it for the version while they are made,
  /// and the answer needs the price book.
  private static void setVersion(CommandLine line, Version version) {
    line.getCommandSpec().versionProvider(version);
    line.getSubcommands().values().forEach(command -> setVersion(command, version));
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }
}
