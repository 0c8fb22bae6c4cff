package routercost.read.schema;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import routercost.read.builtin.Column;
import routercost.read.value.AmountParser;
import routercost.read.value.NumberFormat;

/// Columns of a log that look like ones which it lacks.
final class ColumnHints {
  private static final Pattern WORDS = Pattern.compile("(?<=[a-z])(?=[A-Z])|[^A-Za-z0-9]+");
  private static final Pattern MODEL =
      Pattern.compile(
          "(?i).*(?:claude|gpt-|gemini|llama|mistral|qwen|deepseek|grok|sonnet|haiku).*");

  private static final Set<String> NAMES_OF_MODELS = Set.of("model", "engine", "deployment", "llm");
  private static final Set<String> TOKENS =
      Set.of("tok", "toks", "token", "tokens", "tk", "tks", "tkns");
  private static final Set<String> INPUT =
      Set.of("in", "inp", "input", "prompt", "request", "req", "context", "ctx", "sent");
  private static final Set<String> OUTPUT =
      Set.of(
          "out",
          "outp",
          "output",
          "completion",
          "compl",
          "response",
          "resp",
          "generated",
          "gen",
          "answer",
          "reply",
          "received");
  private static final Set<String> OTHER =
      Set.of(
          "cache", "cached", "total", "max", "limit", "cost", "price", "rate", "usd", "per", "id");

  private ColumnHints() {}

  /// The name that looks most like the missing column.
  static Optional<String> of(Column column, Sample sample, Columns columns) {
    var taken = columns.found().values().stream().map(Columns.Found::name).toList();
    return sample.names().stream()
        .filter(name -> !taken.contains(name) && !Vocabulary.countsMultiples(name))
        .filter(name -> isLike(column, name, sample.values(name)))
        .findFirst();
  }

  private static boolean isLike(Column column, String name, List<String> values) {
    List<String> words =
        Stream.of(WORDS.split(name)).map(word -> word.toLowerCase(Locale.ROOT)).toList();
    return switch (column) {
      case MODEL ->
          words.stream().anyMatch(NAMES_OF_MODELS::contains)
              || values.stream()
                  .anyMatch(value -> value.length() < 80 && MODEL.matcher(value).matches());
      case INPUT_TOKENS -> isCount(words, INPUT, values);
      case OUTPUT_TOKENS -> isCount(words, OUTPUT, values);
      default -> false;
    };
  }

  private static boolean isCount(List<String> words, Set<String> kind, List<String> values) {
    boolean named =
        words.stream().anyMatch(kind::contains)
            && words.stream().noneMatch(OTHER::contains)
            && ((words.size() == 1 && !values.isEmpty())
                || words.stream().anyMatch(TOKENS::contains));
    return named
        && (values.isEmpty() || values.stream().anyMatch(value -> !value.isEmpty()))
        && values.stream()
            .allMatch(
                value ->
                    value.isEmpty()
                        || Stream.of(NumberFormat.values())
                            .anyMatch(format -> AmountParser.of(value, format).isPresent()));
  }
}
