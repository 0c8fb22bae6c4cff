package routercost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever is in a folder of logs: every row and file is used or named, one total is told, and no
/// damage makes a gate pass that may be over.
class NothingLostTest {
  private static final int RUNS = 15;
  private static final String HEADER =
      "request_id,timestamp,task,model,input_tokens,output_tokens,service_tier,inference_geo\n";
  private static final List<String> GROUPINGS =
      List.of("task", "day", "model", "task,day", "month");
  private static final List<String> FORMATS = List.of("table", "plain", "csv", "markdown");

  @TempDir Path folder;

  /// What lies in a folder: a call costs $4 for a million tokens of input, $20 of output.
  ///
  /// @param rows that are data
  /// @param least micro-dollars of what can be read
  /// @param open whether something may cost more
  private record Made(int rows, int files, long least, boolean open) {}

  private static <T> T one(List<T> of, Random random) {
    return of.get(random.nextInt(of.size()));
  }

  private Made make(Random random) throws IOException {
    try (var old = Files.list(folder)) {
      for (var file : old.toList()) {
        Files.delete(file);
      }
    }
    int files = 1 + random.nextInt(3);
    int rows = 0;
    int broken = 0;
    long least = 0;
    boolean open = false;
    for (int nth = 0; nth < files; nth++) {
      var log = new StringBuilder(HEADER);
      int size = 2 + random.nextInt(random.nextInt(4) == 0 ? 300 : 20);
      for (int i = 0; i < size; i++) {
        long input = random.nextInt(900_000);
        long output = random.nextInt(9_000);
        var id = random.nextInt(5) == 0 ? one(List.of("N/A", "-", "0"), random) : nth + "." + i;
        int damage = i > 0 && random.nextInt(3) == 0 ? random.nextInt(40) : 40;
        var in = damage == 0 ? "many" : damage == 1 || damage == 2 ? "" : Long.toString(input);
        var out = damage == 1 ? "" : Long.toString(output);
        log.append(
            id
                + ","
                + "2026-10-%02d,%s,claude-opus-5-5,%s,%s,%s,%s"
                    .formatted(
                        1 + i % 28,
                        one(List.of("plan", "chat"), random),
                        in,
                        out,
                        damage == 3 ? "gold" : "standard",
                        damage == 4 ? one(List.of("mars", "eu"), random) : "global")
                + "\n");
        open |= damage <= 4;
        least += damage > 2 ? 4 * input + 20 * output : damage == 2 ? 20 * output : 0;
        rows++;
      }
      int packing = random.nextInt(8);
      write("log" + nth + ".csv", log.toString(), packing);
      open |= packing == 1;
    }
    if (random.nextInt(4) == 0) {
      Files.writeString(folder.resolve("renamed.csv"), "time,modl,input_tokens\n2026-10-01,m,5\n");
      broken = 1;
    }
    return new Made(rows, files + broken, least, open || broken > 0);
  }

  /// Writes a log: packed if `packing` is 0 to 2, with a byte more behind it if it is 1 or 2.
  private void write(String name, String log, int packing) throws IOException {
    if (packing > 2) {
      Files.writeString(folder.resolve(name), log);
      return;
    }
    try (var file = Files.newOutputStream(folder.resolve(name + ".gz"))) {
      var packed = new GZIPOutputStream(file);
      packed.write(log.getBytes(StandardCharsets.UTF_8));
      packed.finish();
      if (packing > 0) {
        file.write(packing == 1 ? 'x' : 0);
      }
    }
  }

  private Terminals.Run run(String command, String... more) {
    var words = new ArrayList<>(List.of(command, folder.toString(), "--max-rejects", "100"));
    words.addAll(List.of(more));
    return Terminals.run(words);
  }

  private static long sum(String json, String key) {
    var found = Pattern.compile("\"" + key + "\": (\\d+)").matcher(json);
    long sum = 0;
    while (found.find()) {
      sum += Long.parseLong(found.group(1));
    }
    return sum;
  }

  private static String first(String text, String pattern) {
    var found = Pattern.compile(pattern).matcher(text);
    assertThat(found.find()).as(pattern + " in " + text).isTrue();
    return found.group(1);
  }

