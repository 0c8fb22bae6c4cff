package routercost.read.scan;

import java.io.StringReader;
import java.util.List;
import org.jspecify.annotations.Nullable;
import routercost.read.record.JsonRows;
import routercost.read.record.LogRecord;
import routercost.read.row.ColumnLayout;
import routercost.read.text.DecodingReader;
import routercost.read.text.Lines;
import routercost.read.text.SwarBytes;

/// JSON lines as bytes: finds the values of the keys that are wanted and passes over the rest, long
/// texts included, without decoding it. What it accepts is JSON to the letter (RFC 8259); whatever
/// else a line holds is left to the careful reading.
public final class JsonRecords implements ByteRecords {
  private static final int DEEPEST = 60;
  private static final byte QUOTE = '"';
  private static final long TRUE = literal("true");
  private static final long FALSE = literal("alse");
  private static final long TEXT = literal("TEXT");
  private static final long SEARCH = literal("web_");
  private static final long NULL = literal("null");

  private static final int ODD = -1;
  private static final int NOWHERE = -1;

  private final JsonKeys keys;
  private final JsonKeys.Naming naming;
  private final JsonKeys.@Nullable Node[] nodes = new JsonKeys.@Nullable Node[DEEPEST + 1];
  private final JsonTracks tracks = new JsonTracks();
  private final JsonTexts texts = new JsonTexts();
  private JsonKeys.Shape shape;

  /// How many characters of the record count as written.
  private int length;

  private long foreignKeys;

  public JsonRecords(JsonKeys keys) {
    this.keys = keys;
    this.naming = keys.naming();
    this.shape = keys.start();
  }

  private static long literal(String four) {
    long octets = 0;
    for (int i = 3; i >= 0; i--) {
      octets = (octets << 8) | four.charAt(i);
    }
    return octets;
  }

  @Override
  public int begin(FieldOffsets spans, int from, int to, boolean last) {
    return DecodingReader.afterMark(spans.bytes, from, to, last);
  }

  @Override
  public boolean isLikely(FieldOffsets spans, int at, int to) {
    return true;
  }

  @Override
  public @Nullable ColumnLayout plan() {
    return shape.plan();
  }

  /// The paths of the values that the record has, in the order of its cells.
  public List<String> paths() {
    return shape.names();
  }

  @Override
  public List<LogRecord> entries(FieldOffsets spans, int at, int next) {
    String text = DecodingReader.decoded(spans.bytes, at, next);
    return JsonRows.ofLines(new Lines(new StringReader(text))).rest();
  }

  @Override
  public int read(FieldOffsets spans, int at, int to, boolean last) {
    byte[] bytes = spans.bytes;
    begin(spans);
    if (isLineEnd(bytes[at]) && at < to) {
      return passed(spans, FieldOffsets.Shape.BLANK, at, at, to, last);
    }
    int end = follow(spans, at);
    if (end < 0) {
      begin(spans);
      end = record(spans, at);
    }
    end = end < 0 ? end : blanks(bytes, end);
    if (end < 0 || end > to || !isLineEnd(bytes[end]) || end - at > LONGEST) {
      return spans.firstLine(FieldOffsets.Shape.ODD, at, to, last);
    }
    spans.octets = foreign();
    spans.written = length;
    return passed(spans, FieldOffsets.Shape.CELLS, at, end, to, last);
  }

  private void begin(FieldOffsets spans) {
    spans.begin();
    texts.begin();
    foreignKeys = 0;
    length = 0;
  }

  /// Has high bits if a key or a text of the record is not UTF-8.
  private long foreign() {
    return texts.foreign() | foreignKeys;
  }

  /// Reads the record at `at` along a track.
  ///
  /// @return the place after its closing brace, or `ODD` if there is something new in it
  private int follow(FieldOffsets spans, int at) {
    JsonTracks.Fork fork = tracks.start();
    if (fork == null) {
      return ODD;
    }
    byte[] bytes = spans.bytes;
    int next = at;
    while (next >= 0) {
      JsonTracks.Step step = fork.next(bytes, next);
      if (step == null) {
        break;
      }
      next += step.width;
      length += step.length;
      if (step.shape != null) {
        tracks.tried(true);
        shape = step.shape;
        return next;
      }
      next = value(spans, next, step);
      fork = step;
    }
    tracks.tried(false);
    return ODD;
  }

  /// Passes the value that a step leads to, and keeps it if it is wanted.
  private int value(FieldOffsets spans, int at, JsonTracks.Step step) {
    byte[] bytes = spans.bytes;
    if (step.kind == JsonTracks.Kind.CONSTANT) {
      spans.add(at - step.constant, at);
      return at;
    }
    boolean text = step.kind == JsonTracks.Kind.TEXT;
    int next = text ? texts.pass(bytes, at) : JsonNumbers.pass(bytes, at);
    if (next < 0) {
      return ODD;
    }
    int end = text ? next - 1 : next;
    if (step.written) {
      length += text ? texts.characters(bytes, at, end) : end - at;
    }
    if (step.wanted) {
      if (text && texts.isEscaped()) {
        return JsonTexts.addResolved(spans, at, end) ? next : ODD;
      }
      spans.add(at, end);
    }
    return next;
  }

  /// Reads the record at `at`, and learns from it.
  ///
  /// @return the place after its closing brace, or `ODD`
  private int record(FieldOffsets spans, int at) {
    int brace = blanks(spans.bytes, at);
    if (spans.bytes[brace] != '{') {
      return ODD;
    }
    tracks.learn(at);
    int end = object(spans, brace + 1);
    if (end >= 0 && !SwarBytes.hasHighBit(foreign())) {
      tracks.end(spans.bytes, end, shape, length);
    }
    return end;
  }

