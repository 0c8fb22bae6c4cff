package routercost.read.exports;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Metrics in OTLP JSON, or as the SDK of Python prints them: sums of tokens by type. Deltas are
/// added; of cumulative counters the last value counts, for each start of the counter.
final class OtlpMetrics implements Dialect {
  /// The counters of Claude Code.
  static final Pattern CLAUDE_CODE = Pattern.compile("claude_code\\.token\\.usage");

  /// The histogram of the GenAI conventions, and the counters of agents that know more.
  static final Pattern GENAI =
      Pattern.compile("gen_ai\\.client\\.token\\.usage|(gemini_cli|qwen-code)\\.token\\.usage");

  private static final List<String> COUNTS =
      List.of(
          "input_tokens",
          "output_tokens",
          "cache_read_tokens",
          "cache_write_tokens",
          "reasoning_tokens");

  /// What tells apart the points of the same calls.
  private static final String[] TYPES = {
    "type", "gen_ai.token.type", "gen_ai.token.cache", "gen_ai.token.reasoning"
  };

  private static final String SUM = "sum";
  private static final String COUNT = "count";
  private static final String TIME = "timeUnixNano";
  private static final String START = "startTimeUnixNano";
  private static final String EARLIER = "earlier_value_of_the_counter";

  private final Pattern counters;
  private final FieldMap fields;

  /// The last value of each cumulative counter.
  private final Map<String, Fields> last = new LinkedHashMap<>();

  /// What counters had reached in earlier inputs: a file that is rotated goes on from there.
  private final Map<String, Fields> reached = new HashMap<>();

  /// The calls of a record, or of the end of an input.
  private final Map<String, CallRow> calls = new LinkedHashMap<>();

  private boolean isRead;
  private boolean hasCacheCounts;

  OtlpMetrics(Pattern counters, FieldMap fields) {
    this.counters = counters;
    this.fields = fields;
  }

  @Override
  public FieldMap fields() {
    return fields;
  }

  @Override
  public boolean claims(Fields record) {
    return resources(record).stream()
        .flatMap(resource -> metrics(resource).stream())
        .anyMatch(this::isCounter);
  }

  @Override
  public boolean isForeign(Fields record) {
    return resources(record).isEmpty();
  }

  @Override
  public void read(Fields record, Sink sink) {
    for (var resource : resources(record)) {
      var about = Otlp.attributes(resource.at("resource"));
      var metrics = metrics(resource);
      boolean hasAgent =
          metrics.stream().filter(this::isCounter).anyMatch(metric -> !isGenAi(metric));
      for (var metric : metrics) {
        if (!isCounter(metric)) {
          sink.leave("other_metric");
        } else if (hasAgent && isGenAi(metric)) {
          sink.leave("repeats_the_counter_of_the_agent");
        } else {
          metric(metric, about, sink);
        }
      }
    }
    flush(sink);
  }

  private static List<Fields> resources(Fields record) {
    return either(record, "resourceMetrics", "resource_metrics");
  }

  private static List<Fields> metrics(Fields resource) {
    return either(resource, "scopeMetrics", "scope_metrics").stream()
        .flatMap(scope -> scope.list("metrics").stream())
        .toList();
  }

  private static List<Fields> either(Fields holder, String name, String python) {
    return holder.list(holder.has(name) ? name : python);
  }

  private boolean isCounter(Fields metric) {
    return counters.matcher(metric.text("name")).matches();
  }

  private static boolean isGenAi(Fields metric) {
    return metric.text("name").startsWith("gen_ai.");
  }

  private void metric(Fields metric, Fields about, Sink sink) {
    for (String kind : List.of("sum", "histogram", "exponentialHistogram", "data")) {
      var data = metric.at(kind);
      boolean cumulative =
          data.first("aggregationTemporality", "aggregation_temporality").matches("2|.*CUMULATIVE");
      sink.each(
          either(data, "dataPoints", "data_points"),
          point -> point(point, about, cumulative, sink));
    }
  }

  private void point(Fields data, Fields about, boolean cumulative, Sink sink) {
    var attributes = about.with(Otlp.attributes(data));
    long tokens =
        Math.max(data.number(SUM), Math.max(data.number("asInt"), data.number("asDouble")));
    var point =
        attributes
            .with(SUM, Long.toString(Math.max(tokens, data.number("value"))))
            .with(COUNT, Long.toString(data.number(COUNT)))
            .with(TIME, data.first(TIME, "time_unix_nano"))
            .with(START, data.first(START, "start_time_unix_nano"));
    if (!cumulative) {
      add(point, series(point.without(SUM, COUNT)), sink);
      return;
    }
    String series = series(point.without(SUM, COUNT, TIME));
    var before = last.get(series);
    if (before != null) {
      sink.leave(EARLIER);
    }
    if (before == null || before.text(TIME).compareTo(point.text(TIME)) <= 0) {
      last.put(series, point);
    }
  }

  private static String series(Fields attributes) {
    return attributes.names().stream()
        .sorted()
        .map(name -> name + "=" + attributes.text(name))
        .collect(Collectors.joining(";", "[", "]"));
  }

  /// Adds a point to the calls that it is of, which have one for each type of tokens.
  ///
  /// @param id of a delta
  private void add(Fields point, String id, Sink sink) {
    var reason = fields.reason(point);
    if (reason.isPresent()) {
      sink.leave(reason.get());
      return;
    }
    var row = fields.row(point).from(point.without(TYPES)).with("request_id", id);
    var call = calls.putIfAbsent(series(point.without(TYPES).without(SUM, COUNT)), row);
    if (call != null && !id.isEmpty() && call.text("request_id").contains(id)) {
      sink.leave("repeated_point");
    } else if (call != null) {
      COUNTS.forEach(column -> call.with(column, call.count(column) + row.count(column)));
      call.with("calls", Math.max(call.count("calls"), row.count("calls")));
      call.with("request_id", call.text("request_id") + id);
    }
  }

  private void flush(Sink sink) {
    calls.values().forEach(sink::call);
    hasCacheCounts |= calls.values().stream().anyMatch(call -> call.cached() > 0);
    isRead |= !calls.isEmpty();
    calls.clear();
  }

  @Override
  public void end(Sink sink) {
    sink.each(
        List.copyOf(last.entrySet()),
        latest -> {
          var series = latest.getKey();
          var point = latest.getValue();
          long before = reached.getOrDefault(series, Fields.NONE).number(SUM);
          if (before > 0 && point.number(SUM) <= before) {
            sink.leave(EARLIER);
          } else {
            add(since(reached.getOrDefault(series, Fields.NONE), point), "", sink);
            reached.put(series, point);
          }
        });
    last.clear();
    flush(sink);
    if (isRead && !hasCacheCounts) {
      sink.assume(
          "the metrics do not say what was read from caches or written to them, so all input is"
              + " priced as uncached");
    }
    isRead = false;
    hasCacheCounts = false;
  }

  private static Fields since(Fields before, Fields now) {
    return now.with(SUM, Long.toString(now.number(SUM) - before.number(SUM)))
        .with(COUNT, Long.toString(Math.max(0, now.number(COUNT) - before.number(COUNT))));
  }
}
