package routercost.read.exports;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// The metrics of Claude Code: sums of tokens without calls. Deltas are added; of cumulative
/// counters the last value counts, for each start of the counter.
final class ClaudeCodeMetrics implements Dialect {
  /// The name of the counter, under which a point has its value.
  private static final String COUNTER = "claude_code.token.usage";

  private static final FieldMap FIELDS =
      FieldMap.of(
          """
          from: its OpenTelemetry metrics
          leave other_metric: !type = input, output, cacheRead, cacheCreation
          timestamp <- timeUnixNano
          task <- agent.name, query_source
          model <- model
          calls <- '0'; these are sums
          input_tokens <- claude_code.token.usage if type = input (excludes cached tokens)
          output_tokens <- claude_code.token.usage if type = output
          cache_read_tokens <- claude_code.token.usage if type = cacheRead
          cache_write_tokens <- claude_code.token.usage if type = cacheCreation
          speed <- speed
          request_id = all attributes, of a delta
          """);

  private final Map<String, Fields> last = new LinkedHashMap<>();

  /// What counters had reached in earlier inputs: a file that is rotated goes on from there.
  private final Map<String, Long> reached = new HashMap<>();

  @Override
  public FieldMap fields() {
    return FIELDS;
  }

  @Override
  public boolean claims(Fields record) {
    return record.list("resourceMetrics").stream()
        .flatMap(resource -> resource.list("scopeMetrics").stream())
        .flatMap(scope -> scope.list("metrics").stream())
        .anyMatch(metric -> metric.text("name").startsWith("claude_code."));
  }

  @Override
  public boolean isForeign(Fields record) {
    return !record.has("resourceMetrics");
  }

  @Override
  public void read(Fields record, Sink sink) {
    for (var resource : record.list("resourceMetrics")) {
      var about = Otlp.attributes(resource.at("resource"));
      for (var scope : resource.list("scopeMetrics")) {
        scope.list("metrics").forEach(metric -> metric(metric, about, sink));
      }
    }
  }

  private void metric(Fields metric, Fields about, Sink sink) {
    if (!metric.text("name").equals(COUNTER)) {
      sink.leave("other_metric");
      return;
    }
    boolean cumulative = metric.text("sum.aggregationTemporality").matches("2|.*CUMULATIVE");
    sink.each(metric.list("sum.dataPoints"), data -> point(data, about, cumulative, sink));
  }

  private void point(Fields data, Fields about, boolean cumulative, Sink sink) {
    var attributes = Otlp.attributes(data);
    long tokens = Math.max(data.number("asInt"), data.number("asDouble"));
    String time = data.text("timeUnixNano");
    var series = series(about) + series(attributes) + data.text("startTimeUnixNano");
    var point =
        about.with(attributes).with(COUNTER, Long.toString(tokens)).with("timeUnixNano", time);
    if (!cumulative) {
      emit(point, series + "#" + time, sink);
      return;
    }
    var before = last.get(series);
    if (before != null) {
      sink.leave("earlier_value_of_the_counter");
    }
    if (before == null || before.text("timeUnixNano").compareTo(time) <= 0) {
      last.put(series, point);
    }
  }

  private static String series(Fields attributes) {
    return attributes.names().stream()
        .sorted()
        .map(name -> name + "=" + attributes.text(name))
        .collect(Collectors.joining(";", "[", "]"));
  }

  @Override
  public void end(Sink sink) {
    last.forEach(
        (series, point) -> {
          long tokens = point.number(COUNTER);
          long before = reached.getOrDefault(series, 0L);
          if (before > 0 && tokens <= before) {
            sink.leave("earlier_value_of_the_counter");
          } else {
            emit(point.with(COUNTER, Long.toString(tokens - before)), "", sink);
            reached.put(series, tokens);
          }
        });
    last.clear();
  }

  private static void emit(Fields point, String id, Sink sink) {
    FIELDS
        .reason(point)
        .ifPresentOrElse(sink::leave, () -> sink.call(FIELDS.row(point).with("request_id", id)));
  }
}
