package routercost.cli.command;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import routercost.cli.options.BudgetOptions;
import routercost.cli.options.CloseOptions;
import routercost.cli.options.EvidenceOptions;
import routercost.cli.options.FiscalOptions;
import routercost.cli.options.FocusOptions;
import routercost.cli.options.LogOptions;
import routercost.cli.options.LogPaths;
import routercost.cli.options.OutputOptions;
import routercost.cli.options.PriceOptions;
import routercost.cli.options.RoutingOption;
import routercost.cli.run.BudgetGate;
import routercost.cli.run.LogRun;
import routercost.cli.run.MonthBuilder;
import routercost.cli.run.PacedHeap;
import routercost.cli.run.PeriodClose;
import routercost.cli.run.ReportPack;
import routercost.read.text.ConfigurationProblem;
import routercost.read.text.OutputFolder;
import routercost.report.focus.FocusFile;
import routercost.report.focus.FocusReport;
import routercost.report.month.FiscalCalendar.ReportedPeriod;
import routercost.report.month.MonthEnd;
import routercost.report.month.MonthEndReport;

/// The report of a month or another period, for finance.
@Command(
    description = "Write the report of a month: HTML, XLSX, CSV, JSON, FOCUS.",
    footer = {
      "",
      "With -o FOLDER, all formats are written, with a manifest of hashes.",
      "",
      "Examples:",
      "  router-cost report samples/finance/ --month 2026-10",
      "  router-cost report samples/finance/ --month 2026-10 -o october",
      "  router-cost report samples/finance/ --month 2026-10 --close october.json"
    })
final class ReportCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Mixin LogPaths logs;
  @Mixin CloseOptions closing;
  @Mixin FocusOptions focus;
  @Mixin FiscalOptions fiscal;
  @Mixin RoutingOption routing;
  @Mixin EvidenceOptions evidence;
  @Mixin LogOptions logOptions;
  @Mixin PriceOptions prices;
  @Mixin OutputOptions output;
  @Mixin BudgetOptions budgets;

  @Override
  public Integer call() {
    try (var _ = PacedHeap.begin()) {
      return report();
    }
  }

  private int report() {
    var book = prices.book();
    var plainRun = new LogRun("report", logOptions, prices, output.console);
    var gate = BudgetGate.of(budgets, plainRun, () -> book);
    var run = gate.map(BudgetGate::run).orElse(plainRun);
    var paths = logs.paths(spec, logOptions);
    var folder = output.folder().map(name -> OutputFolder.of(name, paths));
    var routed = routing.read(book, run.today());
    var period = period(run);
    var previous = fiscal.isAsked() ? fiscal.period(1, run.today()) : period.before();
    var builder = new MonthBuilder(run, paths, book, period, previous, gate, routed, evidence);
    var built = builder.build();
    var read = built.month();
    var month =
        closing
            .against
            .map(file -> read.with(new PeriodClose(read, output.console).against(file)))
            .orElse(read);
    var report = new MonthEndReport(month);
    Supplier<FocusFile> calls =
        () -> focus.file(built.tally().used(), prices.quotes(book), book, built.together());
    Runnable review =
        () -> {
          month.budgets().ifPresent(of -> budgets.review(of, output.console));
          run.review(built.tally(), month.head().notCounted());
          run.review(month.planned());
          month.restated().ifPresent(of -> PeriodClose.review(of, output.console));
        };
    if (folder.isPresent()) {
      write(folder.get(), month, report, calls.get(), review);
    } else {
      output.print(new FocusReport(report, calls), review);
    }
    closing.file.ifPresent(file -> new PeriodClose(month, output.console).close(file));
    return budgets.code(output.console.exit());
  }

  private void write(
      OutputFolder folder,
      MonthEnd month,
      MonthEndReport report,
      FocusFile calls,
      Runnable review) {
    var name = month.period().name();
    int files =
        ReportPack.of(report)
            .and("report.focus.csv", calls::write)
            .write(folder, month.head(), month.total());
    output.console.say(
        "%s: %s USD; wrote %d files to %s".formatted(name, month.total(), files, folder.name()));
    review.run();
  }

  private ReportedPeriod period(LogRun run) {
    var asked = logOptions.period();
    var first = asked.from();
    if (fiscal.isAsked()) {
      if (asked.isBounded()) {
        throw new ConfigurationProblem("--fiscal-period cannot be combined with other days");
      }
      return fiscal.period(0, run.today());
    }
    if (first.isEmpty() || asked.to().isEmpty()) {
      throw new ConfigurationProblem(
          "report requires a period; pass --month last, --month 2026-10, or --from and --to");
    }
    return new ReportedPeriod(first.get(), asked.to().get().minusDays(1), run.today());
  }
}
