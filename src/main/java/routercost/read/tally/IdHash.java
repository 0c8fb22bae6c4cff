package routercost.read.tally;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import routercost.read.text.SwarBytes;
import routercost.read.value.PlaceholderId;
import routercost.usage.Meter;
import routercost.usage.Status;
import routercost.usage.Tally;

/// A hash of the id of a call in 64 bits, and of what it counts in 32 more: two calls with one id
/// are copies only if they agree in both. Among a billion calls, two that differ have equal hashes
/// with a probability of 10^-11. A failed attempt and the success under one id are two calls.
///
/// An id that only counts, such as `7` or `row-7`, is given to other calls too: by each file, each
/// day, each restart. Such calls are copies only if they were made in the same second.
///
/// The seed differs from run to run, so that nobody can make a log whose ids collide; no figure
/// depends on it.
public final class IdHash {
  private static final long ONE = 0xA0761D6478BD642FL;
  private static final long OTHER = 0xE7037ED1A0B428DBL;

  private static final Meter[] COUNTED = {
    Meter.INPUT,
    Meter.OUTPUT,
    Meter.CACHE_READ,
    Meter.CACHE_WRITE_5M,
    Meter.CACHE_WRITE_1H,
    Meter.CACHE_WRITE_UNKNOWN,
    Meter.WEB_SEARCH,
    Meter.UNITS,
    Meter.SECONDS,
    Meter.CHARACTERS,
    Meter.PAGES,
    Meter.SEARCH_UNITS
  };

  private static final long DAY = 86_400;

  private final long seed;
  private long first;
  private int second;
  private boolean counter;
  private long different = new SplittableRandom().nextLong();

  IdHash(long seed) {
    this.seed = seed;
  }

  public long first() {
    return first;
  }

  public int second() {
    return second;
  }

  /// Whether the id only counts: a short word, if any, and a number, if any.
  public boolean isCounter() {
    return counter;
  }

  /// Adds the time of a call whose id only counts; without a time of day it is no copy of another.
  public void at(Optional<Instant> time) {
    long moment = isTimeOfDay(time) ? time.get().getEpochSecond() : ++different;
    second ^= (int) (mixed(moment ^ seed, OTHER) >>> Integer.SIZE);
  }

  /// Whether a time says more than a day: midnight may stand for one.
  static boolean isTimeOfDay(Optional<Instant> time) {
    return time.isPresent() && time.get().getEpochSecond() % DAY != 0;
  }

  /// 62 bits of the hash, never 0.
  public long positive() {
    return (first >>> 1) | 1;
  }

  /// Adds what the call counts to the hash of its id.
  public void with(String model, long[] counts) {
    long all = model.hashCode();
    for (Meter meter : COUNTED) {
      all = mixed(all ^ counts[Tally.slot(meter)], ONE) + counts[Tally.slot(meter)];
    }
    second ^= (int) (mixed(all, OTHER ^ seed) >>> Integer.SIZE);
  }

  /// Hashes an id.
  ///
  /// @return `false` if it is not ASCII and has to be decoded first
  public boolean of(byte[] bytes, int from, int to, Status status) {
    counter = PlaceholderId.isCounter(bytes, from, to);
    return isHashed(bytes, from, to, status, 0x8080808080808080L);
  }

  /// Hashes an id.
  public void of(String id, Status status) {
    byte[] utf8 = id.getBytes(StandardCharsets.UTF_8);
    counter = PlaceholderId.isCounter(utf8, 0, utf8.length);
    var padded = Arrays.copyOf(utf8, utf8.length + SwarBytes.BEYOND);
    isHashed(padded, 0, utf8.length, status, 0);
  }

  private boolean isHashed(byte[] bytes, int from, int to, Status status, long refused) {
    long one = (seed ^ (status == Status.FAILED ? ONE : 0)) + (to - from);
    long other = Long.rotateLeft(seed, 32) + (to - from);
    long any = 0;
    for (int at = from; at < to; at += Long.BYTES) {
      long octets = SwarBytes.at(bytes, at);
      int beyond = at + Long.BYTES - to;
      octets = beyond > 0 ? octets & (-1L >>> (beyond << 3)) : octets;
      any |= octets;
      one = mixed(one ^ octets, ONE);
      other = mixed(other + octets, OTHER);
    }
    first = mixed(one, OTHER ^ other);
    second = (int) (mixed(other, ONE ^ one) >>> Integer.SIZE);
    return (any & refused) == 0;
  }

  private static long mixed(long one, long other) {
    return (one * other) ^ Math.unsignedMultiplyHigh(one, other);
  }
}
