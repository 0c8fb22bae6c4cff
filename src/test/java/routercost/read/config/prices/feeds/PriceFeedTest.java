package routercost.read.config.prices.feeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routercost.price.Ledger;
import routercost.price.Model;
import routercost.price.Money;
import routercost.price.PriceBook;
import routercost.price.Quote;
import routercost.price.RateCard;
import routercost.read.config.prices.PriceBooks;
import routercost.read.text.ConfigurationProblem;
import routercost.usage.Band;
import routercost.usage.Calls;
import routercost.usage.Meter;
import routercost.usage.ServiceTier;
import routercost.usage.Slice;
import routercost.usage.UsageKey;

class PriceFeedTest {
  private static final Path LITELLM = Path.of("src/test/resources/feeds/litellm.json");

  @TempDir Path folder;

  private PriceBook imported(PriceFeed feed, String json) throws IOException {
    var contents = feed.parse("list.json", "a list", json.getBytes(StandardCharsets.UTF_8));
    var file = folder.resolve("overlay.yaml");
    Files.writeString(file, OverlayText.of(feed, "list.json", contents.models()));
    return PriceBooks.withOverlays(List.of(file.toString()));
  }

  private static Money cost(PriceBook book, UsageKey key, Meter meter) {
    var ledger = Ledger.of(List.of(new Slice(key, Calls.million(meter))), book::quote);
    assertThat(ledger.uncharged()).isEmpty();
    return ledger.total();
  }

  @Test
  void ratesPerTokenBecomeRatesPerMillionWithoutTheirNoise() throws IOException {
    var book = imported(PriceFeed.LITELLM, Files.readString(LITELLM));
    var key = Calls.key("2026-11-20", "acme/long-1");

    assertThat(cost(book, key, Meter.INPUT)).isEqualTo(Money.of("1"));
    assertThat(cost(book, key, Meter.OUTPUT)).isEqualTo(Money.of("4"));
    assertThat(cost(book, key, Meter.CACHE_READ)).isEqualTo(Money.of("0.1"));
    assertThat(cost(book, key.withBand(new Band(200_000)), Meter.OUTPUT)).isEqualTo(Money.of("8"));
    assertThat(cost(book, key.withService(ServiceTier.BATCH), Meter.INPUT))
        .isEqualTo(Money.of("0.5"));
  }

  @Test
  void entriesWithoutAPriceOfTokensAreCounted() throws IOException {
    var contents = PriceFeed.LITELLM.parse("list.json", "a list", Files.readAllBytes(LITELLM));

    assertThat(contents.models()).extracting(Model::id).containsExactly("acme/long-1");
    assertThat(contents.unpriced()).containsExactly("acme/painter");
  }

  @Test
  void whatIsSoldByTheUnitIsPricedByItAndItsTokensAreNotFree() throws IOException {
    var book =
        imported(
            PriceFeed.LITELLM,
            """
            {"acme/ears": {"litellm_provider": "acme", "mode": "audio_transcription", "input_cost_per_second": 0.0001},
             "acme/sort": {"litellm_provider": "acme", "mode": "rerank", "input_cost_per_query": 0.002,
               "input_cost_per_token": 0.0, "output_cost_per_token": 0.0},
             "acme/rented": {"litellm_provider": "acme", "mode": "chat", "input_cost_per_second": 0.01,
               "input_cost_per_token": 1e-06, "output_cost_per_token": 0.0}}
            """);

    assertThat(cost(book, Calls.key("2026-11-20", "acme/ears"), Meter.SECONDS))
        .isEqualTo(Money.of("100"));
    assertThat(cost(book, Calls.key("2026-11-20", "acme/sort"), Meter.SEARCH_UNITS))
        .isEqualTo(Money.of("2000"));
    assertThat(rates(book, "acme/sort")).doesNotContain(Meter.INPUT);
    assertThat(rates(book, "acme/rented")).contains(Meter.INPUT).doesNotContain(Meter.SECONDS);
  }

  private static Set<Meter> rates(PriceBook book, String model) {
    return book.quote(Calls.key("2026-11-20", model)) instanceof Quote.Priced(var card)
        ? card.rates().keySet()
        : Set.of();
  }

