package routercost.read.exports;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// OpenTelemetry in OTLP JSON: GenAI spans of several generations of names, and the events of
/// Claude Code.
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
      return holder.at("attributes");
    }
    return Fields.of(
        attributes.stream().map(attribute -> attribute.text("key")).toList(),
        attributes.stream().map(Otlp::value).toList());
  }

  private static String value(Fields attribute) {
    String plain = attribute.text("value");
    return plain.isEmpty() ? attribute.at("value").first(VALUES) : plain;
  }

  /// Leaf spans of calls to models.
  static final class Spans implements Dialect {
    private static final FieldMap FIELDS =
        FieldMap.of(
            """
            from: OTLP spans
            claims: resourceSpans | resource_spans | batches.scopeSpans | batches.scope_spans \
            | data.spans.operationName | spanId & !type = span & attributes.gen_ai.operation.name \
            | spanId & !type = span & attributes.gen_ai.request.model \
            | spanId & !type = span & attributes.llm.model_name \
            | span_id & trace_id & attributes.gen_ai.request.model \
            | context.span_id & context.trace_id & span_kind \
            | attributes.mlflow.spanType | data.spans.attributes.mlflow.spanType
            leave not_a_call: gen_ai.operation.name = invoke_agent, create_agent, execute_tool, \
            invoke_workflow | openinference.span.kind & !openinference.span.kind = LLM, EMBEDDING \
            | traceloop.span.kind & !traceloop.span.kind = LLM, EMBEDDING \
            | ai.operationId & !ai.operationId = *.doGenerate, *.doStream, *.doEmbed
            timestamp <- startTimeUnixNano, start_time_unix_nano, startTime, start_time
            task <- gen_ai.agent.name, traceloop.entity.name, traceloop.workflow.name, \
            ai.telemetry.functionId, agent.name; else that of a span above, else the span
            model <- gen_ai.response.model, gen_ai.request.model, llm.model_name, llm.model, \
            mlflow.llm.model
            input_tokens <- gen_ai.usage.input_tokens, gen_ai.usage.prompt_tokens, \
            llm.token_count.prompt, ai.usage.inputTokens, ai.usage.promptTokens, \
            mlflow.chat.tokenUsage.input_tokens \
            (includes cached tokens)
            output_tokens <- gen_ai.usage.output_tokens, gen_ai.usage.completion_tokens, \
            llm.token_count.completion, ai.usage.outputTokens, ai.usage.completionTokens, \
            mlflow.chat.tokenUsage.output_tokens
            total_tokens <- gen_ai.usage.total_tokens, llm.usage.total_tokens, \
            llm.token_count.total, ai.usage.totalTokens
            cache_read_tokens <- gen_ai.usage.cache_read.input_tokens, \
            gen_ai.usage.cache_read_input_tokens, gen_ai.usage.cache_read_tokens, \
            gen_ai.usage.details.cache_read_tokens, gen_ai.usage.details.cache_read_input_tokens, \
            gen_ai.usage.details.cached_tokens, gen_ai.usage.cached_input_tokens, \
            gen_ai.usage.input_tokens.cached, llm.token_count.prompt_details.cache_read, \
            ai.usage.inputTokenDetails.cacheReadTokens, ai.usage.cachedInputTokens
            cache_write_tokens <- gen_ai.usage.cache_creation.input_tokens, \
            gen_ai.usage.cache_creation_input_tokens, gen_ai.usage.cache_write_tokens, \
            gen_ai.usage.details.cache_write_tokens, \
            gen_ai.usage.details.cache_creation_input_tokens, \
            gen_ai.usage.input_tokens.cache_write, llm.token_count.prompt_details.cache_write, \
            ai.usage.inputTokenDetails.cacheWriteTokens
            reasoning_tokens <- gen_ai.usage.reasoning.output_tokens, \
            gen_ai.usage.reasoning_tokens, gen_ai.usage.output_tokens.reasoning, \
            gen_ai.usage.details.reasoning_tokens, \
            llm.token_count.completion_details.reasoning, \
            ai.usage.outputTokenDetails.reasoningTokens, ai.usage.reasoningTokens
            audio_input_tokens <- gen_ai.usage.input_audio_tokens, \
            gen_ai.usage.details.input_audio_tokens, gen_ai.usage.details.audio_prompt_tokens, \
            llm.token_count.prompt_details.audio
            audio_cache_read_tokens <- gen_ai.usage.cache_audio_read_tokens, \
            gen_ai.usage.details.cache_audio_read_tokens, gen_ai.usage.details.audio_cache_tokens
            audio_output_tokens <- gen_ai.usage.output_audio_tokens, \
            gen_ai.usage.details.output_audio_tokens, \
            gen_ai.usage.details.audio_candidates_tokens, \
            llm.token_count.completion_details.audio
            image_output_tokens <- gen_ai.usage.details.image_candidates_tokens
            service_tier <- openai.response.service_tier, gen_ai.openai.response.service_tier
            cost_usd <- llm.cost.total
            status <- 'error' if error.type | status.code = 2, *ERROR
            request_id <- traceId / spanId
            """);

    @Override
    public FieldMap fields() {
      return FIELDS;
    }

    private static final int MOST_PARENTS = 10_000;
    private static final int LONG = 500;

    /// What the nearest calls below a span used, input and output, until the span itself is read:
    /// spans are exported when they end, after those below them.
    private final Map<String, long[]> below =
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, long[]> eldest) {
            return size() > MOST_PARENTS;
          }
        };

    /// The spans of an input that has one to a record, in any order.
    private final List<Fields> alone = new ArrayList<>();

    private final List<Long> lines = new ArrayList<>();

    @Override
    public void read(Fields record, Sink sink) {
      Fields span = record.has("span_id") || record.has("context.span_id") ? named(record) : record;
      if (span.has("spanId")) {
        alone.add(slim(span.with("startTimeUnixNano", startTime(span))));
        lines.add(sink.place().line());
      } else {
        calls(spans(record), List.of(), sink);
      }
    }

    @Override
    public void end(Sink sink) {
      calls(alone, lines, sink);
      alone.clear();
      lines.clear();
      below.clear();
    }

    /// @param lines of the spans; empty if they are those of the record at hand
    private void calls(List<Fields> spans, List<Long> lines, Sink sink) {
      var byId = new HashMap<String, Fields>();
      spans.forEach(span -> byId.put(span.text("spanId"), span));
      var rollups = rollups(spans, byId);
      sink.each(
          IntStream.range(0, spans.size()).boxed().toList(),
          i -> span(spans.get(i), byId, rollups.get(i), lines.isEmpty() ? 0 : lines.get(i), sink));
    }

    /// Which spans repeat the sum of the calls below them: where an agent reports what its calls
    /// used, or two libraries report one call.
    private BitSet rollups(List<Fields> spans, Map<String, Fields> byId) {
      var rollups = new BitSet();
      IntStream.range(0, spans.size())
          .boxed()
          .sorted(Comparator.comparingInt(i -> -depth(spans.get(i), byId)))
          .forEach(i -> rollups.set(i, isRollup(spans.get(i))));
      return rollups;
    }

    private static int depth(Fields span, Map<String, Fields> byId) {
      int depth = 0;
      for (var next = byId.get(span.text("parentSpanId"));
          next != null && depth < 100;
          next = byId.get(next.text("parentSpanId"))) {
        depth++;
      }
      return depth;
    }

    /// Whether a span repeats what is below it, which is known, as those spans come first.
    private boolean isRollup(Fields span) {
      long[] inner = below.remove(span.text("spanId"));
      long[] own = own(span);
      boolean isRollup = inner != null && own[0] + own[1] > 0 && Arrays.equals(inner, own);
      String parent = span.text("parentSpanId");
      if (!parent.isEmpty() && (inner != null || own[0] + own[1] > 0)) {
        long[] sums = below.computeIfAbsent(parent, _ -> new long[2]);
        for (int i = 0; i < 2; i++) {
          sums[i] += own[i] + (inner == null || isRollup ? 0 : inner[i]);
        }
      }
      return isRollup;
    }

    /// What a span used by itself, if it is a call.
    private static long[] own(Fields span) {
      var attributes = attributes(span);
      try {
        var call = FIELDS.row(span.with(attributes));
        boolean isCall = !call.text("model").isEmpty() && reason(span, attributes).isEmpty();
        return isCall
            ? new long[] {call.count("input_tokens"), call.count("output_tokens")}
            : new long[2];
      } catch (NotACount _) {
        return new long[2]; // reported when the span is read
      }
    }

    /// A span without the texts of its prompts, so that many can wait.
    private static Fields slim(Fields span) {
      var attributes = new LinkedHashMap<>(attributes(span).present());
      attributes.values().removeIf(value -> value instanceof String text && text.length() > LONG);
      return span.without("events").with(Fields.of("attributes", Fields.of(attributes)));
    }

    /// A span of Logfire, Phoenix or Jaeger under the names of OTLP.
    private static Fields named(Fields row) {
      Fields named = row.has("attributes") || row.has("tags") ? row : row.with(flattened(row));
      return named
          .with("spanId", row.first("span_id", "spanID", "context.span_id"))
          .with("traceId", row.first("trace_id", "traceID", "context.trace_id"))
          .with(
              "parentSpanId",
              row.first("parent_span_id", "parent_id", "references.spanID", "parentSpanID"))
          .with(
              "startTimeUnixNano",
              row.first("start_time_unix_nano", "start_timestamp", "start_time", "startTime"))
          .with("name", row.first("span_name", "operationName", "name"));
    }

    /// The attributes of a row that has a column for each.
    private static Fields flattened(Fields row) {
      var attributes = new LinkedHashMap<String, Object>();
      row.present()
          .forEach(
              (name, value) -> {
                if (name.startsWith("attributes.")) {
                  attributes.put(name.substring("attributes.".length()), value);
                }
              });
      return Fields.of("attributes", Fields.of(attributes));
    }

    /// The start of a span that is printed by itself. JavaScript writes seconds and nanoseconds.
    private static String startTime(Fields span) {
      var parts = span.texts("startTime");
      return parts.isEmpty() ? span.text("startTimeUnixNano") : parts.getFirst();
    }

    /// The spans in a batch of OTLP, or in the traces that Tempo and Jaeger answer with.
    private static List<Fields> spans(Fields record) {
      var spans = new ArrayList<Fields>();
      record.list("data").forEach(trace -> spans.addAll(trace.list("spans")));
      spans.addAll(record.at("data").list("spans"));
      for (String batches : List.of("resourceSpans", "resource_spans", "batches")) {
        for (var resource : record.list(batches)) {
          var about = Fields.of("resource", resource.at("resource"));
          for (String scopes : List.of("scopeSpans", "scope_spans")) {
            resource
                .list(scopes)
                .forEach(scope -> scope.list("spans").forEach(span -> spans.add(span.with(about))));
          }
        }
      }
      spans.replaceAll(span -> span.has("spanId") ? span : named(span));
      return spans;
    }

    private static void span(
        Fields span, Map<String, Fields> byId, boolean isRollup, long line, Sink sink) {
      var attributes = attributes(span);
      var call = FIELDS.row(span.with(attributes)).at(line);
      call.from(attributes(span.at("resource")).with(attributes));
      if (call.text("model").isEmpty()) {
        sink.leave("not_a_call");
        return;
      }
      if (call.text("task").isEmpty()) {
        call.with("task", above(span, byId));
      }
      reason(span, attributes)
          .or(() -> isRollup ? Optional.of("parent_rollup") : Optional.empty())
          .ifPresentOrElse(reason -> sink.leave(reason, call), () -> sink.call(call));
    }

    /// Why a span is no call; Phoenix names its kind beside the attributes.
    private static Optional<String> reason(Fields span, Fields attributes) {
      String kind = span.text("span_kind");
      return FIELDS.reason(
          kind.isEmpty() || span.has("kind")
              ? attributes
              : attributes.with("openinference.span.kind", kind));
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
}
