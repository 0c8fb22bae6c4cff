package routercost.read.value;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import routercost.price.Attribute;

/// Texts in place of an id which say that there is none, or that it is a weak one.
public final class PlaceholderId {
  /// Ids that say that there is none. So do zeros alone.
  private static final Set<String> PLACEHOLDERS = placeholders();

  /// The characters that such an id begins with.
  private static final String BEGINNINGS = "0-nNuUfFtTeEmMdDbBrRxX#\\(<[{?–—";

  /// The characters that ids without a value may consist of, such as an id of 36 zeros and hyphens.
  private static final String ZEROS = "0-–—";

  private static final int LONGEST_WORD = 10;
  private static final int LONGEST_ZEROS = 36;

  private static final int LONGEST_COUNTER = 12;
  private static final int SHORTEST_ID = 4;

  private PlaceholderId() {}

  private static Set<String> placeholders() {
    var words = new TreeSet<>(Attribute.NONE);
    words.addAll(
        List.of("na", "false", "true", "no-id", "no_id", "noid", "tbd", "todo", "default"));
    words.addAll(List.of("request_id", "[]", "{}", "x", "xxx"));
    return Collections.unmodifiableSortedSet(words);
  }

  /// Whether an id only says that there is none.
  public static boolean is(String id) {
    if (id.isEmpty() || id.length() > LONGEST_ZEROS) {
      return id.isEmpty();
    }
    int zeros = 0;
    while (zeros < id.length() && ZEROS.indexOf(id.charAt(zeros)) >= 0) {
      zeros++;
    }
    return zeros == id.length()
        || (id.length() <= LONGEST_WORD && PLACEHOLDERS.contains(id.toLowerCase(Locale.ROOT)));
  }

  /// The words that say that there is no id, in lower case; zeros say so as well.
  public static Set<String> words() {
    return PLACEHOLDERS;
  }

  /// Whether an id may be one that only says that there is none, by its length and beginning.
  public static boolean mayBe(byte[] bytes, int from, int to) {
    return bytes[from] < 0
        || (to - from <= LONGEST_WORD
            ? BEGINNINGS.indexOf(bytes[from]) >= 0
            : to - from <= LONGEST_ZEROS && ZEROS.indexOf(bytes[from]) >= 0);
  }

  /// Whether an id only counts: a number, behind a short word if any. Each file, day or restart
  /// gives it again.
  public static boolean isCounter(String id) {
    byte[] utf8 = id.getBytes(StandardCharsets.UTF_8);
    return isCounter(utf8, 0, utf8.length);
  }

  public static boolean isCounter(byte[] bytes, int from, int to) {
    if (to - from > LONGEST_COUNTER) {
      return false;
    }
    boolean counts = false;
    for (int at = from; at < to; at++) {
      boolean isDigit = bytes[at] >= '0' && bytes[at] <= '9';
      if (counts && !isDigit && (bytes[at] < 0 || Character.isLetter(bytes[at]))) {
        return to - from < SHORTEST_ID;
      }
      counts |= isDigit;
    }
    return counts;
  }
}
