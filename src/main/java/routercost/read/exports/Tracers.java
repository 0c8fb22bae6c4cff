package routercost.read.exports;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import routercost.read.builtin.Column;

/// Exports of tracing tools that say more than fields: PostHog, Langfuse and Weave. Spans above the
/// calls repeat their counts and are left out.
final class Tracers {
  private Tracers() {}

  /// PostHog's events of AI generations. Anthropic's input does not include cached tokens.
  static final class PostHog extends PlainDialect {
    PostHog(FieldMap fields) {
      super(fields);
    }

    @Override
    CallRow row(Fields part) {
      var call = super.row(part);
      boolean isApart =
          part.text("properties.$ai_provider").equals("anthropic")
              || part.text("properties.$ai_cache_reporting_exclusive").equals("true");
      return isApart ? call.within(false) : call;
    }
  }

  /// Langfuse observations: the buckets of `usageDetails` are disjoint, reasoning separate from the
  /// output, unless the total of the observation proves otherwise. Providers name some buckets for
  /// themselves, such as `input_image_tokens`.
  static final class Langfuse extends PlainDialect {
    private static final String USAGE = "usageDetails";

    Langfuse(FieldMap fields) {
      super(fields);
    }

    private static Fields usage(Fields record) {
      return record.at(record.has(USAGE) ? USAGE : "usage_details");
    }

    @Override
    CallRow row(Fields part) {
      var usage = usage(part);
      var call =
          super.row(part.with(Fields.of(USAGE, usage)))
              .with("input_tokens", sum(usage, "input", Column.INPUT_TOKENS))
              .with("output_tokens", sum(usage, "output", Column.OUTPUT_TOKENS));
      if (usage.has("input") || usage.has("output")) {
        call.separate(); // its own names, whose buckets are disjoint
      }
      long lifetimes = call.count("cache_write_5m_tokens") + call.count("cache_write_1h_tokens");
      if (call.count("cache_write_tokens") == 2 * lifetimes) {
        call.with("cache_write_tokens", lifetimes); // which it names twice: as a whole and by parts
      }
      for (var side : List.of("input", "output")) {
        for (var modality : List.of("audio", "image")) {
          String bucket = side + "_" + modality;
          long tokens = usage.number(bucket) + usage.number(bucket + "_tokens");
          if (tokens > 0) {
            call.with(modality + "_" + side + "_tokens", tokens);
          }
        }
      }
      return call;
    }

    @Override
    boolean counts(Fields part) {
      return !usage(part).isEmpty();
    }

    /// All buckets of a kind, except those of cached tokens and reasoning. One that says all of it
    /// may stand there under a second name.
    private static long sum(Fields usage, String kind, Column column) {
      var whole = new HashSet<Long>();
      long parts = 0;
      for (var name : usage.names()) {
        var counts = UsageObject.column(name);
        boolean isPart = name.startsWith(kind + "_") && !name.equals(kind + "_tokens");
        if (isPart && (counts.isEmpty() || counts.get() == column || isModality(counts.get()))) {
          parts += usage.number(name);
        } else if (!isPart && counts.equals(Optional.of(column))) {
          whole.add(usage.number(name));
        }
      }
      return parts + whole.stream().mapToLong(Long::longValue).sum();
    }

    private static boolean isModality(Column column) {
      return Column.MODALITIES.contains(column);
    }
  }

  /// W&B Weave calls. Each ancestor repeats the usage of what it called, so only leaves count; and
  /// which those are is known at the end.
  static final class Weave implements Dialect {
    private static final FieldMap FIELDS =
        FieldMap.of(
            """
            from: calls
            claims: op_name & summary & trace_id
            timestamp <- started_at
            task = op_name at the root
            model = summary.usage, of calls with nothing below them
            calls <- usage.requests
            input_tokens <- usage.input_tokens + usage.prompt_tokens
            output_tokens <- usage.output_tokens + usage.completion_tokens
            total_tokens <- usage.total_tokens
            cache_read_tokens <- max(usage.cache_read_input_tokens, \
            usage.prompt_tokens_details.cached_tokens, usage.input_tokens_details.cached_tokens)
            cache_write_tokens <- usage.cache_creation_input_tokens
            reasoning_tokens <- max(usage.completion_tokens_details.reasoning_tokens, \
            usage.output_tokens_details.reasoning_tokens)
            status <- 'error' if exception
            request_id <- id
            """);

    private final Map<String, Fields> calls = new LinkedHashMap<>();
    private final Set<String> parents = new HashSet<>();

    @Override
    public FieldMap fields() {
      return FIELDS;
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
            if (call.at("summary.usage").isEmpty()) {
              sink.leave("no_usage");
            } else if (parents.contains(call.text("id"))) {
              emit(call, row -> sink.leave("parent_rollup", row));
            } else {
              emit(call, sink::call);
            }
          });
      calls.clear();
      parents.clear();
    }

    private void emit(Fields call, Consumer<CallRow> rows) {
      var byModel = call.at("summary.usage");
      for (String model : byModel.names()) {
        var row = FIELDS.row(call.with(Fields.of("usage", byModel.member(model))));
        rows.accept(
            row.from(call)
                .model(model)
                .with("calls", Math.max(1, row.count("calls")))
                .with("task", operation(root(call))));
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
}
