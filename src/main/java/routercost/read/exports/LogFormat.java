package routercost.read.exports;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// The log formats that can be read. Earlier ones are tried first on a record.
public enum LogFormat {
  CALLS_CSV,
  CALLS_JSONL,
  BEDROCK,
  QWEN_CODE,
  CLAUDE_CODE,
  CODEX,
  CLAUDE_CODE_RESULTS,
  CLAUDE_CODE_OTEL,
  CLAUDE_CODE_USAGE,
  CLAUDE_CODE_METRICS,
  ANTHROPIC_STREAM,
  ANTHROPIC_MESSAGES,
  ANTHROPIC_BATCHES,
  ANTHROPIC_USAGE,
  ANTHROPIC_CONSOLE,
  ANTHROPIC_ANALYTICS,
  COST_REPORT,
  CLOUD_BILL,
  DEEPSEEK,
  OTLP_GENAI,
  OTLP_METRICS,
  CLAUDE_CODE_ROUTER,
  LITELLM,
  LANGFUSE,
  HELICONE,
  OPENROUTER,
  VERTEX,
  OPENAI_USAGE,
  OPENAI_BATCHES,
  CLOUDFLARE,
  PORTKEY,
  POSTHOG,
  LANGSMITH,
  WEAVE,
  DATADOG,
  GEMINI_CLI,
  GEMINI_CLI_STATS,
  OPENCODE,
  CURSOR,
  COPILOT_CLI,
  COPILOT_OTEL,
  CLINE,
  AMP,
  KIMI,
  PI,
  GOOSE,
  CRUSH,
  OPENHANDS,
  LUNARY,
  AIDER,
  DROID,
  VIBE_KANBAN,
  CCUSAGE,
  NEW_API,
  PROMPTFOO,
  LIBRECHAT,
  TOKEN_TYPES,
  MODEL_USAGE,
  CLOUD_BATCHES,
  CUBE;

  private static final Set<LogFormat> SESSIONS =
      EnumSet.of(
          CLAUDE_CODE, CODEX, QWEN_CODE, GEMINI_CLI, COPILOT_CLI, CLINE, AMP, KIMI, PI, DROID);

  /// Whether it is an export of another tool, rather than a table of calls or a saved cube.
  public boolean isExport() {
    return this != CALLS_CSV && this != CALLS_JSONL && this != CUBE;
  }

  /// Whether it holds amounts that were billed, which are no calls.
  public boolean isBill() {
    return this == COST_REPORT || this == CLOUD_BILL;
  }

  /// Whether it holds sums of calls that a richer format in the same input may hold one by one.
  public boolean isOfMetrics() {
    return this == CLAUDE_CODE_METRICS || this == OTLP_METRICS;
  }

  /// Whether a response may stand in several records and inputs, of which the fullest counts.
  public boolean isMerged() {
    return this == CLAUDE_CODE
        || this == CODEX
        || this == CLAUDE_CODE_RESULTS
        || this == GEMINI_CLI
        || this == VIBE_KANBAN;
  }

  /// Whether the format of this name is that of a coding agent's own files.
  public static boolean isAgent(String id) {
    return isSession(id) || id.equals(OPENCODE.id()) || id.equals(GOOSE.id());
  }

  /// Whether each file of the format of this name is a session of an agent.
  public static boolean isSession(String id) {
    return SESSIONS.stream().anyMatch(format -> format.id().equals(id));
  }

  /// The names of all formats.
  public static List<String> ids() {
    return Stream.of(values()).map(LogFormat::id).toList();
  }

  /// The format called `name`.
  public static LogFormat named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /// The name in options and output: `calls-csv`.
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
