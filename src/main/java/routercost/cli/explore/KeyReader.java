package routercost.cli.explore;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jline.utils.NonBlockingReader;

/// A reader of keys from a terminal in raw mode, one at a time.
final class KeyReader {
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

  private final NonBlockingReader reader;

  /// A key that came at once after `Esc`, and is one of its own.
  private Optional<String> next = Optional.empty();

  KeyReader(NonBlockingReader reader) {
    this.reader = reader;
  }

  /// The next key; empty if there is none for a while.
  ///
  /// @param patience in milliseconds
  Optional<String> next(long patience) throws IOException {
    var kept = next;
    next = Optional.empty();
    return kept.isPresent() ? kept : key(reader.read(patience));
  }

  private Optional<String> key(int read) throws IOException {
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

  /// `Esc`, or the key that a sequence stands for.
  private String sequence() throws IOException {
    int first = reader.read(REST);
    if (first != '[' && first != 'O') {
      next = first < 0 ? Optional.empty() : key(first);
      return ExplorerKeys.ESCAPE;
    }
    var sequence = new StringBuilder().append((char) first);
    int read;
    do {
      read = reader.read(REST);
      if (read >= 0) {
        sequence.append((char) read);
      }
    } while (read >= 0 && read < '@');
    return SEQUENCES.getOrDefault(sequence.toString(), "Unknown");
  }

  /// Whether a key waits, so that the screen need not be drawn yet.
  boolean hasMore() throws IOException {
    return next.isPresent() || reader.peek(1) >= 0;
  }
}
