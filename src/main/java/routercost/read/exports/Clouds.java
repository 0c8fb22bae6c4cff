package routercost.read.exports;

import java.util.regex.Pattern;
import routercost.read.record.SearchCalls;

/// Logs of clouds that serve models: Bedrock and Vertex AI.
final class Clouds {
  private Clouds() {}

  /// Bedrock's model invocation logs, from S3 or four ways out of CloudWatch.
  static final class Bedrock extends PlainDialect {
    Bedrock(FieldMap fields) {
      super(fields);
    }

    @Override
    CallRow row(Fields part) {
      var call = super.row(part);
      return call.text("task").isEmpty()
          ? call.with(
              "task", part.text("identity.arn").replaceFirst("^.*:assumed-role/([^/]+)/.*$", "$1"))
          : call;
    }
  }

  /// Vertex AI request-response logs in BigQuery: Gemini, whose thoughts are billed in addition to
  /// its output, and Claude.
  static final class Vertex implements Dialect {
    private static final Pattern LOCATION = Pattern.compile("(?:^|/)locations/([^/]+)/");
    private static final FieldMap FIELDS =
        FieldMap.of(
            """
            from: request-response logs in BigQuery
            claims: logging_time & full_response
            timestamp <- logging_time
            task <- full_request.labels.task, full_request.labels.agent
            model <- model
            input_tokens <- usageMetadata.promptTokenCount + \
            usageMetadata.toolUsePromptTokenCount (includes cached tokens)
            output_tokens <- usageMetadata.candidatesTokenCount (excludes reasoning)
            total_tokens <- usageMetadata.totalTokenCount
            cache_read_tokens <- usageMetadata.cachedContentTokenCount
            reasoning_tokens <- usageMetadata.thoughtsTokenCount
            audio_input_tokens <- usageMetadata.promptTokensDetails.AUDIO + \
            usageMetadata.toolUsePromptTokensDetails.AUDIO
            audio_cache_read_tokens <- usageMetadata.cacheTokensDetails.AUDIO
            audio_output_tokens <- usageMetadata.candidatesTokensDetails.AUDIO
            image_input_tokens <- usageMetadata.promptTokensDetails.IMAGE
            image_output_tokens <- usageMetadata.candidatesTokensDetails.IMAGE
            web_searches <- full_response.candidates.web_search_calls
            service_tier <- usageMetadata.trafficType
            inference_geo = the location in endpoint
            request_id <- request_id
            """);

    @Override
    public FieldMap fields() {
      return FIELDS;
    }

    @Override
    public boolean isForeign(Fields record) {
      return FIELDS.isForeign(record) && !record.has("full_response");
    }

    @Override
    public void read(Fields record, Sink sink) {
      var response = response(record);
      var merged = record.with(Fields.of("usageMetadata", response.at("usageMetadata")));
      var call = FIELDS.row(merged).with("inference_geo", place(record.text("endpoint")));
      long searches = response.number("candidates." + SearchCalls.COUNT);
      if (searches > 0) {
        call.with(
            "web_searches", Long.toString(SearchCalls.billed(record.text("model"), searches)));
      }
      if (response.has("usage")) {
        Responses.of(call.ok(true), response.at("usage")).forEach(sink::call);
      } else {
        sink.call(call.ok(!response.at("usageMetadata").isEmpty()));
      }
    }

    /// The response; of a stream, its last chunk that counts.
    private static Fields response(Fields record) {
      var chunks = record.list("full_response");
      return chunks.isEmpty()
          ? record.at("full_response")
          : chunks.reversed().stream()
              .filter(chunk -> chunk.has("usageMetadata") || chunk.has("usage"))
              .findFirst()
              .orElse(chunks.getLast());
    }

    /// The place of an endpoint, in which some models are more expensive.
    private static String place(String endpoint) {
      var location = LOCATION.matcher(endpoint);
      return !location.find()
          ? ""
          : location.group(1).equals("global") ? "global" : "google_regional";
    }
  }
}
