package routercost.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routercost.read.exports.TokenInclusion;
import routercost.usage.Meter;

/// What a record proves of its own counts.
class RecordProofTest {
  @ParameterizedTest
  @CsvSource({
    // input, output, read, written, reasoning, total: what is fresh, what is generated
    "1000, 100, 600, 0, 40, 1100, 400, 100",
    "1000, 100, 600, 0, 40, 1700, 1000, 100",
    "1000, 100, 600, 0, 40, 1140, 400, 140",
    "1000, 100, 600, 0, 40, 1740, 1000, 140",
    "1000, 100, 600, 200, 0, 1700, 800, 100", // writes within the input, reads not
    "20, 100, 600, 200, 0, 120, 20, 100", // more cached than input
    "1000, 100, 0, 0, 900, 0, 1000, 1000" // more reasoning than output
  })
  void aTotalDecidesWhatIsPartOfWhat(
      long input,
      long output,
      long read,
      long written,
      long reasoning,
      long total,
      long fresh,
      long generated) {
    var counts = new TokenInclusion();
    counts.input = input;
    counts.output = output;
    counts.read = read;
    counts.written = written;
    counts.reasoning = reasoning;
    counts.total = total;

    for (int usual : new int[] {TokenInclusion.REASONING, TokenInclusion.CACHED | 4}) {
      int included = counts.included(usual);
      assertThat(counts.fresh(included)).isEqualTo(fresh);
      assertThat(counts.generated(included)).isEqualTo(generated);
    }
  }

  @Test
  void recordsOfTwoProvidersInOneLogEachCountAsTheirNamesSay() {
    var reading =
        ReadCalls.of(
            "{\"model\":\"gpt-5\",\"usage\":{\"prompt_tokens\":900,\"completion_tokens\":1,"
                + "\"prompt_tokens_details\":{\"cached_tokens\":700}}}",
            "{\"model\":\"claude-opus-5-5\",\"usage\":{\"input_tokens\":300,\"output_tokens\":1,"
                + "\"cache_read_input_tokens\":200}}");

    assertThat(reading.tally().used().total().of(Meter.INPUT)).isEqualByComparingTo("500");
    assertThat(reading.account().assumptions())
        .anyMatch(line -> line.startsWith("some records count cached tokens as part of the input"));
  }

  @Test
  void tokensOfATotalThatNoCountHoldsAreNamed() {
    var reading = ReadCalls.of("model,input_tokens,output_tokens,total_tokens", "m,100,20,150");

    assertThat(reading.count(Meter.INPUT)).isEqualTo(100);
    assertThat(reading.tally().warnings())
        .containsExactly(
            "-: 30 tokens of the totals that records state are in none of their counts, and are not"
                + " priced");
  }

  @Test
  void thoughtsAloneAreOutputAndResultsOfToolsAreInput() {
    var reading =
        ReadCalls.of(
            "{\"modelVersion\":\"gemini-2.5-pro\",\"usageMetadata\":{\"promptTokenCount\":10,"
                + "\"toolUsePromptTokenCount\":70,\"thoughtsTokenCount\":30,"
                + "\"totalTokenCount\":110}}");

    assertThat(reading.count(Meter.INPUT)).isEqualTo(80);
    assertThat(reading.count(Meter.OUTPUT)).isEqualTo(30);
    assertThat(reading.tally().warnings()).isEmpty();
  }

  @Test
  void theNamesOfASpanAreFoundBelowItsAttributes() {
    var reading =
        ReadCalls.of(
            "{\"attributes\":{\"gen_ai.request.model\":\"m\",\"gen_ai.usage.input_tokens\":50,"
                + "\"gen_ai.usage.output_tokens\":1,\"gen_ai.usage.cache_read.input_tokens\":20}}");

    assertThat(reading.count(Meter.INPUT)).isEqualTo(30);
  }

  @Test
  void eachModelOfARecordIsACall() {
    var reading =
        ReadCalls.of(
            "{\"created_at\":\"2026-10-01T10:00:00Z\",\"stats\":{\"model_usage\":{\"claude-opus-5\":"
                + "{\"input_tokens\":5,\"output_tokens\":1},\"claude-sonnet-5\":"
                + "{\"input_tokens\":7,\"output_tokens\":1}}}}");

    assertThat(reading.calls()).hasSize(2);
    assertThat(reading.tally().used().total().of(Meter.INPUT)).isEqualByComparingTo("12");
  }

  @Test
  void aReportByDayAndModelHoldsSumsOfAnUnknownNumberOfCalls() {
    var reading =
        ReadCalls.of(
            "{\"daily\":[{\"date\":\"Sep 16, 2025\",\"inputTokens\":3000,\"outputTokens\":500,"
                + "\"models\":{\"gpt-5\":{\"inputTokens\":2000,\"cachedInputTokens\":1000,"
                + "\"outputTokens\":300,\"reasoningOutputTokens\":100,\"totalTokens\":2300},"
                + "\"gpt-5-mini\":{\"inputTokens\":1000,\"cachedInputTokens\":0,"
                + "\"outputTokens\":200,\"reasoningOutputTokens\":100,\"totalTokens\":1200}}}],"
                + "\"totals\":{\"inputTokens\":3000,\"outputTokens\":500,\"costUSD\":0.005}}");

    var total = reading.tally().used().total();
    assertThat(total.of(Meter.INPUT)).isEqualByComparingTo("2000");
    assertThat(total.of(Meter.CACHE_READ)).isEqualByComparingTo("1000");
    assertThat(total.of(Meter.OUTPUT)).isEqualByComparingTo("500");
    assertThat(total.of(Meter.CALLS)).isZero();
    assertThat(reading.calls())
        .extracting(call -> call.slice().key().day())
        .containsOnly(LocalDate.of(2025, 9, 16));
  }
}
