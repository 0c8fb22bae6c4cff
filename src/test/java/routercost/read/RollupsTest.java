package routercost.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import routercost.usage.Meter;
import routercost.usage.Status;

/// Rows of traces that repeat the counts of rows below them.
class RollupsTest {
  private static String row(String id, String parent, int input, int output) {
    return ("{\"id\":\"%s\",\"parent_id\":\"%s\",\"model\":\"m\",\"ts\":\"2026-11-20\","
            + "\"input_tokens\":%d,\"output_tokens\":%d}")
        .formatted(id, parent, input, output);
  }

  @Test
  void aRowThatRepeatsTheSumOfItsChildrenIsLeftOutAndNamed() {
    var reading = ReadCalls.of(row("a", "", 30, 3), row("b", "a", 10, 1), row("c", "a", 20, 2));
    assertThat(reading.sum(Meter.INPUT, Status.OK)).isEqualTo("30");
    assertThat(reading.account().skipped()).containsEntry("parent_rollup", 1L);
    assertThat(reading.account().assumptions())
        .contains(
            "1 row repeats the sum of the calls below, by parent_id: left out as parent_rollup");
  }

  @Test
  void anotherInputOrAnotherOutputMakesAParentACallOfItsOwn() {
    assertThat(
            ReadCalls.of(row("a", "", 30, 4), row("b", "a", 10, 1), row("c", "a", 20, 2))
                .sum(Meter.INPUT, Status.OK))
        .isEqualTo("60");
  }

  @Test
  void rollupsAboveRollupsAndAboveRowsWithoutCountsAreFound() {
    var reading =
        ReadCalls.of(
            row("d", "c", 5, 1),
            row("c", "b", 5, 1),
            row("b", "a", 0, 0),
            row("e", "b", 7, 2),
            row("a", "", 12, 3));
    assertThat(reading.sum(Meter.INPUT, Status.OK)).isEqualTo("12");
    assertThat(reading.account().skipped()).containsEntry("parent_rollup", 2L);
  }

  @Test
  void aLargeLogOfTracesIsReadTheSameWay() {
    String[] rows =
        IntStream.range(0, 2000)
            .mapToObj(i -> row("p" + i, "", 3, 2) + "\n" + row("c" + i, "p" + i, 3, 2))
            .collect(Collectors.joining("\n"))
            .split("\n", -1);
    var reading = ReadCalls.of(rows);
    assertThat(reading.sum(Meter.INPUT, Status.OK)).isEqualTo("6000");
    assertThat(reading.account().skipped()).containsEntry("parent_rollup", 2000L);
  }

  @Test
  void withoutIdsOfParentsTheKindsOfATraceDecide() {
    var reading =
        ReadCalls.of(
            "trace_id,kind,model,date,input_tokens,output_tokens",
            "t,agent,m,2026-11-20,30,3",
            "t,llm,m,2026-11-20,10,1",
            "t,llm,m,2026-11-20,20,2",
            "u,agent,m,2026-11-20,5,1");
    assertThat(reading.sum(Meter.INPUT, Status.OK)).isEqualTo("35");
    assertThat(reading.account().skipped()).containsEntry("parent_rollup", 1L);
  }
}
