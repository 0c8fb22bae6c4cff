package routercost.price;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import routercost.price.Charge.Component;
import routercost.price.Ledger.UnpricedSlice;
import routercost.price.RateCard.Factor;
import routercost.price.RateCard.Rate;
import routercost.read.config.prices.PriceBooks;
import routercost.usage.Calls;
import routercost.usage.Meter;
import routercost.usage.Place;
import routercost.usage.ServiceTier;
import routercost.usage.Slice;
import routercost.usage.Usage;
import routercost.usage.UsageCube;
import routercost.usage.UsageKey;

class LedgerTest {
  private static final PriceBook BOOK = PriceBooks.builtIn();
  private static final Slice OPUS = Calls.million("2026-11-01", "claude-opus-5-5");
  private static final Slice SONNET = Calls.million("2026-11-01", "claude-sonnet-5-5");
  private static final Slice UNKNOWN = Calls.million("2026-11-01", "zzzzzzzzzzzz");

  private static Ledger ledger(Slice... slices) {
    return Ledger.of(List.of(slices), BOOK::quote);
  }

  @Test
  void theTotalIsTheSumOfTheCharges() {
    assertThat(ledger(OPUS, SONNET).total()).isEqualTo(Money.of("6"));
  }

  @Test
  void aCubeIsChargedSliceBySlice() {
    assertThat(Ledger.of(UsageCube.of(Stream.of(SONNET, OPUS)), BOOK::quote).charges())
        .extracting(Charge::slice)
        .containsExactly(OPUS, SONNET);
  }

  @Test
  void unknownIsNotFree() {
    assertThat(ledger(OPUS, UNKNOWN).uncharged())
        .containsExactly(new UnpricedSlice(UNKNOWN, "not in the price book"));
  }

  @Test
  void whatIsUnchargedIsInNoTotal() {
    assertThat(ledger(OPUS, UNKNOWN).total()).isEqualTo(Money.of("4"));
  }

  @Test
  void aLedgerWithGapsIsNotComplete() {
    assertThat(ledger(OPUS).isComplete()).isTrue();
    assertThat(ledger(OPUS, UNKNOWN).isComplete()).isFalse();
  }

  @Test
  void whatHasARateIsALowerBoundForTheCallAndTheRestIsUncharged() {
    var slice =
        new Slice(
            Calls.key("2026-11-01", "kimi-k3"),
            Calls.usage(1, 1_000_000, 0).with(Meter.WEB_SEARCH, 1));

    assertThat(ledger(slice).uncharged())
        .containsExactly(
            new UnpricedSlice(
                new Slice(slice.key(), Usage.of(Meter.WEB_SEARCH, 1)),
                "web_search has no price on kimi-k3",
                true));
    assertThat(ledger(slice).total()).isEqualTo(Money.of("3"));
    assertThat(ledger(slice).isComplete()).isFalse();
  }

  @Test
  void everyMeterWithoutRateIsNamed() {
    var slice =
        new Slice(
            Calls.key("2023-12-01", "claude-2.1"),
            Usage.of(Meter.CACHE_WRITE_1H, 1).with(Meter.WEB_SEARCH, 1).with(Meter.UNITS, 1));

    assertThat(ledger(slice).uncharged())
        .extracting(UnpricedSlice::reason)
        .containsExactly("cache_write_1h, units have no price on claude-2.1");
  }

  @Test
  void tokensNextToUnitsThatAreSoldNeedNoPriceAndTokensAloneDo() {
    var key = Calls.key("2026-11-01", "fal-ai/flux/dev");
    var tokens = Calls.usage(1, 1_000, 0);

    assertThat(ledger(new Slice(key, tokens.with(Meter.UNITS, 4))).total())
        .isEqualTo(Money.of("0.1"));
    assertThat(ledger(new Slice(key, tokens.with(Meter.UNITS, 4))).isComplete()).isTrue();
    assertThat(ledger(new Slice(key, tokens)).uncharged())
        .extracting(UnpricedSlice::reason)
        .containsExactly("input has no price on fal-ai/flux/dev");
    assertThat(ledger(new Slice(key, Usage.of(Meter.SECONDS, 4))).uncharged()).hasSize(1);
  }

