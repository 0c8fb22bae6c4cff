package routercost.read.exports;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// OpenTelemetry in OTLP JSON (formats.md sections 2 and 4): GenAI spans of several generations of
/// names, and the events of Claude Code.
final class Otlp {
  private static final String[] VALUES = {"stringValue", "intValue", "doubleValue", "boolValue"};

  private Otlp() {}

  /// The attributes of a span, record or resource, by name.
  private static Fields attributes(Fields holder) {
    var all = holder.list("attributes");
    return Fields.of(
        all.stream().map(attribute -> attribute.text("key")).toList(),
        all.stream().map(attribute -> attribute.at("value").first(VALUES)).toList());
  }

  /// The first of several counts that is there; 0 if there is none.
  private static long number(Fields of, String... names) {
    for (String name : names) {
      if (of.has(name)) {
        return of.number(name);
      }
    }
    return 0;
  }

  /// Leaf spans of calls to models.
  static final class Spans implements Dialect {
    private static final Set<String> INNER =
        Set.of("invoke_agent", "create_agent", "execute_tool", "invoke_workflow");
    private static final Set<String> LEAVES = Set.of("", "LLM", "EMBEDDING");

    @Override
    public boolean claims(Fields record) {
      return record.has("resourceSpans");
    }

    @Override
    public void read(Fields record, Sink sink) {
      var spans =
          record.list("resourceSpans").stream()
              .flatMap(
                  resource ->
                      resource.list("scopeSpans").stream()
                          .flatMap(scope -> scope.list("spans").stream())
                          .map(span -> span.with(Fields.of("resource", resource.at("resource")))))
              .toList();
      var byId = new HashMap<String, Fields>();
      spans.forEach(span -> byId.put(span.text("spanId"), span));
      sink.each(spans, span -> span(span, byId, sink));
    }

    private static void span(Fields span, Map<String, Fields> byId, Sink sink) {
      var of = attributes(span);
      String model =
          of.first("gen_ai.response.model", "gen_ai.request.model", "llm.model_name", "llm.model");
      boolean leaf =
          !INNER.contains(of.text("gen_ai.operation.name"))
              && LEAVES.contains(of.text("openinference.span.kind"))
              && LEAVES.contains(of.text("traceloop.span.kind").replace("llm", "LLM"));
      if (model.isEmpty()) {
        sink.leave("not_a_call");
        return;
      }
      long read =
          number(
              of,
              "gen_ai.usage.cache_read.input_tokens",
              "gen_ai.usage.cache_read_input_tokens",
              "llm.token_count.prompt_details.cache_read");
      long written =
          number(
              of,
              "gen_ai.usage.cache_creation.input_tokens",
              "gen_ai.usage.cache_creation_input_tokens",
              "llm.token_count.prompt_details.cache_write");
      long prompt =
          number(
              of,
              "gen_ai.usage.input_tokens",
              "gen_ai.usage.prompt_tokens",
              "llm.token_count.prompt");
      boolean beside = read + written > prompt;
      boolean failed = of.has("error.type") || span.text("status", "code").matches("2|.*ERROR");
      var call =
          CallRow.on(model)
              .from(attributes(span.at("resource")).with(of))
              .prompt(prompt, read, written, !beside)
              .with(
                  "output_tokens",
                  number(
                      of,
                      "gen_ai.usage.output_tokens",
                      "gen_ai.usage.completion_tokens",
                      "llm.token_count.completion"))
              .with(
                  "reasoning_tokens",
                  number(
                      of,
                      "gen_ai.usage.reasoning.output_tokens",
                      "gen_ai.usage.reasoning_tokens",
                      "llm.token_count.completion_details.reasoning"))
              .with(
                  "service_tier",
                  of.first("openai.response.service_tier", "gen_ai.openai.response.service_tier"))
              .cost(of.first("llm.cost.total"), 0)
              .with("timestamp", seconds(span.text("startTimeUnixNano")))
              .with("task", task(span, of, byId))
              .with("request_id", span.text("traceId") + "/" + span.text("spanId"))
              .ok(!failed);
      if (leaf) {
        sink.call(call);
      } else {
        sink.leave("not_a_call", call);
      }
    }

    private static String task(Fields span, Fields of, Map<String, Fields> byId) {
      String named =
          of.first(
              "gen_ai.agent.name",
              "traceloop.entity.name",
              "traceloop.workflow.name",
              "ai.telemetry.functionId",
              "agent.name");
      return named.isEmpty() ? above(span, byId) : named;
    }

    /// The agent that a span above belongs to, else the name of the span itself.
    private static String above(Fields span, Map<String, Fields> byId) {
      var next = byId.get(span.text("parentSpanId"));
      for (int steps = 0; next != null && steps < 100; steps++) {
        String agent = attributes(next).first("gen_ai.agent.name", "agent.name");
        if (!agent.isEmpty()) {
          return agent;
        }
        next = byId.get(next.text("parentSpanId"));
      }
      return span.text("name");
    }
  }

