package routercost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A cube stands for its logs: whatever is asked of it, the answer is theirs.
class SavedCubeLawsTest {
  private static final int RUNS = 25;
  private static final String HEADER =
      "timestamp,task,model,input_tokens,output_tokens,cache_read_tokens,cache_write_tokens,"
          + "service_tier,status,team,calls\n";
  private static final List<String> MODELS =
      List.of("claude-opus-5-5", "claude-sonnet-5-5", "claude-haiku-5-5", "claude-nova-9");
  private static final List<String> TEAMS =
      List.of("core", "", "=1+1", "'=x", "\"say \"\"hi\"\"\"", "\"two\nlines\"", "a;b", "'\\r");

  private static final List<List<String>> METHODS =
      List.of(
          List.of("--method", "steps"),
          List.of("--method", "shapley"),
          List.of("--method", "pvm"),
          List.of("--method", "pvm", "--joint", "separate", "--new-lines", "bucket"),
          List.of("--method", "pvm", "--volume", "calls"));
  private static final Pattern ASSUMPTIONS = Pattern.compile("(?s)\"assumptions\": \\[.*?\\n  \\]");

  @TempDir private Path folder;

  private static <T> T one(List<T> of, Random random) {
    return of.get(random.nextInt(of.size()));
  }

  /// Rows of a log: some without a time, some that failed, some for several calls, some not
  /// readable.
  private static List<String> rows(Random random, int size) {
    return rows(random, size, true);
  }

  private static List<String> rows(Random random, int size, boolean broken) {
    var rows = new ArrayList<String>();
    for (int i = 0; i < size; i++) {
      rows.add(
          "%s,%s,%s,%s,%d,%d,%d,%s,%s,%s,%s\n"
              .formatted(
                  random.nextInt(9) == 0 ? "" : "2026-10-%02dT10:00:00Z".formatted(1 + i % 28),
                  one(List.of("plan", "review_code", "classify_ticket"), random),
                  one(MODELS, random),
                  broken && random.nextInt(40) == 0
                      ? "many"
                      : Integer.toString(random.nextInt(150_000)),
                  random.nextInt(2_000),
                  random.nextInt(3) == 0 ? random.nextInt(9_000) : 0,
                  random.nextInt(3) == 0 ? random.nextInt(9_000) : 0,
                  one(List.of("standard", "standard", "batch"), random),
                  one(List.of("ok", "ok", "ok", "error"), random),
                  one(TEAMS, random),
                  random.nextInt(6) == 0 ? "7" : "1"));
    }
    return rows;
  }

  private Path log(String name, List<String> rows) throws IOException {
    var file = folder.resolve(name);
    Files.writeString(file, HEADER + String.join("", rows));
    return file;
  }

  private static Terminals.Run run(String... words) {
    return Terminals.run(List.of(words));
  }

  private Path cube(Path log) {
    var cube = folder.resolve(log.getFileName() + ".cube.csv.zst");
    run("cube", "build", log.toString(), "--labels", "team", "-o", cube.toString(), "-q");
    assertThat(cube).exists();
    return cube;
  }

  /// What a command says of an input, without how the input is called.
  private static String answer(List<String> command, Path... inputs) {
    var words = new ArrayList<>(command);
    for (var input : inputs) {
      words.add(input.toString());
    }
    words.addAll(List.of("-f", "json", "-q", "--max-rejects", "100"));
    var run = Terminals.run(words);
    var text =
        run.out()
            .replaceAll("(?s)\"inputs\": \\[.*?\\n  +\\],", "")
            .replace(".cube.csv.zst", "")
            .replaceAll(BOUND, "$1")
            .replaceAll(BURSTS, "")
            .replaceAll(PREFIXES, "");
    return ASSUMPTIONS.matcher(text).replaceAll(SavedCubeLawsTest::inOrder) + run.exit();
  }

