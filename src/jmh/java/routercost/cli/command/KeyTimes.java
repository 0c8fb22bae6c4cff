package routercost.cli.command;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import routercost.cli.explore.ExplorerScreen;
import routercost.cli.explore.ExplorerSession;
import routercost.cli.explore.StyledLine;

/// How long `explore` takes from a key to its screen on 100,000 cells, without a terminal, in
/// milliseconds of this thread: median and longest.
///
/// Arguments: the number of tasks, then options of `explore`.
final class KeyTimes {
  private static final int ROUNDS = 8;
  private static final List<String> MODELS =
      List.of("claude-haiku-4-5", "claude-sonnet-5", "claude-opus-5", "claude-opus-5-5");

  /// Keys in turn, by what they do.
  private static final Map<String, List<String>> KEYS = new LinkedHashMap<>();

  static {
    KEYS.put("cursor", List.of("Down", "Down", "Up"));
    KEYS.put("tier", List.of("h", "s", "o", "s"));
    KEYS.put("share, batch", List.of("h", "<", "<", "b", ">"));
    KEYS.put("undo, redo", List.of("u", "u", "r", "u"));
    KEYS.put("sort", List.of("S"));
    KEYS.put("drill down", List.of("Enter", "Down", "2", "3", "1", "Esc"));
    KEYS.put("all suggested", List.of("a", "R"));
  }

  private static double longestAhead;

  private KeyTimes() {}

  public static void main(String[] args) throws IOException {
    int tasks = Integer.parseInt(args[0]);
    var log = log(tasks, 100_000 / tasks / MODELS.size());
    var words = new String[args.length + 1];
    words[0] = "explore";
    words[1] = log.toString();
    System.arraycopy(args, 1, words, 2, args.length - 1);
    long begun = cpu();
    var session = session(words);
    draw(session);
    System.out.printf("| first screen | | %.0f |%n", (cpu() - begun) / 1e6);
    prepare(session);
    for (var keys : KEYS.entrySet()) {
      var times = times(session, keys.getValue());
      System.out.printf(
          "| %s | %.1f | %.1f |%n",
          keys.getKey(), times[times.length / 2], times[times.length - 1]);
    }
    System.out.printf("| a step between keys | | %.1f |%n", longestAhead);
  }

  /// A CSV log of so many tasks, each on all models and days.
  private static Path log(int tasks, int days) throws IOException {
    var log = Path.of("target/bench/data/keys-" + tasks + ".csv");
    Files.createDirectories(log.getParent());
    try (var out = new PrintStream(Files.newOutputStream(log), false, StandardCharsets.UTF_8)) {
      out.println("timestamp,task,model,input_tokens,output_tokens,cache_read_tokens");
      for (int day = 0; day < days; day++) {
        for (int task = 0; task < tasks; task++) {
          for (var model : MODELS) {
            out.printf(
                "%sT10:00:00Z,review_part_%d,%s,%d,%d,%d%n",
                LocalDate.of(2026, 11, 1).minusDays(day),
                task,
                model,
                1_000 + task + day,
                200 + day,
                3_000);
          }
        }
      }
    }
    return log;
  }

  private static ExplorerSession session(String[] words) {
    var line = RouterCost.commandLine(RedrawTimes.environment(), words);
    var parsed = line.parseArgs(words);
    return ((ExploreCommand) parsed.subcommand().commandSpec().userObject()).session();
  }

  /// Nanoseconds that this thread has worked, so that other processes do not count.
  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static void draw(ExplorerSession session) {
    new ExplorerScreen(120, 40, true)
        .lines(session.state(), session.view())
        .forEach(StyledLine::text);
  }

  /// What the view does while no key is pressed.
  private static void prepare(ExplorerSession session) {
    long begun = cpu();
    while (session.prepare()) {
      longestAhead = Math.max(longestAhead, (cpu() - begun) / 1e6);
      begun = cpu();
    }
  }

  /// Milliseconds, the shortest first.
  private static double[] times(ExplorerSession session, List<String> keys) {
    var times = new double[ROUNDS * keys.size()];
    for (int i = 0; i < times.length; i++) {
      long begun = cpu();
      session.press(keys.get(i % keys.size()));
      draw(session);
      times[i] = (cpu() - begun) / 1e6;
      prepare(session);
    }
    Arrays.sort(times);
    return times;
  }
}
