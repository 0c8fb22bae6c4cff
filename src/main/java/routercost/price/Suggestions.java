package routercost.price;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The search for names that somebody may have meant; for messages only.
public final class Suggestions {
  private static final int LONGEST = 64;
  private static final int SHORTEST = 3;

  private Suggestions() {}

  /// The candidate nearest to `word`, if one is near: at most a third of its letters differ. Of
  /// several those that begin like it come first, then the first of the alphabet.
  public static Optional<String> nearest(String word, Iterable<String> candidates) {
    if (word.length() > LONGEST) {
      return Optional.empty();
    }
    String best = "";
    int bestDistance = Math.max(1, word.length() / 3) + 1;
    int longest = longestCommon(word, candidates);
    for (boolean alike : new boolean[] {true, false}) { // a near one makes most others too far
      if (bestDistance == 1) {
        return Optional.of(best);
      }
      for (var candidate : candidates) {
        int common = common(word, candidate);
        boolean near = Math.abs(candidate.length() - word.length()) <= bestDistance;
        if (near && common == longest == alike) {
          int same = Math.max(0, common - 1); // what exchanges letters needs one
          int distance =
              distance(word.substring(same), candidate.substring(same), bestDistance + 1);
          boolean isFirst = distance == bestDistance && candidate.compareTo(best) < 0;
          if (distance < bestDistance || isFirst) {
            best = candidate;
            bestDistance = distance;
          }
        }
      }
    }
    return best.isEmpty() ? Optional.empty() : Optional.of(best);
  }

  private static int longestCommon(String word, Iterable<String> candidates) {
    int longest = 0;
    for (var candidate : candidates) {
      longest = Math.max(longest, common(word, candidate));
    }
    return longest;
  }

  private static int common(String one, String other) {
    int length = Math.min(one.length(), other.length());
    for (int i = 0; i < length; i++) {
      if (one.charAt(i) != other.charAt(i)) {
        return i;
      }
    }
    return length;
  }

  /// ` (did you mean 'plan'?)` if a candidate is meant by `word`, else nothing; to stand inside a
  /// message.
  public static String hint(String word, Iterable<String> candidates) {
    return meant(word, candidates).map(name -> " (did you mean '" + name + "'?)").orElse("");
  }

  /// The shortest candidate that `word` is the beginning of, else the one that it misspells. A word
  /// of two letters is as near to too many others, and `gpt-9` is not `gpt-5`.
  public static Optional<String> meant(String word, Iterable<String> candidates) {
    if (word.length() < SHORTEST) {
      return Optional.empty();
    }
    var letters = bare(word);
    var digits = digits(word);
    var spelt = new ArrayList<String>();
    var longer = new ArrayList<String>();
    for (var candidate : candidates) {
      if (bare(candidate).startsWith(letters)) {
        longer.add(candidate);
      }
      if (candidate.length() > 1 && digits(candidate).equals(digits)) {
        spelt.add(candidate);
      }
    }
    return shortest(longer)
        .or(() -> nearest(word, spelt))
        .or(() -> containing(letters, candidates));
  }

  /// The shortest candidate that has these letters in it.
  private static Optional<String> containing(String letters, Iterable<String> candidates) {
    var found = new ArrayList<String>();
    for (var candidate : candidates) {
      if (letters.length() > SHORTEST && bare(candidate).contains(letters)) {
        found.add(candidate);
      }
    }
    return shortest(found);
  }

  private static Optional<String> shortest(List<String> names) {
    return names.stream()
        .min(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
  }

  /// A name in lower case, without what stands between its words.
  private static String bare(String name) {
    return name.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "").replace(" ", "");
  }

  private static String digits(String name) {
    var digits = new StringBuilder();
    name.chars().filter(Character::isDigit).forEach(digits::appendCodePoint);
    return digits.toString();
  }

  /// The number of letters to insert, delete, replace, or exchange with their neighbour (the
  /// optimal string alignment distance: Levenshtein 1965, Damerau 1964).
  public static int distance(String one, String other) {
    return distance(one, other, Integer.MAX_VALUE);
  }

  /// The distance, or any number from `enough` on if it is that large: each row follows from the
  /// two before it.
  private static int distance(String one, String other, int enough) {
    var edits = new int[one.length() + 1][other.length() + 1];
    int before = 0;
    for (int i = 0; i <= one.length(); i++) {
      int least = Integer.MAX_VALUE;
      for (int j = 0; j <= other.length(); j++) {
        edits[i][j] = i == 0 || j == 0 ? i + j : cheapest(edits, one, other, i, j);
        least = Math.min(least, edits[i][j]);
      }
      if (before >= enough && least >= enough) {
        return enough;
      }
      before = least;
    }
    return edits[one.length()][other.length()];
  }

  private static int cheapest(int[][] edits, String one, String other, int i, int j) {
    int replaced = edits[i - 1][j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
    int least = Math.min(replaced, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
    boolean exchanged =
        i > 1
            && j > 1
            && one.charAt(i - 1) == other.charAt(j - 2)
            && one.charAt(i - 2) == other.charAt(j - 1);
    return exchanged ? Math.min(least, edits[i - 2][j - 2] + 1) : least;
  }
}
