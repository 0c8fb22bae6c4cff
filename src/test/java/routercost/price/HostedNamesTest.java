package routercost.price;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routercost.read.config.prices.PriceBooks;
import routercost.read.config.prices.feeds.ImportedFile;

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
    var key = routercost.usage.UsageKey.of(DAY, "plan", "claude-opus-5-5");
    assertThat(BOOK.quote(key)).isSameAs(BOOK.quote(key.withTask("x")));
    var early = key.withDay(LocalDate.of(2020, 1, 1));
    assertThat(BOOK.quoteInstead(early)).isInstanceOf(Quote.Priced.class);
    assertThat(BOOK.quote(early)).isInstanceOf(Quote.Unpriced.class);
    var batch = key.withService(routercost.usage.ServiceTier.BATCH);
    assertThat(BOOK.quote(batch)).isNotEqualTo(BOOK.quote(key));
  }
}
