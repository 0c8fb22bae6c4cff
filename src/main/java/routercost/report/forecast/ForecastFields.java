package routercost.report.forecast;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import routercost.audit.days.Forecast.Backtest;
import routercost.audit.days.Forecast.Expected;
import routercost.audit.days.Forecast.Interval;
import routercost.audit.days.OddDays.OddDay;
import routercost.price.Attribute;
import routercost.price.Money;
import routercost.price.variance.Variance.Driver;
import routercost.report.common.Grouping;
import routercost.report.compare.DriverText;
import routercost.report.layout.Cell;
import routercost.report.layout.Field;
import routercost.report.layout.Json;
import routercost.report.layout.Rounding;

/// The columns of a forecast: what was spent is exact, what is estimated has six decimals.
final class ForecastFields {
  private static final int DIGITS = 6;

  /// The columns of a day that is off its pattern.
  static final List<Field<ForecastResult.Odd>> ODD_DAY =
      List.of(
          Field.<ForecastResult.Odd>text("day", odd -> odd.day().day().toString())
              .left("Day", 0, odd -> weekday(odd.day().day())),
          money("cost", "Cost", 0, OddDay::cost),
          Field.text("pattern_day", odd -> odd.day().pattern().toString()),
          money("usual", "Usual", 2, OddDay::usual),
          Field.<ForecastResult.Odd>money("change", odd -> Optional.of(odd.day().excess()))
              .right(
                  "vs usual",
                  0,
                  odd -> new Cell.Change(odd.day().cost().minus(odd.day().usual()), 2)),
          Field.json("score", odd -> new Json.Text(digits(odd.day().score()))),
          Field.json("drivers", odd -> DriverText.json(odd.variance().drivers())),
          Field.text("reason", ForecastFields::why).left("Why", 0));

  private static Field<ForecastResult.Odd> money(
      String id, String heading, int rank, Function<OddDay, Money> amount) {
    return Field.<ForecastResult.Odd>money(id, odd -> Optional.of(amount.apply(odd.day())))
        .right(heading, rank, odd -> new Cell.Amount(amount.apply(odd.day()), 2));
  }

  private static Cell weekday(LocalDate day) {
    return new Cell.Text(
        day.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ROOT) + " " + day);
  }

  /// The columns of the month. JSON has the figures of one estimate in an object.
  static final List<Field<ForecastResult>> MONTH =
      List.of(
          Field.text("month", result -> result.start().month().toString()),
          Field.money("so_far", result -> Optional.of(result.start().soFar())),
          Field.count("days_seen", result -> BigDecimal.valueOf(result.start().seen())),
          Field.count("days_left", result -> BigDecimal.valueOf(result.start().left())),
          Field.json("days_learned", result -> Json.number(result.start().learned())),
          Field.record("expected_usd", result -> text(result.expected().map(Expected::total))),
          Field.record("low_usd", result -> text(interval(result).map(Interval::low))),
          Field.record("high_usd", result -> text(interval(result).map(Interval::high))),
          Field.json("forecast", result -> Json.of(result.expected(), ForecastFields::forecast)),
          Field.record("run_rate_usd", result -> text(result.start().runRate())),
          Field.record("run_rate_bias_pct", result -> percent(result.bias())),
          Field.json("run_rate", ForecastFields::runRate),
          Field.record(
              "backtest_error_pct",
              result ->
                  percent(result.expected().flatMap(Expected::backtest).map(Backtest::error))),
          Field.<ForecastResult>money("budget", ForecastResult::budget).withoutJson(),
          Field.record("probability_over_pct", result -> percent(probabilityOver(result))),
          Field.json("budget", ForecastFields::budget),
          Field.record("odd_days", result -> Integer.toString(result.days().size())),
          Field.json(
              "odd_days",
              result -> Json.items(result.days().stream().map(day -> Field.json(ODD_DAY, day)))),
          Field.<ForecastResult>count("unpriced_calls", result -> result.coverage().unpricedCalls())
              .withoutJson());

  private ForecastFields() {}

  private static Optional<Interval> interval(ForecastResult result) {
    return result.expected().map(expected -> expected.interval(ForecastResult.LEVEL));
  }

  private static Optional<Double> probabilityOver(ForecastResult result) {
    return result.expected().flatMap(expected -> result.budget().map(expected::probabilityOver));
  }

  static String digits(double number) {
    return Rounding.exact(BigDecimal.valueOf(number).setScale(DIGITS, RoundingMode.HALF_UP));
  }

  private static String text(Optional<Double> number) {
    return number.map(ForecastFields::digits).orElse("");
  }

  private static String percent(Optional<Double> share) {
    return text(share.map(value -> 100 * value));
  }

  private static Json runRate(ForecastResult result) {
    return Json.object()
        .and("expected", result.start().runRate().map(ForecastFields::digits))
        .and("bias_pct", Json.text(percent(result.bias())));
  }

  private static Json budget(ForecastResult result) {
    return Json.of(
        result.budget(),
        budget ->
            Json.object()
                .and("limit", budget)
                .and("probability_over_pct", Json.text(percent(probabilityOver(result)))));
  }

  private static Json forecast(Expected expected) {
    var interval = expected.interval(ForecastResult.LEVEL);
    return Json.object()
        .and("expected", digits(expected.total()))
        .and("low", digits(interval.low()))
        .and("high", digits(interval.high()))
        .and("level_pct", digits(100 * ForecastResult.LEVEL))
        .and("standard_error", digits(expected.standardError()))
        .and("degrees_of_freedom", expected.degrees())
        .and("backtest", Json.of(expected.backtest(), ForecastFields::backtest));
  }

  private static Json backtest(Backtest backtest) {
    return Json.object()
        .and("origins", backtest.origins())
        .and("error_pct", digits(100 * backtest.error()))
        .and("run_rate_error_pct", digits(100 * backtest.runRateError()));
  }

  /// The driver with the largest effect, and its cause.
  private static String why(ForecastResult.Odd odd) {
    Comparator<Map.Entry<Driver, Money>> bySize =
        Comparator.comparing(effect -> effect.getValue().usd().abs());
    var byTask = new Grouping(List.of(Attribute.Known.TASK));
    return odd.variance().drivers().entrySet().stream()
        .filter(effect -> !effect.getValue().isZero())
        .max(bySize)
        .map(
            effect ->
                DriverText.name(effect.getKey(), byTask).toLowerCase(Locale.ROOT)
                    + " "
                    + new Cell.Change(effect.getValue(), 2).text()
                    + cause(effect.getKey(), odd))
        .orElse("");
  }

  private static String cause(Driver driver, ForecastResult.Odd odd) {
    var cause = DriverText.cause(driver, odd.causes());
    return cause.isEmpty() ? "" : "; " + cause;
  }
}
