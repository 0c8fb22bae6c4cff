package routercost.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routercost.read.schema.ReadOptions;
import routercost.usage.Band;
import routercost.usage.Meter;

class CachesTest {
  @Test
  void inputTokensExcludeWhatTheCacheColumnsHold() {
    ReadCalls reading = ReadCalls.of("model,input_tokens,cache_read_input_tokens", "m,100,40");

    assertThat(reading.count(Meter.INPUT)).isEqualTo(100);
    assertThat(reading.account().mapping())
        .contains("input_tokens <- input_tokens (excludes cached tokens)");
  }

  @Test
  void promptTokensIncludeThem() {
    ReadCalls reading =
        ReadCalls.of("model,prompt_tokens,cache_read_tokens,cache_write_tokens", "m,100,40,10");

    assertThat(reading.count(Meter.INPUT)).isEqualTo(50);
    assertThat(reading.count(Meter.CACHE_READ)).isEqualTo(40);
    assertThat(reading.count(Meter.CACHE_WRITE_UNKNOWN)).isEqualTo(10);
  }

  @Test
  void aTotalSettlesItAgainstTheNames() {
    ReadCalls beside =
        ReadCalls.of(
            "model,prompt_tokens,output_tokens,cached_tokens,total_tokens", "m,100,5,40,145");
    ReadCalls within =
        ReadCalls.of(
            "model,input_tokens,output_tokens,cache_read_tokens,total_tokens", "m,100,5,40,105");

    assertThat(beside.count(Meter.INPUT)).isEqualTo(100);
    assertThat(within.count(Meter.INPUT)).isEqualTo(60);
  }

  @Test
  void claudeAloneDoesNotProveItForTheOthersWhoseNamesSayThatInputIncludesIt() {
    ReadCalls reading =
        ReadCalls.of(
            "model,input_tokens,cached_tokens,output_tokens",
            "gpt-4o,1000,400,1",
            "anthropic/claude-opus-4.5,10,4000,1");

    assertThat(reading.tally().used().total().of(Meter.INPUT)).isEqualByComparingTo("610");
  }

  @Test
  void moreCachedThanInputProvesThatInputExcludesIt() {
    ReadCalls reading =
        ReadCalls.of(
            "model,prompt_tokens,cached_tokens,completion_tokens", "m,100,40,1", "m,10,4000,1");

    assertThat(reading.tally().used().total().of(Meter.INPUT)).isEqualByComparingTo("110");
    assertThat(reading.account().assumptions())
        .containsExactly(
            "2 records have no time: priced as of 2026-11-01",
            "prompt_tokens excludes cached tokens (more is cached than input; --cache-tokens"
                + " inclusive reads it otherwise)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'modelId':'m','usage':USAGE}",
        "{'data':[{'modelId':'m','usage':USAGE}],'more':false}",
        "{'ts':'2026-11-20','model':'m','metrics':{'usage':USAGE}}",
        "{'schemaType':'ModelInvocationLog','modelId':'m','input':{'inputTokenCount':9},"
            + "'output':{'outputTokenCount':1,'outputBodyJson':{'usage':USAGE}}}",
        "{'traceId':'t','type':'GENERATION','model':'m','usageDetails':USAGE}"
      })
  void aListOfWritesByLifetimeIsRead(String record) {
    var usage =
        "{'inputTokens':9,'outputTokens':1,'totalTokens':17,'cacheWriteInputTokens':7,"
            + "'cacheDetails':[{'inputTokens':3,'ttl':'5m'},{'inputTokens':4,'ttl':'1h'}]}";
    var line = record.replace("USAGE", usage).replace('\'', '"');
    for (int copies : List.of(1, 200)) {
      var used = ReadCalls.of((line + "\n").repeat(copies).getBytes(UTF_8)).tally().used().total();

      assertThat(used.of(Meter.CACHE_WRITE_1H)).isEqualByComparingTo(4L * copies + "");
      assertThat(used.of(Meter.CACHE_WRITE_5M)).isEqualByComparingTo(3L * copies + "");
      assertThat(used.of(Meter.CACHE_WRITE_UNKNOWN)).isZero();
      assertThat(used.of(Meter.INPUT)).isEqualByComparingTo(9L * copies + "");
    }
  }

  @Test
  void thePersonDecides() {
    var inclusive =
        new ReadOptions(Optional.empty(), Map.of(), ReadOptions.CacheTokens.INCLUSIVE, true);

    ReadCalls reading =
        ReadCalls.of(inclusive, "model,input_tokens,cache_read_tokens", "m,100,40", "m,10,40");

    assertThat(reading.count(Meter.INPUT)).isEqualTo(60);
    assertThat(reading.reason())
        .isEqualTo(
            "cached tokens (40) exceed input_tokens (10), which include them; --cache-tokens"
                + " exclusive if they do not");
  }

  @Test
  void aTotalOfWritesBesideTheirLifetimesCountsOnce() {
    ReadCalls reading =
        ReadCalls.of(
            "model,input_tokens,cache_creation_input_tokens,ephemeral_5m_input_tokens,ephemeral_1h_input_tokens",
            "m,1,100,60,30");
    ReadCalls less = ReadCalls.of("model,input_tokens,cache_write_tokens,cw5m", "m,1,10,60");

    assertThat(reading.count(Meter.CACHE_WRITE_5M)).isEqualTo(60);
    assertThat(reading.count(Meter.CACHE_WRITE_1H)).isEqualTo(30);
    assertThat(reading.count(Meter.CACHE_WRITE_UNKNOWN)).isEqualTo(10);
    assertThat(less.reason())
        .isEqualTo("cache_write_tokens is 10, less than its 5m and 1h parts together (60)");
  }

  @Test
  void theBandIsThatOfTheWholePromptCachedOrNot() {
    ReadCalls reading = ReadCalls.of("model,input_tokens,cache_read_tokens", "m,1,200000");

    assertThat(reading.call().slice().key().band()).isEqualTo(new Band(200_000));
  }

  @Test
  void reasoningIsPartOfTheOutputExceptBesideCandidates() {
    ReadCalls within =
        ReadCalls.of("model,input_tokens,output_tokens,reasoning_tokens", "m,1,50,20");
    ReadCalls beside =
        ReadCalls.of(
            "{\"model\":\"m\",\"promptTokenCount\":1,\"candidatesTokenCount\":50,\"thoughtsTokenCount\":20}");

    assertThat(within.count(Meter.OUTPUT)).isEqualTo(50);
    assertThat(beside.count(Meter.OUTPUT)).isEqualTo(70);
    assertThat(beside.count(Meter.REASONING)).isEqualTo(20);
  }
}
