package routercost.read.exports;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// OpenTelemetry in OTLP JSON: GenAI spans of several generations of names, and the events and
/// metrics of Claude Code.
final class Otlp {
  private static final String[] VALUES = {"stringValue", "intValue", "doubleValue", "boolValue"};

  private Otlp() {}

  /// The attributes of a span, record or resource, by name.
  private static Fields attributes(Fields holder) {
    var attributes = holder.list("attributes");
    return Fields.of(
        attributes.stream().map(attribute -> attribute.text("key")).toList(),
        attributes.stream().map(attribute -> attribute.at("value").first(VALUES)).toList());
  }

  /// Leaf spans of calls to models.
  static final class Spans implements Dialect {
    private static final FieldMap FIELDS =
        FieldMap.of(
            """
            from: OTLP spans
            claims: resourceSpans
            leave not_a_call: gen_ai.operation.name = invoke_agent, create_agent, execute_tool, \
            invoke_workflow | openinference.span.kind & !openinference.span.kind = LLM, EMBEDDING \
            | traceloop.span.kind & !traceloop.span.kind = LLM, EMBEDDING
            timestamp <- startTimeUnixNano
            task <- gen_ai.agent.name, traceloop.entity.name, traceloop.workflow.name, \
            ai.telemetry.functionId, agent.name; else that of a span above, else the span
            model <- gen_ai.response.model, gen_ai.request.model, llm.model_name, llm.model
            input_tokens <- gen_ai.usage.input_tokens, gen_ai.usage.prompt_tokens, \
            llm.token_count.prompt (includes cached tokens unless more are cached)
            output_tokens <- gen_ai.usage.output_tokens, gen_ai.usage.completion_tokens, \
            llm.token_count.completion
            cache_read_tokens <- gen_ai.usage.cache_read.input_tokens, \
            gen_ai.usage.cache_read_input_tokens, llm.token_count.prompt_details.cache_read
            cache_write_tokens <- gen_ai.usage.cache_creation.input_tokens, \
            gen_ai.usage.cache_creation_input_tokens, llm.token_count.prompt_details.cache_write
            reasoning_tokens <- gen_ai.usage.reasoning.output_tokens, \
            gen_ai.usage.reasoning_tokens, llm.token_count.completion_details.reasoning
            service_tier <- openai.response.service_tier, gen_ai.openai.response.service_tier
            cost_usd <- llm.cost.total
            status <- 'error' if error.type | status.code = 2, *ERROR
            request_id <- traceId / spanId
            """);

    @Override
    public FieldMap fields() {
      return FIELDS;
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
      var attributes = attributes(span);
      var call = FIELDS.row(span.with(attributes));
      call.from(attributes(span.at("resource")).with(attributes));
      if (call.text("model").isEmpty()) {
        sink.leave("not_a_call");
        return;
      }
      if (call.text("task").isEmpty()) {
        call.with("task", above(span, byId));
      }
      FIELDS
          .reason(attributes)
          .ifPresentOrElse(reason -> sink.leave(reason, call), () -> sink.call(call));
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

  /// The events that coding agents log: Claude Code one for each request, Gemini CLI, Qwen Code and
  /// Codex one for each response.
  static final class ClaudeCodeEvents implements Dialect {
    private static final FieldMap GEMINI =
        FieldMap.of(
            """
            timestamp <- event.timestamp
            model <- model
            input_tokens <- input_token_count + tool_token_count (includes cached tokens)
            output_tokens <- output_token_count + thoughts_token_count
            cache_read_tokens <- cached_content_token_count
            reasoning_tokens <- thoughts_token_count
            session <- session.id
            request_id <- *
            """);
    private static final FieldMap CODEX =
        FieldMap.of(
            """
            timestamp <- event.timestamp
            model <- model
            input_tokens <- input_token_count (includes cached tokens)
            output_tokens <- output_token_count
            cache_read_tokens <- cached_token_count
            cache_write_tokens <- cache_write_token_count
            reasoning_tokens <- reasoning_token_count
            service_tier <- service_tier
            session <- conversation.id
            user <- user.email
            request_id <- *
            """);
    private static final FieldMap FIELDS =
        FieldMap.of(
            """
            from: its OpenTelemetry events
            claims: resourceLogs
            timestamp <- event.timestamp
            task <- agent.name, query_source
            model <- model
            input_tokens <- input_tokens (excludes cached tokens)
            output_tokens <- output_tokens
            cache_read_tokens <- cache_read_tokens
            cache_write_tokens <- cache_creation_tokens
            cost_usd <- cost_usd
            speed <- speed
            session <- session.id
            user <- user.email
            team = team.id, team of the resource
            request_id <- session.id / event.sequence
            request_id <- request_id
            """);

    @Override
    public FieldMap fields() {
      return FIELDS;
    }

    @Override
    public List<String> columns() {
      return Stream.of("", "gemini_cli.api_response: ", "codex.sse_event: ")
          .flatMap(event -> of(event).lines().stream().map(line -> event + line))
          .toList();
    }

    /// The fields of an event.
    private static FieldMap of(String event) {
      return event.startsWith("gemini") || event.startsWith("qwen")
          ? GEMINI
          : event.startsWith("codex") ? CODEX : FIELDS;
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

    private static void event(Fields attributes, Fields log, Fields about, Sink sink) {
      String event = attributes.text("event.name");
      String name = event.isEmpty() ? log.text("body.stringValue") : event;
      boolean failed = name.endsWith("api_error");
      if (failed || isResponse(name, attributes)) {
        sink.call(
            of(name)
                .row(attributes)
                .from(about.with(attributes))
                .with("team", about.first("team.id", "team"))
                .ok(!failed));
      } else {
        sink.leave("other_event");
      }
    }

    /// Whether an event counts tokens. Agents but Claude Code count them when the response ends.
    private static boolean isResponse(String name, Fields attributes) {
      return switch (name) {
        case "api_request", "claude_code.api_request", "gemini_cli.api_response" -> true;
        case "qwen-code.api_response" -> true;
        case "codex.sse_event" -> attributes.text("event.kind").equals("response.completed");
        default -> false;
      };
    }
  }

  /// The metrics of Claude Code: sums of tokens without calls. Deltas are added; of cumulative
  /// counters the last value counts, for each start of the counter.
  static final class ClaudeCodeMetrics implements Dialect {
    /// The name of the counter, under which a point has its value.
    private static final String COUNTER = "claude_code.token.usage";

    private static final FieldMap FIELDS =
        FieldMap.of(
            """
            from: its OpenTelemetry metrics
            claims: resourceMetrics
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

    @Override
    public FieldMap fields() {
      return FIELDS;
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
      if (!metric.text("name").equals(COUNTER)) {
        sink.leave("other_metric");
        return;
      }
      boolean cumulative = metric.text("sum.aggregationTemporality").matches("2|.*CUMULATIVE");
      sink.each(metric.list("sum.dataPoints"), data -> point(data, about, cumulative, sink));
    }

    private void point(Fields data, Fields about, boolean cumulative, Sink sink) {
      var attributes = attributes(data);
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
      last.values().forEach(point -> emit(point, "", sink));
      last.clear();
    }

    private static void emit(Fields point, String id, Sink sink) {
      FIELDS
          .reason(point)
          .ifPresentOrElse(sink::leave, () -> sink.call(FIELDS.row(point).with("request_id", id)));
    }
  }
}
