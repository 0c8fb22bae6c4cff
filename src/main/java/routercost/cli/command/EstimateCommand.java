package routercost.cli.command;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import routercost.cli.options.BudgetOptions;
import routercost.cli.options.LogOptions;
import routercost.cli.options.OutputOptions;
import routercost.cli.options.PriceOptions;
import routercost.cli.run.BudgetGate;
import routercost.cli.run.LogRun;
import routercost.cli.run.PipelineDraft;
import routercost.cli.run.PipelineEstimates;
import routercost.price.PriceBook;
import routercost.read.config.pipelines.PipelineChanges;
import routercost.read.config.pipelines.PipelineCorrection;
import routercost.read.config.pipelines.Pipelines;
import routercost.read.config.prices.PriceBooks;
import routercost.read.tally.LogTally;
import routercost.read.text.ConfigurationProblem;
import routercost.read.text.TextFiles;
import routercost.report.estimate.EstimateReport;
import routercost.report.estimate.VerifyReport;
import routercost.report.gate.GateReport;
import routercost.report.layout.Report;
import routercost.usage.UsageCube;
import routercost.whatif.pipeline.Calibration;
import routercost.whatif.pipeline.Estimate;

/// The cost of a described pipeline, before the first call is made.
@Command(
    description =
        "Show what a described pipeline costs, before any call is made. If it describes a"
            + " change of models, the costs before and after it are compared.",
    footer = {
      "",
      "Examples:",
      "  router-cost estimate samples/articles/000-onboarding.yaml",
      "  router-cost estimate samples/agents-and-loops/code-review.yaml --compact 60k",
      "  router-cost estimate --from-log samples/calls.csv"
    })
final class EstimateCommand implements Callable<Integer> {
  private static final int MOST_DRAWS = 1_000_000;

  @Parameters(
      paramLabel = "PIPELINE",
      arity = "0..*",
      description =
          "Files that describe pipelines, or a folder of agents. The files are YAML; -"
              + " stands for standard input.")
  List<String> paths = new ArrayList<>();

  @Option(names = "--claims", description = "Compare each figure in 'claims' with the estimate.")
  boolean claims;

  @Option(names = "--sensitivity", description = "Show which assumption affects the saving most.")
  boolean sensitivity;

