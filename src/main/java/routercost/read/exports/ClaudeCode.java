package routercost.read.exports;

import java.util.HashMap;
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
          "cost-state",
          "progress",
          "last-prompt",
          "custom-title",
          "agent-name",
          "agent-setting",
          "pr-link",
          "worktree-state",
          "tag");

  /// Paths that other agents write in lines that otherwise look like these.
  public static final Set<String> FOREIGN =
      Set.of("message.parts", "usageMetadata", "systemPayload");

  private ClaudeCode() {}

  /// The key that tells lines of this type from those of other logs although they name no session;
  /// empty if there is none. A resumed session begins with dozens of them.
  public static String keyOfPreamble(String type) {
    return switch (type) {
      case "summary" -> "leafUuid";
      case "file-history-snapshot" -> "messageId";
      default -> "";
    };
  }

  /// Whether lines of transcripts have this type.
  public static boolean isLine(String type) {
    return LINES.contains(type);
  }

  /// Session transcripts. One response may stand in several lines and in several files.
  public static final class Transcripts implements Dialect {
    /// Apart, as it is read only once a transcript is met.
    private static final class Description {
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
    }

    /// What begins the placeholder of a task; no log has it.
    private static final String UNNAMED = "\u0001agent ";

    /// A shorter id was written by hand, and tells messages of one session apart only.
    public static final int SHORTEST_ID = 20;

    /// Why a line is left out that is no response.
    public static final String NO_RESPONSE = "no_response";

    /// The kind of sub-agent by the id of the tool use that started it, and by its own id.
    private final Map<String, String> started = new HashMap<>();

    private final Map<String, String> agents = new HashMap<>();
    private int known;
    private boolean namesLate;
    private boolean isNamingLate;

    @Override
    public FieldMap fields() {
      return Description.FIELDS;
    }

    /// The columns of a response by the paths of their fields.
    public static Map<String, String> columnsByPath() {
      return Description.FIELDS.columns();
    }

    @Override
    public boolean claims(Fields record) {
      String type = record.text("type");
      return (record.has("sessionId") && isLine(type) && FOREIGN.stream().noneMatch(record::has))
          || (!type.isEmpty() && record.has(keyOfPreamble(type)));
    }

    @Override
    public void read(Fields line, Sink sink) {
      var record = line.at("data.message").has("message.id") ? ofAgent(line) : line;
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

    /// The line of a sub-agent that its parent repeats as progress; its own file may be gone.
    private Fields ofAgent(Fields line) {
      String agent = line.text("data.agentId");
      name(agent, started.getOrDefault(line.text("parentToolUseID"), ""));
      return line.with(line.at("data.message")).with("agentId", agent).with("isSidechain", "true");
    }

    private void learnAgents(Fields record, Fields message) {
      for (var part : message.list("content")) {
        String agent = part.text("input.subagent_type");
        if (!agent.isEmpty()) {
          started.put(part.text("id"), agent);
        }
        name(
            record.text("toolUseResult.agentId"),
            started.getOrDefault(part.text("tool_use_id"), ""));
      }
    }

    /// Sets the kind of a sub-agent, if both are known.
    public void name(String agent, String kind) {
      if (!agent.isEmpty() && !kind.isEmpty() && !kind.equals(agents.put(agent, kind))) {
        known++;
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
      String id = id(message, record.text("sessionId"));
      String task = task(record);
      return Description.FIELDS
          .about(record)
          .set("task", id.isEmpty() ? named(task) : task)
          .with("request_id", id)
          .with("response_length", textLength(message));
    }

    /// The id of a response. A short one was made up by a gateway, which may give it again in the
    /// session, to another prompt.
    static String id(Fields message, String session) {
      String id = message.text("id");
      var usage = message.at("usage");
      return id.isEmpty() || id.length() >= SHORTEST_ID
          ? id
          : "%s@%s#%s#%s#%s"
              .formatted(
                  id,
                  session,
                  usage.text("input_tokens"),
                  usage.text("cache_read_input_tokens"),
                  usage.text("cache_creation_input_tokens"));
    }

    /// How many characters the model wrote, as far as the line shows them.
    static long textLength(Fields message) {
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
      if (!named.equals(agent) || agents.containsKey(agent) || !namesLate) {
        return agents.getOrDefault(agent, named.equals(agent) ? "subagent" : named);
      }
      isNamingLate = true;
      return UNNAMED + agent;
    }

    /// Whether a task is a placeholder.
    public boolean isNamingLate() {
      return isNamingLate;
    }

    /// Gives tasks of agents that are not known yet a placeholder, for [#named] to replace: the
    /// transcript of an agent may be read before that of its parent.
    public void nameLate() {
      namesLate = true;
    }

    /// The task that a placeholder stands for, once all is read.
    public String named(String task) {
      return task.startsWith(UNNAMED)
          ? agents.getOrDefault(task.substring(UNNAMED.length()), "subagent")
          : task;
    }

    /// Changes when another agent has got a name.
    public int known() {
      return known;
    }
  }
}