  @Test
  void openRouterPricesAreTextPerToken() throws IOException {
    var book =
        imported(
            PriceFeed.OPENROUTER,
            """
            {"data": [{"id": "acme/m-1", "pricing": {"prompt": "0.000003", "completion": "0.000009", "request": "0", "web_search": "0.01",
              "overrides": [{"min_prompt_tokens": 100000, "prompt": "0.000006", "completion": "0.00001"}]}}]}
            """);
    var key = Calls.key("2026-11-20", "acme/m-1");

    assertThat(cost(book, key, Meter.INPUT)).isEqualTo(Money.of("3"));
    assertThat(rates(book, "acme/m-1")).contains(Meter.WEB_SEARCH).doesNotContain(Meter.CALLS);
    assertThat(cost(book, key.withBand(new Band(100_000)), Meter.INPUT)).isEqualTo(Money.of("6"));
  }

  @Test
  void hostsOfModelsDevStandBeforeTheNamesOfTheirModels() throws IOException {
    var book =
        imported(
            PriceFeed.MODELS_DEV,
            """
            {"acme-host": {"models": {"m-1": {"cost": {"input": 1.5, "output": 2}}, "m-2": {}}}}
            """);

    assertThat(cost(book, Calls.key("2026-11-20", "acme-host/m-1"), Meter.INPUT))
        .isEqualTo(Money.of("1.5"));
  }

  @ParameterizedTest
  @CsvSource({"2026-08-31, 2", "2026-09-01, 3"})
  void datesOfGenAiPricesAreKept(String day, String usd) throws IOException {
    var book =
        imported(
            PriceFeed.GENAI_PRICES,
            """
            [{"id": "acme", "models": [{"id": "m-1", "prices": [
              {"prices": {"input_mtok": {"base": 2, "tiers": [{"start": 200000, "price": 4}]}, "output_mtok": 5}},
              {"constraint": {"start_date": "2026-09-01"}, "prices": {"input_mtok": 3, "output_mtok": 5}}]}]}]
            """);

    assertThat(cost(book, Calls.key(day, "acme/m-1"), Meter.INPUT)).isEqualTo(Money.of(usd));
  }

  @Test
  void rowsOfLlmPricesFollowEachOtherInTime() throws IOException {
    var book =
        imported(
            PriceFeed.LLM_PRICES,
            """
            {"prices": [{"id": "m-1", "vendor": "acme", "input": 2, "output": 10, "input_cached": null, "from_date": null},
              {"id": "m-1", "vendor": "acme", "input": 1, "output": 5, "from_date": "2026-10-01"}]}
            """);

    assertThat(cost(book, Calls.key("2026-09-30", "m-1"), Meter.INPUT)).isEqualTo(Money.of("2"));
    assertThat(cost(book, Calls.key("2026-10-01", "m-1"), Meter.INPUT)).isEqualTo(Money.of("1"));
  }

  @Test
  void anImagePricedByThePixelCostsItsSizeTimesThat() throws IOException {
    var book =
        imported(
            PriceFeed.LITELLM,
            """
            {"hd/100-x-200/acme-art": {"litellm_provider": "acme", "mode": "image_generation", "input_cost_per_pixel": 2e-06,
              "output_cost_per_pixel": 0.0}}
            """);
    assertThat(cost(book, Calls.key("2026-11-20", "hd/100-x-200/acme-art"), Meter.UNITS))
        .isEqualTo(Money.of("40000")); // a million of 20,000 pixels each
  }

  @Test
  void damagedAndUnknownPricesAreNamedAndTheOthersTaken() {
    var contents =
        PriceFeed.LITELLM.parse(
            "list.json",
            "a list",
            """
            {"a/negative": {"litellm_provider": "a", "input_cost_per_token": -1e-06, "output_cost_per_token": "2e-06"},
             "a/word": {"litellm_provider": "a", "input_cost_per_token": 1e-06, "output_cost_per_token": "free"},
             "a/odd": {"litellm_provider": "a", "input_cost_per_token": 1e-06, "input_cost_per_token_above_99k_tokens": 2e-06,
               "input_cost_per_hour": 3, "input_cost_per_pixel": 0.0},
             "a/null": {"litellm_provider": "a", "input_cost_per_token": 1e-06, "output_cost_per_token": null},
             "a/list": [1], "a/hour": {"litellm_provider": "a", "input_cost_per_hour": 3}}
            """
                .getBytes(StandardCharsets.UTF_8));
    assertThat(contents.models())
        .extracting(Model::id)
        .containsExactly("a/negative", "a/word", "a/odd", "a/null");
    assertThat(contents.unpriced()).containsExactly("a/list", "a/hour");
    assertThat(contents.partly()).containsExactly("a/negative", "a/word", "a/odd");
    assertThat(contents.kinds())
        .containsExactly(
            "input_cost_per_hour",
            "input_cost_per_token",
            "input_cost_per_token_above_99k_tokens",
            "output_cost_per_token");
  }

