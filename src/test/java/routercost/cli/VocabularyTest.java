package routercost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routercost.cli.console.ExitCode;

/// The names of attributes, which mean the same calls wherever they are used.
class VocabularyTest {
  private static final String LOG = "samples/calls.csv";

  @TempDir private Path folder;

  private static Terminals.Run run(String... arguments) {
    return Terminals.run(List.of(arguments), "", Map.of("LC_ALL", "C.UTF-8"));
  }

  private static long calls(String... arguments) {
    return run(arguments)
        .out()
        .lines()
        .skip(1)
        .map(line -> line.split("\t", -1))
        .mapToLong(cells -> Long.parseLong(cells[1]))
        .sum();
  }

  private static long grouped(String name, String value) {
    return run("audit", LOG, "--group-by", name, "-f", "plain", "-q")
        .out()
        .lines()
        .map(line -> line.split("\t", -1))
        .filter(cells -> cells[0].equals(value))
        .mapToLong(cells -> Long.parseLong(cells[1]))
        .sum();
  }

  @ParameterizedTest
  @CsvSource({
    "task,draft_reply",
    "model,claude-opus-5-5",
    "tier,opus",
    "provider,anthropic",
    "day,2026-10-07",
    "week,2026-W41",
    "month,2026-10",
    "service,batch",
    "band,>32000",
    "place,global",
    "status,failed",
    "team,support"
  })
  void anAttributeMeansTheSameCallsEverywhere(String name, String value) throws IOException {
    long calls = grouped(name, value);
    assertThat(calls).isPositive();

    var condition = name + "=" + value;
    assertThat(calls("audit", LOG, "--filter", condition, "-f", "plain", "-q")).isEqualTo(calls);
    assertThat(run("audit", LOG, "--move", condition + "=haiku", "-q").exit()).isZero();

    var budgets = folder.resolve("budgets.yaml");
    Files.writeString(
        budgets,
        "version: 1\ncurrency: USD\nbudgets:\n  - {id: b, metric: calls, period: input, unpriced: ignore,"
            + " limit: %d, scope: {%s: '%s'}}\n".formatted(calls - 1, name, value));
    var over = run("check", LOG, "--budgets", budgets.toString(), "-q");
    assertThat(over.exit()).as(over.err()).isEqualTo(ExitCode.GATE_FAILED.code());
    Files.writeString(
        budgets,
        Files.readString(budgets)
            .replace("limit: " + (calls - 1), "limit: " + (calls + 1))); // one row was rejected
    assertThat(run("check", LOG, "--budgets", budgets.toString(), "-q").exit()).isZero();
  }

  @Test
  void aTierInAFilterNamesItsModel() {
    assertThat(calls("audit", LOG, "--filter", "model=opus", "-f", "plain", "-q")).isEqualTo(112);
  }

  @Test
  void valuesOfOneNameAreAlternativesAndAnExclamationMarkExcludes() {
    long haiku = grouped("tier", "haiku");
    assertThat(calls("audit", LOG, "--filter", "tier=opus,tier=haiku", "-f", "plain", "-q"))
        .isEqualTo(112 + haiku);
    assertThat(calls("audit", LOG, "--filter", "model!=opus", "-f", "plain", "-q"))
        .isEqualTo(432 - 112);
    assertThat(calls("audit", LOG, "--filter", "model=claude-op*", "-f", "plain", "-q"))
        .isEqualTo(113);
  }

  @Test
  void whatNoCallHasIsRefused() {
    var value = run("audit", LOG, "--filter", "task=draft_repyl");
    assertThat(value.exit()).isEqualTo(2);
    assertThat(value.err())
        .contains("no call has task 'draft_repyl' (did you mean 'draft_reply'?)");
    for (var command : List.of("audit", "what-if")) {
      var column = run(command, LOG, "--group-by", "nosuch");
      assertThat(column.exit()).isEqualTo(2);
      assertThat(column.err()).contains("no record has a column 'nosuch'");
    }
  }
}
