package routercost.price;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import routercost.usage.Place;
import routercost.usage.ServiceTier;

class ModelNameTest {
  private static ModelName bare(String logged) {
    return ModelName.readings(logged).getLast();
  }

  @ParameterizedTest
  @CsvSource({
    // AWS resource names
    "arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-opus-5-5, claude-opus-5-5",
    "arn:aws:bedrock:eu-west-1:123456789012:inference-profile/eu.anthropic.claude-opus-5-5,"
        + " claude-opus-5-5",
    "arn:aws-us-gov:bedrock:us-gov-west-1::foundation-model/anthropic.claude-opus-5,"
        + " claude-opus-5",
    // gateways and clients
    "openai/responses/gpt-5.5, gpt-5.5",
    "azure/global/gpt-5.5, gpt-5.5",
    "azure/global-standard/gpt-5.5, gpt-5.5",
    "@openai-prod/gpt-5.5, gpt-5.5",
    "googleai/gemini-2.5-pro, gemini-2.5-pro",
    "claude-opus-5-5-thinking-high, claude-opus-5-5",
    // the long context window of Claude Code
    "claude-opus-4-6[1m], claude-opus-4-6",
    // Google resource paths
    "models/gemini-2.5-flash, gemini-2.5-flash",
    "publishers/google/models/gemini-2.5-pro, gemini-2.5-pro",
    "projects/p-1/locations/us-east5/publishers/anthropic/models/claude-opus-5, claude-opus-5",
    // gateways and platforms
    "bedrock/anthropic.claude-opus-5, claude-opus-5",
    "bedrock/converse/anthropic.claude-opus-5, claude-opus-5",
    "bedrock/invoke/anthropic.claude-opus-5, claude-opus-5",
    "bedrock/eu-central-1/anthropic.claude-opus-5, claude-opus-5",
    "bedrock/us-gov-west-1/anthropic.claude-opus-5, claude-opus-5",
    "openrouter/anthropic/claude-opus-5, claude-opus-5",
    "anthropic/claude-opus-5, claude-opus-5",
    "~anthropic/claude-opus-5, claude-opus-5",
    "openai/gpt-5.4, gpt-5.4",
    "google/gemini-2.5-pro, gemini-2.5-pro",
    "mistralai/codestral, codestral",
    "deepseek/deepseek-flash, deepseek-flash",
    "qwen/qwen3.7-max, qwen3.7-max",
    "x-ai/grok-4.7, grok-4.7",
    "moonshotai/kimi-k3, kimi-k3",
    "z-ai/glm-5.1, glm-5.1",
    "minimax/MiniMax-M3, MiniMax-M3",
    "meta/muse-spark-1.3, muse-spark-1.3",
    "cohere/command-a-plus, command-a-plus",
    "amazon/nova, nova",
    "vertex_ai/claude-opus-5, claude-opus-5",
    "vertex/claude-opus-5, claude-opus-5",
    "azure_ai/claude-opus-5, claude-opus-5",
    "azure/gpt-5.1, gpt-5.1",
    "gemini/gemini-2.5-pro, gemini-2.5-pro",
    "mistral/codestral, codestral",
    "xai/grok-4.7, grok-4.7",
    "moonshot/kimi-k3, kimi-k3",
    "zai/glm-5.1, glm-5.1",
    "openrouter/aurora, aurora",
    // two platforms, one in the other
    "vertex_ai/openai/gpt-5.4, gpt-5.4",
    // variants
    "claude-opus-5:batch, claude-opus-5",
    "claude-opus-4-8-fast, claude-opus-4-8",
    // Bedrock regions, vendor and version
    "us.anthropic.claude-opus-5, claude-opus-5",
    "us.amazon.nova-pro, amazon.nova-pro",
    "anthropic.claude-opus-5, claude-opus-5",
    "anthropic.claude-opus-4-6-v1, claude-opus-4-6",
    "anthropic.claude-3-7-sonnet-20250219-v1:0, claude-3-7-sonnet",
    "amazon.nova-pro:0, amazon.nova-pro",
    // Vertex versions
    "claude-opus-5@default, claude-opus-5",
    "claude-opus-5@latest, claude-opus-5",
    // OpenRouter dots
    "claude-sonnet-5.5, claude-sonnet-5-5",
    "anthropic/claude-3.5-sonnet, claude-3-5-sonnet",
    // prefixes with a colon
    "anthropic:claude-opus-5, claude-opus-5",
    "google-gla:gemini-2.5-pro, gemini-2.5-pro",
    "bedrock_converse:us.anthropic.claude-opus-5, claude-opus-5",
    "openrouter:anthropic/claude-opus-5, claude-opus-5",
    // modes, which change how much a call uses and not what it is charged
    "claude-opus-5:thinking, claude-opus-5",
    "claude-opus-5-thinking, claude-opus-5",
    "claude-opus-5-20260101-thinking, claude-opus-5",
    "claude-opus-5-thinking-20260101, claude-opus-5",
    "anthropic/claude-opus-5:online, claude-opus-5",
    "openai/gpt-5.4:nitro, gpt-5.4",
    "claude-opus-5 (fallback), claude-opus-5",
    "gpt-5.4(high), gpt-5.4",
    "gpt-5.4-xhigh, gpt-5.4",
    // dates
    "claude-sonnet-5-5-20260928, claude-sonnet-5-5",
    "gpt-5.4-2026-03-05, gpt-5.4",
    "claude-haiku-4-5@20251001, claude-haiku-4-5"
  })
  void everyDocumentedDecorationComesOff(String logged, String id) {
    assertThat(bare(logged).id()).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "claude-sonnet-5-9",
        "gw/claude-opus-5",
        "claude-opus-5-latest",
        "claude-opus-5-preview",
        "my-claude-opus-5",
        "claude-opus-5[2m]",
        "[1m]claude-opus-5",
        "claude-opus-5-2026",
        "claude-opus-5-202609281",
        "claude-opus-5-20260928-x",
        "claude-opus-5@2026",
        "claude-opus-5@default2",
        "claude-opus-5-v2",
        "claude-opus-5-v12",
        "gpt-5.4-fast",
        "claude-opus-5:free",
        "Anthropic/claude-opus-5",
        "sa.anthropic.claude-opus-5",
        "acme.claude-opus-5",
        "anthropic.titan",
        "us.claude-opus-5",
        "acme:claude-opus-5",
        "mistral-medium",
        "gpt-5.1-max",
        "bedrock2/claude-opus-5",
        "arn:aws:sagemaker:us-east-1::foundation-model/x",
        "publishers/Acme/models/claude-opus-5",
        "gpt-5.4",
        "Claude-Opus-5"
      })
  void nothingElseComesOff(String logged) {
    assertThat(bare(logged).id()).isEqualTo(logged);
  }

  @Test
  void spacesAroundANameComeOff() {
    assertThat(bare(" claude-opus-5\t").id()).isEqualTo("claude-opus-5");
  }

  @Test
  void readingsGoFromTheMostLiteralOnOneDecorationAtATime() {
    assertThat(ModelName.readings("us.anthropic.claude-3-7-sonnet-20250219-v1:0"))
        .extracting(ModelName::id)
        .containsExactly(
            "us.anthropic.claude-3-7-sonnet-20250219-v1:0",
            "anthropic.claude-3-7-sonnet-20250219-v1:0",
            "claude-3-7-sonnet-20250219-v1:0",
            "claude-3-7-sonnet-20250219",
            "claude-3-7-sonnet");
  }

  @Test
  void aVertexDateIsFirstReadAsAnOrdinaryDate() {
    assertThat(ModelName.readings("claude-haiku-4-5@20251001"))
        .extracting(ModelName::id)
        .containsExactly(
            "claude-haiku-4-5@20251001", "claude-haiku-4-5-20251001", "claude-haiku-4-5");
  }

  @ParameterizedTest
  @CsvSource({
    "us.anthropic.claude-opus-5, BEDROCK_REGIONAL",
    "eu.anthropic.claude-opus-5, BEDROCK_REGIONAL",
    "jp.anthropic.claude-opus-5, BEDROCK_REGIONAL",
    "au.anthropic.claude-opus-5, BEDROCK_REGIONAL",
    "apac.anthropic.claude-opus-5, BEDROCK_REGIONAL",
    "us-gov.anthropic.claude-opus-5, BEDROCK_US_GOV",
    "global.anthropic.claude-opus-5, GLOBAL",
    "anthropic.claude-opus-5, GLOBAL",
    "arn:aws:bedrock:us-east-1:1:inference-profile/us.anthropic.claude-opus-5, BEDROCK_REGIONAL",
    "arn:aws-us-gov:bedrock:us-gov-west-1:1:foundation-model/anthropic.claude-x, BEDROCK_US_GOV",
    "bedrock/us-gov-west-1/anthropic.claude-opus-5, BEDROCK_US_GOV",
    "bedrock/us-gov-west-1/us.anthropic.claude-opus-5, BEDROCK_US_GOV",
    "projects/p/locations/us-east5/publishers/anthropic/models/claude-opus-5, GOOGLE_REGIONAL",
    "projects/p/locations/global/publishers/anthropic/models/claude-opus-5, GLOBAL"
  })
  void theRegionOfABedrockProfileIsThePlace(String logged, Place place) {
    assertThat(bare(logged).place()).isEqualTo(place);
  }

  @ParameterizedTest
  @CsvSource({
    "claude-opus-5:batch, BATCH",
    "anthropic/claude-opus-4.8-fast, FAST",
    "claude-opus-5, STANDARD"
  })
  void aVariantIsTheService(String logged, ServiceTier service) {
    assertThat(bare(logged).service()).isEqualTo(service);
  }

  @Test
  void aNameKeepsItsServiceThroughLaterSteps() {
    assertThat(bare("us.anthropic.claude-opus-5:batch"))
        .isEqualTo(new ModelName("claude-opus-5", Place.BEDROCK_REGIONAL, ServiceTier.BATCH));
  }

  @ParameterizedTest
  @CsvSource({
    "Claude Opus 5.5, claude-opus-5.5",
    "claude_opus_5_5, claude-opus-5-5",
    "GPT-5-mini, gpt-5-mini",
    "Anthropic/Claude-Opus-5, claude-opus-5",
    "claude-4.5-sonnet-thinking, claude-sonnet-4-5",
    "Claude Opus 5.5 (fallback), claude-opus-5-5",
    "Sonnet 4.5, claude-sonnet-4.5",
    "opus-5-5-thinking, claude-opus-5-5",
    "\"gpt-5\", gpt-5"
  })
  void aRelaxedReadingIsAsPeopleWriteNames(String logged, String id) {
    assertThat(ModelName.relaxedReadings(logged)).extracting(ModelName::id).contains(id);
  }

  @Test
  void aHintLooksAtTheBareName() {
    assertThat(ModelName.nearMiss("gw/claude-opus-5-20260101", List.of("claude-opus-5")))
        .contains("claude-opus-5");
  }
}
