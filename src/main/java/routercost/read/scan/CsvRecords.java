package routercost.read.scan;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import routercost.read.record.CsvCells;
import routercost.read.record.CsvEntries;
import routercost.read.record.LogRecord;
import routercost.read.record.Row;
import routercost.read.row.ColumnLayout;
import routercost.read.text.DecodingReader;
import routercost.read.text.SwarBytes;

/// CSV records as bytes. It recognises records whose cells are bare, or quoted without a line end
/// inside; `CsvCells` and `CsvEntries` know the rules for every other record.
public final class CsvRecords implements ByteRecords {
  private static final byte QUOTE = '"';
  private static final long QUOTES = SwarBytes.eight(QUOTE);
  private static final int BLOCK = 64;
  private static final int ABOVE_LINE_ENDS = 0x0E;
  private static final int LOWEST_OF_NUMBERS = '-';
  private static final int ODD = -1;

  /// So many bytes hold what is kept of a cell.
  private static final int MOST_KEPT = 4 * Row.LONGEST_CELL;

  private final List<String> names;
  private final byte delimiter;
  private final long delimiters;

  /// Quotes, line ends and the delimiter are below it; 0 if it would have numbers below it too.
  private final int bound;

  private final ColumnLayout plan;

  /// The cells of the record in hand, if it is odd.
  private CsvCells odd;

  /// Records of one table.
  ///
  /// @param delimiter as `suits` accepts it
  public CsvRecords(List<String> names, char delimiter, ColumnLayout plan) {
    this.names = names;
    this.delimiter = (byte) delimiter;
    this.delimiters = SwarBytes.eight(this.delimiter);
    this.bound = delimiter < LOWEST_OF_NUMBERS ? Math.max(QUOTE, this.delimiter) + 1 : 0;
    this.plan = plan;
    this.odd = new CsvCells(delimiter);
  }

  /// Whether bytes are enough to find cells with this delimiter.
  public static boolean suits(char delimiter) {
    return delimiter == '\t' || (delimiter > ' ' && delimiter < 0x7F && delimiter != '"');
  }

  @Override
  public int begin(FieldOffsets spans, int from, int to, boolean last) {
    int at = DecodingReader.afterMark(spans.bytes, from, to, last);
    boolean named = false;
    while (at >= 0 && at < to) {
      int end = spans.line(at, to);
      String line = DecodingReader.decoded(spans.bytes, at, end).strip();
      if (!line.isEmpty() && (named || !CsvEntries.isDelimiterLine(line))) {
        int next = read(spans, at, to, last);
        return spans.shape == FieldOffsets.Shape.INCOMPLETE ? -1 : next;
      }
      named |= !line.isEmpty();
      at = spans.lineEnd(end, to, last);
    }
    return at >= 0 && last ? to : -1;
  }

  @Override
  public int read(FieldOffsets spans, int at, int end, boolean last) {
    byte[] bytes = spans.bytes;
    spans.begin();
    int[] from = spans.from;
    int[] to = spans.to;
    int count = 0;
    int start = at;
    int block = spans.block;
    long marks = spans.marks;
    long octets = spans.blockOctets;
    if (at < spans.markedFrom || at >= block + BLOCK) {
      block = at;
      marks = marks(spans, block);
      octets = spans.blockOctets;
    } else {
      marks &= -1L << (at - block);
    }
    while (true) {
      while (marks == 0) {
        block += BLOCK;
        marks = marks(spans, block);
        octets |= spans.blockOctets;
      }
      int place = block + Long.numberOfTrailingZeros(marks);
      marks &= marks - 1;
      byte mark = bytes[place];
      if (mark == delimiter) {
        if (count == from.length) {
          spans.grow();
          from = spans.from;
          to = spans.to;
        }
        from[count] = start;
        to[count++] = place;
        start = place + 1;
      } else if (mark == QUOTE && place == start) {
        spans.count = count;
        int stop = quoted(spans, start, end);
        if (stop == ODD) {
          return readQuoted(spans, at, start, end, last);
        }
        octets |= spans.octets;
        if (bytes[stop] != delimiter || stop >= end) {
          spans.octets = octets;
          return ended(spans, at, stop, end, last);
        }
        from = spans.from;
        to = spans.to;
        count = spans.count;
        start = stop + 1;
        if (start >= block + BLOCK) {
          block = start;
          marks = marks(spans, block);
          octets |= spans.blockOctets;
        } else {
          marks &= -1L << (start - block);
        }
      } else if (mark == '\n' || mark == '\r') {
        spans.count = count;
        spans.add(start, place);
        spans.block = block;
        spans.marks = marks;
        spans.markedFrom = place;
        spans.octets |= octets;
        return ended(spans, at, place, end, last);
      }
    }
  }

