package routercost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files that go in and come out: each is read once, none is lost, and no secret leaves them.
class KeptFilesTest {
  private static final String HEADER = "timestamp,task,model,input_tokens,output_tokens\n";
  private static final String CALL = "2026-10-01T10:00:00Z,plan,claude-opus-5-5,1000000,0\n"; // $4
  private static final String SECRET = "sk-ant-api03-ABCDEFGHIJ0123456789KLMNOP";

  @TempDir Path folder;

  private String write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private static Terminals.Run run(String... words) {
    return Terminals.run(List.of(words));
  }

  private static void assertOnce(String... paths) {
    var args = new ArrayList<>(List.of("audit"));
    args.addAll(List.of(paths));
    var ended = Terminals.run(args);
    assertThat(ended.out()).as(args.toString()).contains("The bill is $4.00");
    assertThat(ended.err()).contains("read once");
  }

  @Test
  void aFileUnderSeveralNamesIsReadOnce() throws IOException {
    var log = write("a.csv", HEADER + CALL);
    assertOnce(log, log);
    assertOnce(folder.toString(), log);
    Files.createSymbolicLink(folder.resolve("soft.csv"), Path.of(log));
    assertOnce(log, folder + "/soft.csv");
    Files.createLink(folder.resolve("hard.csv"), Path.of(log));
    assertOnce(log, folder + "/hard.csv");
    try (var packed = new GZIPOutputStream(Files.newOutputStream(folder.resolve("a.csv.gz")))) {
      packed.write(Files.readAllBytes(Path.of(log)));
    }
    assertOnce(log, folder + "/a.csv.gz");
  }

  @Test
  void aMeasuredPipelineReplacesNoInput() throws IOException {
    var pipeline = write("p.yaml", Files.readString(Path.of("samples/pipelines/support.yaml")));
    for (var input : List.of(pipeline, write("a.csv", HEADER + CALL))) {
      var ended = run("estimate", pipeline, "--against", folder + "/a.csv", "--write", input);
      assertThat(ended.exit()).isEqualTo(2);
      assertThat(ended.err()).contains("--write: " + input + " would overwrite ");
    }
  }

  /// A log with a line, and files that other files name.
  @Test
  void anInputThatIsNamedInAnotherWayIsKept() throws IOException {
    var log = write("a.csv", HEADER + CALL);
    var step = "{id: s, before: sonnet, after: haiku, calls: 1, input: 9, output: 9}";
    var inner = write("inner.yaml", "version: 1\nname: p\nunit: run\nsteps:\n  - " + step + "\n");
    var outer =
        write("outer.yaml", "version: 1\nname: q\nunit: run\nsteps:\n  - {include: inner.yaml}\n");
    var base = write("base.csv", HEADER + CALL);
    var budget = "{id: t, metric: increase_pct, baseline: 'file:base.csv', limit: 10%}";
    var budgets = write("b.yaml", "version: 1\ncurrency: USD\nbudgets:\n  - " + budget + "\n");
    for (var words :
        List.of(
            List.of("explain", log + ":2", "-o", log),
            List.of("estimate", outer, "-o", inner),
            List.of("check", log, "--budgets", budgets, "-o", base))) {
      var output = words.getLast();
      var before = Files.readString(Path.of(output));
      var ended = Terminals.run(words);
      assertThat(ended.exit()).as(words.toString()).isEqualTo(2);
      assertThat(ended.err()).contains("--output: " + output + " would overwrite ");
      assertThat(Files.readString(Path.of(output))).isEqualTo(before);
    }
  }

  @Test
  void equalContentIsAWarningAndAnErrorOfTheGate() throws IOException {
    var log = write("a.csv", HEADER + CALL);
    var copy = write("copy.csv", HEADER + CALL);
    assertThat(run("audit", log, copy).err()).contains("have the same content");
    var budgets =
        write(
            "b.yaml",
            "version: 1\ncurrency: USD\nbudgets:\n  - {id: t, metric: cost, limit: 99}\n");
    assertThat(run("check", log, copy, "--budgets", budgets).exit()).isEqualTo(4);
  }

