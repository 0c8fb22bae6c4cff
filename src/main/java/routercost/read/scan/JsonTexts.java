package routercost.read.scan;

import routercost.read.text.DecodingReader;
import routercost.read.text.SwarBytes;

/// Texts of JSON as bytes (RFC 8259, section 7): where they end, how long they are, and what they
/// say once their escapes are resolved.
final class JsonTexts {
  private static final byte QUOTE = '"';
  private static final byte BACKSLASH = '\\';
  private static final long QUOTES = SwarBytes.eight(QUOTE);
  private static final long BACKSLASHES = SwarBytes.eight(BACKSLASH);
  private static final int FIRST_PRINTABLE = 0x20;
  private static final byte UNICODE = 5;
  private static final int ODD = -1;

  /// How many bytes follow a backslash, by the first of them; 0 if it may not stand there.
  private static final byte[] ESCAPES = escapes();

  /// The values of hexadecimal digits; −1 for any other byte.
  private static final byte[] HEX = hex();

  /// By how many bytes the text that was passed last is longer than without its escapes.
  private int escaped;

  /// Octets or-ed together that hold all of the text that was passed last.
  private long octets;

  private long foreign;

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

  /// Forgets the texts of the record before.
  void begin() {
    foreign = 0;
  }

  /// Has high bits if a text that was passed since `begin` is not UTF-8.
  long foreign() {
    return foreign;
  }

  /// Whether the text that was passed last has escapes.
  boolean isEscaped() {
    return escaped > 0;
  }

  /// Passes the text that begins at `at`.
  ///
  /// @return the place after its closing quote, or −1 if it is none
  int pass(byte[] bytes, int at) {
    int longer = 0;
    long any = 0;
    int block = at;
    while (true) {
      long eight = SwarBytes.at(bytes, block);
      any |= eight;
      long marks = SwarBytes.marks(eight, QUOTES, BACKSLASHES, FIRST_PRINTABLE);
      while (marks != 0) {
        int place = block + SwarBytes.first(marks);
        byte mark = bytes[place];
        if (mark == QUOTE) {
          escaped = longer;
          octets = any;
          if (SwarBytes.hasHighBit(any)) {
            foreign |= DecodingReader.isUtf8(bytes, at, place) ? 0 : any;
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
        if (passed - block >= Long.BYTES) {
          block = passed - Long.BYTES;
          break;
        }
        marks &= -1L << ((passed - block) << 3);
      }
      block += Long.BYTES;
    }
  }

  /// How many UTF-16 characters the text that was passed last has once its escapes are resolved.
  int characters(byte[] bytes, int from, int to) {
    int characters = to - from - escaped;
    if (SwarBytes.hasHighBit(octets)) {
      int at = from;
      for (; at + Long.BYTES <= to; at += Long.BYTES) {
        characters -= SwarBytes.beyondCharacters(SwarBytes.at(bytes, at));
      }
      if (at < to) {
        long rest = SwarBytes.at(bytes, at) & ~(-1L << ((to - at) << 3));
        characters -= SwarBytes.beyondCharacters(rest);
      }
    }
    return characters;
  }

  /// Adds a text whose escapes are resolved; `false` if it cannot be.
  static boolean addResolved(FieldOffsets spans, int from, int to) {
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

  /// The number that four hexadecimal digits write; negative if they do not.
  private static int hex(byte[] bytes, int at) {
    return (HEX[bytes[at] & 0xFF] << 12)
        | (HEX[bytes[at + 1] & 0xFF] << 8)
        | (HEX[bytes[at + 2] & 0xFF] << 4)
        | HEX[bytes[at + 3] & 0xFF];
  }
}
