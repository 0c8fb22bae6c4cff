package routercost.cli.explore;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jline.utils.NonBlockingReader;

/// Reads keys from a terminal in raw mode, one at a time.
record KeyReader(NonBlockingReader reader) {
  private static final char ESCAPE = 27;

  /// So long the rest of an escape sequence may take, in milliseconds, also over a slow line.
  private static final long REST = 60;

  private static final int CONTROL_C = 3;
  private static final int CONTROL_D = 4;
  private static final int DELETE = 127;

  /// The ends of the sequences that xterm, the Linux console and tmux send.
  private static final Map<String, String> SEQUENCES =
      Map.ofEntries(
          Map.entry("[A", ExplorerKeys.UP),
          Map.entry("[B", ExplorerKeys.DOWN),
          Map.entry("[C", ExplorerKeys.RIGHT),
          Map.entry("[D", ExplorerKeys.LEFT),
          Map.entry("OA", ExplorerKeys.UP),
          Map.entry("OB", ExplorerKeys.DOWN),
          Map.entry("OC", ExplorerKeys.RIGHT),
          Map.entry("OD", ExplorerKeys.LEFT),
          Map.entry("[H", ExplorerKeys.HOME),
          Map.entry("[F", ExplorerKeys.END),
          Map.entry("OH", ExplorerKeys.HOME),
          Map.entry("OF", ExplorerKeys.END),
          Map.entry("[1~", ExplorerKeys.HOME),
          Map.entry("[4~", ExplorerKeys.END),
          Map.entry("[5~", ExplorerKeys.PAGE_UP),
          Map.entry("[6~", ExplorerKeys.PAGE_DOWN));

  /// The end of input, as when the terminal goes away.
  static final String GONE = "";

  /// The next key; empty if there is none for a while.
  ///
  /// @param patience in milliseconds
  Optional<String> next(long patience) throws IOException {
    int read = reader.read(patience);
    return switch (read) {
      case NonBlockingReader.READ_EXPIRED -> Optional.empty();
      case -1, CONTROL_C, CONTROL_D -> Optional.of(GONE);
      case ESCAPE -> Optional.of(sequence());
      case '\r', '\n' -> Optional.of(ExplorerKeys.ENTER);
      case '\b', DELETE -> Optional.of(ExplorerKeys.BACKSPACE);
      default -> Optional.of(character((char) read));
    };
  }

  private String character(char first) throws IOException {
    if (!Character.isHighSurrogate(first)) {
      return String.valueOf(first);
    }
    int second = reader.read(REST);
    return second < 0 ? String.valueOf(first) : first + String.valueOf((char) second);
  }

  /// `Esc` alone, a key that a sequence stands for, or nothing for one that is not known.
  private String sequence() throws IOException {
    var sequence = new StringBuilder();
    int next = reader.read(REST);
    while (next >= 0) {
      sequence.append((char) next);
      boolean isOpen = sequence.length() == 1 ? next == '[' || next == 'O' : next < '@';
      next = isOpen ? reader.read(REST) : -1;
    }
    return sequence.isEmpty()
        ? ExplorerKeys.ESCAPE
        : SEQUENCES.getOrDefault(sequence.toString(), "Unknown");
  }

  /// Whether a key waits, so that the screen need not be drawn yet.
  boolean hasMore() throws IOException {
    return reader.peek(1) >= 0;
  }
}
