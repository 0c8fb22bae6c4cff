package routercost.report.common;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import routercost.report.layout.Block;
import routercost.report.layout.Phrases;
import routercost.report.layout.Role;

/// The last lines of a screen: what is not counted, and what to type next.
public record ScreenEnd(RunMetadata head) {
  /// Stands for the log in a command to type next.
  public static final String LOG = "LOG";

  private static final String DETAILS = "-v: reasons and assumptions.";
  private static final String WHY = " (-v: why)";
  private static final int ONE_LINE = 79;

  /// The lines of a screen; other readers have them elsewhere.
  ///
  /// @param unpriced sentences on what has no price
  public List<Block> blocks(Supplier<List<String>> unpriced) {
    return blocks(unpriced, () -> DETAILS);
  }

  /// The lines of a screen, with a command to type next.
  ///
  /// @param next without the name of the program, with [#LOG]; empty for none
  public List<Block> before(Supplier<List<String>> unpriced, Supplier<String> next) {
    return blocks(unpriced, () -> next(next.get()));
  }

  /// The last line: in one line, or the log is left to whoever types it.
  private String next(String command) {
    var line = "Next: router-cost " + command.replace(LOG, log());
    if (command.isEmpty()) {
      return DETAILS;
    }
    return line.length() > ONE_LINE
        ? "Next: router-cost " + command + WHY
        : line.length() + WHY.length() > ONE_LINE ? line : line + WHY;
  }

  private List<Block> blocks(Supplier<List<String>> unpriced, Supplier<String> last) {
    return List.of(
        new Block.OnScreen(() -> new Block.Items(items(unpriced.get()))),
        new Block.OnScreen(() -> new Block.Paragraph(last.get()))); // whole, to be copied
  }

  private List<Block.Items.Item> items(List<String> unpriced) {
    var notes = new ArrayList<String>();
    var ledger = new NotCountedText(head.notCounted()).line();
    if (!ledger.isEmpty()) {
      notes.add(Phrases.capital(ledger) + ".");
    }
    if (!unpriced.isEmpty()) {
      var first = unpriced.getFirst();
      var gap =
          first
              .replaceFirst("^(.+?) (?:has|have) no price\\b.*", "No price: $1.")
              .replaceFirst("^No price: In the (\\w+): ", "No price in the $1: ");
      int others = unpriced.size() - 1;
      boolean isNamed = others == 0 && !gap.contains("(unknown)") && gap.endsWith(".");
      notes.add(
          isNamed
              ? gap.substring(0, gap.length() - 1) + "; add it with --prices FILE."
              : others == 0 ? gap : gap + " " + others + " more: -v.");
    }
    return notes.stream().map(text -> new Block.Items.Item("!", text, Role.WARNING)).toList();
  }

  private String log() {
    return head.inputs().size() == 1 && !head.inputs().getFirst().isStandardInput()
        ? quoted(head.inputs().getFirst().path())
        : LOG;
  }

  /// A word as a shell takes it.
  public static String quoted(String word) {
    return word.matches("[\\w./:@%+-][\\w./:@%+=,-]*")
        ? word
        : "'" + word.replace("'", "'\\''") + "'";
  }
}