  @Test
  void totalsAreNamedHoweverFewRowsTheySumUp() throws IOException {
    var rows = HEADER + "2026-10-01,plan,claude-opus-5-5,100,0\n".repeat(2);
    var total = rows + "2026-10-01,%s,claude-opus-5-5,%d,0\n";
    var apart = total + "2026-10-01,TOTAL,claude-haiku-5-5,50,0\n";
    assertThat(run("audit", write("one.csv", total.formatted("Total", 200))).err())
        .contains("a row of task 'Total' has as many tokens as all others");
    assertThat(run("audit", write("two.csv", apart.formatted("TOTAL", 150))).err())
        .contains("a row of task 'TOTAL' has as many tokens as all others");
    for (var other : List.of(total.formatted("Total", 201), total.formatted("totalize", 200))) {
      assertThat(run("audit", write("no.csv", other)).err()).doesNotContain("all others");
    }
  }

  @Test
  void aRowOfTotalsIsNamed() throws IOException {
    var rows = new StringBuilder(HEADER);
    for (int i = 1; i <= 5; i++) {
      rows.append("2026-10-0%d,t%d,claude-opus-5-5,%d,%d\n".formatted(i, i % 2, i * 100, i));
    }
    var named = write("t.csv", rows + ",Total,claude-opus-5-5,1500,15\n");
    assertThat(run("audit", named).err()).contains("everything counts twice");
    assertThat(run("audit", write("n.csv", rows + "2026-10-09,,claude-opus-5-5,1500,15\n")).err())
        .contains("everything counts twice");
    assertThat(run("audit", write("o.csv", rows + ",t9,claude-opus-5-5,1500,16\n")).err())
        .doesNotContain("twice");
  }

  @Test
  void pricesThatMakeNoSenseAreRefused() throws IOException {
    var log = write("a.csv", HEADER + CALL);
    for (var prices :
        List.of(
            "discounts: {x: {percent: 60}, y: {percent: 60}}",
            "aliases: {claude-opus-5-5: claude-haiku-5-5}")) {
      var ended = run("audit", log, "--prices", write("p.yaml", "id: d\n" + prices + "\n"));
      assertThat(ended.exit()).as(prices).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "audit LOG -o LOG",
        "audit LOG --rejects LOG",
        "audit LOG --report json:LOG",
        "audit LOG -o ./LOG",
        "audit LOG -o LINK",
        "audit DIR -o LOG",
        "audit DIR/*.csv -o LOG",
        "audit LOG -o NEW --rejects NEW",
        "audit LOG --report json:NEW --report csv:NEW",
        "cube build LOG -o LOG",
        "route suggest LOG -o LOG",
        "forecast LOG -o LOG",
        "check LOG --budgets BUDGETS -o BUDGETS",
        "audit LOG --prices BUDGETS -o BUDGETS",
        "compare LOG LOG -o LOG",
        "what-if LOG -o LOG",
        "explain LOG --task plan -o LOG"
      })
  void noOutputOverwritesAnInputOrAnother(String command) throws IOException {
    var log = write("a.csv", HEADER + CALL);
    var budgets = write("b.yaml", "version: 1\n");
    var link = folder.resolve("link.csv");
    Files.createSymbolicLink(link, Path.of(log));
    var words =
        Session.words(command).stream()
            .map(
                word ->
                    word.replace("./LOG", folder + "/./a.csv")
                        .replace("LOG", log)
                        .replace("LINK", link.toString())
                        .replace("DIR", folder.toString())
                        .replace("NEW", folder + "/new")
                        .replace("BUDGETS", budgets))
            .toList();
    assertThat(Terminals.run(words).exit()).isEqualTo(2);
    assertThat(Path.of(log)).hasContent(HEADER + CALL);
    assertThat(Path.of(budgets)).hasContent("version: 1\n");
    assertThat(folder.resolve("new")).doesNotExist();
  }

