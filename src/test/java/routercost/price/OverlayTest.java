package routercost.price;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routercost.price.Ledger.UnpricedSlice;
import routercost.read.config.prices.PriceBooks;
import routercost.usage.Band;
import routercost.usage.Calls;
import routercost.usage.Meter;
import routercost.usage.Place;
import routercost.usage.Slice;
import routercost.usage.Usage;
import routercost.usage.UsageKey;

class OverlayTest {
  @TempDir private Path directory = Path.of("");

  private PriceBook book(String... overlays) throws IOException {
    var paths = new ArrayList<String>();
    for (var overlay : overlays) {
      var file = directory.resolve("overlay" + paths.size() + ".yaml");
      Files.writeString(file, overlay);
      paths.add(file.toString());
    }
    return PriceBooks.withOverlays(paths);
  }

  private static UsageKey key(String model) {
    return Calls.key("2026-11-01", model);
  }

  private static Ledger ledger(PriceBook book, String model, Usage usage) {
    return Ledger.of(List.of(new Slice(key(model), usage)), book::quote);
  }

  private static Money cost(PriceBook book, String model, Usage usage) {
    var ledger = ledger(book, model, usage);
    assertThat(ledger.uncharged()).isEmpty();
    return ledger.total();
  }

  private static Charge charge(PriceBook book, String model) {
    return ledger(book, model, Calls.million(Meter.INPUT)).charges().getFirst();
  }

  @Test
  void theShortFormIsOnePriceForAllDays() throws IOException {
    var book = book("models: {my-finetune: {input: \"3\", output: \"15\"}}");

    assertThat(cost(book, "my-finetune", Calls.usage(1, 1_000_000, 1_000_000)))
        .isEqualTo(Money.of("18"));
  }

  @Test
  void anOverlayReplacesThePricesOfAModel() throws IOException {
    var book = book("models: {claude-opus-5-5: {input: \"3\", output: \"15\"}}");

    assertThat(cost(book, "claude-opus-5-5", Calls.million(Meter.INPUT))).isEqualTo(Money.of("3"));
  }

  @Test
  void aRateThatAnOverlayLeavesOutIsNotTakenFromTheBase() throws IOException {
    var book = book("models: {claude-opus-5-5: {input: \"3\", output: \"15\"}}");

    assertThat(ledger(book, "claude-opus-5-5", Calls.million(Meter.CACHE_WRITE_5M)).uncharged())
        .extracting(UnpricedSlice::reason)
        .containsExactly("cache_write_5m has no price on claude-opus-5-5");
  }

  @Test
  void anOverlayKeepsWhatItDoesNotSayOfAModel() throws IOException {
    var base = book().catalog().models().get("claude-opus-5-5");
    var overlaid =
        book("models: {claude-opus-5-5: {input: \"3\", output: \"15\"}}")
            .catalog()
            .models()
            .get("claude-opus-5-5");

    assertThat(overlaid).usingRecursiveComparison().ignoringFields("prices").isEqualTo(base);
  }

  @Test
  void anOverlayMayReplaceEverythingElseOfAModel() throws IOException {
    var model =
        book("""
                models:
                  claude-opus-5-5:
                    provider: acme
                    tier: huge
                    tokenizer: odd
                    status: legacy
                    context_window: 5
                    places: [google_regional]
                    fast: [{input: "9", output: "10"}]
                """)
            .catalog()
            .models()
            .get("claude-opus-5-5");

    assertThat(model)
        .extracting(
            Model::provider,
            Model::tier,
            Model::tokenizer,
            known -> known.lifecycle().status(),
            known -> known.limits().context(),
            Model::places,
            known -> known.fast().getFirst().rates(Band.BASE).rates().get(Meter.INPUT),
            known -> known.prices().size())
        .containsExactly(
            "acme",
            "huge",
            "odd",
            "legacy",
            5L,
            java.util.Set.of(Place.GOOGLE_REGIONAL),
            Calls.number("9"),
            1);
  }

  @Test
  void anOverlayMayNameAModelByItsAlias() throws IOException {
    var book = book("models: {claude-haiku-4-5: {input: \"0.9\", output: \"4\"}}");

    assertThat(cost(book, "claude-haiku-4-5-20251001", Calls.million(Meter.INPUT)))
        .isEqualTo(Money.of("0.9"));
  }

