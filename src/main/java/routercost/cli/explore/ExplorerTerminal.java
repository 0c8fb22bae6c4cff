package routercost.cli.explore;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import routercost.cli.explore.ExplorerState.Copy;
import routercost.cli.explore.ExplorerState.Quit;
import routercost.cli.explore.ExplorerState.Request;

/// A terminal while it shows one screen and takes single keys. However the run ends, also by a
/// signal or a fault of ours, the terminal is left as it was.
public final class ExplorerTerminal implements AutoCloseable {
  private static final String OPEN = "\u001b[?1049h\u001b[?25l\u001b[2J";
  private static final String CLOSE = "\u001b[0m\u001b[?25h\u001b[?1049l";
  private static final int USUAL_WIDTH = 80;
  private static final int USUAL_HEIGHT = 24;

  /// So long it waits for a key before it looks whether the terminal has another size.
  private static final long PATIENCE = 150;

  private final Terminal terminal;
  private final Attributes before;
  private final boolean color;
  private final boolean unicode;
  private final Thread restoration = new Thread(this::restore);
  private List<String> drawn = List.of();
  private volatile boolean resized;
  private boolean open = true;

  private ExplorerTerminal(Terminal terminal, boolean color, boolean unicode) {
    this.terminal = terminal;
    this.before = terminal.getAttributes();
    this.color = color;
    this.unicode = unicode;
  }

  /// Switches the terminal of this process to single keys and another screen.
  ///
  /// @throws IOException if it is not a terminal or cannot be switched
  public static ExplorerTerminal open(boolean color, boolean unicode) throws IOException {
    var terminal =
        TerminalBuilder.builder()
            .system(true)
            .provider(TerminalBuilder.PROP_PROVIDER_EXEC)
            .encoding(StandardCharsets.UTF_8)
            .nativeSignals(false)
            .build();
    var opened = new ExplorerTerminal(terminal, color, unicode);
    opened.enter();
    return opened;
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
    terminal.handle(Terminal.Signal.WINCH, _ -> resized = true);
    write(OPEN);
  }

  private synchronized void write(String text) {
    if (open) {
      terminal.writer().write(text);
      terminal.flush();
    }
  }

  private synchronized void restore() {
    if (open) {
      write(CLOSE);
      open = false;
      terminal.setAttributes(before);
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

  /// Shows a session until a key ends it.
  ///
  /// @param grown whether logs have grown since it was last asked
  public void run(ExplorerSession session, BooleanSupplier grown) throws IOException {
    var keys = new KeyReader(terminal.reader());
    draw(session);
    while (true) {
      var key = keys.next(PATIENCE);
      if (key.filter(KeyReader.GONE::equals).isPresent()) {
        return;
      }
      var request = key.flatMap(session::press);
      if (request.filter(Quit.class::isInstance).isPresent()) {
        return;
      }
      request.ifPresent(asked -> copy(asked, session));
      boolean isNew = key.isEmpty() && grown.getAsBoolean();
      if (isNew) {
        session.refresh();
      }
      if (isNew || resized || (key.isPresent() && !keys.hasMore())) {
        draw(session);
      }
    }
  }

  /// Asks the terminal to take a text, which works over ssh, too.
  private void copy(Request request, ExplorerSession session) {
    if (request instanceof Copy copy) {
      var text = session.copied(copy).getBytes(StandardCharsets.UTF_8);
      write("\u001b]52;c;" + Base64.getEncoder().encodeToString(text) + "\u0007");
    }
  }

  private void draw(ExplorerSession session) {
    if (resized) {
      resized = false;
      drawn = List.of();
      write("\u001b[2J");
    }
    var size = terminal.getSize();
    var screen =
        new ExplorerScreen(
            size.getColumns() > 0 ? size.getColumns() : USUAL_WIDTH,
            size.getRows() > 0 ? size.getRows() : USUAL_HEIGHT,
            unicode);
    var view = session.view();
    var lines = new ArrayList<String>();
    screen.lines(session.state(), view).forEach(line -> lines.add(line.drawn(color)));
    var changes = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      if (i >= drawn.size() || !drawn.get(i).equals(lines.get(i))) {
        changes
            .append("\u001b[")
            .append(i + 1)
            .append(";1H\u001b[0m")
            .append(lines.get(i))
            .append("\u001b[K");
      }
    }
    drawn = lines;
    write(changes.toString());
  }

  /// The text of the last drawn screen, for what looks at it from outside.
  Optional<String> shown() {
    return drawn.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", drawn));
  }
}
