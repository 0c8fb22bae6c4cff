package routercost.read.exports;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import routercost.usage.Thousands;

/// Results of batches, at half the price; what did not succeed is not billed. The requests, if they
/// were read before, name the model and the task. Requests without an answer are reported.
abstract sealed class Batches implements Dialect {
  private static final String SUCCEEDED = "succeeded";
  private static final String CANCELED = "canceled";
  private static final String EXPIRED = "expired";
  private static final String ERRORED = "errored";
  private static final String[] TEXTS = {"messages", "system", "tools", "input", "instructions"};

  private final FieldMap fields;
  private final String body;
  private final Map<String, Fields> requests = new LinkedHashMap<>();
  private final Map<String, Place> open = new LinkedHashMap<>();
  private final Set<Long> early = new HashSet<>();
  private final SortedMap<String, Long> failed = new TreeMap<>();
  private long alone;
  private long unknown;

  /// @param body what a request asks for: the name of its field
  private Batches(String body, String fields) {
    this.body = body;
    this.fields = FieldMap.of(fields + "service_tier <- 'batch'\n");
  }

  @Override
  public final FieldMap fields() {
    return fields;
  }

  @Override
  public final boolean isForeign(Fields record) {
    return !record.has("custom_id") && fields.isForeign(record);
  }

  @Override
  public final void read(Fields record, Sink sink) {
    if (record.has(body)) {
      ask(record, sink);
    } else {
      answer(record.text("custom_id"));
      result(record, sink);
    }
  }

  private void ask(Fields record, Sink sink) {
    String id = record.text("custom_id");
    requests.put(id, record.at(body).without(TEXTS));
    if (!early.contains(hash(id))) {
      open.put(id, sink.place());
    }
    sink.leave("request_of_a_batch");
  }

  private void answer(String id) {
    open.remove(id);
    if (!requests.containsKey(id)) {
      early.add(hash(id));
    }
  }

  /// A hash of 64 bits: files of results are larger than memory, so their ids are not kept.
  private static long hash(String id) {
    long hash = id.length();
    for (int i = 0; i < id.length(); i++) {
      hash = (hash ^ id.charAt(i)) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 29;
    }
    return hash;
  }

  /// Reads what became of a request.
  abstract void result(Fields record, Sink sink);

  /// Adds what a result and its request say of a call in addition to what it used.
  ///
  /// @param answered the model that answered; empty if none did
  /// @param outcome what became of the request
  final CallRow complete(CallRow call, Fields record, String answered, String outcome) {
    String id = record.text("custom_id");
    var request = requests.getOrDefault(id, Fields.NONE);
    String asked = request.text("model").isEmpty() ? "(unknown)" : request.text("model");
    String task = request.first("metadata.task", "metadata.purpose");
    boolean succeeded = outcome.equals(SUCCEEDED);
    if (!succeeded) {
      failed.merge(outcome, 1L, Long::sum);
    }
    alone += request.isEmpty() ? 1 : 0;
    unknown += request.isEmpty() && answered.isEmpty() ? 1 : 0;
    return call.from(request)
        .model(answered.isEmpty() ? asked : answered)
        .ok(succeeded)
        .with("task", task.isEmpty() ? task(id) : task);
  }

  /// The part of a custom id before its number: `extract_invoice--0021`.
  private static String task(String customId) {
    return customId.replaceFirst("[-_:./#]+[0-9a-fA-F-]*\\d[0-9a-fA-F-]*$", "");
  }

  /// Says what is not billed, and what could not be known without the requests.
  @Override
  public final void end(Sink sink) {
    if (alone > 0) {
      sink.assume(
          "%s no request before %s (give the file of requests first), so the task is the custom_id before its number"
              .formatted(
                  results(alone) + (alone == 1 ? " has" : " have"), alone == 1 ? "it" : "them"));
    }
    long all = failed.values().stream().mapToLong(Long::longValue).sum();
    if (all > 0) {
      sink.assume(
          "%s not billed: %s%s"
              .formatted(
                  results(all) + (all == 1 ? " is" : " are"),
                  failed.entrySet().stream()
                      .map(
                          outcome -> Thousands.grouped(outcome.getValue()) + " " + outcome.getKey())
                      .collect(Collectors.joining(", ")),
                  unknown == 0
                      ? ""
                      : " (" + Thousands.grouped(unknown) + " on a model that is not known)"));
    }
    failed.clear();
    alone = 0;
    unknown = 0;
  }

