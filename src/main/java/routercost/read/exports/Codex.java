package routercost.read.exports;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Rollouts of Codex: a session to a file, in which an event counts the tokens of each response and
/// of the session so far. Cached tokens are within the input, reasoning within the output.
final class Codex implements Dialect {
  private static final FieldMap FIELDS =
      FieldMap.of(
          """
          from: rollouts of Codex
          claims: payload & type = session_meta, turn_context | payload & type = event_msg \
          & payload.type = token_count
          timestamp <- timestamp
          task = payload.source: main or subagent
          model = payload.model of the turn
          input_tokens <- info.last_token_usage.input_tokens (includes cached tokens)
          output_tokens <- info.last_token_usage.output_tokens
          cache_read_tokens <- info.last_token_usage.cached_input_tokens
          cache_write_tokens <- info.last_token_usage.cache_write_input_tokens
          reasoning_tokens <- info.last_token_usage.reasoning_output_tokens
          session = payload.id
          project = payload.cwd
          request_id = the session and info.total_token_usage
          """);

  /// The counts that tell how far a session is.
  private static final List<String> COUNTS =
      List.of("input_tokens", "cached_input_tokens", "cache_write_input_tokens", "output_tokens");

  /// The session that each was forked from: a fork begins with a copy of its parent.
  private final Map<String, String> origins = new HashMap<>();

  private String session = "";

  /// What the session and its latest turn say of themselves.
  private Fields about = Fields.NONE;

  private String project = "";
  private String task = "main";
  private String model = "";
  private Fields total = Fields.NONE;

  @Override
  public FieldMap fields() {
    return FIELDS;
  }

  private static boolean isCount(Fields record) {
    return record.text("type").equals("event_msg")
        && record.text("payload.type").equals("token_count");
  }

  @Override
  public void read(Fields record, Sink sink) {
    var payload = record.at("payload");
    if (record.text("type").equals("session_meta")) {
      begin(payload);
    } else if (record.text("type").equals("turn_context")) {
      model = payload.has("model") ? payload.text("model") : model;
      about = about.with(payload);
    }
    if (!isCount(record)) {
      sink.leave("no_response");
    } else if (payload.at("info").isEmpty()) {
      sink.leave("limits_only");
    } else {
      count(record, payload.at("info"), sink);
    }
  }

  /// A file begins with what it is about; what follows from a parent says so again.
  private void begin(Fields payload) {
    String id = payload.text("id");
    if (!session.isEmpty() && id.equals(origins.get(session))) {
      return;
    }
    session = id;
    about = payload;
    project = payload.text("cwd");
    task = payload.has("source.subagent") ? "subagent" : "main";
    model = payload.text("model");
    total = Fields.NONE;
    if (payload.has("forked_from_id")) {
      origins.put(session, payload.text("forked_from_id"));
    }
  }

  private void count(Fields record, Fields info, Sink sink) {
    var now = info.at("total_token_usage");
    if (!now.isEmpty() && isSame(now, total)) {
      sink.leave("repeated_count");
      return;
    }
    var used = info.has("last_token_usage") ? info : Fields.of("last_token_usage", growth(now));
    total = now;
    sink.call(
        FIELDS
            .row(record.with(Fields.of("info", used)))
            .from(about.with(Fields.of("payload", about)))
            .model(model.isEmpty() ? "(unknown)" : model)
            .with("task", task)
            .with("request_id", id(record.text("timestamp"), now))
            .with("session", session)
            .with("project", project)
            .ok(true));
  }

  private Fields growth(Fields now) {
    var names = Stream.concat(COUNTS.stream(), Stream.of("reasoning_output_tokens")).toList();
    return Fields.of(
        names,
        names.stream()
            .map(name -> Long.toString(Math.max(0, now.number(name) - total.number(name))))
            .toList());
  }

  private static boolean isSame(Fields now, Fields before) {
    for (String name : COUNTS) {
      if (now.number(name) != before.number(name)) {
        return false;
      }
    }
    return !before.isEmpty();
  }

  /// What tells a response from all others: how far the session was, and its forks with it.
  private String id(String time, Fields now) {
    if (now.isEmpty()) {
      return session + "#" + time;
    }
    String root = session;
    for (int steps = 0; steps < 100 && origins.containsKey(root); steps++) {
      root = origins.getOrDefault(root, root);
    }
    var id = new StringBuilder(root);
    for (String name : COUNTS) {
      id.append('#').append(now.number(name));
    }
    return id.toString();
  }

  @Override
  public void end(Sink sink) {
    session = "";
    about = Fields.NONE;
    model = "";
    task = "main";
    project = "";
    total = Fields.NONE;
  }
}
