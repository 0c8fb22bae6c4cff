package routercost.report.layout;

import java.util.ArrayList;
import java.util.List;

/// Breaks sentences into lines between words.
public final class Wrapped {
  private Wrapped() {}

  /// The lines of `text`, none wider than `width` unless a single word is.
  public static List<String> lines(String text, int width) {
    var lines = new ArrayList<String>();
    var line = new StringBuilder();
    int taken = 0;
    for (var word : text.split(" ", -1)) {
      int columns = TextWidth.of(word);
      if (!line.isEmpty() && taken + 1 + columns > width) {
        lines.add(line.toString());
        line.setLength(0);
        taken = 0;
      }
      taken += columns + (line.isEmpty() ? 0 : 1);
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
