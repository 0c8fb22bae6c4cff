package routercost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A pipeline learnt from a log costs what the log cost, to the last digit.
class LearnedPipelineTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int RANDOM_LOGS = 25;
  private static final Path SAMPLES = Path.of("src/test/resources");

  private static final List<String> UNPRICED =
      List.of("codex-exec.jsonl", "copilot-premium.csv", "goose.jsonl", "kimi-wire.jsonl");

  @TempDir Path folder;

  static List<Path> transcripts() throws IOException {
    var paths = new ArrayList<Path>();
    for (var place :
        List.of("exports/claude-code-jsonl", "exports/codex", "exports/claude-code-headless")) {
      paths.add(SAMPLES.resolve(place));
    }
    for (var place : List.of("accuracy/claude", "accuracy/codex", "exports/agents")) {
      try (Stream<Path> all = Files.list(SAMPLES.resolve(place))) {
        paths.addAll(all.sorted().toList());
      }
    }
    paths.add(Path.of("samples/calls.csv"));
    paths.add(Path.of("samples/warehouse.cube.csv"));
    return paths;
  }

  private static JsonNode json(List<String> args) throws IOException {
    var run = Terminals.run(args);
    assertThat(run.out()).as("%s: %s", args, run.err()).startsWith("{");
    return JSON.readTree(run.out());
  }

  private String learn(Path log) throws IOException {
    var run =
        Terminals.run(List.of("estimate", "--from-log", log.toString(), "--max-rejects", "100"));
    assertThat(run.out()).as("%s: %s", log, run.err()).startsWith("# Learnt from ");
    Files.writeString(folder.resolve("learnt.yaml"), run.out());
    return run.out();
  }

  private void assertSameBill(Path log) throws IOException {
    var bill =
        json(List.of("audit", log.toString(), "--max-rejects", "100", "-f", "json"))
            .at("/totals/before")
            .asText();
    if (UNPRICED.contains(String.valueOf(log.getFileName()))) {
      var run = Terminals.run(List.of("estimate", "--from-log", log.toString()));
      assertThat(run.err()).contains("no call has a price, so there is no step to write");
      assertThat(run.exit()).isEqualTo(2);
      return;
    }
    var text = learn(log);
    assertThat(text).contains(": " + bill + " USD as priced.");
    var totals =
        json(List.of("estimate", folder.resolve("learnt.yaml").toString(), "-f", "json"))
            .at("/totals");
    for (var place : List.of("/before/low", "/before/high", "/after/low", "/after/high")) {
      assertThat(totals.at(place).asText()).as(text).isEqualTo(bill);
    }
  }

  @ParameterizedTest
  @MethodSource("transcripts")
  void costsWhatTheSampleCost(Path log) throws IOException {
    assertSameBill(log);
  }

  @Test
  void costsWhatRandomSessionsCost() throws IOException {
    var random = new SplittableRandom(20261130);
    for (int i = 0; i < RANDOM_LOGS; i++) {
      var log = folder.resolve("random" + i + ".csv");
      Files.writeString(log, log(random));
      assertSameBill(log);
    }
  }

  private static String log(SplittableRandom random) {
    var models =
        List.of(
            "claude-opus-5-5", "claude-haiku-5-5", "claude-haiku-4-5", "gpt-5.2", "nova-unknown");
    var rows = new StringBuilder();
    rows.append(
        "timestamp,session,task,model,input_tokens,output_tokens,cache_read_tokens,"
            + "cache_write_5m_tokens,service_tier\n");
    int calls = 1 + random.nextInt(200);
    for (int i = 0; i < calls; i++) {
      rows.append(
          String.format(
              Locale.ROOT,
              "2026-%02d-%02dT%02d:00:00Z,s%d,%s,%s,%d,%d,%d,%d,%s%n",
              9 + random.nextInt(3),
              1 + random.nextInt(20),
              random.nextInt(24),
              random.nextInt(5),
              List.of("main", "Explore", "a \"b\"", "").get(random.nextInt(4)),
              models.get(random.nextInt(models.size())),
              random.nextInt(3000),
              random.nextInt(2000),
              random.nextInt(3) * random.nextInt(150_000),
              random.nextInt(20_000),
              random.nextInt(9) == 0 ? "batch" : ""));
    }
    return rows.toString();
  }

  @Test
  void sessionsBecomeAgentsWhoseSubAgentsAndHistoryCanChange() throws IOException {
    var text = learn(SAMPLES.resolve("exports/claude-code-jsonl"));
    assertThat(text).contains("role: orchestrator", "role: executor", "turns: {1: 1/3, 2: 2/3}");
    var changed =
        json(
            List.of(
                "estimate",
                folder.resolve("learnt.yaml").toString(),
                "--move",
                "executor=haiku",
                "--compact",
                "40k:2k",
                "-f",
                "json"));
    // Compacted below most of its prompts, a history costs more: each summary is an answer.
    assertThat(new BigDecimal(changed.at("/totals/after/low").asText()))
        .isGreaterThan(new BigDecimal(changed.at("/totals/before/low").asText()));
  }

  /// Two agents of six turns instead of twelve are two runs by the calls that each run has besides.
  @Test
  void turnsThatDriftAreNotTakenForFewerRuns() throws IOException {
    var log = folder.resolve("agents.csv");
    var rows = new StringBuilder("task,model,input_tokens,output_tokens\n");
    rows.append("agent,sonnet,3400,250\n".repeat(12)).append("tag,haiku,500,15\n".repeat(4));
    Files.writeString(log, rows);
    var pipeline = folder.resolve("agents.yaml");
    Files.writeString(
        pipeline,
        """
        steps:
          - {id: agent, before: sonnet, turns: 12, system: 3000, input: 400, output: 250}
          - {id: tag, before: haiku, calls: 2, input: 500, output: 15}
        """);
    var against =
        Terminals.run(List.of("estimate", pipeline.toString(), "--against", log.toString()));
    assertThat(against.out()).contains("2 runs (the median of the steps)").contains("12 > 6");
  }

  @Test
  void namesWhatHasNoPriceAndWhatCouldNotBeRead() throws IOException {
    var log = folder.resolve("odd.csv");
    Files.writeString(
        log, "task,model,input_tokens,output_tokens\na,nova-9,10,1\nb,haiku,10,1\nc,haiku,x,y\n");
    assertThat(learn(log))
        .contains("# Not included: 1 call on nova-9", "# Not included: 1 of 3 rows of ");
  }

  @Test
  void textFromLogsStaysWithinItsStep() throws IOException {
    var log = folder.resolve("hostile.csv");
    Files.writeString(
        log, "task,model,input_tokens,output_tokens\n\"x\"\"}\nsteps: []\n# \",haiku,10,1\n");
    learn(log);
    var steps =
        json(List.of("estimate", folder.resolve("learnt.yaml").toString(), "-f", "json"))
            .at("/steps");
    assertThat(steps).hasSize(1);
  }
}
