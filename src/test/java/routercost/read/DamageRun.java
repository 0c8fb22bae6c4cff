package routercost.read;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Every sample cut at every byte, and with every byte changed in every way: what DamageTest does
/// with some of them.
///
/// Arguments: a part of the paths of samples, then the flips to make, or `none` for cuts alone; all
/// of both without.
final class DamageRun {
  private static final long SLOW = 1_000_000_000L;

  private final PrintStream out;
  private final Path folder;
  private final Map<String, Integer> silent = new TreeMap<>();
  private long readings;
  private long slowest;
  private String slowestAt = "";
  private int wrong;

  private DamageRun(PrintStream out, Path folder) {
    this.out = out;
    this.folder = folder;
  }

  public static void main(String[] arguments) throws IOException {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    String part = arguments.length == 0 ? "" : arguments[0];
    List<Damage.Flip> flips =
        arguments.length < 2
            ? List.of(Damage.Flip.values())
            : Stream.of(arguments)
                .skip(1)
                .filter(name -> !name.equals("none"))
                .map(Damage.Flip::valueOf)
                .toList();
    Path folder = Files.createTempDirectory("damage");
    long readings = 0;
    int wrong = 0;
    for (Path sample : Damage.samples()) {
      if (sample.toString().contains(part)) {
        var run = new DamageRun(out, folder);
        run.damage(sample, flips, arguments.length < 2 || flips.isEmpty());
        readings += run.readings;
        wrong += run.wrong;
      }
    }
    out.println(readings + " readings, " + wrong + " wrong");
  }

  private void damage(Path sample, List<Damage.Flip> flips, boolean cuts) throws IOException {
    byte[] whole = Files.readAllBytes(sample);
    long begun = System.nanoTime();
    if (cuts) {
      cuts(sample, whole);
    }
    for (var flip : flips) {
      flips(sample, whole, flip);
    }
    out.printf(
        "%6.1f s %8d readings, slowest %5d ms CPU%s  %s%n",
        (System.nanoTime() - begun) / 1e9, readings, slowest / 1_000_000, slowestAt, sample);
    silent.forEach((kind, count) -> out.printf("         %6d silent: %s%n", count, kind));
  }

  private void cuts(Path sample, byte[] whole) throws IOException {
    int end = 1;
    for (int border : Damage.borders(whole)) {
      var expected = Damage.read(sample, Damage.cut(whole, border), folder);
      for (; end <= border; end++) {
        if (read(sample, sample + " cut at " + end, Damage.cut(whole, end)).misleads(expected)) {
          note(sample + " cut at " + end + ": silent");
        }
      }
    }
  }

  private void flips(Path sample, byte[] whole, Damage.Flip flip) throws IOException {
    var expected = Damage.read(sample, whole, folder);
    for (int at = 0; at < whole.length; at++) {
      byte[] flipped = flip.at(whole, at);
      if (flipped[at] == whole[at]) {
        continue;
      }
      if (read(sample, sample + " " + flip + " at " + at, flipped).misleads(expected)) {
        silent.merge(flip + " " + kind(whole, at) + " " + token(whole, at), 1, Integer::sum);
      }
    }
  }

  private Damage.Result read(Path sample, String what, byte[] log) {
    long begun = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    try {
      return Damage.read(sample, log, folder);
    } catch (IOException | RuntimeException | Error bug) {
      note(what + ": " + bug);
      return new Damage.Result(Optional.empty(), true);
    } finally {
      readings++;
      long taken = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begun;
      if (taken > slowest) {
        slowest = taken;
        slowestAt = taken > SLOW ? " (" + what + ")" : "";
      }
    }
  }

  private void note(String what) {
    wrong++;
    if (wrong <= 20) {
      out.println("WRONG " + what);
    }
  }

  private static String kind(byte[] whole, int at) {
    byte old = whole[at];
    return old >= '0' && old <= '9' ? "digit" : "other";
  }

  /// The word around a byte.
  private static String token(byte[] whole, int at) {
    int from = at;
    while (from > 0 && isWord(whole[from - 1]) && at - from < 30) {
      from--;
    }
    int to = at;
    while (to < whole.length && isWord(whole[to]) && to - at < 30) {
      to++;
    }
    boolean key = to + 1 < whole.length && whole[to] == '"' && whole[to + 1] == ':';
    boolean number =
        new String(whole, from, to - from, StandardCharsets.UTF_8).matches("[-0-9.eE+:TZ]*");
    return number
        ? "number"
        : (key ? "key " : "") + new String(whole, from, to - from, StandardCharsets.UTF_8);
  }

  private static boolean isWord(byte octet) {
    return octet < 0 || Character.isLetterOrDigit(octet) || "._-+:/".indexOf(octet) >= 0;
  }
}
