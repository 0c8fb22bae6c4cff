package routercost.read.scan;

import java.io.StringReader;
import java.util.List;
import routercost.read.record.CsvEntries;
import routercost.read.record.LogRecord;
import routercost.read.text.DecodingReader;
import routercost.read.text.Lines;
import routercost.read.text.SwarBytes;

/// CSV records as bytes. A quote opens a cell only at its start; a record whose quotes are at fault
/// ends with its first line (RFC 4180, and `CsvEntries` where it is silent).
public final class CsvRecords implements ByteRecords {
  private static final byte QUOTE = '"';
  private static final long QUOTES = SwarBytes.eight(QUOTE);
  private static final int BLOCK = 64;
  private static final int ABOVE_LINE_ENDS = 0x0E;
  private static final int LOWEST_OF_NUMBERS = '-';
  private static final int FAULT = -2;

  private final List<String> names;
  private final byte delimiter;
  private final long delimiters;

  /// Quotes, line ends and the delimiter are below it; 0 if it would have numbers below it too.
  private final int bound;

  private final ColumnLayout plan;

  /// Records of one table.
  ///
  /// @param delimiter as `suits` accepts it
  public CsvRecords(List<String> names, char delimiter, ColumnLayout plan) {
    this.names = names;
    this.delimiter = (byte) delimiter;
    this.delimiters = SwarBytes.eight(this.delimiter);
    this.bound = delimiter < LOWEST_OF_NUMBERS ? Math.max(QUOTE, this.delimiter) + 1 : 0;
    this.plan = plan;
  }

  /// Whether cells with this delimiter can be told apart as bytes.
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
        int stop = quoted(spans, start, end, last);
        if (stop < 0) {
          return unclosed(spans, stop, at, end, last);
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
  /// @return the delimiter or line end after it; −1 if it is not closed here, or `FAULT`
  private int quoted(FieldOffsets spans, int start, int to, boolean last) {
    byte[] bytes = spans.bytes;
    boolean escaped = false;
    int octets = start + 1;
    while (true) {
      long eight = SwarBytes.at(bytes, octets);
      long marks = SwarBytes.marks(eight, QUOTES) | SwarBytes.marksBelow(eight, ABOVE_LINE_ENDS);
      octets += Long.BYTES;
      spans.octets |= eight;
      for (; marks != 0; marks &= marks - 1) {
        int place = octets - Long.BYTES + SwarBytes.first(marks);
        byte mark = bytes[place];
        if (place >= to) {
          return -1;
        }
        if (mark == '\n') {
          spans.lines += bytes[place - 1] == '\r' ? 0 : 1;
        } else if (mark == '\r') {
          spans.lines++;
          escaped = true;
        } else if (mark == QUOTE) {
          if (place + 1 < to && bytes[place + 1] == QUOTE) {
            escaped = true;
            octets = place + 2;
            break;
          }
          return closed(spans, start + 1, place, escaped, to, last);
        }
      }
    }
  }

  private int closed(
      FieldOffsets spans, int from, int quote, boolean escaped, int to, boolean last) {
    byte[] bytes = spans.bytes;
    int end = quote + 1;
    while (end < to && bytes[end] == ' ') {
      end++;
    }
    if (end >= to && !last) {
      return -1;
    }
    if (end < to && bytes[end] != delimiter && bytes[end] != '\n' && bytes[end] != '\r') {
      return FAULT;
    }
    if (escaped) {
      addResolved(spans, from, quote);
    } else {
      spans.add(from, quote);
    }
    return end;
  }

  private static void addResolved(FieldOffsets spans, int from, int to) {
    int target = spans.spare(to - from);
    if (target < 0) {
      spans.add(from, from - 1); // a cell of length −1 is for the careful reading
      return;
    }
    byte[] bytes = spans.bytes;
    int next = target;
    for (int i = from; i < to; i++) {
      byte value = bytes[i];
      boolean second =
          (value == QUOTE && i + 1 < to) || (value == '\r' && i + 1 < to && bytes[i + 1] == '\n');
      bytes[next++] = value == '\r' ? (byte) '\n' : value;
      i += second ? 1 : 0;
    }
    spans.add(target, next);
  }

  private static int unclosed(FieldOffsets spans, int how, int at, int to, boolean last) {
    if (how == FAULT) {
      return spans.firstLine(FieldOffsets.Shape.FAULTY, at, to, last);
    }
    if (last || to - at > LONGEST) {
      return spans.firstLine(FieldOffsets.Shape.OPEN, at, to, last);
    }
    spans.shape = FieldOffsets.Shape.INCOMPLETE;
    return at;
  }

  private int ended(FieldOffsets spans, int at, int place, int to, boolean last) {
    if (place - at > LONGEST) {
      return spans.firstLine(FieldOffsets.Shape.OPEN, at, to, last);
    }
    int next = spans.lineEnd(place, to, last);
    if (next < 0) {
      spans.shape = FieldOffsets.Shape.INCOMPLETE;
      return at;
    }
    spans.shape = shape(spans, at, place);
    return next;
  }

  private FieldOffsets.Shape shape(FieldOffsets spans, int at, int place) {
    int size = names.size();
    if (spans.count == size) {
      return FieldOffsets.Shape.CELLS;
    }
    if (place == at) {
      return FieldOffsets.Shape.BLANK;
    }
    if (spans.count < size) {
      return FieldOffsets.Shape.ODD;
    }
    for (int i = size; i < spans.count; i++) {
      if (spans.from[i] != spans.to[i]) {
        return FieldOffsets.Shape.ODD;
      }
    }
    return FieldOffsets.Shape.CELLS;
  }

  @Override
  public boolean isLikely(FieldOffsets spans, int at, int to) {
    read(spans, at, to, false);
    return spans.shape == FieldOffsets.Shape.CELLS;
  }

  @Override
  public ColumnLayout plan() {
    return plan;
  }

  @Override
  public List<LogRecord> entries(String text, long line) {
    var lines = new Lines(new StringReader(text), line);
    return CsvEntries.of(lines, (char) delimiter, names).rest();
  }
}
