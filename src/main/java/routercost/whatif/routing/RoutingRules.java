package routercost.whatif.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import routercost.price.Suggestions;

/// The routing rules of the articles, in their order.
public record RoutingRules(List<RoutingRule> rules) {
  /// A word of so few letters is near to too many others.
  private static final int LETTERS = 4;

  private static final Set<String> JOINING = Set.of("and", "then");

  public RoutingRules {
    rules = List.copyOf(rules);
  }

  /// The rule for tasks of this name. A pattern that explains more words of the name overrides
  /// those that explain only some of the same words; of the others, the one with the highest tier
  /// holds, so that no task is sent below what a rule asks for. Of a task that does one thing *and*
  /// another, each is looked up by itself. Empty if no rule fits.
  public Optional<RoutingRule> of(String task) {
    var name = words(task);
    Optional<RoutingRule> highest = Optional.empty();
    int from = 0;
    for (int i = 0; i <= name.size(); i++) {
      if (i == name.size() || JOINING.contains(name.get(i))) {
        var part = of(name.subList(from, i));
        if (highest.isEmpty() || part.filter(highest.get()::isBelow).isPresent()) {
          highest = part;
        }
        from = i + 1;
      }
    }
    return highest;
  }

  private Optional<RoutingRule> of(List<String> name) {
    var fits = fits(name);
    Optional<Fit> best = Optional.empty();
    for (var fit : fits) {
      if (!isOverridden(fit, fits) && (best.isEmpty() || fit.outranks(best.get()))) {
        best = Optional.of(fit);
      }
    }
    return best.map(Fit::rule);
  }

  /// A pattern that fits a name.
  ///
  /// @param words the words that it explains, one bit for each
  private record Fit(RoutingRule rule, long words) {
    boolean outranks(Fit other) {
      return other.rule.isBelow(rule)
          || (!rule.isBelow(other.rule) && Long.bitCount(words) > Long.bitCount(other.words));
    }
  }

  private List<Fit> fits(List<String> name) {
    var fits = new ArrayList<Fit>();
    for (var rule : rules) {
      for (var pattern : rule.patterns()) {
        long words = pattern.explained(name);
        if (words != 0) {
          fits.add(new Fit(rule, words));
        }
      }
    }
    return fits;
  }

  private static boolean isOverridden(Fit fit, List<Fit> fits) {
    for (var other : fits) {
      if (other.words != fit.words && (fit.words & ~other.words) == 0) {
        return true;
      }
    }
    return false;
  }

