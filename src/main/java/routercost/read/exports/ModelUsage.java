package routercost.read.exports;

import java.util.List;
import java.util.stream.Stream;

/// Records that hold the usage of each model under its name, as evaluations and sessions write it.
/// Each model is a call of its own.
final class ModelUsage implements Dialect {
  private static final List<String> HOLDERS =
      List.of(
          "model_usage",
          "modelUsage",
          "usage_by_model",
          "usageByModel",
          "by_model",
          "models",
          "usage_excluding_cached_inference");

  /// Fields that hold the usage of one model as a rule, and of several where their names are
  /// models.
  private static final List<String> MAY_HOLD = List.of("usage", "usage_metadata", "token_usage");

  /// Names under which counts of cached tokens are a part of the input.
  private static final List<String> INCLUSIVE =
      List.of(
          "cached_tokens", "input_token_details", "prompt_tokens_details", "input_tokens_details");

  private static final FieldMap FIELDS =
      FieldMap.of(
          """
          from: records with the usage of each model, such as model_usage
          timestamp <- timestamp, ts, created_at, created, started_at, start_time, eval.created, \
          stats.started_at, date, day
          task <- task, eval.task, name
          model = the names within model_usage, modelUsage, usage_by_model, models, usage or \
          usage_metadata
          calls <- usage.requests, usage.calls, usage.api_requests, usage.successful_requests
          input_tokens <- usage.input_tokens, usage.prompt_tokens, usage.inputTokens, \
          usage.promptTokens (excludes cached tokens)
          output_tokens <- usage.output_tokens, usage.completion_tokens, usage.outputTokens, \
          usage.completionTokens
          total_tokens <- usage.total_tokens, usage.totalTokens
          cache_read_tokens <- usage.input_tokens_cache_read, usage.cache_read_input_tokens, \
          usage.cacheReadInputTokens, usage.cached_tokens, usage.cachedReadTokens, \
          usage.input_token_details.cache_read, usage.prompt_tokens_details.cached_tokens, \
          usage.input_tokens_details.cached_tokens
          cache_write_tokens <- usage.input_tokens_cache_write, \
          usage.cache_creation_input_tokens, usage.cacheCreationInputTokens, \
          usage.input_token_details.cache_creation
          reasoning_tokens <- usage.reasoning_tokens, usage.reasoningTokens
          cost_usd <- usage.cost_usd, usage.total_cost, usage.costUSD, usage.cost, \
          usage.spend
          session <- session_id, sessionId
          request_id <- id, run_id, eval.run_id
          """);

  @Override
  public FieldMap fields() {
    return FIELDS;
  }

  @Override
  public boolean claims(Fields record) {
    return !holder(record).isEmpty();
  }

  @Override
  public void read(Fields record, Sink sink) {
    var usages = holder(record);
    if (usages.isEmpty()) {
      sink.leave("no_usage");
      return;
    }
    sink.each(models(usages), model -> read(record, usages, model, sink));
  }

  private static void read(Fields record, Fields usages, String model, Sink sink) {
    var call = call(record, usages, model);
    long failed = Math.min(usage(usages, model).number("failed_requests"), call.count("calls"));
    if (failed > 0) {
      var none = CallRow.on(model).from(record).ok(false).with("calls", failed);
      sink.call(none.with("timestamp", call.text("timestamp")).with("task", call.text("task")));
    }
    sink.call(call.with("calls", call.count("calls") - failed));
  }

  /// What a model used; LiteLLM has it below `metrics`.
  private static Fields usage(Fields usages, String model) {
    var usage = usages.member(model);
    return usage.member("metrics").isEmpty() ? usage : usage.member("metrics");
  }

  private static CallRow call(Fields record, Fields usages, String model) {
    var call = FIELDS.row(record.with(Fields.of("usage", usage(usages, model)))).model(model);
    String id = call.text("request_id");
    if (INCLUSIVE.stream().anyMatch(usage(usages, model)::has)) {
      call.within(true);
    }
    return call.from(record)
        .with("calls", Math.max(1, call.count("calls")))
        .with("request_id", id.isEmpty() ? "" : id + "/" + model);
  }

  /// The object whose members are usages of models; without fields if there is none.
  private static Fields holder(Fields record) {
    var holders =
        Stream.concat(Stream.of(record), record.names().stream().map(record::member))
            .flatMap(ModelUsage::holders);
    return Stream.concat(holders, Stream.of(record).filter(ModelUsage::isByModelAlone))
        .filter(ModelUsage::isUsageByModel)
        .findFirst()
        .orElse(Fields.NONE);
  }

  /// Whether all that a record has are objects under names of models, and totals.
  private static boolean isByModelAlone(Fields record) {
    return record.names().stream()
        .allMatch(
            name ->
                record.member(name).isEmpty()
                    ? name.startsWith("total_")
                    : name.matches("[a-z].*[-\\d].*") && !record.member(name).has("model"));
  }

  private static Stream<Fields> holders(Fields part) {
    var named =
        MAY_HOLD.stream()
            .map(part::member)
            .filter(holder -> models(holder).stream().allMatch(name -> name.matches(".*[-\\d].*")));
    return Stream.concat(HOLDERS.stream().map(part::member), named);
  }

  /// The members that are objects; a sum may stand next to them.
  private static List<String> models(Fields holder) {
    return holder.names().stream().filter(name -> !holder.member(name).isEmpty()).toList();
  }

  private static boolean isUsageByModel(Fields holder) {
    return !models(holder).isEmpty()
        && models(holder).stream()
            .allMatch(model -> FIELDS.counts(Fields.of("usage", usage(holder, model))));
  }
}
