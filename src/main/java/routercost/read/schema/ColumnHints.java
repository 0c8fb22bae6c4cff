package routercost.read.schema;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import routercost.read.builtin.Column;
import routercost.read.builtin.Vocabulary;
import routercost.read.value.AmountParser;
import routercost.read.value.NumberFormat;
import routercost.usage.SafeText;

/// Columns of a log that look like ones which it lacks, or like ones that are not read.
public final class ColumnHints {
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
          "cache", "cached", "total", "max", "limit", "cost", "price", "rate", "usd", "per", "id",
          "avg", "average", "mean", "median", "min", "p50", "p90", "p95", "p99");

  private static final int MODEL_SUFFIX = "model".length();
  private static final Pattern COUNT = Pattern.compile("\\d{1,15}");
  private static final Set<String> READ = Set.of("read", "reads", "hit", "hits", "cached");
  private static final Set<String> WRITTEN =
      Set.of("write", "writes", "written", "creation", "creations", "created", "create");
  private static final Set<String> NO_TOKENS =
      Set.of("rate", "ratio", "cost", "price", "usd", "ttl", "id", "saved", "savings", "pct", "ms");

  private ColumnHints() {}

  /// A warning of a column that seems to count tokens, and is not read.
  public static Optional<String> unread(Sample sample, Columns columns) {
    for (String name : sample.names()) {
      if (name.length() > MODEL_SUFFIX && name.toLowerCase(Locale.ROOT).endsWith("model")) {
        var count = unreadCount(name, sample, columns);
        if (count.isPresent()) {
          return Optional.of(
              "'%s' and '%s' seem to be of another call in each record, which is not included in any total; to read it, pass --map model=COLUMN and its counts in a run of its own"
                  .formatted(SafeText.cut(name), SafeText.cut(count.get())));
        }
      }
      if (name.toLowerCase(Locale.ROOT).contains("cach") && isUnreadCache(name, sample, columns)) {
        return Optional.of(
            "'%s' seems to count cached tokens, which are not included in any total; if it does, pass --map %s=COLUMN"
                .formatted(
                    SafeText.cut(name),
                    words(name).stream().anyMatch(WRITTEN::contains)
                        ? Column.CACHE_WRITE_TOKENS.id()
                        : Column.CACHE_READ_TOKENS.id()));
      }
    }
    return Optional.empty();
  }

  /// A count that begins as the name of a model does, which is not read: `judge_input_tokens`.
  private static Optional<String> unreadCount(String model, Sample sample, Columns columns) {
    String prefix = model.substring(0, model.length() - MODEL_SUFFIX);
    var vocabulary = Vocabulary.builtIn();
    for (String name : sample.names()) {
      if (name.length() > prefix.length() && name.startsWith(prefix)) {
        var rest = vocabulary.columns(name.substring(prefix.length()));
        boolean isCount = rest.contains(Column.INPUT_TOKENS) || rest.contains(Column.OUTPUT_TOKENS);
        if (isCount && !columns.reads(name) && areCounts(sample.values(name))) {
          return Optional.of(name);
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isUnreadCache(String name, Sample sample, Columns columns) {
    List<String> words = words(name);
    boolean written = words.stream().anyMatch(WRITTEN::contains);
    boolean isKind =
        written
            || words.stream().anyMatch(READ::contains)
            || words.stream().anyMatch(TOKENS::contains);
    boolean isRead =
        written
            ? columns.found().keySet().stream()
                .anyMatch(it -> it != Column.CACHE_READ_TOKENS && Column.CACHE.contains(it))
            : columns.has(Column.CACHE_READ_TOKENS);
    return isKind
        && !isRead
        && words.stream().noneMatch(NO_TOKENS::contains)
        && !columns.reads(name)
        && areCounts(sample.values(name));
  }

  /// Whether values are whole numbers, of which one is no flag.
  private static boolean areCounts(List<String> values) {
    return values.stream().allMatch(value -> value.isEmpty() || COUNT.matcher(value).matches())
        && values.stream().anyMatch(value -> value.length() > 1);
  }

  private static List<String> words(String name) {
    return Stream.of(WORDS.split(name)).map(word -> word.toLowerCase(Locale.ROOT)).toList();
  }

  /// The name that looks most like the missing column.
  static Optional<String> of(Column column, Sample sample, Columns columns) {
    var taken = columns.found().values().stream().map(Columns.Found::name).toList();
    return sample.names().stream()
        .filter(name -> !taken.contains(name) && Vocabulary.builtIn().multiple(name).isEmpty())
        .filter(name -> isLike(column, name, sample.values(name)))
        .findFirst();
  }

  private static boolean isLike(Column column, String name, List<String> values) {
    List<String> words = words(name);
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
