package routercost.read.exports;

import java.util.Optional;

/// Responses of the Messages API (formats.md section 12): bare, or wrapped by whatever logged them.
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
}
