package routercost.read.exports;

import java.util.List;
import routercost.usage.LazyPattern;

/// Tables of sums that a plain reading would take for calls (formats.md sections 3 and 14), and
/// reports of costs, which hold no tokens.
final class Tables {
  private Tables() {}

  /// The token table of Anthropic's Console, in all its generations.
  static final class ConsoleTokens implements Dialect {
    @Override
    public boolean claims(Fields record) {
      return record.has("usage_date_utc") && record.has("usage_input_tokens_no_cache");
    }

    @Override
    public void read(Fields record, Sink sink) {
      long write5m = record.number("usage_input_tokens_cache_write_5m");
      long write1h = record.number("usage_input_tokens_cache_write_1h");
      String kind = record.text("usage_type");
      sink.call(
          CallRow.on(record.first("model_version", "model"))
              .with("calls", 0)
              .with("input_tokens", record.number("usage_input_tokens_no_cache"))
              .with("output_tokens", record.number("usage_output_tokens"))
              .with("cache_read_tokens", record.number("usage_input_tokens_cache_read"))
              .with("cache_write_5m_tokens", write5m)
              .with("cache_write_1h_tokens", write1h)
              .with(
                  "cache_write_tokens",
                  write5m + write1h + record.number("usage_input_tokens_cache_write"))
              .with("web_searches", record.number("web_search_count"))
              .with("service_tier", kind.equals("message") ? "" : kind)
              .with("context_window", record.text("context_window"))
              .with("inference_geo", record.text("inference_geo"))
              .with("speed", record.text("speed"))
              .with("timestamp", record.text("usage_date_utc"))
              .with("project", record.text("workspace"))
              .with("user", record.text("api_key"))
              .bucket(record.allText()));
    }
  }

  /// DeepSeek's table of amounts, one row for each kind of token; a row counts the requests.
  static final class DeepSeek implements Dialect {
    private static final List<String> TYPES =
        List.of(
            "request_count", "input_cache_hit_tokens", "input_cache_miss_tokens", "output_tokens");

    @Override
    public boolean claims(Fields record) {
      return record.has("amount") && record.has("type") && record.has("start_time_iso");
    }

    @Override
    public void read(Fields record, Sink sink) {
      String type = record.text("type");
      if (!TYPES.contains(type)) {
        sink.reject("type is '%s'; expected %s".formatted(type, String.join(", ", TYPES)));
        return;
      }
      long amount = record.number("amount");
      var row =
          CallRow.on(record.text("model"))
              .with("timestamp", record.text("start_time_iso"))
              .with("user", record.text("user_id"))
              .with("project", record.text("api_key_name"))
              .with("calls", type.equals("request_count") ? amount : 0)
              .with("input_tokens", type.equals("input_cache_miss_tokens") ? amount : 0)
              .with("cache_read_tokens", type.equals("input_cache_hit_tokens") ? amount : 0)
              .with("output_tokens", type.equals("output_tokens") ? amount : 0)
              .bucket(record.allText());
      sink.call(row);
    }
  }

  /// Reports of costs: Anthropic's Admin API (in cents) and Console, OpenAI. What each amount is
  /// for stands in the place of a task; there are no tokens.
  static final class Costs implements Dialect {
    private static final LazyPattern LINE_ITEM = new LazyPattern("(.+), ([^,]+)");

    @Override
    public boolean claims(Fields record) {
      return (record.has("usage_date_utc") && record.has("cost_usd") && record.has("token_type"))
          || UsageReports.results(record)
              .anyMatch(
                  result ->
                      result.has("cost_type")
                          || result.text("object").startsWith("organization.costs"));
    }

    @Override
    public void read(Fields record, Sink sink) {
      if (record.has("usage_date_utc")) {
        sink.call(row(record));
      } else {
        UsageReports.tell(record, "results", UsageReports.EMPTY, Costs::sum, sink);
      }
    }

    private static CallRow row(Fields record) {
      return billed(record.text("model"), record.first("token_type", "cost_type"))
          .billed(record.text("cost_usd"), 0)
          .with("report", "the cost table of the Console")
          .with("timestamp", record.text("usage_date_utc"))
          .with("project", record.text("workspace"))
          .with("user", record.text("api_key"));
    }

    private static CallRow sum(Fields bucket, Fields result) {
      return result.at("amount").isEmpty() ? anthropic(bucket, result) : openAi(bucket, result);
    }

    private static CallRow anthropic(Fields bucket, Fields result) {
      return billed(result.text("model"), result.first("token_type", "cost_type", "description"))
          .billed(result.text("amount"), 2)
          .with("report", "the cost report of the API")
          .with("currency", result.text("currency"))
          .with("timestamp", bucket.text("starting_at"))
          .with("project", result.text("workspace_id"));
    }

    private static CallRow openAi(Fields bucket, Fields result) {
      var item = LINE_ITEM.matcher(result.text("line_item"));
      var row = item.matches() ? billed(item.group(1), item.group(2)) : other(result);
      return row.billed(result.text("amount", "value"), 0)
          .with("currency", result.text("amount", "currency"))
          .with("timestamp", bucket.text("start_time"))
          .with("project", result.text("project_id"));
    }

    private static CallRow other(Fields result) {
      return billed("", result.text("line_item"));
    }

    private static CallRow billed(String model, String what) {
      return CallRow.on(model.isEmpty() ? "(no model)" : model)
          .with("calls", 0)
          .with("input_tokens", 0)
          .with("task", what);
    }
  }
}
