package routercost.read.exports;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// Exports of tracing tools (formats.md sections 6 and 14): Langfuse, LangSmith, Weave, Datadog.
/// Spans above the calls repeat their counts and are left out.
final class Tracers {
  private Tracers() {}

  /// Something above the calls: it repeats their counts, if it has any.
  private static void rolledUp(String reason, boolean empty, CallRow call, Dialect.Sink sink) {
    if (empty) {
      sink.leave(reason);
    } else {
      sink.leave(reason, call);
    }
  }

  /// Langfuse observations: the buckets of `usageDetails` are disjoint, reasoning beside output.
  static final class Langfuse implements Dialect {
    private static final Set<String> CALLS = Set.of("GENERATION", "EMBEDDING");
    private static final Set<String> READS =
        Set.of("input_cached_tokens", "input_cache_read", "cache_read_input_tokens");
    private static final Set<String> WRITES =
        Set.of("input_cache_creation", "cache_creation_input_tokens", "input_cache_write");
    private static final Set<String> REASONING =
        Set.of("output_reasoning", "output_reasoning_tokens");
    private static final Set<String> WRITES_BY_LIFETIME =
        Set.of("input_cache_creation_5m", "input_cache_creation_1h");

    @Override
    public boolean claims(Fields record) {
      return record.has("traceId") && (record.has("usageDetails") || record.has("usage_details"));
    }

    @Override
    public void read(Fields record, Sink sink) {
      String type = record.text("type");
      var usage =
          record.has("usageDetails") ? record.at("usageDetails") : record.at("usage_details");
      long reasoning = sum(usage, REASONING);
      var call =
          CallRow.on(record.text("model"))
              .with("input_tokens", fresh(usage))
              .with("output_tokens", all(usage, "output"))
              .with("reasoning_tokens", reasoning)
              .with("cache_read_tokens", sum(usage, READS))
              .with("cache_write_5m_tokens", usage.number("input_cache_creation_5m"))
              .with("cache_write_1h_tokens", usage.number("input_cache_creation_1h"))
              .with(
                  "cache_write_tokens",
                  sum(usage, WRITES)
                      + usage.number("input_cache_creation_5m")
                      + usage.number("input_cache_creation_1h"))
              .cost(record.text("totalCost"), 0)
              .with("timestamp", record.text("startTime"))
              .with("task", record.first("name", "promptName", "traceName"))
              .with("request_id", record.text("id"))
              .with("user", record.text("userId"))
              .with("environment", record.text("environment"))
              .ok(!record.text("level").equals("ERROR"));
      if (CALLS.contains(type)) {
        sink.call(call);
      } else {
        rolledUp("type_" + type.toLowerCase(Locale.ROOT), usage.isEmpty(), call, sink);
      }
    }

    /// Buckets are disjoint, and providers name some for themselves: `input_image_tokens`.
    private static long all(Fields usage, String kind) {
      return usage.names().stream()
          .filter(name -> name.equals(kind) || name.startsWith(kind + "_"))
          .mapToLong(usage::number)
          .sum();
    }

    /// All input but what was read from caches or written to them.
    private static long fresh(Fields usage) {
      return usage.names().stream()
          .filter(name -> name.equals("input") || name.startsWith("input_"))
          .filter(name -> !READS.contains(name) && !WRITES.contains(name))
          .filter(name -> !WRITES_BY_LIFETIME.contains(name))
          .mapToLong(usage::number)
          .sum();
    }

    private static long sum(Fields usage, Set<String> names) {
      return names.stream().mapToLong(usage::number).sum();
    }
  }

  /// LangSmith runs of type `llm`.
  static final class LangSmith implements Dialect {
    @Override
    public boolean claims(Fields record) {
      return record.has("run_type") && record.has("trace_id");
    }

