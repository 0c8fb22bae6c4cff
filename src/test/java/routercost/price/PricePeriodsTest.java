package routercost.price;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import routercost.price.PricePeriods.Served;
import routercost.read.config.prices.PriceBooks;
import routercost.usage.Calls;
import routercost.usage.Meter;
import routercost.usage.Slice;
import routercost.usage.Usage;
import routercost.usage.UsageCube;
import routercost.usage.UsageKey;

class PricePeriodsTest {
  private static final Served MOUSE = new Served("mouse", false);

  private static final PriceBook TWO_PRICES =
      DraftBook.of(
              DraftModel.named("mouse")
                  .costing("2026-03-01", "2026-06-01", "4", "20")
                  .costing("2026-06-01", "", "2", "10"))
          .book();

  private static UsageCube calls(String... days) {
    return UsageCube.of(
        Arrays.stream(days)
            .map(day -> new Slice(Calls.key(day, "mouse"), Usage.of(Meter.INPUT, 1))));
  }

  private static List<String> days(UsageCube cube) {
    return cube.slices()
        .map(slice -> slice.key().day() + ": " + slice.usage().of(Meter.INPUT))
        .toList();
  }

  @Test
  void daysOfOnePriceAreTakenTogetherUnderTheFirst() {
    var cube = calls("2026-03-01", "2026-05-31", "2026-06-01", "2026-06-02", "2027-01-01");

    assertThat(days(TWO_PRICES.inPricePeriods(cube)))
        .containsExactly("2026-03-01: 2", "2026-06-01: 3");
  }

  @Test
  void forReportsOfMonthsDaysOfOnePriceAreTakenTogetherWithinEach() {
    var cube = calls("2026-05-03", "2026-05-31", "2026-06-02", "2026-06-09", "2026-07-01");
    var keys =
        TWO_PRICES
            .periods()
            .withinMonths()
            .keys(new TreeSet<>(cube.cells().keySet().stream().map(UsageKey::day).toList()));

    assertThat(
            days(
                UsageCube.of(
                    cube.slices().map(slice -> new Slice(keys.apply(slice.key()), slice.usage())))))
        .containsExactly("2026-05-03: 2", "2026-06-02: 2", "2026-07-01: 1");
  }

  @Test
  void theDaysOfAStretchHaveOneDayInCommon() {
    var periods = TWO_PRICES.periods();
    assertThat(periods.common(LocalDate.of(2026, 5, 31))).isEqualTo("2026-03-01");
    assertThat(periods.common(LocalDate.of(2026, 6, 1))).isEqualTo("2026-06-01");
    assertThat(periods.common(LocalDate.of(2020, 1, 1))).isEqualTo("2026-02-28");
    var months = periods.withinMonths();
    assertThat(months.common(LocalDate.of(2026, 5, 31))).isEqualTo("2026-05-01");
    assertThat(months.common(LocalDate.of(2026, 6, 9))).isEqualTo("2026-06-01");
    assertThat(months.common(LocalDate.of(2020, 1, 9))).isEqualTo("2020-01-01");
  }

  @Test
  void callsAreOnTheCommonDayIfTheyHaveAPriceThen() {
    var periods = TWO_PRICES.periods();
    var mouse = Calls.key("2026-05-31", "mouse");
    assertThat(periods.together(mouse).day()).isEqualTo("2026-03-01");
    assertThat(periods.together(Calls.key("2020-05-31", "mouse")).day()).isEqualTo("2020-05-31");
    assertThat(periods.together(Calls.key("2026-05-31", "cat")).day()).isEqualTo("2026-05-31");
    var elsewhere = mouse.withPriceDay(LocalDate.of(2026, 6, 1));
    assertThat(periods.together(elsewhere)).isEqualTo(elsewhere);
  }

  @Test
  void callsWithoutAPriceKeepTheirDays() {
    assertThat(days(TWO_PRICES.inPricePeriods(calls("2025-01-01", "2026-02-28", "2026-03-02"))))
        .containsExactly("2025-01-01: 1", "2026-02-28: 1", "2026-03-02: 1");
  }

  @Test
  void aTierThatChangesItsModelBeginsAPeriod() {
    var book =
        DraftBook.of(DraftModel.named("mouse").costing("4", "20"))
            .tier("small", "2026-06-01", "mouse")
            .book();

    assertThat(days(book.inPricePeriods(calls("2026-05-30", "2026-05-31", "2026-06-01"))))
        .containsExactly("2026-05-30: 2", "2026-06-01: 1");
  }

