package routercost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The packaged gate ends as the table of exit codes says, whatever comes together.
class GateIT {
  private static final String HEAD = "timestamp,task,model,input_tokens,output_tokens\n";

  /// What a command printed, and how it ended.
  private record Ended(int exit, String out, String err) {}

  @TempDir private Path folder;

  @BeforeEach
  void logsAndBudgets() throws IOException {
    write("two-dollars.csv", HEAD + "2026-10-12,plan,claude-opus-5-5,500000,0\n");
    write("two-dollars-before.csv", HEAD + "2026-10-12,plan,claude-opus-5-5,500000,0\n");
    write("cheap.csv", HEAD + "2026-10-12,plan,claude-opus-5-5,1000,0\n");
    write("cheap-before.csv", HEAD + "2026-10-12,plan,claude-opus-5-5,1000,0\n");
    write(
        "unpriced.csv",
        HEAD + "2026-10-12,plan,claude-opus-5-5,500000,0\n2026-10-12,plan,claude-nova-1,10,1\n");
    write(
        "bad-row.csv",
        HEAD + "2026-10-12,plan,claude-opus-5-5,1000,0\n2026-10-12,plan,claude-opus-5-5,1O,0\n");
    write(
        "billed-bad-row.csv",
        HEAD.strip()
            + ",cost_usd\n2026-10-12,plan,claude-opus-5-5,1000,0,0.004\n"
            + "2026-10-12,plan,claude-opus-5-5,1O,0,0.004\n");
    write("header.csv", HEAD);
    write("nothing.csv", "");
    write("budgets.yaml", budgets("- {id: plan, metric: cost, scope: {task: plan}, limit: 1}"));
    write("renamed.yaml", budgets("- {id: plan, metric: cost, scope: {task: plans}, limit: 9}"));
    write("euro.yaml", budgets("- {id: a, metric: cost, limit: 9}").replace("USD", "EUR"));
    write("slip.yaml", budgets("- {id: a, metrik: cost, limit: 9}"));
    write(
        "waived.yaml",
        budgets("- {id: plan, metric: cost, limit: 1}")
            + "waivers: [{budget: plan, until: 2026-11-21, limit: 5, reason: backfill}]\n");
    write("prior.yaml", budgets("- {id: a, metric: increase, limit: 9, baseline: prior_period}"));
    write("base.yaml", budgets("- {id: a, metric: increase, limit: 9, baseline: base}"));
  }

