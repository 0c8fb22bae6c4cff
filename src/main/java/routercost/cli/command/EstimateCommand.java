package routercost.cli.command;

import java.math.BigDecimal;
import java.time.LocalDate;
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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import routercost.cli.console.ExitCode;
import routercost.cli.options.BudgetOptions;
import routercost.cli.options.LogOptions;
import routercost.cli.options.OutputOptions;
import routercost.cli.options.PriceOptions;
import routercost.cli.options.TranscriptOption;
import routercost.cli.run.BudgetGate;
import routercost.cli.run.EstimateBuilder;
import routercost.cli.run.PipelineChecks;
import routercost.price.PriceBook;
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

/// What a described pipeline costs, before the first call is made.
@Command(
    name = "estimate",
    description = "Say what a described pipeline costs, before and after a change of models.",
    footer = {
      "",
      "Examples:",
      "  router-cost estimate samples/articles/000-onboarding.yaml",
      "  router-cost estimate onboarding.yaml posts.yaml --as-of 2026-10-01",
      "  router-cost estimate onboarding.yaml --against calls.csv --write measured.yaml",
      "  router-cost estimate .claude/agents --claude-code"
    })
final class EstimateCommand implements Callable<Integer> {
  private static final int MOST_SAMPLES = 1_000_000;

  @Parameters(
      paramLabel = "PIPELINE",
      arity = "1..*",
      description =
          "Files that describe pipelines in YAML, - for standard input, or a folder of agents.")
  List<String> paths = new ArrayList<>();

  @Option(
      names = "--verify",
      description = "Compare the printed figures in 'claims' with the estimate, one by one.")
  boolean verify;

  @Option(names = "--sensitivity", description = "Show which assumption moves the saving most.")
  boolean sensitivity;

  @Option(
      names = "--samples",
      paramLabel = "N",
      description = "Draw the ranges N times, by their shapes, and show P10, P50 and P90.")
  Optional<Integer> samples = Optional.empty();

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Where the draws begin, 1 by default; equal seeds give equal draws.")
  Optional<Integer> seed = Optional.empty();

  @Option(
      names = "--against",
      paramLabel = "LOG",
      description = "Compare each step with the calls of its task in a log; may be repeated.")
  List<String> against = new ArrayList<>();

  @Option(
      names = "--log-runs",
      paramLabel = "N",
      description = "How many runs that log has; else the median over the steps.")
  Optional<Integer> logRuns = Optional.empty();

  @Option(
      names = "--write",
      paramLabel = "FILE",
      description = "Save the pipeline with the calls and tokens of that log.")
  Optional<String> write = Optional.empty();

  @Option(
      names = "--usage",
      paramLabel = "LOG",
      description = "Where the calls of a folder of agents are logged; may be repeated.")
  List<String> usage = new ArrayList<>();

  @Spec CommandSpec spec;

  @Mixin TranscriptOption transcripts;
  @Mixin LogOptions reading;
  @Mixin PriceOptions pricing;
  @Mixin OutputOptions output;
  @Mixin BudgetOptions gating;

  @Override
  public Integer call() {
    refuseWrongNumbers();
    var agentLogs = agentLogs();
    if (agentLogs.isEmpty() && against.isEmpty()) {
      LogOptions.refuseOptions(spec, "no log is read");
    }
    var book = pricing.book();
    var day = pricing.asOf().orElseGet(() -> pricing.today(reading.timezone()));
    var logged = tally(agentLogs, day);
    var estimates = estimates(book, day, logged);
    if (samples.isPresent()) {
      estimates.forEach(PipelineChecks::requireShapes);
    }
    estimates.forEach(PipelineChecks::refuseUnknownFigures);
    var measured = tally(against, day);
    var all = new EstimateBuilder(paths, estimates, day);
    var head = all.head("estimate", book, reading.timezoneName());
    var report = new EstimateReport(head, estimates, view(measured));
    var judging = BudgetGate.of(gating, reading, pricing, output, book, day);
    var gate = judging.map(some -> all.compared(some, head));
    var shown = verify ? verified(report, book, day, logged) : report;
    output.print(GateReport.of(shown, gate));
    write.ifPresent(file -> write(file, estimates, measured));
    var verdict = judging.flatMap(some -> gate.map(some::judge)).orElse(ExitCode.DONE);
    return gating.code(
        ExitCode.worst(
            judge(logged),
            judge(measured),
            PriceOptions.judge(report.gaps(), reading.isStrict(), output),
            verdict));
  }

