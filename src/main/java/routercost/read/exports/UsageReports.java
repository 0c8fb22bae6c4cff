package routercost.read.exports;

import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Usage reports of Anthropic and OpenAI (formats.md sections 3 and 11), which hold sums and no
/// calls.
final class UsageReports {
  /// Why a bucket without usage is left out.
  static final String EMPTY = "empty_bucket";

  private UsageReports() {}

  /// The results of all buckets of a report.
  static Stream<Fields> results(Fields report) {
    return report.list("data").stream().flatMap(bucket -> bucket.list("results").stream());
  }

  /// Tells the parts of each bucket as calls; a bucket without any is left out.
  static void tell(
      Fields report,
      String parts,
      String empty,
      BiFunction<Fields, Fields, CallRow> sum,
      Dialect.Sink sink) {
    for (var bucket : report.list("data")) {
      var all = bucket.list(parts);
      String about = bucket.without(parts).allText();
      sink.each(
          all,
          part ->
              sink.call(
                  sum.apply(bucket, part).from(bucket.with(part)).bucket(about + part.allText())));
      if (all.isEmpty()) {
        sink.leave(empty);
      }
    }
  }

  private static String model(Fields result) {
    String model = result.text("model");
    return model.isEmpty() ? "(all models)" : model;
  }

  /// Usage reports of Anthropic's Admin API: sums by bucket, without a count of calls.
  static final class AnthropicUsage implements Dialect {
    @Override
    public boolean claims(Fields record) {
      return results(record).anyMatch(result -> result.has("uncached_input_tokens"));
    }

    @Override
    public void read(Fields record, Sink sink) {
      tell(record, "results", EMPTY, AnthropicUsage::sum, sink);
    }

    private static CallRow sum(Fields bucket, Fields result) {
      return CallRow.on(model(result))
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
      tell(record, "model_breakdown", "no_usage", ClaudeCodeUsage::sum, sink);
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

  /// OpenAI's usage reports, as JSON or as a table of buckets: cached tokens and cache writes are
  /// within the input. A bucket that stands in both is one.
  static final class OpenAiUsage implements Dialect {
    private static final List<String> BUCKET =
        List.of(
            "start_time",
            "project_id",
            "user_id",
            "api_key_id",
            "model",
            "batch",
            "service_tier",
            "input_tokens",
            "output_tokens");

    @Override
    public boolean claims(Fields record) {
      return isRow(record)
          || results(record)
              .anyMatch(result -> result.text("object").startsWith("organization.usage."));
    }

    private static boolean isRow(Fields record) {
      return record.has("start_time_iso")
          && record.has("end_time_iso")
          && (record.has("num_model_requests") || record.names().size() == 4);
    }

    @Override
    public void read(Fields record, Sink sink) {
      if (record.has("data")) {
        for (var bucket : record.list("data")) {
          var all = bucket.list("results");
          sink.each(all, part -> sink.call(sum(bucket.without("results").with(part))));
          if (all.isEmpty()) {
            sink.leave(EMPTY);
          }
        }
      } else if (record.has("num_model_requests")) {
        sink.call(sum(record));
      } else {
        sink.leave(EMPTY);
      }
    }

    private static CallRow sum(Fields result) {
      return CallRow.on(model(result))
          .from(result)
          .bucket(
              BUCKET.stream()
                  .map(name -> result.text(name).toLowerCase(Locale.ROOT))
                  .collect(Collectors.joining("\n")))
          .with("calls", result.number("num_model_requests"))
          .inclusive(
              result.number("input_tokens"),
              result.number("input_cached_tokens"),
              result.number("input_cache_write_tokens"))
          .with("output_tokens", result.number("output_tokens"))
          .with(
              "service_tier",
              result.text("batch").equalsIgnoreCase("true") ? "batch" : result.text("service_tier"))
          .with("timestamp", result.text("start_time"))
          .with("project", result.text("project_id"));
    }
  }
}
