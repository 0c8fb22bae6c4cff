package routercost.read.scan;

import routercost.read.text.DecodingReader;
import routercost.read.text.SwarBytes;
import routercost.read.value.AmountParser;

/// Reads numbers that are written plainly. What it reads, `CellValues` reads too; the rest is odd.
final class FastDecimalParser {
  /// The number is for the careful reading.
  static final long ODD = -1;

  /// The cell says that there is none.
  static final long MISSING = -2;

  private static final int MOST_DIGITS = 15;
  private static final int LONGEST_COST = 40;

  private static final long[] TENS = new long[MOST_DIGITS + 1];

  static {
    TENS[0] = 1;
    for (int i = 1; i < TENS.length; i++) {
      TENS[i] = TENS[i - 1] * 10;
    }
  }

  private int scale;

  /// A whole number, 0 or more, or `ODD` or `MISSING`.
  ///
  /// @param withPoint whether the column has decimal points, so that `12.0` is twelve
  static long whole(byte[] bytes, int from, int to, boolean withPoint) {
    int length = to - from;
    if (length <= 0) {
      return length < 0 ? ODD : MISSING;
    }
    if (length <= MOST_DIGITS) {
      long number = SwarBytes.digits(bytes, from, to);
      if (number >= 0) {
        return number;
      }
    }
    return length <= 4 && AmountParser.isMissing(DecodingReader.decoded(bytes, from, to).strip())
        ? MISSING
        : withoutZeros(bytes, from, to, withPoint);
  }

  private static long withoutZeros(byte[] bytes, int from, int to, boolean withPoint) {
    int end = to;
    while (end > from && bytes[end - 1] == '0') {
      end--;
    }
    boolean point = end > from + 1 && bytes[end - 1] == '.' && withPoint && to - end <= 3;
    return point && end - 1 - from <= MOST_DIGITS ? SwarBytes.digits(bytes, from, end - 1) : ODD;
  }

  /// The decimals of the amount that was read last.
  int scale() {
    return scale;
  }

  /// An amount with a decimal point, 0 or more, in 10^-scale; or `ODD` or `MISSING`.
  long amount(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length <= 0) {
      return length < 0 ? ODD : MISSING;
    }
    if (length > LONGEST_COST) {
      return ODD;
    }
    int decimals = length - 2;
    if (bytes[from + 1] == '.' && decimals > 0 && decimals <= MOST_DIGITS) { // `0.0042`
      long whole = SwarBytes.digits(bytes, from, from + 1);
      long fraction = SwarBytes.digits(bytes, from + 2, to);
      if ((whole | fraction) >= 0) {
        scale = decimals;
        return whole * TENS[decimals] + fraction;
      }
    }
    long number = 0;
    int digits = 0;
    int point = -1;
    int at = from;
    for (; at < to; at++) {
      byte mark = bytes[at];
      if (mark >= '0' && mark <= '9') {
        number = number * 10 + (mark - '0');
        digits += number == 0 ? 0 : 1;
      } else if (mark == '.' && point < 0 && at > from) {
        point = at;
      } else {
        break;
      }
    }
    int whole = (point < 0 ? at : point) - from;
    if (digits > 18 || whole == 0 || whole > MOST_DIGITS) {
      return length <= 4 && AmountParser.isMissing(DecodingReader.decoded(bytes, from, to).strip())
          ? MISSING
          : ODD;
    }
    scale = point < 0 ? 0 : at - point - 1;
    if (at == to) {
      return number;
    }
    return exponent(bytes, at, to) ? number : ODD;
  }

  /// Reads `e-05` into the scale.
  private boolean exponent(byte[] bytes, int at, int to) {
    int digits = at + 2;
    if ((bytes[at] != 'e' && bytes[at] != 'E')
        || bytes[at + 1] != '-'
        || to - digits < 1
        || to - digits > 2) {
      return false;
    }
    long exponent = SwarBytes.digits(bytes, digits, to);
    scale += (int) exponent;
    return exponent >= 0;
  }
}
