package routercost.read.exports;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// GitHub Copilot: sessions and requests of its CLI, and the spans that it writes to a file. Cached
/// tokens are within the input.
final class Copilot {
  private Copilot() {}

  /// Sessions of the CLI. The end of each leg has the sums of the session so far, by model; sums
  /// that fall begin anew. Its database has the requests of newer sessions, also of those that did
  /// not end well, so a session counts by whichever of the two is read first: the database, in the
  /// usual places.
  static final class Sessions implements Dialect {
    private static final FieldMap FIELDS =
        FieldMap.of(
            """
            from: sessions of Copilot CLI
            claims: type = session.start & data.copilotVersion | type = session.shutdown \
            & data.modelMetrics | type = session.resume & data.sessionId | type = assistant.usage \
            & data.inputTokens | assistant_usage_events
            timestamp = timestamp of the end of the leg
            model = data.modelMetrics
            calls <- requests.count
            input_tokens <- usage.inputTokens (includes cached tokens)
            output_tokens <- usage.outputTokens
            cache_read_tokens <- usage.cacheReadTokens
            cache_write_tokens <- usage.cacheWriteTokens
            reasoning_tokens <- usage.reasoningTokens
            session = data.sessionId
            project = data.context.cwd
            """);

    /// The events of a stream, which are not kept in the file of a session.
    private static final FieldMap EVENT =
        FieldMap.of(
            """
            timestamp <- timestamp
            model <- data.model
            input_tokens <- data.inputTokens (includes cached tokens)
            output_tokens <- data.outputTokens
            cache_read_tokens <- data.cacheReadTokens
            cache_write_tokens <- data.cacheWriteTokens
            session <- data.sessionId
            request_id <- data.apiCallId, id
            """);

    private static final FieldMap REQUEST =
        FieldMap.of(
            """
            timestamp <- created_at
            task <- agent_id
            model <- model
            input_tokens <- input_tokens (includes cached tokens)
            output_tokens <- output_tokens
            cache_read_tokens <- cache_read_tokens
            cache_write_tokens <- cache_write_tokens
            reasoning_tokens <- reasoning_tokens
            session <- session_id
            project <- cwd
            request_id <- session_id / id if id
            """);

    /// The sessions that count by their requests, and those that count by their ends.
    private final Set<String> byRequest = new HashSet<>();

    private final Set<String> bySums = new HashSet<>();
    private final Map<String, CallRow> sums = new HashMap<>();
    private Fields start = Fields.NONE;
    private boolean isOpen;

    @Override
    public FieldMap fields() {
      return FIELDS;
    }

    @Override
    public List<String> columns() {
      return Stream.of(
              Dialect.super.columns().stream(),
              REQUEST.lines().stream().map(line -> "assistant_usage_events: " + line),
              EVENT.lines().stream().map(line -> "assistant.usage: " + line))
          .flatMap(lines -> lines)
          .toList();
    }

    private void request(Fields row, Sink sink) {
      String session = row.text("session_id");
      if (bySums.contains(session)) {
        sink.leave("in_events");
        return;
      }
      byRequest.add(session);
      String credits = row.text("total_nano_aiu"); // 10^-9 of a credit, which is a cent
      sink.call(REQUEST.row(row).cost(credits.equals("0") ? "" : credits, 11));
    }

    @Override
    public void read(Fields record, Sink sink) {
      if (record.has("assistant_usage_events")) {
        sink.each(List.of(record), row -> request(row, sink));
        return;
      }
      if (record.text("type").equals("assistant.usage")) {
        byRequest.add(start.text("data.sessionId"));
        sink.each(List.of(record), event -> sink.call(EVENT.row(event)));
        return;
      }
      var models = record.at("data.modelMetrics");
      if (record.text("type").equals("session.start")) {
        start = record;
      }
      isOpen = models.isEmpty() && (isOpen || record.text("type").equals("assistant.message"));
      String session = start.text("data.sessionId");
      if (models.isEmpty() || byRequest.contains(session)) {
        sink.leave(models.isEmpty() ? "no_sums" : "in_database");
        return;
      }
      bySums.add(session);
      sink.each(
          models.names(),
          model -> {
            var sum = FIELDS.row(models.member(model)).model(model);
            var growth = growth(sum, sums.put(model, sum.copy()));
            sink.call(
                growth
                    .with("timestamp", record.text("timestamp"))
                    .with("session", session)
                    .with("project", start.text("data.context.cwd")));
          });
    }

    private static CallRow growth(CallRow sum, @Nullable CallRow before) {
      var counts = FIELDS.counts();
      if (before == null
          || counts.stream().anyMatch(c -> sum.count(c.column()) < before.count(c.column()))) {
        return sum;
      }
      counts.forEach(c -> sum.with(c.column(), sum.count(c.column()) - before.count(c.column())));
      return sum;
    }

    @Override
    public void end(Sink sink) {
      if (isOpen) {
        sink.note("a session of Copilot CLI has no end, which counts its tokens");
      }
      isOpen = false;
      sums.clear();
      start = Fields.NONE;
    }
  }

  /// Spans in the shape of the SDK, one on a line. Spans of agents repeat those of their calls.
  static final class Spans extends PlainDialect {
    Spans(FieldMap fields) {
      super(fields);
    }

    @Override
    CallRow row(Fields part) {
      return super.row(part).with("timestamp", part.firstItem("startTime"));
    }
  }
}
