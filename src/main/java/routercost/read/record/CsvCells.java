package routercost.read.record;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// The cells of one CSV record, fed line by line because a quoted cell may hold line ends (RFC
/// 4180).
public final class CsvCells {
  private enum State {
    START,
    PLAIN,
    QUOTED,
    CLOSED,
    BLANK_AFTER_QUOTE,
    FAULT
  }

  private final char delimiter;
  private final int longest;
  private final List<String> cells = new ArrayList<>();
  private final StringBuilder cell = new StringBuilder();
  private State state = State.START;

  public CsvCells(char delimiter) {
    this(delimiter, Row.LONGEST_CELL);
  }

  /// @param longest how many characters of a cell are kept
  public CsvCells(char delimiter, int longest) {
    this.delimiter = delimiter;
    this.longest = longest;
  }

  /// Takes one more physical line of the record.
  public void feed(String line) {
    if (state == State.QUOTED) {
      cell.append('\n');
    }
    int quote = line.indexOf('"');
    int from = state == State.START ? takeBare(line, quote) : 0;
    if (state == State.START && quote < 0) {
      cells.add(line.substring(from, Math.min(line.length(), from + longest)));
      return;
    }
    for (int i = from; i < line.length(); i++) {
      if (state == State.QUOTED) {
        int end = line.indexOf('"', i);
        cell.append(line, i, end < 0 ? line.length() : end);
        if (end < 0) {
          return;
        }
        i = end;
        state = State.CLOSED;
      } else {
        take(line.charAt(i));
      }
    }
    if (state != State.QUOTED) {
      endCell();
    }
  }

  /// Takes the cells that end before the first quote, which need no look at each character.
  ///
  /// @return where the rest of the line begins
  private int takeBare(String line, int quote) {
    int from = 0;
    for (int to = line.indexOf(delimiter);
        to >= 0 && (quote < 0 || to < quote);
        to = line.indexOf(delimiter, from)) {
      cells.add(line.substring(from, Math.min(to, from + longest)));
      from = to + 1;
    }
    return from;
  }

  /// Whether the record goes on in the next line.
  public boolean isOpen() {
    return state == State.QUOTED;
  }

  /// Whether text followed a closing quote.
  public boolean isFaulty() {
    return state == State.FAULT;
  }

  public List<String> cells() {
    return Collections.unmodifiableList(cells);
  }

  private void take(char c) {
    switch (state) {
      case START, PLAIN -> takePlain(c);
      case CLOSED, BLANK_AFTER_QUOTE -> takeAfterQuote(c);
      case QUOTED, FAULT -> {}
    }
  }

  private void takePlain(char c) {
    if (c == delimiter) {
      endCell();
    } else if (c == '"' && state == State.START) {
      state = State.QUOTED;
    } else {
      cell.append(c);
      state = State.PLAIN;
    }
  }

  private void takeAfterQuote(char c) {
    if (c == '"' && state == State.CLOSED) {
      cell.append(c);
      state = State.QUOTED;
    } else if (c == delimiter) {
      endCell();
    } else {
      state = c == ' ' ? State.BLANK_AFTER_QUOTE : State.FAULT;
    }
  }

  private void endCell() {
    if (state != State.FAULT) {
      cells.add(cell.substring(0, Math.min(longest, cell.length())));
      cell.setLength(0);
      state = State.START;
    }
  }
}
