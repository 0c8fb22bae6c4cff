package routercost.read.text;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// The physical lines of a text, numbered; lines can be given back.
public final class Lines {
  /// A longer line is not held in memory, but cut and marked.
  static final int LONGEST = 1 << 24;

  /// A line of a text, without its end.
  ///
  /// @param number counted from 1
  /// @param whole whether `text` is all of the line
  public record Line(long number, String text, boolean whole) {
    boolean isBlank() {
      return text.isBlank();
    }

    /// The line without what it begins with.
    public Line after(String prefix) {
      return new Line(number, text.substring(prefix.length()), whole);
    }
  }

  private final Reader reader;
  private final char[] buffer = new char[1 << 13];
  private int next;
  private int end;
  private long number;
  private boolean afterReturn;
  private char ending = '\n';
  private final Deque<Line> returned = new ArrayDeque<>();

  public Lines(Reader reader) {
    this(reader, 1);
  }

  /// @param first the number of the first line
  public Lines(Reader reader, long first) {
    this.reader = reader;
    this.number = first - 1;
  }

  /// The next line without its end; empty at the end of the text.
  public Optional<Line> next() throws IOException {
    Line again = returned.pollFirst();
    return again != null ? Optional.of(again) : read();
  }

  /// The next line that is not blank.
  public Optional<Line> nextVisible() throws IOException {
    Optional<Line> line = next();
    while (line.isPresent() && line.get().isBlank()) {
      line = next();
    }
    return line;
  }

  /// Puts lines back in front, in their order.
  public void giveBack(Collection<Line> lines) {
    List.copyOf(lines).reversed().forEach(returned::addFirst);
  }

  /// The last character of the last line that was read; a newline if the line has an end.
  public char ending() {
    return ending;
  }

  private Optional<Line> read() throws IOException {
    if (!filled() || (afterReturn && !pastNewline())) {
      return Optional.empty();
    }
    int stop = endOfLine();
    if (stop < end) { // most lines are whole in the buffer
      var text = new String(buffer, next, stop - next);
      next = stop;
      return Optional.of(line(text, true, true));
    }
    return readOn();
  }

  /// Reads a line that goes on behind the buffer; empty if the text was cut off within it.
  private Optional<Line> readOn() throws IOException {
    var text = new StringBuilder();
    long length = 0;
    boolean ended = false;
    while (!ended && filled()) {
      int stop = endOfLine();
      length += stop - next;
      text.append(buffer, next, Math.min(stop - next, LONGEST - text.length()));
      ended = stop < end;
      next = stop;
    }
    boolean isCut = !ended && reader instanceof DecodingReader decoded && decoded.isCut();
    return isCut
        ? Optional.empty()
        : Optional.of(line(text.toString(), length == text.length(), ended));
  }

  private Line line(String text, boolean whole, boolean ended) {
    ending = ended ? '\n' : text.charAt(text.length() - 1);
    passEnd(ended);
    number++;
    return new Line(number, text, whole);
  }

  private int endOfLine() {
    int stop = next;
    while (stop < end && buffer[stop] != '\n' && buffer[stop] != '\r') {
      stop++;
    }
    return stop;
  }

  private void passEnd(boolean ended) {
    if (ended) {
      afterReturn = buffer[next] == '\r';
      next++;
    }
  }

  /// After a carriage return, passes the newline that belongs to it; says whether more text
  /// follows.
  private boolean pastNewline() throws IOException {
    afterReturn = false;
    if (buffer[next] == '\n') {
      next++;
    }
    return filled();
  }

  private boolean filled() throws IOException {
    if (next == end) {
      next = 0;
      end = Math.max(0, reader.read(buffer, 0, buffer.length));
    }
    return next < end;
  }
}
