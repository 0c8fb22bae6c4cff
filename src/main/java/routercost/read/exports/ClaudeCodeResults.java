package routercost.read.exports;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Results of `claude -p`. The last result of a process holds all of it, by model; counts that fall
/// are those of a new process, which resumed the session. Of a session that goes on in another
/// input, what was reported before is taken off. Messages that no result holds count by themselves:
/// the run was killed, or its version names no models.
final class ClaudeCodeResults implements Dialect {
  private static final FieldMap FIELDS =
      FieldMap.of(
          """
          from: `claude -p --output-format json`
          claims: type = result & total_cost_usd | session_id & uuid & type = system, assistant, user \
          | session_id & subtype = init | session_id & type = assistant & message.usage
          model = modelUsage, of the last result of each process; else message.model
          input_tokens <- inputTokens (excludes cached tokens)
          output_tokens <- outputTokens
          cache_read_tokens <- cacheReadInputTokens
          cache_write_tokens <- cacheCreationInputTokens
          web_searches <- webSearchRequests
          cost_usd <- costUSD
          session = session_id
          request_id = message.id, of a message
          """);

  private static final List<String> INPUTS =
      List.of("input_tokens", "cache_read_tokens", "cache_write_tokens");

  private static final String EARLIER = "earlier_result_of_the_session";

  /// The last result of each session in the input at hand.
  private final Map<String, Fields> last = new LinkedHashMap<>();

  /// What results said so far, by session and model.
  private final Map<String, Map<String, Fields>> reported = new HashMap<>();

  /// The responses that no result holds so far, by session.
  private final Map<String, List<CallRow>> messages = new LinkedHashMap<>();

  /// All results that were reported, to know their copies.
  private final Set<String> copies = new HashSet<>();

  private final Map<String, String> models = new HashMap<>();
  private final Map<String, String> agents = new HashMap<>();
  private int unnamed;

  @Override
  public FieldMap fields() {
    return FIELDS;
  }

  @Override
  public void read(Fields record, Sink sink) {
    var message = record.at("message");
    if (record.text("type").equals("result") && record.has("total_cost_usd")) {
      result(record, sink);
    } else if (record.text("type").equals("assistant")
        && message.has("usage")
        && !message.text("model").equals("<synthetic>")) {
      messages
          .computeIfAbsent(record.text("session_id"), _ -> new ArrayList<>())
          .addAll(responses(record, message, sink));
    } else {
      if (record.text("subtype").equals("init")) {
        models.put(record.text("session_id"), record.text("model"));
      }
      sink.leave("no_result");
    }
  }

  private List<CallRow> responses(Fields record, Fields message, Sink sink) {
    for (var part : message.list("content")) {
      if (part.has("input.subagent_type")) {
        agents.put(part.text("id"), part.text("input.subagent_type"));
      }
    }
    String session = record.text("session_id");
    String parent = record.text("parent_tool_use_id");
    var about =
        CallRow.on(message.text("model"))
            .from(record.without("message"))
            .at(sink.place().line())
            .with("timestamp", record.text("timestamp"))
            .with("task", parent.isEmpty() ? "main" : agents.getOrDefault(parent, "subagent"))
            .with("session", session)
            .with("request_id", ClaudeCode.Transcripts.id(message, session))
            .with("response_length", ClaudeCode.Transcripts.textLength(message))
            .with("response_ended", message.text("stop_reason"))
            .with("sidechain", parent.isEmpty() ? "" : "true");
    return Responses.of(about, message.at("usage"));
  }

  private void result(Fields result, Sink sink) {
    String session = result.text("session_id");
    String key = session.isEmpty() ? "#" + unnamed++ : session;
    boolean failed = result.text("is_error").equals("true");
    if (failed) {
      sink.call(CallRow.on("(unknown)").from(result).ok(false).with("session", session));
    }
    if (result.at("modelUsage").isEmpty()) {
      withoutModels(result, failed, sink);
      return;
    }
    leave(Objects.requireNonNullElse(messages.remove(session), List.of()), sink);
    var before = last.get(key);
    if (before != null && falls(before.at("modelUsage"), result.at("modelUsage"))) {
      tell(key, before, sink);
    } else if (before != null) {
      sink.leave(EARLIER);
    }
    last.put(key, result);
  }

