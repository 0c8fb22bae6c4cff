package routercost.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import routercost.read.schema.Filter;
import routercost.read.schema.RecordFilter;
import routercost.read.value.Period;
import routercost.usage.Meter;

/// Copies of one call, and calls that only share an id.
class CopiesTest {
  /// Three responses, of which two have counts in one of their chunks.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'id':'%s','object':'chat.completion.chunk','model':'m','usage':%s}\n",
        "data: {'id':'%s','object':'chat.completion.chunk','model':'m','usage':%s}\n\n",
        "{'ts':'2026-11-20T10:00:00Z','response':{'id':'%s','model':'m','usage':%s}}\n",
      })
  void ofAStreamTheChunkWithCountsIsTheCall(String chunk) {
    for (int times : List.of(1, 100)) {
      var log = new StringBuilder();
      for (int i = 0; i < times; i++) {
        for (var part : List.of("a", "a", "a+", "b", "b+", "b", "c", "c")) {
          var usage = "{'prompt_tokens':9,'completion_tokens':2}";
          log.append(
              chunk.formatted("r" + i + part.charAt(0), part.endsWith("+") ? usage : "null"));
        }
      }
      var read = ReadCalls.of(log.toString().replace('\'', '"').getBytes(UTF_8)).account();

      assertThat(read.used()).isEqualTo(2L * times);
      assertThat(read.skipped())
          .containsOnly(
              Map.entry("earlier_chunk", 5L * times),
              Map.entry("tokens_not_numeric", (long) times));
    }
  }

  /// The parts of a stream of Gemini count tools, cached tokens and output late.
  @Test
  void aPartWithoutOutputIsTheBeginningOfTheCallThatCountsMore() {
    var part = "data: {'responseId':'r','modelVersion':'m','usageMetadata':{%s}}\n\n";
    var log =
        part.formatted("'promptTokenCount':1000,'totalTokenCount':1000")
            + part.formatted(
                "'promptTokenCount':1000,'toolUsePromptTokenCount':200,"
                    + "'cachedContentTokenCount':300,'candidatesTokenCount':400,"
                    + "'totalTokenCount':1600");
    var reading = ReadCalls.of(log.replace('\'', '"').getBytes(UTF_8));

    assertThat(reading.count(Meter.INPUT)).isEqualTo(900);
    assertThat(reading.count(Meter.CACHE_READ)).isEqualTo(300);
    assertThat(reading.count(Meter.OUTPUT)).isEqualTo(400);
    assertThat(reading.account().duplicates()).isEqualTo(1);
  }

  private static final String HEADER = "timestamp,request_id,model,input_tokens,output_tokens";

  private static RecordFilter october() {
    var month =
        new Period(Optional.of(LocalDate.of(2026, 10, 1)), Optional.of(LocalDate.of(2026, 11, 1)));
    return new RecordFilter(
        Filter.none(), Set.of(), month, ZoneOffset.UTC, LocalDate.of(2026, 11, 1));
  }

  @Test
  void ofTheStagesOfAStreamTheLargestCountsOnTheDayOfTheEarliest() {
    var reading =
        ReadCalls.of(
            HEADER,
            "2026-10-31T23:59:50Z,a,m,100,1",
            "2026-11-01T00:00:10Z,a,m,100,400",
            "2026-11-01T00:00:05Z,a,m,100,200");

    assertThat(reading.count(Meter.OUTPUT)).isEqualTo(400);
    assertThat(reading.call().slice().key().day()).isEqualTo("2026-10-31");
    assertThat(reading.account().duplicates()).isEqualTo(2);
  }

  @Test
  void copiesAreMergedBeforeThePeriodApplies() {
    var begun =
        ReadCalls.of(
            october(),
            HEADER,
            "2026-10-31T23:59:50Z,a,m,100,1",
            "2026-11-01T00:00:10Z,a,m,100,400");
    var before =
        ReadCalls.of(
            october(),
            HEADER,
            "2026-09-30T23:59:50Z,a,m,100,1",
            "2026-10-01T00:00:10Z,a,m,100,400");

    assertThat(begun.count(Meter.OUTPUT)).isEqualTo(400);
    assertThat(before.calls()).isEmpty();
    assertThat(before.account().rows()).isEqualTo(2);
  }

  @Test
  void callsThatShareAnIdButDifferAllCountAndAreNamed() {
    var reading =
        ReadCalls.of(
            HEADER,
            "2026-10-01T10:00:00Z,a,m,100,1",
            "2026-10-01T10:00:01Z,a,m,101,1",
            "2026-10-01T10:00:02Z,a,other,100,1",
            "2026-10-09T10:00:03Z,b,m,100,1",
            "2026-10-09T10:00:03Z,c,m,100,1",
            "2026-10-09T10:00:03Z,d,m,100,1");

    assertThat(reading.calls()).hasSize(6);
    assertThat(reading.tally().warnings())
        .containsExactly(
            "-: 2 calls have the request_id of another call but differ from it, so all of them"
                + " count");
  }

  private static final String OTHER = "req_0b5e0a527d3c";
  private static final String UUID = "0b5e0a52-7d3c-4b7e-9a61-2f1f3c9d1e01";

  @ParameterizedTest
  @ValueSource(strings = {"1", "row-7", "cron", UUID})
  void anIdThatAllCallsHaveIsNone(String id) {
    for (var time : List.of("2026-10-01T10:00:00Z", "2026-10-01", "2026-10-0%dT10:00:00Z")) {
      for (int calls : List.of(3, 9)) {
        var lines = new ArrayList<>(List.of(HEADER));
        for (int i = 1; i <= calls; i++) {
          lines.add(time.replace("%d", "" + i) + "," + id + ",m,100,1");
        }
        assertThat(ReadCalls.of(lines.toArray(String[]::new)).calls()).hasSize(calls);
      }
    }
  }

  /// From the fourth record on all have one id, at different times.
  @ParameterizedTest
  @ValueSource(strings = {"1", "cron", UUID})
  void anIdThatManyCallsHaveIsNoneAndIsNamed(String id) {
    var lines = new ArrayList<>(List.of(HEADER));
    for (int i = 1; i <= 9; i++) {
      lines.add("2026-10-0" + i + "T10:00:00Z," + (i < 7 ? OTHER + i : id) + ",m,100,1");
    }
    lines.add("2026-10-01T10:00:00Z," + OTHER + "1,m,100,1");

    var reading = ReadCalls.of(lines.toArray(String[]::new));

    assertThat(reading.calls()).hasSize(9);
    assertThat(reading.account().duplicates()).isEqualTo(1);
    assertThat(reading.tally().warnings().getFirst())
        .contains(" stands as the id on 3 of the first records");
  }

  /// A number that each file gives anew is one call only within one second.
  @ParameterizedTest
  @CsvSource({
    "7, 2026-10-01T10:00:00Z, 1",
    "7, 2026-10-01, 2",
    "7, '', 2",
    "row-7, 2026-10-01T00:00:00Z, 2",
    "req_0b5e0a527d3, 2026-10-01T10:00:00Z, 1",
    "req_0b5e0a527d3, 2026-10-01, 1",
    "req_0b5e0a527d3, '', 1"
  })
  void anIdThatOnlyCountsNeedsATimeToNameACall(String id, String time, int calls) {
    var row = time + "," + id + ",m,100,1";
    var others = new ArrayList<String>();
    for (int i = 0; i < 300; i++) {
      others.add("2026-10-01T10:00:00Z," + OTHER + i + ",m,100,1");
    }
    for (var more : List.of(List.<String>of(), others)) { // read row by row, and scanned
      var lines = new ArrayList<>(List.of(HEADER, row, row));
      lines.addAll(more);
      var reading = ReadCalls.of(lines.toArray(String[]::new));
      assertThat(reading.account().used()).isEqualTo(calls + more.size());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "-",
        "0",
        "N/A",
        "unknown",
        "undefined",
        "None",
        "00000000-0000-0000-0000-000000000000"
      })
  void aPlaceholderIsNoId(String id) {
    var reading =
        ReadCalls.of(
            HEADER,
            "2026-10-01T10:00:00Z," + id + ",m,100,1",
            "2026-10-01T10:00:01Z," + id + ",m,100,1");

    assertThat(reading.calls()).hasSize(2);
  }

  @Test
  void aFallbackCountsAtTheModelThatAnswered() {
    var reading =
        ReadCalls.of(
            "{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"claude-a\","
                + "\"usage\":{\"input_tokens\":10,\"output_tokens\":30,\"iterations\":["
                + "{\"type\":\"message\",\"model\":\"claude-a\",\"input_tokens\":10,"
                + "\"output_tokens\":0},{\"type\":\"fallback_message\",\"model\":\"claude-b\","
                + "\"input_tokens\":12,\"output_tokens\":30}]}}");

    assertThat(reading.call().slice().key().model()).isEqualTo("claude-b");
    assertThat(reading.count(Meter.INPUT)).isEqualTo(12);
  }

  @Test
  void eventsOfOtherProvidersAreRead() {
    var reading =
        ReadCalls.of(
            "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"model\":\"gpt-5\","
                + "\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":1,\"total_tokens\":10}}",
            "",
            "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"model\":\"gpt-5\","
                + "\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":5,\"total_tokens\":14}}",
            "",
            "data: [DONE]");

    assertThat(reading.count(Meter.OUTPUT)).isEqualTo(5);
  }

  /// Of two responses one has no end in the log.
  @Test
  void theEventsOfAResponseAreOneCall() {
    var log =
        """
        {"type":"response.created","response":{"id":"a","model":"m","status":"in_progress","usage":null}}
        {"type":"response.output_item.added","item":{"id":"b","type":"message","status":"in_progress"}}
        {"type":"response.completed","response":{"id":"a","model":"m","status":"completed",\
        "usage":{"input_tokens":9,"output_tokens":2,"total_tokens":11}}}
        {"type":"response.created","response":{"id":"c","model":"m","status":"queued","usage":null}}
        """;
    var read = ReadCalls.of(log.getBytes(UTF_8));

    assertThat(read.count(Meter.INPUT)).isEqualTo(9);
    assertThat(read.account().skipped())
        .containsOnly(
            Map.entry("earlier_chunk", 1L),
            Map.entry("no_usage", 1L),
            Map.entry("tokens_not_numeric", 1L));
  }
}
