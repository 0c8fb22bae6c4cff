package routercost.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import routercost.audit.NotCounted.Kind;
import routercost.read.schema.Filter;
import routercost.read.schema.ReadOptions;
import routercost.read.schema.RecordFilter;
import routercost.read.tally.CallListener.Call;
import routercost.read.text.ConfigurationProblem;
import routercost.read.value.Period;
import routercost.usage.Meter;

class AccountsTest {
  @Test
  void aCallFoundAgainIsADuplicateInAnyInput() {
    ReadCalls reading =
        ReadCalls.of("model,input,request_id,status", "m,1,a,ok", "m,1,a,ok", "m,1,,ok", "m,1,,ok");

    assertThat(reading.account().duplicates()).isEqualTo(1);
    assertThat(reading.account().used()).isEqualTo(3);
    assertThat(reading.tally().duplicates().total().of(Meter.INPUT)).isEqualByComparingTo("1");
  }

  @Test
  void aRetryThatSucceededIsAnotherCallThanTheAttemptThatFailed() {
    ReadCalls reading =
        ReadCalls.of("model,input,request_id,status", "m,1,a,error", "m,1,a,ok", "m,1,a,ok");

    assertThat(reading.account().used()).isEqualTo(2);
    assertThat(reading.account().duplicates()).isEqualTo(1);
  }

  @Test
  void anIdThatMostRowsShareIsNotTakenForARequestId() {
    ReadCalls reading = ReadCalls.of("model,input,id", "m,1,a", "m,2,a", "m,3,a", "m,4,b");

    assertThat(reading.account().used()).isEqualTo(4);
    assertThat(reading.account().assumptions())
        .contains(
            "id does not distinguish calls (most records share one), so no duplicates were removed by it");
  }

  @Test
  void streamingCopiesThatDifferInOutputAreDuplicates() {
    ReadCalls reading =
        ReadCalls.of("model,input,output,id", "m,1,5,a", "m,1,90,a", "m,1,7,b", "m,1,8,b");

    assertThat(reading.account().duplicates()).isEqualTo(2);
  }

  @Test
  void duplicatesAreKeptIfAsked() {
    var keeping = new ReadOptions(Optional.empty(), Map.of(), ReadOptions.CacheTokens.AUTO, false);

    assertThat(ReadCalls.of(keeping, "model,input,request_id", "m,1,a", "m,1,a").calls())
        .hasSize(2);
  }

  @Test
  void recordsOutsideThePeriodOrWithoutADateAreSkippedWithTheReason() {
    var august =
        new Period(Optional.of(LocalDate.of(2026, 8, 1)), Optional.of(LocalDate.of(2026, 9, 1)));
    var selection =
        new RecordFilter(Filter.none(), Set.of(), august, ZoneOffset.UTC, ReadCalls.UNDATED);

    ReadCalls reading =
        ReadCalls.of(
            selection,
            "model,input,timestamp",
            "m,1,2026-07-31T23:59:59Z",
            "m,2,2026-08-01T00:00:00Z",
            "m,3,2026-08-31T23:59:59Z",
            "m,4,2026-09-01T00:00:00Z",
            "m,5,");

    assertThat(reading.account().skipped()).isEqualTo(Map.of("no_date", 1L, "outside_period", 2L));
    assertThat(reading.account().used()).isEqualTo(2);
  }

  @Test
  void recordsThatFailTheFilterAreSkippedWithTheReason() {
    String[] log = {"model,input,team,status", "m,1,a,200", "m,2,b,500"};

    assertThat(ReadCalls.of(ReadCalls.filtered("team", "b"), log).count(Meter.INPUT)).isEqualTo(2);
    assertThat(ReadCalls.of(ReadCalls.filtered("status", "ok"), log).count(Meter.INPUT))
        .isEqualTo(1);
    assertThat(ReadCalls.of(ReadCalls.filtered("TEAM", "c"), log).account().skipped())
        .isEqualTo(Map.of("filtered_out", 2L));
  }

  @Test
  void aFilterOnAColumnThatNoInputHasIsRefused() {
    assertThatThrownBy(() -> ReadCalls.of(ReadCalls.filtered("modle", "b"), "model,input", "m,1"))
        .isInstanceOf(ConfigurationProblem.class)
        .hasMessage(
            "no input has a column 'modle' to filter by (did you mean 'model'?); expected"
                + " task, model, tier, provider, day, week, month, service, band, place, status or a"
                + " column of the log");
  }

  @Test
  void aSumThatPassesTheLargestLongIsStillExact() {
    var lines = new ArrayList<>(List.of("model,calls,input"));
    for (int i = 0; i < 9300; i++) {
      lines.add("m,1,1000000000000000");
    }

    ReadCalls reading = ReadCalls.of(lines.toArray(String[]::new));

    assertThat(reading.account().used()).isEqualTo(9300);
    assertThat(reading.tally().used().total().of(Meter.INPUT))
        .isEqualByComparingTo("9300000000000000000");
  }

  @Test
  void everyCallIsToldWithItsPlaceAndItsUsage() {
    Call call = ReadCalls.of("model,input,cost", "m,7,0.5").call();

    assertThat(call.origin()).hasToString("-:2");
    assertThat(call.slice().usage().of(Meter.CALLS)).isEqualByComparingTo("1");
    assertThat(call.slice().usage().of(Meter.LOGGED_USD)).isEqualByComparingTo("0.5");
  }

  @Test
  void rejectsHoldMappedColumnsOnly() {
    ReadCalls reading = ReadCalls.of("model,input,prompt", "m,lots,secret");

    assertThat(reading.rejects().getFirst().fields())
        .isEqualTo(Map.of("model", "m", "input_tokens", "lots"));
  }

  /// A stream of which nobody logged the usage.
  @Test
  void aCallOfAnExportWithoutCountsIsNotFree() {
    var log =
        "{'request_created_at':'2026-11-20','response_status':200,'model':'m',"
            + "'prompt_tokens':null,'completion_tokens':null}";
    ReadCalls reading = ReadCalls.of(log.replace('\'', '"'));

    assertThat(reading.account().used()).isEqualTo(1);
    assertThat(reading.account().doubtful()).containsExactly(Map.entry(Kind.NO_INPUT, 1L));
  }
}