  private static int passed(
      FieldOffsets spans, FieldOffsets.Shape shape, int at, int end, int to, boolean last) {
    int next = spans.lineEnd(end, to, last);
    spans.shape = next < 0 ? FieldOffsets.Shape.INCOMPLETE : shape;
    return next < 0 ? at : next;
  }

  private static boolean isLineEnd(byte value) {
    return value == '\n' || value == '\r';
  }

  private static int blanks(byte[] bytes, int at) {
    int next = at;
    while (bytes[next] == ' ' || bytes[next] == '\t') {
      next++;
    }
    return next;
  }

  /// Reads the members of the object whose brace stands before `at`.
  ///
  /// @return the place after its closing brace, or `ODD`
  private int object(FieldOffsets spans, int at) {
    byte[] bytes = spans.bytes;
    long lists = 0; // one bit for each level: whether it is a list
    int depth = 0;
    int written = NOWHERE; // the level within which all that is written counts
    JsonKeys.@Nullable Node node = keys.root();
    JsonKeys.@Nullable Key key = null;
    boolean first = true;
    shape = keys.start();
    int next = at;
    while (true) {
      boolean list = ((lists >>> depth) & 1) != 0;
      next = blanks(bytes, next);
      if (!(first && bytes[next] == (list ? ']' : '}'))) {
        if (!list) {
          if (bytes[next] != QUOTE) {
            return ODD;
          }
          if (node == null) {
            int name = next + 1;
            next = texts.pass(bytes, name);
            boolean odd = next - name > JsonKeys.LONGEST || naming.isOdd(bytes, name, next - 1);
            length += next < 0 || written == NOWHERE ? 0 : texts.characters(bytes, name, next - 1);
            next = odd ? ODD : next;
          } else {
            key = node.key(bytes, next + 1);
            next = key == null || key.isOdd() ? ODD : next + key.width();
            foreignKeys |= key == null ? 0 : key.foreign();
          }
          if (next < 0) {
            return ODD;
          }
          next = blanks(bytes, next);
          if (bytes[next] != ':') {
            return ODD;
          }
          next = blanks(bytes, next + 1);
        }
        byte begin = bytes[next];
        if (begin == '{' || begin == '[') {
          if (depth == DEEPEST) {
            return ODD;
          }
          nodes[depth++] = node;
          boolean opens = begin == '[';
          lists = opens ? lists | (1L << depth) : lists & ~(1L << depth);
          if (list) {
            node = opens ? null : node;
          } else {
            node = key == null ? null : opens ? key.items() : key.node();
          }
          if (key != null && key.isSpecial()) {
            if (key.isWanted()) {
              return ODD;
            }
            written = depth;
            node = null;
          }
          key = null;
          first = true;
          next++;
          continue;
        }
        int from = next;
        int before = length;
        next = value(spans, next, key);
        if (next < 0) {
          return ODD;
        }
        boolean counts =
            written != NOWHERE || (key != null && key.meaning() == JsonKeys.Meaning.WRITTEN);
        if (counts) {
          length += length(bytes, from, next);
        }
        boolean wanted = key != null && key.isWanted();
        tracks.value(bytes, from, next, wanted, counts, before, length);
      }
      first = false;
      while (true) {
        next = blanks(bytes, next);
        byte mark = bytes[next++];
        if (mark == ',') {
          break;
        }
        if (mark != (((lists >>> depth) & 1) != 0 ? ']' : '}')) {
          return ODD;
        }
        if (depth == 0) {
          return next;
        }
        written = depth == written ? NOWHERE : written;
        node = nodes[--depth];
      }
      key = null;
    }
  }

  /// Passes the scalar at `at`, and keeps it if its key is wanted.
  private int value(FieldOffsets spans, int at, JsonKeys.@Nullable Key key) {
    byte[] bytes = spans.bytes;
    boolean wanted = key != null && key.isWanted();
    int from = at;
    int end;
    int to;
    if (bytes[at] == QUOTE) {
      from = at + 1;
      end = texts.pass(bytes, from);
      to = end - 1;
      if (key != null
          && ((key.isModality() && !isLiteral(bytes, from, TEXT))
              || (key.isItemType() && isLiteral(bytes, from, SEARCH)))) {
        return ODD;
      }
      if (wanted && key != null && end > 0 && texts.isEscaped()) {
        shape = shape.with(key);
        return JsonTexts.addResolved(spans, from, to) ? end : ODD;
      }
    } else if (bytes[at] == 'n') {
      end = isLiteral(bytes, at, NULL) ? at + 4 : ODD;
      to = from; // nothing, which is no text
    } else if (bytes[at] == 't') {
      end = isLiteral(bytes, at, TRUE) ? at + 4 : ODD;
      to = end;
    } else if (bytes[at] == 'f') {
      end = isLiteral(bytes, at + 1, FALSE) ? at + 5 : ODD;
      to = end;
    } else {
      end = JsonNumbers.pass(bytes, at);
      to = end;
    }
    if (wanted && key != null && end > 0) {
      spans.add(from, to);
      shape = shape.with(key);
    }
    return end;
  }

  private static boolean isLiteral(byte[] bytes, int at, long four) {
    return (SwarBytes.at(bytes, at) & 0xFFFFFFFFL) == four;
  }

  /// How long the scalar that was passed last is, in characters.
  private int length(byte[] bytes, int from, int to) {
    return switch (bytes[from]) {
      case QUOTE -> texts.characters(bytes, from + 1, to - 1);
      case 'n' -> 0;
      default -> to - from;
    };
  }
}