  @Test
  void anOverlayMayGiveAModelAFurtherName() throws IOException {
    var book = book("aliases: {our-opus: claude-opus-5-5}");

    assertThat(cost(book, "our-opus", Calls.million(Meter.INPUT))).isEqualTo(Money.of("4"));
  }

  @Test
  void aLaterOverlayStandsOnTopOfAnEarlierOne() throws IOException {
    var book =
        book(
            "models: {m: {input: \"1\", output: \"2\"}}",
            "models: {m: {input: \"3\", output: \"4\"}}");

    assertThat(cost(book, "m", Calls.million(Meter.INPUT))).isEqualTo(Money.of("3"));
  }

  @Test
  void anOverlayMayAddAService() throws IOException {
    var book = book("services: {acme/paint: {unit: image, unit_cost: \"0.5\"}}");

    assertThat(cost(book, "acme/paint", Usage.of(Meter.UNITS, 2))).isEqualTo(Money.of("1"));
  }

  @Test
  void anOverlayMayChangeAMultiplier() throws IOException {
    var book = book("multipliers: {inference_geo_us: {value: \"1.5\"}}");
    var slice =
        new Slice(
            key("claude-opus-5-5").withPlace(Place.INFERENCE_GEO_US), Calls.million(Meter.INPUT));

    assertThat(Ledger.of(List.of(slice), book::quote).total()).isEqualTo(Money.of("6"));
  }

  @Test
  void anOverlayMayChangeAFeeOfAProvider() throws IOException {
    var book = book("fees: {web_search: {provider: anthropic, per: 1000, cost: \"5\"}}");

    assertThat(cost(book, "claude-opus-5-5", Usage.of(Meter.WEB_SEARCH, 1)))
        .isEqualTo(Money.of("0.005"));
  }

  @Test
  void aFeeThatIsReplacedIsNoLongerInTheBook() throws IOException {
    var book = book("fees: {web_search: {provider: anthropic, per: 1000, cost: \"5\"}}");

    assertThat(book.catalog().fees())
        .filteredOn(fee -> fee.meter() == Meter.WEB_SEARCH)
        .extracting(fee -> fee.rate().usd())
        .containsExactly(Calls.number("5"));
  }

  @Test
  void aFeeOfAnotherProviderReplacesNothing() throws IOException {
    var book = book("fees: {web_search: {provider: openai, per: 1000, cost: \"25\"}}");

    assertThat(cost(book, "claude-opus-5-5", Usage.of(Meter.WEB_SEARCH, 1)))
        .isEqualTo(Money.of("0.01"));
    assertThat(cost(book, "gpt-5.4", Usage.of(Meter.WEB_SEARCH, 1))).isEqualTo(Money.of("0.025"));
  }

  @Test
  void aFeeKeepsTheOtherFees() throws IOException {
    var book = book("fees: {web_search: {provider: anthropic, per: 1000, cost: \"5\"}}");

    assertThat(cost(book, "claude-opus-5-5", Usage.of(Meter.CODE_EXECUTION, 1)))
        .isEqualTo(Money.of("0.05"));
  }

  @Test
  void aTokenizerFactorOfAnOverlayComesFirst() throws IOException {
    var book = book("tokenizer_factors: [{from: old, to: new, factor: \"1.2\"}]");

    assertThat(book.tokenizerFactor("old", "new")).contains(Calls.number("1.2"));
    assertThat(book.tokenizerFactor("new", "old")).contains(Calls.number("0.77"));
  }

  @Test
  void anOverlayMayMoveATier() throws IOException {
    var book = book("tiers: {haiku: [{from: 2026-01-01, model: gpt-5-nano}]}");

    assertThat(cost(book, "haiku", Calls.million(Meter.INPUT))).isEqualTo(Money.of("0.05"));
  }

  @Test
  void aBookIsNamedAfterItselfAndItsOverlays() throws IOException {
    assertThat(book("id: acme-2026\naliases: {}", "aliases: {}").id())
        .isEqualTo("builtin-2026-11-24+acme-2026+overlay1");
  }

  @Test
  void aBookWithAnOverlayHasAnotherFingerprint() throws IOException {
    assertThat(book("aliases: {}").sha256()).isNotEqualTo(book().sha256()).hasSize(64);
  }

