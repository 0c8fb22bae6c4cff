package routercost.read.cube;

import routercost.read.tally.SavedCube;
import routercost.usage.Place;
import routercost.usage.SafeText;
import routercost.usage.ServiceTier;
import routercost.usage.Status;

/// How texts stand in the cells of a saved cube, and what an empty cell means.
///
/// A spreadsheet would run a text that begins like a formula, so such a text stands after an
/// apostrophe, which is taken off when it is read. Carriage returns, which not every reader keeps
/// apart from other line ends, are escaped, and a text with one begins with `'\\`.
public final class CubeCell {
  private static final String ESCAPED = "'\\";

  private CubeCell() {}

  /// A text as it is written.
  public static String written(String text) {
    if (text.indexOf('\r') >= 0 || text.startsWith(ESCAPED)) {
      return ESCAPED + text.replace("\\", "\\\\").replace("\r", "\\r");
    }
    return isGuarded(text, 0) ? "'" + text : text;
  }

  /// A text as it was before it was written.
  public static String read(String cell) {
    if (cell.startsWith(ESCAPED)) {
      return unescaped(cell.substring(ESCAPED.length()));
    }
    return cell.startsWith("'") && isGuarded(cell, 1) ? cell.substring(1) : cell;
  }

  private static String unescaped(String text) {
    var plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      boolean escape = text.charAt(i) == '\\' && i + 1 < text.length();
      if (escape) {
        i++;
      }
      plain.append(escape && text.charAt(i) == 'r' ? '\r' : text.charAt(i));
    }
    return plain.toString();
  }

  /// Whether what begins at `at` stands after an apostrophe in a file: what looks like a formula,
  /// and what looks like one that already does.
  private static boolean isGuarded(String text, int at) {
    int past = at;
    while (past < text.length() && text.charAt(past) == '\'') {
      past++;
    }
    return past < text.length() && SafeText.startsFormula(text.charAt(past));
  }

  /// What a cell of this column means when it is empty.
  static String ofColumn(String name) {
    return switch (name) {
      case CubeColumn.PART -> SavedCube.Part.USED.id();
      case CubeColumn.SERVICE -> ServiceTier.STANDARD.id();
      case CubeColumn.BAND -> "0";
      case CubeColumn.PLACE -> Place.GLOBAL.id();
      case CubeColumn.STATUS -> Status.OK.id();
      default -> "";
    };
  }
}
