package routercost.report.forecast;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import routercost.audit.days.Forecast;
import routercost.price.Money;
import routercost.report.layout.Json;
import routercost.report.layout.Records;
import routercost.report.layout.Rounding;

/// The figures of an outlook for machines: what was spent exactly, what is estimated to six digits.
record ForecastFigures(ForecastResult outlook) {
  private static final int DIGITS = 6;

  private Forecast.Start start() {
    return outlook.forecast().start();
  }

  private Optional<Forecast.Expected> expected() {
    return outlook.forecast() instanceof Forecast.Expected expected
        ? Optional.of(expected)
        : Optional.empty();
  }

  private Optional<Double> bias() {
    return switch (outlook.forecast()) {
      case Forecast.Expected expected -> expected.bias();
      case Forecast.TooFewDays few -> few.bias();
    };
  }

  private Optional<Forecast.Interval> interval() {
    return expected().map(some -> some.interval(ForecastResult.LEVEL));
  }

  private Optional<Double> probabilityOver() {
    return expected().flatMap(some -> outlook.budget().map(some::probabilityOver));
  }

  private static String digits(double number) {
    return Rounding.exact(BigDecimal.valueOf(number).setScale(DIGITS, RoundingMode.HALF_UP));
  }

  private static String text(Optional<Double> number) {
    return number.map(ForecastFigures::digits).orElse("");
  }

  private static String percent(Optional<Double> share) {
    return text(share.map(some -> 100 * some));
  }

  Records records() {
    return new Records(
        List.of(
            "month",
            "so_far_usd",
            "days_seen",
            "days_left",
            "expected_usd",
            "low_usd",
            "high_usd",
            "run_rate_usd",
            "run_rate_bias_pct",
            "backtest_error_pct",
            "budget_usd",
            "probability_over_pct",
            "odd_days",
            "unpriced_calls",
            "prices"),
        List.of(
            List.of(
                start().month().toString(),
                start().soFar().toString(),
                Integer.toString(start().seen()),
                Integer.toString(start().left()),
                text(expected().map(Forecast.Expected::total)),
                text(interval().map(Forecast.Interval::low)),
                text(interval().map(Forecast.Interval::high)),
                text(start().runRate()),
                percent(bias()),
                percent(
                    expected().flatMap(Forecast.Expected::backtest).map(Forecast.Backtest::error)),
                outlook.budget().map(Money::toString).orElse(""),
                percent(probabilityOver()),
                Integer.toString(outlook.days().size()),
                Rounding.exact(outlook.coverage().unpricedCalls()),
                outlook.head().prices())));
  }

  Json json() {
    return outlook
        .head()
        .json(false)
        .and("complete", outlook.coverage().isComplete())
        .and("coverage", outlook.coverage().json())
        .and("assumptions", Json.texts(outlook.assumptions()))
        .and("warnings", Json.items(outlook.coverage().warnings()))
        .and("month", start().month().toString())
        .and("so_far", start().soFar().toString())
        .and("days_seen", start().seen())
        .and("days_left", start().left())
        .and("days_learned", start().learned())
        .and("forecast", Json.of(expected(), this::forecast))
        .and(
            "run_rate",
            Json.object()
                .and("amount", Json.text(text(start().runRate())))
                .and("bias_pct", Json.text(percent(bias()))))
        .and("budget", Json.of(outlook.budget(), this::budget))
        .and("odd_days", Json.items(outlook.days().stream().map(ForecastFigures::odd)));
  }

  private Json forecast(Forecast.Expected expected) {
    var interval = expected.interval(ForecastResult.LEVEL);
    return Json.object()
        .and("expected", digits(expected.total()))
        .and("low", digits(interval.low()))
        .and("high", digits(interval.high()))
        .and("level", digits(ForecastResult.LEVEL))
        .and("standard_error", digits(expected.standardError()))
        .and("degrees_of_freedom", expected.degrees())
        .and("backtest", Json.of(expected.backtest(), ForecastFigures::backtest));
  }

  private static Json backtest(Forecast.Backtest backtest) {
    return Json.object()
        .and("origins", backtest.origins())
        .and("error_pct", digits(100 * backtest.error()))
        .and("run_rate_error_pct", digits(100 * backtest.runRateError()));
  }

  private Json budget(Money budget) {
    return Json.object()
        .and("amount", budget.toString())
        .and("probability_over", Json.text(text(probabilityOver())));
  }

  private static Json odd(ForecastResult.Odd odd) {
    var drivers = Json.object();
    for (var effect : odd.variance().drivers().entrySet()) {
      drivers.and(effect.getKey().id(), effect.getValue().toString());
    }
    return Json.object()
        .and("day", odd.day().day().toString())
        .and("cost", odd.day().cost().toString())
        .and("pattern_day", odd.day().pattern().toString())
        .and("usual", odd.day().usual().toString())
        .and("off_by", odd.day().excess().toString())
        .and("score", digits(odd.day().score()))
        .and("drivers", drivers)
        .and("why", ForecastReport.why(odd));
  }
}
