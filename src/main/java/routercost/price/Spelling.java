package routercost.price;

import java.util.Optional;

/// Finds what somebody may have meant. For messages only.
public final class Spelling {
  private Spelling() {}

  /// The candidate nearest to `word`, if one is near: at most a third of its letters differ.
  public static Optional<String> nearest(String word, Iterable<String> candidates) {
    Optional<String> best = Optional.empty();
    int bestDistance = Math.max(1, word.length() / 3) + 1;
    for (var candidate : candidates) {
      int distance = distance(word, candidate);
      if (distance < bestDistance) {
        best = Optional.of(candidate);
        bestDistance = distance;
      }
    }
    return best;
  }

  /// ` (did you mean 'plan'?)` if a candidate is near `word`, else nothing; to stand inside a
  /// message.
  public static String hint(String word, Iterable<String> candidates) {
    return nearest(word, candidates).map(near -> " (did you mean '" + near + "'?)").orElse("");
  }

  /// The number of letters to insert, delete or replace (Levenshtein 1965).
  static int distance(String one, String other) {
    var previous = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      previous = nextRow(previous, one.charAt(i - 1), other, i);
    }
    return previous[other.length()];
  }

  private static int[] nextRow(int[] previous, char letter, String other, int i) {
    var row = new int[previous.length];
    row[0] = i;
    for (int j = 1; j < row.length; j++) {
      int replace = previous[j - 1] + (letter == other.charAt(j - 1) ? 0 : 1);
      row[j] = Math.min(replace, 1 + Math.min(previous[j], row[j - 1]));
    }
    return row;
  }
}