  /// Its messages count, if there are any.
  private void withoutModels(Fields result, boolean failed, Sink sink) {
    String session = result.text("session_id");
    if (messages.containsKey(session) || result.at("usage").isEmpty()) {
      finish(messages.getOrDefault(session, List.of()), result.at("usage"));
      if (!failed) {
        sink.leave("no_model");
      }
      return;
    }
    var used = FieldMap.ANTHROPIC.fill(new CallRow().from(result), result.at("usage"));
    if (!failed || used.count("input_tokens") + used.cached() > 0) {
      String model = models.getOrDefault(session, "");
      sink.call(
          used.model(model.isEmpty() ? "(unknown)" : model)
              .with("calls", 0)
              .with("session", session)
              .cost(result.text("total_cost_usd"), 0));
    }
  }

  /// Adds what the messages of a stream leave out: they have the count of the output from its
  /// beginning. A result has it all, and is of these messages alone if it counts the same input.
  private static void finish(List<CallRow> held, Fields usage) {
    if (held.isEmpty() || usage.isEmpty()) {
      return;
    }
    var byId = new LinkedHashMap<String, CallRow>();
    held.forEach(row -> byId.put(row.text("request_id"), row));
    var stated = FieldMap.ANTHROPIC.row(usage);
    boolean same =
        INPUTS.stream().allMatch(column -> sum(byId.values(), column) == stated.count(column));
    long missing = stated.count("output_tokens") - sum(byId.values(), "output_tokens");
    boolean isOne = byId.values().stream().map(row -> row.text("model")).distinct().count() == 1;
    if (same && missing > 0 && isOne) {
      var end = byId.lastEntry().getValue();
      end.with("output_tokens", end.count("output_tokens") + missing).set("response_length", "");
    }
  }

  private static long sum(Collection<CallRow> rows, String column) {
    return rows.stream().mapToLong(row -> row.count(column)).sum();
  }

  private static void leave(List<CallRow> held, Sink sink) {
    held.forEach(_ -> sink.leave("in_a_result"));
  }

  @Override
  public void end(Sink sink) {
    sink.each(List.copyOf(last.entrySet()), one -> tell(one.getKey(), one.getValue(), sink));
    last.clear();
    sink.each(messages.values().stream().flatMap(List::stream).toList(), sink::call);
    messages.clear();
  }

  private void tell(String session, Fields result, Sink sink) {
    var byModel = result.at("modelUsage");
    if (!copies.add(session + byModel.allText())) {
      sink.leave(EARLIER);
      return;
    }
    var known = reported.getOrDefault(session, Map.of());
    if (known.entrySet().stream().anyMatch(e -> falls(e.getValue(), byModel.member(e.getKey())))) {
      reported.remove(session);
      sink.note(
          "a result of a session counts less than the one before it, so it is read as that of a"
              + " new process and added");
    }
    for (String model : byModel.names()) {
      var row =
          CallRow.on(model)
              .from(result)
              .with("calls", 0)
              .with("session", result.text("session_id"));
      if (isMore(session, model, byModel.member(model), row)) {
        sink.call(row);
      } else {
        sink.leave(EARLIER);
      }
    }
  }

  /// Whether any count is less than before, of usage or of the usage of each model in it.
  private static boolean falls(Fields before, Fields now) {
    if (FIELDS.counts().stream().anyMatch(count -> count.number(now) < count.number(before))) {
      return true;
    }
    return before.names().stream()
        .filter(model -> !before.member(model).isEmpty())
        .anyMatch(model -> falls(before.member(model), now.member(model)));
  }

  /// Sets what is new in a model's usage since the session was last reported, if anything is.
  private boolean isMore(String session, String model, Fields usage, CallRow row) {
    var known = reported.computeIfAbsent(session, _ -> new HashMap<>());
    var before = known.put(model, usage);
    long grown = 0;
    for (var count : FIELDS.counts()) {
      long more = count.number(usage) - (before == null ? 0 : count.number(before));
      row.with(count.column(), more);
      grown += more;
    }
    row.cost(before == null ? usage.text("costUSD") : growth(before, usage), 0);
    return before == null || grown > 0;
  }

  private static String growth(Fields before, Fields usage) {
    String cost = usage.text("costUSD");
    String known = before.text("costUSD");
    if (!cost.matches("\\d{1,9}(\\.\\d{1,30})?") || !known.matches("\\d{1,9}(\\.\\d{1,30})?")) {
      return "";
    }
    return new BigDecimal(cost)
        .subtract(new BigDecimal(known))
        .max(BigDecimal.ZERO)
        .toPlainString();
  }
}
