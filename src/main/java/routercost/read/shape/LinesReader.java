package routercost.read.shape;

import java.io.IOException;
import java.io.Reader;
import java.util.Optional;
import java.util.function.UnaryOperator;
import routercost.read.text.Lines;

/// Lines as a stream of characters again, for a parser that reads across them.
final class LinesReader extends Reader {
  private final Lines lines;
  private final UnaryOperator<String> change;
  private String line = "";
  private int next;

  /// @param change of each line; it keeps their number
  LinesReader(Lines lines, UnaryOperator<String> change) {
    this.lines = lines;
    this.change = change;
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    if (next == line.length()) {
      Optional<Lines.Line> more = lines.next();
      if (more.isEmpty()) {
        return -1;
      }
      line = change.apply(more.get().text()) + "\n";
      next = 0;
    }
    int taken = Math.min(length, line.length() - next);
    line.getChars(next, next + taken, target, offset);
    next += taken;
    return taken;
  }

  @Override
  public void close() {}
}
