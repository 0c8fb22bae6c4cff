package routercost.read.exports;

import java.util.List;
import java.util.Locale;

/// Logs of gateways (formats.md sections 5, 7, 8 and 14): LiteLLM, Helicone, OpenRouter, Portkey.
final class Gateways {
  private Gateways() {}

  /// A call, unless the gateway answered it from a cache of its own: no provider was asked then.
  private static void tell(CallRow call, boolean cached, Dialect.Sink sink) {
    if (cached) {
      sink.leave("gateway_cache_hit", call);
    } else {
      sink.call(call);
    }
  }

  /// LiteLLM's spend logs and its standard logging payload. Cached tokens are within the prompt.
  static final class LiteLlm implements Dialect {
    @Override
    public boolean claims(Fields record) {
      return (record.has("request_id") && record.has("spend") && record.has("startTime"))
          || (record.has("response_cost") && record.has("startTime") && record.has("model_group"));
    }

    @Override
    public void read(Fields record, Sink sink) {
      var metadata = record.at("metadata");
      var usage = metadata.at("usage_object");
      var more = metadata.at("additional_usage_values");
      long read =
          Math.max(
              Math.max(
                  usage.number("cache_read_input_tokens"), more.number("cache_read_input_tokens")),
              usage.number("prompt_tokens_details", "cached_tokens"));
      long written =
          Math.max(
              usage.number("cache_creation_input_tokens"),
              more.number("cache_creation_input_tokens"));
      var call =
          CallRow.on(model(record))
              .inclusive(record.number("prompt_tokens"), read, written)
              .with("output_tokens", record.number("completion_tokens"))
              .with(
                  "reasoning_tokens", usage.number("completion_tokens_details", "reasoning_tokens"))
              .cost(record.first("spend", "response_cost"), 0)
              .with("timestamp", epoch(record.text("startTime")))
              .with("task", task(record, metadata))
              .with("request_id", record.first("request_id", "id"))
              .with("user", record.first("end_user", "user"))
              .with("team", metadata.first("user_api_key_team_alias", "user_api_key_alias"))
              .with("retries", metadata.text("attempted_retries"))
              .ok(!record.text("status").equals("failure"));
      tell(call, record.text("cache_hit").equalsIgnoreCase("true"), sink);
    }

    /// The model without the provider that stands beside it.
    private static String model(Fields record) {
      String model = record.text("model");
      String provider = record.text("custom_llm_provider") + "/";
      return model.startsWith(provider) ? model.substring(provider.length()) : model;
    }

    private static String task(Fields record, Fields metadata) {
      for (String tag : record.texts("request_tags")) {
        if (tag.startsWith("task:")) {
          return tag.substring("task:".length());
        }
      }
      String named = metadata.text("spend_logs_metadata", "task");
      return named.isEmpty() ? record.text("model_group") : named;
    }

    /// Float seconds to the millisecond.
    private static String epoch(String time) {
      return time.matches("\\d{10}\\.\\d+") ? time.substring(0, 10) : time;
    }
  }

  /// Helicone's requests. Whether cached tokens are within the prompt, the total says.
  static final class Helicone implements Dialect {
    @Override
    public boolean claims(Fields record) {
      return record.has("request_created_at") && record.has("response_status");
    }

    @Override
    public void read(Fields record, Sink sink) {
      long read = record.number("prompt_cache_read_tokens");
      long written = record.number("prompt_cache_write_tokens");
      long prompt = record.number("prompt_tokens");
      long output = record.number("completion_tokens");
      boolean within =
          read + written > 0
              && record.number("total_tokens") == prompt + output
              && read + written <= prompt;
      sink.call(
          CallRow.on(record.first("response_model", "model", "request_model"))
              .prompt(prompt, read, written, within)
              .with("output_tokens", output)
              .cost(record.text("costUSD"), 0)
              .with("timestamp", record.text("request_created_at"))
              .with("task", property(record, "Task", "task", "Helicone-Session-Name"))
              .with("request_id", record.text("request_id"))
              .with("user", record.text("request_user_id"))
              .with("session", property(record, "Helicone-Session-Id"))
              .ok(record.text("response_status").equals("200")));
    }

    private static String property(Fields record, String... names) {
      String found = record.at("properties").first(names);
      return found.isEmpty() ? record.at("request_properties").first(names) : found;
    }
  }

  /// OpenRouter's generations, billed by the provider's own counts.
  static final class OpenRouter implements Dialect {
    @Override
    public boolean claims(Fields record) {
      return generation(record).has("native_tokens_prompt")
          || (record.has("generation_id") && record.has("model_permaslug"));
    }

    private static Fields generation(Fields record) {
      return record.has("data") ? record.at("data") : record;
    }

    @Override
    public void read(Fields record, Sink sink) {
      var call = generation(record);
      boolean csv = call.has("generation_id");
      String counts = csv ? "tokens_" : "native_tokens_";
      sink.call(
          CallRow.on(call.first("model", "model_permaslug") + variant(call))
              .from(call)
              .inclusive(call.number(counts + "prompt"), call.number(counts + "cached"), 0)
              .with("output_tokens", call.number(counts + "completion"))
              .with("reasoning_tokens", call.number(counts + "reasoning"))
              .cost(call.first("total_cost", "cost_total"), 0)
              .with("timestamp", call.text("created_at"))
              .with("task", call.first("app_name", "preset_id", "external_user"))
              .with("service_tier", call.text("service_tier"))
              .with("request_id", call.first("id", "generation_id"))
              .with("user", call.first("external_user", "user"))
              .ok(true));
    }

    /// A variant with prices of its own, as it stands in the names of models.
    private static String variant(Fields call) {
      String variant = call.text("variant");
      return List.of("batch", "free").contains(variant) ? ":" + variant : "";
    }
  }

  /// Portkey's logs; costs are in cents.
  static final class Portkey implements Dialect {
    @Override
    public boolean claims(Fields record) {
      return record.has("req_units") && record.has("res_units");
    }

    @Override
    public void read(Fields record, Sink sink) {
      var call =
          CallRow.on(record.text("ai_model"))
              .with("input_tokens", record.number("req_units"))
              .with("output_tokens", record.number("res_units"))
              .cost(record.text("cost"), 2)
              .with("timestamp", record.text("created_at"))
              .with("task", record.at("metadata").first("task", "_task", "_prompt"))
              .with("request_id", record.text("id"))
              .with("user", record.text("metadata", "_user"))
              .with("retries", record.text("retry_success_count"))
              .ok(record.text("is_success").matches("1|true"));
      tell(call, record.text("cache_status").toUpperCase(Locale.ROOT).endsWith("HIT"), sink);
    }
  }
}
