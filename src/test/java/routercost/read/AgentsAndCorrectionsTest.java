package routercost.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routercost.price.Money;
import routercost.read.config.pipelines.PipelineCorrection;
import routercost.read.config.pipelines.Pipelines;
import routercost.read.config.prices.PriceBooks;
import routercost.read.text.ConfigurationProblem;
import routercost.usage.Calls;
import routercost.usage.Meter;
import routercost.usage.Slice;
import routercost.usage.UsageCube;
import routercost.whatif.pipeline.Calibration;
import routercost.whatif.pipeline.Estimate;
import routercost.whatif.pipeline.Pipeline;
import routercost.whatif.pipeline.Step.StepPlan;

class AgentsAndCorrectionsTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 21);

  @TempDir Path folder;

  private Pipeline read(String path, UsageCube used) {
    return Pipelines.read(
            List.of(folder.resolve(path).toString()),
            InputStream.nullInputStream(),
            PriceBooks.builtIn(),
            DAY,
            Optional.of(used))
        .getFirst();
  }

  private static UsageCube log() {
    var key = Calls.key("2026-11-01", "claude-sonnet-5-5");
    return UsageCube.of(
        Stream.of(
            new Slice(key.withTask("reviewer"), Calls.usage(1, 1000, 100)),
            new Slice(
                key.withTask("x").withLabels(Map.of("agent", "reviewer")),
                Calls.usage(1, 1000, 100)),
            new Slice(key.withTask("planner"), Calls.usage(1, 1000, 100)),
            new Slice(key.withTask("other"), Calls.usage(1, 9999, 9999))));
  }

  @Test
  void anAgentIsTheTaskOrLabelOfItsName() throws IOException {
    Files.writeString(
        folder.resolve("a.md"),
        "---\nname: reviewer\ndescription: Use it: always\nmodel: \"haiku\"\n---\nmodel: opus\n");
    Files.writeString(
        folder.resolve("b.md"), "---\nname: planner\ndescription: Plans\nmodel: inherit\n---\n");
    Files.writeString(folder.resolve("c.md"), "No front matter.\n");
    var pipeline = read("", log());
    var total = Estimate.of(pipeline, DAY).total();

    assertThat(pipeline.steps()).extracting(StepPlan::id).containsExactly("reviewer", "planner");
    // three calls of 0.003; two of them for a twentieth
    assertThat(total.before().low()).isEqualTo(Money.of("0.009"));
    assertThat(total.after().low()).isEqualTo(Money.of("0.0033"));
  }

  @Test
  void aModelThatNobodyKnowsIsNamedWithItsPlace() throws IOException {
    Files.writeString(
        folder.resolve("a.md"), "---\nname: reviewer\nmodel: hiaku\ndescription: Reviews\n---\n");

    assertThatThrownBy(() -> read("", log()))
        .isInstanceOf(ConfigurationProblem.class)
        .hasMessageContaining("a.md:3:8: model is 'hiaku'");
  }

  @Test
  void aFolderWithoutAgentsIsRefused() {
    assertThatThrownBy(() -> read("", log())).hasMessageContaining("no agents here");
  }

  private static Calibration measured(String step, String calls, String input, String output) {
    return measured(step, calls, input, output, Optional.empty());
  }

  private static Calibration measured(
      String step, String calls, String input, String output, Optional<Calibration.Cache> cache) {
    var rates =
        new Calibration.Rates(
            new BigDecimal(calls),
            new BigDecimal(input),
            new BigDecimal(output),
            Money.ZERO,
            cache);
    return new Calibration(
        BigDecimal.ONE,
        false,
        List.of(new Calibration.Line(step, rates, rates)),
        List.of(),
        List.of());
  }

  @Test
  void measuredNumbersTakeThePlaceOfDescribedOnes() throws IOException {
    var file = folder.resolve("p.yaml");
    Files.writeString(
        file,
        """
        name: "a: b"   # a comment
        runs: {count: 10, per: day, days: 30}
        steps:
          - {id: one, optional: true, calls: [1, 3], input: 100, output: 10, before: sonnet,
             after: {cascade: [haiku, sonnet], escalate: 0.1}}
          - {id: two, before: sonnet, cost: 0.5, note: "a \\"quoted\\" word"}
        """);

    var text = PipelineCorrection.of(file.toString(), measured("one", "2.33333", "1234.5", "0.4"));

    assertThat(text)
        .isEqualTo(
            """
            name: "a: b"
            runs: {count: 10, per: day, days: 30}
            steps:
              - {id: one, calls: 2.3333, input: 1235, output: 0, before: sonnet, after: {cascade: [haiku, sonnet], escalate: 0.1}}
              - {id: two, before: sonnet, cost: 0.5, note: "a \\"quoted\\" word"}
            """);
    Files.writeString(file, text);
    assertThat(read("p.yaml", UsageCube.EMPTY).name()).isEqualTo("a: b");
  }

  @Test
  void whatWasNotMeasuredStaysAsItWas() throws IOException {
    var file = folder.resolve("p.yaml");
    Files.writeString(file, "steps:\n  - {id: two, before: sonnet, cost: 0.5}\n");

    assertThat(PipelineCorrection.of(file.toString(), measured("one", "1", "1", "1")))
        .isEqualTo("steps:\n  - {id: two, before: sonnet, cost: 0.5}\n");
  }

  @Test
  void aMeasuredCacheStandsOnBothSides() throws IOException {
    var file = folder.resolve("p.yaml");
    Files.writeString(
        file,
        "steps:\n  - {id: one, input: 1, output: 1, before: sonnet, after: {batch: true, cache: {prefix: 1, hit_rate: 0}}}\n");
    var cache =
        new Calibration.Cache(
            new BigDecimal("2999.6"), new BigDecimal("0.83333"), Meter.CACHE_WRITE_1H);

    assertThat(
            PipelineCorrection.of(
                file.toString(), measured("one", "1", "5000", "10", Optional.of(cache))))
        .isEqualTo(
            "steps:\n  - {id: one, input: 5000, output: 10,"
                + " before: {to: sonnet, cache: {prefix: 3000, ttl: 1h, hit_rate: 0.8333}},"
                + " after: {batch: true, cache: {prefix: 3000, ttl: 1h, hit_rate: 0.8333}}, calls: 1}\n");
  }
}
