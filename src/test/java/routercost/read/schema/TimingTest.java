package routercost.read.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import routercost.read.ReadCalls;
import routercost.read.value.DateOrder;
import routercost.read.value.DateParser;
import routercost.read.value.RowRejectedException;

class TimingTest {
  private static final DateParser BERLIN =
      new DateParser(ZoneId.of("Europe/Berlin"), DateOrder.DAY_FIRST);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-10-01T02:02:22Z|2026-10-01T02:02:22Z",
        "2026-10-01T02:02:22.789+02:00|2026-10-01T00:02:22Z",
        "2026-10-01 02:02|2026-10-01T00:02:00Z",
        "01.10.2026 2:02 PM|2026-10-01T12:02:00Z",
        "1790000000|2026-09-21T14:13:20Z",
        "1790000000123|2026-09-21T14:13:20Z"
      })
  void momentsAreReadToTheSecond(String text, String moment) throws RowRejectedException {
    assertThat(BERLIN.instant(text)).contains(Instant.parse(moment));
  }

  /// The way of plain times computes seconds; the other one reads any spelling.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-10-01T02:02:22Z",
        "2026-10-01T02:02:22.789+02:00",
        "2026-10-01 02:02:22",
        "2026-10-01 02:02",
        "2026-10-01T24:00:00Z",
        "2026-10-01T10:00:60Z",
        "20261001T020222Z",
        "1790000000",
        "1790000000123",
        "1790000000.5",
        "Oct 1, 2026 2:02 PM",
        "2026-10-01"
      })
  void theMomentOfACallIsThatOfItsText(String text) {
    var row = "\"" + text + "\",claude-opus-5-5,1";
    var calls = ReadCalls.of("timestamp,model,input_tokens", row, row).calls();
    var utc = new DateParser(ZoneOffset.UTC, DateOrder.DAY_FIRST);
    assertThat(calls).hasSize(2).allMatch(call -> call.timing().at().equals(utc.instant(text)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-10-01", "20261001", "01.10.2026", ""})
  void aDayIsNoMoment(String text) throws RowRejectedException {
    assertThat(BERLIN.instant(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "latency_ms, 1500, 1500",
    "latency_s, 1.5, 1500",
    "duration_seconds, 2, 2000",
    "duration, 250, 250"
  })
  void howLongACallTookIsReadInTheUnitOfItsName(String column, String cell, long milliseconds) {
    var call =
        ReadCalls.of(
                "timestamp,model,input_tokens," + column,
                "2026-10-01T00:00:00Z,claude-opus-5-5,1," + cell)
            .call();

    assertThat(call.timing())
        .isEqualTo(
            new Timing(
                Optional.of(Instant.parse("2026-10-01T00:00:00Z")),
                Optional.of(Duration.ofMillis(milliseconds))));
  }

  @Test
  void aLogMayTellNeither() {
    assertThat(ReadCalls.of("model,input_tokens", "claude-opus-5-5,1").call().timing())
        .isEqualTo(new Timing(Optional.empty(), Optional.empty()));
  }
}
