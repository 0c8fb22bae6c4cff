package routercost.read.exports;

import java.util.List;

/// Gemini CLI: saved sessions, and the sums that a headless run prints. Cached tokens are within
/// the input; thoughts are not within the output, nor the results of tools within the input.
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

  /// The statistics of `gemini -p --output-format json`: sums by model. The format `stream-json`
  /// ends with sums of another shape, in which thoughts are in the total alone.
  static final class Stats implements Dialect {
    private static final FieldMap FIELDS =
        FieldMap.of(
            """
            from: `gemini -p --output-format json`
            claims: stats.models | type = init & session_id & model & !cwd | type = result \
            & stats.input_tokens
            model = stats.models
            calls <- api.totalRequests
            input_tokens <- tokens.prompt + tokens.tool (includes cached tokens)
            output_tokens <- tokens.candidates (excludes reasoning)
            total_tokens <- tokens.total
            cache_read_tokens <- tokens.cached
            reasoning_tokens <- tokens.thoughts
            session = session_id
            """);

    private static final FieldMap STREAM =
        FieldMap.of(
            """
            input_tokens <- input_tokens (includes cached tokens)
            output_tokens <- output_tokens
            total_tokens <- total_tokens
            cache_read_tokens <- cached
            calls <- '0'; these are sums
            """);

    /// What a stream begins with.
    private Fields start = Fields.NONE;

    @Override
    public FieldMap fields() {
      return FIELDS;
    }

    @Override
    public void read(Fields record, Sink sink) {
      start = record.text("type").equals("init") ? record : start;
      var stats = record.at("stats");
      boolean isStream = stats.has("input_tokens");
      var models = stats.at("models");
      if (isStream && models.isEmpty()) {
        String model = start.text("model");
        models = Fields.of(model.isEmpty() ? "(unknown)" : model, stats);
      }
      if (models.isEmpty()) {
        sink.leave("no_usage");
      }
      String session = isStream ? start.text("session_id") : record.text("session_id");
      var sums = models;
      sink.each(
          sums.names(),
          model ->
              sink.call(
                  (isStream ? STREAM : FIELDS)
                      .row(sums.member(model))
                      .model(model)
                      .with("timestamp", isStream ? record.text("timestamp") : "")
                      .with("session", session)));
    }

    @Override
    public void end(Sink sink) {
      start = Fields.NONE;
    }
  }
}