  @Test
  void everyRowAndFileIsUsedOrNamedAndTheTotalIsOne() throws IOException {
    var random = new Random(20261129);
    for (int i = 0; i < RUNS; i++) {
      var made = make(random);
      var json = run("audit", "-f", "json").out();
      var inputs = first(json, "(?s)\"inputs\": (\\[.*?\\n  \\])");
      assertThat(sum(inputs, "rows")).as("rows of %s", made).isEqualTo(made.rows());
      assertThat(
              sum(inputs, "used")
                  + sum(inputs, "duplicates")
                  + sum(inputs, "skipped")
                  + sum(inputs, "rejected"))
          .isEqualTo(made.rows());
      var left = json.contains("\"kind\": \"file\"") ? 1 : 0;
      assertThat(inputs.split("\"path\"", -1).length - 1 + left).isEqualTo(made.files());

      var exact = new BigDecimal(first(json, "(?s)\"totals\": .*?\"before\": \"([\\d.]+)\""));
      assertThat(exact).isEqualByComparingTo(BigDecimal.valueOf(made.least(), 6));
      var headline = first(run("audit").out(), "The bill is (?:at least )?(\\S+\\d)");
      var by = one(GROUPINGS, random);
      for (var command : List.of("audit", "what-if")) {
        assertThat(run(command, "--group-by", by).out())
            .as(by)
            .containsPattern("The bill is (at least )?" + Pattern.quote(headline));
      }
      assertThat(run("audit", "--group-by", by, "-f", "markdown").out()).contains(headline);
      assertThat(run("audit", "--group-by", by, "-f", "html").out()).contains(headline);
      for (var format : List.of("table", "comment", "csv")) {
        var told = format.equals("csv") ? exact.stripTrailingZeros().toPlainString() : headline;
        assertThat(run("check", "--budgets", "samples/budgets.yaml", "-f", format).out())
            .as(format)
            .contains(told);
      }
      assertThat(run("forecast", "--now", "2026-11-01T00:00:00Z").out()).contains(headline);
      assertThat(run("compare", "samples/calls.csv").out()).contains(headline);
      var csv = run("audit", "--group-by", by, "-f", "csv", "-q").out().lines().toList();
      int cost = List.of(csv.getFirst().split(",", -1)).indexOf("before_usd");
      assertThat(
              csv.stream()
                  .skip(1)
                  .map(row -> new BigDecimal(row.split(",", -1)[cost]))
                  .reduce(BigDecimal.ZERO, BigDecimal::add))
          .isEqualByComparingTo(exact);
    }
  }

  @Test
  void noDamageFilterOrOptionOpensAGateThatMayBeOver() throws IOException {
    var random = new Random(7);
    int opened = 0;
    for (int i = 0; i < 3 * RUNS; i++) {
      var made = make(random);
      long limit = made.least() + random.nextInt(3) - 1; // just under, at or over what is known
      var budgets = Files.createTempFile("budgets", ".yaml");
      Files.writeString(
          budgets,
          "version: 1\ncurrency: USD\nbudgets:\n  - {id: t, metric: cost, period: input, limit: %s}\n"
              .formatted(BigDecimal.valueOf(Math.max(1, limit), 6).toPlainString()));
      var options =
          new ArrayList<>(List.of("--budgets", budgets.toString(), "-f", one(FORMATS, random)));
      options.addAll(
          one(
              List.of(
                  List.of(),
                  List.of("-q"),
                  List.of("--strict"),
                  List.of("--month", "2026-10"),
                  List.of("--filter", "model=opus"),
                  List.of("--dedupe", "off"),
                  List.of("--threads", "3")),
              random));
      var ended = run("check", options.toArray(String[]::new));
      Files.delete(budgets);
      boolean over = made.least() > Math.max(1, limit);
      assertThat(ended.exit())
          .as("%d %s %s %s", i, made, options, ended)
          .isEqualTo(over ? 3 : made.open() ? 4 : 0);
      opened += ended.exit() == 0 ? 1 : 0;
    }
    assertThat(opened).isPositive();
  }

  /// Logs with and without times, with ids of every kind, in a budget of some period.
  ///
  /// @param timed micro-dollars of each period
  /// @param untimed micro-dollars of calls that may be of any
  /// @param isMixed whether both are there
  private record Spent(Map<String, Long> timed, long untimed, boolean isMixed) {
    /// The most that is known of one period; today is in none of those that are named.
    long known() {
      return Math.max(most(), untimed);
    }

    long possible() {
      return most() + untimed;
    }

