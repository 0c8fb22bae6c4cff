package routercost.read.scan;

import routercost.read.text.SwarBytes;

/// Numbers of JSON as bytes (RFC 8259, section 6).
final class JsonNumbers {
  private static final int ODD = -1;
  private static final int LONGEST = 100;

  private JsonNumbers() {}

  /// Passes the number at `at`.
  ///
  /// @return the place after it; −1 if it is none, or longer than any number need be
  static int pass(byte[] bytes, int at) {
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
    return next - at > LONGEST ? ODD : next;
  }

  private static int digits(byte[] bytes, int at) {
    int next = at;
    int found = SwarBytes.digits(SwarBytes.at(bytes, next));
    while (found == Long.BYTES) {
      next += Long.BYTES;
      found = SwarBytes.digits(SwarBytes.at(bytes, next));
    }
    return next + found;
  }
}
