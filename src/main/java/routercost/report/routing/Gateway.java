package routercost.report.routing;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import routercost.price.Attribute;
import routercost.price.Condition;
import routercost.report.format.JsonRenderer;

/// A program that reads which task runs on which model.
public enum Gateway {
  LITELLM,
  PORTKEY,
  CLAUDE_CODE_ROUTER,
  CLAUDE_AGENTS,
  OPENROUTER,
  PYTHON,
  JSON;

  /// The name in options: `claude-agents`.
  private String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The configuration of this gateway. The agents of Claude Code have a file each and are changed
  /// there.
  public String text(ResolvedRouting registry) {
    return switch (this) {
      case LITELLM -> new GatewayText(registry).liteLlm();
      case PORTKEY -> JsonRenderer.text(new GatewayJson(registry).portkey());
      case CLAUDE_CODE_ROUTER -> JsonRenderer.text(new GatewayJson(registry).claudeCodeRouter());
      case OPENROUTER -> JsonRenderer.text(new GatewayJson(registry).openRouter());
      case PYTHON -> new GatewayText(registry).python();
      case JSON, CLAUDE_AGENTS -> JsonRenderer.text(new GatewayJson(registry).plain());
    };
  }

  /// Sentences about what this gateway cannot express, which is not written.
  public List<String> unsaid(ResolvedRouting registry) {
    if (this == JSON) {
      return List.of();
    }
    var rules =
        registry.rules().stream()
            .filter(rule -> !expresses(rule))
            .map(rule -> "the rule for '%s' is not written: %s".formatted(rule.calls(), reason()));
    var written =
        Stream.concat(registry.tasks().stream(), registry.rules().stream().filter(this::expresses))
            .toList();
    var limits =
        written.stream()
            .filter(task -> this != LITELLM && task.maxOutput().isPresent())
            .map(
                task ->
                    "max_output of '%s' is not written: %s has no limit per task"
                        .formatted(task.calls(), id()));
    var batches =
        written.stream()
            .filter(ResolvedRouting.Named::batch)
            .map(
                task ->
                    "%s does not support batches: send the calls of '%s' through the batch service yourself"
                        .formatted(id(), task.calls()));
    return Stream.of(rules, limits, batches).flatMap(sentences -> sentences).toList();
  }

  /// Whether it can choose calls as `rule` does.
  boolean expresses(ResolvedRouting.Named rule) {
    return switch (this) {
      case LITELLM, CLAUDE_CODE_ROUTER, OPENROUTER -> false;
      case PYTHON, CLAUDE_AGENTS -> rule.where().isEmpty();
      case PORTKEY -> rule.where().stream().allMatch(Gateway::isMetadata);
      case JSON -> true;
    };
  }

  private String reason() {
    return switch (this) {
      case LITELLM, CLAUDE_CODE_ROUTER, OPENROUTER -> id() + " matches whole task names only";
      case PYTHON, CLAUDE_AGENTS -> id() + " knows only the task of a call";
      case PORTKEY, JSON -> id() + " knows only the metadata of a call";
    };
  }

  /// Whether a request can carry the attribute.
  private static boolean isMetadata(Condition condition) {
    return condition.attribute() instanceof Attribute.Label
        || condition.attribute() == Attribute.Known.TASK;
  }
}