    private long most() {
      return timed.values().stream().mapToLong(Long::longValue).max().orElse(0);
    }
  }

  private String id(String kind, int log, int row) {
    return switch (kind) {
      case "none" -> one(List.of("", "n/a", "0"), new Random(row));
      case "constant" -> log % 2 == 0 ? "nightly" : "0b5e0a52-7d3c-4b7e-9a61-2f1f3c9d1e01";
      case "counter" -> "row-" + row;
      default -> "req_%08x%04dcd".formatted(log * 31 + 7, row);
    };
  }

  private Spent spend(Random random, String cycle, boolean planOnly) throws IOException {
    var timed = new HashMap<String, Long>();
    long untimed = 0;
    boolean isTimed = false;
    boolean isUntimed = false;
    int logs = 1 + random.nextInt(3);
    for (int nth = 0; nth < logs; nth++) {
      boolean hasTimes = random.nextInt(3) > 0;
      isTimed |= hasTimes;
      isUntimed |= !hasTimes;
      var kind = one(List.of("none", "constant", "counter", "own"), random);
      var log =
          new StringBuilder(hasTimes ? "timestamp," : "")
              .append("request_id,task,model,input_tokens,output_tokens,status\n");
      int size = 6 + random.nextInt(random.nextInt(4) == 0 ? 200 : 12);
      for (int i = 0; i < size; i++) {
        var day = LocalDate.of(2026, 9, 25).plusDays(random.nextInt(36));
        long input = 100_000L * (1 + random.nextInt(2));
        var task = i % 2 == 0 ? "plan" : "chat";
        var row =
            (hasTimes ? day + "T0" + (nth + 1) + ":00:00Z," : "")
                + "%s,%s,claude-opus-5-5,%d,0,%s\n"
                    .formatted(
                        id(kind, nth, i),
                        task,
                        input,
                        one(List.of("ok", "retry", "???", "fertig"), random));
        log.append(row).append(kind.equals("own") && random.nextInt(6) == 0 ? row : "");
        long micros = planOnly && !task.equals("plan") ? 0 : 4 * input;
        if (hasTimes) {
          timed.merge(period(day, cycle), micros, Long::sum);
        } else {
          untimed += micros;
        }
      }
      Files.writeString(folder.resolve("log" + nth + ".csv"), log);
    }
    return new Spent(timed, untimed, isTimed && isUntimed);
  }

  private static String period(LocalDate day, String cycle) {
    return switch (cycle) {
      case "day" -> day.toString();
      case "week" -> day.with(DayOfWeek.MONDAY).toString();
      default -> day.withDayOfMonth(1).toString();
    };
  }

  @Test
  void noMixtureOfLogsIdsAndPeriodsOpensAGateThatMayBeOver() throws IOException {
    var random = new Random(18);
    int opened = 0;
    for (int i = 0; i < 4 * RUNS; i++) {
      try (var old = Files.list(folder)) {
        for (var file : old.toList()) {
          Files.delete(file);
        }
      }
      var cycle = one(List.of("day", "week", "month"), random);
      var options =
          one(
              List.of(
                  List.<String>of(),
                  List.of("-q"),
                  List.of("--strict"),
                  List.of("--filter", "task=plan"),
                  List.of("--threads", "3")),
              random);
      var spent = spend(random, cycle, options.contains("--filter"));
      long at = random.nextBoolean() ? spent.known() : spent.possible();
      long limit = at + random.nextInt(3) - 1;
      var budgets = Files.createTempFile("budgets", ".yaml");
      Files.writeString(
          budgets,
          "version: 1\ncurrency: USD\nbudgets:\n  - {id: t, metric: cost, period: %s, limit: %s}\n"
              .formatted(cycle, BigDecimal.valueOf(limit, 6).toPlainString()));
      var words = new ArrayList<>(options);
      words.addAll(List.of("--budgets", budgets.toString(), "-f", one(FORMATS, random)));
      var ended = run("check", words.toArray(String[]::new));
      Files.delete(budgets);
      int doubt = options.contains("--strict") && spent.isMixed() ? 5 : 0;
      assertThat(ended.exit())
          .as("%d %s %s %s %s %s", i, cycle, limit, spent, words, ended)
          .isEqualTo(spent.known() > limit ? 3 : spent.possible() > limit ? 4 : doubt);
      opened += ended.exit() == 0 ? 1 : 0;
    }
    assertThat(opened).isPositive();
  }
}
