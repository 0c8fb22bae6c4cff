package routercost.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routercost.audit.NotCounted.Kind;
import routercost.read.schema.Reject;
import routercost.read.tally.LeftOut;
import routercost.usage.Meter;

/// Lines of logs with a part of a record, or with text around it.
class LogTextTest {
  private static final String JSON =
      "{\"model\":\"claude-opus-5-5\",\"input_tokens\":5,\"output_tokens\":1}";
  private static final String PYTHON = JSON.replace('"', '\'');
  private static final String END = "\\n";

  private static String call(int input) {
    return "{\\\"model\\\":\\\"claude-opus-5-5\\\",\\\"input_tokens\\\":%d,\\\"output_tokens\\\":1}"
        .formatted(input);
  }

  private static String line(String stream, String text) {
    return "{\"log\":\"%s\",\"stream\":\"%s\",\"time\":\"2026-10-01T10:00:00Z\"}"
        .formatted(text, stream);
  }

  private static List<String> parts(String stream, int input) {
    String whole = call(input) + END;
    return List.of(
        line(stream, whole.substring(0, 20)),
        line(stream, whole.substring(20, 41)),
        line(stream, whole.substring(41)));
  }

  private static ReadCalls read(List<String> lines) {
    return ReadCalls.of(lines.toArray(String[]::new));
  }

  private static BigDecimal input(ReadCalls reading) {
    return reading.tally().used().total().of(Meter.INPUT);
  }

  private static List<String> whole(int lines) {
    var whole = new ArrayList<String>();
    for (int i = 0; i < lines; i++) {
      whole.add(line("stdout", call(1) + END));
    }
    return whole;
  }

  @Test
  void partsOfTwoStreamsAreJoined() {
    var lines = whole(1);
    var first = parts("stdout", 100);
    var second = parts("stderr", 2000);
    for (int i = 0; i < first.size(); i++) {
      lines.add(first.get(i));
      lines.add(second.get(i));
    }
    var reading = read(lines);
    assertThat(input(reading)).isEqualByComparingTo("2101");
    assertThat(reading.account().skipped()).containsEntry("part_of_line", 4L);
    assertThat(reading.rejects()).isEmpty();
  }

  @Test
  void aLogThatEndsWithinALineIsCutOff() {
    var lines = whole(3);
    lines.addAll(parts("stdout", 100).subList(0, 2));
    var reading = read(lines);
    assertThat(input(reading)).isEqualByComparingTo("3");
    assertThat(reading.tally().leftOut().files())
        .containsExactly(new LeftOut.PartOfFile(Kind.CUT, "-: it breaks off within line 4", false));
  }

  @Test
  void aLineWithoutItsLastPartIsRejected() {
    var lines = whole(1);
    lines.addAll(parts("stdout", 100).subList(0, 2));
    lines.add(line("stdout", call(7)));
    lines.addAll(whole(1));
    var reading = read(lines);
    assertThat(input(reading)).isEqualByComparingTo("9");
    assertThat(reading.rejects())
        .extracting(Reject::reason)
        .containsExactly("a line was cut into parts, and its last part is missing");
  }

  @Test
  void textWithoutACallIsNotMissed() {
    var lines = whole(1);
    lines.add(line("stdout", "waiting for {model} to answer"));
    assertThat(read(lines).rejects()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-10-01T10:00:00Z INFO %s",
        "2026-10-01T10:00:00.5Z stdout F %s",
        "app-1  | %s",
        "INFO:root:%s",
        "{\"level\":\"info\",\"message\":%q}",
        "{\"_source\":{\"message\":%q}}"
      })
  void textBehindARecordIsNoReasonToMissIt(String line) {
    var lines =
        List.of(wrapped(line, JSON), wrapped(line, JSON + " took 3 s"), wrapped(line, "ready"));
    assertThat(input(read(lines))).isEqualByComparingTo("10");
    for (var cut : List.of(JSON.substring(0, 50), PYTHON.substring(0, 50))) {
      var reading = read(List.of(wrapped(line, JSON), wrapped(line, cut), wrapped(line, JSON)));
      assertThat(input(reading)).isEqualByComparingTo("10");
      assertThat(reading.rejects())
          .extracting(Reject::reason)
          .containsExactly("the line ends within a record");
    }
  }

  @Test
  void aRecordOfItsOwnIsNoReasonToReadItsMessage() {
    var reading =
        ReadCalls.of(
            "{\"model\":\"claude-opus-5-5\",\"input_tokens\":5,\"output_tokens\":1,"
                + "\"message\":\"{\\\"model\\\":\\\"claude-op\"}");
    assertThat(input(reading)).isEqualByComparingTo("5");
    assertThat(reading.rejects()).isEmpty();
  }

  @Test
  void anOpenLineOfAContainerIsCutOff() {
    var start = "2026-10-01T10:00:00.5Z stdout ";
    var reading = ReadCalls.of(start + "F " + JSON, start + "P " + JSON.substring(0, 50));
    assertThat(input(reading)).isEqualByComparingTo("5");
    assertThat(reading.tally().leftOut().files()).extracting(Object::toString).hasSize(1);
  }

