package routercost.whatif.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The routing rules of the articles, in their order.
public record RoutingRules(List<RoutingRule> rules) {
  public RoutingRules {
    rules = List.copyOf(rules);
  }

  /// The rule for tasks of this name: the one whose matching pattern weighs most, of equal ones
  /// the first. Empty if no rule matches.
  public Optional<RoutingRule> of(String task) {
    var name = words(task);
    Optional<RoutingRule> best = Optional.empty();
    int most = 0;
    for (var rule : rules) {
      int weight = rule.weight(name);
      if (weight > most) {
        best = Optional.of(rule);
        most = weight;
      }
    }
    return best;
  }

  /// The words of a task's name in lower case: `classify_ticket`, `ClassifyTicket` and `Classify
  /// ticket` are two words, `classify` and `ticket`.
  static List<String> words(String task) {
    var words = new ArrayList<String>();
    var word = new StringBuilder();
    for (int i = 0; i < task.length(); i++) {
      char letter = task.charAt(i);
      boolean begins =
          Character.isUpperCase(letter) && i > 0 && Character.isLowerCase(task.charAt(i - 1));
      if (begins || !Character.isLetterOrDigit(letter)) {
        add(word, words);
      }
      if (Character.isLetterOrDigit(letter)) {
        word.append(letter);
      }
    }
    add(word, words);
    return words;
  }

  private static void add(StringBuilder word, List<String> words) {
    if (!word.isEmpty()) {
      words.add(word.toString().toLowerCase(Locale.ROOT));
      word.setLength(0);
    }
  }

  /// A pattern of task names: all of these words, in any order.
  ///
  /// @param words in lower case; `*` at the end of one stands for any letters
  public record TaskPattern(List<String> words) {
    public TaskPattern {
      if (words.isEmpty()) {
        throw new IllegalArgumentException("a pattern without words");
      }
      words = List.copyOf(words);
    }

    boolean matches(List<String> name) {
      for (String word : words) {
        if (!occurs(word, name)) {
          return false;
        }
      }
      return true;
    }

    private static boolean occurs(String word, List<String> name) {
      int stem = word.length() - 1;
      if (word.charAt(stem) != '*') {
        return name.contains(word);
      }
      for (String part : name) {
        if (part.regionMatches(0, word, 0, stem)) {
          return true;
        }
      }
      return false;
    }

    /// The weight of a match: of two patterns that match, the one of more words and letters wins.
    int weight() {
      int weight = words.size() * 1000;
      for (String word : words) {
        weight += word.length();
      }
      return weight;
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

    /// The highest tier needed: a task above it moves there.
    public Tier highest() {
      return tiers.getLast();
    }

    /// The weight of the best pattern that matches; 0 if none does.
    int weight(List<String> name) {
      int most = 0;
      for (var pattern : patterns) {
        if (pattern.weight() > most && pattern.matches(name)) {
          most = pattern.weight();
        }
      }
      return most;
    }
  }
}
