package routercost.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import routercost.usage.Meter;
import routercost.usage.ServiceTier;
import routercost.usage.Tally;
import routercost.usage.UsageCube;
import routercost.usage.UsageKey;

/// What the benchmarks work on. The logs come from `src/bench/Generate.java`, so the benchmarks run
/// from the root of the source tree.
final class Samples {
  private static final Path GENERATOR = Path.of("src/bench/Generate.java");
  private static final Path FOLDER = Path.of("target/bench/data");
  private static final LocalDate FIRST = LocalDate.of(2026, 8, 15);
  private static final int DAYS = 90;
  private static final List<String> MODELS =
      List.of("claude-haiku-4-5-20251001", "claude-sonnet-5", "claude-opus-5");

  private Samples() {}

  /// A log of about `bytes` bytes.
  static Path log(String format, int bytes) {
    var log = FOLDER.resolve("jmh-%d.%s".formatted(bytes, format));
    if (!Files.exists(log)) {
      generate(format, bytes, log);
    }
    return log;
  }

  private static void generate(String format, int bytes, Path log) {
    try {
      Files.createDirectories(FOLDER);
      var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
      var command = List.of(java, GENERATOR.toString(), "--format", format, "--bytes", "" + bytes);
      var toLog = new ArrayList<>(command);
      toLog.addAll(List.of("--out", log.toString()));
      int exit = new ProcessBuilder(toLog).inheritIO().start().waitFor();
      if (exit != 0) {
        throw new IllegalStateException(toLog + " ended with " + exit);
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted");
    }
  }

  /// The first `size` bytes of a CSV log.
  static byte[] csv(int size) {
    try (var in = Files.newInputStream(log("csv", 2 * size))) {
      return in.readNBytes(size);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /// As many distinct keys, in the order of days in which logs have them.
  static List<UsageKey> keys(int count) {
    var keys = new ArrayList<UsageKey>(count);
    int tasks = Math.ceilDiv(count, DAYS);
    for (int i = 0; i < count; i++) {
      var day = FIRST.plusDays(i / tasks);
      int task = i % tasks;
      var key = UsageKey.of(day, "task_" + task, MODELS.get(task % MODELS.size()));
      keys.add(task % 5 == 4 ? key.withService(ServiceTier.BATCH) : key);
    }
    return keys;
  }

  /// One whole number per meter, as `Tally.add` takes them.
  static long[] counts() {
    var counts = new long[Meter.values().length];
    counts[Tally.slot(Meter.CALLS)] = 1;
    counts[Tally.slot(Meter.INPUT)] = 1_234;
    counts[Tally.slot(Meter.OUTPUT)] = 321;
    counts[Tally.slot(Meter.CACHE_READ)] = 4_096;
    return counts;
  }

  /// A cube with as many cells.
  static UsageCube cube(int cells) {
    var tally = new Tally();
    keys(cells).forEach(key -> tally.add(key, counts(), new BigDecimal("0.0123")));
    return tally.cube();
  }
}