  private static String wrapped(String line, String text) {
    return line.replace("%s", text).replace("%q", '"' + text.replace("\"", "\\\"") + '"');
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%t usage {\n  \"model\": \"claude-opus-5-5\",\n  \"u\": {\"input_tokens\": 5,\n \"output_tokens\": 1 }\n}",
        "%t usage:\n{\n  \"model\": \"claude-opus-5-5\",\n  \"u\": {\"input_tokens\": 5, \"output_tokens\": 1 }\n}",
        "%t usage {\n  model: 'claude-opus-5-5',\n  u: { input_tokens: 5, output_tokens: 1 }\n}",
        "%t usage\n{'model': 'claude-opus-5-5',\n 'u': {'input_tokens': 5, 'output_tokens': 1}}",
        "app-1  | %t usage {\napp-1  |   \"model\": \"claude-opus-5-5\",\n"
            + "app-1  |   \"input_tokens\": 5, \"output_tokens\": 1\napp-1  | }",
        "%t sent {\"url\": \"/v1\"} got {\"model\": \"claude-opus-5-5\", \"input_tokens\": 5,"
            + " \"output_tokens\": 1} in {\"ms\": 5}",
      })
  void aRecordMayGoOnOverSeveralLinesOrStandAmongOthers(String record) {
    var log = "%t starting {\n".replace("%t", "2026-10-01T10:00:00Z") + (record + "\n").repeat(3);
    var reading = ReadCalls.of(log.replace("%t", "2026-10-01T10:00:00Z").split("\n"));
    assertThat(input(reading)).isEqualByComparingTo("15");
    assertThat(reading.tally().used().cells().firstKey().day()).hasToString("2026-10-01");
    assertThat(reading.rejects()).isEmpty();
  }

  @Test
  void aRecordOverSeveralLinesThatIsNotEndedIsRejected() {
    var reading =
        ReadCalls.of(
            "2026-10-01T10:00:00Z " + JSON,
            "2026-10-01T10:00:01Z usage {",
            "  \"model\": \"claude-opus-5-5\",",
            "2026-10-01T10:00:02Z " + JSON);
    assertThat(input(reading)).isEqualByComparingTo("10");
    assertThat(reading.rejects())
        .extracting(Reject::reason)
        .containsExactly("the line ends within a record");
  }

  /// What programs print when they are asked for an object, or write as pairs.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Response { model: \"claude-opus-5-5\", usage: Some(Usage { prompt_tokens: 5, completion_tokens: 1 }) }",
        "{Model:claude-opus-5-5 Usage:{PromptTokens:5 CompletionTokens:1} Choices:[{Index:0}]}",
        "Response[model=claude-opus-5-5, usage=Usage[promptTokens=5, completionTokens=1], error=null]",
        "Response(model=claude-opus-5-5, usage=Usage(promptTokens=5, completionTokens=1))",
        "Response{model='claude-opus-5-5', usage=Usage{promptTokens=5, completionTokens=1}}",
        "ChatResponse [metadata={ id: x, usage: DefaultUsage{promptTokens=5, completionTokens=1}, model: claude-opus-5-5 }]",
        "Usage(model='claude-opus-5-5', prompt_tokens=5, completion_tokens=1, details=None)",
        "{\"model\"=>\"claude-opus-5-5\", \"prompt_tokens\"=>5, \"completion_tokens\"=>1, \"x\"=>nil}",
        "model=claude-opus-5-5;prompt_tokens=5;completion_tokens=1",
        "model=claude-opus-5-5,prompt_tokens=5,completion_tokens=1",
        "model=claude-opus-5-5 | prompt_tokens=5 | completion_tokens=1 | cost=$4.00",
        "model=\"claude-opus-5-5\" prompt_tokens=5 completion_tokens=1 msg=\"a, b=c\"",
      })
  void objectsThatProgramsPrintAreRecords(String printed) {
    var line = "2026-10-01T10:00:00Z  INFO 1 --- [main] app : " + printed;
    assertCounts(ReadCalls.of(line, "2026-10-01T10:00:00Z  INFO ready", line), "10", "2");
  }

  @Test
  void labelledValuesBetweenTabsAreARecord() {
    var line = "time:2026-10-01T10:00:00Z\tmodel:claude-opus-5-5\tinput_tokens:5\toutput_tokens:1";
    assertThat(input(ReadCalls.of(line, line))).isEqualByComparingTo("10");
  }

  @Test
  void aCommaWithinANumberEndsNoPair() {
    var line = "2026-10-01T10:00:00Z model=claude-opus-5-5,input_tokens=1,000,output_tokens=1";
    assertThat(input(ReadCalls.of(line, line))).isEqualByComparingTo("2000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Call finished. Model: claude-opus-5-5, Prompt tokens: 1,000, Completion tokens: 7, Cost: $1",
        "model=claude-opus-5-5 prompt tokens: 1000, completion tokens: 7",
        "done: model: claude-opus-5-5 (prompt_tokens: 1000, completion_tokens: 7)",
        "INFO model: claude-opus-5-5, prompt tokens: 1000, completion tokens: 7",
        "- INFO - Model: claude-opus-5-5 | Input tokens: 1000 | Output tokens: 7",
      })
  void valuesWithLabelsInASentenceAreARecord(String sentence) {
    var line = "2026-10-01T10:00:00Z " + sentence;
    assertCounts(ReadCalls.of(line, "2026-10-01T10:00:00Z tokens: none", line), "2000", "14");
  }

  private static void assertCounts(ReadCalls reading, String input, String output) {
    assertThat(input(reading)).isEqualByComparingTo(input);
    assertThat(reading.tally().used().total().of(Meter.OUTPUT)).isEqualByComparingTo(output);
  }
}
