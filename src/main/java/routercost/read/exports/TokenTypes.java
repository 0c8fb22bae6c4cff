package routercost.read.exports;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import routercost.read.builtin.Column;
import routercost.read.builtin.Vocabulary;

/// Tables with a row for each kind of tokens, whatever their columns and kinds are called:
/// `metric,value` with `prompt_tokens`, `type,tokens` with `cached input`.
final class TokenTypes extends PlainDialect {
  private static final String KIND = "token_type";
  private static final List<String> KINDS =
      List.of("metric", "metric_name", "type", "kind", "category");

  /// Names of numbers that say of what they are by themselves, and those that do not.
  private static final List<String> TOKENS = List.of("tokens", "token_count");

  private static final List<String> VALUES = List.of("value", "count", "amount", "quantity", "sum");

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
    return names.stream().anyMatch(KINDS::contains)
        && names.stream().anyMatch(name -> TOKENS.contains(name) || VALUES.contains(name));
  }

  @Override
  public boolean claims(Fields record) {
    return super.claims(named(record));
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
    return KINDS.stream()
        .flatMap(name -> word(record, record.text(name)).stream())
        .findFirst()
        .flatMap(
            word ->
                TOKENS.stream().anyMatch(record::has)
                    ? Optional.of(record.with(KIND, word))
                    : VALUES.stream()
                        .filter(record::has)
                        .findFirst()
                        .map(value -> record.with(KIND, word).with("tokens", record.text(value))))
        .orElse(record);
  }

  /// The word of the format for a kind, which has to speak of tokens if the number does not.
  private static Optional<String> word(Fields record, String kind) {
    String name = kind.toLowerCase(Locale.ROOT);
    boolean isOfTokens = name.contains("token");
    if (name.isEmpty() || !(isOfTokens || TOKENS.stream().anyMatch(record::has))) {
      return Optional.empty();
    }
    return Vocabulary.builtIn().columns(isOfTokens ? name : name + " tokens").stream()
        .flatMap(column -> Optional.ofNullable(WORDS.get(column)).stream())
        .findFirst();
  }
}
