package routercost.report.routing;

import java.util.List;
import routercost.report.format.JsonRenderer;

/// A program that reads which task runs on which model.
public enum Gateway {
  LITELLM("litellm"),
  PORTKEY("portkey"),
  CLAUDE_CODE_ROUTER("claude-code-router"),
  CLAUDE_AGENTS("claude-agents"),
  OPENROUTER("openrouter"),
  PYTHON("python"),
  JSON("json");

  private final String id;

  Gateway(String id) {
    this.id = id;
  }

  public String id() {
    return id;
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

  /// The rules that this gateway cannot express, because it knows tasks by whole names only.
  public List<String> leftOut(ResolvedRouting registry) {
    return switch (this) {
      case LITELLM, CLAUDE_CODE_ROUTER, OPENROUTER ->
          registry.rules().stream().map(ResolvedRouting.Named::name).toList();
      case PORTKEY, PYTHON, JSON, CLAUDE_AGENTS -> List.of();
    };
  }
}
