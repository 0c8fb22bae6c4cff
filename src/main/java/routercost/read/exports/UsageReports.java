package routercost.read.exports;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import routercost.read.builtin.Column;
import routercost.read.builtin.Vocabulary;

/// Reports of sums that say more than fields: OpenAI's usage, and costs.
final class UsageReports {
  private UsageReports() {}

  /// OpenAI's usage reports, as JSON or as a table of buckets. A bucket that stands in both is one.
  static final class OpenAiUsage extends PlainDialect {
    private static final List<String> BUCKET =
        List.of(
            "start_time",
            "project_id",
            "user_id",
            "api_key_id",
            "model",
            "batch",
            "service_tier",
            "input_tokens",
            "output_tokens");

    OpenAiUsage(FieldMap fields) {
      super(fields);
    }

    @Override
    public boolean claims(Fields record) {
      boolean emptyRow =
          record.has("start_time_iso") && record.has("end_time_iso") && record.names().size() == 4;
      return emptyRow || super.claims(record);
    }

    @Override
    public void read(Fields record, Sink sink) {
      if (record.has("data") || record.has("num_model_requests")) {
        super.read(record, sink);
      } else {
        sink.leave("empty_bucket");
      }
    }

    @Override
    CallRow row(Fields part) {
      return super.row(part)
          .bucket(
              BUCKET.stream()
                  .map(name -> part.text(name).toLowerCase(Locale.ROOT))
                  .collect(Collectors.joining("\n")));
    }
  }

  /// Reports of costs: Anthropic's Admin API (in cents) and Console, OpenAI, GitHub. The purpose of
  /// each amount takes the place of a task; there are no tokens.
  static final class Costs extends PlainDialect {
    private static final Pattern LINE_ITEM = Pattern.compile("(.+), ([^,]+)");

    private static final List<String> AMOUNTS =
        List.of("amount", "cost_usd", "usage_date_utc", "net_amount", "spendCents");

    /// In cents, of all pages of an input.
    private BigDecimal discount = BigDecimal.ZERO;

    Costs(FieldMap fields) {
      super(fields);
    }

    /// Pages of the Analytics API, and spending of the members of a team.
    @Override
    public boolean claims(Fields record) {
      return !analytics(record).isEmpty() || super.claims(record);
    }

    @Override
    public boolean isForeign(Fields record) {
      return !claims(record)
          && AMOUNTS.stream().noneMatch(record::has)
          && fields().parts(record, _ -> {}).equals(List.of(record));
    }

    private static List<Fields> analytics(Fields record) {
      return record.list("data").stream()
          .filter(part -> part.has("cost.amount") && part.has("group"))
          .toList();
    }

    @Override
    public void read(Fields record, Sink sink) {
      if (record.has("end_time_iso") && !record.has("amount_value")) {
        sink.leave("empty_bucket");
        return;
      }
      var parts = new ArrayList<>(analytics(record));
      for (var member : record.list("teamMemberSpend")) {
        parts.add(member.with("date", record.text("subscriptionCycleStart")));
      }
      if (parts.isEmpty()) {
        super.read(record, sink);
      }
      sink.each(parts, part -> sink.call(row(part)));
      for (var part : parts) {
        String listed = part.text("cost.list_amount");
        if (CallRow.isAmount(listed)) {
          discount = discount.add(new BigDecimal(listed)).subtract(amount(part));
        }
      }
    }

    private static BigDecimal amount(Fields part) {
      String amount = part.text("cost.amount");
      return CallRow.isAmount(amount) ? new BigDecimal(amount) : BigDecimal.ZERO;
    }

    @Override
    public void end(Sink sink) {
      if (discount.signum() != 0) {
        sink.assume(
            "what was billed is after discounts of $"
                + discount.movePointLeft(2).stripTrailingZeros().toPlainString());
      }
      discount = BigDecimal.ZERO;
    }

