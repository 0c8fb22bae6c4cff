package routercost.bench;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorSpecies;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Ways to find commas, quotes and line ends in the bytes of a CSV log: the places of all of them
/// are written into an array, as a scanner needs them.
///
/// The Vector API is an incubating module: it has to be asked for when the program starts, prints a
/// warning, and takes memory. This says what that would buy.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 2,
    jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "-XX:+UseSerialGC"})
public class Delimiters {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH = 0x8080808080808080L;
  private static final VectorSpecies<Byte> SPECIES = ByteVector.SPECIES_PREFERRED;

  /// The size of the page, in bytes.
  @Param("262144")
  public int size;

  private byte[] page = {};
  private int[] places = {};

  @Setup
  public void fill() {
    page = Samples.csv(size);
    places = new int[size];
  }

  /// One byte after the other.
  @Benchmark
  public int byteLoop() {
    int found = 0;
    for (int i = 0; i < page.length; i++) {
      byte one = page[i];
      if (one == ',' || one == '"' || one == '\n') {
        places[found++] = i;
      }
    }
    return found;
  }

  /// One byte after the other, with a table of what each value is.
  @Benchmark
  public int byteTable() {
    int found = 0;
    for (int i = 0; i < page.length; i++) {
      places[found] = i;
      found += TABLE[page[i] & 0xff];
    }
    return found;
  }

  private static final byte[] TABLE = table();

  private static byte[] table() {
    var table = new byte[256];
    for (byte one : ",\"\n".getBytes(StandardCharsets.US_ASCII)) {
      table[one] = 1;
    }
    return table;
  }

  /// Eight bytes at once, exactly: a comparison with each of the three bytes.
  @Benchmark
  public int longsExact() {
    int found = 0;
    int i = 0;
    for (; i + 8 <= page.length; i += 8) {
      long eight = (long) LONGS.get(page, i);
      long hits =
          zeros(eight ^ (ONES * ',')) | zeros(eight ^ (ONES * '"')) | zeros(eight ^ (ONES * '\n'));
      while (hits != 0) {
        places[found++] = i + (Long.numberOfTrailingZeros(hits) >>> 3);
        hits &= hits - 1;
      }
    }
    return rest(i, found);
  }

  /// Eight bytes at once, roughly: all bytes below 0x2d, which are few beside the three, and then a
  /// look at each.
  @Benchmark
  public int longsBelow() {
    int found = 0;
    int i = 0;
    for (; i + 8 <= page.length; i += 8) {
      long eight = (long) LONGS.get(page, i);
      long hits = ((eight & ~HIGH) + ONES * (0x80 - 0x2d)) & HIGH;
      hits = ~(hits | eight) & HIGH;
      while (hits != 0) {
        int place = i + (Long.numberOfTrailingZeros(hits) >>> 3);
        places[found] = place;
        found += TABLE[page[place]];
        hits &= hits - 1;
      }
    }
    return rest(i, found);
  }

  /// As many bytes at once as the machine has room for.
  @Benchmark
  public int vectors() {
    int found = 0;
    int i = 0;
    for (; i + SPECIES.length() <= page.length; i += SPECIES.length()) {
      var some = ByteVector.fromArray(SPECIES, page, i);
      long hits = some.eq((byte) ',').or(some.eq((byte) '"')).or(some.eq((byte) '\n')).toLong();
      while (hits != 0) {
        places[found++] = i + Long.numberOfTrailingZeros(hits);
        hits &= hits - 1;
      }
    }
    return rest(i, found);
  }

  /// The high bit of each byte that is zero, and of no other.
  private static long zeros(long eight) {
    return ~(((eight & ~HIGH) + ~HIGH) | eight | ~HIGH);
  }

  private int rest(int from, int before) {
    int found = before;
    for (int i = from; i < page.length; i++) {
      places[found] = i;
      found += TABLE[page[i] & 0xff];
    }
    return found;
  }
}
