package routercost.read.exports;

import java.util.List;

/// Logs of gateways that say more than fields: LiteLLM and OpenRouter.
final class Gateways {
  private Gateways() {}

  /// LiteLLM's spend logs and its standard logging payload. A hit of its own cache never reached a
  /// provider.
  static final class LiteLlm extends PlainDialect {
    LiteLlm() {
      super(
          FieldMap.of(
              """
              from: spend logs, logging payloads
              claims: request_id & spend & startTime | response_cost & startTime & model_group
              leave gateway_cache_hit: cache_hit = true
              timestamp <- startTime
              task <- request_tags.task, metadata.spend_logs_metadata.task, model_group
              model <- model; without custom_llm_provider
              input_tokens <- prompt_tokens (includes cached tokens)
              output_tokens <- completion_tokens
              total_tokens <- total_tokens, metadata.usage_object.total_tokens
              cache_read_tokens <- max(metadata.usage_object.cache_read_input_tokens, \
              metadata.usage_object.prompt_tokens_details.cached_tokens, \
              metadata.additional_usage_values.cache_read_input_tokens)
              cache_write_tokens <- max(metadata.usage_object.cache_creation_input_tokens, \
              metadata.additional_usage_values.cache_creation_input_tokens)
              reasoning_tokens <- metadata.usage_object.completion_tokens_details.reasoning_tokens
              audio_input_tokens <- metadata.usage_object.prompt_tokens_details.audio_tokens
              audio_output_tokens <- metadata.usage_object.completion_tokens_details.audio_tokens
              image_input_tokens <- metadata.usage_object.prompt_tokens_details.image_tokens
              image_output_tokens <- metadata.usage_object.completion_tokens_details.image_tokens
              web_searches <- max(metadata.usage_object.server_tool_use.web_search_requests, \
              metadata.usage_object.prompt_tokens_details.web_search_requests)
              service_tier <- metadata.cost_breakdown.service_tier, \
              metadata.usage_object.service_tier
              service_tier <- 'batch' if call_type = *retrieve_batch, *create_batch
              cost_usd <- spend, response_cost
              status <- 'error' if status = failure
              retries <- metadata.attempted_retries
              provider <- custom_llm_provider
              user <- end_user, user
              team <- metadata.user_api_key_team_alias, team_id, metadata.user_api_key_team_id, metadata.user_api_key_alias
              request_id <- request_id, id
              """));
    }

    /// The model is logged with the provider before it.
    @Override
    CallRow row(Fields part) {
      var call = super.row(part);
      String provider = part.text("custom_llm_provider") + "/";
      String model = call.text("model");
      return model.startsWith(provider) ? call.model(model.substring(provider.length())) : call;
    }
  }

  /// OpenRouter's generations, billed by the provider's own counts.
  static final class OpenRouter extends PlainDialect {
    /// Variants with prices of their own, as they stand in the names of models.
    private static final List<String> PRICED = List.of("batch", "free");

    OpenRouter() {
      super(
          FieldMap.of(
              """
              from: generations
              records: data, .
              claims: native_tokens_prompt | generation_id & model_permaslug
              timestamp <- created_at
              task <- app_name, preset_id, external_user
              model <- model, model_permaslug; with a variant that has prices of its own
              input_tokens <- native_tokens_prompt, tokens_prompt (includes cached tokens)
              output_tokens <- native_tokens_completion, tokens_completion
              cache_read_tokens <- native_tokens_cached, tokens_cached
              reasoning_tokens <- native_tokens_reasoning, tokens_reasoning
              cost_usd <- total_cost, cost_total
              service_tier <- service_tier
              user <- external_user, user
              request_id <- id, generation_id
              """));
    }

    @Override
    CallRow row(Fields part) {
      var call = super.row(part);
      String variant = part.text("variant");
      return PRICED.contains(variant) ? call.model(call.text("model") + ":" + variant) : call;
    }
  }
}
