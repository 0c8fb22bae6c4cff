package routercost.report.common;

import java.util.ArrayList;
import java.util.List;
import routercost.report.layout.Block;
import routercost.report.layout.Phrases;

/// The last lines of a screen: what is not counted, and what to type next.
public record ScreenEnd(RunMetadata head) {
  /// Stands for the log in a command to type next.
  public static final String LOG = "LOG";

  /// The lines of a screen; other readers have them elsewhere.
  ///
  /// @param unpriced sentences on what has no price
  /// @param next a command without the name of the program, with [#LOG]; empty for none
  public List<Block> blocks(List<String> unpriced, String next) {
    var notes = new ArrayList<String>();
    var ledger = new NotCountedText(head.notCounted()).line();
    if (!ledger.isEmpty()) {
      notes.add(Phrases.capital(ledger) + ".");
    }
    if (!unpriced.isEmpty()) {
      notes.add(
          unpriced.size() == 1
              ? unpriced.getFirst()
              : "%d models without a price: %s".formatted(unpriced.size(), unpriced.getFirst()));
    }
    var more =
        next.isEmpty()
            ? "-v: reasons and assumptions."
            : "Next: router-cost %s (-v: why)".formatted(next.replace(LOG, log()));
    var items = notes.stream().map(text -> new Block.Items.Item("", text)).toList();
    return List.of(
        new Block.OnScreen(new Block.Items(items)),
        new Block.OnScreen(new Block.Paragraph(more))); // whole, to be copied
  }

  private String log() {
    return head.inputs().size() == 1 && !head.inputs().getFirst().path().equals("standard input")
        ? quoted(head.inputs().getFirst().path())
        : LOG;
  }

  /// A word as a shell takes it.
  public static String quoted(String word) {
    return word.matches("[\\w./:@%+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
