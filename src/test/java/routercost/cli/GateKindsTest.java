package routercost.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import routercost.cli.console.StandardOutput;

/// The ways in which a gate was made to pass what it must not pass.
class GateKindsTest {
  private static final String HEADER = "timestamp,task,model,input_tokens,output_tokens\n";

  /// A call of $4.
  private static final String CALL = "2026-10-01T10:00:00Z,plan,claude-opus-5-5,1000000,0\n";

  @TempDir Path folder;

  private String write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text).toString();
  }

  private static Terminals.Run run(String... words) {
    return Terminals.run(List.of(words));
  }

  /// A check of one budget.
  private Terminals.Run check(String budget, List<String> logs, String... more) throws IOException {
    var file =
        write("b.yaml", "version: 1\ncurrency: USD\nbudgets:\n  - {id: t, " + budget + "}\n");
    var args = new ArrayList<>(List.of("check", "--budgets", file));
    args.addAll(logs);
    args.addAll(List.of(more));
    return Terminals.run(args);
  }

  private Terminals.Run check(String limit, String log, String... more) throws IOException {
    return check("metric: cost, limit: " + limit, List.of(log), more);
  }

  private static String rows(String row, int times) {
    return row.repeat(times);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.csv|timestamp,task,modl,input_tokens\\n2026-10-01,plan,claude-opus-5-5,9",
        "a.csv|timestamp,task,model,input_tokens\\n2026-10-01,plan,m\\0,9",
        "a.csv|''",
        "a.csv|timestamp,task,model,input_tokens,output_tokens\\n",
        "a.csv|2026-10-01,plan,claude-opus-5-5,9,9",
        "a.csv|day,cost\\n2026-10-01,9",
        "a.csv.gz.gz|x",
        "a.jsonl|''",
        "a.ndjson|\\n \\n",
        "a.csv.xz|7zXZ",
        "a.tar|x",
        "a.avro|Obj",
        "a.orc|ORC",
        "a.xlsx|PK",
        "a.zip|PK",
        "a.parquet|PAR1",
        "a.jsonl|{\"input_tokens\": 5, \"output_tokens\"",
        "a.json|[{\"model\": \"claude-opus-5-5\", \"input_tokens\": 5, \"output"
      })
  void aFileThatMayBeALogIsNotPassedOver(String name, String text) throws IOException {
    write("logs/good.csv", HEADER + CALL);
    write("logs/README.md", "# Logs");
    assertThat(check("9", folder + "/logs").exit()).isZero();
    var log = write("logs/" + name, text.replace("\\n", "\n").replace("\\0", "\0"));
    assertThat(check("9", folder + "/logs").exit()).isEqualTo(4);
    assertThat(check("3", folder + "/logs").exit()).isIn(3, 4);
    assertThat(check("9", log).exit()).isEqualTo(4);
    assertThat(run("audit", folder + "/logs", "--strict").exit()).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " \n\n", "\uFEFF", "\uFEFF\n", HEADER, HEADER + "\n \n", "[]", "[\n]\n"})
  void aLogWithoutARowIsNotPassedOver(String text) throws IOException {
    var good = write("good.csv", HEADER + CALL);
    var log = write("a.log", text);
    assertThat(check("metric: cost, limit: 9", List.of(good, log)).exit()).isEqualTo(4);
    assertThat(check("metric: cost, limit: 3", List.of(good, log)).exit()).isEqualTo(3);
    assertThat(check("9", log).exit()).isEqualTo(4);
    var month = run("audit", log);
    assertThat(month.exit()).isZero();
    assertThat(month.out()).contains("No calls to price.");
    assertThat(month.err()).contains("a.log: there is no row in it");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        HEADER + "2026-10-01,plan,claude-opus-5-5,,\n",
        HEADER + "2026-10-01,plan,claude-opus-5-5,null,null\n",
        HEADER + "2026-10-01,plan,claude-opus-5-5,,7\n",
        HEADER + "2026-10-01,plan,claude-opus-5-5,n/a,7\n",
        "{\"task\":\"plan\",\"model\":\"claude-opus-5-5\",\"input_tokens\":NaN,\"output_tokens\":7}\n",
        "{\"task\":\"plan\",\"model\":\"claude-opus-5-5\",\"input_tokens\":null,\"output_tokens\":7}\n"
      })
  void aCallWithoutUsageIsNotFree(String some) throws IOException {
    boolean json = some.startsWith("{");
    var good =
        json
            ? "{\"task\":\"plan\",\"model\":\"claude-opus-5-5\",\"input_tokens\":9,\"output_tokens\":7}\n"
            : "2026-10-01,plan,claude-opus-5-5,9,7\n";
    for (int times : List.of(3, 300)) { // read row by row, and scanned
      var log = write("log", some + rows(good, times));
      assertThat(check("9", log).exit()).isEqualTo(4);
      assertThat(run("audit", log, "--strict").exit()).isEqualTo(5);
      assertThat(run("audit", log, "-f", "json").out()).contains("\"complete\": false");
      var elsewhere = some + good.replace("plan", "chat");
      assertThat(
              check(
                      "metric: cost, scope: {task: chat}, limit: 9",
                      List.of(write("two", rows(elsewhere, times))))
                  .exit())
          .as("another scope")
          .isZero();
    }
  }

  @Test
  void rejectsAreLimitedForEachFileInRowsAndTokens() throws IOException {
    var good = write("good.csv", HEADER + rows(CALL.replace("1000000", "10"), 2_000));
    var bad = write("bad.csv", HEADER + rows(CALL.replace(",0\n", ",.5\n"), 5));
    assertThat(check("metric: cost, limit: 9", List.of(good, bad), "-q").exit()).isEqualTo(4);
    var one = write("one.csv", Files.readString(Path.of(good)) + CALL.replace(",0\n", ",.5\n"));
    assertThat(run("audit", one).exit()).as("one row of many tokens").isEqualTo(4);
    assertThat(run("audit", one, "--max-rejects", "100").exit()).isZero();
    assertThat(check("4.08", one, "--max-rejects", "100").exit()).as("its bound").isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "none",
        "-",
        "N/A",
        "unknown",
        "undefined",
        "0",
        "false",
        "\"\"",
        "00000000-0000-0000-0000-000000000000"
      })
  void aPlaceholderIsNoId(String id) throws IOException {
    for (int times : List.of(3, 300)) {
      var log = write("ids.csv", "request_id," + HEADER + rows(id + "," + CALL, times));
      assertThat(check("metric: calls, limit: " + (times - 1), List.of(log)).exit()).isEqualTo(3);
    }
  }

  @Test
  void callsThatDifferUnderOneIdAllCount() throws IOException {
    var log = new StringBuilder("request_id," + HEADER);
    for (int i = 0; i < 90; i++) {
      log.append(i < 36 ? "s" + i / 2 : "r" + i)
          .append(",2026-10-%02d,plan,claude-opus-5-5,%d,9\n".formatted(1 + i % 28, 1000 - i));
    }
    var file = write("pairs.csv", log.toString());
    assertThat(check("metric: calls, limit: 89", List.of(file)).exit()).isEqualTo(3);
    assertThat(run("audit", file).err()).contains("18 calls have the request_id of another call");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "null", "None", "N/A", "-", "nan", "(none)", "unknown", "\\N"})
  void aValueThatSaysNothingIsNone(String value) throws IOException {
    var rows = "team," + HEADER + "a," + CALL + value + "," + CALL.replace("plan", value);
    var teams = write("teams.csv", rows);
    assertThat(check("metric: cost, scope: {team: a}, limit: 5", List.of(teams)).exit())
        .isEqualTo(4);
    assertThat(check("metric: cost, scope: {task: plan}, limit: 5", List.of(teams)).exit())
        .isEqualTo(4);
    assertThat(check("metric: cost, scope: {task: (none)}, limit: 3", List.of(teams)).exit())
        .isEqualTo(3);
    if (!value.isBlank()) { // such a row is rejected
      var models = write("m.csv", HEADER + CALL + CALL.replace("claude-opus-5-5", value));
      var model = "metric: cost, scope: {model: claude-opus-5-5}, limit: 5";
      assertThat(check(model, List.of(models)).exit()).isEqualTo(4);
    }
  }

  @Test
  void callsWithoutTheLabelMayBeInScope() throws IOException {
    var named = "team," + HEADER + "a," + CALL + "b," + CALL;
    var scoped = "metric: cost, scope: {team: a}, limit: 5";
    assertThat(check(scoped, List.of(write("l.csv", named))).exit()).isZero();
    assertThat(check(scoped, List.of(write("l.csv", named + "," + CALL))).exit()).isEqualTo(4);
    var without = write("m.csv", HEADER + CALL);
    assertThat(check(scoped, List.of(write("l.csv", named), without)).exit()).isEqualTo(4);
    var tasks = "metric: cost, scope: {task: (none)}, limit: 5";
    var nameless = write("n.csv", HEADER + CALL.replace("plan", "") + CALL.replace("plan", ""));
    assertThat(check(tasks, List.of(nameless)).exit()).isEqualTo(3);
  }

  @Test
  void aBaseExcusesNothingAboveItself() throws IOException {
    var four = write("four.csv", HEADER + CALL);
    var eight = write("eight.csv", HEADER + rows(CALL, 2));
    assertThat(check("1", four, "--base", four + "x").exit()).isEqualTo(4);
    assertThat(check("1", four, "--base", four).exit()).as("its own base").isEqualTo(2);
    var budgets = folder + "/b.yaml";
    var audit =
        run(
            "audit",
            four,
            "--budgets",
            budgets,
            "--base",
            folder + "/../" + folder.getFileName() + "/four.csv");
    assertThat(audit.exit()).as("its own base").isEqualTo(2);
    var own = "metric: increase_pct, limit: 10%, baseline: 'file:four.csv'";
    assertThat(check(own, List.of(four)).exit()).as("its own base").isEqualTo(2);
    assertThat(check("1", four, "--base", eight).exit()).isZero();
    assertThat(check("1", eight, "--base", four).exit()).isEqualTo(3);
    var saved = folder + "/base.json";
    check("1", eight, "--filter", "task=plan", "-f", "json", "-o", saved);
    assertThat(check("1", four, "--base", saved).exit()).as("another filter").isEqualTo(2);
    assertThat(check("1", four, "--filter", "task=plan", "--base", saved).exit()).isZero();
    var long_ = write("long.csv", HEADER + CALL + CALL.replace("10-01", "08-01"));
    check("1", long_, "-f", "json", "-o", saved);
    assertThat(check("1", four, "--month", "2026-10", "--base", saved).exit()).isEqualTo(2);
    assertThat(
            check(
                    "metric: increase_pct, baseline: base, limit: 10%, min_amount: 5",
                    List.of(eight), "--base", four)
                .exit())
        .as("min_amount measures")
        .isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--budgets", "--prices", "--routing", "--map", "--scenario"})
  void aSecondDocumentIsAnError(String option) throws IOException {
    var log = write("l.csv", HEADER + CALL);
    var file = write("two.yaml", "version: 1\n---\nversion: 1\n");
    var command =
        option.equals("--scenario") ? "what-if" : option.equals("--budgets") ? "check" : "audit";
    var ended = run(command, log, option, file);
    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.err()).contains("two.yaml:3:1").contains("one document");
  }

  @Test
  void outputThatCannotBeWrittenIsAnError() throws IOException {
    var log = write("l.csv", HEADER + CALL);
    for (var option : List.of("-o", "--rejects", "--report=csv:/dev/full")) {
      var args = new ArrayList<>(List.of("audit", log, option));
      if (!option.startsWith("--report")) {
        args.add(option.equals("-o") ? "/dev/full" : folder + "/none/r.csv");
      }
      assertThat(Terminals.run(args).exit()).as(option).isEqualTo(4);
    }
    try (var full = new FileOutputStream("/dev/full")) {
      var out = StandardOutput.of(full);
      out.print("x");
      assertThat(out.failure()).isPresent();
    }
  }

  @Test
  void waiversGoByTheClock() throws IOException {
    var log = write("l.csv", HEADER + CALL);
    var file =
        write(
            "w.yaml",
            """
            version: 1
            currency: USD
            budgets:
              - {id: t, metric: cost, limit: 1}
            waivers:
              - {budget: t, until: 2026-01-01, limit: 9, reason: x, approved_by: y}
            """);
    var words = List.of("check", log, "--budgets", file);
    assertThat(Terminals.run(words, "", Map.of("SOURCE_DATE_EPOCH", "0")).exit()).isEqualTo(3);
    assertThat(run("check", log, "--budgets", file, "--now", "2025-12-31").exit()).isZero();
  }

  @Test
  void noReportSaysOkWhenTheRunFails() throws IOException {
    var log = write("l.csv", HEADER + CALL + CALL.replace("1000000", "many"));
    var outputs = write("outputs", "");
    var args = new ArrayList<>(List.of("check", log, "--budgets", write("b.yaml", LOOSE)));
    for (var format : List.of("github", "json", "junit", "comment")) {
      args.add("--report=" + format + (format.equals("github") ? "" : ":" + folder + "/" + format));
    }
    var ended = Terminals.run(args, "", Map.of("GITHUB_OUTPUT", outputs));
    assertThat(ended.exit()).isEqualTo(4);
    assertThat(ended.err() + ended.out()).contains("::error");
    assertThat(Files.readString(Path.of(outputs))).contains("status=error").doesNotContain("ok");
    assertThat(Files.readString(folder.resolve("junit"))).doesNotContain("errors=\"0\"");
    assertThat(Files.readString(folder.resolve("json"))).doesNotContain("\"failures\": []");
    assertThat(Files.readString(folder.resolve("comment"))).contains("rejected");
  }

  private static final String LOOSE =
      "version: 1\ncurrency: USD\nbudgets:\n  - {id: t, metric: cost, limit: 100}\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "##[stop-commands]t",
        "##vso[task.complete result=Succeeded;]",
        "##teamcity[x]",
        "x ##[set-env name=a]b"
      })
  void theLogCannotCommandACi(String text) throws IOException {
    var row = "2026-10-01,%s,%s,100,%s\n".formatted(text, text, "5");
    var log = write("ci.csv", HEADER + row + row.replace(",5\n", "," + text + "\n") + CALL);
    var budgets = write("b.yaml", LOOSE);
    for (var format : List.of("table", "csv", "markdown", "plain", "html")) {
      var audit = run("audit", log, "-f", format, "-v", "--max-rejects", "100");
      assertThat(audit.out() + audit.err()).doesNotContain("##[", "##vso[", "##teamcity[");
    }
    for (var format : List.of("table", "github", "comment", "junit", "markdown", "csv")) {
      var check = run("check", log, "--budgets", budgets, "-f", format, "--max-rejects", "100");
      assertThat(check.out() + check.err()).doesNotContain("##[", "##vso[", "##teamcity[");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"error", "ok"})
  void callsThatUsedNothingDoNotMakeCallsCheap(String status) throws IOException {
    var empty = "2026-10-01,plan,claude-opus-5-5,0,0,%s\n".formatted(status);
    var small = "2026-10-01,plan,claude-opus-5-5,1,0,%s\n".formatted(status);
    var log =
        write(
            "f.csv",
            HEADER.strip() + ",status\n" + CALL.strip() + ",ok\n" + small + rows(empty, 998));
    var cube = folder.resolve("f.cube").toString();
    assertThat(run("cube", "build", log, "-o", cube).exit()).isZero();
    for (var calls : List.of(log, cube)) {
      assertThat(check("metric: cost_per_call, limit: 2", List.of(calls)).exit()).isEqualTo(3);
      assertThat(check("metric: cost_per_call, limit: 2.1", List.of(calls)).exit()).isZero();
    }
  }

  @Test
  void timeIsLinearInColumns() throws IOException {
    var more = IntStream.range(0, 200_000).mapToObj(i -> ",c" + i).toList();
    var log =
        write(
            "wide.csv",
            HEADER.strip() + String.join("", more) + "\n" + CALL.strip() + ",".repeat(200_000));
    assertThat(run("audit", log, "-q").exit()).isZero(); // in squares of columns it never ends
  }

  /// A packed log or a pipe is read by a thread of its own; those who wait for it must not wait for
  /// ever.
  @Test
  @Timeout(60)
  void aReaderWithoutMemoryEndsTheRun() {
    var rows = new ByteArrayInputStream((HEADER + rows(CALL, 20_000)).getBytes(UTF_8));
    var starving =
        new InputStream() {
          @Override
          public int read() {
            throw new OutOfMemoryError("heap");
          }

          @Override
          public int read(byte[] into, int from, int length) {
            int count = rows.read(into, from, length);
            return count < 0 ? read() : count;
          }
        };
    var err = new ByteArrayOutputStream();
    var environment = Terminals.pipe(starving, err);
    assertThat(Main.run(new String[] {"audit", "-"}, environment)).isEqualTo(4);
    assertThat(err.toString(UTF_8)).contains("not enough memory").hasLineCount(1);
  }

  @Test
  void whatCannotBeOpenedInAFolderIsNotPassedOver() throws IOException {
    write("logs/good.csv", HEADER + CALL);
    var elsewhere = folder.resolve("elsewhere");
    write("elsewhere/more.csv", HEADER + rows(CALL, 9));
    Files.createSymbolicLink(folder.resolve("logs/notes.md"), Path.of("nowhere"));
    Files.createSymbolicLink(folder.resolve("logs/self"), Path.of("."));
    assertThat(check("9", folder + "/logs").exit()).isZero();
    for (var target : List.of(Path.of("nowhere.csv"), elsewhere)) {
      var link = Files.createSymbolicLink(folder.resolve("logs/a.csv"), target);
      assertThat(check("9", folder + "/logs").exit()).isEqualTo(4);
      assertThat(check("9", folder + "/logs/*.csv").exit()).isEqualTo(4);
      Files.delete(link);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {",0", "null,0", "NaN,0", "-,0", "-1,5", "5,-1", " ,5", ",5", "5,", "5,null"})
  void aMissingCountIsNotZero(String counts) throws IOException {
    var row = "2026-10-01T10:00:00Z,plan,claude-opus-5-5," + counts + "\n";
    assertThat(check("9", write("a.csv", HEADER + CALL + row)).exit()).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"'output_tokens':0", "'output_tokens':5", "'input_tokens':5"})
  void aCountThatOnlyOtherRecordsHaveIsNotZero(String count) throws IOException {
    var call = "{'task':'plan','model':'claude-opus-5-5',%s}\n";
    var log = call.formatted("'input_tokens':5,'output_tokens':5") + call.formatted(count);
    assertThat(check("9", write("a.jsonl", log.replace('\'', '"'))).exit()).isEqualTo(4);
  }

  /// Embeddings have no output.
  @Test
  void whatHasNoOutputToPayForNeedsNoCountOfIt() throws IOException {
    var row = "2026-10-01T10:00:00Z,embed,text-embedding-3-small,5,\n";
    assertThat(check("9", write("a.csv", HEADER + CALL + row)).exit()).isZero();
  }

  /// The calls without a time count today, and may be of October.
  @Test
  void callsWithoutATimeMayBeOfEveryMonth() throws IOException {
    var untimed = HEADER + CALL + CALL.replace("2026-10-01T10:00:00Z", "");
    var json = "{%s'model':'claude-opus-5-5','input_tokens':1000000,'output_tokens':0}\n";
    var keyless =
        (json.formatted("'timestamp':'2026-10-01T10:00:00Z',") + json.formatted(""))
            .replace('\'', '"');
    for (var log : List.of(write("a.csv", untimed), write("b.jsonl", keyless))) {
      assertThat(check("7", log).exit()).isEqualTo(4);
      assertThat(check("8", log).exit()).isZero();
      assertThat(check("metric: cost, limit: 8, period: input", List.of(log)).exit()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "NaT",
        "0000-00-00",
        "0001-01-01T00:00:00Z",
        "1970-01-01",
        "1899-12-30",
        "9999-12-31"
      })
  void aCallWithoutATimeIsOfNoPeriod(String time) throws IOException {
    var undated = CALL.replace("2026-10-01T10:00:00Z", time);
    for (int times : List.of(1, 200)) { // read row by row, and scanned
      var log = write("a.csv", HEADER + rows(CALL, times) + undated);
      var cube = folder.resolve("a.cube").toString();
      assertThat(run("cube", "build", log, "-o", cube).exit()).isZero();
      int known = 4 * times;
      for (var asked :
          List.of(
              "--month=2026-10",
              "--to=2026-10-31",
              "--filter=month=2026-10",
              "--filter=day!=2026-10-09,tier=opus")) {
        for (var input : List.of(log, cube)) {
          assertThat(check(known + 3 + "", input, asked).exit()).as(input + asked).isEqualTo(4);
          assertThat(check(known + 4 + "", input, asked).exit()).as(input + asked).isZero();
          assertThat(check(known - 1 + "", input, asked).exit()).as(input + asked).isEqualTo(3);
        }
      }
    }
  }

  /// Ten million tokens written cost $50 if they live five minutes, and $80 if an hour.
  @Test
  void cachesOfUnknownLifetimeAreJudgedAtBothRates() throws IOException {
    var log =
        write(
            "a.csv",
            HEADER.strip()
                + ",cache_write_tokens\n2026-10-01T10:00:00Z,plan,claude-opus-5-5,0,0,10000000\n");
    assertThat(check("49", log).exit()).isEqualTo(3);
    assertThat(check("79", log).exit()).isEqualTo(4);
    assertThat(check("80", log, "--strict").exit()).isZero();
  }

  @Test
  void aLimitOfSingleCallsHidesNoLoggedCostThatDiffers() throws IOException {
    var log = write("calls.csv", HEADER.replace("\n", ",cost_usd\n") + CALL.replace("\n", ",9\n"));
    for (var limit :
        List.of("never: {task: sing}", "largest_call: 100", "largest_prompt: 9999999")) {
      var file =
          write("p.yaml", "version: 1\ncurrency: USD\npolicies:\n  - {id: t, " + limit + "}\n");
      var run = run("check", log, "--budgets", file, "-f", "json");

      assertThat(run.out()).as(limit).contains("logs $9; its tokens cost $4");
    }
  }
}
