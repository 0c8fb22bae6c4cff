package routercost.read.exports;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What Claude Code writes: transcripts of sessions, and results of `claude -p` (formats.md section
/// 1).
public final class ClaudeCode {
  private static final Set<String> LINES =
      Set.of(
          "user",
          "assistant",
          "system",
          "summary",
          "queue-operation",
          "file-history-snapshot",
          "attachment",
          "ai-title",
          "mode",
          "permission-mode",
          "cost-state");

  private ClaudeCode() {}

  /// Whether lines of transcripts have this type.
  public static boolean isLine(String type) {
    return LINES.contains(type);
  }

  /// Session transcripts. One response may stand in several lines and in several files.
  public static final class Transcripts implements Dialect {
    private static final FieldMap FIELDS =
        FieldMap.of(
            """
            from: transcripts of Claude Code
            timestamp <- timestamp; of copies the earliest
            task <- agentId; by the kind of sub-agent it was started as, else main
            model <- message.model; of an iteration its own
            anthropic <- message.usage
            session <- sessionId
            project <- cwd
            branch <- gitBranch
            request_id <- message.id
            attempt_id <- requestId
            sidechain <- isSidechain
            response_ended <- message.stop_reason
            """);

    /// A shorter id was written by hand, and tells messages of one session apart only.
    public static final int SHORTEST_ID = 20;

    /// Why a line is left out that is no response.
    public static final String NO_RESPONSE = "no_response";

    /// The kind of sub-agent by the id of the tool use that started it, and by its own id.
    private final Map<String, String> started = new HashMap<>();

    private final Map<String, String> agents = new HashMap<>();
    private int known;

    @Override
    public FieldMap fields() {
      return FIELDS;
    }

    /// The columns of a response by the paths of their fields.
    public static Map<String, String> columnsByPath() {
      return FIELDS.columns();
    }

    @Override
    public boolean claims(Fields record) {
      return record.has("sessionId") && isLine(record.text("type"));
    }

    @Override
    public void read(Fields record, Sink sink) {
      var message = record.at("message");
      learnAgents(record, message);
      String type = record.text("type");
      if (!type.equals("assistant") && !(type.isEmpty() && message.has("usage"))) {
        sink.leave(NO_RESPONSE);
      } else if (message.text("model").equals("<synthetic>")) {
        synthetic(record, sink);
      } else if (message.at("usage").isEmpty()) {
        sink.leave("no_usage");
      } else {
        Responses.of(about(record, message), message.at("usage")).forEach(sink::call);
      }
    }

    private void learnAgents(Fields record, Fields message) {
      for (var part : message.list("content")) {
        String agent = part.text("input.subagent_type");
        if (!agent.isEmpty()) {
          started.put(part.text("id"), agent);
        }
        String known = started.get(part.text("tool_use_id"));
        String id = record.text("toolUseResult.agentId");
        if (known != null && !id.isEmpty()) {
          agents.put(id, known);
          this.known++;
        }
      }
    }

    private static void synthetic(Fields record, Sink sink) {
      if (record.text("isApiErrorMessage").equals("true")) {
        sink.call(
            CallRow.on("(unknown)")
                .ok(false)
                .with("timestamp", record.text("timestamp"))
                .with("session", record.text("sessionId")));
      } else {
        sink.leave("synthetic");
      }
    }

    private CallRow about(Fields record, Fields message) {
      String id = message.text("id");
      return FIELDS
          .about(record)
          .set("task", task(record))
          .with(
              "request_id",
              id.isEmpty() || id.length() >= SHORTEST_ID ? id : id + "@" + record.text("sessionId"))
          .with("response_length", textLength(message));
    }

    /// How many characters the model wrote, as far as the line shows them.
    private static long textLength(Fields message) {
      long length = 0;
      for (var part : message.list("content")) {
        length += part.text("text").length() + part.text("thinking").length();
        length += part.at("input").textLength();
      }
      return length;
    }

    private String task(Fields record) {
      return task(record.text("agentId"), record.text("isSidechain").equals("true"));
    }

    /// What the lines of an agent are for.
    ///
    /// @param agent its id; empty in the main conversation
    /// @param aside whether the line is of a side chain
    public String task(String agent, boolean aside) {
      if (agent.isEmpty()) {
        return aside ? "subagent" : "main";
      }
      String named = agent.replaceFirst("^aside_question.*", "side_question");
      return agents.getOrDefault(agent, named.equals(agent) ? "subagent" : named);
    }

    /// Changes when another agent has got a name.
    public int known() {
      return known;
    }
  }

  /// Results of `claude -p`: the last of each session holds all of it, by model. Of a session that
  /// goes on in another file, what was told before is taken off.
  static final class Results implements Dialect {
    private static final FieldMap FIELDS =
        FieldMap.of(
            """
            from: `claude -p --output-format json`
            claims: type = result & total_cost_usd | session_id & uuid & type = system, assistant, user
            model = modelUsage, of the last result of each session
            input_tokens <- inputTokens (excludes cached tokens)
            output_tokens <- outputTokens
            cache_read_tokens <- cacheReadInputTokens
            cache_write_tokens <- cacheCreationInputTokens
            web_searches <- webSearchRequests
            cost_usd <- costUSD
            session = session_id
            """);

    private final Map<String, Fields> last = new LinkedHashMap<>();
    private int unnamed;
    private final Map<String, Map<String, Long>> told = new HashMap<>();
    private final Map<String, BigDecimal> paid = new HashMap<>();

    @Override
    public FieldMap fields() {
      return FIELDS;
    }

    private static boolean isResult(Fields record) {
      return record.text("type").equals("result") && record.has("total_cost_usd");
    }

    @Override
    public void read(Fields record, Sink sink) {
      if (!isResult(record)) {
        sink.leave("no_result");
        return;
      }
      String session = record.text("session_id");
      var replaced = last.put(session.isEmpty() ? "#" + unnamed++ : session, record);
      if (replaced != null) {
        sink.leave("earlier_result_of_the_session");
      }
    }

    @Override
    public void end(Sink sink) {
      sink.each(List.copyOf(last.entrySet()), one -> tell(one.getKey(), one.getValue(), sink));
      last.clear();
    }

    private void tell(String session, Fields result, Sink sink) {
      var byModel = result.at("modelUsage");
      if (result.text("is_error").equals("true")) {
        sink.call(
            CallRow.on("(unknown)")
                .from(result)
                .ok(false)
                .with("session", result.text("session_id")));
      }
      if (byModel.isEmpty()) {
        sink.leave("no_model");
      }
      for (String model : byModel.names()) {
        var row =
            CallRow.on(model)
                .from(result)
                .with("calls", 0)
                .with("session", result.text("session_id"));
        if (isMore(session + " " + model, byModel.member(model), row)) {
          sink.call(row);
        } else {
          sink.leave("earlier_result_of_the_session");
        }
      }
    }

    /// Sets what is new in a model's usage since the session was told of last, if anything is.
    private boolean isMore(String key, Fields usage, CallRow row) {
      var before = told.computeIfAbsent(key, _ -> new HashMap<>());
      boolean first = before.isEmpty();
      long grown = 0;
      for (var count : FIELDS.counts()) {
        long now = count.number(usage);
        long known = before.getOrDefault(count.column(), 0L);
        row.with(count.column(), Math.max(0, now - known));
        grown += Math.max(0, now - known);
        before.put(count.column(), Math.max(now, known));
      }
      var cost = usage.text("costUSD");
      if (first) {
        row.cost(cost, 0);
      } else if (cost.matches("\\d{1,9}(\\.\\d{1,30})?")) {
        var more = new BigDecimal(cost).subtract(paid.getOrDefault(key, BigDecimal.ZERO));
        row.cost(more.max(BigDecimal.ZERO).toPlainString(), 0);
      }
      if (cost.matches("\\d{1,9}(\\.\\d{1,30})?")) {
        paid.merge(key, new BigDecimal(cost), BigDecimal::max);
      }
      return first || grown > 0;
    }
  }
}
