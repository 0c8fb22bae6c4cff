package routercost.audit.days;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import routercost.audit.days.Forecast.Expected;
import routercost.audit.days.Forecast.TooFewDays;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.read.config.prices.PriceBooks;
import routercost.usage.Calls;
import routercost.usage.UsageCube;

class ForecastTest {
  private static final YearMonth JUNE = YearMonth.of(2026, 6);
  private static final Offset<Double> NEARLY = within(1e-9);

  /// Eight days from a Monday on: the only weekday seen twice cost 100 and 144.
  private static final DailyCosts EIGHT =
      Diary.of("100", "100", "100", "100", "100", "25", "25", "144");

  private static Expected expected(DailyCosts days) {
    return (Expected) Forecast.of(days, JUNE);
  }

  @Test
  void weeksWithoutNoiseAreForecastToTheCent() {
    var forecast = expected(new DailyCosts(Diary.weeks(2)));

    assertThat(forecast.start().soFar()).isEqualTo(Money.of("1100"));
    assertThat(forecast.toCome()).isEqualTo(12 * 100 + 4 * 25, NEARLY);
    assertThat(forecast.total()).isEqualTo(2400, NEARLY);
    assertThat(forecast.interval(0.9))
        .isEqualTo(new Forecast.Interval(forecast.total(), forecast.total()));
    assertThat(forecast.probabilityOver(Money.of("2399"))).isEqualTo(1);
    assertThat(forecast.probabilityOver(Money.of("2401"))).isZero();
  }

  /// s² = 2 ln(1.2)² with one degree of freedom; a Monday comes to 120 e^(s²/2), three of them,
  /// four Tuesdays and three of each other day are left; t(0.95; 1) = 6.3138.
  @Test
  void eightDaysGiveAForecastWithOneDegreeOfFreedom() {
    var forecast = expected(EIGHT);

    assertThat(forecast.degrees()).isEqualTo(1);
    assertThat(forecast.toCome()).isEqualTo(1871.177656249607, NEARLY);
    assertThat(forecast.standardError()).isEqualTo(221.26038734632206, NEARLY);
    assertThat(forecast.interval(0.9).low()).isEqualTo(1168.1945505041888, within(1e-6));
    assertThat(forecast.interval(0.9).high()).isEqualTo(3962.1607619950255, within(1e-6));
  }

  @Test
  void aWeekdayThatIsIdleNowAndThenCountsByItsShare() {
    var forecast =
        expected(
            Diary.of(
                "100", "100", "100", "100", "100", "0", "0", //
                "144", "100", "100", "100", "100", "30", "0"));

    assertThat(forecast.degrees()).isEqualTo(5);
    assertThat(forecast.toCome()).isEqualTo(1298.6047883310064, NEARLY);
    assertThat(forecast.standardError()).isEqualTo(70.93039700410726, NEARLY);
  }

  @Test
  void aBudgetThatEqualsTheForecastIsAsProbableAsNot() {
    var forecast = expected(EIGHT);
    var budget = new Money(BigDecimal.valueOf(forecast.total()));

    assertThat(forecast.probabilityOver(budget)).isEqualTo(0.5, within(1e-6));
    assertThat(forecast.probabilityOver(Money.of("2000"))).isGreaterThan(0.5);
    assertThat(forecast.probabilityOver(Money.of("3000"))).isLessThan(0.5);
  }

  @Test
  void aBudgetThatIsSpentIsOverForCertain() {
    assertThat(expected(EIGHT).probabilityOver(Money.of("600"))).isEqualTo(1);
  }

  @Test
  void noIntervalIsBelowWhatTheMonthCostAlready() {
    var wild = Diary.of("100", "10", "10", "10", "10", "10", "10", "1");

    assertThat(expected(wild).interval(0.9).low()).isEqualTo(161);
  }

  /// Monday to Wednesday at 100: the run rate says 3,000; with weekends at a quarter the month is
  /// 22 + 8 / 4 = 24 working days.
  @Test
  void belowEightDaysThereIsNoForecastButTheBiasOfTheRunRate() {
    var forecast = Forecast.of(Diary.of("100", "100", "100"), JUNE);

    assertThat(forecast).isInstanceOf(TooFewDays.class);
    assertThat(forecast.start().runRate()).contains(3000.0);
    assertThat(((TooFewDays) forecast).bias().orElseThrow()).isEqualTo(30.0 / 24 - 1, NEARLY);
  }

  @Test
  void sevenDaysAreTooFew() {
    var days = new DailyCosts(Diary.weeks(1));

    assertThat(Forecast.of(days, JUNE)).isInstanceOf(TooFewDays.class);
  }

  @Test
  void noDaysHaveNoRunRate() {
    var forecast = Forecast.of(Diary.of(), JUNE);

    assertThat(forecast.start().runRate()).isEmpty();
    assertThat(forecast.start().left()).isEqualTo(30);
    assertThat(((TooFewDays) forecast).bias()).isEmpty();
  }

