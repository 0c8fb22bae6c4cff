package routercost.read.exports;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Results of batches, at half the price; what did not succeed is not billed. The requests, if they
/// were read before, say which model was asked and what for.
final class Batches {
  private static final List<String> FAILED = List.of("errored", "canceled", "expired");

  private final String body;
  private final Map<String, Fields> requests = new HashMap<>();
  private long alone;
  private long unknown;

  /// @param body what a request asks for: the name of its field
  private Batches(String body) {
    this.body = body;
  }

  private void ask(Fields record, Dialect.Sink sink) {
    requests.put(record.text("custom_id"), record.at(body));
    sink.leave("request_of_a_batch");
  }

  /// What is known of a result beside what it used.
  ///
  /// @param answered the model that answered; empty if none did
  private CallRow result(Fields record, String answered, boolean succeeded) {
    String id = record.text("custom_id");
    var request = requests.getOrDefault(id, Fields.NONE);
    String asked = request.text("model").isEmpty() ? "(unknown)" : request.text("model");
    String named = request.at("metadata").first("task", "purpose");
    alone += request.isEmpty() ? 1 : 0;
    unknown += request.isEmpty() && answered.isEmpty() ? 1 : 0;
    return CallRow.on(answered.isEmpty() ? asked : answered)
        .from(request)
        .ok(succeeded)
        .with("task", named.isEmpty() ? task(id) : named);
  }

  /// The part of a custom id before its number: `extract_invoice--0021`.
  private static String task(String customId) {
    return customId.replaceFirst("[-_:./#]+[0-9a-fA-F-]*\\d[0-9a-fA-F-]*$", "");
  }

  /// Says what could not be known without the requests.
  private void end(Dialect.Sink sink) {
    if (alone > 0) {
      sink.assume(
          "%,d %s no request before %s (give the file of requests first), so the task is the custom_id"
                  .formatted(
                      alone,
                      alone == 1 ? "result of a batch has" : "results of a batch have",
                      alone == 1 ? "it" : "them")
              + " before its number"
              + (unknown == 0
                  ? ""
                  : "; %,d failed, at no cost, on a model that is not known".formatted(unknown)));
    }
    alone = 0;
    unknown = 0;
  }

  /// The results of Anthropic's Message Batches.
  static final class OfAnthropic implements Dialect {
    private final Batches batches = new Batches("params");

    @Override
    public boolean claims(Fields record) {
      return record.has("custom_id")
          && (record.has("result", "type") || record.has("params", "model"));
    }

    @Override
    public void read(Fields record, Sink sink) {
      if (record.has("params")) {
        batches.ask(record, sink);
        return;
      }
      String type = record.text("result", "type");
      var message = record.at("result", "message");
      boolean succeeded = type.equals("succeeded") && !message.at("usage").isEmpty();
      if (!succeeded && !FAILED.contains(type)) {
        sink.reject(
            type.equals("succeeded")
                ? "result.message.usage is missing; expected what the message used"
                : "result.type is '%s'; expected succeeded, %s"
                    .formatted(type, String.join(", ", FAILED)));
        return;
      }
      String model = message.text("model");
      var about = batches.result(record, model, succeeded).with("request_id", message.text("id"));
      Responses.of(about, about.text("model"), message.at("usage"))
          .forEach(part -> sink.call(part.with("service_tier", "batch")));
    }

    @Override
    public void end(Sink sink) {
      batches.end(sink);
    }
  }

  /// The output and error files of OpenAI's batches.
  static final class OfOpenAi implements Dialect {
    private final Batches batches = new Batches("body");

    @Override
    public boolean claims(Fields record) {
      return record.has("custom_id")
          && (record.has("response", "status_code")
              || record.has("error", "code")
              || record.has("body", "model"));
    }

    @Override
    public void read(Fields record, Sink sink) {
      if (record.has("body")) {
        batches.ask(record, sink);
        return;
      }
      var body = record.at("response", "body");
      var usage = body.at("usage");
      boolean succeeded = record.text("response", "status_code").equals("200");
      if (!record.has("response", "status_code") && record.at("error").isEmpty()) {
        sink.reject(
            "neither response.status_code nor error is here; expected the result of a request");
        return;
      }
      if (succeeded && usage.isEmpty()) {
        sink.reject("response.body.usage is missing; expected what the response used");
        return;
      }
      sink.call(
          batches
              .result(record, body.text("model"), succeeded)
              .inclusive(
                  either(usage, "prompt_tokens", "input_tokens"),
                  cached(usage.at("prompt_tokens_details"), usage.at("input_tokens_details")),
                  0)
              .with("output_tokens", either(usage, "completion_tokens", "output_tokens"))
              .with(
                  "reasoning_tokens",
                  usage.number("completion_tokens_details", "reasoning_tokens")
                      + usage.number("output_tokens_details", "reasoning_tokens"))
              .with("timestamp", body.first("created", "created_at"))
              .with("request_id", record.first("id"))
              .with("service_tier", "batch"));
    }

    /// A count under its name in one API or the other.
    private static long either(Fields usage, String one, String other) {
      return Math.max(usage.number(one), usage.number(other));
    }

    private static long cached(Fields one, Fields other) {
      return Math.max(one.number("cached_tokens"), other.number("cached_tokens"));
    }

    @Override
    public void end(Sink sink) {
      batches.end(sink);
    }
  }
}
