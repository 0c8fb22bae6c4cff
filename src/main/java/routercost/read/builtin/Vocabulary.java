package routercost.read.builtin;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What the columns of call logs are called: the built-in table columns.yaml, looked up by header
/// or path.
public final class Vocabulary {
  private static final Pattern PARENTHESIS = Pattern.compile("\\(([^)]*)\\)\\s*$");

  /// Words of thousands, and of millions, in a header of numbers.
  private static final Pattern MULTIPLE =
      Pattern.compile(
          "(?<![A-Za-z/])(?i:(?:in )?(?:k|tsd|kilo|thousands?|(m|mio|mega|millions?))(tok(?:en)?s?)?)"
              + "(?![A-Za-z])|(?<=\\p{Ll})(?:K|(M))$");

  /// The path of what all steps of an answer of the AI SDK used; its `usage` is of the last.
  public static final String ALL_STEPS = "totalUsage.";

  private static final Pattern INPUT_DETAILS =
      Pattern.compile("(?i)(?:input|prompt)_?(?:tokens?_?)?details");

  /// How queries name sums.
  private static final List<String> SUMS = List.of("sum", "total");

  /// Objects of responses whose fields tables name after them, the longer first.
  private static final List<String> HOLDERS =
      List.of("usage_metadata_", "token_usage_", "response_usage_", "usage_", "llm_", "response_");

  /// Names come from logs, so there may be any number of them.
  private static final int MOST_MULTIPLES = 1000;

  private final Map<String, List<Synonym>> synonyms;
  private final Map<String, Optional<Multiple>> multiples = new ConcurrentHashMap<>();

  private Vocabulary(Map<String, List<Synonym>> synonyms) {
    this.synonyms = synonyms;
  }

  /// The table that is built in.
  public static Vocabulary builtIn() {
    return Made.VOCABULARY;
  }

  /// Whoever asks first makes the table; whoever asks meanwhile waits for it.
  private static final class Made {
    static final Vocabulary VOCABULARY = new Vocabulary(BuiltIn.found().synonyms());
  }

  /// A header as it is compared: letters and digits only, lower-case, currency signs spelt out.
  public static String normalised(String header) {
    var kept = new StringBuilder(header.length());
    String lower = spelt(header).toLowerCase(Locale.ROOT);
    for (int at = 0; at < lower.length(); ) {
      int point = lower.codePointAt(at);
      at += Character.charCount(point);
      if (Character.isLetterOrDigit(point)) {
        kept.appendCodePoint(point);
      }
    }
    return kept.toString();
  }

  private static String spelt(String header) {
    return header.replace("€", "eur").replace("£", "gbp").replace("₹", "inr");
  }

  /// What `header`, a column header or a dotted path, may stand for; the most exact reading
  /// decides.
  public List<Match> matches(String header) {
    var found = header.indexOf('.') < 0 ? flat(header) : path(header);
    return found.isEmpty() ? worded(header) : found;
  }

  /// What a header stands for by its words, or a path by its last ones.
  private static List<Match> worded(String header) {
    int at = 0;
    for (int ignored = 0; ; ignored++) {
      var found = CountName.synonym(header.substring(at));
      if (found.isPresent() && (ignored == 0 || !found.get().has(Synonym.Note.WEAK))) {
        return List.of(new Match(found.get(), ignored));
      }
      int dot = header.indexOf('.', at);
      if (dot < 0) {
        return List.of();
      }
      at = dot + 1;
    }
  }

  private List<Match> path(String header) {
    List<String> segments = List.of(header.split("\\."));
    int longest = segments.size();
    for (int length = longest; length > 0; length--) {
      String part = String.join(".", segments.subList(longest - length, longest));
      List<Match> found = known(part, longest - length);
      if (!found.isEmpty()) {
        int holder = longest - length - 1;
        return holder >= 0 && INPUT_DETAILS.matcher(segments.get(holder)).matches()
            ? found.stream().map(Match::within).toList()
            : found;
      }
    }
    return List.of();
  }

  /// What a header may stand for that may be a path with underscores: `usage_prompt_tokens`.
  private List<Match> flat(String header) {
    List<Match> found = known(header, 0);
    if (found.isEmpty() && header.indexOf('_') > 0) {
      for (String holder : HOLDERS) {
        if (header.startsWith(holder)) {
          return known(header.substring(holder.length()), 1);
        }
      }
    }
    return found;
  }

  /// The columns that `header` may stand for.
  public Set<Column> columns(String header) {
    return matches(header).stream()
        .map(match -> match.synonym().column())
        .collect(Collectors.toSet());
  }

