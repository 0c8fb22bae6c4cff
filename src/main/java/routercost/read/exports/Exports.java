package routercost.read.exports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The exports of other tools that can be read, by the name of their format.
public final class Exports {
  private static final Set<String> CSV =
      Set.of(
          "@message",
          "usageDetails",
          "request_created_at",
          "spend",
          "generation_id",
          "usage_date_utc",
          "start_time_iso",
          "amount");

  /// In them one response may stand several times.
  private final ClaudeCode.Transcripts transcripts = new ClaudeCode.Transcripts();
  private final Map<String, Dialect> made = new LinkedHashMap<>();

  /// Made when the first is asked for, as most logs are no export or transcripts alone.
  private Map<String, Dialect> all() {
    if (made.isEmpty()) {
      putAll(made);
    }
    return made;
  }

  private void putAll(Map<String, Dialect> all) {
    all.put("bedrock", new Clouds.Bedrock());
    all.put("claude-code-otel", new Otlp.ClaudeCodeEvents());
    all.put("otlp-genai", new Otlp.Spans());
    all.put("claude-code", transcripts);
    all.put("codex", new Codex());
    all.put("claude-code-results", new ClaudeCode.Results());
    all.put("claude-code-metrics", new Otlp.ClaudeCodeMetrics());
    all.put("anthropic-console", new Tables.ConsoleTokens());
    all.put("cost-report", new Tables.Costs());
    all.put("deepseek", new Tables.DeepSeek());
    all.put("anthropic-usage", new UsageReports.AnthropicUsage());
    all.put("claude-code-usage", new UsageReports.ClaudeCodeUsage());
    all.put("anthropic-batches", new Batches.OfAnthropic());
    all.put("openai-batches", new Batches.OfOpenAi());
    all.put("anthropic-stream", new Streams());
    all.put("anthropic-messages", new Anthropic.Messages());
    all.put("claude-code-router", new RouterLogs());
    all.put("litellm", new Gateways.LiteLlm());
    all.put("langfuse", new Tracers.Langfuse());
    all.put("helicone", new Gateways.Helicone());
    all.put("openrouter", new Gateways.OpenRouter());
    all.put("vertex", new Clouds.Vertex());
    all.put("openai-usage", new UsageReports.OpenAiUsage());
    all.put("portkey", new Gateways.Portkey());
    all.put("langsmith", new Tracers.LangSmith());
    all.put("weave", new Tracers.Weave());
    all.put("datadog", new Tracers.Datadog());
  }

  /// The names of all formats.
  public List<String> names() {
    return List.copyOf(all().keySet());
  }

  /// The format that a record can only be of.
  public Optional<String> claiming(Fields record) {
    return all().entrySet().stream()
        .filter(entry -> entry.getValue().claims(record))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /// Whether rows of CSV with these names may be an export that is more than a table.
  public static boolean mayBe(List<String> names) {
    return names.stream().map(String::strip).anyMatch(CSV::contains);
  }

  /// What a reader of the totals should know once no input is left.
  public List<String> last() {
    var sentences = new ArrayList<String>();
    for (var dialect : made.isEmpty() ? List.of(transcripts) : made.values()) {
      dialect.last().ifPresent(sentences::add);
    }
    return sentences;
  }

  /// How transcripts of Claude Code are read.
  public ClaudeCode.Transcripts transcripts() {
    return transcripts;
  }

  /// How a format is read.
  public Dialect named(String name) {
    var dialect = all().get(name);
    if (dialect == null) {
      throw new IllegalArgumentException(name + " is no export");
    }
    return dialect;
  }
}
