package routercost.whatif.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The rules of the articles, as data.
public record RoutingRules(List<RoutingRule> rules) {
  public RoutingRules {
    rules = List.copyOf(rules);
  }

  /// The rule about tasks of this name: the one whose pattern says most, and of equal ones the
  /// first. Empty if no rule is about it.
  public Optional<RoutingRule> of(String task) {
    var name = TaskName.of(task);
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

  /// The words of a task's name: `classify_ticket`, `ClassifyTicket` and `Classify ticket` are two
  /// words, `classify` and `ticket`.
  record TaskName(List<String> words) {
    TaskName {
      words = List.copyOf(words);
    }

    static TaskName of(String task) {
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
      return new TaskName(words);
    }

    private static void add(StringBuilder word, List<String> words) {
      if (!word.isEmpty()) {
        words.add(word.toString().toLowerCase(Locale.ROOT));
        word.setLength(0);
      }
    }
  }

  /// Names of tasks: those that have all of these words, in any order.
  ///
  /// @param words in lower case; one that ends in `*` stands for all that begin so
  public record TaskPattern(List<String> words) {
    public TaskPattern {
      if (words.isEmpty()) {
        throw new IllegalArgumentException("a pattern without words");
      }
      words = List.copyOf(words);
    }

    boolean matches(TaskName name) {
      for (var word : words) {
        if (!occurs(word, name)) {
          return false;
        }
      }
      return true;
    }

    private static boolean occurs(String word, TaskName name) {
      boolean open = word.endsWith("*");
      for (var one : name.words()) {
        if (open ? one.regionMatches(0, word, 0, word.length() - 1) : one.equals(word)) {
          return true;
        }
      }
      return false;
    }

    /// How much it says: of two patterns that match, the one that says more decides.
    int weight() {
      int letters = 0;
      for (var word : words) {
        letters += word.length();
      }
      return (words.size() * 1000) + letters;
    }
  }

  /// What the articles say of one kind of task.
  ///
  /// @param id the rule, `R10`
  /// @param article that it comes from, `002`
  /// @param patterns of the names of such tasks
  /// @param tiers that will do, the lightest first; more than one where either will do
  /// @param reason why these tiers do
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

    /// The lightest tier that will do.
    public Tier lowest() {
      return tiers.getFirst();
    }

    /// The highest tier that has to be: a task above it moves there.
    public Tier highest() {
      return tiers.getLast();
    }

    /// How well it fits; 0 if it is not about such tasks.
    int weight(TaskName name) {
      int most = 0;
      for (var pattern : patterns) {
        if (pattern.matches(name)) {
          most = Math.max(most, pattern.weight());
        }
      }
      return most;
    }
  }
}
