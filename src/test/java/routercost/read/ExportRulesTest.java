package routercost.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import routercost.read.schema.ReadOptions;
import routercost.read.schema.Reject;
import routercost.read.text.InputProblem;
import routercost.usage.Meter;
import routercost.usage.ServiceTier;
import routercost.usage.Slice;
import routercost.usage.Status;
import routercost.usage.UsageCube;
import routercost.usage.UsageKey;

/// The rules of exports that cost money: what is counted once, under which model, and what the
/// output has to say.
class ExportRulesTest {
  private static final Path EXPORTS = Path.of("src/test/resources/exports");

  private static BigDecimal sum(ReadCalls reading, String model, Meter meter) {
    return reading.tally().used().where(key -> key.model().equals(model)).total().of(meter);
  }

  private static String message(String usage) {
    return "{\"type\":\"message\",\"role\":\"assistant\",\"id\":\"msg_0123456789012345678901\","
        + "\"model\":\"claude-sonnet-5-5\",\"usage\":"
        + usage
        + "}";
  }

  @Test
  void anAdvisorIsBilledAtItsOwnModelBesideTheResponse() {
    var reading =
        ReadCalls.of(
            message(
                "{\"input_tokens\":412,\"output_tokens\":531,\"iterations\":["
                    + "{\"type\":\"message\",\"input_tokens\":412,\"output_tokens\":531},"
                    + "{\"type\":\"advisor_message\",\"model\":\"claude-opus-5-5\","
                    + "\"input_tokens\":823,\"output_tokens\":1612}]}"));
    assertThat(sum(reading, "claude-sonnet-5-5", Meter.INPUT)).isEqualByComparingTo("412");
    assertThat(sum(reading, "claude-sonnet-5-5", Meter.OUTPUT)).isEqualByComparingTo("531");
    assertThat(sum(reading, "claude-opus-5-5", Meter.INPUT)).isEqualByComparingTo("823");
    assertThat(sum(reading, "claude-opus-5-5", Meter.OUTPUT)).isEqualByComparingTo("1612");
    assertThat(reading.sum(Meter.CALLS, Status.OK)).isEqualTo("2");
  }

  @Test
  void aCompactionIsBilledOnTheModelOfTheRequestAndIsNoCallOfItsOwn() {
    var reading =
        ReadCalls.of(
            message(
                "{\"input_tokens\":23,\"output_tokens\":10,\"iterations\":["
                    + "{\"type\":\"compaction\",\"input_tokens\":180000,\"output_tokens\":3500},"
                    + "{\"type\":\"message\",\"input_tokens\":23,\"output_tokens\":10}]}"));
    assertThat(reading.sum(Meter.INPUT, Status.OK)).isEqualTo("180023");
    assertThat(reading.sum(Meter.OUTPUT, Status.OK)).isEqualTo("3510");
    assertThat(reading.sum(Meter.CALLS, Status.OK)).isEqualTo("1");
  }

  @Test
  void eachIterationHasTheBandOfItsOwnPrompt() {
    var reading =
        ReadCalls.of(
            message(
                "{\"input_tokens\":150000,\"output_tokens\":30,\"iterations\":["
                    + "{\"type\":\"message\",\"input_tokens\":40000,\"output_tokens\":10},"
                    + "{\"type\":\"message\",\"input_tokens\":110000,\"output_tokens\":20}]}"));
    var bands = new TreeMap<String, String>();
    reading
        .tally()
        .used()
        .slices()
        .forEach(
            slice ->
                bands.put(slice.key().band().id(), slice.usage().of(Meter.INPUT).toPlainString()));
    assertThat(bands).isEqualTo(Map.of(">32000", "40000", ">100000", "110000"));
  }

  @Test
  void iterationsTakeTheLifetimeThatAllWritesOfTheResponseShare() {
    var reading =
        ReadCalls.of(
            message(
                "{\"input_tokens\":2,\"output_tokens\":3,\"cache_creation_input_tokens\":70,"
                    + "\"cache_creation\":{\"ephemeral_5m_input_tokens\":0,"
                    + "\"ephemeral_1h_input_tokens\":70},\"iterations\":["
                    + "{\"type\":\"message\",\"input_tokens\":1,\"output_tokens\":1,"
                    + "\"cache_creation_input_tokens\":30},"
                    + "{\"type\":\"message\",\"input_tokens\":1,\"output_tokens\":2,"
                    + "\"cache_creation_input_tokens\":40}]}"));
    assertThat(reading.sum(Meter.CACHE_WRITE_1H, Status.OK)).isEqualTo("70");
    assertThat(reading.sum(Meter.CACHE_WRITE_UNKNOWN, Status.OK)).isEqualTo("0");
  }

