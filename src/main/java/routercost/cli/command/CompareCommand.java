package routercost.cli.command;

import java.util.ArrayList;
import java.util.HashSet;
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
import routercost.cli.options.GroupByOption;
import routercost.cli.options.LogOptions;
import routercost.cli.options.OutputOptions;
import routercost.cli.options.PriceOptions;
import routercost.cli.options.RowLimit;
import routercost.cli.options.VarianceOptions;
import routercost.cli.run.BillLoader;
import routercost.cli.run.BudgetGate;
import routercost.cli.run.LogRun;
import routercost.cli.run.PipelineEstimates;
import routercost.price.Attribute;
import routercost.price.Charge;
import routercost.price.Ledger.UnpricedSlice;
import routercost.price.variance.Causes;
import routercost.price.variance.Split;
import routercost.price.variance.Variance;
import routercost.price.variance.Variance.VarianceBill;
import routercost.read.saved.SavedReport;
import routercost.read.tally.LogTally;
import routercost.read.text.ConfigurationProblem;
import routercost.read.value.Period;
import routercost.report.common.Grouping;
import routercost.report.common.UnpricedUsage;
import routercost.report.compare.CompareReport;
import routercost.report.compare.ComparedBills;
import routercost.report.gate.GateReport;
import routercost.report.layout.Report;
import routercost.report.layout.RowOrder;
import routercost.usage.Slice;
import routercost.usage.UsageKey;
import routercost.whatif.Scenario;

/// The drivers of the change between two bills.
@Command(
    description =
        "Explain why the bill changed from BASE to HEAD. The drivers sum to the change"
            + " exactly.",
    footer = {
      "",
      "Examples:",
      "  router-cost compare samples/compare/*08.csv samples/compare/*09.csv",
      "  router-cost compare samples/rush.csv samples/calls.csv --head samples/rush.csv",
      "  router-cost compare samples/compare/days.csv --base-period 2026-09 \\",
      "      --head-period 2026-10-01..2026-10-15"
    })
