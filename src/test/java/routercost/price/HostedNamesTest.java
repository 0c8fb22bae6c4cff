package routercost.price;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import routercost.read.config.prices.PriceBooks;
import routercost.read.config.prices.feeds.ImportedFile;
import routercost.usage.Calls;
import routercost.usage.Meter;
import routercost.usage.UsageKey;

class HostedNamesTest {
  private static final PriceBook BOOK = PriceBooks.builtIn();
  private static final LocalDate DAY = LocalDate.of(2026, 11, 20);

  private static Resolution resolve(String logged) {
    return BOOK.resolve(logged, DAY).orElseThrow();
  }

  @Test
  void aHostThatAsksWhatTheVendorAsksIsTheVendorsModel() {
    assertThat(resolve("azure/gpt-4o").id()).isEqualTo(resolve("gpt-4o").id());
    assertThat(resolve("azure/gpt-4o").how()).isNotEqualTo(Resolution.How.IMPORTED);
  }

  @Test
  void aHostWithAPriceOfItsOwnIsImported() {
    var hosted = resolve("cerebras/gpt-oss-120b");
    assertThat(hosted.how()).isEqualTo(Resolution.How.IMPORTED);
    assertThat(hosted.id()).isEqualTo("cerebras/gpt-oss-120b");
    assertThat(hosted.logged()).isEqualTo("cerebras/gpt-oss-120b");
  }

  @Test
  void claudeHasItsPriceInTheBookAtEveryHost() {
    assertThat(resolve("bedrock/claude-sonnet-5-5").id()).isEqualTo("claude-sonnet-5-5");
    assertThat(Hosts.fullName("bedrock/claude-sonnet-5-5")).isEmpty();
    assertThat(Hosts.fullName("groq:llama-3.3-70b")).contains("groq/llama-3.3-70b");
    assertThat(Hosts.fullName("fireworks/llama")).contains("fireworks_ai/llama");
    assertThat(Hosts.fullName("groq")).isEmpty();
    assertThat(Hosts.fullName("openrouter/openai/gpt-5.6-sol")).isEmpty();
    assertThat(Hosts.fullName("openrouter/openai/gpt-oss-20b")).isPresent();
    assertThat(ModelName.withoutHost("groq/llama-3.3-70b")).isEqualTo("llama-3.3-70b");
  }

  /// A logged name, and another one that must cost the same.
  @ParameterizedTest
  @CsvSource({
    "openai::gpt-5.6-terra, gpt-5.6-terra",
    "amazon-bedrock/anthropic.claude-opus-5, claude-opus-5",
    "github_copilot/gpt-4.1, gpt-4.1",
    "github-copilot/claude-opus-41, claude-opus-4-1",
    "chatgpt/gpt-5.3-codex, gpt-5.3-codex",
    "gateway/anthropic/claude-sonnet-5.5, claude-sonnet-5-5",
    "gateway/groq/llama-3.1-8b-instant, groq/llama-3.1-8b-instant",
    "litellm_proxy/azure/command-r-plus, azure/command-r-plus",
    "vercel/openai/gpt-5.2, gpt-5.2",
    "vercel-ai-gateway/mistral/mistral-small, vercel_ai_gateway/mistral/mistral-small",
    "snowflake/claude-sonnet-5, claude-sonnet-5",
    "SNOWFLAKE::gpt-5.2, gpt-5.2",
    "DEEPSEEK.V3.2, deepseek.v3.2",
    "DeepSeek.V3.2, deepseek.v3.2",
    "perplexity/google/gemini-2.5-pro, gemini-2.5-pro",
    "groq::llama-3.1-8b-instant, groq/llama-3.1-8b-instant",
    "fireworks:accounts/fireworks/models/glm-4p7, fireworks_ai/accounts/fireworks/models/glm-4p7",
    "scaleway:qwen3-235b-a22b-instruct-2507, scaleway/qwen3-235b-a22b-instruct-2507",
    "bedrock:us-gov-west-1/anthropic.claude-haiku-4-5-20251001-v1:0,"
        + " us-gov.anthropic.claude-haiku-4-5-20251001-v1:0"
  })
  void whatStandsBeforeAModelDoesNotChangeIt(String logged, String plain) {
    assertThat(price(logged)).isEqualTo(price(plain));
  }

