package routercost.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routercost.read.schema.ReadOptions;
import routercost.usage.Meter;
import routercost.usage.ServiceTier;
import routercost.usage.Status;
import routercost.usage.UsageKey;

/// Batches: requests and results, each of which may stand in files of its own.
class BatchesTest {
  private static final String EXPORTS = "src/test/resources/exports/";
  private static final String MISSING =
      "-:%d: no result was read for %s of %s requests of a batch: those that were processed are billed, but are not included in any total; the first is '%s'";

  private static ReadCalls of(Stream<String> lines) {
    return ReadCalls.of(lines.toArray(String[]::new));
  }

  private static ReadCalls files(String... files) {
    return ReadCalls.of(
        Stream.of(files).map(file -> EXPORTS + file).toList(),
        new byte[0],
        ReadOptions.SNIFFED,
        ReadCalls.ALL);
  }

  private static List<String> assumptions(ReadCalls reading) {
    return reading.tally().inputs().stream().flatMap(log -> log.assumptions().stream()).toList();
  }

  private static List<String> models(ReadCalls reading) {
    return reading.tally().used().cells().keySet().stream().map(UsageKey::model).toList();
  }

  private static String asked(String id) {
    return "{\"custom_id\":\"%s\",\"params\":{\"model\":\"claude-haiku-4-5\"}}".formatted(id);
  }

  private static String succeeded(String id) {
    return ("{\"custom_id\":\"%s\",\"result\":{\"type\":\"succeeded\",\"message\":{"
            + "\"model\":\"claude-haiku-4-5\",\"usage\":{\"input_tokens\":10}}}}")
        .formatted(id);
  }

  private static String ended(String id, String type) {
    return "{\"custom_id\":\"%s\",\"result\":{\"type\":\"%s\"}}".formatted(id, type);
  }

  @Test
  void theRequestsNameTheModelsOfWhatFailed() {
    var reading =
        ReadCalls.of(
            "{\"custom_id\":\"a-1\",\"params\":{\"model\":\"claude-haiku-4-5\",\"metadata\":"
                + "{\"task\":\"classify\"}}}",
            ended("a-1", "expired"));
    assertThat(reading.call().slice().key().model()).isEqualTo("claude-haiku-4-5");
    assertThat(reading.call().slice().key().task()).isEqualTo("classify");
    assertThat(reading.call().slice().key().status()).isEqualTo(Status.FAILED);
  }

  @Test
  void resultsAloneSayWhatTheyDoNotTell() {
    String folder = "openai-batches/batch_";
    var alone = files(folder + "output.jsonl");
    assertThat(alone.account().assumptions())
        .contains(
            "4 results of a batch have no request before them (give the file of requests first), so"
                + " the task is the custom_id before its number",
            "1 result of a batch is not billed: 1 expired (1 on a model that is not known)");
    assertThat(alone.tally().warnings()).isEmpty();
    assertThat(models(alone)).contains("(unknown)");
    var both = files(folder + "input.jsonl", folder + "output.jsonl");
    assertThat(assumptions(both))
        .containsExactly(
            "1 result of a batch is not billed: 1 expired",
            "1 record has no time: priced as of 2026-11-01");
    assertThat(models(both)).doesNotContain("(unknown)");
    assertThat(both.tally().used().cells().keySet())
        .allMatch(key -> key.service() == ServiceTier.BATCH)
        .anyMatch(key -> key.task().equals("summarize"));
  }

  @Test
  void aRequestWithoutAResultIsNamedAndIsNoCall() {
    var reading = ReadCalls.of(asked("a"), asked("b"), asked("c"), succeeded("c"), succeeded("a"));
    assertThat(reading.tally().warnings()).containsExactly(MISSING.formatted(2, 1, 3, "b"));
    assertThat(reading.sum(Meter.CALLS, Status.OK)).isEqualTo("2");
    assertThat(reading.tally().used().total().of(Meter.CALLS)).isEqualByComparingTo("2");
    assertThat(reading.account().skipped()).containsEntry("request_of_a_batch", 3L);
  }

