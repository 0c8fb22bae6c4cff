package routercost.audit.days;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import routercost.audit.days.OddDays.OddDay;
import routercost.price.Money;

class OddDaysTest {
  private static final LocalDate SECOND_WEDNESDAY = LocalDate.of(2026, 6, 10);

  private static List<OddDay> odd(DailyCosts days, String least) {
    return OddDays.of(days, Money.of(least));
  }

  private static DailyCosts threeWeeksBut(LocalDate day, String cost) {
    var days = Diary.weeks(3);
    days.put(day, Money.of(cost));
    return new DailyCosts(days);
  }

  @Test
  void aDayThatCostFiveTimesAsMuchIsOff() {
    var found = odd(threeWeeksBut(SECOND_WEDNESDAY, "500"), "1");

    assertThat(found).hasSize(1);
    assertThat(found.getFirst().day()).isEqualTo(SECOND_WEDNESDAY);
    assertThat(found.getFirst().cost()).isEqualTo(Money.of("500"));
    assertThat(found.getFirst().usual()).isEqualTo(Money.of("100"));
    assertThat(found.getFirst().excess()).isEqualTo(Money.of("400"));
    assertThat(found.getFirst().score()).isGreaterThan(OddDays.THRESHOLD);
  }

  @Test
  void itIsSetAgainstTheMiddleOneOfItsWeekday() {
    assertThat(odd(threeWeeksBut(SECOND_WEDNESDAY, "500"), "1").getFirst().pattern())
        .isEqualTo(LocalDate.of(2026, 6, 17));
  }

  @Test
  void aDayWithoutCallsIsOffBelow() {
    var found = odd(threeWeeksBut(SECOND_WEDNESDAY, "0"), "1");

    assertThat(found).extracting(OddDay::day).containsExactly(SECOND_WEDNESDAY);
    assertThat(found.getFirst().excess()).isEqualTo(Money.of("-100"));
    assertThat(found.getFirst().score()).isLessThan(-OddDays.THRESHOLD);
  }

  @Test
  void aWeekendThatIsLikeOtherWeekendsIsNotOff() {
    assertThat(odd(new DailyCosts(Diary.weeks(4)), "1")).isEmpty();
  }

  @Test
  void aWorkingDaysCostAtAWeekendIsOff() {
    var saturday = LocalDate.of(2026, 6, 13);

    assertThat(odd(threeWeeksBut(saturday, "100"), "1"))
        .extracting(OddDay::day)
        .containsExactly(saturday);
  }

  @Test
  void whatIsSmallIsNotShown() {
    assertThat(odd(threeWeeksBut(SECOND_WEDNESDAY, "500"), "400")).hasSize(1);
    assertThat(odd(threeWeeksBut(SECOND_WEDNESDAY, "500"), "400.01")).isEmpty();
  }

  @Test
  void twoDaysOfAWeekdayCannotSayWhichOfThemIsOff() {
    var days = Diary.weeks(2);
    days.put(SECOND_WEDNESDAY, Money.of("500"));

    assertThat(odd(new DailyCosts(days), "1")).isEmpty();
  }

  @Test
  void onlyDaysWithinFourWeeksAreThePattern() {
    var days = Diary.weeks(12);
    days.replaceAll((day, cost) -> day.isBefore(Diary.FIRST.plusWeeks(6)) ? Money.of("10") : cost);
    var found = odd(new DailyCosts(days), "1");

    assertThat(found)
        .extracting(OddDay::day)
        .doesNotContain(Diary.FIRST, Diary.FIRST.plusWeeks(11));
  }

  /// A hundredth of the median, 0.90, is added to each cost. Of the fourteen distances the seventh
  /// is that of 110 from 100 and the eighth that of 22.50 from 25.
  @Test
  void theScoreCountsInUnitsOfTheUsualScatter() {
    var days = Diary.weeks(3);
    for (int i = 0; i < 7; i++) {
      var pattern = days.getOrDefault(Diary.FIRST.plusDays(i), Money.ZERO);
      days.put(Diary.FIRST.plusDays(i), pattern.times(new BigDecimal("0.9")));
      days.put(Diary.FIRST.plusDays(14 + i), pattern.times(new BigDecimal("1.1")));
    }
    days.put(Diary.FIRST, Money.of("20"));
    double median = (Math.log(110.9 / 100.9) + Math.log(25.9 / 23.4)) / 2;

    assertThat(odd(new DailyCosts(days), "1").getFirst().score())
        .isEqualTo(Math.log(20.9 / 100.9) * 0.6745 / median, within(1e-9));
  }

  @Test
  void thereIsNothingOffWhereThereIsNothing() {
    assertThat(odd(Diary.of(), "0")).isEmpty();
    assertThat(odd(Diary.of("0", "0", "0"), "0")).isEmpty();
  }

  /// Of the days of forty made-up years less than one in a hundred is called off for no reason.
  @Test
  void ordinaryDaysAreSeldomOff() {
    long found = 0;
    long days = 0;
    for (int seed = 0; seed < 40; seed++) {
      var year = Year.of(seed, 0.25).days();
      found += odd(year, "0").size();
      days += year.size();
    }
    assertThat(100.0 * found / days).isLessThan(1);
  }
}
