package routercost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// No way through the gate: what is left out is judged, and no file is lost on the way.
class ClosedGateTest {
  private static final String HEADER = "timestamp,task,model,input_tokens,output_tokens\n";

  @TempDir Path folder;

  private String log;

  @BeforeEach
  void writeLog() throws IOException {
    log = write("log.csv", HEADER + "2026-10-01T10:00:00Z,plan,claude-opus-5-5,1000000,0\n"); // $4
  }

  private String write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private Terminals.Run check(String limit, String... more) throws IOException {
    var budgets =
        write(
            "b.yaml",
            "version: 1\ncurrency: USD\nbudgets:\n  - {id: t, metric: cost, limit: "
                + limit
                + "}\n");
    var args = new ArrayList<>(List.of("check", "--budgets", budgets, "--now", "2026-11-29"));
    args.addAll(List.of(more));
    return Terminals.run(args);
  }

  @Test
  void aTableOfAFolderThatCannotBeUsedIsNoPass() throws IOException {
    assertThat(check("10", folder.resolve("log.csv").toString()).exit()).isZero();
    write("renamed.csv", "timestamp,modl,input_tokens\n2026-10-01,claude-opus-5-5,1\n");
    write("README.md", "# Logs\n");
    var run = check("10", folder.toString());
    assertThat(run.exit()).isEqualTo(4);
    assertThat(run.err()).contains("1 file that may hold calls").doesNotContain("README");
    assertThat(check("3", folder.toString()).exit()).isEqualTo(3);
  }

  @Test
  void callsWithoutATimeAreJudgedByTheirCost() throws IOException {
    Files.writeString(
        Path.of(log), Files.readString(Path.of(log)) + ",plan,claude-opus-5-5,1000000,0\n");
    assertThat(check("8", log, "--month", "2026-10").exit()).isZero();
    assertThat(check("7.99", log, "--month", "2026-10").exit()).isEqualTo(4);
  }

  @Test
  void noOutputIsAnInput() throws IOException {
    var before = Files.readString(Path.of(log));
    assertThat(Terminals.run(List.of("audit", log, "-o", log)).exit()).isEqualTo(2);
    assertThat(Terminals.run(List.of("audit", log, "--rejects", log)).exit()).isEqualTo(2);
    assertThat(Files.readString(Path.of(log))).isEqualTo(before);
  }

  @Test
  void aRunThatFailsKeepsTheOldRejects() throws IOException {
    var rejects = write("rejects.csv", "old");
    assertThat(Terminals.run(List.of("audit", folder + "/none.csv", "--rejects", rejects)).exit())
        .isEqualTo(4);
    assertThat(Files.readString(Path.of(rejects))).isEqualTo("old");
  }

  @Test
  void noVerdictIsAnErrorForLaterSteps() throws IOException {
    var outputs = write("outputs", "");
    var run =
        Terminals.run(
            List.of("check", "none.csv", "--budgets", "none.yaml", "--report", "github"),
            "",
            Map.of("GITHUB_OUTPUT", outputs));
    assertThat(run.err()).contains("::error title=router-cost::");
    assertThat(Files.readString(Path.of(outputs))).isEqualTo("status=error\n");
  }

  @Test
  void aSecretInACellIsNotQuoted() throws IOException {
    var shifted = write("shifted.csv", HEADER + "2026-10-05,plan,haiku,sk-ant-api03-ABCDEFGH,1\n");
    assertThat(Terminals.run(List.of("audit", shifted)).err()).doesNotContain("ABCDEFGH");
  }

  @Test
  void tooLittleMemoryIsOneLine() throws Exception {
    var rows = new StringBuilder(HEADER);
    for (int i = 0; i < 60_000; i++) {
      rows.append("2026-10-01,task-%d,claude-opus-5-5,9,9\n".formatted(i));
    }
    write("log.csv", rows.toString());
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var words = new ArrayList<>(List.of(java, "-XX:TieredStopAtLevel=1", "-Xmx24m", "-cp"));
    words.addAll(List.of(System.getProperty("java.class.path"), "routercost.cli.Main"));
    words.addAll(List.of("audit", log));
    var run = new ProcessBuilder(words).redirectErrorStream(true).start();
    var said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(run.waitFor()).as(said).isEqualTo(4);
    assertThat(said).contains("not enough memory").doesNotContain("Exception in", "\tat ");
  }

  @Test
  void aComparisonWithNothingSaysSo() {
    var periods =
        List.of(
            "--base-period", "2026-08-01..2026-08-31", "--head-period", "2026-10-01..2026-10-31");
    var words = new ArrayList<>(List.of("compare", log));
    words.addAll(periods);
    var run = Terminals.run(words);
    assertThat(run.exit()).isZero();
    assertThat(run.out().replaceAll("\\s+", " "))
        .contains("The base has no calls, so this compares with nothing.");
    words.add("--strict");
    assertThat(Terminals.run(words).exit()).isEqualTo(4);
  }

