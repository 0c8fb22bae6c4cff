package routercost.cli.command;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import routercost.audit.days.DailyCosts;
import routercost.audit.days.Forecast;
import routercost.audit.days.OddDays;
import routercost.cli.options.LogOptions;
import routercost.cli.options.LogPaths;
import routercost.cli.options.OutputOptions;
import routercost.cli.options.PriceOptions;
import routercost.cli.run.LogRun;
import routercost.price.Attribute;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.price.PriceBook;
import routercost.price.variance.Causes;
import routercost.price.variance.Split;
import routercost.price.variance.Split.Method;
import routercost.price.variance.Variance;
import routercost.price.variance.Variance.VarianceBill;
import routercost.report.common.Grouping;
import routercost.report.common.PriceConfidence;
import routercost.report.common.UnpricedUsage;
import routercost.report.forecast.ForecastReport;
import routercost.report.forecast.ForecastResult;

/// The forecast of a month, and the anomalous days.
@Command(
    description = "Forecast the cost of a month, and show anomalous days.",
    footer = {
      "",
      "Examples:",
      "  router-cost forecast samples/calls.csv",
      "  router-cost forecast samples/compare/days.csv --budget 50",
      "  router-cost forecast samples/calls.csv --month 2026-12"
    })
final class ForecastCommand implements Callable<Integer> {
  private static final BigDecimal MATERIAL = new BigDecimal("0.01");

  @Option(
      names = "--budget",
      paramLabel = "USD",
      description = "Show how probable it is that the month costs more than this.")
  Optional<Money> budget = Optional.empty();

  @Spec CommandSpec spec;

  @Mixin LogPaths logs;
  @Mixin LogOptions logOptions;
  @Mixin PriceOptions prices;
  @Mixin OutputOptions output;

  @Override
  public Integer call() {
    var book = prices.book();
    var run = new LogRun("forecast", logOptions, prices, output.console);
    var month = logOptions.days.monthItself(run.today());
    var tally = run.tally(run.reader(logs.paths(spec, logOptions), Set.of()));
    var ledger = Ledger.of(tally.used(), prices.quotes(book));
    var days = DailyCosts.of(ledger, run.today());
    var forecastMonth = month.orElseGet(() -> YearMonth.from(last(days, run.today())));
    var head = run.metadata(tally, book);
    output.print(
        new ForecastReport(
            new ForecastResult(
                head,
                ledger,
                Forecast.of(days.throughEndOf(forecastMonth, run.today()), forecastMonth),
                budget,
                run.today(),
                odd(days, ledger, book),
                Stream.concat(
                        LogRun.assumptions(tally).stream(),
                        PriceConfidence.sentences(ledger).stream())
                    .toList())),
        () -> {
          run.review(tally, head.notCounted());
          run.review(UnpricedUsage.sentences(ledger));
        });
    return output.console.exit().code();
  }

  private static LocalDate last(DailyCosts days, LocalDate today) {
    return days.costs().isEmpty() ? today : days.costs().lastKey();
  }

  /// The days whose cost is anomalous by a hundredth of the total or more.
  private static List<ForecastResult.Odd> odd(DailyCosts days, Ledger ledger, PriceBook book) {
    return OddDays.of(days, days.total().times(MATERIAL)).stream()
        .map(odd -> explained(odd, ledger, book))
        .toList();
  }

  private static ForecastResult.Odd explained(OddDays.OddDay odd, Ledger ledger, PriceBook book) {
    var byTask = new Grouping(List.of(Attribute.Known.TASK));
    var base = bill(ledger, odd.pattern());
    var head = bill(ledger, odd.day());
    var variance = Variance.of(base, head, book, byTask::of, Split.of(Method.STEPS));
    return new ForecastResult.Odd(odd, variance, Causes.of(variance, base, head, book, byTask::of));
  }

  private static VarianceBill bill(Ledger ledger, LocalDate day) {
    var charges =
        ledger.charges().stream().filter(charge -> charge.slice().key().day().equals(day)).toList();
    return new VarianceBill(new Ledger(charges, List.of()), day);
  }
}