  private void refuseWrongNumbers() {
    samples
        .filter(number -> number < 1 || number > MOST_SAMPLES)
        .ifPresent(
            number -> {
              throw new ConfigurationProblem(
                  "--samples is " + number + "; expected 1 to " + MOST_SAMPLES);
            });
    logRuns
        .filter(number -> number < 1)
        .ifPresent(
            number -> {
              throw new ConfigurationProblem("--log-runs is " + number + "; expected 1 or more");
            });
    if (seed.isPresent() && samples.isEmpty()) {
      throw new ConfigurationProblem("--seed requires --samples N");
    }
    if (logRuns.isPresent() && against.isEmpty()) {
      throw new ConfigurationProblem("--log-runs requires --against LOG");
    }
    if (write.isPresent() && (against.isEmpty() || paths.size() != 1)) {
      throw new ConfigurationProblem("--write takes one pipeline, and --against a log");
    }
  }

  /// The logs of --usage and --claude-code, which only a folder of agents needs.
  private List<String> agentLogs() {
    var logs = Stream.concat(usage.stream(), transcripts.folders().stream()).toList();
    if (!logs.isEmpty() && paths.stream().noneMatch(Pipelines::isAgentFolder)) {
      throw new ConfigurationProblem(
          "--usage and --claude-code require a folder of agents; use --against to compare a pipeline"
              + " with a log");
    }
    return logs;
  }

  private Optional<LogTally> tally(List<String> logs, LocalDate day) {
    return logs.isEmpty()
        ? Optional.empty()
        : Optional.of(
            reading.tally(logs, Set.of("agent"), day, Optional.empty(), output.progress()));
  }

  private ExitCode judge(Optional<LogTally> tally) {
    return tally.map(some -> reading.judge(some, output)).orElse(ExitCode.DONE);
  }

  private List<Estimate> estimates(PriceBook book, LocalDate day, Optional<LogTally> logged) {
    Optional<UsageCube> used = logged.map(LogTally::used);
    return reading.pipelines(paths, book, day, used).stream()
        .map(pipeline -> Estimate.of(pipeline, day))
        .toList();
  }

  private EstimateReport.View view(Optional<LogTally> measured) {
    return new EstimateReport.View(
        samples.map(number -> new EstimateReport.Sampling(number, seed.orElse(1))),
        sensitivity,
        measured.map(
            tally -> new EstimateReport.Against(tally.used(), logRuns.map(BigDecimal::valueOf))));
  }

  /// The claims beside what they come to, and what they come to with the built-in book alone.
  private Report verified(
      EstimateReport report, PriceBook book, LocalDate day, Optional<LogTally> logged) {
    var builtIn = PriceBooks.builtIn();
    boolean readOnce = paths.contains("-");
    boolean same = book.sha256().equals(builtIn.sha256());
    return new VerifyReport(report, same || readOnce ? List.of() : estimates(builtIn, day, logged));
  }

  private void write(String file, List<Estimate> estimates, Optional<LogTally> measured) {
    var used = measured.map(LogTally::used).orElse(UsageCube.EMPTY);
    var calibration = Calibration.of(estimates.getFirst(), used, logRuns.map(BigDecimal::valueOf));
    TextFiles.write(file, PipelineCorrection.of(paths.getFirst(), calibration));
  }
}
