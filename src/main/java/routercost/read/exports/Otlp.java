package routercost.read.exports;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

/// Attributes of OpenTelemetry, and the events of coding agents in OTLP JSON.
final class Otlp {
  private static final String[] VALUES = {
    "stringValue", "intValue", "doubleValue", "boolValue",
    "string_value", "int_value", "double_value", "bool_value"
  };

  private Otlp() {}

  /// The attributes of a span, record or resource, by name: a list as OTLP has it, an object as
  /// exporters write it that print spans, or the tags of Jaeger.
  static Fields attributes(Fields holder) {
    var attributes = holder.list(holder.has("attributes") ? "attributes" : "tags");
    if (attributes.isEmpty()) {
      var object = holder.at("attributes");
      return object.has("mlflow.spanType") ? unquoted(object) : object;
    }
    return Fields.of(
        attributes.stream().map(attribute -> attribute.text("key")).toList(),
        attributes.stream().map(Otlp::value).toList());
  }

  /// The attributes of MLflow, each of which it writes as JSON.
  private static Fields unquoted(Fields attributes) {
    var unquoted = new LinkedHashMap<>(attributes.present());
    unquoted.replaceAll(
        (_, value) ->
            value instanceof String text && text.startsWith("\"")
                ? Fields.parsed(text).orElse(text)
                : value);
    return Fields.of(unquoted);
  }

  static String value(Fields attribute) {
    String plain = attribute.text("value");
    return plain.isEmpty() ? attribute.at("value").first(VALUES) : plain;
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
            output_tokens <- output_token_count (excludes reasoning)
            total_tokens <- total_token_count
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
    /// The event of the GenAI conventions, which may repeat a span and then has its id.
    private static final FieldMap GENAI =
        FieldMap.of(
            """
            timestamp <- timeUnixNano
            task <- gen_ai.agent.name
            model <- gen_ai.response.model, gen_ai.request.model
            input_tokens <- gen_ai.usage.input_tokens (includes cached tokens)
            output_tokens <- gen_ai.usage.output_tokens
            cache_read_tokens <- gen_ai.usage.cache_read.input_tokens
            cache_write_tokens <- gen_ai.usage.cache_creation.input_tokens
            reasoning_tokens <- gen_ai.usage.reasoning.output_tokens
            status <- 'error' if error.type
            session <- gen_ai.conversation.id
            request_id <- traceId / spanId
            """);

    private static final String DETAILS = "gen_ai.client.inference.operation.details";

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
    public boolean isForeign(Fields record) {
      return !claims(record);
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
      String name = event.isEmpty() ? log.first("eventName", "body.stringValue") : event;
      if (name.equals(DETAILS)) {
        sink.call(
            GENAI.row(log.without("attributes").with(attributes)).from(about.with(attributes)));
        return;
      }
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
}