  @Test
  void otherTasksAreNotTakenTogether() {
    var cube =
        UsageCube.of(
            Stream.concat(
                calls("2026-06-01").slices(),
                calls("2026-06-02")
                    .slices()
                    .map(slice -> new Slice(slice.key().withTask("plan"), slice.usage()))));

    assertThat(TWO_PRICES.inPricePeriods(cube).cells().keySet())
        .containsExactly(
            Calls.key("2026-06-01", "mouse"), Calls.key("2026-06-01", "mouse").withTask("plan"));
  }

  @Test
  void aCubeCostsTheSameInPricePeriods() {
    var cube = calls("2026-03-01", "2026-05-31", "2026-06-01", "2026-06-02");

    assertThat(Ledger.of(TWO_PRICES.inPricePeriods(cube), TWO_PRICES::quote).total())
        .isEqualTo(Money.of("0.000012"));
  }

  @Test
  void whereCallsMoveToTiersOnlyTheirOwnModelAndTheTiersEndAPeriod() {
    var book =
        DraftBook.of(
                DraftModel.named("mouse")
                    .costing("2026-03-01", "2026-06-01", "4", "20")
                    .costing("2026-06-01", "", "2", "10"),
                DraftModel.named("cat")
                    .costing("2026-03-01", "2026-05-01", "4", "20")
                    .costing("2026-05-01", "", "2", "10"),
                DraftModel.named("ant").costing("2026-04-01", "", "1", "2"))
            .tier("small", "2026-04-01", "ant")
            .book();
    var cube = calls("2026-03-09", "2026-04-09", "2026-05-09", "2026-06-09");

    assertThat(days(book.inPricePeriods(cube))).hasSize(4);
    assertThat(days(book.inTierPeriods(cube)))
        .containsExactly("2026-03-09: 1", "2026-04-09: 2", "2026-06-09: 1");
    assertThat(book.periods().byModel().common(MOUSE, LocalDate.of(2026, 5, 9)))
        .isEqualTo("2026-04-01");
    assertThat(book.periods().movingTo(Set.of()).common(MOUSE, LocalDate.of(2026, 5, 9)))
        .isEqualTo("2026-03-01");
    assertThat(book.periods().movingTo(Set.of("large")).common(MOUSE, LocalDate.of(2026, 5, 9)))
        .isEqualTo("2026-03-01");
  }

  @Test
  void aNameThatComesToStandForAnotherModelBeginsAPeriod() {
    var book =
        DraftBook.of(
                DraftModel.named("cat").costing("2026-03-01", "", "4", "20"),
                DraftModel.named("dog").costing("2026-04-01", "", "1", "2"))
            .tier("pet", "2026-03-01", "cat")
            .tier("pet", "2026-05-01", "dog")
            .book();

    assertThat(book.periods().byModel().common(new Served("pet", false), LocalDate.of(2026, 5, 9)))
        .isEqualTo("2026-05-01");
  }

  @Test
  void whatAModelCostsAfterItWasThatOfATierDoesNotMatter() {
    var book =
        DraftBook.of(
                DraftModel.named("mouse").costing("2026-01-01", "", "4", "20"),
                DraftModel.named("cat")
                    .costing("2026-01-01", "2026-02-01", "4", "20")
                    .costing("2026-02-01", "2026-06-01", "3", "15")
                    .costing("2026-06-01", "", "2", "10"),
                DraftModel.named("dog").costing("2026-04-01", "", "1", "2"))
            .tier("pet", "2026-03-01", "cat")
            .tier("pet", "2026-05-01", "dog")
            .book();
    var cube = calls("2026-01-09", "2026-02-09", "2026-03-09", "2026-05-09", "2026-06-09");

    assertThat(days(book.inTierPeriods(cube)))
        .containsExactly("2026-01-09: 2", "2026-03-09: 1", "2026-05-09: 2");
  }

  @Test
  void pricesOfFastModeMatterToCallsInFastModeOnly() {
    var book = PriceBooks.builtIn();
    var model = book.model("claude-opus-4-6").orElseThrow();
    var fast = model.fast().getFirst().valid().from().orElseThrow();
    var periods = book.periods().byModel();

    assertThat(periods.common(new Served("claude-opus-4-6", true), fast)).isEqualTo(fast);
    assertThat(periods.common(new Served("claude-opus-4-6", false), fast)).isBefore(fast);
  }
}