  /// Where something may stand in the 64 bytes from `block` on that is not the text of a cell. Some
  /// marks, such as those of blanks, are for nothing.
  private long marks(FieldOffsets spans, int block) {
    byte[] bytes = spans.bytes;
    long marks = 0;
    long all = 0;
    for (int i = 0; i < BLOCK; i += Long.BYTES) {
      long eight = SwarBytes.at(bytes, block + i);
      marks |=
          SwarBytes.gathered(bound != 0 ? SwarBytes.marksBelow(eight, bound) : three(eight)) << i;
      all |= eight;
    }
    spans.blockOctets = all;
    return marks;
  }

  private long three(long eight) {
    return SwarBytes.marks(eight, delimiters, QUOTES, ABOVE_LINE_ENDS);
  }

  /// Reads the quoted cell whose quote stands at `start`.
  ///
  /// @return the delimiter or line end after it, or `ODD`
  private int quoted(FieldOffsets spans, int start, int end) {
    byte[] bytes = spans.bytes;
    int second = ODD; // the second of two quotes that stand for one
    for (int at = start + 1; ; at += Long.BYTES) {
      long eight = SwarBytes.at(bytes, at);
      long marks = SwarBytes.marks(eight, QUOTES) | SwarBytes.marksBelow(eight, ABOVE_LINE_ENDS);
      spans.octets |= eight;
      for (; marks != 0; marks &= marks - 1) {
        int place = at + SwarBytes.first(marks);
        byte mark = bytes[place];
        if (place >= end || mark == '\n' || mark == '\r') {
          return ODD;
        }
        if (mark == QUOTE && place != second) {
          byte next = bytes[place + 1];
          if (next == QUOTE) {
            second = place + 1;
          } else if (next != delimiter && next != '\n' && next != '\r') {
            return ODD;
          } else if (second == ODD) {
            spans.add(start + 1, place);
            return place + 1;
          } else {
            return addUnescaped(spans, start + 1, place) ? place + 1 : ODD;
          }
        }
      }
    }
  }

  /// Adds a cell with one quote for every two; `false` if there is no room for it.
  private static boolean addUnescaped(FieldOffsets spans, int from, int to) {
    int target = to - from > MOST_KEPT ? -1 : spans.spare(to - from);
    if (target < 0) {
      return false;
    }
    byte[] bytes = spans.bytes;
    int length = 0;
    for (int at = from; at < to; at++) {
      bytes[target + length++] = bytes[at];
      if (bytes[at] == QUOTE) {
        at++;
      }
    }
    spans.add(target, target + length);
    return true;
  }

  private int ended(FieldOffsets spans, int at, int place, int to, boolean last) {
    int next = spans.lineEnd(place, to, last);
    if (next >= 0 && (place - at > LONGEST || !isPlain(spans))) {
      return readOdd(spans, at, to, last);
    }
    spans.shape = next < 0 ? FieldOffsets.Shape.INCOMPLETE : FieldOffsets.Shape.CELLS;
    return next < 0 ? at : next;
  }