  /// Sentences in the order of the alphabet: a cube does not keep them in that of its logs, and
  /// counts aggregate rows before any filter.
  private static String inOrder(MatchResult assumptions) {
    return Matcher.quoteReplacement(
        assumptions
            .group()
            .lines()
            .map(line -> line.replaceAll("(?<=\"),$", ""))
            .filter(line -> !line.contains("aggregate row"))
            .sorted()
            .collect(Collectors.joining("\n")));
  }

  /// A cube under a period does not bound what its calls without a time cost.
  private static final String BOUND =
      "(?s)(\"kind\": \"no_time\".{0,200}?\"high\": )(?:\"[\\d.]+\"|null)";

  /// A cube has no single calls, and so no bursts.
  private static final String BURSTS = "(?s)\"batch\": (?:null|\\{.*?\\})";

  /// Nor can it tell how much less a move saves if calls of different tasks share prefixes.
  private static final String PREFIXES =
      "\n +\"calls of different tasks share no cached prefix[^\n]*";

  private static final List<String> SELECTIONS = List.of("--month", "--from", "--filter");

  private static final List<List<String>> COMMANDS =
      List.of(
          List.of("audit"),
          List.of("audit", "--group-by", "team"),
          List.of("audit", "--group-by", "day,model", "--month", "2026-10"),
          List.of("audit", "--filter", "task=plan,team==1+1"),
          List.of("audit", "--from", "2026-10-05", "--to", "2026-10-20", "--as-of", "2026-11-01"),
          List.of("what-if", "--matrix"),
          List.of("what-if", "--move", "plan=haiku", "--group-by", "team"),
          List.of("forecast", "--now", "2026-10-29"),
          List.of("route", "suggest"),
          List.of("check", "--budgets", "src/test/resources/cube-budgets.yaml"));

  @Test
  void everyCommandSaysOfACubeWhatItSaysOfTheLog() throws IOException {
    var random = new Random(20261121);
    for (int i = 0; i < RUNS; i++) {
      boolean broken = i % 2 == 0;
      var log = log("log.csv", rows(random, random.nextInt(60), broken));
      var cube = cube(log);
      for (var command : COMMANDS) {
        if (broken && command.stream().anyMatch(SELECTIONS::contains)) {
          continue; // a cube does not tell of what day or task a row was that could not be read
        }
        assertThat(answer(command, cube)).as("%d %s", i, command).isEqualTo(answer(command, log));
      }
      Files.delete(cube);
    }
  }

  @Test
  void twoCubesCompareAsTheirLogsDo() throws IOException {
    var random = new Random(4);
    for (int i = 0; i < RUNS; i++) {
      var base = log("base.csv", rows(random, 1 + random.nextInt(60)));
      var head = log("head.csv", rows(random, 1 + random.nextInt(60)));
      var command = List.of("compare", "--group-by", one(List.of("task", "model"), random));
      assertThat(answer(command, cube(base), cube(head)))
          .isEqualTo(answer(command, base, head))
          .isEqualTo(answer(command, cube(base), head));
    }
  }

  @Test
  void twoSavedReportsCompareAsTheirLogsDoToTheLastDigit() throws IOException {
    var random = new Random(8);
    for (int i = 0; i < RUNS; i++) {
      var base = log("base.csv", rows(random, 1 + random.nextInt(60), false));
      var head = log("head.csv", rows(random, 1 + random.nextInt(60), false));
      var method = one(METHODS, random);
      var group = one(List.of("task", "task,model", "tier,service,band", "provider"), random);
      var discounts = "src/test/resources/cube-discounts.yaml";
      var options =
          Stream.concat(
                  method.stream(),
                  Stream.of("--group-by", group, "-f", "csv", "-q", "--prices", discounts))
              .toList();
      var saved = saved(base, discounts);

      assertThat(compared(options, saved, head)).isEqualTo(compared(options, base, head));
      assertThat(compared(options, base, saved(head, discounts)))
          .isEqualTo(compared(options, base, head));
      assertThat(compared(options, saved, saved(head, discounts)))
          .isEqualTo(compared(options, base, head));
    }
  }

