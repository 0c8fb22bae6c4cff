package routercost.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.price.PriceBook;
import routercost.read.config.prices.PriceBooks;
import routercost.usage.Calls;
import routercost.usage.Meter;
import routercost.usage.Slice;
import routercost.usage.UsageCube;

/// The money beside a bill. Opus 5.5 costs $4 for a million input tokens, $20 for output, $5 for
/// cache writes of five minutes and $8 for those of an hour.
class DataQualityTest {
  private static final PriceBook BOOK = PriceBooks.builtIn();
  private static final String DAY = "2026-11-01";

  private static Slice million(String model, Meter meter) {
    return new Slice(Calls.key(DAY, model), Calls.million(meter));
  }

  private static UsageCube cube(Slice... slices) {
    return UsageCube.of(Stream.of(slices));
  }

  private static DataQuality quality(UsageCube unseen, Slice... used) {
    return DataQuality.of(
        Ledger.of(List.of(used), BOOK::quote),
        UsageCube.EMPTY,
        UsageCube.EMPTY,
        unseen,
        BOOK::quote,
        BOOK.catalog());
  }

  private static DataQuality.Doubt doubt(DataQuality quality) {
    assertThat(quality.doubts()).hasSize(1);
    return quality.doubts().getFirst();
  }

  @Test
  void aLogThatSaysAllLeavesNoDoubt() {
    assertThat(quality(UsageCube.EMPTY, million("claude-opus-5-5", Meter.CACHE_WRITE_5M)).doubts())
        .isEmpty();
  }

  @Test
  void writesOfUnknownLifetimeCouldHaveCostAnHourEach() {
    var doubt =
        doubt(quality(UsageCube.EMPTY, million("claude-opus-5-5", Meter.CACHE_WRITE_UNKNOWN)));
    assertThat(doubt)
        .isEqualTo(
            new DataQuality.Doubt(
                DataQuality.Kind.CACHE_LIFETIME,
                Calls.number("1000000"),
                Money.ZERO,
                Money.of("3"), // 8 - 5
                "5m",
                "1h"));
  }

  @Test
  void writesThatAreKnownStayAsTheyAre() {
    var usage = Calls.million(Meter.CACHE_WRITE_UNKNOWN).with(Meter.CACHE_WRITE_1H, 1_000_000);
    var doubt =
        doubt(quality(UsageCube.EMPTY, new Slice(Calls.key(DAY, "claude-opus-5-5"), usage)));
    assertThat(doubt.high()).isEqualTo(Money.of("3"));
    assertThat(doubt.count()).isEqualByComparingTo("1000000");
  }

  @Test
  void aModelWithOnePriceForAllWritesLeavesNoDoubt() {
    assertThat(quality(UsageCube.EMPTY, million("gpt-5-mini", Meter.CACHE_WRITE_UNKNOWN)).doubts())
        .isEmpty();
  }

  @Test
  void outputBeyondWhatWasCountedHasItsPrice() {
    var doubt = doubt(quality(cube(million("claude-opus-5-5", Meter.OUTPUT))));
    assertThat(doubt.kind()).isEqualTo(DataQuality.Kind.OUTPUT_LOWER_BOUND);
    assertThat(doubt.count()).isEqualByComparingTo("1");
    assertThat(doubt.high()).isEqualTo(Money.of("20"));
  }

  @Test
  void whatHasNoPriceLiesBetweenTheCheapestTierAndTheDearest() {
    var doubt = doubt(quality(UsageCube.EMPTY, million("mystery", Meter.INPUT)));
    assertThat(doubt.kind()).isEqualTo(DataQuality.Kind.UNPRICED);
    assertThat(doubt.count()).isEqualByComparingTo("1");
    // a million tokens are over the 100,000 where Haiku 5.5 gets dearer, but the band is the log's
    assertThat(doubt.low()).isEqualTo(Money.of("0.1"));
    assertThat(doubt.lowAt()).isEqualTo("haiku");
    assertThat(doubt.high()).isEqualTo(Money.of("10"));
    assertThat(doubt.highAt()).isIn("fable", "mythos");
  }

