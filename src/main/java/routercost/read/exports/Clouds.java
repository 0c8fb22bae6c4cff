package routercost.read.exports;

import java.util.List;

/// What clouds and providers log and report (formats.md sections 3, 9, 10 and 11): Bedrock, Vertex
/// AI, and the usage reports of Anthropic and OpenAI, which hold sums and no calls.
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
        record.list("logEvents").forEach(event -> call(event.at("message"), sink));
      } else if (record.has("events")) {
        record.list("events").forEach(event -> call(event.at("message"), sink));
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
              .with("request_id", record.text("request_id"));
      if (response.has("usage")) {
        sink.call(call.anthropic(response.at("usage")).ok(true));
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

    /// The last chunk of a stream that counts.
    private static Fields withUsage(List<Fields> chunks, Fields last) {
      return chunks.reversed().stream()
          .filter(chunk -> chunk.has("usageMetadata") || chunk.has("usage"))
          .findFirst()
          .orElse(last);
    }
  }

  /// Usage reports of Anthropic's Admin API: sums by bucket, without a count of calls.
  static final class AnthropicUsage implements Dialect {
    @Override
    public boolean claims(Fields record) {
      return record.list("data").stream()
          .flatMap(bucket -> bucket.list("results").stream())
          .anyMatch(result -> result.has("uncached_input_tokens"));
    }

    @Override
    public void read(Fields record, Sink sink) {
      for (var bucket : record.list("data")) {
        var results = bucket.list("results");
        results.forEach(result -> sink.call(sum(bucket, result)));
        if (results.isEmpty()) {
          sink.leave("empty_bucket");
        }
      }
    }

    private static CallRow sum(Fields bucket, Fields result) {
      return CallRow.on(result.text("model").isEmpty() ? "(all models)" : result.text("model"))
          .anthropic(result)
          .with("calls", 0)
          .with("input_tokens", result.number("uncached_input_tokens"))
          .with("service_tier", result.text("service_tier"))
          .with("context_window", result.text("context_window"))
          .with("timestamp", bucket.text("starting_at"))
          .with("project", result.text("workspace_id"));
    }
  }

  /// The report on Claude Code: sums by person, day and model; its costs are in cents.
  static final class ClaudeCodeUsage implements Dialect {
    @Override
    public boolean claims(Fields record) {
      return record.list("data").stream().anyMatch(day -> day.has("model_breakdown"));
    }

    @Override
    public void read(Fields record, Sink sink) {
      for (var day : record.list("data")) {
        var models = day.list("model_breakdown");
        models.forEach(model -> sink.call(sum(day, model)));
        if (models.isEmpty()) {
          sink.leave("no_usage");
        }
      }
    }

    private static CallRow sum(Fields day, Fields model) {
      var tokens = model.at("tokens");
      return CallRow.on(model.text("model"))
          .with("calls", 0)
          .with("input_tokens", tokens.number("input"))
          .with("output_tokens", tokens.number("output"))
          .with("cache_read_tokens", tokens.number("cache_read"))
          .with("cache_write_tokens", tokens.number("cache_creation"))
          .cost(model.text("estimated_cost", "amount"), 2)
          .with("timestamp", day.text("date"))
          .with("task", "claude-code")
          .with("user", day.at("actor").first("email_address", "api_key_name"));
    }
  }

  /// OpenAI's usage reports: cached tokens and cache writes are within the input.
  static final class OpenAiUsage implements Dialect {
    @Override
    public boolean claims(Fields record) {
      return record.list("data").stream()
          .flatMap(bucket -> bucket.list("results").stream())
          .anyMatch(result -> result.text("object").startsWith("organization.usage."));
    }

    @Override
    public void read(Fields record, Sink sink) {
      for (var bucket : record.list("data")) {
        var results = bucket.list("results");
        results.forEach(result -> sink.call(sum(bucket, result)));
        if (results.isEmpty()) {
          sink.leave("empty_bucket");
        }
      }
    }

    private static CallRow sum(Fields bucket, Fields result) {
      return CallRow.on(result.text("model").isEmpty() ? "(all models)" : result.text("model"))
          .with("calls", result.number("num_model_requests"))
          .inclusive(
              result.number("input_tokens"),
              result.number("input_cached_tokens"),
              result.number("input_cache_write_tokens"))
          .with("output_tokens", result.number("output_tokens"))
          .with(
              "service_tier",
              result.text("batch").equals("true") ? "batch" : result.text("service_tier"))
          .with("timestamp", bucket.text("start_time"))
          .with("project", result.text("project_id"));
    }
  }
}
