package routercost.report.layout;

import java.util.ArrayList;
import java.util.List;
import routercost.usage.SafeText;

/// The difference of two texts in one place, in the unified form that `patch` reads.
public final class LineDiff {
  private static final int CONTEXT = 3;

  private LineDiff() {}

  /// The difference between `before` and `after`, which begin and end alike.
  public static String of(String path, List<String> before, List<String> after) {
    int start = 0;
    while (start < before.size()
        && start < after.size()
        && before.get(start).equals(after.get(start))) {
      start++;
    }
    int tail = 0;
    while (tail < before.size() - start
        && tail < after.size() - start
        && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
      tail++;
    }
    int from = Math.max(0, start - CONTEXT);
    int rest = Math.min(tail, CONTEXT);
    var lines = new ArrayList<String>();
    before.subList(from, start).forEach(line -> lines.add(" " + line));
    before.subList(start, before.size() - tail).forEach(line -> lines.add("-" + line));
    after.subList(start, after.size() - tail).forEach(line -> lines.add("+" + line));
    after
        .subList(after.size() - tail, after.size() - tail + rest)
        .forEach(line -> lines.add(" " + line));
    var head =
        "--- a/%s\n+++ b/%s\n@@ -%d,%d +%d,%d @@\n"
            .formatted(
                SafeText.of(path),
                SafeText.of(path),
                from + 1,
                before.size() - tail + rest - from,
                from + 1,
                after.size() - tail + rest - from);
    return head + String.join("\n", lines.stream().map(SafeText::of).toList()) + "\n";
  }
}
