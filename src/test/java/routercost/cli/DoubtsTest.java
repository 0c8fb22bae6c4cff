package routercost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Calls at a price that is not certain, and what a saved cube or a cut file leaves out: each with
/// the range of what it can cost, by which the gate judges.
class DoubtsTest {
  private static final String HEADER =
      "timestamp,task,model,input_tokens,output_tokens,service_tier,inference_geo,cost_usd\n";

  /// A call of $4: $2 as a batch, $8 in fast mode, $4.40 in the US.
  private static final String CALL = "2026-11-10,plan,claude-opus-5-5,1000000,0,standard,global,\n";

  @TempDir Path folder;

  private String write(String name, String text) throws IOException {
    var file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text).toString();
  }

  private static Terminals.Run run(String... words) {
    return Terminals.run(List.of(words));
  }

  private int check(String budget, String log, String... more) throws IOException {
    var file =
        write("b.yaml", "version: 1\ncurrency: USD\nbudgets:\n  - {id: t, " + budget + "}\n");
    var words = new ArrayList<>(List.of("check", log, "--budgets", file, "--max-rejects", "100"));
    words.addAll(List.of("--now", "2026-11-29"));
    words.addAll(List.of(more));
    return Terminals.run(words).exit();
  }

  private int check(double limit, String log) throws IOException {
    return check("metric: cost, period: input, limit: " + limit, log);
  }

  @ParameterizedTest
  @CsvSource({
    "standard,gold,-2,4,$2.00 less to $4.00 more",
    "global,mars,0,0.4,$0.4000 more at most",
    "global,eu,0,0.4,$0.4000 more at most",
    "2026-11-10,yesterday,0,0,no other price"
  })
  void aCellThatMayChangeThePriceIsARangeThatTheGateJudges(
      String usual, String odd, String low, String high, String words) throws IOException {
    double most = 4 + Double.parseDouble(high);
    for (int calls : List.of(1, 300)) { // read row by row, and scanned
      var log = write("l.csv", HEADER + CALL.repeat(calls) + CALL.replace(usual, odd));
      double known = 4 * calls;

      var audit = run("audit", log, "--now", "2026-11-29");
      assertThat(audit.exit()).isZero();
      assertThat(audit.err()).contains("not certain: 1 call ", "(" + words + ")");
      assertThat(run("audit", log, "-f", "json", "--now", "2026-11-29").out())
          .contains("\"low\": \"" + low + "\"", "\"high\": \"" + high + "\"");
      assertThat(run("audit", log, "--strict").exit()).isEqualTo(5);
      assertThat(check(known + 3.99, log)).as("over by what is known").isEqualTo(3);
      assertThat(check(known + most - 0.01, log)).isEqualTo(high.equals("0") ? 3 : 4);
      assertThat(check(known + most, log)).as("at most").isZero();
      assertThat(check("metric: calls, period: input, limit: " + (calls + 1), log))
          .as("no call more")
          .isZero();
    }
  }

  @Test
  void severalDoubtsAboutOneCallOrAnUnreadableCountHaveNoBound() throws IOException {
    var both = CALL.replace("standard,global", "gold,mars");
    assertThat(check(1_000, write("l.csv", HEADER + both))).isEqualTo(4);
    var header = HEADER.replace("cost_usd", "cache_read_tokens");
    assertThat(check(1_000, write("m.csv", header + CALL.strip() + "lots\n"))).isEqualTo(4);
  }

  @Test
  void aCallOfAnUnreadableTimeMayBeOfAnyPeriod() throws IOException {
    var log = write("l.csv", HEADER + CALL.replace("11-10", "10-10") + CALL.replace("2026", "?"));
    assertThat(check("metric: cost, limit: 8, period: month", log)).isZero();
    assertThat(check("metric: cost, limit: 7.99, period: month", log)).isEqualTo(4);
    assertThat(check("metric: calls, limit: 1, period: month", log)).isEqualTo(4);
  }

  /// Today is in November. A price that is the same on all days leaves only the month in doubt.
  @Test
  void callsOfALogWithoutTimesMayBeOfAnyPeriodOfTheOthers() throws IOException {
    var october = CALL.replace("2026-11-10", "2026-10-10");
    for (int calls : List.of(1, 300)) { // read row by row, and scanned
      var timed = write("l" + calls + "/a.csv", HEADER + october.repeat(calls));
      var untimed = CALL.replace("2026-11-10,", "");
      var other = HEADER.replace("timestamp,", "") + untimed.repeat(calls);
      var without = write("l" + calls + "/b.csv", other);
      var logs = folder + "/l" + calls;
      double each = 4 * calls;
      for (var cycle : List.of("month", "day")) {
        var budget = "metric: cost, period: " + cycle + ", limit: ";
        assertThat(check(budget + 2 * each, logs)).isZero();
        assertThat(check(budget + (2 * each - 0.01), logs)).isEqualTo(4);
        assertThat(check(budget + (each - 0.01), logs)).isEqualTo(3);
        assertThat(check(budget + each, without)).as("nothing says that it is older").isZero();
      }
      assertThat(check("metric: cost, period: input, limit: " + 2 * each, logs)).isZero();
      assertThat(run("audit", logs, "--strict").exit()).isEqualTo(5);
      assertThat(run("audit", without, "--strict").exit()).isZero();
      var cubes = new ArrayList<String>();
      for (var log : List.of(logs, without, timed)) {
        cubes.add(folder + "/" + calls + "-" + cubes.size() + ".cube.csv");
        run("cube", "build", log, "-o", cubes.getLast());
      }
      for (var both :
          List.of(
              List.of(cubes.get(0)),
              List.of(cubes.get(1), cubes.get(2)),
              List.of(cubes.get(1), timed),
              List.of(without, cubes.get(2)))) {
        var budget = "metric: cost, period: month, limit: ";
        var more = both.subList(1, both.size()).toArray(String[]::new);
        assertThat(check(budget + 2 * each, both.getFirst(), more)).as("%s", both).isZero();
        assertThat(check(budget + (2 * each - 0.01), both.getFirst(), more)).isEqualTo(4);
      }
      assertThat(check("metric: cost, period: month, limit: " + each, cubes.get(1))).isZero();
    }
  }

  private int judged(String command, double limit, String log, String... more) throws IOException {
    var budget = "budgets:\n  - {id: t, metric: cost, period: input, limit: " + limit + "}\n";
    var file = write("b.yaml", "version: 1\ncurrency: USD\n" + budget);
    var words = new ArrayList<>(List.of(command));
    if (command.equals("compare")) {
      words.add(write("base.csv", HEADER + CALL));
    }
    words.addAll(List.of(log, "--budgets", file, "--max-rejects", "100"));
    words.addAll(List.of(more));
    return Terminals.run(words).exit();
  }

  /// A million tokens of input are $4, written to caches $5 for five minutes and $8 for an hour.
  @ParameterizedTest
  @ValueSource(strings = {"check", "audit", "what-if", "compare"})
  void everyCommandJudgesCachesOfAnUnknownLifetime(String command) throws IOException {
    var header = HEADER.replace("cost_usd", "cache_write_tokens");
    var log = write("l.csv", header + CALL.strip() + "1000000\n");
    var over = command.equals("what-if") ? 4 : 3; // its own base excuses what is known
    assertThat(judged(command, 8.99, log)).isEqualTo(over);
    assertThat(judged(command, 11.99, log)).isEqualTo(4);
    assertThat(judged(command, 12, log)).isZero();
  }

  /// What is left out moves with the rest: $1 on Haiku 4.5, $4 on Opus 5.5.
  @Test
  void whatIsLeftOutIsBoundedWhereAScenarioMovesIt() throws IOException {
    var call = CALL.replace("claude-opus-5-5", "claude-haiku-4-5-20251001");
    var log = write("l.csv", HEADER + call + call.replace(",0,", ",.5,"));
    assertThat(judged("what-if", 2.1, log)).isZero();
    assertThat(judged("what-if", 7.9, log, "--move", "plan=claude-opus-5-5")).isEqualTo(4);
    assertThat(judged("what-if", 3.9, log, "--move", "plan=claude-opus-5-5")).isEqualTo(3);
    assertThat(judged("what-if", 11, log, "--move", "plan=claude-opus-5-5")).isZero();
  }

  @Test
  void callsThatMayBeOfAnyMonthCountInTheirOwnOnce() throws IOException {
    var small = CALL.replace("2026-11-10", "2026-10-10").replace("1000000", "250000");
    var log = write("l.csv", HEADER + small + CALL.replace("2026-11-10", ""));
    assertThat(check("metric: cost, limit: 5, period: month", log)).isZero();
    assertThat(check("metric: cost, limit: 4.99, period: month", log)).isEqualTo(4);
  }

  @Test
  void aCutFileCountsAsFarAsItGoesAndPassesNoBudget() throws IOException {
    var log = folder.resolve("l.csv.gz");
    try (var packed = new GZIPOutputStream(Files.newOutputStream(log))) {
      packed.write((HEADER + CALL.repeat(9)).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    var whole = Files.readAllBytes(log);
    Files.write(log, java.util.Arrays.copyOf(whole, whole.length - 9));
    var audit = run("audit", log.toString());
    assertThat(audit.exit()).isZero();
    assertThat(audit.err())
        .contains("the rest of 1 file cut off", "the compressed data ends early");
    assertThat(check(1_000, log.toString())).isEqualTo(4);
    assertThat(check(1, log.toString())).isEqualTo(3);
    assertThat(run("audit", log.toString(), "--strict").exit()).isEqualTo(4);
    var cube = folder + "/cube.csv";
    assertThat(run("cube", "build", log.toString(), "-o", cube).exit()).isZero();
    assertThat(check(1_000, cube)).as("its cube").isEqualTo(4);
    assertThat(run("audit", cube).err()).contains("the compressed data ends early");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|{CALL}|'\\n'|''|it breaks off within line",
        "'['|{CALL}|','|']'|the JSON ends early",
        "'{\"data\": ['|{CALL}|','|'], \"more\": false}'|the JSON ends early",
        "'{\"a\": {\"rows\": [\\n'|{CALL}|',\\n'|']}}'|the JSON ends early",
        "''|data: {CALL}|'\\n\\n'|''|it breaks off within line",
        "'model,input,output,task,note\\n'|claude-opus-5-5,1000000,0,plan,\"a,b\"|'\\n"
            + "'|''|it breaks off within line",
      })
  void aFileThatBreaksOffWithinItsLastRecordCountsAsFarAsItGoes(
      String head, String record, String between, String tail, String words) throws IOException {
    var call =
        record.replace(
            "{CALL}", "{\"model\": \"claude-opus-5-5\", \"input\": 1000000, \"output\": 0}");
    for (int calls : List.of(1, 300)) { // read row by row, and scanned
      String whole = plain(head) + (call + plain(between)).repeat(calls) + call;
      for (int lost : List.of(1, 9, call.length() - 9)) {
        var log = write("l.log", whole.substring(0, whole.length() - lost));
        var audit = run("audit", log, "-f", "json", "--now", "2026-11-29");
        assertThat(audit.exit()).as(audit.err()).isZero();
        assertThat(audit.out()).contains("\"calls\": " + calls, "\"rejected\": 0", words);
        assertThat(check(4.0 * calls + 1, log)).isEqualTo(4);
      }
      var log = write("l.log", whole + tail);
      assertThat(run("audit", log, "--now", "2026-11-29").err()).doesNotContain(words);
    }
  }

  private static String plain(String text) {
    return text.replace("\\n", "\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-10,plan,claude-opus-5-5,1000000,0,gold,global,",
        "2026-11-10,plan,claude-opus-5-5,1000000,0,standard,mars,",
        "2026-11-10,plan,claude-opus-5-5,1000000,0,standard,eu,",
        "2026-11-10,plan,claude-opus-5-5,1000000,0,gold,mars,",
        "yesterday,plan,claude-opus-5-5,1000000,0,standard,global,",
        ",plan,claude-opus-5-5,1000000,0,standard,global,",
        "2026-11-10,plan,claude-opus-5-5,,,standard,global,5",
        "2026-11-10,plan,claude-opus-5-5,,,standard,global,",
        "2026-11-10,plan,claude-opus-5-5,,7,standard,global,",
        "2026-11-10,plan,claude-opus-5-5,1000000,.5,standard,global,",
        "2026-10-10,chat,claude-opus-5-5,1000000,.5,standard,global,",
        "2026-11-10,plan,claude-opus-5-5,many,7,standard,global,"
      })
  void aCubeIsJudgedAsItsLog(String row) throws IOException {
    var log = write("l.csv", HEADER + CALL.repeat(2) + CALL.replace("plan", "chat") + row + "\n");
    var cube = folder + "/l.cube.csv";
    run("cube", "build", log, "-o", cube, "--max-rejects", "100");
    for (double limit : new double[] {11.99, 12, 12.39, 12.41, 16, 16.01, 17.01, 20.01, 99}) {
      for (var scope : List.of("period: input,", "period: month,", "scope: {task: plan},")) {
        var budget = "metric: cost, " + scope + " limit: " + limit;
        for (var more :
            List.of(
                new String[0],
                new String[] {"--month", "2026-11"},
                new String[] {"--filter", "task=plan"},
                new String[] {"--strict"})) {
          int exit = check(budget, log, more);
          assertThat(check(budget, cube, more))
              .as("%s %s %s", budget, List.of(more), exit)
              .isEqualTo(exit);
        }
      }
    }
  }
}
