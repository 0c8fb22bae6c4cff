package routercost.cli.explore;

import java.io.IOError;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.Signals;
import routercost.cli.console.Environment;
import routercost.read.text.ConfigurationProblem;

/// A terminal that shows one screen and takes single keys. However a run ends, also by a signal
/// or a fault of ours, it is left as it was.
public final class FullScreen implements AutoCloseable {
  private static final String OPEN = "\u001b[?1049h\u001b[?25l\u001b[2J";
  private static final String CLOSE = "\u001b[0m\u001b[?25h\u001b[?1049l";
  private static final int USUAL_WIDTH = 80;
  private static final int USUAL_HEIGHT = 24;

  /// So long it waits for a key before it looks whether something else has changed.
  private static final long PATIENCE = 150;

  private final Terminal terminal;
  private final PrintStream out;
  private final Attributes before;
  private final KeyReader keys;
  private final Thread restoration = new Thread(this::restore);
  private List<String> drawn = List.of();
  private volatile boolean resized;
  private boolean open = true;

  private FullScreen(Terminal terminal, PrintStream out) {
    this.terminal = terminal;
    this.out = out;
    this.before = terminal.getAttributes();
    this.keys = new KeyReader(terminal.reader());
  }

  /// Refuses to draw where nobody sees it, or on a terminal that cannot move its cursor.
  ///
  /// @param what requires the screen
  /// @param instead what to type where there is none
  public static void require(Environment environment, String what, String instead) {
    Optional<String> reason =
        !environment.inIsTerminal() || !environment.outIsTerminal()
            ? Optional.of("standard input and output are not both a terminal")
            : environment.variable("TERM").filter("dumb"::equals).map(_ -> "TERM is dumb");
    if (reason.isPresent()) {
      throw new ConfigurationProblem(
          "%s requires a terminal for its keys and screen: %s; %s"
              .formatted(what, reason.get(), instead));
    }
  }

  /// Switches the terminal of this process to single keys and another screen.
  ///
  /// @param out the output of this process
  /// @throws IOException if it is not a terminal or cannot be switched
  public static FullScreen open(PrintStream out) throws IOException {
    var screen =
        new FullScreen(
            TerminalBuilder.builder()
                .system(true)
                .provider(TerminalBuilder.PROP_PROVIDER_EXEC)
                .encoding(StandardCharsets.UTF_8)
                .nativeSignals(false)
                .build(),
            out);
    screen.enter();
    return screen;
  }

  private void enter() {
    Runtime.getRuntime().addShutdownHook(restoration);
    var raw = new Attributes(before);
    raw.setLocalFlags(
        EnumSet.of(
            Attributes.LocalFlag.ICANON, Attributes.LocalFlag.ECHO, Attributes.LocalFlag.IEXTEN),
        false);
    raw.setInputFlags(
        EnumSet.of(
            Attributes.InputFlag.IXON, Attributes.InputFlag.ICRNL, Attributes.InputFlag.INLCR),
        false);
    raw.setControlChar(Attributes.ControlChar.VMIN, 1);
    raw.setControlChar(Attributes.ControlChar.VTIME, 0);
    raw.setControlChar(Attributes.ControlChar.VSUSP, 0); // stopped, the screen would stay as it is
    terminal.setAttributes(raw);
    Signals.register("WINCH", () -> resized = true);
    write(OPEN);
  }

  private synchronized void write(String text) {
    if (open) {
      out.print(text);
      out.flush();
    }
  }

  private synchronized void restore() {
    if (open) {
      write(CLOSE);
      open = false;
      try {
        terminal.setAttributes(before);
      } catch (IllegalStateException | IOError _) {
        // at the end of a run JLine may have been faster, and has set them itself
      }
    }
  }

  @Override
  public void close() throws IOException {
    restore();
    terminal.close();
    try {
      Runtime.getRuntime().removeShutdownHook(restoration);
    } catch (IllegalStateException _) {
      // the run is ending, and the terminal is restored
    }
  }

  /// The next key; empty if there is none for a moment.
  Optional<String> key() throws IOException {
    return keys.next(PATIENCE);
  }

  /// Whether a key waits, so that the screen need not be drawn yet.
  boolean hasKey() throws IOException {
    return keys.hasMore();
  }

  /// Whether the terminal has had another size since it was last drawn on.
  boolean isResized() {
    return resized;
  }

  int width() {
    int columns = terminal.getSize().getColumns();
    return columns > 0 ? columns : USUAL_WIDTH;
  }

  int height() {
    int rows = terminal.getSize().getRows();
    return rows > 0 ? rows : USUAL_HEIGHT;
  }

  /// Asks the terminal to take a text to its clipboard, which works over ssh, too.
  void copy(String text) {
    var bytes = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    write("\u001b]52;c;" + bytes + "\u0007");
  }

  /// Shows these lines, of which only those are sent that are others than before.
  void draw(List<String> lines) {
    var changes = new StringBuilder();
    if (resized) {
      resized = false;
      drawn = List.of();
      changes.append("\u001b[2J");
    }
    for (int i = 0; i < lines.size(); i++) {
      if (i >= drawn.size() || !drawn.get(i).equals(lines.get(i))) {
        changes.append("\u001b[").append(i + 1).append(";1H\u001b[0m");
        changes.append(lines.get(i)).append("\u001b[0m\u001b[K");
      }
    }
    if (drawn.size() > lines.size()) {
      changes.append("\u001b[").append(lines.size() + 1).append(";1H\u001b[J");
    }
    drawn = List.copyOf(lines);
    write(changes.toString());
  }
}