  private static String budgets(String entry) {
    return "version: 1\ncurrency: USD\nbudgets:\n  " + entry + "\n";
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private Ended shell(String command, Map<String, String> variables) throws Exception {
    var out = folder.resolve("out");
    var err = folder.resolve("err");
    var builder =
        new ProcessBuilder("sh", "-c", command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .redirectInput(Path.of("/dev/null").toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("GITHUB_"));
    builder.environment().putAll(variables);
    var process = builder.start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("ended in time").isTrue();
    return new Ended(process.exitValue(), text(out), text(err));
  }

  private Ended check(String arguments) throws Exception {
    var words = arguments.replaceAll("\\b(\\S+\\.(csv|yaml))\\b", folder + "/$1");
    return shell(
        "./router-cost check " + words,
        Map.of("LC_ALL", "C.UTF-8", "SOURCE_DATE_EPOCH", "1795219200")); // 2026-11-21
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | cheap.csv --budgets budgets.yaml",
        "2 | cheap.csv",
        "2 | cheap.csv --budgets slip.yaml",
        "2 | cheap.csv --budgets euro.yaml",
        "2 | cheap.csv --budgets budgets.yaml --frmat json",
        "2 | cheap.csv --budgets budgets.yaml --breach-exit-code 0",
        "2 | cheap.csv --budgets budgets.yaml --report junit",
        "3 | two-dollars.csv --budgets budgets.yaml",
        "0 | two-dollars.csv --budgets budgets.yaml --exit-zero",
        "1 | two-dollars.csv --budgets budgets.yaml --breach-exit-code 1",
        "0 | two-dollars.csv --budgets budgets.yaml --base two-dollars-before.csv",
        "2 | two-dollars.csv --budgets budgets.yaml --base two-dollars.csv",
        "3 | two-dollars.csv --budgets budgets.yaml --base cheap.csv",
        "4 | nowhere.csv --budgets budgets.yaml",
        "4 | cheap.csv --budgets nowhere.yaml",
        "4 | cheap.csv --budgets budgets.yaml --base nowhere.csv"
      })
  void theExitCodeSaysWhatIsTheMatter(int exit, String arguments) throws Exception {
    var ended = check(arguments);
    assertThat(ended.exit()).as(ended.err()).isEqualTo(exit);
  }

  @Test
  void aBreachFailsWhateverElseHasNoPrice() throws Exception {
    var ended = check("unpriced.csv --budgets budgets.yaml -f plain");
    assertThat(ended.exit()).isEqualTo(3);
    assertThat(ended.out()).contains("over the limit of");
    assertThat(check("unpriced.csv --budgets budgets.yaml --strict").exit()).isEqualTo(3);
  }

  @Test
  void aBadRowPassesOnlyIfItsCostIsBounded() throws Exception {
    assertThat(check("bad-row.csv --budgets budgets.yaml --strict").exit()).isEqualTo(4);
    assertThat(check("bad-row.csv --budgets budgets.yaml --max-rejects 60").exit()).isEqualTo(4);
    var billed = "billed-bad-row.csv --budgets budgets.yaml --max-rejects 60";
    assertThat(check(billed).exit()).isZero();
    assertThat(check(billed + " --strict").exit()).isEqualTo(4);
  }

  @Test
  void anOutputThatCannotBeWrittenIsNoPass() throws Exception {
    assertThat(check("cheap.csv --budgets budgets.yaml -o /nowhere/report").exit()).isEqualTo(4);
    var ended = check("cheap.csv --budgets budgets.yaml --report junit:/nowhere/j");
    assertThat(ended.exit()).isEqualTo(4);
    assertThat(ended.err()).contains("/nowhere/j: cannot be written");
    assertThat(check("two-dollars.csv --budgets budgets.yaml --report json:/nowhere/j").exit())
        .isEqualTo(4);
  }

  @Test
  void aReaderThatGoesAwayDoesNotChangeTheVerdict() throws Exception {
    var ended =
        shell(
            "{ ./router-cost check %s/two-dollars.csv --budgets %s/budgets.yaml -q; echo $? >&2; } | true"
                .formatted(folder, folder),
            Map.of());
    assertThat(ended.err().lines()).last().isEqualTo("3");
  }

  @Test
  void aWaiverHoldsToItsLastDay() throws Exception {
    var last = check("two-dollars.csv --budgets waived.yaml --now 2026-11-21");
    assertThat(last.exit()).isZero();
    var after = check("two-dollars.csv --budgets waived.yaml --now 2026-11-22");
    assertThat(after.exit()).isEqualTo(3);
    assertThat(after.out()).contains("the waiver until 2026-11-21 has expired");
  }

  @Test
  void aRenamedTaskIsNoPass() throws Exception {
    var ended = check("cheap.csv --budgets renamed.yaml");
    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.out()).contains("did you mean 'plan'?");
  }

  @Test
  void anEmptyLogIsNoPass() throws Exception {
    assertThat(check("nothing.csv --budgets budgets.yaml").exit()).isEqualTo(4);
    assertThat(check("header.csv --budgets budgets.yaml").exit()).isEqualTo(4);
    assertThat(check("cheap.csv --budgets budgets.yaml --month 2026-09").exit()).isEqualTo(4);
  }

  @Test
  void anIncreaseWithoutABaselineIsNoPass() throws Exception {
    assertThat(check("cheap.csv --budgets prior.yaml").exit()).isEqualTo(2);
    assertThat(check("cheap.csv --budgets base.yaml").exit()).isEqualTo(2);
    assertThat(check("cheap.csv --budgets base.yaml --base cheap-before.csv").exit()).isZero();
  }

