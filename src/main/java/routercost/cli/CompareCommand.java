package routercost.cli;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import routercost.price.Ledger;
import routercost.price.PriceBook;
import routercost.price.variance.Bill;
import routercost.price.variance.Causes;
import routercost.price.variance.Method;
import routercost.price.variance.Variance;
import routercost.read.ConfigurationProblem;
import routercost.read.LogTally;
import routercost.read.Period;
import routercost.report.CompareReport;
import routercost.report.Compared;
import routercost.report.Dimension;
import routercost.report.Gaps;
import routercost.report.GateReport;
import routercost.report.Grouping;
import routercost.usage.UsageCube;
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
      "  router-cost compare logs/ --base-period 2026-10-07 --head-period 2026-10-14"
    })
final class CompareCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "BASE",
      description = "The log of the bill before: a file, a folder or a glob.")
  String base = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "HEAD",
      description = "The log of the bill after; BASE as well if it is not given.")
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
      names = "--method",
      paramLabel = "METHOD",
      defaultValue = "steps",
      description = {
        "steps (default): calls, task mix, routing, tokens per call, price, in this order; shapley:"
            + " the same, independent of order; pvm: price, volume and mix."
      })
  Method method = Method.STEPS;

  @Option(
      names = "--group-by",
      split = ",",
      paramLabel = "NAME",
      defaultValue = "task",
      description = {
        "One row for each value: task (default), model, tier, provider, service, place, or any"
            + " column of the log."
      })
  List<String> groupBy = List.of("task");

  @Option(
      names = "--top",
      paramLabel = "N",
      description = "Show the first N rows and sum up the rest.")
  Optional<Integer> top = Optional.empty();

  @Option(
      names = "--sort",
      paramLabel = "BY",
      defaultValue = "change",
      description = "change (default), cost, calls or name.")
  Compared.Sort sort = Compared.Sort.CHANGE;

  @Mixin Reading reading;
  @Mixin Pricing pricing;
  @Mixin Output output;
  @Mixin Gating gating;

  private Optional<Judging> judging = Optional.empty();

  /// What was read for one side, and its bill.
  private record Read(LogTally tally, Period period, Bill bill) {}

  @Override
  public Integer call() {
    top.filter(rows -> rows < 1).ifPresent(CompareCommand::refuseTop);
    requireTwoSides();
    var book = pricing.book();
    judging = Judging.of(gating, reading, pricing, output, book, pricing.today(reading.timezone()));
    var before = read(base, basePeriod, book);
    var after = read(head.orElse(base), headPeriod, book);
    var grouping = new Grouping(dimensions());
    var variance = Variance.of(before.bill(), after.bill(), book, grouping::of, method);
    var causes = Causes.of(variance, before.bill(), after.bill(), book, grouping::of);
    var baseSide = side(before, book);
    var headSide = side(after, book);
    var report =
        CompareReport.of(
            new Compared(
                baseSide.head().and(headSide.head()),
                baseSide,
                headSide,
                variance,
                causes,
                assumptions(before, after),
                new Compared.View(grouping, top, sort, output.isVerbose())));
    var gate =
        judging.map(
            some -> some.gate(headSide.head(), after.bill().ledger(), before.bill().ledger()));
    output.print(GateReport.of(report, gate));
    var verdict = judging.flatMap(some -> gate.map(some::judge)).orElse(ExitCode.DONE);
    return gating.code(ExitCode.worst(judge(before, after), verdict));
  }

  private static void refuseTop(int rows) {
    throw new ConfigurationProblem("--top is " + rows + "; expected 1 or more");
  }

  /// A log compared with itself needs two periods of it; standard input can be read only once.
  private void requireTwoSides() {
    boolean same = base.equals(head.orElse(base));
    if (same && basePeriod.equals(headPeriod)) {
      throw new ConfigurationProblem(
          "compare takes two logs, or one and two periods of it: --base-period 2026-09"
              + " --head-period 2026-10");
    }
    if (same && base.equals("-")) {
      throw new ConfigurationProblem(
          "standard input can be read only once; give one side as a file");
    }
  }

  private Read read(String log, Optional<Period> asked, PriceBook book) {
    var period = asked.orElseGet(reading::period);
    var today = pricing.today(reading.timezone());
    var tally =
        reading.tally(List.of(log), labels(), today, Optional.empty(), output.progress(), period);
    return new Read(tally, period, bill(tally.used(), period, today, book));
  }

  private Bill bill(UsageCube used, Period period, LocalDate today, PriceBook book) {
    boolean byTime = dimensions().stream().anyMatch(Dimension::isTime);
    var cube =
        byTime || judging.isPresent() || pricing.asOf().isPresent()
            ? used
            : book.inPricePeriods(used);
    var ledger = Ledger.of(cube, key -> book.quote(pricing.asOf().map(key::withDay).orElse(key)));
    var last = used.cells().keySet().stream().map(UsageKey::day).max(LocalDate::compareTo);
    var end = period.to().map(day -> day.minusDays(1)).or(() -> last).orElse(today);
    return new Bill(ledger, pricing.asOf().orElse(end));
  }

  private List<Dimension> dimensions() {
    return groupBy.stream().map(name -> Dimension.named(name.toLowerCase(Locale.ROOT))).toList();
  }

  private Set<String> labels() {
    var grouped =
        dimensions().stream()
            .filter(dimension -> dimension instanceof Dimension.Label)
            .map(Dimension::id);
    var judged = judging.stream().flatMap(some -> some.labels().stream());
    return Stream.concat(grouped, judged).collect(Collectors.toSet());
  }

  private Compared.Side side(Read read, PriceBook book) {
    var heads = new Heads("compare", book, read.period(), reading.timezoneName());
    return new Compared.Side(heads.of(read.tally()), read.bill().ledger());
  }

  private static List<String> assumptions(Read before, Read after) {
    return Stream.of(before, after)
        .flatMap(read -> Heads.assumptions(read.tally()).stream())
        .distinct()
        .toList();
  }

  private ExitCode judge(Read before, Read after) {
    var gaps = Stream.concat(gaps("base", before.bill()), gaps("head", after.bill())).toList();
    return ExitCode.worst(
        reading.judge(before.tally(), output),
        reading.judge(after.tally(), output),
        Pricing.judge(gaps, reading.isStrict(), output));
  }

  private static Stream<String> gaps(String side, Bill bill) {
    return Gaps.sentences(bill.ledger()).stream().map(text -> side + ": " + text);
  }
}