  @Test
  void anAttemptThatWasDeclinedBeforeItSaidAnythingIsNotBilled() {
    var reading =
        ReadCalls.of(
            message(
                "{\"input_tokens\":500,\"output_tokens\":40,\"iterations\":["
                    + "{\"type\":\"message\",\"model\":\"claude-fable-5-2\",\"input_tokens\":500,"
                    + "\"output_tokens\":0},"
                    + "{\"type\":\"fallback_message\",\"model\":\"claude-sonnet-5-5\","
                    + "\"input_tokens\":500,\"output_tokens\":40}]}"));
    assertThat(reading.sum(Meter.INPUT, Status.OK)).isEqualTo("500");
  }

  @Test
  void anAttemptThatWasDeclinedMidwayIsBilledAtItsModel() {
    var reading =
        ReadCalls.of(
            message(
                "{\"input_tokens\":500,\"output_tokens\":40,\"iterations\":["
                    + "{\"type\":\"message\",\"model\":\"claude-fable-5-2\",\"input_tokens\":500,"
                    + "\"output_tokens\":7},"
                    + "{\"type\":\"fallback_message\",\"model\":\"claude-sonnet-5-5\","
                    + "\"input_tokens\":500,\"output_tokens\":40}]}"));
    assertThat(sum(reading, "claude-fable-5-2", Meter.OUTPUT)).isEqualByComparingTo("7");
    assertThat(sum(reading, "claude-sonnet-5-5", Meter.OUTPUT)).isEqualByComparingTo("40");
  }

  @Test
  void whereTheTopLevelHoldsCompactionTooItIsNotCountedTwice() {
    var reading =
        ReadCalls.of(
            message(
                "{\"input_tokens\":120,\"output_tokens\":15,\"iterations\":["
                    + "{\"type\":\"compaction\",\"input_tokens\":100,\"output_tokens\":5},"
                    + "{\"type\":\"message\",\"input_tokens\":20,\"output_tokens\":10}]}"));
    assertThat(reading.sum(Meter.INPUT, Status.OK)).isEqualTo("120");
    assertThat(reading.sum(Meter.OUTPUT, Status.OK)).isEqualTo("15");
  }

  private static String line(int output, String usageMore, String more) {
    return ("{\"type\":\"assistant\",\"sessionId\":\"s\",\"timestamp\":\"2026-10-08T08:00:00Z\","
            + "\"requestId\":\"req_1\",\"message\":{\"id\":\"msg_0123456789012345678\"%s,"
            + "\"model\":\"claude-sonnet-5-5\",\"usage\":{\"input_tokens\":1,"
            + "\"output_tokens\":%d%s}}}")
        .formatted(more, output, usageMore);
  }

  @Test
  void copiesOfATranscriptLineHaveTheirIterationsOnce() {
    var advised =
        line(
            20,
            ",\"iterations\":[{\"type\":\"message\",\"input_tokens\":1,\"output_tokens\":20},"
                + "{\"type\":\"advisor_message\",\"model\":\"claude-opus-5-5\","
                + "\"input_tokens\":5,\"output_tokens\":9}]",
            "");
    var reading = ReadCalls.of(line(3, "", ""), advised, advised);
    assertThat(sum(reading, "claude-sonnet-5-5", Meter.OUTPUT)).isEqualByComparingTo("20");
    assertThat(sum(reading, "claude-opus-5-5", Meter.OUTPUT)).isEqualByComparingTo("9");
    assertThat(reading.account().rows()).isEqualTo(5);
    assertThat(reading.account().used()).isEqualTo(2);
    assertThat(reading.account().duplicates()).isEqualTo(3);
    var removed = reading.tally().duplicates();
    assertThat(removed.total().of(Meter.OUTPUT)).isEqualByComparingTo("32"); // 3 + 20 + 9
  }

  @Test
  void outputFarBelowItsTextIsALowerBoundUnlessTheMessageEnded() {
    String text = ",\"content\":[{\"type\":\"text\",\"text\":\"" + "a".repeat(400) + "\"}]";
    var open = ReadCalls.of(line(1, "", text), line(1, "", text));
    assertThat(open.tally().unseen().total().of(Meter.OUTPUT)).isEqualByComparingTo("199");
    assertThat(open.tally().unseen().total().of(Meter.CALLS)).isEqualByComparingTo("1");
    var ended =
        ReadCalls.of(line(1, "", text), line(1, "", text + ",\"stop_reason\":\"end_turn\""));
    assertThat(ended.tally().unseen()).isEqualTo(UsageCube.EMPTY);
    assertThat(ReadCalls.of(line(60, "", text)).tally().unseen()).isEqualTo(UsageCube.EMPTY);
  }

