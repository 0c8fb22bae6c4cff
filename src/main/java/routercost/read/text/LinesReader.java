package routercost.read.text;

import java.io.IOException;
import java.io.Reader;
import java.util.Optional;

/// Lines as a stream of characters again, for a parser that reads across them.
public final class LinesReader extends Reader {
  private final Lines lines;
  private String line = "";
  private int next;

  public LinesReader(Lines lines) {
    this.lines = lines;
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    if (next == line.length()) {
      Optional<Lines.Line> more = lines.next();
      if (more.isEmpty()) {
        return -1;
      }
      line = more.get().text() + "\n";
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
