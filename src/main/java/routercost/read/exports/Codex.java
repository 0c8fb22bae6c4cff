package routercost.read.exports;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import routercost.usage.SafeText;

/// Rollouts of Codex, a session to a file, and what `codex exec --json` prints. An event counts the
/// tokens of each response and of the session so far; newer versions also write a record of each
/// response. Cached tokens are within the input, reasoning within the output.
final class Codex implements Dialect {
  private static final FieldMap FIELDS =
      FieldMap.of(
          """
          from: rollouts of Codex, `codex exec --json`
          claims: payload & type = session_meta, turn_context, token_usage_record \
          | payload & type = event_msg & payload.type = token_count | record_type = state \
          | type = thread.started & thread_id | type = turn.completed & usage \
          | id & msg.type = session_configured, task_started, token_count
          timestamp <- timestamp
          task = payload.source: main or subagent
          model = payload.model of the turn
          input_tokens <- info.last_token_usage.input_tokens (includes cached tokens)
          output_tokens <- info.last_token_usage.output_tokens
          cache_read_tokens <- info.last_token_usage.cached_input_tokens
          cache_write_tokens <- info.last_token_usage.cache_write_input_tokens
          reasoning_tokens <- info.last_token_usage.reasoning_output_tokens
          service_tier = service_tier of the response, else of the turn or its settings
          session = payload.id
          project = payload.cwd
          request_id = the session and info.total_token_usage, or response_id
          """);

  /// The counts that tell how far a session is.
  private static final List<String> COUNTS =
      List.of("input_tokens", "cached_input_tokens", "cache_write_input_tokens", "output_tokens");

  /// A response, and the usage that an event and a record of it have in common.
  private record Response(CallRow call, Fields usage, long line) {
    boolean hasUsageOf(Response other) {
      return isSame(usage, other.usage);
    }
  }

  /// The session whose history each begins with.
  private final Map<String, String> origins = new HashMap<>();

  /// The events and the records of responses in the session at hand.
  private final List<Response> events = new ArrayList<>();

  private final List<Response> records = new ArrayList<>();

  /// The totals of threads that were streamed: one that is resumed goes on from its own.
  private final Map<String, Fields> threads = new HashMap<>();

  private final Set<String> ancestors = new HashSet<>();
  private final Set<String> sessions = new HashSet<>();
  private String session = "";

  /// What the session and its latest turn say of themselves.
  private Fields about = Fields.NONE;

  private String project = "";
  private String task = "main";
  private String model = "";
  private String tier = "";
  private Fields total = Fields.NONE;
  private int restarts;
  private boolean isCopying;

  @Override
  public FieldMap fields() {
    return FIELDS;
  }

  @Override
  public void preview(Fields record) {
    var payload = record.at("payload");
    if (record.text("type").equals("session_meta") && payload.has("forked_from_id")) {
      origins.put(payload.text("id"), payload.text("forked_from_id"));
    }
  }

  @Override
  public void read(Fields record, Sink sink) {
    switch (type(record)) {
      case "session_meta" -> begin(record.at("payload"), sink);
      case "thread.started" -> {
        begin(Fields.NONE.with("id", record.text("thread_id")), sink);
        total = threads.getOrDefault(session, Fields.NONE);
      }
      case "turn_context" -> turn(record.at("payload"));
      case "thread_settings_applied" -> setTier(record.at("payload.thread_settings"));
      case "" -> model = record.has("workdir") ? record.text("model") : model;
      case "token_count" -> count(record, sink);
      case "turn.completed" -> {
        count(record, Fields.of("total_token_usage", record.at("usage")), sink);
        threads.put(session, total);
      }
      case "token_usage_record" -> record(record, sink);
      default -> {}
    }
    if (!type(record).matches("token_count|turn.completed|token_usage_record")) {
      sink.leave("no_response");
    }
  }

  private static String type(Fields record) {
    String type = record.text("type");
    return type.equals("event_msg")
        ? record.text("payload.type")
        : record.has("msg") ? record.text("msg.type") : type;
  }

  /// A file begins with what it is about; what follows from its ancestors says so again.
  private void begin(Fields payload, Sink sink) {
    String id = payload.text("id");
    if (!session.isEmpty() && (ancestors.contains(id) || (isCopying && !ancestors.isEmpty()))) {
      origins.putIfAbsent(session, id);
      learnParent(id, payload);
      return;
    }
    end(sink);
    session = id;
    sessions.add(id);
    about = payload;
    project = payload.text("cwd");
    task = payload.has("source.subagent") ? "subagent" : "main";
    model = payload.text("model");
    isCopying = true;
    learnParent(id, payload);
  }

  /// Agents that were spawned may begin with their own work, and then have nothing in common with
  /// their parent.
  private void learnParent(String id, Fields payload) {
    String parent =
        payload.first(
            "forked_from_id", "parent_thread_id", "source.subagent.thread_spawn.parent_thread_id");
    if (!parent.isEmpty()) {
      ancestors.add(parent);
    }
    if (payload.has("forked_from_id")) {
      origins.put(id, parent);
    }
  }

