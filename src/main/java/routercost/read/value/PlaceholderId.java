package routercost.read.value;

import java.util.Locale;
import java.util.Set;

/// Texts in place of an id which say that there is none.
public final class PlaceholderId {
  /// Ids that say that there is none. So do zeros alone.
  private static final Set<String> PLACEHOLDERS =
      Set.of(
          "null",
          "none",
          "nil",
          "n/a",
          "#n/a",
          "na",
          "nan",
          "unknown",
          "undefined",
          "false",
          "true",
          "empty",
          "\\n",
          "(null)",
          "(none)",
          "<null>",
          "<none>",
          "<nil>",
          "n.a.",
          "no-id",
          "no_id",
          "noid",
          "missing",
          "unset",
          "tbd",
          "todo",
          "default",
          "request_id",
          "[]",
          "{}",
          "x",
          "xxx",
          "?");

  /// The characters that such an id begins with.
  private static final String BEGINNINGS = "0-nNuUfFtTeEmMdDrRxX#\\(<[{?–—";

  /// The characters that ids without a value may consist of, such as an id of 36 zeros and hyphens.
  private static final String ZEROS = "0-–—";

  private static final int LONGEST_WORD = 10;
  private static final int LONGEST_ZEROS = 36;

  private PlaceholderId() {}

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

  /// Whether an id may be one that only says that there is none, by its length and beginning.
  public static boolean mayBe(byte[] bytes, int from, int to) {
    return bytes[from] < 0
        || (to - from <= LONGEST_WORD
            ? BEGINNINGS.indexOf(bytes[from]) >= 0
            : to - from <= LONGEST_ZEROS && ZEROS.indexOf(bytes[from]) >= 0);
  }
}