  /// The name that a task without a rule may be a misspelling of: some rule is for it.
  Optional<String> respelt(String task) {
    var known =
        rules.stream()
            .flatMap(rule -> rule.patterns().stream())
            .flatMap(pattern -> pattern.words().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    var words = words(task);
    for (int i = 0; i < words.size(); i++) {
      var meant = new ArrayList<>(words);
      meant.set(i, respelt(words.get(i), known));
      var name = String.join("_", meant);
      if (of(name).isPresent()) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }

  /// The word of a pattern that misses or swaps one letter in `word`, which keeps its ending where
  /// the pattern leaves it open.
  private static String respelt(String word, Set<String> known) {
    for (var pattern : known) {
      boolean isOpen = pattern.endsWith("*");
      var base = isOpen ? pattern.substring(0, pattern.length() - 1) : pattern;
      int last = isOpen ? Math.min(word.length(), base.length() + 1) : word.length();
      int first = isOpen ? Math.max(1, base.length() - 1) : last;
      for (int end = last; end >= first; end--) {
        if (base.length() > LETTERS && Suggestions.distance(word.substring(0, end), base) == 1) {
          return base + word.substring(end);
        }
      }
    }
    return word;
  }

  /// The words of a task's name in lower case: `classify_ticket`, `ClassifyTicket` and `Classify
  /// ticket` are two words, `classify` and `ticket`; `SEOMeta` is `seo` and `meta`.
  static List<String> words(String task) {
    var words = new ArrayList<String>();
    var word = new StringBuilder();
    for (int i = 0; i < task.length(); i++) {
      char letter = task.charAt(i);
      if (!Character.isLetterOrDigit(letter) || beginsWord(task, i)) {
        add(word, words);
      }
      if (Character.isLetterOrDigit(letter)) {
        word.append(letter);
      }
    }
    add(word, words);
    return words;
  }

  /// Whether a capital begins a word: after a small letter, or before two of them (`FAQs` is one
  /// word).
  private static boolean beginsWord(String task, int at) {
    return at > 0
        && Character.isUpperCase(task.charAt(at))
        && (Character.isLowerCase(task.charAt(at - 1))
            || (at + 2 < task.length()
                && Character.isLowerCase(task.charAt(at + 1))
                && Character.isLowerCase(task.charAt(at + 2))));
  }

  private static void add(StringBuilder word, List<String> words) {
    if (!word.isEmpty()) {
      words.add(word.toString().toLowerCase(Locale.ROOT));
      word.setLength(0);
    }
  }

  /// A pattern of task names: all of these words, in any order.
  ///
  /// @param words in lower case, each for its plural and its verb forms too; `*` at the end of one
  ///     stands for any letters
  /// @param isWholeName whether the name has no other words
  public record TaskPattern(List<String> words, boolean isWholeName) {
    private static final Set<String> ENDINGS =
        Set.of("", "s", "es", "ed", "ing", "ings", "er", "ers");
    private static final Set<String> ENDINGS_AFTER_E = Set.of("", "s", "d", "r", "rs");
    private static final Set<String> ENDINGS_FOR_Y = Set.of("ies", "ied", "ier", "iers");

    public TaskPattern {
      if (words.isEmpty()) {
        throw new IllegalArgumentException("a pattern without words");
      }
      words = List.copyOf(words);
    }

    /// The pattern of a rule: `code review`, `classif*`, `=email` for the whole name.
    public static TaskPattern of(String text) {
      boolean whole = text.startsWith("=");
      return new TaskPattern(List.of(text.substring(whole ? 1 : 0).split(" ", -1)), whole);
    }

    /// The words of a name that this pattern explains, one bit for each of the first 64; 0 if it
    /// does not fit. Words may be written as one: `moodboard` is a `mood board`, `tag line` a
    /// `tagline`.
    long explained(List<String> name) {
      if (!begins(words.getFirst(), name)) {
        return 0; // most do not fit, and tasks may be many
      }
      long explained = words.size() > 1 && !isWholeName ? places(String.join("", words), name) : 0;
      if (explained != 0) {
        return explained;
      }
      for (String word : words) {
        long places = places(word, name);
        if (places == 0) {
          return 0;
        }
        explained |= places;
      }
      return isWholeName && Long.bitCount(explained) < name.size() ? 0 : explained;
    }

    /// Whether a word of a name has the first letter of `base`.
    private static boolean begins(String base, List<String> name) {
      for (String word : name) {
        if (word.charAt(0) == base.charAt(0)) {
          return true;
        }
      }
      return false;
    }

    private static long places(String base, List<String> name) {
      long places = 0;
      for (int i = 0; i < Math.min(name.size(), Long.SIZE); i++) {
        String word = name.get(i);
        if (word.charAt(0) != base.charAt(0)) {
          continue;
        }
        if (isForm(word, base)) {
          places |= 1L << i;
        } else if (i + 1 < name.size()
            && word.length() < base.length()
            && isForm(word + name.get(i + 1), base)) {
          places |= 3L << i;
        }
      }
      return places;
    }

    private static boolean isForm(String word, String base) {
      int last = base.length() - 1;
      if (!word.regionMatches(0, base, 0, last)) {
        return false;
      }
      String end = word.substring(last);
      char letter = base.charAt(last);
      if (letter == '*') {
        return true;
      }
      if (end.isEmpty() || end.charAt(0) != letter) {
        return letter == 'e' ? end.startsWith("ing") : letter == 'y' && ENDINGS_FOR_Y.contains(end);
      }
      end = end.substring(1);
      return (letter == 'e' ? ENDINGS_AFTER_E : ENDINGS).contains(end)
          || (end.length() > 2 && end.charAt(0) == letter && ENDINGS.contains(end.substring(1)));
    }
  }

  /// The advice of an article for one kind of task.
  ///
  /// @param id the rule, `R10`
  /// @param article its source, `002`
  /// @param patterns of the names of such tasks
  /// @param tiers the sufficient tiers, the lightest first
  /// @param reason why these tiers suffice
  /// @param unless what would make the rule wrong
  public record RoutingRule(
      String id,
      String article,
      List<TaskPattern> patterns,
      List<Tier> tiers,
      String reason,
      String unless) {
    public RoutingRule {
      patterns = List.copyOf(patterns);
      tiers = tiers.stream().sorted().toList();
      if (tiers.isEmpty()) {
        throw new IllegalArgumentException("a rule without a tier");
      }
    }

    /// The lightest sufficient tier.
    public Tier lowest() {
      return tiers.getFirst();
    }

    /// Whether `other` asks for a higher tier, or for one of which this one is the higher of two.
    boolean isBelow(RoutingRule other) {
      return other.highest().isAbove(highest())
          || (other.highest() == highest() && other.lowest().isAbove(lowest()));
    }

    /// The highest tier needed: a task above it moves there.
    public Tier highest() {
      return tiers.getLast();
    }
  }
}
