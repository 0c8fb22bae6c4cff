package routercost.price;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import routercost.price.Charge.Component;
import routercost.read.config.prices.PriceBooks;
import routercost.usage.Band;
import routercost.usage.Calls;
import routercost.usage.Meter;
import routercost.usage.Place;
import routercost.usage.ServiceTier;
import routercost.usage.Slice;
import routercost.usage.Usage;
import routercost.usage.UsageKey;

/// The usage objects of providers, worked out beside the tool, against the built-in book.
class GoldenPricesTest {
  private static final PriceBook BOOK = PriceBooks.builtIn();

  /// One line of a bill: tokens at dollars per million.
  private record Line(BigDecimal tokens, BigDecimal perMillion, BigDecimal usd) {
    Line {
      tokens = tokens.stripTrailingZeros();
      perMillion = perMillion.stripTrailingZeros();
      usd = usd.stripTrailingZeros();
    }
  }

  static Stream<JsonNode> cases() throws IOException {
    var file = Path.of("src/test/resources/golden-prices.json").toFile();
    return new ObjectMapper().readTree(file).get("cases").valueStream();
  }

  @Test
  void thereAreTwentyCases() throws IOException {
    assertThat(cases()).hasSize(20);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyLineOfAGoldenCaseIsExact(JsonNode golden) {
    var wanted =
        golden
            .get("lines")
            .valueStream()
            .map(
                line ->
                    new Line(
                        decimal(line, "tokens"),
                        decimal(line, "usd_per_mtok"),
                        decimal(line, "usd")))
            .toList();

    assertThat(tokenComponents(golden).stream().map(GoldenPricesTest::line))
        .containsExactlyInAnyOrderElementsOf(wanted);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theTokensOfAGoldenCaseCostExactlyWhatItSays(JsonNode golden) {
    assertThat(Money.sum(tokenComponents(golden).stream().map(Component::amount).toList()))
        .isEqualTo(Money.of(golden.get("token_usd").asText()));
  }

  @Test
  void oneWebSearchCostsACent() {
    var key = Calls.key("2026-11-01", "claude-opus-5-5");

    assertThat(cost(key, Usage.of(Meter.WEB_SEARCH, 1))).isEqualTo(Money.of("0.01"));
  }

  @Test
  void aSessionHourComesOnTopOfTheTokens() {
    var usage = Calls.usage(1, 50_000, 15_000).with(Meter.MANAGED_AGENTS_SESSION, 1);

    assertThat(cost(Calls.key("2026-08-22", "claude-opus-5"), usage)).isEqualTo(Money.of("0.705"));
  }

  @Test
  void aSessionHourComesOnTopOfCachedTokens() {
    var usage =
        Calls.usage(1, 10_000, 15_000)
            .with(Meter.CACHE_READ, 40_000)
            .with(Meter.MANAGED_AGENTS_SESSION, 1);

    assertThat(cost(Calls.key("2026-08-22", "claude-opus-5"), usage)).isEqualTo(Money.of("0.525"));
  }

  private static Money cost(UsageKey key, Usage usage) {
    return charge(new Slice(key, usage)).total();
  }

  private static List<Component> tokenComponents(JsonNode golden) {
    return charge(slice(golden)).components().stream()
        .filter(component -> component.meter().countsTokens())
        .toList();
  }

  private static Charge charge(Slice slice) {
    var ledger = Ledger.of(List.of(slice), BOOK::quote);
    assertThat(ledger.uncharged()).isEmpty();
    return ledger.charges().getFirst();
  }

  private static Line line(Component component) {
    var rate = component.rate().usd();
    for (var factor : component.factors()) {
      rate = rate.multiply(factor.value());
    }
    return new Line(component.quantity(), rate, component.amount().usd());
  }

  private static Slice slice(JsonNode golden) {
    var given = golden.get("usage");
    var usage =
        switch (golden.get("provider").asText()) {
          case "anthropic" -> anthropic(given);
          case "openai" -> openAi(given);
          default -> google(given);
        };
    var key =
        UsageKey.of(
                LocalDate.parse(golden.get("on").asText()), "golden", golden.get("model").asText())
            .withBand(Band.ofPrompt(usage.prompt().longValueExact()))
            .withService(service(given))
            .withPlace(
                given.path("inference_geo").asText().equals("us")
                    ? Place.INFERENCE_GEO_US
                    : Place.GLOBAL);
    return new Slice(key, usage);
  }

  private static ServiceTier service(JsonNode given) {
    if (given.path("speed").asText().equals("fast")) {
      return ServiceTier.FAST;
    }
    return given.path("service_tier").asText().equals("batch")
        ? ServiceTier.BATCH
        : ServiceTier.STANDARD;
  }

  /// Cache counts stand beside `input_tokens`; without a split the lifetime of writes is unknown.
  private static Usage anthropic(JsonNode given) {
    var split = given.path("cache_creation");
    long short5m = split.path("ephemeral_5m_input_tokens").asLong();
    long long1h = split.path("ephemeral_1h_input_tokens").asLong();
    long written = given.path("cache_creation_input_tokens").asLong();
    return Calls.usage(1, given.path("input_tokens").asLong(), given.path("output_tokens").asLong())
        .with(Meter.CACHE_READ, given.path("cache_read_input_tokens").asLong())
        .with(Meter.CACHE_WRITE_5M, short5m)
        .with(Meter.CACHE_WRITE_1H, long1h)
        .with(Meter.CACHE_WRITE_UNKNOWN, written - short5m - long1h)
        .with(Meter.WEB_SEARCH, given.path("server_tool_use").path("web_search_requests").asLong());
  }

  /// Cached tokens are part of the prompt, reasoning tokens of the completion.
  private static Usage openAi(JsonNode given) {
    long cached = given.path("prompt_tokens_details").path("cached_tokens").asLong();
    return Calls.usage(
            1,
            given.path("prompt_tokens").asLong() - cached,
            given.path("completion_tokens").asLong())
        .with(Meter.CACHE_READ, cached)
        .with(
            Meter.REASONING,
            given.path("completion_tokens_details").path("reasoning_tokens").asLong());
  }

  /// Cached tokens are part of the prompt; thoughts stand beside the candidates.
  private static Usage google(JsonNode given) {
    long cached = given.path("cachedContentTokenCount").asLong();
    long thoughts = given.path("thoughtsTokenCount").asLong();
    return Calls.usage(
            1,
            given.path("promptTokenCount").asLong() - cached,
            given.path("candidatesTokenCount").asLong() + thoughts)
        .with(Meter.CACHE_READ, cached)
        .with(Meter.REASONING, thoughts);
  }

  private static BigDecimal decimal(JsonNode line, String field) {
    return new BigDecimal(line.get(field).asText());
  }
}
