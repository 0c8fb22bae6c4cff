package routercost.cli.command;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import routercost.cli.console.Console;
import routercost.cli.explore.ExplorerLoop;
import routercost.cli.explore.ExplorerSession;
import routercost.cli.explore.FullScreen;
import routercost.cli.explore.PlanCommand;
import routercost.cli.explore.UsageLoader;
import routercost.cli.explore.WatchLoop;
import routercost.cli.options.BudgetOptions;
import routercost.cli.options.EvidenceOptions;
import routercost.cli.options.GroupByOption;
import routercost.cli.options.LogOptions;
import routercost.cli.options.LogPaths;
import routercost.cli.options.OutputOptions;
import routercost.cli.options.PriceOptions;
import routercost.cli.run.BudgetGate;
import routercost.cli.run.LogRun;
import routercost.cli.run.PipelineEstimates;
import routercost.read.EarlierReadings;
import routercost.read.text.InputProblem;

/// The interactive view: a bill whose tasks move with a key.
@Command(
    description =
        "Move tasks between models with keys and watch the total. A pipeline (.yaml) can replace a"
            + " log. Leaving prints the command with the same figures.",
    footer = {
      "",
      "Keys: h s o move a row, a takes all suggestions, Enter shows its calls, ? shows",
      "all keys, q leaves.",
      "",
      "Examples:",
      "  router-cost explore samples/calls.csv",
      "  router-cost explore samples/calls.csv --evidence samples/evidence.csv",
      "  router-cost explore samples/calls.csv --budgets samples/limits.yaml --follow"
    })
final class ExploreCommand implements Callable<Integer> {
  @Option(
      names = "--follow",
      description = "Read what is appended to the logs while the view is open.")
  boolean follow;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      defaultValue = "auto",
      description = "Color the output: auto (default), always or never.")
  OutputOptions.When color = OutputOptions.When.AUTO;

  @Spec CommandSpec spec;

  @Mixin LogPaths logs;
  @Mixin GroupByOption groupBy;
  @Mixin EvidenceOptions evidence;
  @Mixin LogOptions logOptions;
  @Mixin PriceOptions prices;
  @Mixin BudgetOptions budgets;
  @Mixin Console console;

  @Override
  public Integer call() {
    FullScreen.require(console.environment(), "explore", "use 'router-cost what-if' there");
    var session = session();
    var environment = console.environment();
    BooleanSupplier grown = follow ? WatchLoop.grown(logs.paths(spec, logOptions)) : () -> false;
    try (var screen = FullScreen.open(environment.out())) {
      new ExplorerLoop(screen, session, grown, hasColor(), environment.isUtf8()).run();
    } catch (IOException unusable) {
      throw new InputProblem("the terminal cannot be used: " + unusable.getMessage(), unusable);
    }
    session.review(new LogRun("explore", logOptions, prices, console));
    environment.out().print(session.farewell());
    return console.exit().code();
  }

  /// The view before its first key.
  ExplorerSession session() {
    var paths = logs.paths(spec, logOptions);
    if (follow) {
      logOptions.goOnFrom(new EarlierReadings());
    }
    if (PipelineEstimates.arePipelines(paths)) {
      LogOptions.refuseOptions(spec, "a pipeline has no calls");
      groupBy.keepToTask();
    }
    var plain = new LogRun("explore", logOptions, prices, console);
    var gate = BudgetGate.of(budgets, plain, prices::book);
    var loud = gate.map(BudgetGate::run).orElse(plain);
    var quiet = new LogRun("explore", logOptions, prices, console.muted(), loud.zone());
    var columns = gate.map(BudgetGate::labels).orElse(Set.of());
    return ExplorerSession.of(
        new UsageLoader(loud, paths, groupBy, columns),
        new UsageLoader(quiet, paths, groupBy, columns),
        evidence.judge(prices.book(), loud.today()),
        PlanCommand.of(spec.commandLine().getParseResult()),
        gate);
  }

  private boolean hasColor() {
    return switch (color) {
      case ALWAYS -> true;
      case NEVER -> false;
      case AUTO -> console.environment().variable("NO_COLOR").isEmpty();
    };
  }
}