  @Test
  void aRequestWhoseResultSaysThatItIsNotBilledHasOne() {
    var reading =
        ReadCalls.of(
            asked("a"),
            asked("b"),
            asked("c"),
            asked("d"),
            ended("a", "errored"),
            ended("b", "expired"),
            ended("c", "canceled"),
            ended("d", "errored"));
    assertThat(reading.tally().warnings()).isEmpty();
    assertThat(assumptions(reading))
        .contains("4 results of a batch are not billed: 1 canceled, 2 errored, 1 expired");
    assertThat(reading.sum(Meter.CALLS, Status.FAILED)).isEqualTo("4");
    assertThat(reading.tally().used().total().of(Meter.INPUT)).isZero();
  }

  @Test
  void aResultThatCannotBeReadIsAReject() {
    var reading = ReadCalls.of(asked("a"), ended("a", "lost"));
    assertThat(reading.rejects()).hasSize(1);
    assertThat(reading.tally().warnings()).isEmpty();
  }

  @Test
  void aRequestMayComeAfterItsResult() {
    var random = new Random(17);
    var ids = new ArrayList<>(IntStream.range(0, 3_000).mapToObj(i -> "task-" + i).toList());
    Collections.shuffle(ids, random);
    var lines = new ArrayList<String>();
    ids.stream().filter(id -> !id.endsWith("77")).map(BatchesTest::succeeded).forEach(lines::add);
    Collections.shuffle(ids, random);
    ids.stream().map(BatchesTest::asked).forEach(lines::add);
    String first = ids.stream().filter(id -> id.endsWith("77")).findFirst().orElseThrow();
    assertThat(of(lines.stream()).tally().warnings()) // 77, 177, … 2977
        .containsExactly(MISSING.formatted(2_970 + ids.indexOf(first) + 1, 30, "3,000", first));
  }

  @Test
  void anOutputFileWithoutTheErrorFileLeavesRequestsOpen() {
    String error =
        "{\"custom_id\":\"b\",\"response\":null,\"error\":{\"code\":\"batch_cancelled\"}}";
    String output =
        "{\"custom_id\":\"a\",\"response\":{\"status_code\":200,\"body\":{\"model\":\"gpt-5.2\","
            + "\"usage\":{\"prompt_tokens\":10}}}}";
    String request = "{\"custom_id\":\"%s\",\"body\":{\"model\":\"gpt-5.2\"}}";
    var all = List.of(request.formatted("a"), request.formatted("b"), output, error);
    assertThat(of(all.stream().limit(3)).tally().warnings())
        .containsExactly(MISSING.formatted(2, 1, 2, "b"));
    var whole = of(all.stream());
    assertThat(whole.tally().warnings()).isEmpty();
    assertThat(assumptions(whole)).contains("1 result of a batch is not billed: 1 canceled");
    assertThat(of(Stream.of(error, output, all.get(0), all.get(1))).tally().warnings()).isEmpty();
  }

  @Test
  void theIdOfARequestCannotSpoilTheScreen() {
    var warning =
        ReadCalls.of(asked("\\u001b[31m" + "x".repeat(1_000))).tally().warnings().getFirst();
    assertThat(warning).contains("'?[31mxxx").endsWith("…").hasSizeLessThan(450);
  }

  @ParameterizedTest
  @CsvSource({"succeedee,is 'succeedee'; expected succeeded", "'',is ''; expected succeeded"})
  void aResultOfNoKnownTypeIsRejected(String type, String said) {
    assertThat(
            ReadCalls.of(
                    ended("a", "expired"),
                    "{\"custom_id\":\"b\",\"result\":{\"type\":\"%s\",\"message\":{\"usage\":{}}}}"
                        .formatted(type))
                .reason())
        .startsWith("result.type " + said);
  }

  @ParameterizedTest
  @CsvSource({"{}", "{\"prompt_token\":10}", "null"})
  void anOutputThatDoesNotSayWhatItUsedIsRejected(String usage) {
    String response = "{\"status_code\":200,\"body\":{\"usage\":" + usage + "}}";
    assertThat(ReadCalls.of("{\"custom_id\":\"a\",\"response\":" + response + "}").reason())
        .startsWith("response.body.usage has no prompt_tokens or input_tokens");
  }

  @Test
  void anOutputThatSaysNothingOfItsRequestIsRejected() {
    assertThat(
            ReadCalls.of(
                    "{\"custom_id\":\"a\",\"error\":{\"code\":\"batch_expired\"}}",
                    "{\"custom_id\":\"b\",\"responsf\":{\"status_code\":200}}")
                .reason())
        .startsWith("neither response.status_code nor error is here");
  }
}