  @Test
  void laterEventsOfAStreamReplaceTheCountsOfEarlierOnes() {
    var reading =
        ReadCalls.of(
            "event: message_start",
            "data: {\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\",\"type\":\"message\","
                + "\"role\":\"assistant\",\"model\":\"claude-haiku-4-5\",\"usage\":"
                + "{\"input_tokens\":30,\"cache_creation_input_tokens\":8,\"cache_creation\":"
                + "{\"ephemeral_5m_input_tokens\":0,\"ephemeral_1h_input_tokens\":8},"
                + "\"output_tokens\":1}}}",
            "",
            "event: content_block_delta",
            "data: {\"type\":\"content_block_delta\",\"delta\":{\"text\":\"hi\"}}",
            "",
            "event: message_delta",
            "data: {\"type\":\"message_delta\",\"usage\":{\"output_tokens\":40}}",
            "",
            "event: message_delta",
            "data: {\"type\":\"message_delta\",\"usage\":{\"output_tokens\":90}}",
            "",
            "event: message_stop",
            "data: {\"type\":\"message_stop\"}");
    assertThat(reading.account().format()).isEqualTo("anthropic-stream");
    assertThat(reading.count(Meter.INPUT)).isEqualTo(30);
    assertThat(reading.count(Meter.OUTPUT)).isEqualTo(90);
    assertThat(reading.count(Meter.CACHE_WRITE_1H)).isEqualTo(8);
    assertThat(reading.account().rows()).isEqualTo(1);
  }

  @Test
  void aStreamThatEndsEarlyIsCountedAndSaid() {
    var reading =
        ReadCalls.of(
            "event: message_start",
            "data: {\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\",\"type\":\"message\","
                + "\"role\":\"assistant\",\"model\":\"claude-haiku-4-5\",\"usage\":"
                + "{\"input_tokens\":30,\"output_tokens\":1}}}");
    assertThat(reading.count(Meter.OUTPUT)).isEqualTo(1);
    assertThat(reading.tally().warnings())
        .containsExactly("-: a stream ends early: its output is a lower bound");
  }

  private static String count(String time, long input, long cached, long output, String last) {
    return ("{\"timestamp\":\"2026-10-08T08:%s:00Z\",\"type\":\"event_msg\",\"payload\":"
            + "{\"type\":\"token_count\",\"info\":{\"total_token_usage\":{\"input_tokens\":%d,"
            + "\"cached_input_tokens\":%d,\"output_tokens\":%d}%s}}}")
        .formatted(time, input, cached, output, last);
  }

  private static String meta(String id, String more) {
    return "{\"type\":\"session_meta\",\"payload\":{\"id\":\""
        + id
        + "\",\"cwd\":\"/w\""
        + more
        + "}}";
  }

  private static final String TURN =
      "{\"type\":\"turn_context\",\"payload\":{\"model\":\"gpt-5.2\"}}";

  @Test
  void repeatedCountsOfARolloutAreOneResponse() {
    String last =
        ",\"last_token_usage\":{\"input_tokens\":%d,\"cached_input_tokens\":%d,"
            + "\"output_tokens\":%d,\"reasoning_output_tokens\":%d}";
    var reading =
        ReadCalls.of(
            meta("s1", ""),
            TURN,
            count("01", 1000, 0, 50, last.formatted(1000, 0, 50, 20)),
            count("02", 1000, 0, 50, last.formatted(1000, 0, 50, 20)),
            count("03", 2500, 900, 80, last.formatted(1500, 900, 30, 0)));
    assertThat(reading.account().format()).isEqualTo("codex");
    assertThat(reading.sum(Meter.CALLS, Status.OK)).isEqualTo("2");
    assertThat(reading.sum(Meter.INPUT, Status.OK)).isEqualTo("1600"); // 1000 + 1500 - 900
    assertThat(reading.sum(Meter.CACHE_READ, Status.OK)).isEqualTo("900");
    assertThat(reading.sum(Meter.OUTPUT, Status.OK)).isEqualTo("80");
    assertThat(reading.sum(Meter.REASONING, Status.OK)).isEqualTo("20");
  }

  @Test
  void withoutCountsOfTheLastResponseTheSessionsGrowthCounts() {
    var reading =
        ReadCalls.of(
            meta("s1", ""), TURN, count("01", 1000, 0, 50, ""), count("02", 2500, 900, 80, ""));
    assertThat(reading.sum(Meter.CALLS, Status.OK)).isEqualTo("2");
    assertThat(reading.sum(Meter.INPUT, Status.OK)).isEqualTo("1600");
    assertThat(reading.sum(Meter.OUTPUT, Status.OK)).isEqualTo("80");
  }