  /// Two weeks and five working days of June: 15 of 19 days are at 100.
  @Test
  void theRunRateIsOffByWhatTheWeekdaysSoFarAreNotOfTheMonth() {
    var days = Diary.weeks(3);
    var forecast = expected(new DailyCosts(days.headMap(LocalDate.of(2026, 6, 20), false)));
    double runRate = 1600.0 / 19 * 30;

    assertThat(forecast.start().runRate()).contains(runRate);
    assertThat(forecast.bias().orElseThrow()).isEqualTo(runRate / 2400 - 1, NEARLY);
  }

  @Test
  void daysThatCostNothingAllTheTimeTeachNothing() {
    var idle = Diary.of("0", "0", "0", "0", "0", "0", "0", "0", "0");

    assertThat(Forecast.of(idle, JUNE)).isInstanceOf(TooFewDays.class);
  }

  @Test
  void aMonthThatIsOverIsWhatItCost() {
    var days = Diary.weeks(5);
    var forecast = expected(new DailyCosts(days));

    assertThat(forecast.start().isOver()).isTrue();
    assertThat(forecast.start().left()).isZero();
    assertThat(forecast.start().seen()).isEqualTo(30);
    assertThat(forecast.total()).isEqualTo(2400);
    assertThat(forecast.probabilityOver(Money.of("2400"))).isZero();
    assertThat(forecast.probabilityOver(Money.of("2399.99"))).isEqualTo(1);
  }

  @Test
  void aMonthThatHasNotBegunIsForecastFromThoseBefore() {
    var forecast = (Expected) Forecast.of(new DailyCosts(Diary.weeks(4)), YearMonth.of(2026, 7));

    assertThat(forecast.start().soFar()).isEqualTo(Money.ZERO);
    assertThat(forecast.start().seen()).isZero();
    assertThat(forecast.start().left()).isEqualTo(31);
    assertThat(forecast.total()).isEqualTo(23 * 100 + 8 * 25, NEARLY);
    assertThat(forecast.bias()).isEmpty();
  }

  @Test
  void noMoreThanEightWeeksCount() {
    var days = Diary.weeks(10);
    days.replaceAll(
        (day, cost) -> day.isBefore(Diary.FIRST.plusWeeks(2)) ? Money.of("9999") : cost);
    var forecast = (Expected) Forecast.of(new DailyCosts(days), YearMonth.of(2026, 8));

    assertThat(forecast.start().learned()).isEqualTo(56);
    assertThat(forecast.standardError()).isZero();
  }

  @Test
  void whatCameAfterTheMonthIsNotKnownInIt() {
    var days = Diary.weeks(8);

    assertThat(expected(new DailyCosts(days)).start().learned()).isEqualTo(30);
  }

  @Test
  void aDayWithoutCallsCostsNothing() {
    var days = Diary.weeks(2);
    days.remove(LocalDate.of(2026, 6, 3));

    assertThat(new DailyCosts(days).costs()).containsEntry(LocalDate.of(2026, 6, 3), Money.ZERO);
    assertThat(new DailyCosts(days).size()).isEqualTo(14);
  }

  @Test
  void todayIsNotOverAndDoesNotCount() {
    var book = PriceBooks.builtIn();
    var cube =
        UsageCube.of(
            List.of(
                Calls.million("2026-11-01", "claude-opus-5-5"),
                Calls.million("2026-11-03", "claude-opus-5-5"))
                .stream());
    var ledger = Ledger.of(cube, book::quote);

    assertThat(DailyCosts.of(ledger, LocalDate.of(2026, 11, 3)).costs())
        .containsOnlyKeys(LocalDate.of(2026, 11, 1));
    assertThat(DailyCosts.of(ledger, LocalDate.of(2026, 11, 4)).total()).isEqualTo(Money.of("8"));
    assertThat(DailyCosts.of(ledger, LocalDate.of(2026, 11, 4)).size()).isEqualTo(3);
  }

  @Test
  void forecastsOfWeeksWithoutNoiseWereNeverOff() {
    var backtest = expected(new DailyCosts(Diary.weeks(2))).backtest().orElseThrow();

    assertThat(backtest.origins()).isEqualTo(6);
    assertThat(backtest.error()).isEqualTo(0, NEARLY);
  }

  /// Nine days; from the eighth on, Tuesday's 100 is forecast as 100; the mean of eight is 86.75.
  @Test
  void theRunRateIsTestedBesideTheForecast() {
    var nine = Diary.of("100", "100", "100", "100", "100", "25", "25", "100", "100");
    var backtest = expected(nine).backtest().orElseThrow();

    assertThat(backtest.origins()).isEqualTo(1);
    assertThat(backtest.error()).isEqualTo(0, NEARLY);
    assertThat(backtest.runRateError()).isEqualTo(1 - 81.25 / 100, NEARLY);
  }

  @Test
  void eightDaysCannotBeTestedBack() {
    assertThat(expected(EIGHT).backtest()).isEqualTo(Optional.empty());
  }
}
