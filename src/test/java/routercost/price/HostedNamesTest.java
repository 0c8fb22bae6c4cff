package routercost.price;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import routercost.read.config.prices.PriceBooks;

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
    assertThat(Hosts.isHosted("bedrock/claude-sonnet-5-5")).isFalse();
    assertThat(Hosts.isHosted("groq/llama-3.3-70b")).isTrue();
    assertThat(Hosts.isHosted("groq")).isFalse();
    assertThat(ModelName.withoutHost("groq/llama-3.3-70b")).isEqualTo("llama-3.3-70b");
  }

  @Test
  void aNameThatNoListHasIsNotFound() {
    assertThat(BOOK.resolve("cerebras/no-such-model", DAY)).isEmpty();
    assertThat(BOOK.resolve("no-such-model", DAY)).isEmpty();
  }

  @Test
  void aQuoteIsTheSameFromTheCacheWhateverTaskAsks() {
    var cache = new QuoteCache(BOOK);
    var key = routercost.usage.UsageKey.of(DAY, "plan", "claude-opus-5-5");
    assertThat(cache.quote(key))
        .isEqualTo(BOOK.quote(key))
        .isSameAs(cache.quote(key.withTask("x")));
    var early = key.withDay(LocalDate.of(2020, 1, 1));
    assertThat(cache.quoteInstead(early)).isEqualTo(BOOK.quoteInstead(early));
    assertThat(cache.quote(early)).isInstanceOf(Quote.Unpriced.class);
    var batch = key.withService(routercost.usage.ServiceTier.BATCH);
    assertThat(cache.quote(batch)).isEqualTo(BOOK.quote(batch)).isNotEqualTo(cache.quote(key));
  }
}