  /// Whether the record has all of its cells, and one with text for sure.
  private boolean isPlain(FieldOffsets spans) {
    int size = names.size();
    if (spans.count < size) {
      return false;
    }
    for (int i = size; i < spans.count; i++) {
      if (!spans.isEmpty(i)) {
        return false;
      }
    }
    for (int i = 0; i < size; i++) {
      if (!spans.isEmpty(i) && spans.bytes[spans.from[i]] > ' ') {
        return true;
      }
    }
    return false;
  }

  /// Reads the rest of a record from a quoted cell on that is odd. `CsvCells` sees bytes as
  /// characters, because those that mean something to it are ASCII.
  private int readQuoted(FieldOffsets spans, int at, int start, int to, boolean last) {
    var rest = new CsvCells((char) delimiter, Integer.MAX_VALUE);
    int next = start;
    int lines = 0;
    do {
      int end = spans.line(next, to);
      int after = spans.lineEnd(end, to, last);
      if (after < 0 || end - at > LONGEST) {
        return readOdd(spans, at, to, last);
      }
      rest.feed(new String(spans.bytes, next, end - next, StandardCharsets.ISO_8859_1));
      lines++;
      next = after;
    } while (rest.isOpen() && next < to);
    if (rest.isOpen() || rest.isFaulty() || !addAll(spans, rest.cells()) || !isPlain(spans)) {
      return readOdd(spans, at, to, last);
    }
    spans.shape = FieldOffsets.Shape.CELLS;
    spans.lines = lines;
    spans.octets = -1;
    return next;
  }

  /// Adds resolved cells; `false` if there is no room for them.
  private static boolean addAll(FieldOffsets spans, List<String> cells) {
    for (String cell : cells) {
      int length = Math.min(cell.length(), MOST_KEPT);
      int target = spans.spare(length);
      if (target < 0) {
        return false;
      }
      byte[] octets = cell.getBytes(StandardCharsets.ISO_8859_1);
      System.arraycopy(octets, 0, spans.bytes, target, length);
      spans.add(target, target + length);
    }
    return true;
  }

  /// Reads a record line by line. One whose quotes are at fault ends with its first line.
  private int readOdd(FieldOffsets spans, int at, int to, boolean last) {
    odd = new CsvCells((char) delimiter);
    int next = at;
    int lines = 0;
    do {
      int end = spans.line(next, to);
      int after = spans.lineEnd(end, to, last);
      if (lines == 0 && (after < 0 || end - at > LONGEST)) {
        return spans.firstLine(FieldOffsets.Shape.ODD, at, to, last);
      }
      if (after < 0) {
        break;
      }
      odd.feed(DecodingReader.decoded(spans.bytes, next, end));
      lines++;
      next = after;
    } while (odd.isOpen() && next < to && next - at < LONGEST);
    if (odd.isOpen() && !last && to - at <= LONGEST) {
      spans.shape = FieldOffsets.Shape.INCOMPLETE;
      return at;
    }
    if (odd.isOpen() || odd.isFaulty()) {
      return spans.firstLine(FieldOffsets.Shape.ODD, at, to, last);
    }
    spans.shape = FieldOffsets.Shape.ODD;
    spans.lines = lines;
    return next;
  }

  @Override
  public boolean isLikely(FieldOffsets spans, int at, int to) {
    read(spans, at, to, false);
    return spans.shape == FieldOffsets.Shape.CELLS
        || (spans.shape == FieldOffsets.Shape.ODD
            && entry().filter(Row.class::isInstance).isPresent());
  }

  private Optional<LogRecord> entry() {
    return CsvEntries.entry(1, names, odd);
  }

  @Override
  public ColumnLayout plan() {
    return plan;
  }

  @Override
  public List<LogRecord> entries(FieldOffsets spans, int at, int next) {
    return entry().stream().toList();
  }
}
