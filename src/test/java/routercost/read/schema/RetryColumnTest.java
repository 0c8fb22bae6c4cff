package routercost.read.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routercost.read.ReadCalls;
import routercost.usage.Meter;

class RetryColumnTest {
  private static ReadCalls log(String column, String... cells) {
    var rows = Arrays.stream(cells).map(cell -> "claude-haiku-4-5,10,x," + cell);
    var header = Stream.of("model,input_tokens,note," + column);
    return ReadCalls.of(Stream.concat(header, rows).toArray(String[]::new));
  }

  private static String tries(ReadCalls reading) {
    var used = reading.tally().used().total();
    return used.of(Meter.RETRIES).toPlainString()
        + " of "
        + used.of(Meter.FIRST_TRIES).toPlainString();
  }

  @ParameterizedTest
  @CsvSource({
    "retries, 0 1 3, 4 of 3",
    "num_retries, 0 1 3, 4 of 3",
    "retry_count, 0 1 3, 4 of 3",
    "attempted_retries, 0 1 3, 4 of 3",
    "retry_success_count, 0 1 3, 4 of 3",
    "attempts, 1 2 4, 4 of 3",
    "attempt_count, 1 2 4, 4 of 3",
    "routeAttemptCount, 0 2 4, 4 of 3",
    "attempt, 1 1 2 3, 2 of 2",
    "attempt_number, 0 1 2, 1 of 2",
    "retry_of, null - call_7, 1 of 2",
    "used_fallback, false true no, 1 of 3",
    "max_retries, 3 3 3, 0 of 0"
  })
  void theNameOfTheColumnSaysWhatItCounts(String column, String cells, String tries) {
    assertThat(tries(log(column, cells.split(" ")))).isEqualTo(tries);
  }

  @Test
  void anEmptyCellMeansThatNothingWasTriedAgain() {
    assertThat(tries(log("retries", "2", "", "none"))).isEqualTo("2 of 3");
    assertThat(tries(log("attempts", "2", ""))).isEqualTo("1 of 2");
    assertThat(tries(log("attempt", "2", ""))).isEqualTo("1 of 1");
    assertThat(tries(log("retry_of", "call_1", ""))).isEqualTo("1 of 1");
  }

  @Test
  void aLogWithoutSuchAColumnTellsNothing() {
    assertThat(tries(log("other", "2", "3"))).isEqualTo("0 of 0");
  }

  @Test
  void aColumnOfOtherThingsTellsNothingAndRejectsNothing() {
    var reading = log("attempts", "2", "soon");
    assertThat(tries(reading)).isEqualTo("0 of 0");
    assertThat(reading.account().used()).isEqualTo(2);
  }

  @Test
  void aCellThatIsNotUnderstoodLateInTheLogTellsNothing() {
    var cells = new String[1002];
    Arrays.fill(cells, "1");
    cells[1001] = "-1";
    var reading = log("retries", cells);
    assertThat(tries(reading)).isEqualTo("1001 of 1001");
    assertThat(reading.account().used()).isEqualTo(1002);
  }

  @Test
  void aRowOfSeveralCallsCountsTheirRetriesTogether() {
    assertThat(tries(ReadCalls.of("model,input_tokens,calls,retries", "claude-haiku-4-5,10,50,7")))
        .isEqualTo("7 of 50");
    assertThat(
            tries(ReadCalls.of("model,input_tokens,calls,attempts", "claude-haiku-4-5,10,50,57")))
        .isEqualTo("7 of 50");
    assertThat(tries(ReadCalls.of("model,input_tokens,calls,attempt", "claude-haiku-4-5,10,50,2")))
        .isEqualTo("0 of 0");
  }
}
