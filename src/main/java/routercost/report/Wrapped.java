package routercost.report;

import java.util.ArrayList;
import java.util.List;

/// Breaks sentences into lines between words.
public final class Wrapped {
  private Wrapped() {}

  /// The lines of `text`, none wider than `width` unless a single word is.
  public static List<String> lines(String text, int width) {
    var lines = new ArrayList<String>();
    var line = new StringBuilder();
    for (var word : text.split(" ", -1)) {
      if (!line.isEmpty() && TextWidth.of(line.toString()) + 1 + TextWidth.of(word) > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
