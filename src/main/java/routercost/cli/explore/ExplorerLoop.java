package routercost.cli.explore;

import java.io.IOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import routercost.cli.explore.ExplorerState.Copy;
import routercost.cli.explore.ExplorerState.Quit;

/// Shows a session on a terminal and hands it the keys.
///
/// @param grown whether logs have grown since it was last asked
/// @param color whether colours may be used
/// @param unicode whether more than ASCII is drawn
public record ExplorerLoop(
    FullScreen terminal,
    ExplorerSession session,
    BooleanSupplier grown,
    boolean color,
    boolean unicode) {
  /// Shows the session until a key ends it.
  public void run() throws IOException {
    draw();
    while (true) {
      var key = terminal.key();
      if (key.filter(KeyReader.GONE::equals).isPresent()) {
        return;
      }
      var request = key.flatMap(session::press);
      if (request.filter(Quit.class::isInstance).isPresent()) {
        return;
      }
      if (request.isPresent() && request.get() instanceof Copy copy) {
        terminal.copy(session.copied(copy));
      }
      if (isDue(key)) {
        draw();
      }
    }
  }

  private boolean isDue(Optional<String> key) throws IOException {
    if (key.isPresent()) {
      return !terminal.hasKey();
    }
    boolean isNew = grown.getAsBoolean();
    if (isNew) {
      session.refresh();
    }
    return prepare() || isNew || terminal.isResized();
  }

  /// Works ahead while no key is pressed.
  private boolean prepare() throws IOException {
    boolean isDone = false;
    while (!terminal.hasKey() && session.prepare()) {
      isDone = true;
    }
    return isDone;
  }

  private void draw() {
    var view = session.view();
    var screen = new ExplorerScreen(terminal.width(), terminal.height(), unicode);
    var lines = screen.lines(session.state(), view);
    terminal.draw(lines.stream().map(line -> line.drawn(color)).toList());
  }
}