final class CompareCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..*",
      paramLabel = "LOG",
      description =
          "BASE, the bill before, and HEAD, the bill after, each a log, saved cube, JSON of an"
              + " earlier audit or estimate, or pipeline; BASE alone is compared with another"
              + " period of itself, and a pipeline before with after its change. With --head, all"
              + " are BASE. --claude-code replaces HEAD, or BASE if no log is given.")
  List<String> logs = new ArrayList<>();

  @Option(
      names = "--head",
      paramLabel = "LOG",
      description =
          "A log of HEAD, where BASE has several. May be repeated, as in a.csv b.csv --head c.csv"
              + " --head d.csv.")
  List<String> heads = new ArrayList<>();

  @Option(
      names = "--base-period",
      paramLabel = "PERIOD",
      description =
          "Count only this month, day or range of BASE. As in 2026-09, 2026-09-14 or"
              + " 2026-09-01..2026-09-15.")
  Optional<String> basePeriod = Optional.empty();

  @Option(
      names = "--head-period",
      paramLabel = "PERIOD",
      description = "Count only this month, day or range of HEAD.")
  Optional<String> headPeriod = Optional.empty();

  @Option(
      names = "--sort",
      paramLabel = "BY",
      description = "Sort rows by change (default), cost, calls or name; cost:asc turns the order.")
  Optional<RowOrder> sort = Optional.empty();

  @Spec CommandSpec spec;

  @Mixin GroupByOption groupBy;
  @Mixin VarianceOptions splitting;
  @Mixin RowLimit top;
  @Mixin LogOptions logOptions;
  @Mixin PriceOptions prices;
  @Mixin OutputOptions output;
  @Mixin BudgetOptions budgets;

  @Override
  public Integer call() {
    top.require();
    var split = splitting.split();
    var sides = sides();
    var baseLogs = sides.getFirst();
    var headLogs = sides.getLast();
    boolean alone = sides.size() == 1;
    requireTwoSides(baseLogs, headLogs, alone);
    var book = prices.book();
    var plainRun = new LogRun("compare", logOptions, prices, output.console);
    var gate = BudgetGate.of(budgets, plainRun, () -> book);
    var run = gate.map(BudgetGate::run).orElse(plainRun);
    var others = gate.map(BudgetGate::labels).orElse(Set.of());
    if (!isLog(baseLogs) || !isLog(headLogs)) {
      groupBy.keepToTask();
    }
    var labels = new HashSet<>(groupBy.labels());
    labels.addAll(others);
    var loader = new BillLoader(run, book, labels, gate.isPresent() || groupBy.isByTime());
    var baseDays = days("--base-period", basePeriod);
    var headDays = days("--head-period", headPeriod);
    var logs = new ArrayList<LogTally>();
    tally(loader, baseLogs, baseDays).ifPresent(logs::add);
    tally(loader, headLogs, headDays).ifPresent(logs::add);
    var tallies = groupBy.decide(logs, others, () -> prices.quotes(book));
    var before = side(loader, baseLogs, baseDays, alone, tallies.stream().findFirst());
    var after = side(loader, headLogs, headDays, false, tallies.reversed().stream().findFirst());
    run.requireFilterValues(Stream.concat(before.tally().stream(), after.tally().stream()));
    groupBy.requireLabels(
        Stream.concat(keys(before), keys(after)),
        Stream.concat(before.tally().stream(), after.tally().stream()));
    var result =
        gate.map(
            of ->
                of.evaluate(
                    after.head(),
                    after.tally(),
                    Scenario.NONE,
                    of.billing().bill(after.bill().ledger()),
                    of.billing().bill(before.bill().ledger())));
    output.print(
        GateReport.of(report(before, after, split), result),
        () -> {
          result.ifPresent(of -> budgets.review(of, output.console));
          for (var side : List.of(before, after)) {
            side.tally().ifPresent(tally -> run.review(tally, side.head().notCounted()));
          }
          run.review(
              Stream.concat(gaps("base", before.bill()), gaps("head", after.bill())).toList());
        });
    return budgets.code(output.console.exit());
  }

  private Optional<Period> days(String option, Optional<String> text) {
    return text.map(words -> logOptions.period(option, words));
  }

  private Report report(BillLoader.Side before, BillLoader.Side after, Split split) {
    var grouping = new Grouping(groupBy.attributes());
    var book = after.tally().isEmpty() ? after.book() : before.book();
    var variance = Variance.of(before.bill(), after.bill(), book, grouping::of, split);
    var causes = Causes.of(variance, before.bill(), after.bill(), book, grouping::of);
    return new CompareReport(
        new ComparedBills(
            before.head().and(after.head()),
            new ComparedBills.Side(before.head(), before.bill().ledger(), before.levels()),
            new ComparedBills.Side(after.head(), after.bill().ledger(), after.levels()),
            variance,
            causes,
            assumptions(before, after),
            new ComparedBills.View(
                grouping,
                top.rows,
                RowLimit.sort(sort, ComparedBills.Sort.class).orElse(ComparedBills.Sort.CHANGE),
                sort.filter(RowOrder::isTurned).isPresent(),
                output.isVerbose())));
  }

  private static Stream<UsageKey> keys(BillLoader.Side side) {
    var ledger = side.bill().ledger();
    return Stream.concat(
            ledger.charges().stream().map(Charge::slice),
            ledger.uncharged().stream().map(UnpricedSlice::slice))
        .map(Slice::key);
  }

  /// BASE, and HEAD if it is given; the logs of agents come last.
  private List<List<String>> sides() {
    var sides = named();
    var transcripts = logOptions.agentPlaces();
    if (!transcripts.isEmpty() && sides.size() > 1) {
      throw new ConfigurationProblem(
          "--agents and --claude-code are one of two sides; omit BASE or HEAD");
    }
    if (transcripts.isEmpty() && (logs.isEmpty() || sides.isEmpty())) {
      throw new ParameterException(spec.commandLine(), "missing BASE");
    }
    return transcripts.isEmpty()
        ? sides
        : Stream.concat(sides.stream(), Stream.of(transcripts)).toList();
  }

  private List<List<String>> named() {
    if (!heads.isEmpty()) {
      return Stream.of(logs, heads).filter(side -> !side.isEmpty()).toList();
    }
    if (logs.size() > 2) {
      throw new ConfigurationProblem(
          "compare takes BASE and HEAD; name each log of HEAD with --head if a side has several");
    }
    return logs.stream().map(List::of).toList();
  }

  /// A log compared with itself needs two periods of it; standard input can be read only once.
  private void requireTwoSides(List<String> base, List<String> head, boolean alone) {
    boolean same = base.equals(head);
    boolean beforeAndAfter = alone && base.stream().anyMatch(BillLoader::hasBeforeAndAfter);
    if (same && !beforeAndAfter && basePeriod.equals(headPeriod)) {
      throw new ConfigurationProblem(
          "compare requires two logs, or two periods of one log; for example: router-cost compare"
              + " september.csv october.csv, or: router-cost compare calls.csv --base-period"
              + " september --head-period october");
    }
    if (same && base.equals(List.of("-"))) {
      throw new ConfigurationProblem(
          "standard input can be read only once; pass one side as a file");
    }
  }

  /// A log of one side: both are read before either is priced, as the rows may follow from both.
  private Optional<LogTally> tally(BillLoader loader, List<String> paths, Optional<Period> period) {
    return isLog(paths)
        ? Optional.of(loader.tally(paths, period.orElseGet(logOptions::period)))
        : Optional.empty();
  }

  private static boolean isLog(List<String> paths) {
    boolean isOther =
        paths.stream()
            .anyMatch(path -> SavedReport.isOne(path) || PipelineEstimates.isPipeline(path));
    if (isOther && paths.size() > 1) {
      throw new ConfigurationProblem(
          "several inputs of one side have to be logs: " + String.join(", ", paths));
    }
    return !isOther;
  }

  /// @param tally of a log
  private BillLoader.Side side(
      BillLoader loader,
      List<String> paths,
      Optional<Period> period,
      boolean before,
      Optional<LogTally> tally) {
    if (isLog(paths)) {
      return loader.ofLog(
          tally.orElseThrow(),
          paths,
          period.orElseGet(logOptions::period),
          new Grouping(groupBy.attributes()));
    }
    var path = paths.getFirst();
    boolean saved = SavedReport.isOne(path);
    refuseDays(path, saved ? "a saved report" : "a pipeline", period);
    return saved ? loader.ofSaved(path, before) : loader.ofPipeline(path, before);
  }

  private void refuseDays(String path, String what, Optional<Period> period) {
    if (period.isPresent()) {
      throw new ConfigurationProblem(path + " is " + what + "; it has no periods");
    }
    boolean apart = groupBy.isByTime() || groupBy.attributes().contains(Attribute.Known.STATUS);
    if (!groupBy.labels().isEmpty() || apart) {
      throw new ConfigurationProblem(
          "%s is %s; it cannot be grouped by day, status or column".formatted(path, what));
    }
  }

  private static List<String> assumptions(BillLoader.Side before, BillLoader.Side after) {
    return Stream.concat(before.assumptions().stream(), after.assumptions().stream())
        .distinct()
        .toList();
  }

  private static Stream<String> gaps(String side, VarianceBill bill) {
    return UnpricedUsage.sentences(bill.ledger()).stream().map(text -> side + ": " + text);
  }
}
