package routercost.read.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routercost.read.ReadCalls;
import routercost.read.exports.LogFormat;
import routercost.read.text.ConfigurationProblem;
import routercost.usage.Meter;

/// A mapping in a file or inline says which field is which column.
class MappingTest {
  private static Mapping parse(String... lines) {
    return Mapping.parse("m.yaml", String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aFileSaysWhichFieldIsWhichColumn() {
    var mapping =
        parse(
            "version: 1",
            "columns: {model: llm.name, input: llm.in}",
            "cache_tokens: inclusive",
            "format: calls-jsonl");
    assertThat(mapping.columns()).isEqualTo(Map.of("model", "llm.name", "input_tokens", "llm.in"));
    assertThat(mapping.cacheTokens()).contains(ReadOptions.CacheTokens.INCLUSIVE);
    assertThat(mapping.format()).contains(LogFormat.CALLS_JSONL);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "version: 2\\ncolumns: {}|m.yaml:1:10: version is '2'; expected 1",
        "columns: {}|m.yaml:1:1: 'version' is missing",
        "version: 1\\ncolumns: {modle: x}|m.yaml:2:11: 'modle' is not a column (did you mean 'model'?)",
        "version: 1\\ncolumns: {model: [x]}|m.yaml:2:18: model is a list; expected text",
        "version: 1\\ncolumns: {model: ''}|m.yaml:2:18: model is ''; expected the name of a column",
        "version: 1\\ncolumns: {}\\nformat: cvs|m.yaml:3:9: format is 'cvs'; expected one of",
        "version: 1\\ncolumns: {}\\ncache_tokens: no|m.yaml:3:15: cache_tokens is 'no'; expected"
            + " auto, inclusive or exclusive",
        "version: 1\\ncolumn: {}|m.yaml:2:1: unknown key 'column'"
      })
  void aMistakeIsNamedWithItsPlace(String yaml, String message) {
    assertThatThrownBy(() -> parse(yaml.replace("\\n", "\n")))
        .isInstanceOf(ConfigurationProblem.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void whatComesLaterHolds() {
    var mapping = Mapping.of(List.of("task=a", "model=b", "task=c"));
    assertThat(mapping.columns()).isEqualTo(Map.of("task", "c", "model", "b"));
  }

  private static final String SPAN =
      "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"traceId\":\"t\",\"spanId\":\"s\","
          + "\"name\":\"chat\",\"startTimeUnixNano\":\"1791446400000000000\",\"attributes\":["
          + "{\"key\":\"gen_ai.request.model\",\"value\":{\"stringValue\":\"claude-haiku-4-5\"}},"
          + "{\"key\":\"gen_ai.usage.input_tokens\",\"value\":{\"intValue\":\"7\"}},"
          + "{\"key\":\"acme.step\",\"value\":{\"stringValue\":\"sort\"}}]}]}]}]}";

  @Test
  void aTaskComesFromAnAttributeOfTheSpanItself() {
    var reading = ReadCalls.of(ReadCalls.mapped(Map.of("task", "acme.step")), SPAN);
    assertThat(reading.call().slice().key().task()).isEqualTo("sort");
  }

  @Test
  void aFieldOfAnExportCanBeALabel() {
    var reading = ReadCalls.of(ReadCalls.labelled("acme.step"), SPAN);
    assertThat(reading.call().slice().key().labels()).isEqualTo(Map.of("acme.step", "sort"));
  }

  private static final String SPENT =
      "{\"request_id\":\"r\",\"spend\":0.1,\"startTime\":\"2026-10-08 08:00:00\",\"model\":"
          + "\"claude-haiku-4-5\",\"model_group\":\"cheap\",\"prompt_tokens\":10,"
          + "\"completion_tokens\":1,\"request_tags\":\"[\\\"step:sort\\\",\\\"task:x\\\"]\","
          + "\"metadata\":\"{\\\"who\\\":{\\\"agent\\\":\\\"ann\\\"}}\"}";

  @ParameterizedTest
  @CsvSource({"request_tags.step,sort", "metadata.who.agent,ann", "model_group,cheap"})
  void aPathLeadsIntoTextsThatAreJsonAndToTags(String path, String task) {
    var reading = ReadCalls.of(ReadCalls.mapped(Map.of("task", path)), SPENT);
    assertThat(reading.call().slice().key().task()).isEqualTo(task);
  }

  @Test
  void aPathThatNoRecordHasIsRefused() {
    assertThatThrownBy(
            () -> ReadCalls.of(ReadCalls.mapped(Map.of("task", "metadata.nobody")), SPENT))
        .isInstanceOf(ConfigurationProblem.class)
        .hasMessageContaining("no record has a field 'metadata.nobody'");
  }

  @Test
  void aMappedCountTakesThePlaceOfTheFormatsOwn() {
    var reading = ReadCalls.of(ReadCalls.mapped(Map.of("output_tokens", "prompt_tokens")), SPENT);
    assertThat(reading.count(Meter.OUTPUT)).isEqualTo(10);
  }

  @Test
  void whatWasMappedIsSaid() {
    var reading = ReadCalls.of(ReadCalls.mapped(Map.of("task", "model_group")), SPENT);
    assertThat(reading.account().mapping())
        .contains("output_tokens <- completion_tokens", "task <- model_group")
        .noneMatch(line -> line.startsWith("task <- request_tags"));
    assertThat(Optional.of(reading.account().format())).contains("litellm");
  }
}