  @Test
  void wordsOfOptionsAreNoFiles() throws IOException {
    var log = write("a.csv", HEADER + CALL);
    var out = write("out", "old");
    for (int again = 0; again < 2; again++) {
      assertThat(
              run("audit", log, "-f", "json", "--report", "csv:" + out, "-o", folder + "/json")
                  .exit())
          .isZero();
    }
    assertThat(Files.readString(Path.of(out))).startsWith("task,");
  }

  @Test
  void aRunThatFailsKeepsOldFilesAndSaysSo() throws IOException {
    var old = write("j.xml", "old");
    var ended = run("audit", folder + "/none.csv", "--report", "json:" + old);
    assertThat(ended.exit()).isEqualTo(4);
    assertThat(ended.err()).contains("j.xml is of an earlier run");
    assertThat(Path.of(old)).hasContent("old");
  }

  /// Killed at any moment, a run leaves the old file or the new one, and nothing beside them.
  @ParameterizedTest
  @CsvSource({"-o,INT", "--rejects,TERM", "--report,KILL", "cube,TERM"})
  void aKilledRunLeavesAWholeFile(String option, String signal) throws Exception {
    var rows = new StringBuilder(HEADER);
    for (int i = 0; i < 8_000; i++) {
      rows.append("2026-10-01,t%d,claude-opus-5-5,%d,%s\n".formatted(i, i, i % 3 == 0 ? "x" : "5"));
    }
    var log = write("a.csv", rows.toString());
    var out = folder.resolve("out.csv");
    var random = new Random(signal.hashCode() + option.hashCode());
    var words = new ArrayList<>(java());
    words.addAll(
        switch (option) {
          case "cube" -> List.of("cube", "build", log, "-o", out.toString());
          case "--report" -> List.of("audit", log, "--report", "csv:" + out);
          case "-o" -> List.of("audit", log, "-f", "csv", "-o", out.toString());
          default -> List.of("audit", log, "--rejects", out.toString());
        });
    words.addAll(List.of("--max-rejects", "100"));
    var whole = ended(words, "", 0);
    assertThat(whole).isNotEmpty();
    for (int run = 0; run < 2; run++) {
      var left = ended(words, signal, 100 + random.nextInt(1000));
      assertThat(left).isIn("old", whole);
    }
    try (var files = Files.list(folder)) {
      var drafts = files.filter(file -> file.toString().endsWith(".tmp")).count();
      assertThat(drafts).isLessThanOrEqualTo(signal.equals("KILL") ? 2 : 0);
    }
  }

