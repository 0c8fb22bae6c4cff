package routercost.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routercost.read.schema.Filter;
import routercost.read.schema.RecordFilter;
import routercost.read.value.Period;
import routercost.usage.Meter;

/// Copies of one call, and calls that only share an id.
class CopiesTest {
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
}
