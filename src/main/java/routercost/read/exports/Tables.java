package routercost.read.exports;

import java.util.List;

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
              .with("service_tier", List.of("batch", "priority").contains(kind) ? kind : "")
              .with("context_window", record.text("context_window"))
              .with("inference_geo", record.text("inference_geo"))
              .with("speed", record.text("speed").equals("fast") ? "fast" : "")
              .with("timestamp", record.text("usage_date_utc"))
              .with("project", record.text("workspace"))
              .with("user", record.text("api_key")));
    }
  }

  /// DeepSeek's table of amounts, one row for each kind of token; a row counts the requests.
  static final class DeepSeek implements Dialect {
    @Override
    public boolean claims(Fields record) {
      return record.has("amount") && record.has("type") && record.has("start_time_iso");
    }

    @Override
    public void read(Fields record, Sink sink) {
      String type = record.text("type");
      long amount = record.number("amount");
      var row =
          CallRow.on(record.text("model"))
              .with("timestamp", record.text("start_time_iso"))
              .with("user", record.text("user_id"))
              .with("project", record.text("api_key_name"))
              .with("calls", type.equals("request_count") ? amount : 0)
              .with("input_tokens", type.equals("input_cache_miss_tokens") ? amount : 0)
              .with("cache_read_tokens", type.equals("input_cache_hit_tokens") ? amount : 0)
              .with("output_tokens", type.equals("output_tokens") ? amount : 0);
      sink.call(row);
    }
  }

  /// Reports of costs: Anthropic's Admin API and Console, OpenAI. There is nothing in them to
  /// price.
  static final class Costs implements Dialect {
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
      long results = UsageReports.results(record).count();
      for (long i = 0; i < Math.max(1, results); i++) {
        sink.leave("cost_without_tokens");
      }
    }
  }
}