  @Test
  void eachKindOfDoubtIsOneLine() {
    var quality =
        quality(
            cube(million("claude-opus-5-5", Meter.OUTPUT), million("mystery", Meter.OUTPUT)),
            million("claude-opus-5-5", Meter.CACHE_WRITE_UNKNOWN),
            million("claude-opus-4-8", Meter.CACHE_WRITE_UNKNOWN),
            million("mystery", Meter.INPUT),
            million("enigma", Meter.INPUT));
    assertThat(quality.doubts())
        .extracting(DataQuality.Doubt::kind)
        .containsExactly(
            DataQuality.Kind.CACHE_LIFETIME,
            DataQuality.Kind.OUTPUT_LOWER_BOUND,
            DataQuality.Kind.UNPRICED);
    assertThat(quality.doubts().get(0).count()).isEqualByComparingTo("2000000");
    assertThat(quality.doubts().get(2).count()).isEqualByComparingTo("2");
  }

  /// A million tokens of input of which all are audio. Gemini 2.0 Flash charges seven times the
  /// rate of text for it, the most among the models of Google.
  @Test
  void audioAtTheRateOfTextMayCostWhatOtherModelsOfItsProviderAsk() {
    var audio = Calls.million(Meter.INPUT).with(Meter.AUDIO_INPUT, 1_000_000);
    var doubt = doubt(quality(UsageCube.EMPTY, new Slice(Calls.key(DAY, "gemini-2.5-pro"), audio)));
    assertThat(doubt)
        .isEqualTo(
            new DataQuality.Doubt(
                DataQuality.Kind.AUDIO_AS_TEXT,
                Calls.number("1000000"),
                Money.ZERO,
                Money.of("7.5"), // 1.25 * 7 - 1.25
                "text",
                "audio_input of gemini-2.0-flash"));
    assertThat(
            quality(UsageCube.EMPTY, new Slice(Calls.key(DAY, "gemini-2.0-flash"), audio)).doubts())
        .isEmpty();
  }

  @Test
  void audioWithoutARateCostsAtLeastWhatTextCosts() {
    var audio = Calls.million(Meter.INPUT).with(Meter.AUDIO_INPUT, 500_000);
    var doubt = doubt(quality(UsageCube.EMPTY, new Slice(Calls.key(DAY, "grok-4.5"), audio)));
    assertThat(doubt.kind()).isEqualTo(DataQuality.Kind.METER_RATE);
    assertThat(doubt.count()).isEqualByComparingTo("500000");
    assertThat(doubt.low()).isEqualTo(Money.of("1")); // half a million at 2
    assertThat(doubt.high()).isEqualTo(Money.of("16")); // 16 times that, as GPT-4o audio
    assertThat(doubt.highAt()).isEqualTo("audio_input of gpt-4o-audio-preview");
  }

  @Test
  void tokensWithoutARateCostWhatThoseOfOtherModelsDo() {
    var model = "deepinfra/anthropic/claude-3-7-sonnet-latest"; // no rate of written caches there
    var written = Calls.million(Meter.INPUT).with(Meter.CACHE_WRITE_1H, 1_000_000);
    var doubt = doubt(quality(UsageCube.EMPTY, new Slice(Calls.key(DAY, model), written)));
    assertThat(doubt.kind()).isEqualTo(DataQuality.Kind.METER_RATE);
    assertThat(doubt.high()).isBetween(Money.of("1"), Money.of("100"));
  }

  @Test
  void searchesWithoutAFeeCostWhatOthersAsk() {
    var usage = Calls.million(Meter.INPUT).with(Meter.WEB_SEARCH, 1_000);
    var doubt = doubt(quality(UsageCube.EMPTY, new Slice(Calls.key(DAY, "grok-4.5"), usage)));
    assertThat(doubt.low()).isEqualTo(Money.of("5")); // Perplexity
    assertThat(doubt.high()).isEqualTo(Money.of("35")); // Gemini 2.5
  }

  @Test
  void whatWasTakenOutIsPriced() {
    var quality =
        DataQuality.of(
            new Ledger(List.of(), List.of()),
            cube(million("claude-opus-5-5", Meter.INPUT)),
            cube(million("claude-opus-5-5", Meter.OUTPUT)),
            UsageCube.EMPTY,
            BOOK::quote,
            BOOK.catalog());
    assertThat(quality.duplicates()).isEqualTo(Money.of("4"));
    assertThat(quality.skipped()).isEqualTo(Money.of("20"));
    assertThat(quality.doubts()).isEmpty();
  }

  @Test
  void theNamesOfDoubtsAreThoseOfFiles() {
    assertThat(DataQuality.Kind.CACHE_LIFETIME.id()).isEqualTo("cache_lifetime");
  }
}
