package routercost.read.exports;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The exports of other tools that can be read.
public final class Exports {
  /// A column of each table that is an export. The way of a plain table loads no dialects.
  private static final Set<String> CSV =
      Set.of(
          "@message",
          "usageDetails",
          "request_created_at",
          "spend",
          "generation_id",
          "usage_date_utc",
          "context.span_id",
          "run_type",
          "properties.$ai_model",
          "req_units",
          "token_name",
          "token_type",
          "tokenType",
          "start_time_iso",
          "amount",
          "amount_value",
          "net_amount",
          "BilledCost",
          "lineItem/UnblendedCost",
          "line_item_unblended_cost",
          "CostInBillingCurrency",
          "costInBillingCurrency",
          "PreTaxCost",
          "MeterCategory",
          "sku.description",
          "sku_description",
          "SKU description",
          "Input (w/ Cache Write)");

  /// The columns of Cloudflare's, of which any table may have one.
  private static final List<String> CLOUDFLARE = List.of("tokens_in", "tokens_out", "cached");

  /// In them one response may stand several times.
  private final ClaudeCode.Transcripts transcripts = new ClaudeCode.Transcripts();

  private final Map<LogFormat, Dialect> made = new EnumMap<>(LogFormat.class);

  /// Made when the first is needed, as most logs are no export or transcripts alone.
  private Map<LogFormat, Dialect> dialects() {
    if (made.isEmpty()) {
      String plain = plainFormats();
      formats().forEach(format -> made.put(format, made(format, plain)));
    }
    return made;
  }

  private static List<LogFormat> formats() {
    return Stream.of(LogFormat.values()).filter(LogFormat::isExport).toList();
  }

  private Dialect made(LogFormat format, String plain) {
    var fields = FieldMap.of(section(plain, format.id()));
    return switch (format) {
      case CLAUDE_CODE -> transcripts;
      case CLAUDE_CODE_RESULTS -> new ClaudeCodeResults();
      case CLAUDE_CODE_OTEL -> new Otlp.ClaudeCodeEvents();
      case CLAUDE_CODE_METRICS -> new OtlpMetrics(OtlpMetrics.CLAUDE_CODE, fields);
      case OTLP_METRICS -> new OtlpMetrics(OtlpMetrics.GENAI, fields);
      case OTLP_GENAI -> new OtlpSpans(fields);
      case CODEX -> new Codex();
      case ANTHROPIC_STREAM -> new Anthropic.Streams();
      case ANTHROPIC_MESSAGES -> new Anthropic.Messages();
      case ANTHROPIC_BATCHES -> new Batches.OfAnthropic();
      case OPENAI_BATCHES -> new Batches.OfOpenAi();
      case OPENAI_USAGE -> new UsageReports.OpenAiUsage(fields);
      case COST_REPORT -> new UsageReports.Costs(fields);
      case CLOUD_BILL -> new CloudBills(fields);
      case BEDROCK -> new Clouds.Bedrock(fields);
      case VERTEX -> new Clouds.Vertex();
      case LITELLM -> new Gateways.LiteLlm(fields);
      case OPENROUTER -> new Gateways.OpenRouter(fields);
      case POSTHOG -> new Tracers.PostHog(fields);
      case LANGFUSE -> new Tracers.Langfuse(fields);
      case WEAVE -> new Tracers.Weave();
      case GEMINI_CLI -> new GeminiCli.Sessions(fields);
      case GEMINI_CLI_STATS -> new GeminiCli.Stats();
      case CURSOR -> new Cursor(fields);
      case COPILOT_CLI -> new Copilot.Sessions();
      case COPILOT_OTEL -> new Copilot.Spans(fields);
      case CLINE -> new Cline(fields);
      case AMP -> new Amp();
      case VIBE_KANBAN -> new VibeKanban();
      case MODEL_USAGE -> new ModelUsage();
      case TOKEN_TYPES -> new UsageReports.TokenTypes(fields);
      case ANTHROPIC_USAGE,
          ANTHROPIC_ANALYTICS,
          ANTHROPIC_CONSOLE,
          CLAUDE_CODE_USAGE,
          CLAUDE_CODE_ROUTER,
          DEEPSEEK,
          HELICONE,
          CLOUDFLARE,
          PORTKEY,
          LANGSMITH,
          DATADOG,
          QWEN_CODE,
          KIMI,
          PI,
          GOOSE,
          CRUSH,
          OPENHANDS,
          LUNARY,
          AIDER,
          DROID,
          CCUSAGE,
          OPENCODE,
          NEW_API,
          PROMPTFOO,
          LIBRECHAT,
          CLOUD_BATCHES ->
          new PlainDialect(fields);
      case CALLS_CSV, CALLS_JSONL, CUBE ->
          throw new IllegalArgumentException(format.id() + " is no export");
    };
  }

  /// The descriptions of all formats that are fields alone.
  private static String plainFormats() {
    try (InputStream file = Exports.class.getResourceAsStream("/routercost/formats.txt")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String section(String plain, String name) {
    String title = "\n[" + name + "]\n";
    int start = plain.indexOf(title);
    int from = start + title.length();
    int to = plain.indexOf("\n[", from);
    return start < 0 ? "" : plain.substring(from, to < 0 ? plain.length() : to);
  }

  /// The format that a record can only be of.
  public Optional<LogFormat> claiming(Fields record) {
    for (var format : dialects().entrySet()) {
      if (format.getValue().claims(record)) {
        format.getValue().preview(record);
        return Optional.of(format.getKey());
      }
    }
    return Optional.empty();
  }

  /// Whether rows of CSV with these names may be an export that is more than a table.
  public static boolean mayBe(List<String> names) {
    return names.stream().map(String::strip).anyMatch(CSV::contains)
        || names.containsAll(CLOUDFLARE)
        || UsageReports.TokenTypes.mayBe(names);
  }

  /// The name that the vendor of a model gives it, for one as Cursor and clouds spell it.
  public static String vendorName(String model) {
    return Cursor.named(model);
  }

  /// Whether a lettered row of a cloud's bill is of a service that has no models.
  public static boolean isOtherService(Fields row) {
    return !CloudBills.isOfModels(row);
  }

  /// Sentences for a reader of the totals, once no input is left.
  public List<String> last() {
    var sentences = new ArrayList<String>();
    for (var dialect : made.isEmpty() ? List.of(transcripts) : made.values()) {
      dialect.last().ifPresent(sentences::add);
    }
    return sentences;
  }

  /// The dialect of the transcripts of Claude Code.
  public ClaudeCode.Transcripts transcripts() {
    return transcripts;
  }

  /// The dialect of a format.
  public Dialect dialect(LogFormat format) {
    return Objects.requireNonNull(dialects().get(format), format.id());
  }
}
