package routercost.cli.command;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import routercost.cli.options.EvidenceOptions;
import routercost.cli.options.LogOptions;
import routercost.cli.options.LogPaths;
import routercost.cli.options.OutputOptions;
import routercost.cli.options.PriceOptions;
import routercost.cli.options.RoutingOption;
import routercost.cli.options.RowLimit;
import routercost.cli.options.SampleOptions;
import routercost.cli.run.BillLoader;
import routercost.cli.run.CallObserver;
import routercost.cli.run.LogRun;
import routercost.cli.run.PlannedBill;
import routercost.cli.run.SampleCalls;
import routercost.cli.run.SecondReading;
import routercost.price.Ledger;
import routercost.read.config.routing.RoutingFile;
import routercost.read.text.ConfigurationProblem;
import routercost.report.common.Coverage;
import routercost.report.common.UnpricedUsage;
import routercost.report.layout.RowOrder;
import routercost.report.layout.TopRows;
import routercost.report.routing.DeliveryReport;
import routercost.report.routing.RoutingProposal;
import routercost.usage.UsageCube;
import routercost.whatif.RealizedSavings;
import routercost.whatif.evidence.SampleSize;

/// The commands on routings, which assign tasks to tiers.
@Command(
    description = "Propose, score, export and verify which task runs on which tier.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  router-cost route suggest samples/calls.csv -o routing.yaml",
      "  router-cost route score --task classify_ticket",
      "  router-cost route export samples/routing.yaml --gateway litellm"
    })
final class RouteCommand implements Runnable {
  @Spec CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "missing command; expected suggest, score, baselines, export or verify");
  }

  /// Writes a routing file for the tasks of a log.
  @Command(
      description =
          "Write a routing file for the tasks of a log. Each move has its saving, its"
              + " reason, and what would make it wrong.",
      footer = {
        "",
        "Examples:",
        "  router-cost route suggest samples/calls.csv -o routing.yaml",
        "  router-cost route suggest samples/calls.csv --sample 100 -o sample.csv",
        "  router-cost route suggest samples/calls.csv --evidence samples/evidence.csv"
      })
  static final class Suggest implements Callable<Integer> {
    @Mixin EvidenceOptions evidence;
    @Mixin SampleOptions sample;
    @Spec CommandSpec spec;

    @Mixin LogPaths logs;
    @Mixin LogOptions logOptions;
    @Mixin PriceOptions prices;
    @Mixin OutputOptions output;

    @Override
    public Integer call() {
      var book = prices.book();
      boolean draws = sample.isAsked();
      var run = new LogRun("route suggest", logOptions, prices, output.console);
      var paths = logs.paths(spec, logOptions);
      var tally = run.tally(run.reader(paths, Set.of()));
      var bill = prices.bill(book.inTierPeriods(tally.used()), book);
      var judge = evidence.judge(book, run.today(), draws);
      var again = new SecondReading(run, paths, Set.of());
      var planned = PlannedBill.suggested(bill, book, judge);
      var head = run.metadata(tally, book);
      if (draws) {
        var size = SampleSize.usual(judge.gate());
        var sampled = new SampleCalls(again, book, sample, tally.days().size());
        var drawn = sampled.drawn(head, bill, planned.plan(), size);
        output.print(drawn);
        drawn.plan().forEach(output.console::say);
      } else {
        var calls = new CallObserver(book, false, false);
        again.readIfPossible(tally, calls);
        output.print(
            new RoutingProposal(
                head,
                planned.comparison(),
                planned.plan(),
                book,
                run.today(),
                calls.bursts(bill.before()),
                LogRun.assumptions(tally)));
      }
      run.review(tally, head.notCounted());
      run.review(bill);
      return output.console.exit().code();
    }
  }

  /// Shows whether the promised saving of a routing was realized.
  @Command(
      description =
          "Show whether a routing saved what it promised, and why not. Causes are calls on"
              + " other models, more tokens, and prices. Graded answers add which moves to keep or"
              + " revert.",
      footer = {
        "",
        "Examples:",
        "  router-cost route verify samples/calls.csv --since 2026-10-15 \\",
        "      --routing samples/routing.yaml",
        "  router-cost route verify samples/calls.csv --since 2026-10-15 \\",
        "      --routing samples/routing.yaml --evidence samples/evidence.csv"
      })
  static final class Verify implements Callable<Integer> {
    @Option(
        names = "--since",
        required = true,
        paramLabel = "DATE",
        description = "The first day on which the routing was in force.")
    Optional<LocalDate> since = Optional.empty();

    @Option(
        names = "--sort",
        paramLabel = "BY",
        description = "Sort tasks by name (default), calls, expected or saved.")
    Optional<RowOrder> sort = Optional.empty();

    @Spec CommandSpec spec;

    @Mixin LogPaths logs;
    @Mixin RoutingOption routing;
    @Mixin EvidenceOptions evidence;
    @Mixin RowLimit top;
    @Mixin LogOptions logOptions;
    @Mixin PriceOptions prices;
    @Mixin OutputOptions output;

    @Override
    public Integer call() {
      var book = prices.book();
      var run = new LogRun("route verify", logOptions, prices, output.console);
      top.require();
      var order = RowLimit.sort(sort, "name", "calls", "expected", "saved");
      var decided = RoutingFile.read(routing.required(spec), book, run.today());
      var labels = Set.copyOf(decided.labels());
      var calls = new CallObserver(book, false, decided.cutsAnswers());
      var paths = logs.paths(spec, logOptions);
      var reader = run.reader(paths, labels);
      var tally = run.tally(decided.cutsAnswers() ? reader.callByCall(calls) : reader);
      routing.warnings(Optional.of(decided), tally.used(), book).forEach(output.console::warn);
      var day = since.orElseThrow();
      requireBoth(tally.used(), day);
      var savings =
          RealizedSavings.of(tally.used(), decided, day, book, prices.asOf(), calls.answers());
      var head = run.metadata(tally, book);
      var ledger = Ledger.of(tally.used().slices().toList(), prices.quotes(book));
      output.print(
          TopRows.of(
              DeliveryReport.of(
                  head,
                  new Coverage(ledger, head.notCounted()),
                  LogRun.assumptions(tally),
                  savings,
                  BillLoader.sides(tally, new SecondReading(run, paths, labels), day),
                  day,
                  evidence.judge(book, run.today()).asItCame(),
                  order),
              top.rows,
              "groups"),
          () -> {
            run.review(tally, head.notCounted());
            run.review(UnpricedUsage.sentences(ledger));
          });
      return output.console.exit().code();
    }

    private static void requireBoth(UsageCube cube, LocalDate since) {
      boolean before = cube.cells().keySet().stream().anyMatch(key -> key.day().isBefore(since));
      boolean after = cube.cells().keySet().stream().anyMatch(key -> !key.day().isBefore(since));
      if (!before || !after) {
        throw new ConfigurationProblem(
            "--since %s: the log has no calls %s; expected some before and some since"
                .formatted(since, before ? "from that day on" : "before that day"));
      }
    }
  }
}