  @Option(
      names = "--draws",
      paramLabel = "N",
      description =
          "Draw from the ranges N times; show P10, P50 and P90. Values are drawn by the"
              + " shapes of the ranges.")
  Optional<Integer> draws = Optional.empty();

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "The seed of the draws, 1 by default; equal seeds give equal draws.")
  Optional<Integer> seed = Optional.empty();

  @Option(
      names = "--against",
      paramLabel = "LOG",
      description = "Compare steps with the calls of their tasks in a log. May be repeated.")
  List<String> against = new ArrayList<>();

  @Option(
      names = "--log-runs",
      paramLabel = "N",
      description = "The number of runs in that log; by default the median over the steps.")
  Optional<Integer> logRuns = Optional.empty();

  @Option(
      names = "--write",
      paramLabel = "FILE",
      description =
          "Save the pipeline with the figures of --against. These are the calls and tokens"
              + " of the log.")
  Optional<String> write = Optional.empty();

  @Option(
      names = "--from-log",
      paramLabel = "LOG",
      description =
          "Write a pipeline that costs what a log cost. May be repeated; --output saves it.")
  List<String> learned = new ArrayList<>();

  @Option(
      names = "--move",
      paramLabel = "STEP=TIER",
      description = "Run a step, or a role, on another tier afterwards. May be repeated.")
  List<String> moves = new ArrayList<>();

  @Option(
      names = "--compact",
      paramLabel = "AT[:TO]",
      description =
          "Let agents compact their history afterwards when a prompt reaches AT tokens. The summary has TO tokens, a"
              + " tenth of AT by default.")
  Optional<String> compact = Optional.empty();

  @Option(
      names = "--usage",
      paramLabel = "LOG",
      description = "The log with the calls of a folder of agents. May be repeated.")
  List<String> usage = new ArrayList<>();

  @Spec CommandSpec spec;

  @Mixin LogOptions logOptions;
  @Mixin PriceOptions prices;
  @Mixin OutputOptions output;
  @Mixin BudgetOptions budgets;

  @Override
  public Integer call() {
    if (!learned.isEmpty()) {
      return learn();
    }
    if (paths.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "missing a pipeline, or --from-log LOG to write one");
    }
    refuseWrongNumbers();
    var agentLogs = agentLogs();
    if (agentLogs.isEmpty() && against.isEmpty()) {
      LogOptions.refuseOptions(spec, "this run reads none");
    }
    var book = prices.book();
    var run = new LogRun("estimate", logOptions, prices, output.console);
    var logged = tally(agentLogs, run);
    var pipelines = estimates(run, book, logged);
    if (draws.isPresent()) {
      pipelines.requireShapes();
    }
    pipelines.refuseUnknownFigures();
    var measured = tally(against, run);
    var head = pipelines.metadata(run, book);
    var report = new EstimateReport(head, pipelines.estimates(), view(measured));
    var gate = BudgetGate.of(budgets, run, () -> book);
    var result =
        gate.map(
            of ->
                of.evaluate(
                    head,
                    pipelines.after(of.billing()),
                    Optional.of(pipelines.before(of.billing()))));
    output.print(
        GateReport.of(claims ? verified(report, run, book, logged) : report, result),
        () -> {
          result.ifPresent(of -> budgets.review(of, output.console));
          logged.ifPresent(run::review);
          measured.ifPresent(run::review);
          run.review(report.gaps());
        });
    write.ifPresent(file -> write(file, pipelines.estimates(), measured));
    return budgets.code(output.console.exit());
  }

  private int learn() {
    if (!paths.isEmpty()
        || !against.isEmpty()
        || write.isPresent()
        || !moves.isEmpty()
        || compact.isPresent()) {
      throw new ConfigurationProblem(
          "--from-log writes a pipeline; expected no pipeline, --against, --write, --move or --compact");
    }
    var run = new LogRun("estimate", logOptions, prices, output.console);
    output.printText(new PipelineDraft(run, learned, prices.book()).text());
    return output.console.exit().code();
  }

  private void refuseWrongNumbers() {
    draws
        .filter(number -> number < 1 || number > MOST_DRAWS)
        .ifPresent(
            number -> {
              throw new ConfigurationProblem(
                  "--draws is " + number + "; expected 1 to " + MOST_DRAWS);
            });
    logRuns
        .filter(number -> number < 1)
        .ifPresent(
            number -> {
              throw new ConfigurationProblem("--log-runs is " + number + "; expected 1 or more");
            });
    if (seed.isPresent() && draws.isEmpty()) {
      throw new ConfigurationProblem("--seed requires --draws N");
    }
    if (logRuns.isPresent() && against.isEmpty()) {
      throw new ConfigurationProblem("--log-runs requires --against LOG");
    }
    if (write.isPresent() && (against.isEmpty() || paths.size() != 1)) {
      throw new ConfigurationProblem("--write requires one pipeline, and --against LOG");
    }
  }

  /// The logs of --usage, --agents and --claude-code, which only a folder of agents needs.
  private List<String> agentLogs() {
    var logs = Stream.concat(usage.stream(), logOptions.agentPlaces().stream()).toList();
    if (!logs.isEmpty() && paths.stream().noneMatch(Pipelines::isAgentFolder)) {
      throw new ConfigurationProblem(
          "--usage, --agents and --claude-code require a folder of agents; use --against to compare a pipeline"
              + " with a log");
    }
    return logs;
  }

  private static Optional<LogTally> tally(List<String> logs, LogRun run) {
    return logs.isEmpty()
        ? Optional.empty()
        : Optional.of(run.tally(run.reader(logs, Set.of("agent"))));
  }

  private PipelineEstimates estimates(LogRun run, PriceBook book, Optional<LogTally> logged) {
    var day = run.priceDay();
    var pipelines = run.pipelines(paths, book, logged.map(LogTally::used));
    var change = PipelineChanges.read(moves, compact, pipelines, book, day);
    var estimates =
        pipelines.stream().map(pipeline -> Estimate.of(change.of(pipeline), day)).toList();
    return new PipelineEstimates(paths, estimates, day);
  }

  private EstimateReport.View view(Optional<LogTally> measured) {
    return new EstimateReport.View(
        draws.map(number -> new EstimateReport.Sampling(number, seed.orElse(1))),
        sensitivity,
        measured.map(
            tally -> new EstimateReport.Against(tally.used(), logRuns.map(BigDecimal::valueOf))));
  }

  /// The claims next to their results, with this book and with the built-in book alone.
  private Report verified(
      EstimateReport report, LogRun run, PriceBook book, Optional<LogTally> logged) {
    var builtIn = PriceBooks.builtIn();
    boolean readOnce = paths.contains("-");
    boolean same = book.sha256().equals(builtIn.sha256());
    return new VerifyReport(
        report, same || readOnce ? List.of() : estimates(run, builtIn, logged).estimates());
  }

  private void write(String file, List<Estimate> estimates, Optional<LogTally> measured) {
    var used = measured.map(LogTally::used).orElse(UsageCube.EMPTY);
    var calibration = Calibration.of(estimates.getFirst(), used, logRuns.map(BigDecimal::valueOf));
    TextFiles.write(file, PipelineCorrection.of(paths.getFirst(), calibration));
  }
}