  @Test
  void whatAForkedRolloutCopiesFromItsParentCountsOnce() {
    var reading =
        ReadCalls.of(
            meta("s1", ""),
            TURN,
            count("01", 1000, 0, 50, ""),
            meta("s2", ",\"forked_from_id\":\"s1\""),
            meta("s1", ""),
            TURN,
            count("09", 1000, 0, 50, ""),
            count("10", 1700, 0, 60, ""));
    assertThat(reading.sum(Meter.CALLS, Status.OK)).isEqualTo("2");
    assertThat(reading.sum(Meter.INPUT, Status.OK)).isEqualTo("1700");
    assertThat(reading.account().duplicates()).isEqualTo(1);
  }

  @Test
  void requestsOfARouterCountCachedTokensBesideTheInput() {
    var reading =
        ReadCalls.of(
            "{\"items\":[{\"id\":7,\"requestId\":\"r7\",\"createdAt\":\"2026-10-08T08:00:00Z\","
                + "\"client\":\"claude-code\",\"model\":\"anthropic,claude-haiku-4-5\","
                + "\"responseModel\":\"claude-haiku-4-5\",\"ok\":true,\"inputTokens\":10,"
                + "\"outputTokens\":20,\"cacheReadTokens\":300,\"cacheWriteTokens\":40,"
                + "\"totalTokens\":370,\"routeAttemptCount\":1,\"routeTrace\":{\"hops\":["
                + "{\"decision\":{\"ruleName\":\"background\"}}]}}]}");
    assertThat(reading.account().format()).isEqualTo("claude-code-router");
    assertThat(reading.count(Meter.INPUT)).isEqualTo(10);
    assertThat(reading.count(Meter.CACHE_READ)).isEqualTo(300);
    assertThat(reading.count(Meter.CACHE_WRITE_UNKNOWN)).isEqualTo(40);
    assertThat(reading.call().slice().key().task()).isEqualTo("background");
  }

  @ParameterizedTest
  @CsvSource({
    "\"sample_rate\":0.1,sample_rate is 0.1",
    "\"metadata\":{\"sampling_rate\":\"0.25\"},sampling_rate is 0.25",
    "\"SampleRate\":20,SampleRate is 20"
  })
  void aLogThatSaysThatItIsASampleIsFlagged(String field, String because) {
    var reading =
        ReadCalls.of(
            "{\"logging_time\":\"2026-10-08 08:00:00 UTC\",\"model\":\"gemini-2.5-flash\","
                + "\"full_response\":{\"usageMetadata\":{\"promptTokenCount\":5,"
                + "\"candidatesTokenCount\":2}},"
                + field
                + "}");
    assertThat(reading.tally().warnings())
        .containsExactly(
            "-: this is a sample of the calls (" + because + "): all totals are of the sample");
  }

  @Test
  void aTableOfASampleIsFlaggedAndOneOfAllCallsIsNot() {
    String header = "timestamp,model,input_tokens,output_tokens,sample_rate";
    var sampled = ReadCalls.of(header, "2026-10-08,claude-haiku-4-5,1,2,0.5");
    assertThat(sampled.tally().warnings().getFirst()).contains("sample_rate is 0.5");
    assertThat(ReadCalls.of(header, "2026-10-08,claude-haiku-4-5,1,2,1").tally().warnings())
        .isEmpty();
  }

  @Test
  void theThresholdOfATraceStateTellsTheShareThatWasKept() {
    assertThat(routercost.read.exports.Sampling.remark("traceState", "ot=th:c;rv:1"))
        .hasValueSatisfying(sentence -> assertThat(sentence).contains("keeps 0.2500"));
    assertThat(routercost.read.exports.Sampling.remark("traceState", "ot=th:0")).isEmpty();
    assertThat(routercost.read.exports.Sampling.remark("traceState", "vendor=1")).isEmpty();
  }

  @Test
  void sumsAboveCallsAreLeftOutAndWhatTheyWouldAddIsKnown() {
    var reading =
        ReadCalls.of(
            "{\"id\":\"a\",\"traceId\":\"t\",\"type\":\"AGENT\",\"startTime\":\"2026-10-08T08:00:00Z\","
                + "\"model\":\"claude-haiku-4-5\",\"usageDetails\":{\"input\":631,\"output\":35}}",
            "{\"id\":\"g\",\"traceId\":\"t\",\"type\":\"GENERATION\",\"startTime\":"
                + "\"2026-10-08T08:00:00Z\",\"model\":\"claude-haiku-4-5\",\"usageDetails\":"
                + "{\"input\":631,\"output\":35}}");
    assertThat(reading.count(Meter.INPUT)).isEqualTo(631);
    assertThat(reading.account().skipped()).containsExactly(Map.entry("type_agent", 1L));
    assertThat(reading.tally().skipped().total().of(Meter.INPUT)).isEqualByComparingTo("631");
  }

