package routercost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Steps that differ in more than the model, at a dollar a million tokens on haiku and three on
/// sonnet; an answer costs as much as a prompt.
class PipelineStepsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PRICES =
      "prices: {haiku: {input: 1, output: 1}, sonnet: {input: 3, output: 3}, big: {input: 10, output: 10}}\n";

  private static Terminals.Run run(String steps, String... options) {
    var args = new ArrayList<>(List.of("estimate", "-"));
    args.addAll(List.of(options));
    return Terminals.run(args, PRICES + steps, Map.of("LC_ALL", "C.UTF-8"));
  }

  private static JsonNode json(String steps, String... options) throws IOException {
    var all = new ArrayList<>(List.of(options));
    all.addAll(List.of("-f", "json"));
    var run = run(steps, all.toArray(String[]::new));
    assertThat(run.out()).as(run.err()).startsWith("{");
    return JSON.readTree(run.out());
  }

  private static void assertTotals(JsonNode json, String before, String after) {
    assertThat(json.at("/totals/before/low").asText()).isEqualTo(before);
    assertThat(json.at("/totals/after/low").asText()).isEqualTo(after);
  }

  @Test
  void aStepMayExistOnOneSideOnly() throws IOException {
    assertTotals(
        json(
            """
            steps:
              - {id: new, before: none, after: haiku, input: 1000000}
              - {id: old, before: sonnet, after: none, input: 1000000}
              - {id: gpu, service: gpu, unit_cost: 0.5, before: none}
            """),
        "3",
        "1.5");
  }

  @Test
  void aServiceItsCostAndItsQuantityMayChange() throws IOException {
    assertTotals(
        json(
            "steps: [{id: s, service: {before: a, after: b}, unit_cost: {before: 0.1, after: 0.2},"
                + " quantity: {before: 3, after: 1}}]"),
        "0.3",
        "0.2");
  }

  @Test
  void costsByModelArePaidForEachAttemptAndCheck() throws IOException {
    // 0.003 + 0.001 + 0.1 · 0.01
    assertTotals(
        json(
            "steps: [{id: k, before: sonnet, after: {cascade: [haiku, sonnet], escalate: 10%},"
                + " cost: {haiku: 0.003, sonnet: 0.01, validator: 0.001}}]"),
        "0.01",
        "0.005");
  }

  @Test
  void aValidatorThatErrsPassesOnAndLeavesWrongAnswers() throws IOException {
    // 0.8 · 0.05 + 0.2 · 0.9 = 22% go on; 0.2 · 0.1 + 0.22 · 0.5 = 13% stay wrong, at $1 each
    var json =
        json(
            "steps: [{id: c, before: sonnet, after: {cascade: [haiku, sonnet], wrong: [20%, 1/2],"
                + " validator: {model: haiku, input: 0, output: 0, accepts_wrong: 10%,"
                + " rejects_right: 5%}, failure: {cost: 1}}, input: 1000000}]");
    assertTotals(json, "3", "1.79");
    assertThat(json.at("/pipelines/0/parts/failures/after/low").asText()).isEqualTo("0.13");
  }

  @Test
  void everyStageOfACascadeHasABreakEven() throws IOException {
    // of 1 + 0.5 · (3 + 0.5 · 10): without the first stage 8, so p1 = (8 − 1) / 8;
    // without the second 1 + 0.5 · 10, so 0.5 · p2 · 10 = 5 − 1.5, that is 0.7
    var json =
        json(
            "steps: [{id: c, before: opus, after: {cascade: [haiku, sonnet, big], escalate: [0.5,"
                + " 0.5]}, input: 1000000}]");
    assertThat(json.at("/pipelines/0/break_evens/0/kind").asText()).isEqualTo("escalation_rate");
    assertThat(json.at("/pipelines/0/break_evens/0/low").asText()).isEqualTo("0.875");
    assertThat(json.at("/pipelines/0/break_evens/1/kind").asText()).isEqualTo("escalation_rate_2");
    assertThat(json.at("/pipelines/0/break_evens/1/low").asText()).isEqualTo("0.7");
  }

  @Test
  void theFirstCallOfARunWritesAndAFractionIsExact() throws IOException {
    var prices = "prices: {mine: {input: 1, output: 1, cache_write_5m: 2, cache_read: 0.1}}\n";
    for (var cache : List.of("first: write", "hit_rate: 2/3")) {
      var run =
          Terminals.run(
              List.of("estimate", "-", "-f", "json"),
              prices
                  + "steps: [{id: c, before: mine, calls: 3, input: 1000000, cache: {prefix:"
                  + " 1000000, %s}}]".formatted(cache),
              Map.of());
      // one is written at $2, two are read at $0.1
      assertThat(JSON.readTree(run.out()).at("/totals/before/low").asText())
          .as(run.err())
          .isEqualTo("2.2");
    }
  }

  @Test
  void stepsWaitForEachOtherUnlessTheyRunSideBySide() throws IOException {
    var json =
        json(
            """
            steps:
              - {id: a, before: {to: haiku, latency: {seconds: 5}}, calls: 2, input: 1}
              - {id: b, parallel: p, before: {to: haiku, latency: {seconds: 3}}, input: 1}
              - {id: c, parallel: p, before: {to: haiku, latency: {seconds: 4}}, after: {to: haiku, latency: {seconds: 1}}, input: 1}
            """);
    assertThat(json.at("/pipelines/0/seconds/before/low").asText()).isEqualTo("14");
    assertThat(json.at("/pipelines/0/seconds/after/low").asText()).isEqualTo("13");
  }

  @Test
  void runsAndSharesMayBeRanges() throws IOException {
    var json =
        json(
            "runs: {count: [10, 20], per: month}\n"
                + "steps: [{id: a, before: {shares: {haiku: [0, 50%], sonnet: rest}}, input:"
                + " 1000000}]");
    assertThat(json.at("/per_period/before/low").asText()).isEqualTo("30");
    assertThat(json.at("/per_period/before/high").asText()).isEqualTo("40");
  }

  @Test
  void rangesThatMoveTogetherHaveNoMixedExtremes() throws IOException {
    // saved 1 of 2 at one end, 2 of 4 at the other
    var steps =
        """
        steps:
          - {id: a, %sbefore: haiku, after: haiku, cost: {before: [1, 1], after: [0, 0]}}
          - {id: b, %sbefore: haiku, after: none, cost: 1, calls: [1, 2]}
          - {id: c, %sbefore: haiku, cost: 1, calls: [2, 3]}
        """;
    var apart = json(steps.formatted("", "", ""));
    var together = json(steps.formatted("", "moves_with: x, ", "moves_with: x, "));
    // 2/4 and 3/6 are the ends; apart 2/5 and 3/5 are possible
    assertThat(apart.at("/totals/saved_pct/min").asText()).isEqualTo("40");
    assertThat(apart.at("/totals/saved_pct/max").asText()).isEqualTo("60");
    assertThat(together.at("/totals/saved_pct/min").asText()).isEqualTo("50");
    assertThat(together.at("/totals/saved_pct/max").asText()).isEqualTo("50");
  }

  @Test
  void subAgentsAreStartedByEachAgentOrByEveryTurnAndHaveTheirRole() throws IOException {
    var json =
        json(
            """
            steps:
              - id: lead
                role: middle
                turns: 2
                input: 1000000
                agents:
                  - {id: once, role: executor, calls: 3, input: 1000000}
                  - {id: often, role: executor, calls: 3, input: 1000000, per: turn}
            """);
    // the lead sends 1 and 2 million tokens
    assertThat(json.at("/pipelines/0/roles/middle/before/low").asText()).isEqualTo("9");
    assertThat(json.at("/pipelines/0/roles/executor/before/low").asText()).isEqualTo("9");
    assertThat(json.at("/steps/2/id").asText()).isEqualTo("lead/often");
    assertThat(json.at("/steps/2/before/low").asText()).isEqualTo("6");
  }

  @Test
  void agentsStopEarlyAndDifferInTheirTurns() throws IOException {
    // half of the agents reach the second turn: 1 + 0.5 · 2 million tokens
    var stops = "steps: [{id: a, before: haiku, turns: 2, stop: 50%, input: 1000000}]";
    assertTotals(json(stops), "2", "2");
    var shares = "steps: [{id: a, before: haiku, turns: {1: 1/2, 2: 1/2}, input: 1000000}]";
    assertTotals(json(shares), "2", "2");
  }

  @Test
  void movesOfAnAgentSaveWhatThePipelineThenCosts() throws IOException {
    var agent =
        "steps: [{id: a, before: sonnet, turns: 20, system: 2000, input: 3000, output: 500%s}]";
    var moves = json(agent.formatted("")).at("/pipelines/0/loops/0/moves");
    assertThat(moves.at("/0/kind").asText()).isEqualTo("compact");
    var compacted =
        json(
            agent.formatted(
                ", history: {compact: {at: %s, to: %s}}"
                    .formatted(moves.at("/0/at").asText(), moves.at("/0/to").asText())));
    assertThat(compacted.at("/totals/before/low").asText()).isEqualTo(moves.at("/0/cost").asText());
    assertThat(moves.at("/1/kind").asText()).isEqualTo("fresh_context");
    var over =
        json(
            agent.formatted(
                ", after: {to: sonnet, handover: {turn: %s, to: haiku, brief: 2000}}"
                    .formatted(moves.at("/1/turn").asText())));
    assertThat(over.at("/totals/after/low").asText()).isEqualTo(moves.at("/1/cost").asText());
  }

  @Test
  void unknownStepOfAMoveIsRefusedWithTheKnownOnes() {
    var run = run("steps: [{id: draft, before: sonnet, input: 1}]", "--move", "darft=haiku");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("no step or role 'darft'").contains("draft");
  }
}
