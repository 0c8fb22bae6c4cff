package routercost.read.config.pipelines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routercost.price.Money;
import routercost.read.config.prices.PriceBooks;
import routercost.read.text.ConfigurationProblem;
import routercost.whatif.pipeline.Estimate;
import routercost.whatif.pipeline.Parameter;
import routercost.whatif.pipeline.Pipeline;
import routercost.whatif.pipeline.Step.StepPlan;

class PipelinesTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 21);

  @TempDir Path folder;

  private static Pipeline piped(String yaml) {
    var in = new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8));
    return Pipelines.read(List.of("-"), in, PriceBooks.builtIn(), DAY, Optional.empty()).getFirst();
  }

  private Pipeline read(String name) {
    return Pipelines.read(
            List.of(folder.resolve(name).toString()),
            InputStream.nullInputStream(),
            PriceBooks.builtIn(),
            DAY,
            Optional.empty())
        .getFirst();
  }

  private void write(String name, String yaml) throws IOException {
    Files.createDirectories(folder.resolve(name).getParent());
    Files.writeString(folder.resolve(name), yaml);
  }

  private static Money before(Pipeline pipeline) {
    return Estimate.of(pipeline, DAY).total().before().low();
  }

  @Test
  void aPipelineMaySayLittle() {
    var pipeline = piped("steps: [{id: a, before: sonnet, cost: 0.5}]");

    assertThat(pipeline.name()).isEqualTo("-");
    assertThat(pipeline.unit()).isEqualTo("run");
    assertThat(pipeline.runs()).isEmpty();
    assertThat(before(pipeline)).isEqualTo(Money.of("0.5"));
  }

  @Test
  void itsOwnPricesAreOnTopOfTheBookAndInItsHash() {
    var pipeline =
        piped(
            """
            prices: {sonnet: {input: 3, output: 15}}
            steps: [{id: a, before: sonnet, input: 1000000, output: 0}]
            """);

    assertThat(before(pipeline)).isEqualTo(Money.of("3"));
    assertThat(pipeline.book().sha256()).isNotEqualTo(PriceBooks.builtIn().sha256());
  }

  @Test
  void whatIsIncludedIsSeenFromTheFileThatIncludes() throws IOException {
    write(
        "a/outer.yaml",
        "steps: [{id: one, before: sonnet, cost: 1}, {include: ../b/inner.yaml, quantity: 3}]");
    write(
        "b/inner.yaml",
        "name: inner\nsteps: [{id: one, before: opus, cost: 2}, {include: deep.yaml}]");
    write("b/deep.yaml", "steps: [{id: two, before: opus, cost: 5}]");
    var pipeline = read("a/outer.yaml");

    assertThat(pipeline.steps())
        .extracting(StepPlan::line)
        .containsExactly("one", "inner/one", "two");
    assertThat(before(pipeline)).isEqualTo(Money.of("22"));
  }

  @Test
  void aCircleOfIncludesIsRefused() throws IOException {
    write("a.yaml", "steps: [{include: b.yaml}]");
    write("b.yaml", "steps: [{include: ./a.yaml}]");

    assertThatThrownBy(() -> read("a.yaml"))
        .isInstanceOf(ConfigurationProblem.class)
        .hasMessageContaining("b.yaml:1:19: include is './a.yaml'; expected a file that does not");
  }

  @Test
  void aMissingIncludeIsAMistakeOfTheFile() throws IOException {
    write("a.yaml", "steps: [{include: b.yaml}]");

    assertThatThrownBy(() -> read("a.yaml"))
        .isInstanceOf(ConfigurationProblem.class)
        .hasMessageContaining("a.yaml:1:19: ")
        .hasMessageContaining("no such file");
  }

  @Test
  void whatIsIncludedHasNoPricesOfItsOwn() throws IOException {
    write("a.yaml", "steps: [{include: b.yaml}]");
    write(
        "b.yaml",
        "prices: {haiku: {input: 1, output: 5}}\nsteps: [{id: a, before: opus, cost: 1}]");

    assertThatThrownBy(() -> read("a.yaml")).hasMessageContaining("b.yaml:1:9: an included");
  }

  @Test
  void aFileOfAHundredMegabytesIsNoPipeline() throws IOException {
    try (var file = new RandomAccessFile(folder.resolve("large.yaml").toFile(), "rw")) {
      file.setLength(100_000_000);
    }

    assertThatThrownBy(() -> read("large.yaml"))
        .isInstanceOf(ConfigurationProblem.class)
        .hasMessageEndingWith("large.yaml:1:1: larger than 64 MB; expected a pipeline in YAML");
  }

  /// Sonnet costs $10 a million tokens of output.
  @Test
  void theLimitOfAnswersMayBeARange() {
    var pipeline =
        piped(
            "steps: [{id: a, before: {to: sonnet, max_output: [100, 300]}, input: 0, output: 200}]");
    var cost = Estimate.of(pipeline, DAY).total().before();
    assertThat(cost.low()).isEqualTo(Money.of("0.001"));
    assertThat(cost.high()).isEqualTo(Money.of("0.002"));
  }

  @Test
  void rangesOfOneStepMoveByThemselves() {
    var pipeline =
        piped(
            """
            steps:
              - id: a
                before: {to: sonnet, output_ratio: [1, 2]}
                after: {cascade: [{to: haiku, output_ratio: [0.5, 0.8]}, {to: opus, output_ratio: [1, 2]}],
                        escalate: 0.1}
                calls: [1, 3]
                input: 100
                output: [5, 9]
              - {id: b, before: sonnet, after: haiku, cost: {before: [1, 2], after: [0.1, 0.4]}}
            """);

    assertThat(pipeline.parameters())
        .extracting(Parameter::name)
        .containsExactlyInAnyOrder(
            "a.output",
            "a.before.output_ratio",
            "a.escalate",
            "a.output_ratio",
            "a.output_ratio 2",
            "a.calls",
            "b.cost.before",
            "b.cost.after");
    assertThat(pipeline.steps().getLast().parameters())
        .extracting(Parameter::link)
        .containsExactly("b.cost", "b.cost");
  }

  @Test
  void moreRangesThanCanBePricedAreRefused() {
    var steps = new StringBuilder("steps:\n");
    for (int i = 0; i < 6; i++) {
      steps.append("  - {id: s%d, service: x, unit_cost: [1, 2], quantity: [1, 2]}\n".formatted(i));
    }
    var spread = piped(steps.toString());
    var calls =
        "{to: haiku, output_ratio: [1, 2], retry_rate: [0, 1], failure: {rate: [0, 1], cost: [1, 2]},"
            + " latency: {seconds: [1, 2], hourly_rate: [1, 2], blocking: [0, 1]}}";
    var one =
        "steps: [{id: a, before: %s, calls: [1, 2], probability: [0, 1], input: [1, 2], output: [1, 2]}]"
            .formatted(calls);

    assertThat(spread.parameters()).hasSize(12);
    assertThatThrownBy(() -> piped(one))
        .hasMessage("-:1:9: the step 'a' has 11 ranges; expected 10 or fewer");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          version: 2                    | -:1:10: version is '2'; expected 1
          steps: no                     | -:1:8: steps is no list of steps; expected at least one
          stepps: []                    | -:1:1: unknown key 'stepps' (did you mean 'steps'?)
          runs: {count: 1, per: hour}   | -:1:23: per is 'hour'; expected day, week, month, quarter or year
          runs: {count: 1, per: year, days: 3} | -:1:35: days is '3'; expected per: day next to it
          steps: [{include: "a\\0b"}]   | -:1:19: include is 'a?b'; expected the path of a file
          steps: [{include: ""}]        | -:1:19: include is ''; expected the path of a file
          claims: [{printed: 1}]        | -:1:10: 'figure' is missing
          claims: [{figure: 1, printed: 1-2}] | -:1:31: printed is '1-2'; expected one figure, such as $1,329 or ~33%
          claims: [{figure: (1}]        | -:1:19: figure is '(1'; expected arithmetic such as saved.low * 1000
          claims: [{figure: 1 1}]       | -:1:19: figure is '1 1'; expected arithmetic such as saved.low * 1000
          claims: [{figure: 1 % 1}]     | -:1:19: figure is '1 % 1'; expected arithmetic such as saved.low * 1000
          """)
  void whatIsWrongWithAPipelineIsSaidWithItsPlace(String line, String message) {
    var yaml =
        line + "\n" + (line.startsWith("step") ? "" : "steps: [{id: a, before: opus, cost: 1}]");

    assertThatThrownBy(() -> piped(yaml))
        .isInstanceOf(ConfigurationProblem.class)
        .hasMessageStartingWith(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          before: {to: opus, failure: {rate: 0.1}}, cost: 1 | a failure costs 'cost', or 'hours' at an 'hourly_rate'
          before: {to: opus, failure: {rate: 0.1, cost: 1, hours: 1, hourly_rate: 1}}, cost: 1 | a failure costs 'cost', or 'hours' at an 'hourly_rate'
          before: {to: opus, latency: {hourly_rate: 1}}, cost: 1 | 'seconds' is missing
          before: {batch: true}, input: 1 | before is no model; expected a tier or model
          before: {batch: true}, cost: 1 | before is no model; expected a tier or model
          before: {shares: {haiku: 0.5, opus: 0.5}}, cost: 1 | before is not one model; expected one tier or model, as the cost is given
          before: opus, input: 1, images: {width: 0, height: 1} | width is '0'; expected 1 to 100000 pixels
          before: opus, input: 1, images: {width: 1} | 'height' is missing
          before: opus, cost: 1, images: {width: 1, height: 1} | 'images' cannot be combined with cost
          before: opus, cost: [1, 2, 3] | cost is a list of 3; expected one number or [low, high]
          before: opus, cost: -1 | cost is '-1'; expected a number, 0 or more
          input: 1 | 'before' is missing
          """)
  void whatIsWrongWithAStepIsSaid(String step, String message) {
    assertThatThrownBy(() -> piped("steps: [{id: a, " + step + "}]"))
        .isInstanceOf(ConfigurationProblem.class)
        .hasMessageMatching("-:1:\\d+: .*")
        .hasMessageContaining(message);
  }
}