  /// Nanoseconds as milliseconds, which every reader of times knows.
  private static String seconds(String nanos) {
    return nanos.length() > 6 ? nanos.substring(0, nanos.length() - 6) : nanos;
  }

  /// The events that Claude Code logs: one for each request.
  static final class ClaudeCodeEvents implements Dialect {
    private static final List<String> FAILED = List.of("api_error", "claude_code.api_error");

    @Override
    public boolean claims(Fields record) {
      return record.has("resourceLogs");
    }

    @Override
    public void read(Fields record, Sink sink) {
      for (var resource : record.list("resourceLogs")) {
        var about = attributes(resource.at("resource"));
        for (var scope : resource.list("scopeLogs")) {
          sink.each(scope.list("logRecords"), log -> event(attributes(log), log, about, sink));
        }
      }
    }

    private static void event(Fields of, Fields log, Fields about, Sink sink) {
      String event = of.text("event.name");
      String name = event.isEmpty() ? log.text("body", "stringValue") : event;
      boolean failed = FAILED.contains(name);
      if (!failed && !name.endsWith("api_request")) {
        sink.leave("other_event");
        return;
      }
      String id = of.first("request_id");
      sink.call(
          CallRow.on(of.first("model"))
              .from(about.with(of))
              .with("input_tokens", number(of, "input_tokens"))
              .with("output_tokens", number(of, "output_tokens"))
              .with("cache_read_tokens", number(of, "cache_read_tokens"))
              .with("cache_write_tokens", number(of, "cache_creation_tokens"))
              .with("speed", of.first("speed"))
              .cost(of.first("cost_usd"), 0)
              .with("timestamp", of.first("event.timestamp"))
              .with("task", of.first("agent.name", "query_source"))
              .with(
                  "request_id",
                  id.isEmpty() ? of.first("session.id") + "#" + of.first("event.sequence") : id)
              .with("session", of.first("session.id"))
              .with("user", of.first("user.email"))
              .with("team", about.first("team.id", "team"))
              .ok(!failed));
    }
  }

  /// The metrics of Claude Code: sums of tokens without calls. Deltas are added; of cumulative
  /// counters the last value counts, for each start of the counter.
  static final class ClaudeCodeMetrics implements Dialect {
    private static final Map<String, String> COLUMNS =
        Map.of(
            "input", "input_tokens",
            "output", "output_tokens",
            "cacheRead", "cache_read_tokens",
            "cacheCreation", "cache_write_tokens");

    private record Point(Fields from, String id, String type, String nanos, long tokens) {}

    private final Map<String, Point> last = new LinkedHashMap<>();

    @Override
    public boolean claims(Fields record) {
      return record.has("resourceMetrics");
    }

    @Override
    public void read(Fields record, Sink sink) {
      for (var resource : record.list("resourceMetrics")) {
        var about = attributes(resource.at("resource"));
        for (var scope : resource.list("scopeMetrics")) {
          scope.list("metrics").forEach(metric -> metric(metric, about, sink));
        }
      }
    }

    private void metric(Fields metric, Fields about, Sink sink) {
      if (!metric.text("name").equals("claude_code.token.usage")) {
        sink.leave("other_metric");
        return;
      }
      boolean cumulative = metric.text("sum", "aggregationTemporality").matches("2|.*CUMULATIVE");
      sink.each(metric.list("sum", "dataPoints"), data -> point(data, about, cumulative, sink));
    }

    private void point(Fields data, Fields about, boolean cumulative, Sink sink) {
      var of = attributes(data);
      long tokens = Math.max(data.number("asInt"), data.number("asDouble"));
      var series = series(about) + series(of) + data.text("startTimeUnixNano");
      var point =
          new Point(
              about.with(of),
              cumulative ? "" : series + "#" + data.text("timeUnixNano"),
              of.first("type"),
              data.text("timeUnixNano"),
              tokens);
      if (!cumulative) {
        tell(point, sink);
        return;
      }
      var before = last.get(series);
      if (before != null) {
        sink.leave("earlier_value_of_the_counter");
      }
      if (before == null || before.nanos().compareTo(point.nanos()) <= 0) {
        last.put(series, point);
      }
    }

    private static String series(Fields of) {
      return of.names().stream()
          .sorted()
          .map(name -> name + "=" + of.text(name))
          .collect(Collectors.joining(";", "[", "]"));
    }

    @Override
    public void end(Sink sink) {
      last.values().forEach(point -> tell(point, sink));
      last.clear();
    }

    private static void tell(Point point, Sink sink) {
      String column = COLUMNS.get(point.type());
      if (column == null) {
        sink.leave("other_metric");
        return;
      }
      sink.call(
          CallRow.on(point.from().first("model"))
              .from(point.from())
              .with("calls", 0)
              .with("request_id", point.id())
              .with(column, point.tokens())
              .with("speed", point.from().first("speed"))
              .with("timestamp", seconds(point.nanos()))
              .with("task", point.from().first("agent.name", "query_source")));
    }
  }
}