  @Test
  void aRequestToPerplexityHasAFeeThatDependsOnItsSearchContext() {
    var book = PriceBooks.builtIn();
    assertThat(cost(book, Calls.key("2026-11-20", "perplexity/sonar-pro"), Meter.CALLS))
        .isEqualTo(Money.of("6000")); // a million at 0.006
    assertThat(cost(book, Calls.key("2026-11-20", "sonar-deep-research"), Meter.WEB_SEARCH))
        .isEqualTo(Money.of("5000"));
  }

  @Test
  void aListIsNoPriceFile() {
    assertThatThrownBy(() -> PriceBooks.withOverlays(List.of(LITELLM.toString())))
        .isInstanceOf(ConfigurationProblem.class)
        .hasMessage(
            "src/test/resources/feeds/litellm.json: this is the price list of litellm, not a price file; run"
                + " 'router-cost prices import litellm src/test/resources/feeds/litellm.json -o"
                + " prices.yaml' and pass prices.yaml");
  }

  @Test
  void anotherListIsNamed() throws IOException {
    var bytes = Files.readAllBytes(LITELLM);
    assertThatThrownBy(() -> PriceFeed.OPENROUTER.parse("l.json", "", bytes))
        .isInstanceOf(ConfigurationProblem.class)
        .hasMessage(
            "l.json: not a price list of openrouter but of litellm; import it with 'router-cost"
                + " prices import litellm l.json'");
  }

  @Test
  void modelsThatTheCuratedBookLacksHaveImportedPrices() {
    var book = PriceBooks.builtIn();

    assertThat(cost(book, Calls.key("2026-11-20", "groq/llama-3.1-8b-instant"), Meter.INPUT))
        .isEqualTo(Money.of("0.05"));
    assertThat(cost(book, Calls.key("2026-11-20", "llama-3.1-8b-instant"), Meter.OUTPUT))
        .isEqualTo(Money.of("0.08"));
    assertThat(ImportedFile.later().named("")).isEmpty();
  }

  /// LiteLLM's list has 2,510 entries with rates of tokens. The rest is in the curated book with a
  /// better source, or a slip of the list, such as prices of a million tokens for one.
  @Test
  void nearlyAllOfTheImportedListIsPricedAsItSays() throws IOException {
    int priced = 0;
    for (var line : Files.readAllLines(Path.of("src/main/resources/routercost/imported.txt"))) {
      var columns = line.split("\t");
      var rates = columns.length < 3 ? new String[0] : columns[1].split("\\|", -1)[0].split(",");
      if (rates.length > 2 && !rates[2].isEmpty()) {
        for (var name : List.of(columns).subList(2, columns.length)) {
          priced += isAsListed(name, rates) ? 1 : 0;
        }
      }
      if (line.startsWith("= genai")) {
        break;
      }
    }
    assertThat(priced).isBetween(2_510 * 97 / 100, 2_510);
  }

  private static boolean isAsListed(String name, String[] rates) {
    var quote = PriceBooks.builtIn().quote(Calls.key("2026-07-24", name));
    return quote instanceof Quote.Priced(var card)
        && isAsListed(card, Meter.INPUT, rates, 2)
        && isAsListed(card, Meter.OUTPUT, rates, 3)
        && isAsListed(card, Meter.CACHE_READ, rates, 4);
  }

  private static boolean isAsListed(RateCard card, Meter meter, String[] rates, int at) {
    return at >= rates.length
        || rates[at].isEmpty()
        || cost(card, meter).compareTo(new BigDecimal(rates[at])) == 0;
  }

