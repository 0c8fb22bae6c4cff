package routercost.read.exports;

import java.util.ArrayList;
import java.util.List;

/// Which field of each export is read as what, for people who ask: the words of docs/formats.md in
/// one line a column.
public final class FormatFields {
  private static final String ALL =
      """

      claude-code
        timestamp <- timestamp; of copies the earliest
        task <- agentId, by the kind of sub-agent it was started as; else main
        model <- message.model; of an iteration its own
        input_tokens <- message.usage.input_tokens (excludes cached tokens)
        output_tokens <- message.usage.output_tokens; of copies the most
        cache_read_tokens <- message.usage.cache_read_input_tokens
        cache_write_5m_tokens, cache_write_1h_tokens <- message.usage.cache_creation
        cache_write_tokens <- message.usage.cache_creation_input_tokens
        web_searches <- message.usage.server_tool_use.web_search_requests
        service_tier, speed, inference_geo <- message.usage
        request_id <- message.id, requestId
      codex
        task <- payload.source: main or subagent
        model <- payload.model of the turn
        input_tokens <- info.last_token_usage.input_tokens less cached
        cache_read_tokens <- info.last_token_usage.cached_input_tokens
        output_tokens <- info.last_token_usage.output_tokens
        request_id <- the session and info.total_token_usage
      claude-code-results
        model <- modelUsage, of the last result of each session
        input_tokens <- inputTokens (excludes cached tokens)
        output_tokens <- outputTokens
        cache_read_tokens <- cacheReadInputTokens
        cache_write_tokens <- cacheCreationInputTokens
        cost_usd <- costUSD
      claude-code-otel
        task <- agent.name, else query_source
        input_tokens <- input_tokens (excludes cached tokens)
        output_tokens <- output_tokens
        cache_read_tokens <- cache_read_tokens
        cache_write_tokens <- cache_creation_tokens
        cost_usd <- cost_usd
        speed <- speed
        request_id <- request_id, else session.id and event.sequence
      claude-code-metrics
        task <- agent.name, else query_source
        input_tokens, output_tokens, cache_read_tokens, cache_write_tokens <- claude_code.token.usage by type
        speed <- speed
      claude-code-usage
        model <- model_breakdown.model
        input_tokens, output_tokens, cache_read_tokens, cache_write_tokens <- model_breakdown.tokens
        cost_usd <- estimated_cost.amount, in cents
      anthropic-messages
        task <- task, purpose, agent or name of the wrapper
        model <- model; of an iteration its own
        input_tokens <- usage.input_tokens (excludes cached tokens)
        output_tokens <- usage.output_tokens
        cache_read_tokens <- usage.cache_read_input_tokens
        cache_write_5m_tokens, cache_write_1h_tokens <- usage.cache_creation
        request_id <- id
      anthropic-stream
        model <- message.model of message_start
        input_tokens, output_tokens, cache_read_tokens <- usage of the last message_delta
        cache_write_5m_tokens, cache_write_1h_tokens <- usage.cache_creation of message_start
      anthropic-batches
        task <- metadata.task of the request, else custom_id without its number
        model <- result.message.model
        input_tokens, output_tokens, cache_read_tokens <- result.message.usage (excludes cached tokens)
        service_tier <- batch
      anthropic-usage
        timestamp <- starting_at
        input_tokens <- uncached_input_tokens
        output_tokens <- output_tokens
        cache_read_tokens <- cache_read_input_tokens
        cache_write_5m_tokens, cache_write_1h_tokens <- cache_creation
        service_tier, context_window, inference_geo, speed <- the same
        project <- workspace_id
      anthropic-console
        timestamp <- usage_date_utc
        input_tokens <- usage_input_tokens_no_cache
        output_tokens <- usage_output_tokens
        cache_read_tokens <- usage_input_tokens_cache_read
        cache_write_5m_tokens, cache_write_1h_tokens <- usage_input_tokens_cache_write_…
        service_tier <- usage_type
        project <- workspace
      cost-report
        timestamp <- starting_at, usage_date_utc, start_time
        model <- model, else what line_item names before its last comma
        task <- token_type, cost_type, else what line_item says
        cost_usd <- amount (in cents), cost_usd, amount.value
        project <- workspace_id, workspace, project_id
      bedrock
        task <- requestMetadata.task, purpose or agent, else the role in identity.arn
        model <- modelId
        input_tokens <- input.inputTokenCount (excludes cached tokens)
        output_tokens <- output.outputTokenCount
        cache_read_tokens <- input.cacheReadInputTokenCount
        cache_write_tokens <- input.cacheWriteInputTokenCount
        request_id <- requestId
      vertex
        task <- full_request.labels.task or agent
        input_tokens <- usageMetadata.promptTokenCount and toolUsePromptTokenCount less cached
        cache_read_tokens <- usageMetadata.cachedContentTokenCount
        output_tokens <- usageMetadata.candidatesTokenCount and thoughtsTokenCount
        inference_geo <- the location in endpoint
        request_id <- request_id
      otlp-genai
        task <- gen_ai.agent.name, traceloop.entity.name, … or that of a span above, else the span
        model <- gen_ai.response.model, gen_ai.request.model, llm.model_name
        input_tokens <- gen_ai.usage.input_tokens or its older names, less cached
        output_tokens <- gen_ai.usage.output_tokens or its older names
        service_tier <- openai.response.service_tier
        cache_read_tokens <- gen_ai.usage.cache_read.input_tokens or its older names
        cache_write_tokens <- gen_ai.usage.cache_creation.input_tokens or its older names
        request_id <- traceId, spanId
      litellm
        task <- request_tags task:…, metadata.spend_logs_metadata.task, model_group
        input_tokens <- prompt_tokens less cached
        output_tokens <- completion_tokens
        cache_read_tokens <- metadata.usage_object, metadata.additional_usage_values
        cache_write_tokens <- the same
        cost_usd <- spend, response_cost
        request_id <- request_id, id
        retries <- metadata.attempted_retries
      claude-code-router
        task <- the rule in routeTrace, else client
        model <- responseModel, resolvedModel, model
        input_tokens <- inputTokens (excludes cached tokens)
        output_tokens <- outputTokens
        cache_read_tokens <- cacheReadTokens
        cache_write_tokens <- cacheWriteTokens
        request_id <- requestId
      langfuse
        task <- name, promptName, traceName
        input_tokens <- usageDetails.input and other input_… (excludes cached tokens)
        output_tokens <- usageDetails.output and other output_…
        cache_read_tokens <- usageDetails.input_cached_tokens or its other names
        cache_write_tokens <- usageDetails.input_cache_creation or its other names
        cache_write_5m_tokens, cache_write_1h_tokens <- input_cache_creation_5m, input_cache_creation_1h
        cost_usd <- totalCost
        request_id <- id
      helicone
        task <- properties.Task, Helicone-Session-Name
        model <- response_model, model, request_model
        input_tokens <- prompt_tokens; less cached where total_tokens says so
        output_tokens <- completion_tokens
        cache_read_tokens <- prompt_cache_read_tokens
        cache_write_tokens <- prompt_cache_write_tokens
        cost_usd <- costUSD
      openrouter
        task <- app_name, preset_id, external_user
        input_tokens <- native_tokens_prompt less cached; tokens_prompt in the table
        output_tokens <- native_tokens_completion; tokens_completion
        cache_read_tokens <- native_tokens_cached; tokens_cached
        cost_usd <- total_cost, cost_total
        service_tier <- service_tier; variant in the table
      openai-usage
        timestamp <- start_time
        calls <- num_model_requests
        input_tokens <- input_tokens less cached and cache writes
        output_tokens <- output_tokens
        cache_read_tokens <- input_cached_tokens
        service_tier <- batch, service_tier
      openai-batches
        timestamp <- response.body.created, created_at
        task <- metadata.task of the request, else custom_id without its number
        model <- response.body.model
        input_tokens <- prompt_tokens or input_tokens of response.body.usage less cached
        output_tokens <- completion_tokens or output_tokens
        cache_read_tokens <- cached_tokens of its details
        service_tier <- batch
        request_id <- id
      portkey
        task <- metadata.task, _task, _prompt
        input_tokens <- req_units
        output_tokens <- res_units
        cost_usd <- cost, in cents
      langsmith
        task <- extra.metadata.task or agent
        model <- extra.metadata.ls_model_name
        input_tokens <- prompt_tokens less cached
        output_tokens <- completion_tokens
        cache_read_tokens <- prompt_token_details.cache_read
        cache_write_tokens <- prompt_token_details.cache_creation
        cache_write_5m_tokens, cache_write_1h_tokens <- prompt_token_details.ephemeral_…
        cost_usd <- total_cost
      weave
        task <- op_name at the root
        model <- summary.usage, of calls that nothing else stands under
        input_tokens <- input_tokens, prompt_tokens
        output_tokens <- output_tokens, completion_tokens
      datadog
        task <- tag task:…, else name
        model <- model_name
        input_tokens <- metrics.input_tokens less cached
        output_tokens <- metrics.output_tokens
        cache_read_tokens <- metrics.cache_read_input_tokens
      deepseek
        timestamp <- start_time_iso
        calls, input_tokens, cache_read_tokens, output_tokens <- amount by type
      """;

  private FormatFields() {}

  /// The lines of a format; none if it is unknown.
  public static List<String> of(String format) {
    int named = ALL.indexOf("\n" + format + "\n");
    if (named < 0) {
      return List.of();
    }
    var lines = new ArrayList<String>();
    int line = named + format.length() + 2;
    while (line < ALL.length() && ALL.charAt(line) == ' ') {
      int end = ALL.indexOf('\n', line);
      lines.add(ALL.substring(line, end).strip());
      line = end + 1;
    }
    return List.copyOf(lines);
  }
}
