package routercost.cli.command;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import routercost.cli.console.ExitCode;
import routercost.cli.options.BudgetOptions;
import routercost.cli.options.GroupByOption;
import routercost.cli.options.LogOptions;
import routercost.cli.options.OutputOptions;
import routercost.cli.options.PriceOptions;
import routercost.cli.options.RowLimit;
import routercost.cli.options.TranscriptOption;
import routercost.cli.options.VarianceOptions;
import routercost.cli.run.BillLoader;
import routercost.cli.run.BudgetGate;
import routercost.price.Attribute;
import routercost.price.Charge;
import routercost.price.PriceBook;
import routercost.price.UnpricedSlice;
import routercost.price.variance.Causes;
import routercost.price.variance.Variance;
import routercost.price.variance.VarianceBill;
import routercost.read.saved.SavedReport;
import routercost.read.text.ConfigurationProblem;
import routercost.read.value.Period;
import routercost.report.common.Grouping;
import routercost.report.common.UnpricedUsage;
import routercost.report.compare.CompareReport;
import routercost.report.compare.ComparedBills;
import routercost.report.gate.GateReport;
import routercost.usage.Slice;
import routercost.usage.UsageKey;

/// Why the bill moved.
@Command(
    name = "compare",
    description =
        "Say why the bill moved from BASE to HEAD: drivers that sum to the change exactly.",
    footer = {
      "",
      "Examples:",
      "  router-cost compare september.csv october.csv",
      "  router-cost compare calls.csv --base-period 2026-09 --head-period 2026-10",
      "  router-cost compare pipeline.yaml",
      "  router-cost compare september.json october.csv",
      "  router-cost compare logs/ --base-period 2026-10-07 --head-period 2026-10-14"
    })
