package routercost.read;

import java.io.StringReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// JSON lines as bytes: finds the values of the keys that are wanted and passes over the rest, long
/// texts included, without decoding it. What it accepts is JSON to the letter (RFC 8259); whatever
/// else a line holds is left to the careful reading.
final class JsonRecords implements Records {
  private static final int DEEPEST = 60;
  private static final byte QUOTE = '"';
  private static final byte BACKSLASH = '\\';
  private static final long QUOTES = Octets.eight(QUOTE);
  private static final long BACKSLASHES = Octets.eight(BACKSLASH);
  private static final int FIRST_PRINTABLE = 0x20;
  private static final long TRUE = literal("true");
  private static final long FALSE = literal("alse");
  private static final long NULL = literal("null");
  private static final byte UNICODE = 5;

  /// How many bytes follow a backslash, by the first of them; 0 if it may not stand there.
  private static final byte[] ESCAPES = escapes();

  /// The values of hexadecimal digits; −1 for any other byte.
  private static final byte[] HEX = hex();

  private static final int ODD = -1;
  private static final int NOWHERE = -1;

  private final JsonKeys keys;
  private final JsonKeys.Naming naming;
  private final JsonKeys.@Nullable Node[] nodes = new JsonKeys.@Nullable Node[DEEPEST + 1];
  private final JsonTracks tracks = new JsonTracks();
  private JsonKeys.Shape shape;

  JsonRecords(JsonKeys keys) {
    this.keys = keys;
    this.naming = keys.naming();
    this.shape = keys.start();
  }

  private static byte[] escapes() {
    var following = new byte[1 << Byte.SIZE];
    for (byte simple : new byte[] {'"', '\\', '/', 'b', 'f', 'n', 'r', 't'}) {
      following[simple] = 1;
    }
    following['u'] = UNICODE;
    return following;
  }