    @Override
    public void read(Fields record, Sink sink) {
      var metadata = record.at("extra", "metadata");
      var details = record.at("prompt_token_details");
      String named = metadata.text("ls_model_name");
      long write5m = details.number("ephemeral_5m_input_tokens");
      long write1h = details.number("ephemeral_1h_input_tokens");
      long written = Math.max(details.number("cache_creation"), write5m + write1h);
      var call =
          CallRow.on(named.isEmpty() ? record.text("extra", "invocation_params", "model") : named)
              .inclusive(record.number("prompt_tokens"), details.number("cache_read"), written)
              .with("cache_write_5m_tokens", write5m)
              .with("cache_write_1h_tokens", write1h)
              .with("output_tokens", record.number("completion_tokens"))
              .with("reasoning_tokens", record.number("completion_token_details", "reasoning"))
              .cost(record.text("total_cost"), 0)
              .with("timestamp", record.text("start_time"))
              .with("task", metadata.first("task", "agent"))
              .with("request_id", record.text("id"))
              .ok(!record.text("status").equals("error") && !record.has("error"));
      if (record.text("run_type").equals("llm")) {
        sink.call(call);
      } else {
        rolledUp("run_type_" + record.text("run_type"), !record.has("prompt_tokens"), call, sink);
      }
    }
  }

  /// W&B Weave calls. Each ancestor repeats the usage of what it called, so only leaves count; and
  /// which those are is known at the end.
  static final class Weave implements Dialect {
    private final Map<String, Fields> calls = new LinkedHashMap<>();
    private final Set<String> parents = new HashSet<>();

    @Override
    public boolean claims(Fields record) {
      return record.has("op_name") && record.has("summary") && record.has("trace_id");
    }

    @Override
    public void read(Fields record, Sink sink) {
      String id = record.text("id");
      if (calls.put(id.isEmpty() ? "#" + calls.size() : id, record) != null) {
        sink.leave("repeated_id");
      }
      parents.add(record.text("parent_id"));
    }

    @Override
    public void end(Sink sink) {
      sink.each(
          List.copyOf(calls.values()),
          call -> {
            if (call.at("summary", "usage").isEmpty()) {
              sink.leave("no_usage");
            } else if (parents.contains(call.text("id"))) {
              tell(call, row -> sink.leave("parent_rollup", row));
            } else {
              tell(call, sink::call);
            }
          });
      calls.clear();
      parents.clear();
    }

    private void tell(Fields call, Consumer<CallRow> told) {
      var byModel = call.at("summary", "usage");
      for (String model : byModel.names()) {
        var usage = byModel.at(model);
        told.accept(
            CallRow.on(model)
                .from(call)
                .with("calls", Math.max(1, usage.number("requests")))
                .with("input_tokens", usage.number("input_tokens") + usage.number("prompt_tokens"))
                .with(
                    "output_tokens",
                    usage.number("output_tokens") + usage.number("completion_tokens"))
                .with("timestamp", call.text("started_at"))
                .with("task", operation(root(call)))
                .with("request_id", call.text("id"))
                .ok(!call.has("exception")));
      }
    }

    private Fields root(Fields call) {
      var above = call;
      for (int steps = 0; steps < 100 && calls.containsKey(above.text("parent_id")); steps++) {
        above = calls.getOrDefault(above.text("parent_id"), above);
      }
      return above;
    }

    private static String operation(Fields call) {
      return call.text("op_name").replaceFirst("^.*/op/", "").replaceFirst(":.*$", "");
    }
  }

  /// Spans of Datadog's LLM Observability.
  static final class Datadog implements Dialect {
    @Override
    public boolean claims(Fields record) {
      return span(record).has("span_kind") && span(record).has("ml_app");
    }

    private static Fields span(Fields record) {
      return record.has("attributes") ? record.at("attributes") : record;
    }

    @Override
    public void read(Fields record, Sink sink) {
      var span = span(record);
      var metrics = span.at("metrics");
      var tags = new HashMap<String, String>();
      for (String tag : span.texts("tags")) {
        int colon = tag.indexOf(':');
        tags.put(tag.substring(0, Math.max(0, colon)), tag.substring(colon + 1));
      }
      var call =
          CallRow.on(span.text("model_name"))
              .from(span)
              .inclusive(
                  metrics.number("input_tokens"),
                  metrics.number("cache_read_input_tokens"),
                  metrics.number("cache_write_input_tokens"))
              .with("output_tokens", metrics.number("output_tokens"))
              .with("timestamp", span.text("start_ms"))
              .with("task", tags.getOrDefault("task", span.text("name")))
              .with("request_id", span.text("trace_id") + "/" + span.text("span_id"))
              .ok(!span.text("status").equals("error"));
      String kind = span.text("span_kind");
      if (List.of("llm", "embedding").contains(kind)) {
        sink.call(call);
      } else {
        rolledUp("span_kind_" + kind, !metrics.has("input_tokens"), call, sink);
      }
    }
  }
}