  private static BigDecimal cost(RateCard card, Meter meter) {
    return card.components(Calls.million(meter)).stream()
        .map(component -> component.amount().usd())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  @Test
  void aHostOfTheListKeepsItsPriceNextToAModelOfAlikeName() {
    assertThat(cost(PriceBooks.builtIn(), Calls.key("2026-11-20", "deepseek.v3.2"), Meter.INPUT))
        .isEqualTo(Money.of("0.62"));
    assertThat(cost(PriceBooks.builtIn(), Calls.key("2026-11-20", "DeepSeek v3.2"), Meter.INPUT))
        .isEqualTo(Money.of("0.28"));
    assertThat(
            cost(
                PriceBooks.builtIn(),
                Calls.key("2026-11-20", "azure_ai/gpt-5.4-mini").withBand(new Band(272_000)),
                Meter.INPUT))
        .isEqualTo(Money.of("1.5"));
  }

  @Test
  void unitsOfGenAiPricesAreByTheThousand() throws IOException {
    var book =
        imported(
            PriceFeed.GENAI_PRICES,
            """
            [{"id": "acme", "models": [{"id": "m-1", "prices": {"input_mtok": 1, "web_searches_kcount": 10}},
              {"id": "scan-1", "prices": {"input_document_kpages": 4}}]}]
            """);

    assertThat(cost(book, Calls.key("2026-11-20", "acme/m-1"), Meter.WEB_SEARCH))
        .isEqualTo(Money.of("10000"));
    assertThat(cost(book, Calls.key("2026-11-20", "acme/scan-1"), Meter.PAGES))
        .isEqualTo(Money.of("4000"));
  }

  @Test
  void pricesThatAPriceFileCannotExpressAreNamed() {
    var contents =
        PriceFeed.GENAI_PRICES.parse(
            "list.json",
            "a list",
            """
            [{"id": "acme", "models": [
              {"id": "m-1", "prices": [{"prices": {"input_mtok": 1}},
                {"constraint": {"start_time": "00:30:00Z", "end_time": "16:30:00Z"}, "prices": {"input_mtok": 2}}]},
              {"id": "m-2", "prices": {"input_mtok": {"base": 1, "tiers": [{"start": 64000, "price": 2}]}}},
              {"id": "m-3", "prices": {"input_mtok": 1}}]}]
            """
                .getBytes(StandardCharsets.UTF_8));

    assertThat(contents.models()).hasSize(3);
    assertThat(contents.partly()).containsExactly("acme/m-1", "acme/m-2");
  }

  @Test
  void namesThatTheBookReadsAreItsModelsAndAreLeftOut() {
    var contents =
        PriceFeed.LITELLM.parse(
            "list.json",
            "a list",
            """
            {"us.anthropic.claude-opus-5-5": {"litellm_provider": "bedrock", "input_cost_per_token": 1e-06},
             "acme/new-1": {"litellm_provider": "acme", "input_cost_per_token": 1e-06}}
            """
                .getBytes(StandardCharsets.UTF_8));
    var selection = FeedSelection.of(contents.models(), PriceBooks.builtIn());

    assertThat(selection.taken()).extracting(Model::id).containsExactly("acme/new-1");
    assertThat(selection.differing()).isEmpty();
  }

  @Test
  void aListWithoutNewModelsIsAPriceFile() throws IOException {
    var file = folder.resolve("nothing.yaml");
    Files.writeString(file, OverlayText.of(PriceFeed.LITELLM, "list.json", List.of()));

    assertThat(PriceBooks.withOverlays(List.of(file.toString())).id()).contains("+litellm-list");
  }

  @Test
  void anEntryWithAnImpossibleRateIsLeftOut() {
    var contents =
        PriceFeed.LITELLM.parse(
            "list.json",
            "a list",
            """
            {"a/slip": {"litellm_provider": "a", "input_cost_per_token": 0.0005, "output_cost_per_token": 0.002},
             "a/fine": {"litellm_provider": "a", "input_cost_per_token": 1e-06, "output_cost_per_token": 2e-06}}
            """
                .getBytes(StandardCharsets.UTF_8));

    assertThat(contents.models()).extracting(Model::id).containsExactly("a/fine");
  }

  @Test
  void aNameThatHostsSellAtDifferentPricesHasNoneAndTheRangeIsSaid() {
    var quote = PriceBooks.builtIn().quote(Calls.key("2026-11-20", "llama-3.1-8b-instruct"));

    assertThat(quote.toString()).contains("hosts sell it at different prices, input ");
  }
}
