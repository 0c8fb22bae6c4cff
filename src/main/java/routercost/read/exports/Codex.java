package routercost.read.exports;

import java.util.HashMap;
import java.util.Map;

/// Rollouts of Codex: a session to a file, in which an event counts the tokens of each response and
/// of the session so far. Cached tokens are within the input, reasoning within the output.
final class Codex implements Dialect {
  private static final String[] COUNTS = {
    "input_tokens", "cached_input_tokens", "cache_write_input_tokens", "output_tokens"
  };

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
  public boolean claims(Fields record) {
    return record.has("payload")
        && (record.text("type").equals("session_meta")
            || record.text("type").equals("turn_context")
            || isCount(record));
  }

  private static boolean isCount(Fields record) {
    return record.text("type").equals("event_msg")
        && record.text("payload", "type").equals("token_count");
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
      count(record.text("timestamp"), payload.at("info"), sink);
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
    task = payload.has("source", "subagent") ? "subagent" : "main";
    model = payload.text("model");
    total = Fields.NONE;
    if (payload.has("forked_from_id")) {
      origins.put(session, payload.text("forked_from_id"));
    }
  }

  private void count(String time, Fields info, Sink sink) {
    var now = info.at("total_token_usage");
    if (!now.isEmpty() && isSame(now, total)) {
      sink.leave("repeated_count");
      return;
    }
    boolean isTold = info.has("last_token_usage");
    long[] used = new long[COUNTS.length];
    for (int i = 0; i < used.length; i++) {
      long before = isTold ? 0 : total.number(COUNTS[i]);
      used[i] =
          Math.max(0, (isTold ? info.at("last_token_usage") : now).number(COUNTS[i]) - before);
    }
    String reasoning = "reasoning_output_tokens";
    long thought =
        isTold
            ? info.number("last_token_usage", reasoning)
            : Math.max(0, now.number(reasoning) - total.number(reasoning));
    total = now;
    sink.call(
        CallRow.on(model.isEmpty() ? "(unknown)" : model)
            .from(about.with(Fields.of("payload", about)))
            .inclusive(used[0], used[1], used[2])
            .with("output_tokens", used[3])
            .with("reasoning_tokens", thought)
            .with("timestamp", time)
            .with("task", task)
            .with("request_id", id(time, now))
            .with("session", session)
            .with("project", project)
            .ok(true));
  }

  private static boolean isSame(Fields one, Fields other) {
    for (String name : COUNTS) {
      if (one.number(name) != other.number(name)) {
        return false;
      }
    }
    return !other.isEmpty();
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
