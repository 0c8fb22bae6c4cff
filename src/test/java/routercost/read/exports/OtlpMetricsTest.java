package routercost.read.exports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routercost.read.ReadCalls;
import routercost.usage.Meter;
import routercost.usage.Status;

class OtlpMetricsTest {
  private static final String SAMPLES = "src/test/resources/exports/otlp-genai/metrics-";
  private static final String NAME = "gen_ai.client.token.usage";

  private static String attribute(String name, String value) {
    return "{'key':'%s','value':{'stringValue':'%s'}}".formatted(name, value);
  }

  /// A point of a histogram.
  private static String point(String type, int calls, int tokens) {
    return "{'attributes':[%s,%s],'timeUnixNano':'1792490400000000000','count':'%d','sum':%d}"
        .formatted(
            attribute("gen_ai.request.model", "gpt-4o"),
            attribute("gen_ai.token.type", type),
            calls,
            tokens);
  }

  /// A point of a counter of an agent.
  private static String counted(String type, int tokens) {
    return "{'attributes':[%s,%s],'timeUnixNano':'1792490400000000000','asInt':'%d'}"
        .formatted(attribute("model", "gemini-2.5-pro"), attribute("type", type), tokens);
  }

  private static String metric(String name, String kind, String... points) {
    return "{'name':'%s','%s':{'aggregationTemporality':1,'dataPoints':[%s]}}"
        .formatted(name, kind, String.join(",", points));
  }

  private static String batch(String... metrics) {
    return "{'resourceMetrics':[{'resource':{},'scopeMetrics':[{'metrics':[%s]}]}]}"
        .formatted(String.join(",", metrics));
  }

  private static ReadCalls read(String... lines) {
    return ReadCalls.of(
        Stream.of(lines).map(line -> line.replace('\'', '"')).toArray(String[]::new));
  }

  private static List<Long> counts(ReadCalls reading) {
    return Stream.of(
            Meter.CALLS,
            Meter.INPUT,
            Meter.CACHE_READ,
            Meter.CACHE_WRITE_UNKNOWN,
            Meter.OUTPUT,
            Meter.REASONING)
        .map(meter -> Long.parseLong(reading.sum(meter, Status.OK)))
        .collect(Collectors.toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"delta", "cumulative"})
  void callsCountOnceThoughInputAndOutputBothHaveThem(String temporality) {
    var reading = ReadCalls.file(SAMPLES + temporality + ".jsonl");
    assertThat(counts(reading)).containsExactly(7L, 14_000L, 0L, 0L, 1700L, 0L);
    assertThat(reading.account().skipped()).containsEntry("other_metric", 2L);
    assertThat(reading.account().assumptions())
        .contains(
            "the metrics do not say what was read from caches or written to them, so all input is"
                + " priced as uncached");
  }

  @Test
  void typesOfAGatewayAreWithinTheInput() {
    var reading =
        read(
            batch(
                metric(
                    NAME,
                    "histogram",
                    point("input", 4, 10_000),
                    point("cached_input", 3, 6000),
                    point("cache_creation_input", 1, 1000),
                    point("output", 4, 500),
                    point("total", 4, 10_500))));
    assertThat(counts(reading)).containsExactly(4L, 3000L, 6000L, 1000L, 500L, 0L);
    assertThat(reading.account().skipped()).containsEntry("total_of_others", 1L);
    assertThat(reading.account().assumptions()).noneMatch(text -> text.contains("caches"));
  }

  @Test
  void theCounterOfAnAgentCountsRatherThanTheHistogramThatRepeatsIt() {
    var reading =
        read(
            batch(
                metric(NAME, "histogram", point("input", 1, 10_000), point("output", 1, 300)),
                metric(
                    "gemini_cli.token.usage",
                    "sum",
                    counted("input", 9000),
                    counted("tool", 1000),
                    counted("cache", 6000),
                    counted("output", 200),
                    counted("thought", 100))));
    assertThat(counts(reading)).containsExactly(0L, 4000L, 6000L, 0L, 300L, 100L);
  }

  @Test
  void spansOfTheSameFileCountRatherThanItsMetrics() {
    String span =
        "{'resourceSpans':[{'scopeSpans':[{'spans':[{'traceId':'a','spanId':'b','name':'chat',"
            + "'startTimeUnixNano':'1792490400000000000','attributes':[%s,%s]}]}]}]}"
                .formatted(
                    attribute("gen_ai.request.model", "gpt-4o"),
                    attribute("gen_ai.usage.input_tokens", "70"));
    var reading = read(batch(metric(NAME, "histogram", point("input", 1, 70))), span);
    assertThat(reading.account().format()).isEqualTo("otlp-genai");
    assertThat(reading.count(Meter.INPUT)).isEqualTo(70);
  }

  @Test
  void aPointThatABatchRepeatsCountsOnce() {
    var twice = metric(NAME, "histogram", point("input", 1, 70), point("input", 1, 70));
    var reading = read(batch(twice), batch(twice));
    assertThat(counts(reading)).startsWith(1L, 70L);
    assertThat(reading.account().skipped()).isEqualTo(Map.of("repeated_point", 2L));
    assertThat(reading.account().duplicates()).isEqualTo(1);
  }

  @Test
  void whatTheSdkOfPythonPrintsIsReadToo() {
    String point =
        "{'attributes':{'gen_ai.token.type':'%s','gen_ai.request.model':'gpt-4o'},"
            + "'start_time_unix_nano':1,'time_unix_nano':%d,'count':%d,'sum':%d}";
    String record =
        "{'resource_metrics':[{'resource':{'attributes':{'service.name':'api'}},'scope_metrics':"
            + "[{'metrics':[{'name':'"
            + NAME
            + "','data':{'data_points':[%s,%s],'aggregation_temporality':2}}]}]}]}";
    long time = 1_792_490_400_000_000_000L;
    var reading =
        read(
            record.formatted(
                point.formatted("input", time, 1, 70), point.formatted("output", time, 1, 7)),
            record.formatted(
                point.formatted("input", time + 1, 3, 200),
                point.formatted("output", time + 1, 3, 20)));
    assertThat(counts(reading)).containsExactly(3L, 200L, 0L, 0L, 20L, 0L);
  }
}