  @Test
  void aValueNextToThatOfAScopeIsNamed() throws IOException {
    var call = ",2026-10-01T10:00:00Z,plan,claude-opus-5-5,1000000,0\n";
    var named = write("k.csv", "team," + HEADER + "a-b" + call + "A B" + call + "c" + call);
    var budgets =
        write(
            "s.yaml",
            """
            version: 1
            currency: USD
            budgets:
              - {id: t, metric: cost, scope: {team: a-b}, limit: 5}
            """);
    var run = Terminals.run(List.of("check", named, "--budgets", budgets));
    assertThat(run.exit()).isZero();
    assertThat(run.err())
        .contains("team 'A B' is not in the scope of t, which names 'a-b'")
        .doesNotContain("'c'");
  }

  /// A row of totals without a model adds up others; what it has more of is missing above it.
  @ParameterizedTest
  @CsvSource({"300,30,0", "100,10,0", "301,30,4", "300,9000000,4"})
  void whatATotalStatesBeyondItsRowsIsNotCounted(long input, long output, int exit)
      throws IOException {
    var rows = "2026-10-01,a,claude-opus-5-5,100,10\n2026-10-02,b,claude-opus-5-5,200,20\n";
    var log = write("t.csv", HEADER + rows + "Total,,,%d,%d\n".formatted(input, output));
    var lines =
        write(
            "t.jsonl",
            Stream.of(
                    "\"2026-10-01\", \"model\": \"claude-opus-5-5\", \"input_tokens\": 100, \"output_tokens\": 10",
                    "\"2026-10-02\", \"model\": \"claude-opus-5-5\", \"input_tokens\": 200, \"output_tokens\": 20",
                    "\"total\", \"model\": \"\", \"input_tokens\": %d, \"output_tokens\": %d"
                        .formatted(input, output))
                .map(line -> "{\"timestamp\": " + line + "}\n")
                .collect(Collectors.joining()));
    var budgets =
        write(
            "b.yaml",
            "version: 1\ncurrency: USD\nbudgets:\n  - {id: t, metric: cost, limit: 99}\n");
    for (var calls : List.of(log, lines)) {
      assertThat(Terminals.run(List.of("check", calls, "--budgets", budgets)).exit())
          .as(calls)
          .isEqualTo(exit);
    }
    var first = Terminals.run(List.of("audit", log, "--to", "2026-10-01"));
    assertThat(first.err()).doesNotContain("row of totals");
  }

  @ParameterizedTest
  @CsvSource({"Total,1", "Summe,1", "subtotal,1", "TOTAL:,2", "plan,9"})
  void aRowOfATotalIsNamedHoweverFewItSums(String task, int calls) throws IOException {
    var rows = "2026-10-01,a,claude-opus-5-5,100,10,1\n2026-10-02,b,claude-opus-5-5,200,20,1\n";
    var total = "2026-10-03,%s,claude-opus-5-5,300,30,%d\n".formatted(task, calls);
    var totals = write("t.csv", HEADER.strip() + ",calls\n" + rows + total);
    var err = Terminals.run(List.of("audit", totals)).err();
    assertThat(err.contains("as many tokens as all others together")).isEqualTo(calls < 9);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "budgets: [{id: t, metric: share_of_calls, scope: {model: opus}, limit: 101%}]"
            + "|limit is '101%'; expected 100% at most",
        "budgets: [{id: t, metric: unpriced_share, limit: 1000%}]|expected 100% at most",
        "budgets: [{id: t, metric: cost, limit: 1}], waivers: ["
            + "{budget: t, until: 2027-01-01, limit: 2, reason: x},"
            + "{budget: t, until: 2027-02-01, limit: 9, reason: x}]|has a waiver above"
      })
  void whatCannotFailOrIsSaidTwiceIsRefused(String budgets, String message) throws IOException {
    var file = write("b.yaml", "{version: 1, currency: USD, " + budgets + "}\n");
    var run = Terminals.run(List.of("check", log, "--budgets", file));
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains(message);
  }

  @Test
  void aFileThatTurnsAllOffSaysSo() throws IOException {
    var off = "defaults: {on_breach: off}, budgets: [{id: t, metric: cost, limit: 1}]";
    var file = write("b.yaml", "{version: 1, currency: USD, " + off + "}\n");
    assertThat(Terminals.run(List.of("check", log, "--budgets", file)).err())
        .contains("nothing is judged, as on_breach is off everywhere");
  }

  @Test
  void oddWordsAreExplained() throws IOException {
    var days =
        write(
            "b.yaml",
            "{version: 1, currency: USD, timezone: Europe/Berlin,"
                + " budgets: [{id: t, metric: cost, limit: 9}]}");
    for (var words :
        List.of(
            List.of("2", "is one word; pass the option and its value as two", "--month 2026-10"),
            List.of("4", "the name of a file is empty", "--budgets", ""),
            List.of(
                "2",
                "but " + days + " counts days in Europe/Berlin",
                "--budgets",
                days,
                "--timezone",
                "UTC"))) {
      var args = new ArrayList<>(List.of("check", log));
      args.addAll(words.subList(2, words.size()));
      var run = Terminals.run(args);
      assertThat(run.err().replaceAll("\\s+", " ")).contains(words.get(1));
      assertThat(run.exit()).isEqualTo(Integer.parseInt(words.getFirst()));
    }
  }
}
