package routercost.read.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Looks at eight bytes at a time, held in one long whose lowest byte is the first (SIMD within a
/// register).
public final class SwarBytes {
  /// How many bytes behind the last one of an array may be looked at.
  public static final int BEYOND = 16;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long ZERO_DIGITS = 0x3030303030303030L;

  private static final byte FIRST_LEAD = (byte) 0xC0;

  private SwarBytes() {}

  /// The eight bytes at `at`.
  public static long at(byte[] bytes, int at) {
    return (long) LONGS.get(bytes, at);
  }

  /// `value` eight times over.
  public static long eight(byte value) {
    return (value & 0xFF) * ONES;
  }

  /// A mark in the high bit of every byte that equals that of `eight`. A byte behind a marked one
  /// may be marked wrongly: look at it.
  public static long marks(long octets, long eight) {
    long equal = octets ^ eight;
    return (equal - ONES) & ~equal & HIGH_BITS;
  }

  /// A mark on every byte below `bound` (at most 0x80), with the same reservation.
  public static long marksBelow(long octets, int bound) {
    return (octets - bound * ONES) & ~octets & HIGH_BITS;
  }

  /// A mark on every byte that equals those of `one` or `other`, which are ASCII, or is below
  /// `bound`, with the same reservation.
  public static long marks(long octets, long one, long other, int bound) {
    long below = ((octets ^ one) - ONES) | ((octets ^ other) - ONES) | (octets - bound * ONES);
    return below & ~octets & HIGH_BITS;
  }

  /// Whether one of eight bytes is not ASCII.
  public static boolean hasHighBit(long octets) {
    return (octets & HIGH_BITS) != 0;
  }

  /// How many of eight bytes of UTF-8 are more than the UTF-16 characters that they stand for: each
  /// that goes on with a character is, but of a character of four bytes, which is two in UTF-16,
  /// one less.
  public static int beyondCharacters(long octets) {
    long high = octets & HIGH_BITS;
    long following = high & ~(octets << 1);
    long fourth = high & (octets << 1) & (octets << 2) & (octets << 3);
    return count(following) - count(fourth);
  }

  /// How many marks there are. By what the first compiler knows, too: `Long.bitCount` takes it a
  /// dozen steps.
  private static int count(long marks) {
    return (int) (((marks >>> 7) * ONES) >>> 56);
  }

  /// Passes UTF-8 eight bytes at a time, as long as there are eight and none needs a closer look.
  ///
  /// @param from where a character begins
  /// @return where a character begins up to which all is UTF-8
  static int passUtf8(byte[] bytes, int from, int to) {
    int at = from;
    long due = 0; // marks on the bytes that have to go on with a character of the eight before
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      long octets = at(bytes, at);
      long high = octets & HIGH_BITS;
      if ((high | due) != 0) {
        long lead = high & (octets << 1);
        long leadOfThree = lead & (octets << 2);
        boolean complete = (high & ~lead) == (due | (lead << 8) | (leadOfThree << 16));
        if (!complete || isSpecial(octets, leadOfThree)) {
          break;
        }
        due = (lead >>> 56) | (leadOfThree >>> 48);
      }
    }
    if (due == 0) {
      return at;
    }
    return bytes[at - 1] >= FIRST_LEAD ? at - 1 : at - 2;
  }

  /// Whether eight bytes may have a character of four bytes, or the lead of one that is written
  /// longer than it need be or that is half a pair: not all that may follow these is UTF-8.
  private static boolean isSpecial(long octets, long leadOfThree) {
    long special =
        (leadOfThree & (octets << 3))
            | marks(octets, 0xE0 * ONES)
            | marks(octets, 0xED * ONES)
            | marks(octets & (0xFE * ONES), 0xC0 * ONES);
    return special != 0;
  }

  /// How many of eight bytes stand before the first that is not ASCII.
  static int ascii(long octets) {
    return Long.numberOfTrailingZeros(octets & HIGH_BITS) >>> 3;
  }

  /// How many of eight bytes stand before the first that is no digit.
  public static int digits(long octets) {
    long digits = octets ^ ZERO_DIGITS;
    return Long.numberOfTrailingZeros((digits | (digits + 0x7676767676767676L)) & HIGH_BITS) >>> 3;
  }

  /// The marks of eight bytes as the lowest eight bits.
  public static long gathered(long marks) {
    return ((marks >>> 7) * 0x0102040810204080L) >>> 56;
  }

  /// How many bytes stand before the first mark.
  public static int first(long marks) {
    return Long.numberOfTrailingZeros(marks) >>> 3;
  }

  /// The number that 1 to 15 digits write; −1 if one of them is no digit.
  public static long digits(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length <= 8) {
      return upToEight(at(bytes, from), length);
    }
    long first = upToEight(at(bytes, from), length - 8);
    long last = upToEight(at(bytes, to - 8), 8);
    return (first | last) < 0 ? -1 : first * 100_000_000 + last;
  }

  /// The number that the first 1 to 8 of eight bytes write; −1 if one of them is no digit.
  public static long upToEight(long octets, int length) {
    int empty = (8 - length) << 3;
    long digits = (octets ^ ZERO_DIGITS) << empty;
    if (((digits | (digits + 0x0606060606060606L)) & 0xF0F0F0F0F0F0F0F0L) != 0) {
      return -1;
    }
    long pairs = (digits * 10 + (digits >>> 8)) & 0x00FF00FF00FF00FFL;
    long fours = (pairs * 100 + (pairs >>> 16)) & 0x0000FFFF0000FFFFL;
    return (fours * 10_000 + (fours >>> 32)) & 0xFFFFFFFFL;
  }
}
