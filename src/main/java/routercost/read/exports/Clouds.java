package routercost.read.exports;

import java.util.List;
import routercost.usage.LazyPattern;

/// What clouds log of the calls that they serve (formats.md sections 9 and 10): Bedrock, Vertex AI.
final class Clouds {
  private Clouds() {}

  /// Bedrock's model invocation logs, from S3 or four ways out of CloudWatch.
  static final class Bedrock implements Dialect {
    @Override
    public boolean claims(Fields record) {
      return isLog(record)
          || isLog(record.at("@message"))
          || record.list("logEvents").stream().anyMatch(event -> isLog(event.at("message")))
          || record.list("events").stream().anyMatch(event -> isLog(event.at("message")));
    }

    private static boolean isLog(Fields record) {
      return record.text("schemaType").equals("ModelInvocationLog");
    }

    @Override
    public void read(Fields record, Sink sink) {
      if (isLog(record)) {
        call(record, sink);
      } else if (record.has("@message")) {
        call(record.at("@message"), sink);
      } else if (record.has("logEvents")) {
        sink.each(record.list("logEvents"), event -> call(event.at("message"), sink));
      } else if (record.has("events")) {
        sink.each(record.list("events"), event -> call(event.at("message"), sink));
      } else {
        sink.leave("not_a_log_record");
      }
    }

    private static void call(Fields log, Sink sink) {
      if (!isLog(log)) {
        sink.leave("not_a_log_record");
        return;
      }
      var input = log.at("input");
      sink.call(
          CallRow.on(log.text("modelId"))
              .from(log)
              .with("input_tokens", input.number("inputTokenCount"))
              .with("output_tokens", log.number("output", "outputTokenCount"))
              .with("cache_read_tokens", input.number("cacheReadInputTokenCount"))
              .with("cache_write_tokens", input.number("cacheWriteInputTokenCount"))
              .with("timestamp", log.text("timestamp"))
              .with("task", task(log))
              .with("request_id", log.text("requestId"))
              .with("team", log.text("requestMetadata", "team"))
              .with("region", log.text("region"))
              .ok(!log.has("errorCode")));
    }

    private static String task(Fields log) {
      String named = log.at("requestMetadata").first("task", "purpose", "agent");
      return named.isEmpty()
          ? log.text("identity", "arn").replaceFirst("^.*:assumed-role/([^/]+)/.*$", "$1")
          : named;
    }
  }

  /// Vertex AI request-response logs in BigQuery: Gemini, whose thoughts are billed beside its
  /// output, and Claude.
  static final class Vertex implements Dialect {
    private static final LazyPattern LOCATION = new LazyPattern("(?:^|/)locations/([^/]+)/");
    private static final String REGIONAL = "google_regional";

    @Override
    public boolean claims(Fields record) {
      return record.has("logging_time") && record.has("full_response");
    }

    @Override
    public void read(Fields record, Sink sink) {
      var chunks = record.list("full_response");
      var response =
          chunks.isEmpty() ? record.at("full_response") : withUsage(chunks, chunks.getLast());
      var gemini = response.at("usageMetadata");
      var call =
          CallRow.on(record.text("model"))
              .with("timestamp", record.text("logging_time").replace(" UTC", "Z"))
              .with("task", record.at("full_request").at("labels").first("task", "agent"))
              .with("inference_geo", place(record.text("endpoint")))
              .with("request_id", record.text("request_id"));
      if (response.has("usage")) {
        Responses.of(call.ok(true), call.text("model"), response.at("usage")).forEach(sink::call);
        return;
      }
      long thoughts = gemini.number("thoughtsTokenCount");
      sink.call(
          call.inclusive(
                  gemini.number("promptTokenCount") + gemini.number("toolUsePromptTokenCount"),
                  gemini.number("cachedContentTokenCount"),
                  0)
              .with("output_tokens", gemini.number("candidatesTokenCount") + thoughts)
              .with("reasoning_tokens", thoughts)
              .ok(!gemini.isEmpty()));
    }

    /// Where an endpoint is, which some models cost more for.
    private static String place(String endpoint) {
      var location = LOCATION.matcher(endpoint);
      return !location.find() ? "" : location.group(1).equals("global") ? "global" : REGIONAL;
    }

    /// The last chunk of a stream that counts.
    private static Fields withUsage(List<Fields> chunks, Fields last) {
      return chunks.reversed().stream()
          .filter(chunk -> chunk.has("usageMetadata") || chunk.has("usage"))
          .findFirst()
          .orElse(last);
    }
  }
}