final class CompareCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "BASE",
      description = {
        "The bill before: a log (file, folder or glob), a saved cube, the JSON of an earlier audit or"
            + " estimate, or a pipeline (.yaml), which alone is compared as it is and as it would be."
      })
  Optional<String> base = Optional.empty();

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "HEAD",
      description =
          "The bill after, the same way; BASE as well if it is not given. --claude-code stands for"
              + " HEAD, or for BASE without any log.")
  Optional<String> head = Optional.empty();

  @Option(
      names = "--base-period",
      paramLabel = "PERIOD",
      description =
          "Of BASE only this month, day or range: 2026-09, 2026-09-14, 2026-09-01..2026-09-15.")
  Optional<Period> basePeriod = Optional.empty();

  @Option(names = "--head-period", paramLabel = "PERIOD", description = "The same of HEAD.")
  Optional<Period> headPeriod = Optional.empty();

  @Option(
      names = "--sort",
      paramLabel = "BY",
      defaultValue = "change",
      description = "change (default), cost, calls or name.")
  ComparedBills.Sort sort = ComparedBills.Sort.CHANGE;

  @Spec CommandSpec spec;

  @Mixin TranscriptOption transcripts;
  @Mixin GroupByOption groupBy;
  @Mixin VarianceOptions splitting;
  @Mixin RowLimit top;
  @Mixin LogOptions reading;
  @Mixin PriceOptions pricing;
  @Mixin OutputOptions output;
  @Mixin BudgetOptions gating;

  private Optional<BudgetGate> judging = Optional.empty();

  @Override
  public Integer call() {
    top.require();
    var split = splitting.split();
    var sides = sides();
    var base = sides.getFirst();
    var head = sides.getLast();
    boolean alone = sides.size() == 1;
    requireTwoSides(base, head, alone);
    var book = pricing.book();
    judging =
        BudgetGate.of(gating, reading, pricing, output, book, pricing.today(reading.timezone()));
    var before = side(base, basePeriod, alone, book);
    var after = side(head, headPeriod, false, book);
    reading.requireFilterValues(Stream.concat(before.tally().stream(), after.tally().stream()));
    groupBy.requireLabels(Stream.concat(keys(before), keys(after)));
    var grouping = new Grouping(groupBy.attributes());
    var prices = after.tally().isEmpty() ? after.book() : before.book();
    var variance = Variance.of(before.bill(), after.bill(), prices, grouping::of, split);
    var causes = Causes.of(variance, before.bill(), after.bill(), prices, grouping::of);
    var report =
        new CompareReport(
            new ComparedBills(
                before.head().and(after.head()),
                new ComparedBills.Side(before.head(), before.bill().ledger()),
                new ComparedBills.Side(after.head(), after.bill().ledger()),
                variance,
                causes,
                assumptions(before, after),
                new ComparedBills.View(grouping, top.rows, sort, output.isVerbose())));
    var gate =
        judging.map(some -> some.gate(after.head(), after.bill().ledger(), before.bill().ledger()));
    output.print(GateReport.of(report, gate));
    var verdict = judging.flatMap(some -> gate.map(some::judge)).orElse(ExitCode.DONE);
    return gating.code(ExitCode.worst(judge(before, after), verdict));
  }

  private static Stream<UsageKey> keys(BillLoader.Side side) {
    var ledger = side.bill().ledger();
    return Stream.concat(
            ledger.charges().stream().map(Charge::slice),
            ledger.uncharged().stream().map(UnpricedSlice::slice))
        .map(Slice::key);
  }

  /// BASE, and HEAD if it is given; the transcripts of Claude Code come last.
  private List<List<String>> sides() {
    var sides = Stream.concat(base.stream(), head.stream()).map(List::of).toList();
    var transcripts = this.transcripts.folders();
    if (!transcripts.isEmpty() && sides.size() > 1) {
      throw new ConfigurationProblem("--claude-code is one of two sides; leave out BASE or HEAD");
    }
    if (transcripts.isEmpty() && sides.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "missing required parameter: 'BASE'");
    }
    return transcripts.isEmpty()
        ? sides
        : Stream.concat(sides.stream(), Stream.of(transcripts)).toList();
  }

  /// A log compared with itself needs two periods of it; standard input can be read only once.
  private void requireTwoSides(List<String> base, List<String> head, boolean alone) {
    boolean same = base.equals(head);
    boolean beforeAndAfter = alone && base.stream().anyMatch(BillLoader::hasBeforeAndAfter);
    if (same && !beforeAndAfter && basePeriod.equals(headPeriod)) {
      throw new ConfigurationProblem(
          "compare takes two logs, or one and two periods of it: --base-period 2026-09"
              + " --head-period 2026-10");
    }
    if (same && base.equals(List.of("-"))) {
      throw new ConfigurationProblem(
          "standard input can be read only once; give one side as a file");
    }
  }

  /// One side; a pipeline alone is set against itself, as it is and as it would be.
  private BillLoader.Side side(
      List<String> paths, Optional<Period> period, boolean before, PriceBook book) {
    boolean byTime = judging.isPresent() || groupBy.isByTime();
    var reader = new BillLoader(reading, pricing, output, book, labels(), byTime);
    var path = paths.getFirst();
    boolean saved = SavedReport.isOne(path);
    if (!saved && !BillLoader.isPipeline(path)) {
      return reader.ofLog(paths, period.orElseGet(reading::period));
    }
    refuseDays(path, saved ? "a saved report" : "a pipeline", period);
    return saved ? reader.ofSaved(path, before) : reader.ofPipeline(path, before);
  }

  private void refuseDays(String path, String what, Optional<Period> period) {
    if (period.isPresent()) {
      throw new ConfigurationProblem(path + " is " + what + "; it has no periods");
    }
    boolean apart = groupBy.isByTime() || groupBy.attributes().contains(Attribute.Known.STATUS);
    if (!groupBy.labels().isEmpty() || apart) {
      throw new ConfigurationProblem(
          "%s is %s; it has no days, statuses or columns to group by".formatted(path, what));
    }
  }

  private Set<String> labels() {
    var judged = judging.stream().flatMap(some -> some.labels().stream());
    return Stream.concat(groupBy.labels().stream(), judged).collect(Collectors.toSet());
  }

  private static List<String> assumptions(BillLoader.Side before, BillLoader.Side after) {
    return Stream.concat(before.assumptions().stream(), after.assumptions().stream())
        .distinct()
        .toList();
  }

  private ExitCode judge(BillLoader.Side before, BillLoader.Side after) {
    var gaps = Stream.concat(gaps("base", before.bill()), gaps("head", after.bill())).toList();
    return ExitCode.worst(
        rejected(before), rejected(after), PriceOptions.judge(gaps, reading.isStrict(), output));
  }

  private ExitCode rejected(BillLoader.Side side) {
    return side.tally().map(tally -> reading.judge(tally, output)).orElse(ExitCode.DONE);
  }

  private static Stream<String> gaps(String side, VarianceBill bill) {
    return UnpricedUsage.sentences(bill.ledger()).stream().map(text -> side + ": " + text);
  }
}
