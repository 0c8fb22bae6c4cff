package routercost.usage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MeterTest {
  @Test
  void thePromptIsInputCacheReadsAndCacheWrites() {
    assertThat(Meter.values())
        .filteredOn(Meter::isPrompt)
        .containsExactly(
            Meter.INPUT,
            Meter.CACHE_READ,
            Meter.CACHE_WRITE_5M,
            Meter.CACHE_WRITE_1H,
            Meter.CACHE_WRITE_UNKNOWN);
  }

  @Test
  void tokensAreThePromptAndTheOutputButNotTheReasoningInIt() {
    assertThat(Meter.values())
        .filteredOn(Meter::countsTokens)
        .containsExactly(
            Meter.INPUT,
            Meter.OUTPUT,
            Meter.CACHE_READ,
            Meter.CACHE_WRITE_5M,
            Meter.CACHE_WRITE_1H,
            Meter.CACHE_WRITE_UNKNOWN);
  }

  @Test
  void callsAndNotesAreNotBilled() {
    assertThat(Meter.values())
        .filteredOn(meter -> !meter.isBilled())
        .containsExactly(
            Meter.CALLS,
            Meter.REASONING,
            Meter.IMAGE_INPUT,
            Meter.FIRST_TRIES,
            Meter.RETRIES,
            Meter.CACHED_SQUARED,
            Meter.EMPTY_CALLS,
            Meter.LOGGED_USD);
  }

  @Test
  void namesInFilesAreSnakeCase() {
    assertThat(Meter.CACHE_WRITE_5M.id()).isEqualTo("cache_write_5m");
    assertThat(ServiceTier.BATCH.id()).isEqualTo("batch");
    assertThat(Status.FAILED.id()).isEqualTo("failed");
    assertThat(Place.INFERENCE_GEO_US.id()).isEqualTo("inference_geo_us");
  }
}