  @Test
  void aSavedReportServesAsBase() throws Exception {
    var saved = check("two-dollars.csv --budgets budgets.yaml -f json -o " + folder + "/saved");
    assertThat(saved.exit()).isEqualTo(3);
    var ended = check("two-dollars.csv --budgets budgets.yaml --base " + folder + "/saved");
    assertThat(ended.exit()).isZero();
    assertThat(ended.out()).contains("already over before this change");
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void anInterruptedRunEndsAsShellsExpect(String signal, int exit) throws Exception {
    var process =
        new ProcessBuilder(
                "env", // a job in the background ignores interrupts, and so would its children
                "--default-signal=INT,TERM",
                "./router-cost",
                "check",
                "-",
                "--budgets",
                folder.resolve("budgets.yaml").toString())
            .redirectErrorStream(true)
            .start();
    try (var log = process.getOutputStream()) {
      log.write(
          (HEAD + "2026-10-12,plan,claude-opus-5-5,1000,0\n").getBytes(StandardCharsets.UTF_8));
      log.flush();
      awaitJava(process.pid());
      new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended in time").isTrue();
    }
    assertThat(process.exitValue()).isEqualTo(exit);
  }

  /// Waits until the launcher has become Java and Java waits for the log.
  private static void awaitJava(long pid) throws Exception {
    var status = Path.of("/proc/" + pid + "/cmdline");
    for (int tries = 0; tries < 600 && !text(status).contains("routercost.cli.Main"); tries++) {
      Thread.sleep(50);
    }
    Thread.sleep(500);
  }

  private Map<String, String> runner(String logs) throws IOException {
    Files.deleteIfExists(folder.resolve("summary"));
    Files.deleteIfExists(folder.resolve("outputs"));
    return Map.of(
        "LC_ALL", "C.UTF-8",
        "GITHUB_ACTIONS", "true",
        "GITHUB_STEP_SUMMARY", folder.resolve("summary").toString(),
        "GITHUB_OUTPUT", folder.resolve("outputs").toString(),
        "INPUT_LOGS", logs,
        "INPUT_BUDGETS", folder.resolve("budgets.yaml").toString(),
        "INPUT_JUNIT", folder.resolve("junit").toString(),
        "INPUT_COMMENT", folder.resolve("comment").toString(),
        "INPUT_ARGUMENTS", "--month=2026-10\n--quiet\n");
  }

  @Test
  void theActionAnnotatesTheRunAndLeavesSummaryAndOutputs() throws Exception {
    var logs = folder.resolve("two-dollars.csv") + "\n\n" + folder.resolve("cheap.csv") + "\n";
    var ended = shell("src/action/gate.sh", runner(logs));
    assertThat(ended.exit()).isEqualTo(3);
    assertThat(ended.out()).contains("FAIL").doesNotContain("::error");
    assertThat(ended.err().lines().filter(line -> line.startsWith("::")))
        .singleElement()
        .asString()
        .matches(
            "::error file=.*budgets.yaml,line=4,title=router-cost%3A plan::cost of task plan .*");
    assertThat(text(folder.resolve("summary"))).startsWith("#### LLM cost: $2.00");
    assertThat(text(folder.resolve("outputs")).lines())
        .contains("status=fail", "failed=1", "failed-budgets=plan", "cost-usd=2.004");
    assertThat(text(folder.resolve("junit"))).contains("<failure ");
    assertThat(text(folder.resolve("comment"))).startsWith("<!-- router-cost id=default -->");
  }

  @Test
  void theActionPassesWhereAllIsWellAndKeepsWhatEarlierStepsWrote() throws Exception {
    var variables = runner(folder.resolve("cheap.csv").toString());
    write("outputs", "earlier=1\n");
    var ended = shell("src/action/gate.sh", variables);
    assertThat(ended.exit()).isZero();
    assertThat(ended.err()).isEmpty();
    assertThat(text(folder.resolve("outputs")).lines()).contains("earlier=1", "status=ok");
  }

  @Test
  void theActionSaysWhichInputIsMissing() throws Exception {
    var ended = shell("src/action/gate.sh", Map.of("INPUT_BUDGETS", "b.yaml"));
    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.err()).startsWith("::error title=router-cost::the input 'logs' is empty");
  }

  @Test
  void theActionHandsOverEveryInputThatItDeclares() throws Exception {
    var action = text(Path.of("action.yml"));
    var script = text(Path.of("src/action/gate.sh"));
    var inputs = action.substring(action.indexOf("inputs:"), action.indexOf("outputs:"));
    var names = inputs.lines().filter(line -> line.matches("  \\w+:")).map(String::strip).toList();
    assertThat(names).hasSize(7);
    for (var name : names) {
      var input = name.replace(":", "");
      assertThat(action).contains("${{ inputs." + input + " }}");
      assertThat(script).contains("INPUT_" + input.toUpperCase(java.util.Locale.ROOT));
    }
    for (var output :
        List.of("status", "failed", "not-judged", "warnings", "failed-budgets", "cost-usd")) {
      assertThat(action).contains("${{ steps.gate.outputs." + output + " }}");
    }
  }
}
