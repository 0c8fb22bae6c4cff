package routercost.read.exports;

import java.util.List;

/// Gemini CLI: saved sessions, and the sums that a headless run prints. Cached tokens are within
/// the input; thoughts stand beside the output, and the results of tools beside the input.
final class GeminiCli {
  private GeminiCli() {}

  /// Sessions: one JSON document, or a line for each message. A message is written again, under its
  /// id, when its tokens are known.
  static final class Sessions extends PlainDialect {
    private String session = "";
    private String project = "";
    private String task = "main";

    Sessions(FieldMap fields) {
      super(fields);
    }

    @Override
    public void read(Fields record, Sink sink) {
      if (record.has("sessionId")) {
        session = record.text("sessionId");
        project = record.text("projectHash");
        task = record.text("kind").equals("subagent") ? "subagent" : "main";
      }
      var messages = messages(record);
      messages.forEach(message -> super.read(message, sink));
      if (messages.isEmpty()) {
        sink.leave("no_response");
      }
    }

    /// A patch of the session may hold all messages so far.
    private static List<Fields> messages(Fields record) {
      if (record.has("messages")) {
        return record.list("messages");
      }
      return record.has("$set") ? record.at("$set").list("messages") : List.of(record);
    }

    @Override
    CallRow row(Fields part) {
      var call = super.row(part).with("task", task).with("session", session);
      String id = part.text("id");
      return call.with("project", project)
          .with("request_id", id.isEmpty() ? "" : session + "/" + id);
    }

    @Override
    public void end(Sink sink) {
      session = "";
      project = "";
      task = "main";
    }
  }

  /// The statistics of `gemini -p --output-format json`: sums by model.
  static final class Stats implements Dialect {
    private static final FieldMap FIELDS =
        FieldMap.of(
            """
            from: `gemini -p --output-format json`
            claims: stats.models
            model = stats.models
            calls <- api.totalRequests
            input_tokens <- tokens.prompt + tokens.tool (includes cached tokens)
            output_tokens <- tokens.candidates (excludes reasoning)
            total_tokens <- tokens.total
            cache_read_tokens <- tokens.cached
            reasoning_tokens <- tokens.thoughts
            session = session_id
            """);

    @Override
    public FieldMap fields() {
      return FIELDS;
    }

    @Override
    public void read(Fields record, Sink sink) {
      var models = record.at("stats.models");
      if (models.isEmpty()) {
        sink.leave("no_usage");
      }
      sink.each(
          models.names(),
          model ->
              sink.call(
                  FIELDS
                      .row(models.member(model))
                      .model(model)
                      .with("session", record.text("session_id"))));
    }
  }
}