    @Override
    CallRow row(Fields part) {
      var call = super.row(part).with("input_tokens", 0);
      if (part.has("usage_date_utc")) {
        return call.billed(part.text("cost_usd"), 0)
            .with("report", "the cost table of the Console");
      }
      if (part.has("net_amount")) {
        return call.billed(part.text("net_amount"), 0);
      }
      if (part.has("spendCents")) {
        return call.billed(part.text("spendCents"), 2);
      }
      if (part.has("group")) {
        return call.billed(part.text("cost.amount"), 2).with("report", "the Analytics API");
      }
      if (part.has("amount_value")) { // a table of OpenAI
        return itemized(call.billed(part.text("amount_value"), 0), part.text("line_item"));
      }
      return part.at("amount").isEmpty()
          ? call.billed(part.text("amount"), 2).with("report", "the cost report of the API")
          : itemized(call.billed(part.text("amount.value"), 0), part.text("line_item"));
    }

    private static CallRow itemized(CallRow call, String lineItem) {
      var parts = LINE_ITEM.matcher(lineItem);
      return parts.matches()
          ? call.model(parts.group(1)).with("task", parts.group(2))
          : call.with("task", lineItem);
    }
  }

  /// Tables with a row for each kind of tokens, whatever their columns and kinds are called:
  /// `metric,value` with `prompt_tokens`, `type,tokens` with `cached input`.
  static final class TokenTypes extends PlainDialect {
    private static final String KIND = "token_type";
    private static final String OTHER = "other";
    private static final List<String> KINDS =
        List.of("metric", "metric_name", "type", "kind", "category");

    private static final List<String> NUMBERS =
        List.of("tokens", "token_count", "value", "count", "amount", "quantity", "sum");

    private static final Map<Column, String> WORDS =
        Map.of(
            Column.INPUT_TOKENS, "input",
            Column.OUTPUT_TOKENS, "output",
            Column.CACHE_READ_TOKENS, "cache_read",
            Column.CACHE_WRITE_TOKENS, "cache_write");

    TokenTypes(FieldMap fields) {
      super(fields);
    }

    /// Whether columns of these names may be such a table.
    static boolean mayBe(List<String> names) {
      return names.stream().anyMatch(KINDS::contains) && names.stream().anyMatch(NUMBERS::contains);
    }

    @Override
    public boolean claims(Fields record) {
      var named = named(record);
      return super.claims(named) && !named.text(KIND).equals(OTHER);
    }

    @Override
    public boolean isForeign(Fields record) {
      return super.isForeign(named(record));
    }

    @Override
    public void read(Fields record, Sink sink) {
      super.read(named(record), sink);
    }

    /// A record under the names of the format.
    private static Fields named(Fields record) {
      if (record.has(KIND)) {
        return record;
      }
      var kinds = KINDS.stream().map(record::text).filter(kind -> !kind.isEmpty()).toList();
      var number = NUMBERS.stream().filter(record::has).findFirst();
      if (kinds.isEmpty() || number.isEmpty() || hasOwnCounts(record)) {
        return record;
      }
      boolean isOther = kinds.stream().allMatch(TokenTypes::isOther);
      String kind =
          kinds.stream()
              .flatMap(name -> word(name).stream())
              .findFirst()
              .orElse(isOther ? OTHER : kinds.getFirst());
      return record.with(KIND, kind).with("tokens", record.text(number.get()));
    }

    /// Whether each row of a table counts its input or output in a column.
    private static boolean hasOwnCounts(Fields record) {
      return record.present().keySet().stream()
          .filter(name -> !NUMBERS.contains(name))
          .flatMap(name -> Vocabulary.builtIn().columns(name).stream())
          .anyMatch(WORDS::containsKey);
    }

    /// Whether a kind is no kind of tokens, such as `requests` or `cost`, or the sum of all.
    private static boolean isOther(String kind) {
      var columns = columns(kind);
      return columns.isEmpty()
          || columns.contains(Column.CALLS)
          || columns.contains(Column.TOTAL_TOKENS);
    }

    /// The word of the format for a kind.
    private static Optional<String> word(String kind) {
      return columns(kind).stream()
          .flatMap(column -> Optional.ofNullable(WORDS.get(column)).stream())
          .findFirst();
    }

    private static Set<Column> columns(String kind) {
      String name = kind.toLowerCase(Locale.ROOT);
      return Vocabulary.builtIn().columns(name.contains("token") ? name : name + " tokens");
    }
  }
}