  @Test
  void hitsOfAGatewaysOwnCacheAreLeftOut() {
    var reading =
        ReadCalls.of(
            "{\"ai_model\":\"claude-haiku-4-5\",\"req_units\":5,\"res_units\":6,\"is_success\":1,"
                + "\"cache_status\":\"HIT\",\"created_at\":\"2026-10-08T08:00:00Z\"}",
            "{\"ai_model\":\"claude-haiku-4-5\",\"req_units\":7,\"res_units\":8,\"is_success\":1,"
                + "\"cache_status\":\"MISS\",\"created_at\":\"2026-10-08T08:00:00Z\"}");
    assertThat(reading.count(Meter.INPUT)).isEqualTo(7);
    assertThat(reading.account().skipped()).containsExactly(Map.entry("gateway_cache_hit", 1L));
  }

  @Test
  void formatsThatDescribeTheSameCallsAreNamed() {
    var reading =
        ReadCalls.of(
            Stream.of("logs.jsonl", "metrics-delta.jsonl")
                .map(file -> EXPORTS.resolve("claude-code-otel").resolve(file).toString())
                .toList(),
            new byte[0],
            ReadOptions.SNIFFED,
            ReadCalls.ALL);
    assertThat(reading.tally().warnings())
        .containsExactly(
            "claude-code-otel and claude-code-metrics may describe the same calls, which then count"
                + " twice; pass only one of them");
  }

  private static UsageCube cube(String file) {
    var found = new TreeMap<UsageKey, routercost.usage.Usage>();
    ReadCalls.file(EXPORTS.resolve(file).toString())
        .tally()
        .used()
        .slices()
        .forEach((Slice slice) -> found.put(slice.key(), slice.usage()));
    return new UsageCube(found);
  }

  @ParameterizedTest
  @CsvSource({
    "langfuse/observations_export.csv,langfuse/observations_export.jsonl",
    "litellm/spendlogs.json,litellm/spendlogs_psql.csv",
    "helicone/requests.csv,helicone/requests.jsonl",
    "claude-code-otel/metrics-delta.jsonl,claude-code-otel/metrics-cumulative.jsonl",
    "otlp-genai/metrics-delta.jsonl,otlp-genai/metrics-cumulative.jsonl",
    "bedrock/cloudwatch/filter_log_events.json,bedrock/cloudwatch/insights.csv",
    "bedrock/cloudwatch/filter_log_events.json,bedrock/cloudwatch/subscription_payload.json",
    "bedrock/cloudwatch/filter_log_events.json,bedrock/cloudwatch/as_in_s3.json"
  })
  void twoFormatsOfTheSameCallsGiveTheSameCube(String one, String other) {
    assertThat(cube(one)).isEqualTo(cube(other));
  }

  @Test
  void aPageOfAReportThatWasSavedTwiceCountsOnce(@TempDir Path folder) throws IOException {
    var page = EXPORTS.resolve("anthropic-admin/usage_report_messages/page1.json").toString();
    var copy = Files.copy(Path.of(page), folder.resolve("copy.json")).toString();
    var once = ReadCalls.file(page).tally().used();
    var twice = ReadCalls.of(List.of(page, copy), new byte[0], ReadOptions.SNIFFED, ReadCalls.ALL);
    assertThat(twice.tally().used()).isEqualTo(once);
    assertThat(twice.tally().inputs().getLast().used()).isZero();
  }

  private static String result(String session, int input, String cost) {
    return ("{\"type\":\"result\",\"session_id\":\"%s\",\"is_error\":false,\"total_cost_usd\":%s,"
            + "\"modelUsage\":{\"claude-haiku-4-5\":{\"inputTokens\":%d,\"outputTokens\":5,"
            + "\"costUSD\":%s}}}")
        .formatted(session, cost, input, cost);
  }