  private static byte[] hex() {
    var values = new byte[1 << Byte.SIZE];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) (i < 0x80 ? Character.digit(i, 16) : -1);
    }
    return values;
  }

  private static long literal(String four) {
    long octets = 0;
    for (int i = 3; i >= 0; i--) {
      octets = (octets << 8) | four.charAt(i);
    }
    return octets;
  }

  @Override
  public int begin(Spans spans, int from, int to, boolean last) {
    return Text.afterMark(spans.bytes, from, to, last);
  }

  @Override
  public boolean isLikely(Spans spans, int at, int to) {
    return true;
  }

  @Override
  public @Nullable Plan plan() {
    return shape.plan();
  }

  /// The paths of the values that the record has, in the order of its cells.
  List<String> paths() {
    return shape.names();
  }

  @Override
  public List<Entry> entries(String text, long line) {
    return new JsonLines(new Lines(new StringReader(text), line)).rest();
  }

  @Override
  public int read(Spans spans, int at, int to, boolean last) {
    byte[] bytes = spans.bytes;
    begin(spans);
    if (isLineEnd(bytes[at]) && at < to) {
      return passed(spans, Spans.Shape.BLANK, at, at, to, last);
    }
    int end = follow(spans, at);
    if (end < 0) {
      begin(spans);
      end = record(spans, at);
    }
    end = end < 0 ? end : blanks(bytes, end);
    if (end < 0 || end > to || !isLineEnd(bytes[end]) || end - at > LONGEST) {
      return spans.firstLine(Spans.Shape.ODD, at, to, last);
    }
    spans.octets = foreign;
    spans.written = length;
    return passed(spans, Spans.Shape.CELLS, at, end, to, last);
  }

  private void begin(Spans spans) {
    spans.begin();
    foreign = 0;
    length = 0;
  }

  /// Reads the record at `at` along a track.
  ///
  /// @return the place after its closing brace, or `ODD` if there is something new in it
  private int follow(Spans spans, int at) {
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
  private int value(Spans spans, int at, JsonTracks.Step step) {
    byte[] bytes = spans.bytes;
    if (step.kind == JsonTracks.Kind.CONSTANT) {
      spans.add(at - step.constant, at);
      return at;
    }
    boolean text = step.kind == JsonTracks.Kind.TEXT;
    int next = text ? string(bytes, at) : number(bytes, at);
    if (next < 0) {
      return ODD;
    }
    int end = text ? next - 1 : next;
    if (step.written) {
      length += text ? characters(bytes, at, end) : end - at;
    }
    if (step.wanted) {
      if (text && escaped > 0) {
        return addResolved(spans, at, end) ? next : ODD;
      }
      spans.add(at, end);
    }
    return next;
  }

  /// Reads the record at `at`, and learns from it.
  ///
  /// @return the place after its closing brace, or `ODD`
  private int record(Spans spans, int at) {
    int brace = blanks(spans.bytes, at);
    if (spans.bytes[brace] != '{') {
      return ODD;
    }
    tracks.learn(at);
    int end = object(spans, brace + 1);
    if (end >= 0 && !Octets.hasHighBit(foreign)) {
      tracks.end(spans.bytes, end, shape, length);
    }
    return end;
  }

  private static int passed(Spans spans, Spans.Shape shape, int at, int end, int to, boolean last) {
    int next = spans.lineEnd(end, to, last);
    spans.shape = next < 0 ? Spans.Shape.INCOMPLETE : shape;
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
  private int object(Spans spans, int at) {
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
            next = string(bytes, name);
            boolean odd = next - name > JsonKeys.LONGEST || naming.isOdd(bytes, name, next - 1);
            length += next < 0 || written == NOWHERE ? 0 : characters(bytes, name, next - 1);
            next = odd ? ODD : next;
          } else {
            key = node.key(bytes, next + 1);
            next = key == null || key.isOdd() ? ODD : next + key.width();
            foreign |= key == null ? 0 : key.foreign();
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
  private int value(Spans spans, int at, JsonKeys.@Nullable Key key) {
    byte[] bytes = spans.bytes;
    boolean wanted = key != null && key.isWanted();
    int from = at;
    int end;
    int to;
    if (bytes[at] == QUOTE) {
      from = at + 1;
      end = string(bytes, from);
      to = end - 1;
      if (wanted && key != null && end > 0 && escaped > 0) {
        shape = shape.with(key);
        return addResolved(spans, from, to) ? end : ODD;
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
      end = number(bytes, at);
      to = end;
    }
    if (wanted && key != null && end > 0) {
      spans.add(from, to);
      shape = shape.with(key);
    }
    return end;
  }

  private static boolean isLiteral(byte[] bytes, int at, long four) {
    return (Octets.at(bytes, at) & 0xFFFFFFFFL) == four;
  }

  /// How long the scalar that was passed last is, in characters.
  private int length(byte[] bytes, int from, int to) {
    return switch (bytes[from]) {
      case QUOTE -> characters(bytes, from + 1, to - 1);
      case 'n' -> 0;
      default -> to - from;
    };
  }

  /// How many UTF-16 characters the text that was passed last has once its escapes are resolved.
  private int characters(byte[] bytes, int from, int to) {
    int characters = to - from - escaped;
    if (Octets.hasHighBit(octetsOfText)) {
      int at = from;
      for (; at + Long.BYTES <= to; at += Long.BYTES) {
        characters -= Octets.beyondCharacters(Octets.at(bytes, at));
      }
      if (at < to) {
        long rest = Octets.at(bytes, at) & ~(-1L << ((to - at) << 3));
        characters -= Octets.beyondCharacters(rest);
      }
    }
    return characters;
  }

  /// By how many bytes the text that was passed last is longer than without its escapes.
  private int escaped;

  /// Octets or-ed together that hold all of the text that was passed last.
  private long octetsOfText;

  /// How many characters of a record count as written.
  private int length;

  /// Has high bits if a text of the record is not UTF-8.
  private long foreign;

  /// Passes the text that begins at `at`.
  ///
  /// @return the place after its closing quote, or `ODD`
  private int string(byte[] bytes, int at) {
    int longer = 0;
    long any = 0;
    int octets = at;
    while (true) {
      long eight = Octets.at(bytes, octets);
      any |= eight;
      long marks = Octets.marks(eight, QUOTES, BACKSLASHES, FIRST_PRINTABLE);
      while (marks != 0) {
        int place = octets + Octets.first(marks);
        byte mark = bytes[place];
        if (mark == QUOTE) {
          escaped = longer;
          octetsOfText = any;
          if (Octets.hasHighBit(any)) {
            foreign |= Text.isUtf8(bytes, at, place) ? 0 : any;
          }
          return place + 1;
        }
        int passed = place + 1;
        if (mark == BACKSLASH) {
          int more = ESCAPES[bytes[passed] & 0xFF];
          passed += more;
          longer += more;
          if (more == 0 || (more == UNICODE && hex(bytes, place + 2) < 0)) {
            return ODD;
          }
        } else if (mark >= 0 && mark < FIRST_PRINTABLE) {
          return ODD;
        }
        if (passed - octets >= Long.BYTES) {
          octets = passed - Long.BYTES;
          break;
        }
        marks &= -1L << ((passed - octets) << 3);
      }
      octets += Long.BYTES;
    }
  }

  /// The number that four hexadecimal digits write; negative if they do not.
  private static int hex(byte[] bytes, int at) {
    return (HEX[bytes[at] & 0xFF] << 12)
        | (HEX[bytes[at + 1] & 0xFF] << 8)
        | (HEX[bytes[at + 2] & 0xFF] << 4)
        | HEX[bytes[at + 3] & 0xFF];
  }

  /// Passes a number as JSON writes it.
  private static int number(byte[] bytes, int at) {
    int next = bytes[at] == '-' ? at + 1 : at;
    int digits = digits(bytes, next);
    if (digits == next || (bytes[next] == '0' && digits > next + 1)) {
      return ODD;
    }
    next = digits;
    if (bytes[next] == '.') {
      digits = digits(bytes, next + 1);
      if (digits == next + 1) {
        return ODD;
      }
      next = digits;
    }
    if (bytes[next] == 'e' || bytes[next] == 'E') {
      next += bytes[next + 1] == '+' || bytes[next + 1] == '-' ? 2 : 1;
      digits = digits(bytes, next);
      if (digits == next) {
        return ODD;
      }
      next = digits;
    }
    return next - at > 100 ? ODD : next;
  }

  private static int digits(byte[] bytes, int at) {
    int next = at;
    int found = Octets.digits(Octets.at(bytes, next));
    while (found == Long.BYTES) {
      next += Long.BYTES;
      found = Octets.digits(Octets.at(bytes, next));
    }
    return next + found;
  }

  /// Adds a text whose escapes are resolved; `false` if it cannot be.
  private static boolean addResolved(Spans spans, int from, int to) {
    int target = spans.spare(to - from);
    if (target < 0) {
      return false;
    }
    byte[] bytes = spans.bytes;
    int next = target;
    for (int i = from; i < to; i++) {
      if (bytes[i] != BACKSLASH) {
        bytes[next++] = bytes[i];
        continue;
      }
      byte escaped = bytes[++i];
      if (escaped != 'u') {
        bytes[next++] = resolved(escaped);
        continue;
      }
      int point = hex(bytes, i + 1);
      i += 4;
      if (Character.isHighSurrogate((char) point)
          && i + 6 < to
          && bytes[i + 1] == BACKSLASH
          && bytes[i + 2] == 'u'
          && Character.isLowSurrogate((char) hex(bytes, i + 3))) {
        point = Character.toCodePoint((char) point, (char) hex(bytes, i + 3));
        i += 6;
      } else if (point >= 0xD800 && point < 0xE000) {
        return false;
      }
      next = utf8(bytes, next, point);
    }
    spans.add(target, next);
    return true;
  }

  private static byte resolved(byte escaped) {
    return switch (escaped) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> escaped;
    };
  }

  /// Writes one character as UTF-8, which is never longer than its escape.
  private static int utf8(byte[] bytes, int at, int point) {
    if (point < 0x80) {
      bytes[at] = (byte) point;
      return at + 1;
    }
    int more = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
    int lead = 0xF0 << (3 - more);
    bytes[at] = (byte) (lead | (point >> (6 * more)));
    for (int i = 1; i <= more; i++) {
      bytes[at + i] = (byte) (0x80 | ((point >> (6 * (more - i))) & 0x3F));
    }
    return at + more + 1;
  }
}
