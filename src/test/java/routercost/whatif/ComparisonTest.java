package routercost.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import routercost.price.Ledger.UnpricedSlice;
import routercost.price.Money;
import routercost.price.PriceBook;
import routercost.read.config.prices.PriceBooks;
import routercost.usage.Calls;
import routercost.usage.Meter;
import routercost.usage.Slice;
import routercost.usage.UsageCube;
import routercost.usage.UsageKey;
import routercost.whatif.Comparison.Repriced;

class ComparisonTest {
  private static final PriceBook BOOK = PriceBooks.builtIn();
  private static final Slice OPUS = Calls.million("2026-11-01", "claude-opus-5-5");
  private static final Slice UNKNOWN = Calls.million("2026-11-01", "zzzzzzzzzzzz");
  private static final Slice TRIAGE =
      new Slice(
          UsageKey.of(LocalDate.of(2026, 11, 1), "triage", "claude-opus-5-5"),
          Calls.million(Meter.OUTPUT));
  private static final Scenario TO_SONNET = moveTo("claude-sonnet-5-5");

  private static Scenario moveTo(String model) {
    return new Scenario("test", List.of(Rule.Move.ofTask("chat", model)));
  }

  private static Comparison compare(Scenario scenario, Slice... slices) {
    return Comparison.of(UsageCube.of(Stream.of(slices)), scenario, BOOK, Optional.empty());
  }

  @Test
  void aMoveSavesTheDifference() {
    var comparison = compare(TO_SONNET, OPUS);

    assertThat(comparison.costBefore()).isEqualTo(Money.of("4"));
    assertThat(comparison.costAfter()).contains(Money.of("2"));
    assertThat(comparison.saved()).contains(Money.of("2"));
  }

  @Test
  void aMoveToADearerModelSavesLessThanNothing() {
    assertThat(compare(moveTo("claude-fable-5-1"), OPUS).saved()).contains(Money.of("-6"));
  }

  /// Short prompts on one day and long ones on another: whether the target caches them is decided
  /// by the average of both, which days apart must not change.
  @Test
  void aSavingDoesNotDependOnWhetherDaysAreKeptApart() {
    var caching =
        Stream.of(3_000L, 9_000L)
            .map(
                prefix ->
                    Calls.usage(100, 100, 100)
                        .with(Meter.CACHE_READ, 100 * prefix)
                        .with(Meter.CACHED_SQUARED, 100 * prefix * prefix))
            .toList();
    var key = UsageKey.of(LocalDate.of(2026, 11, 1), "chat", "claude-opus-5-5");
    var short1 = new Slice(key, caching.getFirst());
    var long2 = new Slice(key.withDay(LocalDate.of(2026, 11, 2)), caching.getLast());
    var together = new Slice(key, caching.getFirst().plus(caching.getLast()));

    var toHaiku = moveTo("claude-haiku-4-5");
    assertThat(compare(toHaiku, short1, long2).saved())
        .isEqualTo(compare(toHaiku, together).saved());
    assertThat(compare(toHaiku, short1).saved()).isNotEqualTo(compare(toHaiku, long2).saved());
  }

  @Test
  void theSurchargeOfARegionIsNotCountedAsASaving() {
    var regional = Calls.million("2026-11-01", "us.anthropic.claude-opus-5-5");

    assertThat(compare(TO_SONNET, regional).saved()).contains(Money.of("2.2"));
  }

  @Test
  void theDiscountOfABatchIsNotCountedAsALoss() {
    var batch = Calls.million("2026-11-01", "anthropic/claude-opus-5.5:batch");

    assertThat(compare(TO_SONNET, batch).saved()).contains(Money.of("1"));
  }

  @Test
  void theEmptyScenarioSavesNothing() {
    var comparison = compare(Scenario.NONE, OPUS, TRIAGE);

    assertThat(comparison.costAfter()).contains(comparison.costBefore());
    assertThat(comparison.saved()).contains(Money.ZERO);
  }