  @Test
  void aBandWithoutARateIsUnchargedThere() {
    var slice =
        new Slice(
            Calls.key("2026-02-10", "claude-opus-4-6")
                .withService(ServiceTier.FAST)
                .withBand(new routercost.usage.Band(200_000)),
            Calls.million(Meter.CACHE_WRITE_5M));

    assertThat(ledger(slice).uncharged())
        .extracting(UnpricedSlice::reason)
        .containsExactly("cache_write_5m has no price on claude-opus-4-6");
  }

  @Test
  void ledgersAddUp() {
    var both = ledger(OPUS, UNKNOWN).plus(ledger(SONNET));

    assertThat(both.charges()).extracting(Charge::slice).containsExactly(OPUS, SONNET);
    assertThat(both.uncharged()).extracting(UnpricedSlice::slice).containsExactly(UNKNOWN);
  }

  @Test
  void callsReasoningAndLoggedDollarsAreNotCharged() {
    var slice =
        new Slice(
            OPUS.key(),
            Usage.of(Meter.CALLS, 5).with(Meter.REASONING, 9).with(Meter.LOGGED_USD, 3));

    assertThat(ledger(slice).charges().getFirst().components()).isEmpty();
  }

  @Test
  void aComponentSaysItsWholeArithmetic() {
    var slice =
        new Slice(
            OPUS.key().withService(ServiceTier.BATCH).withPlace(Place.INFERENCE_GEO_US),
            Usage.of(Meter.INPUT, 500_000));

    assertThat(ledger(slice).charges().getFirst().components())
        .containsExactly(
            new Component(
                Meter.INPUT,
                Calls.number("500000"),
                Rate.perMillion(Calls.number("4.00")),
                List.of(
                    new Factor("batch", Calls.number("0.5")),
                    new Factor("inference_geo_us", Calls.number("1.1"))),
                Money.of("1.1")));
  }

  @Test
  void componentsComeInMeterOrder() {
    var usage =
        Usage.of(Meter.WEB_SEARCH, 1)
            .with(Meter.CACHE_READ, 1)
            .with(Meter.OUTPUT, 1)
            .with(Meter.INPUT, 1);

    assertThat(ledger(new Slice(OPUS.key(), usage)).charges().getFirst().components())
        .extracting(Component::meter)
        .containsExactly(Meter.INPUT, Meter.OUTPUT, Meter.CACHE_READ, Meter.WEB_SEARCH);
  }

  @Test
  void aCacheWriteOfUnknownLifetimeCostsTheFiveMinuteRate() {
    var slice = new Slice(OPUS.key(), Calls.million(Meter.CACHE_WRITE_UNKNOWN));

    assertThat(ledger(slice).total()).isEqualTo(Money.of("5"));
  }

  @Test
  void withoutAFiveMinuteRateACacheWriteOfUnknownLifetimeHasNoPrice() {
    var slice =
        new Slice(Calls.key("2023-12-01", "claude-2.1"), Calls.million(Meter.CACHE_WRITE_UNKNOWN));

    assertThat(ledger(slice).uncharged())
        .extracting(UnpricedSlice::reason)
        .containsExactly("cache_write_unknown has no price on claude-2.1");
  }

  @Test
  void factorsAreEqualHoweverTheyAreWritten() {
    assertThat(new Factor("batch", Calls.number("0.50")))
        .isEqualTo(new Factor("batch", Calls.number("0.5")));
  }

  @Test
  void whatUsesNothingCostsNothingWhateverTheModel() {
    var key = UsageKey.of(LocalDate.of(2026, 10, 7), "plan", "nobody-knows");
    var calls = new Slice(key, Usage.NONE.with(Meter.CALLS, 2));
    var ledger = Ledger.of(List.of(calls), _ -> new Quote.Unpriced("not in the price book"));
    assertThat(ledger.isComplete()).isTrue();
    assertThat(ledger.total()).isEqualTo(Money.ZERO);
    var used = new Slice(key, Usage.NONE.with(Meter.INPUT, 1));
    assertThat(Ledger.of(List.of(used), _ -> new Quote.Unpriced("")).isComplete()).isFalse();
  }
}
