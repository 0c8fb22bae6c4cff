package routercost.whatif.routing;

import java.util.List;

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