  private void turn(Fields payload) {
    isCopying = false;
    model = payload.has("model") ? payload.text("model") : model;
    about = about.with(payload);
    setTier(payload);
  }

  /// A tier holds until the next one. OpenAI calls its fast mode priority too.
  private void setTier(Fields holder) {
    String named = holder.text("service_tier");
    tier = named.isEmpty() ? tier : named.equals("priority") ? "fast" : named;
  }

  private void count(Fields record, Sink sink) {
    var payload = record.has("msg") ? record.at("msg") : record.at("payload");
    var info =
        payload.has("input_tokens") ? Fields.of("last_token_usage", payload) : payload.at("info");
    setTier(payload);
    if (info.isEmpty()) {
      sink.leave("limits_only");
    } else {
      count(record, info, sink);
    }
  }

  private void count(Fields record, Fields info, Sink sink) {
    isCopying = false;
    var now = info.at("total_token_usage");
    if (!now.isEmpty() && isSame(now, total)) {
      sink.leave("repeated_count");
      return;
    }
    boolean restarted = COUNTS.stream().anyMatch(name -> now.number(name) < total.number(name));
    restarts += restarted && !now.isEmpty() ? 1 : 0;
    var used = info.at("last_token_usage");
    if (used.isEmpty()) {
      used = restarted ? now : growth(now);
    }
    total = now;
    if (isSame(used, Fields.NONE.with("input_tokens", "0"))) {
      sink.leave("no_tokens");
      return;
    }
    events.add(response(record, used, id(record.text("timestamp"), now), sink));
  }

  private void record(Fields record, Sink sink) {
    isCopying = false;
    var payload = record.at("payload");
    setTier(payload);
    records.add(response(record, payload.at("usage"), payload.text("response_id"), sink));
    String named = payload.text("model");
    if (!named.isEmpty()) {
      records.getLast().call().model(named);
    }
  }

  @Override
  public Optional<String> last() {
    var missing = new TreeSet<>(origins.values());
    missing.removeAll(sessions);
    long forks = origins.keySet().stream().filter(sessions::contains).count();
    return missing.isEmpty() || forks == 0
        ? Optional.empty()
        : Optional.of(
            "sessions of Codex begin with a copy of "
                + SafeText.list(List.copyOf(missing))
                + ", which is not among the inputs: the calls that were copied count");
  }

  private Response response(Fields record, Fields used, String id, Sink sink) {
    long line = sink.place().line();
    var all = about.with(record.at("payload"));
    var call =
        FIELDS
            .row(record.with(Fields.of("info", Fields.of("last_token_usage", used))))
            .from(all.with(Fields.of("payload", all)))
            .at(line)
            .model(model.isEmpty() ? "(unknown)" : model)
            .with("task", task)
            .with("service_tier", tier)
            .with("request_id", id)
            .with("session", session)
            .with("project", project)
            .with("sidechain", ancestors.isEmpty() ? "" : "true")
            .ok(true);
    return new Response(limited(call, sink), used, line);
  }

  /// Some providers count more cached tokens than input.
  private static CallRow limited(CallRow call, Sink sink) {
    long input = call.count("input_tokens");
    if (call.cached() > input) {
      sink.note("counts of Codex have more cached tokens than input: all of the input is cached");
      call.with("cache_write_tokens", Math.min(input, call.count("cache_write_tokens")));
      call.with("cache_read_tokens", input - call.count("cache_write_tokens"));
    }
    return call;
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
      return time.isEmpty() ? "" : session + "#" + time;
    }
    String root = session;
    for (int steps = 0; steps < 100 && origins.containsKey(root); steps++) {
      root = origins.getOrDefault(root, root);
    }
    var id = new StringBuilder(root);
    for (String name : COUNTS) {
      id.append('#').append(now.number(name));
    }
    return restarts == 0 ? id.toString() : id.append('#').append(restarts).toString();
  }

  /// Where a session has records of its responses, they count, under the ids of the events that
  /// repeat them: forks copy the events alone. Events before the first record are those of an older
  /// version.
  @Override
  public void end(Sink sink) {
    long first = records.isEmpty() ? Long.MAX_VALUE : records.getFirst().line();
    for (var response : records) {
      var event = events.stream().filter(response::hasUsageOf).findFirst();
      event.ifPresent(
          same -> {
            events.remove(same);
            response.call().with("request_id", same.call().text("request_id"));
            sink.leave("repeated_count");
          });
      sink.call(response.call());
    }
    for (var event : events) {
      if (event.line() < first) {
        sink.call(event.call());
      } else {
        sink.leave("repeated_count");
      }
    }
    records.clear();
    events.clear();
    ancestors.clear();
    session = "";
    about = Fields.NONE;
    model = "";
    tier = "";
    task = "main";
    project = "";
    total = Fields.NONE;
    restarts = 0;
    isCopying = false;
  }
}