  private static String results(long number) {
    return Thousands.grouped(number) + (number == 1 ? " result of a batch" : " results of a batch");
  }

  /// The requests that no result was read for. A batch that has ended has a result for each, so
  /// either it had not, or a file of results is missing.
  @Override
  public final Optional<String> last() {
    return open.entrySet().stream()
        .findFirst()
        .map(
            first ->
                "%s: no result was read for %s of %s requests of a batch: those that were processed are billed, but are not included in any total; the first is '%s'"
                    .formatted(
                        first.getValue(),
                        Thousands.grouped(open.size()),
                        Thousands.grouped(requests.size()),
                        first.getKey()));
  }

  /// The results of Anthropic's Message Batches.
  static final class OfAnthropic extends Batches {
    private static final List<String> FAILED = List.of(ERRORED, CANCELED, EXPIRED);

    OfAnthropic() {
      super(
          "params",
          """
          from: results of Message Batches
          claims: custom_id & result.type | custom_id & params.model
          task = metadata.task of the request, else custom_id without its number
          model = result.message.model, else that of the request
          anthropic <- result.message.usage
          request_id <- result.message.id
          """);
    }

    @Override
    void result(Fields record, Sink sink) {
      String type = record.text("result.type");
      var message = record.at("result.message");
      boolean succeeded = type.equals(SUCCEEDED) && !message.at("usage").isEmpty();
      if (!succeeded && !FAILED.contains(type)) {
        sink.reject(
            type.equals(SUCCEEDED)
                ? "result.message.usage is missing; expected what the message used"
                : "result.type is '%s'; expected succeeded, %s"
                    .formatted(type, String.join(", ", FAILED)));
        return;
      }
      var call = fields().about(record);
      Responses.of(complete(call, record, message.text("model"), type), message.at("usage"))
          .forEach(part -> sink.call(part.with("service_tier", "batch")));
    }
  }

  /// The output and error files of OpenAI's batches.
  static final class OfOpenAi extends Batches {
    OfOpenAi() {
      super(
          "body",
          """
          from: outputs of batches
          claims: custom_id & response.status_code | custom_id & error.code | custom_id & body.model
          timestamp <- response.body.created, response.body.created_at
          task = metadata.task of the request, else custom_id without its number
          model = response.body.model, else that of the request
          input_tokens <- max(response.body.usage.prompt_tokens, \
          response.body.usage.input_tokens) (includes cached tokens)
          output_tokens <- max(response.body.usage.completion_tokens, \
          response.body.usage.output_tokens)
          total_tokens <- response.body.usage.total_tokens
          cache_read_tokens <- max(response.body.usage.prompt_tokens_details.cached_tokens, \
          response.body.usage.input_tokens_details.cached_tokens)
          cache_write_tokens <- max(response.body.usage.prompt_tokens_details.cache_write_tokens, \
          response.body.usage.input_tokens_details.cache_write_tokens)
          web_searches <- response.body.output.web_search_calls
          reasoning_tokens <- response.body.usage.completion_tokens_details.reasoning_tokens + \
          response.body.usage.output_tokens_details.reasoning_tokens
          audio_input_tokens <- max(response.body.usage.prompt_tokens_details.audio_tokens, \
          response.body.usage.input_tokens_details.audio_tokens)
          audio_output_tokens <- max(response.body.usage.completion_tokens_details.audio_tokens, \
          response.body.usage.output_tokens_details.audio_tokens)
          request_id <- id
          """);
    }

    @Override
    void result(Fields record, Sink sink) {
      if (!record.has("response.status_code") && record.at("error").isEmpty()) {
        sink.reject(
            "neither response.status_code nor error is here; expected the result of a request");
        return;
      }
      var body = record.at("response.body");
      String outcome = outcome(record);
      if (outcome.equals(SUCCEEDED)
          && !body.has("usage.prompt_tokens")
          && !body.has("usage.input_tokens")) {
        sink.reject(
            "response.body.usage has no prompt_tokens or input_tokens; expected what was used");
        return;
      }
      sink.call(complete(fields().row(record), record, body.text("model"), outcome));
    }

    /// The fate of a request, in Anthropic's words: `batch_expired` is `expired`.
    private static String outcome(Fields record) {
      if (record.text("response.status_code").equals("200")) {
        return SUCCEEDED;
      }
      return switch (record.text("error.code")) {
        case "batch_expired" -> EXPIRED;
        case "batch_cancelled", "batch_canceled" -> CANCELED;
        default -> ERRORED;
      };
    }
  }
}
