package routercost.read.exports;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Responses of the Messages API (formats.md section 12): bare, or wrapped by whatever logged them;
/// and results of Message Batches.
final class Anthropic {
  private Anthropic() {}

  private static boolean isMessage(Fields object) {
    return object.text("type").equals("message")
        && object.has("usage")
        && object.text("role").equals("assistant");
  }

  /// One response to a line.
  static final class Messages implements Dialect {
    private static final String[] WRAPPERS = {"response", "message", "body", "result", "output"};

    @Override
    public boolean claims(Fields record) {
      return !record.has("sessionId") && !record.has("uuid") && message(record).isPresent();
    }

    private static Optional<Fields> message(Fields record) {
      if (isMessage(record)) {
        return Optional.of(record);
      }
      for (String name : WRAPPERS) {
        if (isMessage(record.at(name))) {
          return Optional.of(record.at(name));
        }
      }
      return Optional.empty();
    }

    @Override
    public void read(Fields record, Sink sink) {
      var message = message(record);
      String model =
          message.map(some -> some.text("model")).orElse(record.text("request", "model"));
      if (model.isEmpty() && record.text("type").equals("error")) {
        model = "(unknown)";
      }
      boolean failed = message.isEmpty() || record.text("status").matches("[45]\\d\\d");
      var call = CallRow.on(model).ok(!failed);
      call.with("timestamp", record.first("timestamp", "ts", "time", "created_at"))
          .with("task", record.first("task", "purpose", "agent", "name"))
          .with("session", record.text("session_id"))
          .with("user", record.text("user"));
      if (message.isEmpty()) {
        sink.call(call);
        return;
      }
      call.with("request_id", message.get().text("id"));
      Responses.of(call, model, message.get().at("usage")).forEach(sink::call);
    }
  }

  /// The results of Message Batches, at half the price; what did not succeed is not billed. The
  /// requests, if they were read before, say which model was asked.
  static final class Batches implements Dialect {
    private final Map<String, Fields> requests = new HashMap<>();

    @Override
    public boolean claims(Fields record) {
      return record.has("custom_id")
          && (record.has("result", "type") || record.has("params", "model"));
    }

    @Override
    public void read(Fields record, Sink sink) {
      if (record.has("params")) {
        requests.put(record.text("custom_id"), record.at("params"));
        sink.leave("request_of_a_batch");
        return;
      }
      var request = requests.getOrDefault(record.text("custom_id"), Fields.NONE);
      var message = record.at("result", "message");
      boolean succeeded = record.text("result", "type").equals("succeeded");
      String asked = request.has("model") ? request.text("model") : "(unknown)";
      String model = succeeded ? message.text("model") : asked;
      String named = request.at("metadata").first("task", "purpose");
      var about =
          CallRow.on(model)
              .ok(succeeded)
              .with("task", named.isEmpty() ? task(record.text("custom_id")) : named)
              .with("request_id", message.text("id"));
      Responses.of(about, model, message.at("usage"))
          .forEach(part -> sink.call(part.with("service_tier", "batch")));
    }

    /// The part of a custom id before its number: `extract_invoice--0021`.
    private static String task(String customId) {
      return customId.replaceFirst("[-_:./#]+[0-9a-fA-F-]*\\d[0-9a-fA-F-]*$", "");
    }
  }
}