  @Test
  void aDiscountIsALineAfterTheListPrice() throws IOException {
    var charge = charge(book("discounts: {contract: {percent: \"15\"}}"), "claude-opus-5-5");

    assertThat(charge.list()).isEqualTo(Money.of("4"));
    assertThat(charge.reductions())
        .extracting(reduction -> reduction.discount().name(), Charge.Reduction::amount)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("contract", Money.of("-0.6")));
    assertThat(charge.total()).isEqualTo(Money.of("3.4"));
  }

  @Test
  void discountsAreEachOnTheListPrice() throws IOException {
    var charge =
        charge(
            book("discounts: {one: {percent: \"10\"}}", "discounts: {two: {percent: \"20\"}}"),
            "claude-opus-5-5");

    assertThat(charge.reductions())
        .extracting(Charge.Reduction::amount)
        .containsExactly(Money.of("-0.4"), Money.of("-0.8"));
    assertThat(charge.total()).isEqualTo(Money.of("2.8"));
  }

  @Test
  void aDiscountOfAProviderIsForItsModelsOnly() throws IOException {
    var book = book("discounts: {contract: {percent: \"50\", provider: anthropic}}");

    assertThat(charge(book, "claude-opus-5-5").total()).isEqualTo(Money.of("2"));
    assertThat(charge(book, "gpt-4.1").total()).isEqualTo(Money.of("2"));
  }

  @Test
  void aDiscountOnModelsIsForThemOnly() throws IOException {
    var book = book("discounts: {contract: {percent: \"50\", models: [claude-opus-5-5]}}");

    assertThat(charge(book, "opus").total()).isEqualTo(Money.of("2"));
    assertThat(charge(book, "claude-opus-5").total()).isEqualTo(Money.of("5"));
  }

  private static RateCard card(PriceBook book, String model) {
    return switch (book.quote(UsageKey.of(java.time.LocalDate.of(2026, 11, 1), "t", model))) {
      case Quote.Priced(RateCard card) -> card;
      case Quote.Unpriced(String reason) -> throw new AssertionError(reason);
    };
  }

  @Test
  void aDiscountMayNameAModelByItsAlias() throws IOException {
    var book = book("discounts: {deal: {percent: \"10\", models: [claude-haiku-4-5]}}");

    var card = card(book, "claude-haiku-4-5-20251001");

    assertThat(card.discounts()).hasSize(1);
  }

  @Test
  void aDiscountOnAnUnknownModelIsAProblemOfTheBook() throws IOException {
    var book = book("discounts: {deal: {percent: \"10\", models: [nobody]}}");

    assertThat(BookReview.of(book).problems())
        .containsExactly("discount deal: nobody is not in the book");
  }

  @Test
  void aModelInAnOverlayReplacesAServiceOfThatName() throws IOException {
    var book = book("models: {fal-ai/flux/dev: {input: \"1\", output: \"2\"}}");

    var card = card(book, "fal-ai/flux/dev");

    assertThat(card.rates()).containsKey(Meter.INPUT);
  }

  @Test
  void aServiceInAnOverlayReplacesAModelOfThatName() throws IOException {
    var book = book("services: {gpt-4o: {unit: answer, unit_cost: \"3\"}}");

    var card = card(book, "gpt-4o");

    assertThat(card.rates()).containsKey(Meter.UNITS);
  }

  @Test
  void aRatePerCallIsNotPerMillion() throws IOException {
    var book = book("models: {mine: {input: \"1\", call: \"0.01\"}}");

    assertThat(cost(book, "mine", Usage.of(Meter.CALLS, 100))).isEqualTo(Money.of("1"));
  }

  @Test
  void aDiscountHoldsOnItsDaysOnly() throws IOException {
    var book = book("discounts: {contract: {percent: \"50\", from: 2026-11-02}}");

    assertThat(charge(book, "claude-opus-5-5").reductions()).isEmpty();
  }

  @Test
  void aDiscountIsOnServicesToo() throws IOException {
    var book = book("discounts: {contract: {percent: \"50\", provider: fal}}");

    assertThat(cost(book, "fal-ai/flux/dev", Usage.of(Meter.UNITS, 4))).isEqualTo(Money.of("0.05"));
  }

  @Test
  void aRateFromAnOverlaySaysSo() throws IOException {
    var book = book("id: acme-2026\nmodels: {m: {input: \"1\", output: \"2\"}}");

    assertThat(charge(book, "m").card().provenance().book()).isEqualTo("acme-2026");
  }
}
