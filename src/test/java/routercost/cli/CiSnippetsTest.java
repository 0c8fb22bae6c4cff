package routercost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/// What docs/ci.md shows works when it is copied: its scripts are run, in a folder with a log and
/// budgets and a `router-cost` on the path.
class CiSnippetsTest {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\n(.*?)^```$");

  @TempDir private Path folder;

  private record Ended(int exit, String text) {}

  @BeforeEach
  void project() throws IOException {
    Files.createDirectories(folder.resolve("bin"));
    Files.createDirectories(folder.resolve("evals"));
    var java = Path.of(System.getProperty("java.home"), "bin", "java");
    program(
        "router-cost",
        "exec '%s' -XX:TieredStopAtLevel=1 -cp '%s' routercost.cli.Main \"$@\""
            .formatted(java, classPath()));
    Files.writeString(
        folder.resolve("budgets.yaml"),
        "version: 1\ncurrency: USD\nbudgets:\n  - {id: plan, metric: cost, limit: 1}\n");
    spend(1_000);
  }

  private static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private void program(String name, String script) throws IOException {
    var file = folder.resolve("bin").resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  /// Writes the log anew: a million tokens are four dollars.
  private void spend(int tokens) throws IOException {
    Files.writeString(
        folder.resolve("evals/calls.jsonl"),
        """
        {"timestamp": "2026-10-12", "task": "plan", "model": "claude-opus-5-5", \
        "input_tokens": %d, "output_tokens": 0}
        """
            .formatted(tokens));
  }

  private Ended shell(String script, Map<String, String> variables) throws Exception {
    var out = folder.resolve("out");
    var builder =
        new ProcessBuilder("sh", "-e", "-c", script)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .redirectInput(Path.of("/dev/null").toFile());
    builder.environment().merge("PATH", "", (path, _) -> folder.resolve("bin") + ":" + path);
    builder.environment().putAll(variables);
    var process = builder.start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("ended in time").isTrue();
    return new Ended(process.exitValue(), Files.readString(out));
  }

  private Ended shell(String script) throws Exception {
    return shell(script, Map.of());
  }

  private static List<MatchResult> blocks() throws IOException {
    return BLOCK.matcher(Files.readString(Path.of("docs/ci.md"))).results().toList();
  }

  /// The first block of a language that holds `words`.
  private static String block(String language, String words) throws IOException {
    return blocks().stream()
        .filter(block -> block.group(1).equals(language) && block.group(2).contains(words))
        .map(block -> block.group(2))
        .findFirst()
        .orElseThrow();
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // whoever asks knows the shape
  private static <T> T at(Object yaml, Object... path) {
    var node = yaml;
    for (var step : path) {
      node =
          Objects.requireNonNull(
              step instanceof Integer index
                  ? ((List<?>) node).get(index)
                  : ((Map<?, ?>) node).get(step));
    }
    return (T) node;
  }

  private static Object yaml(String text) {
    return new Yaml().load(text);
  }

  @Test
  void everyYamlBlockParses() throws IOException {
    var yaml = blocks().stream().filter(block -> block.group(1).equals("yaml")).toList();
    assertThat(yaml).hasSizeGreaterThanOrEqualTo(4);
    assertThat(yaml).allSatisfy(block -> assertThat(yaml(block.group(2))).isNotNull());
  }

  @Test
  void theGitlabJobWritesAllReportsWhetherTheGateHoldsOrNot() throws Exception {
    var job = yaml(block("yaml", "artifacts:"));
    List<String> script = at(job, "llm-cost", "script");
    Map<String, String> reports = at(job, "llm-cost", "artifacts", "reports");
    for (var tokens : List.of(1_000, 900_000)) {
      spend(tokens);

      var ended = shell(String.join("\n", script));

      assertThat(ended.exit()).as(ended.text()).isEqualTo(tokens == 1_000 ? 0 : 3);
      for (var file : reports.values()) {
        assertThat(folder.resolve(file)).isNotEmptyFile();
        Files.delete(folder.resolve(file));
      }
    }
  }

  @Test
  void theHookSaysNothingWhileTheGateHoldsAndRunsForItsFiles() throws Exception {
    Map<String, Object> hook = at(yaml(block("yaml", "repos:")), "repos", 0, "hooks", 0);

    var holds = shell((String) at(hook, "entry"));
    spend(900_000);
    var fails = shell((String) at(hook, "entry"));

    assertThat(holds.exit()).as(holds.text()).isZero();
    assertThat(fails.exit()).as(fails.text()).isEqualTo(3);
    var files = Pattern.compile(at(hook, "files"));
    assertThat(List.of("prompts/plan.md", "routing.yaml", "budgets.yaml"))
        .allMatch(name -> files.matcher(name).find());
    assertThat(List.of("README.md", "docs/prompts/x", "budgetsXyaml"))
        .noneMatch(name -> files.matcher(name).find());
  }

  @Test
  void theRuleOfTheMakefileFailsWithTheGate() throws Exception {
    var rule = block("make", "cost:").lines().toList();
    assertThat(rule.get(1)).startsWith("\t");
    var needed = rule.getFirst().replaceFirst("cost: ", "");
    var recipe = rule.get(1).strip().replace("$<", needed);

    assertThat(shell(recipe).exit()).isZero();
    spend(900_000);
    assertThat(shell(recipe).exit()).isEqualTo(3);
  }

  @Test
  void aBaseThatTheMainBranchKeptExcusesWhatWasOver() throws Exception {
    spend(1_500_000);

    assertThat(shell(block("sh", "--exit-zero")).exit()).isZero();
    assertThat(folder.resolve("evals/main.json")).isNotEmptyFile();
    var check = "router-cost check evals/calls.jsonl --budgets budgets.yaml";
    assertThat(shell(check).exit()).isEqualTo(3);
    assertThat(shell(check + " --base evals/main.json").exit()).isZero();

    Files.writeString(
        folder.resolve("budgets.yaml"),
        "version: 1\ncurrency: USD\nbudgets:\n" + block("yaml", "no-jump"));
    assertThat(shell(check + " --base evals/main.json").exit()).isZero();
    spend(3_000_000);
    assertThat(shell(check + " --base evals/main.json").exit()).isEqualTo(3);
  }

  @Test
  void theWorkflowGivesTheActionInputsThatItHas() throws IOException {
    Map<String, Object> given =
        at(yaml(block("yaml", "pull_request")), "jobs", "gate", "steps", 2, "with");
    Map<String, Object> known = at(yaml(Files.readString(Path.of("action.yml"))), "inputs");

    assertThat(known.keySet()).containsAll(given.keySet());
  }

  @Test
  void theLastStepOfTheWorkflowWritesOneCommentAndThenWritesItAnew() throws Exception {
    Map<String, Object> step = at(yaml(block("yaml", "pull_request")), "jobs", "gate", "steps", 3);
    Map<String, String> env = new LinkedHashMap<>(Map.of("COMMENTS", "issues/7/comments"));
    env.put("COMMENT", "issues/comments");
    Map<String, Object> variables = at(step, "env");
    assertThat(variables).containsKeys("COMMENTS", "COMMENT");
    var script = (String) at(step, "run");

    program("gh", "case \"$*\" in *--paginate*) ;; *) echo \"gh $*\" ;; esac");
    assertThat(shell(script, env).text())
        .isEqualTo("gh api issues/7/comments -F body=@comment.md\n");

    program("gh", "case \"$*\" in *--paginate*) echo 42; echo 43 ;; *) echo \"gh $*\" ;; esac");
    assertThat(shell(script, env).text())
        .isEqualTo("gh api -X PATCH issues/comments/42 -F body=@comment.md\n");
  }
}