  private static List<Money> price(String model) {
    return BOOK.quote(UsageKey.of(DAY, "", model)) instanceof Quote.Priced(var card)
        ? Stream.of(Meter.INPUT, Meter.OUTPUT, Meter.CACHE_READ)
            .flatMap(meter -> card.components(Calls.million(meter)).stream())
            .map(component -> component.amount())
            .toList()
        : List.of();
  }

  @ParameterizedTest
  @CsvSource({
    "azure/eu/gpt-5.2, gpt-5.2, 1.925",
    "azure:us/gpt-4-turbo, gpt-4-turbo, 11",
    "azure/eu/gpt-4o-2024-08-06, azure/eu/gpt-4o-2024-08-06, 2.75"
  })
  void aDataZoneOfAzureCostsATenthMore(String logged, String id, String usd) {
    assertThat(resolve(logged).id()).isEqualTo(id);
    assertThat(price(logged)).first().isEqualTo(Money.of(usd));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gateway/claude-sonnet-5-9",
        "gateway/",
        "gateway::",
        "::gpt-4o",
        "mygateway/gpt-4o",
        "acme::gpt-4o",
        "openai:::gpt-4o",
        "openai::gpt-9",
        "github_copilot/gpt-41-copilot",
        "snowflake/mistral-large",
        "snowflake/gpt-oss-120b",
        "deepinfra/anthropic/claude-opus-5",
        "azure/eu/gpt-5.1-max",
        "azure/eu/claude-opus-5",
        "azure/ea/gpt-5.2",
        "gpt-4o/openai",
        "gpt:4o",
        "gateway/gpt-4o/x"
      })
  void noNameIsTakenForThatOfAnotherModel(String logged) {
    assertThat(price(logged)).isEmpty();
  }

  /// The provider of a log, the model, and the name to look up.
  @ParameterizedTest
  @CsvSource({
    "groq, llama-3.1-8b-instant, groq/llama-3.1-8b-instant",
    "Azure OpenAI, gpt-4o, azure/gpt-4o",
    "deepseek, deepseek-r1, deepseek/deepseek-r1",
    "OpenRouter, z-ai/glm-4.7, openrouter/z-ai/glm-4.7",
    "google, gemini-9-unheard-of, gemini-9-unheard-of",
    "openai, gpt-4o, gpt-4o",
    "unknown, deepseek-r1, deepseek-r1"
  })
  void theHostThatALogNamesDecides(String provider, String model, String name) {
    assertThat(Hosts.hosted(model, provider, ImportedFile.later())).isEqualTo(name);
  }

  @Test
  void aVendorAsHostHasThePriceOfTheBook() {
    assertThat(resolve("mistral/codestral-latest").id()).isEqualTo("codestral-latest");
    assertThat(resolve("mistral/codestral-latest").how()).isEqualTo(Resolution.How.NORMALISED);
  }

  @Test
  void aNameThatNoListHasIsNotFound() {
    assertThat(BOOK.resolve("cerebras/no-such-model", DAY)).isEmpty();
    assertThat(BOOK.resolve("no-such-model", DAY)).isEmpty();
  }

  @Test
  void aQuoteIsRememberedWhateverTaskAsks() {
    var key = UsageKey.of(DAY, "plan", "claude-opus-5-5");
    var book = BOOK.remembering();
    assertThat(book.quote(key)).isSameAs(book.quote(key.withTask("x"))).isEqualTo(BOOK.quote(key));
    assertThat(BOOK.quote(key)).isNotSameAs(BOOK.quote(key));
    assertThat(book.periods()).isSameAs(book.periods());
    var early = key.withDay(LocalDate.of(2020, 1, 1));
    assertThat(BOOK.quoteInstead(early)).isInstanceOf(Quote.Priced.class);
    assertThat(BOOK.quote(early)).isInstanceOf(Quote.Unpriced.class);
    var batch = key.withService(routercost.usage.ServiceTier.BATCH);
    assertThat(BOOK.quote(batch)).isNotEqualTo(BOOK.quote(key));
  }
}
