package routercost.cli.command;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import routercost.audit.days.DailyCosts;
import routercost.audit.days.Forecast;
import routercost.audit.days.OddDays;
import routercost.cli.console.ExitCode;
import routercost.cli.options.DollarAmount;
import routercost.cli.options.LogOptions;
import routercost.cli.options.LogPaths;
import routercost.cli.options.OutputOptions;
import routercost.cli.options.PriceOptions;
import routercost.cli.run.RunMetadataBuilder;
import routercost.price.Attribute;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.price.PriceBook;
import routercost.price.variance.Causes;
import routercost.price.variance.Method;
import routercost.price.variance.Split;
import routercost.price.variance.Variance;
import routercost.price.variance.VarianceBill;
import routercost.report.common.Grouping;
import routercost.report.forecast.ForecastReport;
import routercost.report.forecast.ForecastResult;

/// What a month will come to, and which days were off.
@Command(
    name = "forecast",
    description = "Say what the month will come to, how sure that is, and which days were off.",
    footer = {
      "",
      "Examples:",
      "  router-cost forecast calls.csv",
      "  router-cost forecast logs/ --of 2026-12 --budget 800"
    })
final class ForecastCommand implements Callable<Integer> {
  private static final BigDecimal MATERIAL = new BigDecimal("0.01");

  @Option(
      names = "--of",
      paramLabel = "MONTH",
      description = "The month to forecast, as in 2026-11; that of the last whole day by default.")
  Optional<YearMonth> month = Optional.empty();

  @Option(
      names = "--budget",
      paramLabel = "USD",
      description = "Say how probable it is that the month costs more than this.")
  Optional<DollarAmount> budget = Optional.empty();

  @Spec CommandSpec spec;

  @Mixin LogPaths logs;
  @Mixin LogOptions reading;
  @Mixin PriceOptions pricing;
  @Mixin OutputOptions output;

  @Override
  public Integer call() {
    var book = pricing.book();
    var today = pricing.today(reading.timezone());
    var tally =
        reading.tally(logs.paths(spec), Set.of(), today, Optional.empty(), output.progress());
    var ledger = Ledger.of(tally.used(), pricing.quotes(book));
    var days = DailyCosts.of(ledger, today);
    var asked = month.orElseGet(() -> YearMonth.from(last(days, today)));
    var heads = new RunMetadataBuilder("forecast", book, reading.period(), reading.timezoneName());
    output.print(
        new ForecastReport(
            new ForecastResult(
                heads.of(tally),
                ledger,
                Forecast.of(days, asked),
                budget.map(DollarAmount::usd).map(Money::new),
                today,
                odd(days, ledger, book),
                RunMetadataBuilder.assumptions(tally))));
    return ExitCode.worst(
            reading.judge(tally, output), PriceOptions.judge(ledger, reading.isStrict(), output))
        .code();
  }

  private static LocalDate last(DailyCosts days, LocalDate today) {
    return days.costs().isEmpty() ? today : days.costs().lastKey();
  }

  /// The days that are off by a hundredth of what all cost, or more.
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
