package routercost.read.cube;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The numbers and texts of a section of a compact cube. A number has seven bits a byte, the lowest
/// first; the eighth bit says that more follow. A text stands after the number of its bytes in
/// UTF-8.
final class CompactBytes {
  private static final int SEVEN_BITS = 0x7F;
  private static final int MORE = 0x80;
  private static final int BITS_OF_LONG = 62;
  private static final int LONGEST_NUMBER = 40;
  private static final int MOST_DECIMALS = 100;

  private final byte[] bytes;
  private int at;

  CompactBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  /// The section that comes next, behind its length.
  ///
  /// @throws EOFException if it is not whole
  static byte[] section(InputStream in) throws IOException {
    int length = 0;
    int next = MORE;
    for (int shift = 0; (next & MORE) != 0; shift += 7) {
      next = in.read();
      if (next < 0 || shift > 28 || (length |= (next & SEVEN_BITS) << shift) < 0) {
        throw new EOFException();
      }
    }
    byte[] section = in.readNBytes(length);
    if (section.length < length) {
      throw new EOFException();
    }
    return section;
  }

  boolean isAtEnd() {
    return at == bytes.length;
  }

  private int next() throws EOFException {
    if (at == bytes.length) {
      throw new EOFException();
    }
    return bytes[at++];
  }

  /// The next number, if it fits into a long; −1 otherwise, and it is the next of [#wide].
  long number() throws EOFException {
    int start = at;
    long number = 0;
    for (int shift = 0; shift < BITS_OF_LONG; shift += 7) {
      int next = next();
      number |= (long) (next & SEVEN_BITS) << shift;
      if ((next & MORE) == 0) {
        return number;
      }
    }
    at = start;
    return -1;
  }

  /// The next number, whatever its size.
  BigInteger wide() throws EOFException {
    var number = BigInteger.ZERO;
    int next = MORE;
    for (int count = 0; (next & MORE) != 0; count++) {
      next = next();
      if (count == LONGEST_NUMBER) {
        throw new EOFException();
      }
      number = number.or(BigInteger.valueOf(next & SEVEN_BITS).shiftLeft(7 * count));
    }
    return number;
  }

  /// The next number, which counts or points at something in memory.
  int size() throws EOFException {
    long size = number();
    if (size < 0 || size > Integer.MAX_VALUE) {
      throw new EOFException();
    }
    return (int) size;
  }

  /// The next decimal number: its decimals, then twice its digits, one more if it is below zero.
  BigDecimal decimal() throws EOFException {
    int scale = size();
    if (scale > MOST_DECIMALS) {
      throw new EOFException();
    }
    var digits = wide();
    var amount = new BigDecimal(digits.shiftRight(1), scale);
    return digits.testBit(0) ? amount.negate() : amount;
  }

  String text() throws EOFException {
    int length = size();
    if (length > bytes.length - at) {
      throw new EOFException();
    }
    at += length;
    return new String(bytes, at - length, length, StandardCharsets.UTF_8);
  }

  /// Numbers and texts that are put into a section one after another.
  static final class Writer {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Writer number(long number) {
      long rest = number;
      while (rest > SEVEN_BITS) {
        out.write((int) (rest & SEVEN_BITS) | MORE);
        rest >>>= 7;
      }
      out.write((int) rest);
      return this;
    }

    Writer number(BigInteger number) {
      var rest = number;
      while (rest.bitLength() > BITS_OF_LONG) {
        out.write((rest.intValue() & SEVEN_BITS) | MORE);
        rest = rest.shiftRight(7);
      }
      return number(rest.longValue());
    }

    Writer decimal(BigDecimal amount) {
      var plain = amount.scale() < 0 ? amount.setScale(0) : amount;
      var digits = plain.unscaledValue().abs().shiftLeft(1);
      return number(plain.scale()).number(amount.signum() < 0 ? digits.setBit(0) : digits);
    }

    Writer text(String text) {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      number(utf8.length);
      out.writeBytes(utf8);
      return this;
    }

    /// Appends all of another as a section, behind its length.
    Writer section(Writer other) {
      number(other.out.size());
      out.writeBytes(other.out.toByteArray());
      return this;
    }

    byte[] bytes() {
      return out.toByteArray();
    }
  }

  /// The numbers of a column.
  static final class Column {
    private final long[] plain;

    /// Those that no long can hold, and decimal ones; null where there are none.
    private final @Nullable BigDecimal @Nullable [] wide;

    private Column(long[] plain, @Nullable BigDecimal @Nullable [] wide) {
      this.plain = plain;
      this.wide = wide;
    }

    /// The number of a row that is plain.
    long plain(int row) {
      return plain[row];
    }

    BigDecimal at(int row) {
      BigDecimal other = wide == null ? null : wide[row];
      return other == null ? BigDecimal.valueOf(plain[row]) : other;
    }

    boolean isPlain(int row) {
      return wide == null || wide[row] == null;
    }
  }

  /// All numbers of this section.
  Column column(int rows, boolean isDecimal) throws EOFException {
    long[] plain = new long[rows];
    @Nullable BigDecimal[] wide = null;
    for (int row = 0; row < rows; row++) {
      long number = isDecimal ? -1 : number();
      if (number >= 0) {
        plain[row] = number;
      } else {
        wide = wide == null ? new BigDecimal[rows] : wide;
        wide[row] = isDecimal ? decimal() : new BigDecimal(wide());
      }
    }
    if (!isAtEnd()) {
      throw new EOFException();
    }
    return new Column(plain, wide);
  }
}
