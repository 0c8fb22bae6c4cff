package routercost.read.exports;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Responses of the Messages API: bare, wrapped by whatever logged them, or streamed.
final class Anthropic {
  private static final String UNKNOWN = "(unknown)";

  private Anthropic() {}

  /// One response to a line.
  static final class Messages implements Dialect {
    private static final String[] WRAPPERS = {"response", "message", "body", "result", "output"};
    private static final FieldMap FIELDS =
        FieldMap.of(
            """
            from: responses of the Messages API
            timestamp <- timestamp, ts, time, created_at; of the wrapper
            task <- task, purpose, agent, name; of the wrapper
            model <- response.model, request.model; of an iteration its own
            anthropic <- response.usage
            session <- session_id
            user <- user
            request_id <- response.id
            """);

    /// Responses of other vendors in a log that has those of several.
    private static final FieldMap OTHERS =
        FieldMap.of(
            """
            timestamp <- timestamp, ts, time, created_at, response.created, response.created_at
            task <- task, purpose, agent, name
            model <- response.model, response.modelVersion, request.model, model
            input_tokens <- response.usage.prompt_tokens, response.usage.input_tokens (includes cached tokens)
            input_tokens <- response.usageMetadata.promptTokenCount \
            + response.usageMetadata.toolUsePromptTokenCount if response.usageMetadata
            output_tokens <- response.usage.completion_tokens, response.usage.output_tokens
            output_tokens <- response.usageMetadata.candidatesTokenCount \
            + response.usageMetadata.thoughtsTokenCount if response.usageMetadata
            total_tokens <- response.usage.total_tokens, response.usageMetadata.totalTokenCount
            cache_read_tokens <- response.usage.prompt_tokens_details.cached_tokens, \
            response.usage.input_tokens_details.cached_tokens, \
            response.usageMetadata.cachedContentTokenCount, response.usage.prompt_cache_hit_tokens
            cache_write_tokens <- response.usage.prompt_tokens_details.cache_write_tokens
            reasoning_tokens <- response.usage.completion_tokens_details.reasoning_tokens, \
            response.usage.output_tokens_details.reasoning_tokens
            service_tier <- response.service_tier
            session <- session_id
            user <- user
            request_id <- response.id, response.responseId
            """);

    @Override
    public FieldMap fields() {
      return FIELDS;
    }

    @Override
    public boolean claims(Fields record) {
      return !record.has("sessionId") && !record.has("uuid") && message(record).isPresent();
    }

    private static Optional<Fields> message(Fields record) {
      return part(record, Messages::isMessage);
    }

    /// A response, bare or in its wrapper.
    private static Optional<Fields> part(Fields record, Predicate<Fields> isResponse) {
      return Stream.concat(Stream.of(record), Stream.of(WRAPPERS).map(record::at))
          .filter(isResponse)
          .findFirst();
    }

    private static boolean isOther(Fields object) {
      return !object.at("usage").isEmpty() || !object.at("usageMetadata").isEmpty();
    }

    private static boolean isMessage(Fields object) {
      return object.text("type").equals("message")
          && Responses.areCounts(object.at("usage"))
          && object.text("role").equals("assistant");
    }

    @Override
    public void read(Fields record, Sink sink) {
      var message = message(record);
      var call =
          FIELDS.about(
              record.without("response").with(Fields.of("response", message.orElse(Fields.NONE))));
      boolean failed = record.first("status", "status_code").matches("[45]\\d\\d");
      call.ok(message.isPresent() && !failed);
      var other = message.isPresent() ? Optional.<Fields>empty() : part(record, Messages::isOther);
      if (other.isPresent()) {
        var response = record.without("response").with(Fields.of("response", other.get()));
        sink.call(OTHERS.row(response).ok(!failed));
      } else if (message.isPresent()) {
        Responses.of(call, message.get().at("usage")).forEach(sink::call);
      } else {
        boolean error = call.text("model").isEmpty() && record.text("type").equals("error");
        sink.call(error ? call.model(UNKNOWN) : call);
      }
    }
  }

  /// Streamed responses as their events, one after another. The counts of a later event take the
  /// place of those before; only the first says how long caches live. A start that is sent again
  /// begins no other response.
  static final class Streams implements Dialect {
    private static final FieldMap FIELDS =
        FieldMap.of(
            """
            from: streamed responses of the Messages API
            claims: type = message_start & message.usage
            model <- message.model; of message_start
            anthropic <- message.usage
            output_tokens <- usage.output_tokens; of the last message_delta, as other counts that it has
            request_id <- message.id
            """);
    private static final Set<String> EVENTS =
        Set.of("content_block_start", "content_block_delta", "content_block_stop", "ping");

    /// The event with which the stream in hand began; no fields between streams.
    private Fields start = Fields.NONE;

    private Fields usage = Fields.NONE;

    @Override
    public FieldMap fields() {
      return FIELDS;
    }

    @Override
    public void read(Fields record, Sink sink) {
      switch (record.text("type")) {
        case "message_start" -> start(record, sink);
        case "message_delta" -> usage = usage.with(record.at("usage"));
        case "message_stop" -> emit(sink);
        case "error" -> {
          sink.call(FieldMap.ANTHROPIC.fill(CallRow.on(model()).ok(false), usage));
          start = Fields.NONE;
          usage = Fields.NONE;
        }
        default -> {
          if (!EVENTS.contains(record.text("type"))) {
            sink.leave("not_an_event");
          }
        }
      }
    }

    private void start(Fields record, Sink sink) {
      String id = record.text("message.id");
      boolean again = !id.isEmpty() && id.equals(start.text("message.id"));
      if (!again) {
        end(sink);
      }
      start = record;
      usage = again ? usage.with(record.at("message.usage")) : record.at("message.usage");
    }

    private String model() {
      String model = start.text("message.model");
      return model.isEmpty() ? UNKNOWN : model;
    }

    private void emit(Sink sink) {
      if (!start.isEmpty()) {
        sink.each(
            List.of(usage),
            of ->
                Responses.of(FIELDS.about(start).model(model()).ok(true), of).forEach(sink::call));
      }
      start = Fields.NONE;
    }

    @Override
    public void end(Sink sink) {
      if (!start.isEmpty()) {
        sink.note("a stream ends early: its output is a lower bound");
      }
      emit(sink);
    }
  }
}
