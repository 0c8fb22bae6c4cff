package routercost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitTest {
  @TempDir Path folder;

  private Terminals.Run init(Map<String, String> variables, String... words) {
    var args = new ArrayList<>(List.of("init", "--folder", folder.toString()));
    args.addAll(List.of(words));
    return Terminals.run(args, "", variables);
  }

  private Terminals.Run init(String... words) {
    return init(Map.of("HOME", folder.resolve("home").toString()), words);
  }

  private String text(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }

  @Test
  void aLogGivesALimitAQuarterAboveItsCostAndARouting() throws IOException {
    assertThat(init("samples/calls.csv").out())
        .contains("Found samples/calls.csv", "wrote router-cost.yaml", "wrote routing.yaml");
    // $9.67 and a quarter are $12.09
    assertThat(text("budgets.yaml"))
        .contains("The calls of samples/calls.csv cost $9.67", "limit: 13\n");
    assertThat(text("router-cost.yaml")).contains("samples/calls.csv\"]", "routing: routing.yaml");
    assertThat(text("routing.yaml")).contains("review_code");
    assertThat(
            Terminals.run(
                    List.of(
                        "check",
                        "samples/calls.csv",
                        "--budgets",
                        folder.resolve("budgets.yaml").toString()))
                .exit())
        .isZero();
  }

  @Test
  void whatIsThereIsKept() throws IOException {
    Files.writeString(folder.resolve("budgets.yaml"), "mine");
    assertThat(init("samples/calls.csv").out())
        .contains("kept  budgets.yaml, which already exists");
    assertThat(text("budgets.yaml")).isEqualTo("mine");
    var written = text("routing.yaml");
    assertThat(init("samples/rush.csv").out()).doesNotContain("wrote");
    assertThat(text("routing.yaml")).isEqualTo(written);
  }

  @Test
  void theLogsOfAgentsAreFound() throws IOException {
    var found =
        init(Map.of("CLAUDE_CONFIG_DIR", "src/test/resources/exports/claude-code-jsonl/synthetic"));
    assertThat(found.out()).contains("Found logs of coding agents");
    assertThat(text("router-cost.yaml")).contains("\nagents: true\n");
  }

  @Test
  void logsWithoutRecentCallsGiveAFirstGuess() throws IOException {
    assertThat(
            init(Map.of(
                    "CLAUDE_CONFIG_DIR", "src/test/resources/exports/claude-code-jsonl/synthetic"))
                .out())
        .contains("without calls in the last 30 days");
    assertThat(text("budgets.yaml")).contains("a first guess", "limit: 50\n");
  }

  @Test
  void withoutLogsAllFilesCanBeFilledIn() throws IOException {
    assertThat(init().out()).contains("Found no log", "Next: router-cost LOG");
    assertThat(text("budgets.yaml")).contains("a first guess", "limit: 50\n");
    assertThat(text("routing.yaml")).contains("tasks: {}");
    var audit =
        List.of(
            "audit", "samples/calls.csv", "--routing", folder.resolve("routing.yaml").toString());
    assertThat(Terminals.run(audit).exit()).isZero();
  }

  @Test
  void aRegistryIsTheRoutingAndACiFolderGetsAJob() throws IOException {
    Files.createDirectories(folder.resolve(".github"));
    Files.createDirectories(folder.resolve(".claude/agents"));
    Files.writeString(folder.resolve(".gitlab-ci.yml"), "");
    assertThat(init("samples/calls.csv").out())
        .contains(
            ".claude/agents, which is read as the routing", ".github/workflows/llm-cost.yaml");
    assertThat(text("router-cost.yaml")).contains("routing: .claude/agents");
    assertThat(folder.resolve("routing.yaml")).doesNotExist();
    assertThat(text(".github/workflows/llm-cost.yaml")).contains("budgets: budgets.yaml");
    assertThat(text(".gitlab/llm-cost.yml")).contains("junit: junit.xml");
  }

  @Test
  void doctorShowsWhatWasFoundAndWhatHasNoPrice() {
    var variables =
        Map.of(
            "CLAUDE_CONFIG_DIR",
            "src/test/resources/exports/claude-code-jsonl/synthetic",
            "LC_ALL",
            "C");
    var run =
        Terminals.run(
            List.of("doctor", "--now", "2027-11-21"),
            "".getBytes(StandardCharsets.UTF_8),
            variables,
            false,
            Optional.empty());
    assertThat(run.exit()).isZero();
    assertThat(run.out().replaceAll("\\s+", " "))
        .contains("version: 0.1.0", "days old; update router-cost", "logs of claude-code: ")
        .contains("5 files, 34 calls", "ASCII only", "configuration: none; router-cost init");
    var nothing = Terminals.run(List.of("doctor"), "", Map.of("HOME", folder.toString()));
    assertThat(nothing.out()).contains("note", "none in " + folder.getParent());
  }
}