  @Test
  void resultsOfASessionInSeveralFilesAreNotAddedUp(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("1.json"), result("s", 100, "0.5"));
    Files.writeString(folder.resolve("2.json"), result("s", 170, "0.75"));
    Files.writeString(folder.resolve("3.json"), result("t", 10, "0.25"));
    Files.writeString(folder.resolve("4.json"), result("s", 100, "0.5"));
    var reading =
        ReadCalls.of(List.of(folder.toString()), new byte[0], ReadOptions.SNIFFED, ReadCalls.ALL);
    assertThat(reading.sum(Meter.INPUT, Status.OK)).isEqualTo("180"); // 170 + 10
    assertThat(reading.sum(Meter.OUTPUT, Status.OK)).isEqualTo("10");
    assertThat(reading.tally().used().total().of(Meter.LOGGED_USD)).isEqualByComparingTo("1");
  }

  @ParameterizedTest
  @CsvSource({"PAR1,its data are damaged: ", "SQLite format 3,the database cannot be read: "})
  void aDamagedTableIsRefused(String mark, String said) {
    byte[] bytes = (mark + "\u0000\u0015").getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> ReadCalls.of(bytes))
        .isInstanceOf(InputProblem.class)
        .hasMessageStartingWith("-: " + said);
  }

  @Test
  void aCountThatIsNoNumberRejectsItsRecordAndNoOther() {
    var spend =
        "{\"request_id\":\"%s\",\"spend\":0.1,\"startTime\":\"2026-08-03 06:30:00\","
            + "\"model\":\"claude-opus-5\",\"prompt_tokens\":%s,\"completion_tokens\":20}";
    var reading =
        ReadCalls.of(
            spend.formatted("a", "\"lots\""),
            spend.formatted("b", "-5"),
            spend.formatted("c", "null"),
            spend.formatted("d", "10"));
    assertThat(reading.rejects())
        .extracting(Reject::reason)
        .containsExactly(
            "prompt_tokens is 'lots'; expected a whole number",
            "prompt_tokens is '-5'; expected a whole number");
    assertThat(reading.sum(Meter.INPUT, Status.OK)).isEqualTo("10");
    assertThat(reading.sum(Meter.OUTPUT, Status.OK)).isEqualTo("40");
  }

  @ParameterizedTest
  @CsvSource({
    "-3,-3",
    "1.5,1.5",
    "1e3,1e3",
    "9223372036854775808,9223372036854775808",
    "true,true",
    "{\"n\":5},{…}",
    "[5],{…}",
    "\"lots\",lots"
  })
  void aResponseOfATranscriptWithACountThatIsNoneIsRejectedInItsPlace(String count, String said) {
    var line =
        "{\"type\":\"assistant\",\"sessionId\":\"s\",\"timestamp\":\"2026-10-07T08:00:00Z\",\"message\":"
            + "{\"id\":\"msg_0123456789012345%s\",\"model\":\"claude-opus-5\",\"usage\":"
            + "{\"input_tokens\":10,\"output_tokens\":20,\"cache_read_input_tokens\":%s}}}";
    var reading = ReadCalls.of(line.formatted("0001", "null"), line.formatted("0002", count));
    assertThat(reading.reason())
        .isEqualTo("cache_read_input_tokens is '%s'; expected a whole number".formatted(said));
    assertThat(reading.rejects().getFirst().origin().line()).isEqualTo(2);
    assertThat(reading.sum(Meter.INPUT, Status.OK)).isEqualTo("10");
  }

  @Test
  void aLineThatLostItsNewlineHoldsBothOfItsRecords() {
    String one = spend("100", "0", "0.1");
    String other = one.replace("\"a\"", "\"b\"");
    assertThat(ReadCalls.of(one + other).sum(Meter.INPUT, Status.OK)).isEqualTo("200");
    var broken = ReadCalls.of(one, other + "\u0001" + other);
    assertThat(broken.sum(Meter.INPUT, Status.OK)).isEqualTo("100");
    assertThat(broken.reason()).startsWith("not a JSON object");
  }

  @ParameterizedTest
  @CsvSource({
    "claude-code-headless/results.jsonl,session_id",
    "claude-code-otel/metrics-delta.jsonl,agent.name",
    "claude-code-otel/metrics-cumulative.jsonl,query_source",
    "anthropic-messages-raw/stream.sse,message.model",
    "anthropic-batches,metadata.user_id",
    "openai-batches,custom_id",
    "codex,payload.cwd",
    "codex,effort",
    "otlp-genai/traces.jsonl,service.name"
  })
  void theTaskIsTakenFromFieldsThatStandBesideTheCounts(String file, String path) {
    var reading =
        ReadCalls.of(
            List.of(EXPORTS + "/" + file),
            new byte[0],
            ReadCalls.mapped(Map.of("task", path)),
            ReadCalls.ALL);
    assertThat(reading.tally().used().cells().keySet()).anyMatch(key -> !key.task().isEmpty());
  }

  @Test
  void whatOpenRouterBilledForSearchesIsNamed() {
    var reading =
        ReadCalls.of(
            "generation_id,created_at,cost_total,cost_web_search,tokens_prompt,tokens_completion,"
                + "model_permaslug",
            "g1,2026-11-20 10:00:00,0.034,0.02,1000,100,openai/gpt-5.4",
            "g2,2026-11-20 10:00:00,0.034,0.005,1000,100,openai/gpt-5.4");
    assertThat(reading.tally().warnings())
        .anyMatch(
            warning ->
                warning.endsWith(
                    "$0.025 that OpenRouter billed for web searches (cost_web_search) is not"
                        + " included in any total"));
  }

  @Test
  void aKindOfTokenThatNobodyKnowsIsRejectedAndNotDropped() {
    var reading =
        ReadCalls.of(
            "user_id,start_time_iso,end_time_iso,model,api_key_name,api_key,type,price,amount",
            "u,2026-11-16T08:00:00Z,2026-11-17T08:00:00Z,deepseek-v4-pro,a,k,output_tokens,,10",
            "u,2026-11-16T08:00:00Z,2026-11-17T08:00:00Z,deepseek-v4-pro,a,k,image_tokens,,70");
    assertThat(reading.reason()).startsWith("type is 'image_tokens'; expected request_count");
    assertThat(reading.sum(Meter.OUTPUT, Status.OK)).isEqualTo("10");
  }

  @Test
  void aSpeedIsFastHoweverItIsWrittenAndDoubtfulIfNobodyKnowsIt() {
    var line =
        "{\"type\":\"assistant\",\"sessionId\":\"s\",\"timestamp\":\"2026-10-07T08:00:00Z\",\"message\":"
            + "{\"id\":\"msg_012345678901234%d\",\"model\":\"claude-opus-5\",\"usage\":"
            + "{\"input_tokens\":10,\"output_tokens\":20,\"speed\":\"%s\"}}}";
    var transcript = ReadCalls.of(line.formatted(1, "Fast"), line.formatted(2, "turbo"));
    assertThat(transcript.tally().used().cells().keySet())
        .extracting(UsageKey::service)
        .containsExactly(ServiceTier.STANDARD, ServiceTier.FAST);
    assertThat(transcript.account().doubts())
        .containsExactly(
            "1 cell of speed was not understood (turbo 1); the call is priced at the standard"
                + " tier");

    var row = "2026-08-01,claude-opus-5,Console,,%s,≤ 200k,100,0,0,0,7,0,global,%s";
    var table =
        ReadCalls.of(
            "usage_date_utc,model_version,api_key,workspace,usage_type,context_window,"
                + "usage_input_tokens_no_cache,usage_input_tokens_cache_write_5m,"
                + "usage_input_tokens_cache_write_1h,usage_input_tokens_cache_read,"
                + "usage_output_tokens,web_search_count,inference_geo,speed",
            row.formatted("message", "turbo"),
            row.formatted("unheard", ""),
            row.formatted("message", "standard"));
    assertThat(table.account().doubts())
        .containsExactly(
            "1 cell of service_tier was not understood (unheard 1); the call is priced at the"
                + " standard tier",
            "1 cell of speed was not understood (turbo 1); the call is priced at the standard"
                + " tier");
    assertThat(table.sum(Meter.OUTPUT, Status.OK)).isEqualTo("21");
  }

  @Test
  void aSpanThatWasServedOnATierThatNobodyKnowsIsDoubtful() {
    var span =
        "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"traceId\":\"t\",\"spanId\":\"%1$s\",\"name\":\"chat\","
            + "\"startTimeUnixNano\":\"1785738600000000000\",\"attributes\":["
            + "{\"key\":\"gen_ai.request.model\",\"value\":{\"stringValue\":\"gpt-5-mini\"}},"
            + "{\"key\":\"gen_ai.usage.input_tokens\",\"value\":{\"intValue\":\"10\"}},"
            + "{\"key\":\"gen_ai.usage.output_tokens\",\"value\":{\"intValue\":\"5\"}},"
            + "{\"key\":\"openai.response.service_tier\",\"value\":{\"stringValue\":\"%1$s\"}}]}]}]}]}";
    var reading = ReadCalls.of(span.formatted("default"), span.formatted("unheard"));
    assertThat(reading.account().doubts()).hasSize(1);
    assertThat(reading.sum(Meter.INPUT, Status.OK)).isEqualTo("20");
  }

  private static ReadCalls costs(String... files) {
    return ReadCalls.of(
        Stream.of(files).map(file -> EXPORTS + "/" + file).toList(),
        new byte[0],
        ReadOptions.SNIFFED,
        ReadCalls.ALL);
  }

  @Test
  void theCostReportAndTheTableOfOneMonthAreTheSameMoney() {
    String api = "anthropic-admin/cost_report/cost_report.json";
    String console = "anthropic-console-csv/claude_api_cost_2026_08.csv";
    assertThat(costs(api, console).tally().warnings())
        .containsExactly(
            "the cost report of the API ($74.1730024) and the cost table of the Console ($74.19)"
                + " cover the same days, 2026-08-01 to 2026-08-08, so the amount is counted twice;"
                + " pass only one of them");
    assertThat(costs(api, api).tally().warnings())
        .singleElement()
        .asString()
        .endsWith("and is read once");
    assertThat(costs(console).tally().warnings()).isEmpty();
  }

  @Test
  void aReportThatWasSavedTwiceSaysHowMuchItHoldsAgain() {
    String page =
        "{\"data\":[{\"starting_at\":\"2026-10-0%dT00:00:00Z\",\"results\":[{\"amount\":\"12.5\","
            + "\"currency\":\"USD\",\"cost_type\":\"tokens\",\"model\":\"claude-haiku-5-5\"}]}]}";
    assertThat(
            ReadCalls.of(page.formatted(8), page.formatted(8), page.formatted(9))
                .account()
                .assumptions())
        .containsExactly("$0.125 was billed in rows that were read before, and is counted once");
  }

  private static String spend(String prompt, String cached, String spend) {
    return ("{\"request_id\":\"a\",\"spend\":%s,\"startTime\":\"2026-08-03 06:30:00\","
            + "\"model\":\"claude-opus-5\",\"prompt_tokens\":%s,\"completion_tokens\":20,"
            + "\"metadata\":{\"usage_object\":{\"cache_read_input_tokens\":%s}}}")
        .formatted(spend, prompt, cached);
  }

  @Test
  void moreCachedThanThePromptProvesThatThePromptDoesNotHoldIt() {
    assertThat(ReadCalls.of(spend("100", "900", "0.1")).count(Meter.INPUT)).isEqualTo(100);
    assertThat(ReadCalls.of(spend("900", "900", "0.1")).count(Meter.INPUT)).isZero();
  }

  @Test
  void moreCachedThanThePromptThatAPersonSaysHoldsItIsNoCount() {
    var inclusive =
        new ReadOptions(Optional.empty(), Map.of(), ReadOptions.CacheTokens.INCLUSIVE, true);
    assertThat(ReadCalls.of(inclusive, spend("100", "900", "0.1")).reason())
        .isEqualTo("cached tokens (900) exceed the input tokens (100), which include them");
  }

  @Test
  void aPersonMaySayThatCachedTokensStandBesideThePrompt() {
    var exclusive =
        new ReadOptions(Optional.empty(), Map.of(), ReadOptions.CacheTokens.EXCLUSIVE, true);
    var reading = ReadCalls.of(exclusive, spend("100", "900", "0.1"));
    assertThat(reading.count(Meter.INPUT)).isEqualTo(100);
    assertThat(reading.count(Meter.CACHE_READ)).isEqualTo(900);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"lots\"", "-1"})
  void aCostThatIsNoneIsLeftOut(String cost) {
    assertThat(ReadCalls.of(spend("100", "0", cost)).call().loggedUsd()).isEmpty();
  }

  @Test
  void aBucketThatCannotBeReadCostsNoOtherOfItsPage() {
    var bucket =
        "{\"start_time\":1785715200,\"results\":[{\"object\":\"organization.usage.completions.result\","
            + "\"model\":\"gpt-5\",\"input_tokens\":%s,\"output_tokens\":%s,"
            + "\"num_model_requests\":1}]}";
    var reading =
        ReadCalls.of(
            "{\"data\":["
                + bucket.formatted("\"x\"", "1")
                + ","
                + bucket.formatted("7", "2")
                + "]}");
    assertThat(reading.reason()).isEqualTo("input_tokens is 'x'; expected a whole number");
    assertThat(reading.sum(Meter.INPUT, Status.OK)).isEqualTo("7");
  }

  @Test
  void aTableWithoutAColumnOfOutputSaysThatItCountsNone() {
    assertThat(ReadCalls.of("model,input_tokens,outptu_tokens", "m,1,2").account().assumptions())
        .contains(
            "no column is output_tokens, so they count as 0; --map output_tokens=COLUMN names one");
  }

  @Test
  void aStreamThatCannotBeReadIsRejectedWithoutTheStreamsAfterIt() {
    var bad = stream("msg_1", "\"8 or so\"");
    var good = stream("msg_2", "8");

    for (var log : List.of(List.of(bad, good), List.of(good, bad))) {
      var read = ReadCalls.of(String.join("\n", log));

      assertThat(read.calls()).hasSize(1);
      assertThat(read.tally().inputs().getFirst().rejected()).isEqualTo(1);
    }
  }

  /// An event stream that ends early.
  private static String stream(String id, String input) {
    return "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\""
        + id
        + "\",\"model\":\"claude-opus-5\",\"usage\":{\"input_tokens\":"
        + input
        + ",\"output_tokens\":5}}}\n";
  }
}
