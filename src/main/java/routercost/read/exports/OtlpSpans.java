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
import routercost.read.record.NotACount;

/// Spans of OpenTelemetry, of which the calls to models count: GenAI names of several generations,
/// as batches of OTLP, or as Logfire, Phoenix, MLflow, Jaeger and Tempo give them.
final class OtlpSpans extends PlainDialect {
  private static final int MOST_PARENTS = 10_000;
  private static final int LONG = 500;
  private static final List<String> SCOPES =
      List.of("scopeSpans", "scope_spans", "instrumentationLibrarySpans");

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

  OtlpSpans(FieldMap fields) {
    super(fields);
  }

  @Override
  public boolean isForeign(Fields record) {
    return super.isForeign(record)
        && !record.has("spanId")
        && !record.has("span_id")
        && !isPrinted(record);
  }

  @Override
  public void read(Fields record, Sink sink) {
    boolean isNamed = record.has("span_id") || record.has("context.span_id") || isPrinted(record);
    Fields span = isNamed ? named(record) : record;
    if (span.has("spanId")) {
      alone.add(slim(span.with("startTimeUnixNano", startTime(span))));
      lines.add(sink.place().line());
    } else {
      calls(spans(record), List.of(), sink);
    }
  }

  /// Whether the SDK of JavaScript has printed a span to its console.
  private static boolean isPrinted(Fields record) {
    return record.has("traceId") && record.has("id") && !record.has("spanId");
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
    var row = used(span);
    boolean isNameless = inner != null && row.text("model").isEmpty();
    long[] own = {row.count("input_tokens"), row.count("output_tokens")};
    boolean isRollup =
        inner != null && own[0] + own[1] > 0 && (isNameless || Arrays.equals(inner, own));
    String parent = span.text("parentSpanId");
    if (!parent.isEmpty() && (inner != null || own[0] + own[1] > 0)) {
      long[] sums = below.computeIfAbsent(parent, _ -> new long[2]);
      for (int i = 0; i < 2; i++) {
        long under = inner == null ? 0 : inner[i];
        sums[i] += isNameless ? under : own[i] + (isRollup ? 0 : under);
      }
    }
    return isRollup;
  }

  /// What a span used by itself, if it is a call.
  private CallRow used(Fields span) {
    var attributes = Otlp.attributes(span);
    try {
      boolean isCall = reason(span, attributes).isEmpty();
      return isCall ? fields().row(span.with(attributes)) : new CallRow();
    } catch (NotACount _) {
      return new CallRow(); // reported when the span is read
    }
  }

  /// A span without the texts of its prompts, so that many can wait.
  private static Fields slim(Fields span) {
    var attributes = new LinkedHashMap<>(Otlp.attributes(span).present());
    attributes.values().removeIf(value -> value instanceof String text && text.length() > LONG);
    return span.without("events").with(Fields.of("attributes", Fields.of(attributes)));
  }

  /// A span of Logfire, Phoenix or Jaeger under the names of OTLP.
  private static Fields named(Fields row) {
    Fields named = row.has("attributes") || row.has("tags") ? row : row.with(flattened(row));
    return named
        .with("spanId", row.first("span_id", "spanID", "context.span_id", "id"))
        .with("traceId", row.first("trace_id", "traceID", "context.trace_id", "traceId"))
        .with(
            "parentSpanId",
            row.first(
                "parent_span_id",
                "parent_id",
                "references.spanID",
                "parentSpanID",
                "parentSpanContext.spanId",
                "parentId"))
        .with(
            "startTimeUnixNano",
            row.first(
                "start_time_unix_nano", "start_timestamp", "start_time", "startTime", "timestamp"))
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
        for (String scopes : SCOPES) {
          resource
              .list(scopes)
              .forEach(scope -> scope.list("spans").forEach(span -> spans.add(span.with(about))));
        }
      }
    }
    spans.replaceAll(span -> span.has("spanId") ? span : named(span));
    return spans;
  }

  private void span(Fields span, Map<String, Fields> byId, boolean isRollup, long line, Sink sink) {
    var attributes = Otlp.attributes(span);
    var call = fields().row(span.with(attributes)).at(line);
    call.from(Otlp.attributes(span.at("resource")).with(attributes));
    if (call.text("model").isEmpty()) {
      boolean isCall = call.count("input_tokens") + call.count("output_tokens") > 0;
      if (!isCall || isRollup) {
        sink.leave("not_a_call");
        return;
      }
      call.model("(unknown)");
    }
    if (call.text("task").isEmpty()) {
      call.with("task", above(span, byId));
    }
    reason(span, attributes)
        .or(() -> isRollup ? Optional.of("parent_rollup") : Optional.empty())
        .ifPresentOrElse(reason -> sink.leave(reason, call), () -> sink.call(call));
  }

  /// Why a span is no call; Phoenix names its kind beside the attributes.
  private Optional<String> reason(Fields span, Fields attributes) {
    String kind = span.text("span_kind");
    return fields()
        .reason(
            kind.isEmpty() || span.has("kind")
                ? attributes
                : attributes.with("openinference.span.kind", kind));
  }

  /// The agent that a span above belongs to, else the name of the span itself.
  private static String above(Fields span, Map<String, Fields> byId) {
    var next = byId.get(span.text("parentSpanId"));
    for (int steps = 0; next != null && steps < 100; steps++) {
      String agent = Otlp.attributes(next).first("gen_ai.agent.name", "agent.name");
      if (!agent.isEmpty()) {
        return agent;
      }
      next = byId.get(next.text("parentSpanId"));
    }
    return span.text("name");
  }
}