  /// A synonym found for a header.
  ///
  /// @param ignored how many leading segments of the path had to be ignored
  public record Match(Synonym synonym, int ignored) {
    /// This match of a name among the details of the input, of which cached tokens are a part.
    private Match within() {
      return synonym.column() == Column.CACHE_READ_TOKENS
          ? new Match(synonym.with(Synonym.Note.INCLUDES_CACHE), ignored)
          : this;
    }
  }

  private List<Match> known(String part, int ignored) {
    var known = new ArrayList<Match>();
    for (Synonym synonym : named(part)) {
      if (ignored <= 0 || !synonym.has(Synonym.Note.WEAK)) {
        known.add(new Match(synonym, ignored));
      }
    }
    return known;
  }

  private List<Synonym> named(String part) {
    String name = normalised(part);
    List<Synonym> exact = synonyms.getOrDefault(name, List.of());
    if (!exact.isEmpty()) {
      return exact;
    }
    if (part.startsWith(ALL_STEPS)) {
      return List.of(); // an object, and not a sum of usage
    }
    var cost = costWithUnit(name);
    if (cost.isPresent()) {
      return List.of(cost.get());
    }
    var sums = summed(name);
    if (!sums.isEmpty()) {
      return sums;
    }
    return part.endsWith(")") && CountName.synonym(part).isPresent()
        ? List.of()
        : withoutParenthesis(part);
  }

  /// What a query may have called the sum of: `sum(prompt_tokens)`, `total_cached_tokens`.
  private List<Synonym> summed(String name) {
    for (String word : SUMS) {
      boolean isFirst = name.startsWith(word);
      if (isFirst || name.endsWith(word)) {
        int length = name.length() - word.length();
        String of = isFirst ? name.substring(word.length()) : name.substring(0, length);
        return synonyms.getOrDefault(of, List.of()).stream()
            .filter(synonym -> Column.NUMBERS.contains(synonym.column()))
            .filter(synonym -> !synonym.has(Synonym.Note.WEAK))
            .map(Synonym::summed)
            .toList();
      }
    }
    return List.of();
  }

  /// The unit that the name of a cost column says, however the column was found.
  public CostUnit unit(String header) {
    return named(header).stream()
        .filter(synonym -> synonym.column() == Column.COST_USD)
        .map(Synonym::unit)
        .findFirst()
        .or(() -> CostUnit.atEndOf(normalised(header)).map(CostUnit.Suffix::unit))
        .orElse(CostUnit.USD);
  }

  private Optional<Synonym> costWithUnit(String name) {
    return CostUnit.atEndOf(name).flatMap(this::costWithUnit);
  }

  private Optional<Synonym> costWithUnit(CostUnit.Suffix suffix) {
    return synonyms.getOrDefault(suffix.stem(), List.of()).stream()
        .filter(known -> known.column() == Column.COST_USD && known.unit().equals(CostUnit.USD))
        .map(known -> new Synonym(known.column(), known.rank(), known.notes(), suffix.unit()))
        .findFirst();
  }

  /// A header of numbers that count thousands or millions.
  ///
  /// @param name without the word that says so
  /// @param power of ten that one of them is
  public record Multiple(String name, int power) {}

  /// What a header counts thousands or millions of; empty if it does not name such a number. It is
  /// asked of every cell of records of any shape, whose names are few.
  public Optional<Multiple> multiple(String header) {
    Optional<Multiple> known = multiples.get(header);
    if (known == null) {
      known = found(header);
      if (multiples.size() < MOST_MULTIPLES) {
        multiples.put(header, known);
      }
    }
    return known;
  }

  private Optional<Multiple> found(String header) {
    var word = MULTIPLE.matcher(header);
    if (!word.find()) {
      return Optional.empty();
    }
    String tokens = word.group(2) == null ? "" : "tokens";
    String name = header.substring(0, word.start()) + tokens + header.substring(word.end());
    name = name.replace("()", "").replace("[]", "").strip();
    return columns(name).stream().anyMatch(Column.NUMBERS::contains)
        ? Optional.of(new Multiple(name, word.group(1) == null && word.group(3) == null ? 3 : 6))
        : Optional.empty();
  }

  private List<Synonym> withoutParenthesis(String part) {
    if (part.indexOf('(') < 0) {
      return List.of();
    }
    var matcher = PARENTHESIS.matcher(part);
    if (!matcher.find() || MULTIPLE.matcher(matcher.group(1)).matches()) {
      return List.of();
    }
    return synonyms.getOrDefault(normalised(part.substring(0, matcher.start())), List.of());
  }
}