  @Test
  void whatHadNoPriceIsInNeitherTotal() {
    var comparison = compare(TO_SONNET, OPUS, UNKNOWN);

    assertThat(comparison.costBefore()).isEqualTo(Money.of("4"));
    assertThat(comparison.costAfter()).contains(Money.of("2"));
  }

  @Test
  void whatHadNoPriceIsNamed() {
    assertThat(compare(TO_SONNET, OPUS, UNKNOWN).before().uncharged())
        .containsExactly(new UnpricedSlice(UNKNOWN, "not in the price book"));
  }

  @Test
  void noSavingIsStatedOverWhatWouldHaveNoPrice() {
    var comparison = compare(moveTo("zzzzzzzzzzzz"), OPUS, TRIAGE);

    assertThat(comparison.costBefore()).isEqualTo(Money.of("24"));
    assertThat(comparison.costAfter()).isEmpty();
    assertThat(comparison.saved()).isEmpty();
  }

  @Test
  void whatWouldLoseItsPriceIsNamed() {
    assertThat(compare(moveTo("zzzzzzzzzzzz"), OPUS, UNKNOWN).lines())
        .filteredOn(Repriced::losesItsPrice)
        .extracting(Repriced::original)
        .containsExactly(OPUS);
  }

  @Test
  void aLineThatWouldHaveNoPriceHasNoCostAfter() {
    assertThat(compare(moveTo("zzzzzzzzzzzz"), OPUS).lines().getFirst().costAfter()).isEmpty();
  }

  @Test
  void groupsAddUpOnBothSides() {
    var all = compare(TO_SONNET, OPUS, TRIAGE);
    var chat = all.where(line -> line.original().key().task().equals("chat"));
    var triage = all.where(line -> line.original().key().task().equals("triage"));

    assertThat(chat.costBefore().plus(triage.costBefore())).isEqualTo(Money.of("24"));
    assertThat(chat.saved()).contains(Money.of("2"));
    assertThat(triage.saved()).contains(Money.ZERO);
    assertThat(all.saved()).contains(Money.of("2"));
  }

  @Test
  void theLedgerBeforeHoldsEveryLine() {
    assertThat(compare(TO_SONNET, OPUS, TRIAGE).before().total()).isEqualTo(Money.of("24"));
  }

  @Test
  void anotherModelIsPricedByItsFirstPriceBeforeItsDay() {
    var early = Calls.million("2026-08-01", "claude-opus-5");

    assertThat(compare(TO_SONNET, early).costAfter()).contains(Money.of("2"));
  }

  @Test
  void theLoggedModelIsNotPricedBeforeItsDay() {
    var early = Calls.million("2026-08-01", "claude-opus-5-5");

    assertThat(compare(Scenario.NONE, early).before().isComplete()).isFalse();
  }

  @Test
  void asOfADayAllCallsTakeThePricesOfThatDay() {
    var slice =
        new Slice(Calls.key("2026-10-01", "claude-sonnet-5-5"), Calls.million(Meter.CACHE_READ));
    var comparison =
        Comparison.of(
            UsageCube.of(Stream.of(slice)),
            Scenario.NONE,
            BOOK,
            Optional.of(LocalDate.of(2026, 11, 1)));

    assertThat(comparison.costBefore()).isEqualTo(Money.of("0.1"));
    assertThat(comparison.lines().getFirst().original()).isEqualTo(slice);
  }

  @Test
  void onItsOwnDayACallTakesThePriceOfThatDay() {
    var slice =
        new Slice(Calls.key("2026-10-01", "claude-sonnet-5-5"), Calls.million(Meter.CACHE_READ));

    assertThat(compare(Scenario.NONE, slice).costBefore()).isEqualTo(Money.of("0.2"));
  }

  @Test
  void aLineCarriesTheAssumptionsThatItRestsOn() {
    assertThat(compare(moveTo("gpt-5.4"), OPUS).lines().getFirst().assumptions())
        .containsExactly(new Assumption.TokensHeld("claude-opus-5-5", "gpt-5.4"));
  }
}
