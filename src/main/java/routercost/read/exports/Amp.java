package routercost.read.exports;

import java.util.HashMap;

/// Threads of Amp. Its ledger lists the requests, without caches; those are in the message that a
/// request led to. Without a ledger, the messages count.
final class Amp implements Dialect {
  private static final FieldMap FIELDS =
      FieldMap.of(
          """
          from: threads of Amp
          claims: usageLedger.events | created & messages.messageId & messages.usage.credits \
          | v & created & messages.messageId
          timestamp <- timestamp
          task <- operationType
          model <- model
          input_tokens <- tokens.input, inputTokens (excludes cached tokens)
          output_tokens <- tokens.output, outputTokens
          cache_read_tokens <- cacheReadInputTokens
          cache_write_tokens <- cacheCreationInputTokens
          session = id of the thread
          request_id = the thread and id
          """);

  @Override
  public FieldMap fields() {
    return FIELDS;
  }

  @Override
  public void read(Fields record, Sink sink) {
    var messages = new HashMap<String, Fields>();
    for (var message : record.list("messages")) {
      if (message.has("usage")) {
        messages.put(message.text("messageId"), message.at("usage"));
      }
    }
    String thread = record.text("id");
    var events = record.list("usageLedger.events");
    sink.each(
        events,
        event -> {
          var usage = messages.getOrDefault(event.text("toMessageId"), Fields.NONE);
          messages.remove(event.text("toMessageId"));
          sink.call(row(thread, event.text("id"), usage.with(event)));
        });
    if (events.isEmpty()) {
      sink.each(
          messages.keySet().stream().sorted().toList(),
          id -> sink.call(row(thread, id, messages.getOrDefault(id, Fields.NONE))));
      if (messages.isEmpty()) {
        sink.leave("no_usage");
      }
    }
  }

  private static CallRow row(String thread, String id, Fields usage) {
    return FIELDS
        .row(usage)
        .with("session", thread)
        .with("request_id", id.isEmpty() ? "" : thread + "/" + id);
  }
}
