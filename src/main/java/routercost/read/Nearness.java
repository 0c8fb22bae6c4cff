package routercost.read;

import java.util.Locale;

/// Whether one name may be a slip of the pen for another.
final class Nearness {
  private static final int LONGEST = 64;

  private Nearness() {}

  /// Whether a few letters inserted, left out, replaced or exchanged make one of the other.
  static boolean isNear(String written, String name) {
    return Math.max(written.length(), name.length()) <= LONGEST
        && distance(written.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT))
            <= Math.max(1, written.length() / 4);
  }

  /// The edit distance in which two neighbours exchanged are one slip.
  private static int distance(String one, String other) {
    var edits = new int[one.length() + 1][other.length() + 1];
    for (int i = 0; i <= one.length(); i++) {
      for (int j = 0; j <= other.length(); j++) {
        edits[i][j] = i == 0 || j == 0 ? i + j : cheapest(edits, one, other, i, j);
      }
    }
    return edits[one.length()][other.length()];
  }

  private static int cheapest(int[][] edits, String one, String other, int i, int j) {
    int replaced = edits[i - 1][j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
    int least = Math.min(replaced, Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
    boolean exchanged =
        i > 1
            && j > 1
            && one.charAt(i - 1) == other.charAt(j - 2)
            && one.charAt(i - 2) == other.charAt(j - 1);
    return exchanged ? Math.min(least, edits[i - 2][j - 2] + 1) : least;
  }
}
