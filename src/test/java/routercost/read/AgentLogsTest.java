package routercost.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routercost.read.schema.Filter;
import routercost.read.schema.ReadOptions;
import routercost.read.schema.RecordFilter;
import routercost.read.tally.LogTally;
import routercost.read.value.Period;
import routercost.usage.Meter;
import routercost.usage.ServiceTier;
import routercost.usage.Status;
import routercost.usage.UsageKey;

/// The logs of coding agents as people have them: resumed, forked, killed, copied, in any order.
class AgentLogsTest {
  @TempDir private Path folder;

  private void write(String name, String... lines) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, ReadCalls.bytes(lines));
  }

  private LogTally read() {
    return read(ReadCalls.ALL, folder.toString());
  }

  private static LogTally read(RecordFilter filter, String... paths) {
    return LogReader.of(ReadCalls.request(List.of(paths), new byte[0]).with(filter)).read();
  }

  private static Map<String, String> inputBy(LogTally tally, Function<UsageKey, String> group) {
    var sums = new TreeMap<String, String>();
    tally
        .used()
        .cells()
        .forEach((key, usage) -> sums.put(group.apply(key), usage.of(Meter.INPUT).toPlainString()));
    return sums;
  }

  private static String claude(String day, String id, int output, String rest) {
    return ("{\"type\":\"assistant\",\"sessionId\":\"s\",\"timestamp\":\"%s\",\"message\":{\"id\":\"%s\","
            + "\"model\":\"claude-haiku-5-5\",\"content\":[],\"usage\":{\"input_tokens\":100,"
            + "\"output_tokens\":%d}}%s}")
        .formatted(day, id, output, rest);
  }

  private static String id(int number) {
    return "msg_01234567890123456" + number;
  }

  @Test
  void aTranscriptMayBeginWithAnyNumberOfLinesThatNameNoSession() throws IOException {
    var lines = new String[60];
    Arrays.fill(lines, "{\"type\":\"summary\",\"summary\":\"x\",\"leafUuid\":\"u\"}");
    lines[59] = claude("2026-10-07T08:00:00Z", id(1), 5, "");
    write("s.jsonl", lines);
    assertThat(read().inputs().getFirst().format()).isEqualTo("claude-code");
    assertThat(read().used().total().of(Meter.OUTPUT)).isEqualByComparingTo("5");
  }

  @Test
  void anAgentIsNamedByTheParentThatIsReadLater() throws IOException {
    write("agent-a.jsonl", claude("2026-10-07T08:00:00Z", id(1), 5, ",\"agentId\":\"a\""));
    write(
        "agent-b.jsonl",
        "{\"type\":\"user\",\"sessionId\":\"s\",\"message\":{\"content\":[{\"type\":\"tool_use\","
            + "\"id\":\"t2\",\"input\":{\"subagent_type\":\"Explore\"}}]}}",
        "{\"type\":\"user\",\"sessionId\":\"s\",\"message\":{\"content\":[{\"tool_use_id\":\"t2\"}]},"
            + "\"toolUseResult\":{\"agentId\":\"a\"}}");
    write("agent-c.jsonl", claude("2026-10-07T08:00:00Z", id(2), 5, ",\"agentId\":\"c\""));
    write("agent-c.meta.json", "{\"agentType\":\"Plan\"}");
    assertThat(inputBy(read(), key -> key.task()))
        .isEqualTo(Map.of("Explore", "100", "Plan", "100"));
  }

  @Test
  void aMessageOfAnAgentThatStandsInProgressAloneCounts() throws IOException {
    String inner = claude("2026-10-07T08:00:00Z", id(1), 5, "").replace("\"sessionId\":\"s\",", "");
    write(
        "s.jsonl",
        claude("2026-10-07T08:00:00Z", id(2), 5, ""),
        "{\"type\":\"progress\",\"sessionId\":\"s\",\"data\":{\"type\":\"agent_progress\","
            + "\"agentId\":\"a\",\"message\":%s}}".formatted(inner));
    assertThat(inputBy(read(), key -> key.task()))
        .isEqualTo(Map.of("main", "100", "subagent", "100"));
  }

  private static RecordFilter of(String from, String to) {
    var period = new Period(Optional.of(LocalDate.parse(from)), Optional.of(LocalDate.parse(to)));
    return new RecordFilter(
        Filter.none(), Set.of(), period, ZoneOffset.UTC, LocalDate.parse("2026-11-01"));
  }

  @Test
  void aResponseOverMidnightCountsWhollyOnItsFirstDay() throws IOException {
    write(
        "s.jsonl",
        claude("2026-09-30T23:59:58Z", id(1), 1, ""),
        claude("2026-10-01T00:00:02Z", id(1), 50, ""));
    var september = read(of("2026-09-01", "2026-10-01"), folder.toString());
    var october = read(of("2026-10-01", "2026-11-01"), folder.toString());
    assertThat(september.used().total().of(Meter.OUTPUT)).isEqualByComparingTo("50");
    assertThat(october.used().total().of(Meter.OUTPUT)).isEqualByComparingTo("0");
    assertThat(october.inputs().getFirst().used()).isZero();
    assertThat(october.inputs().getFirst().skipped()).isEqualTo(Map.of("outside_period", 1L));
  }

  @Test
  void aMadeUpIdTellsTwoPromptsOfASessionApart() {
    var reading =
        ReadCalls.of(
            claude("2026-10-07T08:00:00Z", "chat-1", 5, ""),
            claude("2026-10-07T08:05:00Z", "chat-1", 5, "").replace(":100,", ":170,"),
            claude("2026-10-07T08:05:01Z", "chat-1", 9, "").replace(":100,", ":170,"));
    assertThat(reading.sum(Meter.INPUT, Status.OK)).isEqualTo("270");
    assertThat(reading.sum(Meter.OUTPUT, Status.OK)).isEqualTo("14");
  }

  private static String result(int input, String rest) {
    return ("{\"type\":\"result\",\"session_id\":\"s\",\"uuid\":\"u\",\"total_cost_usd\":1,"
            + "\"modelUsage\":{\"claude-haiku-5-5\":{\"inputTokens\":%d,\"costUSD\":%d}}%s}")
        .formatted(input, input, rest);
  }

  private static String streamed(int id, int output) {
    return claude("", id(id), output, "")
        .replace("\"sessionId\":\"s\"", "\"session_id\":\"s\",\"uuid\":\"u\"");
  }

  @Test
  void aResultThatCountsLessIsThatOfANewProcess() {
    var reading = ReadCalls.of(result(100, ""), result(110, ""), result(10, ""), result(30, ""));
    assertThat(reading.sum(Meter.INPUT, Status.OK)).isEqualTo("140"); // 110 + 30
    assertThat(reading.tally().used().total().of(Meter.LOGGED_USD)).isEqualByComparingTo("140");
    assertThat(reading.tally().warnings().getFirst()).contains("a new process");
  }

  @Test
  void aResultWithoutCountsTakesNothingAway() {
    var crash = "{\"type\":\"result\",\"session_id\":\"s\",\"is_error\":true,\"total_cost_usd\":0}";
    assertThat(ReadCalls.of(result(100, ""), crash).sum(Meter.INPUT, Status.OK)).isEqualTo("100");
  }

  @Test
  void theMessagesOfAKilledRunCount() {
    var reading = ReadCalls.of(streamed(1, 3), streamed(1, 8), streamed(2, 4));
    assertThat(reading.sum(Meter.CALLS, Status.OK)).isEqualTo("2");
    assertThat(reading.sum(Meter.OUTPUT, Status.OK)).isEqualTo("12");
  }

  @Test
  void messagesThatAResultHoldsDoNot() {
    var reading = ReadCalls.of(streamed(1, 3), result(100, ""), streamed(2, 4));
    assertThat(reading.sum(Meter.CALLS, Status.OK)).isEqualTo("1");
    assertThat(reading.sum(Meter.INPUT, Status.OK)).isEqualTo("200");
  }

  private static String meta(String id, String rest) {
    return "{\"timestamp\":\"2026-10-07T08:00:00Z\",\"type\":\"session_meta\",\"payload\":{\"id\":\"%s\"%s}}"
        .formatted(id, rest);
  }

  private static String turn(String rest) {
    return "{\"type\":\"turn_context\",\"payload\":{\"model\":\"gpt-6.1-terra\"%s}}"
        .formatted(rest);
  }

  private static String usage(int input, int cached) {
    return "{\"input_tokens\":%d,\"cached_input_tokens\":%d,\"output_tokens\":%d}"
        .formatted(input, cached, input / 10);
  }

  private static String count(String day, int total, int last, String rest) {
    return ("{\"timestamp\":\"%sT08:00:00Z\",\"type\":\"event_msg\",\"payload\":{\"type\":\"token_count\","
            + "\"info\":{\"total_token_usage\":%s%s}%s}}")
        .formatted(
            day, usage(total, 0), last < 0 ? "" : ",\"last_token_usage\":" + usage(last, 0), rest);
  }

  private static String record(String response, int input) {
    return "{\"type\":\"token_usage_record\",\"payload\":{\"response_id\":\"%s\",\"usage\":%s}}"
        .formatted(response, usage(input, 0));
  }

  @Test
  void aForkThatIsReadFirstLeavesTheCopiedCallToTheDayOfItsParent() throws IOException {
    String fork = ",\"forked_from_id\":\"a\"";
    write(
        "1.jsonl",
        meta("b", fork),
        meta("a", ""),
        turn(""),
        count("2026-10-08", 100, 100, ""),
        count("2026-10-08", 150, 50, ""));
    write("2.jsonl", meta("a", ""), turn(""), count("2026-10-07", 100, 100, ""));
    write(
        "0.jsonl",
        meta("c", ",\"forked_from_id\":\"b\""),
        turn(""),
        count("2026-10-09", 100, 100, ""),
        count("2026-10-09", 150, 50, ""),
        count("2026-10-09", 170, 20, ""));
    assertThat(inputBy(read(), key -> key.day().toString()))
        .isEqualTo(Map.of("2026-10-07", "100", "2026-10-08", "50", "2026-10-09", "20"));
    assertThat(read().warnings()).isEmpty();
  }

  @Test
  void aForkWithoutItsParentIsNamed() {
    var reading =
        ReadCalls.of(meta("b", ",\"forked_from_id\":\"a\""), count("2026-10-07", 9, 9, ""));
    assertThat(reading.tally().warnings().getFirst())
        .contains("a copy of a, which is not among the inputs");
  }

  /// Nothing in a file separates a copy from what its fork added: both stand under one turn.
  @Test
  void aForkWithoutItsParentCountsWhole() {
    var reading =
        ReadCalls.of(
            meta("b", ",\"forked_from_id\":\"a\""),
            meta("a", ""),
            turn(""),
            count("2026-10-07", 100, 100, ""),
            count("2026-10-07", 150, 50, ""));
    assertThat(reading.sum(Meter.INPUT, Status.OK)).isEqualTo("150");
    assertThat(reading.tally().warnings()).hasSize(1);
  }

  @Test
  void aThreadThatIsResumedGoesOnFromItsTotal() throws IOException {
    String started = "{\"type\":\"thread.started\",\"thread_id\":\"t\"}";
    String turn =
        "{\"type\":\"turn.completed\",\"usage\":{\"input_tokens\":%d,\"output_tokens\":9}}";
    write("1.jsonl", started, turn.formatted(18_080));
    write("2.jsonl", started, turn.formatted(36_197), started, turn.formatted(54_341));
    assertThat(read().used().total().of(Meter.INPUT)).isEqualByComparingTo("54341");
    assertThat(read().used().total().of(Meter.CALLS)).isEqualByComparingTo("3");
  }

  @Test
  void theModelOfAStreamThatNamesNoneCanBeStated() {
    var reading =
        ReadCalls.of(
            ReadCalls.mapped(Map.of("model", "=gpt-5.2")),
            "{\"type\":\"thread.started\",\"thread_id\":\"t\"}",
            "{\"type\":\"turn.completed\",\"usage\":{\"input_tokens\":100,\"cached_input_tokens\":60,\"output_tokens\":10}}",
            "{\"type\":\"turn.completed\",\"usage\":{\"input_tokens\":250,\"cached_input_tokens\":160,\"output_tokens\":25}}");
    assertThat(inputBy(reading.tally(), key -> key.model())).isEqualTo(Map.of("gpt-5.2", "90"));
  }

  @Test
  void spawnedAgentsThatReplayNothingAreNotCopiesOfEachOther() throws IOException {
    String spawned = ",\"source\":{\"subagent\":{\"thread_spawn\":{\"parent_thread_id\":\"a\"}}}";
    write("1.jsonl", meta("b", spawned), turn(""), count("2026-10-07", 100, 100, ""));
    write("2.jsonl", meta("c", spawned), turn(""), count("2026-10-07", 100, 100, ""));
    write("3.jsonl", meta("d", spawned), meta("a", ""), count("2026-10-07", 70, 70, ""));
    write("4.jsonl", meta("a", ""), turn(""), count("2026-10-07", 70, 70, ""));
    assertThat(inputBy(read(), key -> key.task()))
        .isEqualTo(Map.of("main", "70", "subagent", "200"));
  }

  @Test
  void aRecordOfAResponseCountsInsteadOfItsEvent() {
    var reading =
        ReadCalls.of(
            meta("a", ""),
            turn(""),
            count("2026-10-07", 30, 30, ""), // of an older version
            record("r1", 200),
            count("2026-10-07", 230, 200, ""),
            record("compaction", 210),
            count("2026-10-07", 231, 200, ""));
    assertThat(reading.sum(Meter.INPUT, Status.OK)).isEqualTo("440"); // 30 + 200 + 210
    assertThat(reading.account().skipped()).containsEntry("repeated_count", 2L);
  }

  @Test
  void aTierHoldsUntilTheNextOne() {
    var reading =
        ReadCalls.of(
            meta("a", ""),
            turn(",\"service_tier\":\"priority\""),
            count("2026-10-07", 10, 10, ""),
            count("2026-10-07", 30, 20, ",\"service_tier\":\"default\""),
            "{\"type\":\"event_msg\",\"payload\":{\"type\":\"thread_settings_applied\","
                + "\"thread_settings\":{\"service_tier\":\"fast\"}}}",
            count("2026-10-07", 70, 40, ""));
    var fast = reading.tally().used().where(key -> key.service() == ServiceTier.FAST);
    assertThat(fast.total().of(Meter.INPUT)).isEqualByComparingTo("50");
  }

  @Test
  void totalsThatFallBeginAnew() {
    var reading =
        ReadCalls.of(
            meta("a", ""),
            count("2026-10-07", 100, -1, ""),
            count("2026-10-07", 30, -1, ""),
            count("2026-10-07", 100, -1, ""),
            count("2026-10-07", 0, 0, ""));
    assertThat(reading.sum(Meter.INPUT, Status.OK)).isEqualTo("200"); // 100 + 30 + 70
    assertThat(reading.sum(Meter.CALLS, Status.OK)).isEqualTo("3");
  }

  @Test
  void moreCachedThanInputIsAllOfTheInput() {
    var reading =
        ReadCalls.of(
            meta("a", ""),
            count("2026-10-07", 10, 10, "")
                .replace("cached_input_tokens\":0", "cached_input_tokens\":12"));
    assertThat(reading.sum(Meter.INPUT, Status.OK)).isEqualTo("0");
    assertThat(reading.sum(Meter.CACHE_READ, Status.OK)).isEqualTo("10");
    assertThat(reading.tally().warnings().getFirst()).contains("more cached tokens than input");
  }

  @Test
  void anOldRolloutWithoutCountsHasNoCalls() {
    var reading =
        ReadCalls.of("{\"id\":\"a\",\"instructions\":null}", "{\"record_type\":\"state\"}");
    assertThat(reading.account().format()).isEqualTo("codex");
    assertThat(reading.account().used()).isZero();
  }

  @Test
  void homesThatWereCollectedAreReadAlthoughTheirFoldersAreHidden() throws IOException {
    write("ann/.claude/projects/p/s.jsonl", claude("2026-10-07T08:00:00Z", id(1), 5, ""));
    write("ann/.claude/settings.json", "{}");
    write("ben/.config/claude/projects/p/s.jsonl", claude("2026-10-07T08:00:00Z", id(2), 5, ""));
    write("ben/.cache/x.jsonl", claude("2026-10-07T08:00:00Z", id(3), 5, ""));
    assertThat(read().used().total().of(Meter.CALLS)).isEqualByComparingTo("2");
    var asked = read(ReadCalls.ALL, folder + "/ben/.cache/*");
    assertThat(asked.used().total().of(Meter.CALLS)).isEqualByComparingTo("1");
  }

  @Test
  void aFileThatTwoPathsNameIsReadOnce() throws IOException {
    write("calls.csv", "model,input_tokens,output_tokens", "claude-haiku-5-5,100,10");
    var tally = read(ReadCalls.ALL, folder.toString(), folder + "/calls.csv");
    assertThat(tally.inputs()).hasSize(1);
    assertThat(tally.warnings()).anyMatch(warning -> warning.endsWith("and is read once"));
    assertThat(tally.used().total().of(Meter.INPUT)).isEqualByComparingTo("100");
  }

  @Test
  void aSessionOfCopilotWithoutAnEndIsNamed() {
    var reading =
        ReadCalls.of(
            ReadOptions.SNIFFED,
            "{\"type\":\"session.start\",\"data\":{\"copilotVersion\":\"1\"}}",
            "{\"type\":\"assistant.message\",\"data\":{\"outputTokens\":3}}");
    assertThat(reading.tally().warnings().getFirst()).contains("has no end");
  }

  /// Reports of ccusage: of Codex before and since 2026, of five hours, by project, without models.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'daily':[{'date':'2026-10-20','inputTokens':90,'models':{'gpt-5':{'inputTokens':90,"
            + "'cachedInputTokens':40,'outputTokens':7,'reasoningOutputTokens':2,"
            + "'totalTokens':97,'isFallback':false}}}]|gpt-5|50|40|7",
        "'daily':[{'date':'2026-10-20','models':{'gpt-5':{'inputTokens':50,"
            + "'cacheReadTokens':40,'cacheCreationTokens':0,'outputTokens':7,"
            + "'reasoningOutputTokens':2,'totalTokens':99,'isFallback':true}}}]|gpt-5|50|40|9",
        "'blocks':[{'startTime':'2026-10-20T10:00:00Z','isGap':true,'tokenCounts':{},'models':[]},"
            + "{'startTime':'2026-10-20T15:00:00Z','models':['claude-opus-5-5'],"
            + "'tokenCounts':{'inputTokens':50,'outputTokens':7,'cacheReadInputTokens':40}}]"
            + "|claude-opus-5-5|50|40|7",
        "'projects':{'a':[{'date':'2026-10-20','modelBreakdowns':[{'modelName':'claude-opus-5-5',"
            + "'inputTokens':20,'outputTokens':3,'cacheReadTokens':40,'cacheCreationTokens':0}]}],"
            + "'b':[{'date':'2026-10-20','modelBreakdowns':[{'modelName':'claude-opus-5-5',"
            + "'inputTokens':30,'outputTokens':4,'cacheReadTokens':0,'cacheCreationTokens':0}]}]}"
            + "|claude-opus-5-5|50|40|7",
        "'type':'monthly','data':[{'month':'2026-10','models':['a','b'],'inputTokens':50,"
            + "'outputTokens':7,'cacheReadTokens':40,'cacheCreationTokens':0}]"
            + "|(several models)|50|40|7",
      })
  void sumsOfCcusageAreThoseOfTheirModels(
      String report, String model, int input, int read, int output) {
    var reading = ReadCalls.of(("{" + report + ",'totals':{'totalCost':1}}").replace('\'', '"'));

    var used = reading.tally().used();
    assertThat(used.cells().keySet()).extracting(key -> key.model()).containsOnly(model);
    assertThat(used.total().of(Meter.CALLS)).isZero();
    assertThat(used.total().of(Meter.INPUT)).isEqualByComparingTo(String.valueOf(input));
    assertThat(used.total().of(Meter.CACHE_READ)).isEqualByComparingTo(String.valueOf(read));
    assertThat(used.total().of(Meter.OUTPUT)).isEqualByComparingTo(String.valueOf(output));
    assertThat(reading.rejects()).isEmpty();
  }

  @Test
  void aStepOfARunOfOpencodeIsACallOfAModelThatIsNotSaid() {
    String event =
        "{\"type\":\"step_finish\",\"timestamp\":1795168800000,\"sessionID\":\"s\",\"part\":{\"id\":\"%s\","
            + "\"messageID\":\"m\",\"sessionID\":\"s\",\"type\":\"step-finish\",\"tokens\":{\"input\":5,"
            + "\"output\":1,\"reasoning\":0,\"cache\":{\"read\":2,\"write\":0}}}}";
    var lines = new String[] {event.formatted("p1"), event.formatted("p2")};
    var used = ReadCalls.of(lines).tally().used();
    assertThat(used.total().of(Meter.CALLS)).isEqualByComparingTo("2");
    assertThat(used.total().of(Meter.INPUT)).isEqualByComparingTo("10");
    assertThat(used.total().of(Meter.CACHE_READ)).isEqualByComparingTo("4");
    assertThat(used.cells().firstKey().model()).isEqualTo("(unknown)");
    var mapped = ReadCalls.of(ReadCalls.mapped(Map.of("model", "=m")), lines);
    assertThat(mapped.tally().used().cells().firstKey().model()).isEqualTo("m");
  }

  /// Other agents begin a session as pi does.
  @Test
  void aSessionWithoutTheTimeOfPiIsNoneOfPi() {
    var reading =
        ReadCalls.of(
            "{\"type\":\"session\",\"version\":0,\"id\":\"x\",\"createdAt\":1795168800000,\"cwd\":\"/w\"}",
            "{\"type\":\"assistant/message\",\"time\":1795168800000,\"data\":{\"message\":{\"source\":"
                + "{\"model\":\"m\"}},\"usage\":{\"inputTokens\":5,\"outputTokens\":1}}}");
    assertThat(reading.count(Meter.INPUT)).isEqualTo(5);
  }
}
