package routercost.read.exports;

import java.util.Optional;
import java.util.Set;

/// Streamed responses of the Messages API as their events, one after another (formats.md section
/// 13). The counts of a later event take the place of those before; only the first says how long
/// caches live.
final class Streams implements Dialect {
  private static final Set<String> EVENTS =
      Set.of(
          "message_start",
          "message_delta",
          "message_stop",
          "content_block_start",
          "content_block_delta",
          "content_block_stop",
          "ping");

  private Optional<Fields> message = Optional.empty();
  private Fields start = Fields.NONE;
  private Fields usage = Fields.NONE;

  @Override
  public boolean claims(Fields record) {
    return record.text("type").equals("message_start") && record.has("message", "usage");
  }

  @Override
  public void read(Fields record, Sink sink) {
    switch (record.text("type")) {
      case "message_start" -> {
        end(sink);
        message = Optional.of(record.at("message"));
        start = record;
        usage = record.at("message", "usage");
      }
      case "message_delta" -> usage = usage.with(record.at("usage"));
      case "message_stop" -> tell(sink);
      case "error" -> {
        sink.call(CallRow.on(model()).ok(false).anthropic(usage));
        message = Optional.empty();
        usage = Fields.NONE;
      }
      default -> {
        if (!EVENTS.contains(record.text("type"))) {
          sink.leave("not_an_event");
        }
      }
    }
  }

  private String model() {
    String model = message.map(some -> some.text("model")).orElse("");
    return model.isEmpty() ? "(unknown)" : model;
  }

  private void tell(Sink sink) {
    message.ifPresent(
        some ->
            Responses.of(
                    CallRow.on(model()).from(start).ok(true).with("request_id", some.text("id")),
                    model(),
                    usage)
                .forEach(sink::call));
    message = Optional.empty();
  }

  @Override
  public void end(Sink sink) {
    if (message.isPresent()) {
      sink.note("a stream ends early: its output is a lower bound");
    }
    tell(sink);
  }
}
