package routercost.read.exports;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The usage of Cursor: the table of its dashboard, old and new, and pages of its Admin API. The
/// two inputs of the table are disjoint: what was written to a cache, and the rest.
final class Cursor extends PlainDialect {
  private static final Pattern CLAUDE =
      Pattern.compile("claude-(\\d+)(?:[.-](\\d))?-(opus|sonnet|haiku|fable)((?:-[a-z0-9]+)*)");
  private static final Pattern EFFORT =
      Pattern.compile("(gpt-.+?|o\\d.*?)(?:-(?:none|minimal|low|medium|high|xhigh|max))?(-fast)?");
  private static final Pattern COST = Pattern.compile("\\$?(\\d[\\d,]*(?:\\.\\d+)?)");

  Cursor(FieldMap fields) {
    super(fields);
  }

  @Override
  public boolean claims(Fields record) {
    return !record.list("usageEvents").isEmpty() || super.claims(record);
  }

  @Override
  boolean counts(Fields part) {
    return count(part, "Output Tokens", "tokenUsage.outputTokens") > 0;
  }

  @Override
  CallRow row(Fields part) {
    String model = part.first("Model", "model");
    var call = super.row(part).model(model.isEmpty() ? "(unknown)" : named(model));
    if (model.endsWith("-fast") && !model.startsWith("claude-")) {
      call.with("service_tier", "priority");
    }
    if (part.has("Request Count")) {
      call.with("calls", count(part, "Request Count"));
    }
    call.with("input_tokens", count(part, "Input (w/o Cache Write)", "tokenUsage.inputTokens"))
        .with("output_tokens", count(part, "Output Tokens", "tokenUsage.outputTokens"))
        .with("cache_read_tokens", count(part, "Cache Read", "tokenUsage.cacheReadTokens"))
        .with(
            "cache_write_tokens",
            count(part, "Input (w/ Cache Write)", "tokenUsage.cacheWriteTokens"));
    call.cost(part.text("tokenUsage.totalCents"), 2);
    cost(part).ifPresent(cost -> call.cost(cost, 0));
    return call;
  }

  /// A count with or without separators of thousands.
  private static long count(Fields part, String... names) {
    String name = List.of(names).stream().filter(part::has).findFirst().orElse(names[0]);
    String text = part.text(name);
    return text.matches("\\d{1,3}(,\\d{3})+")
        ? Long.parseLong(text.replace(",", ""))
        : part.number(name);
  }

  /// What a row costs; nothing if a plan includes it.
  private static Optional<String> cost(Fields part) {
    var amount = COST.matcher(part.first("Cost", "Cost ($)"));
    return amount.matches() ? Optional.of(amount.group(1).replace(",", "")) : Optional.empty();
  }

  /// The name that the vendor of a model gives it: `claude-4.5-sonnet-thinking` is
  /// `claude-sonnet-4-5`. Efforts are no models.
  static String named(String model) {
    String name = model.toLowerCase(Locale.ROOT);
    var claude = CLAUDE.matcher(name);
    if (claude.matches()) {
      String minor = claude.group(2) == null ? "" : "-" + claude.group(2);
      return "claude-" + claude.group(3) + "-" + claude.group(1) + minor;
    }
    var effort = EFFORT.matcher(name);
    return effort.matches() ? effort.group(1) : model;
  }
}