  private static List<String> java() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-cp",
        System.getProperty("java.class.path"),
        "routercost.cli.Main");
  }

  /// What `out.csv` holds after a run that got a signal, if any, after some milliseconds.
  private String ended(List<String> words, String signal, int after) throws Exception {
    var out = folder.resolve("out.csv");
    Files.writeString(out, "old");
    var process =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!signal.isEmpty() && !process.waitFor(after, TimeUnit.MILLISECONDS)) {
      new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
    }
    process.waitFor();
    return Files.readString(out);
  }

  @Test
  void aFullDiskLeavesTheOldFile() throws IOException {
    var log = write("a.csv", HEADER + CALL);
    assertThat(run("audit", log, "-o", "/dev/full").exit()).isEqualTo(4);
    var link = folder.resolve("full");
    Files.createSymbolicLink(link, Path.of("/dev/full"));
    assertThat(run("cube", "build", log, "-o", link.toString()).exit()).isEqualTo(4);
    assertThat(run("audit", log, "--report", "csv:" + link).exit()).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
  void aSecretInAnyCellStaysInTheLog(int place) throws IOException {
    var cells =
        new ArrayList<>(List.of("2026-10-01", "plan", "claude-opus-5-5", "9", "9", "ok", "1"));
    cells.set(place, SECRET);
    var log =
        write(
            "s.csv",
            HEADER.strip()
                + ",status,cost_usd\n"
                + String.join(",", cells)
                + "\n"
                + CALL.strip()
                + ",ok,4\n");
    var rejects = folder + "/r.csv";
    for (var format : List.of("table", "csv", "markdown", "html", "plain")) {
      var ended =
          run("audit", log, "-f", format, "-v", "--rejects", rejects, "--max-rejects", "100");
      assertThat(ended.out() + ended.err() + Files.readString(Path.of(rejects)))
          .as(format)
          .doesNotContain("KLMNOP");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "audit ENV",
        "check LOG --budgets ENV",
        "audit LOG --prices ENV",
        "audit LOG --routing ENV",
        "audit LOG --map ENV",
        "estimate ENV",
        "what-if LOG --scenario ENV",
        "audit LOG --evidence ENV",
        "check LOG --budgets OK --base ENV",
        "check LOG --budgets OUTSIDE",
        "explain ENV:1",
        "route score ENV",
        "route export ENV --gateway python",
        "prices diff builtin ENV",
        "reconcile LOG --against LOG --terms ENV",
        "report LOG --month 2026-10 --owners ENV",
        "report LOG --month 2026-10 --against-close ENV",
        "cube show ENV"
      })
  void aWrongFileIsNotPrinted(String command) throws IOException {
    for (var text :
        List.of(
            "ANTHROPIC_API_KEY=" + SECRET + "\nroot:*:20228:0:99999:7:::\n",
            "machine host login root password ABCDEF20228\n",
            "root:x:0:0:ABCDEF20228:/root:/bin/bash\n")) {
      assertNotPrinted(command, text);
    }
  }

  private void assertNotPrinted(String command, String text) throws IOException {
    var log = write("a.csv", HEADER + CALL);
    var env = write(".env", text);
    var budget = "version: 1\ncurrency: USD\nbudgets:\n  - {id: t, metric: cost, limit: 9}\n";
    var ok = write("ok.yaml", budget);
    var outside =
        write(
            "o.yaml",
            """
            version: 1
            currency: USD
            budgets:
              - {id: t, metric: increase, limit: 9, baseline: 'file:/etc/passwd'}
            """);
    var ended =
        Terminals.run(
            Session.words(
                command
                    .replace("ENV", env)
                    .replace("LOG", log)
                    .replace("OK", ok)
                    .replace("OUTSIDE", outside)));
    assertThat(ended.exit()).isNotZero();
    var said = (ended.out() + ended.err()).replace(folder.toString(), ""); // random digits
    assertThat(said).doesNotContain("ABCDEF", "20228", "root:");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "audit LOG",
        "audit LOG --group-by day",
        "forecast LOG",
        "what-if LOG",
        "compare LOG OTHER",
        "explain LOG --task plan",
        "check LOG --budgets OK"
      })
  void manyModelsWithoutAPriceAreFewLines(String command) throws IOException {
    var rows = new StringBuilder(HEADER);
    for (int i = 0; i < 300; i++) {
      rows.append("2026-06-%02d,plan,ft:fine-%d,9,9\n".formatted(1 + i % 28, i));
      rows.append("2026-06-%02d,plan,claude-opus-5-5,9,9\n".formatted(1 + i % 28));
    }
    var log = write("a.csv", rows.toString());
    var other = write("other.csv", rows.toString());
    var ok =
        write(
            "ok.yaml",
            "version: 1\ncurrency: USD\nbudgets:\n  - {id: t, metric: cost, limit: 9}\n");
    var ended =
        Terminals.run(
            Session.words(command.replace("LOG", log).replace("OTHER", other).replace("OK", ok)));
    assertThat(ended.err().lines().count()).isLessThanOrEqualTo(15);
    assertThat(ended.out().lines().count()).isLessThanOrEqualTo(110);
    assertThat(ended.err().split("300 calls on claude-opus-5-5", -1))
        .hasSize(command.startsWith("compare") ? 3 : 2);
  }
}