  private Path saved(Path log, String prices) {
    var file = folder.resolve(log.getFileName() + ".json");
    run("audit", log.toString(), "-f", "json", "-o", file.toString(), "--prices", prices, "-q");
    return file;
  }

  private static String compared(List<String> options, Path base, Path head) {
    var words = new ArrayList<>(List.of("compare", base.toString(), head.toString()));
    words.addAll(options);
    var run = Terminals.run(words);
    assertThat(run.exit()).as(run.err()).isZero();
    return withoutListPrices(run.out());
  }

  /// Saved reports have no list prices.
  private static String withoutListPrices(String csv) {
    var names = List.of(csv.split("\\R", 2)[0].split(","));
    int base = names.indexOf("base_list_usd");
    assertThat(names.get(base + 1)).isEqualTo("head_list_usd");
    return csv.lines()
        .map(line -> new ArrayList<>(List.of(line.split(",", -1))))
        .map(
            cells -> {
              int more = cells.size() - names.size(); // a quoted cell has a comma
              cells.subList(base + more, base + more + 2).clear();
              return String.join(",", cells);
            })
        .collect(Collectors.joining("\n"));
  }

  @Test
  void aLongLogThatIsScannedSavesTheSameCubeInAnyNumberOfThreads() throws IOException {
    var log = log("long.csv", rows(new Random(9), 4_000));
    var one = run("cube", "build", log.toString(), "--threads", "1", "-q").out();
    var three = run("cube", "build", log.toString(), "--threads", "3", "-q").out();

    assertThat(three).isEqualTo(one);
    assertThat(answer(COMMANDS.getFirst(), cube(log))).isEqualTo(answer(COMMANDS.getFirst(), log));
  }

  @Test
  void theCubesOfThePartsOfALogAddUpToTheCubeOfTheLog() throws IOException {
    var random = new Random(5);
    for (int i = 0; i < RUNS; i++) {
      var rows = rows(random, 2 + random.nextInt(80));
      int cut = 1 + random.nextInt(rows.size() - 1);
      var one = cube(log("one.csv", rows.subList(0, cut)));
      var two = cube(log("two.csv", rows.subList(cut, rows.size())));
      var whole = run("cube", "merge", cube(log("whole.csv", rows)).toString()).out();

      var merged = run("cube", "merge", one.toString(), two.toString()).out();
      assertThat(cells(merged)).isEqualTo(cells(whole));
      assertThat(run("cube", "merge", two.toString(), one.toString()).out()).isEqualTo(merged);
      assertThat(cells(run("cube", "build", one.toString(), two.toString(), "--labels=team").out()))
          .isEqualTo(cells(whole));
    }
  }

  /// All but the sentences, which name the parts, and the number of logs.
  private static String cells(String cube) {
    return cube.lines()
        .filter(line -> !line.matches("# (note|warning|logs|source): .*"))
        .collect(Collectors.joining("\n"));
  }

  @Test
  void mergingOneCubeWritesItAgainByteForByte() throws IOException {
    var random = new Random(6);
    for (int i = 0; i < RUNS; i++) {
      var log = log("log.csv", rows(random, 1 + random.nextInt(40)));
      var cube = run("cube", "build", log.toString(), "--labels", "team", "-q").out();
      var again = Terminals.run(List.of("cube", "merge", "-"), cube, Map.of());

      assertThat(again.out()).isEqualTo(cube);
    }
  }

  @Test
  void aCubeOfTheSampleDiffersInNothingButWhatSingleCallsTell() throws IOException {
    var cube = folder.resolve("sample.csv.gz");
    run("cube", "build", "samples/calls.csv", "-o", cube.toString(), "-q");

    var ofCube = run("audit", cube.toString(), "-f", "json").out();

    assertThat(ofCube)
        .contains("what each call logs as its cost was not compared with its tokens")
        .contains("\"logged\": \"9.676276\"")
        .doesNotContain("cost_mismatch");
  }
}
