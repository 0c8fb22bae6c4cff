package routercost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The JSON of each command against its schema in docs/schemas/output: every key is documented.
class OutputSchemasTest {
  private static final Path SCHEMAS = Path.of("docs/schemas/output");
  private static final String BASE = "https://schemas.invalid/";
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder -> builder.schemas(OutputSchemasTest::schemaText));

  private static final List<String> RUNS =
      """
      audit samples/calls.csv
      audit samples/calls.csv --month 2026-10 --filter model=opus --group-by model,day -v
      audit samples/calls.csv --move review_code=sonnet --per team --effort 10
      audit samples/calls.csv --routing samples/routing.yaml --evidence samples/evidence.csv
      audit samples/calls.csv --routing src/test/resources/routing/reviewed.yaml
      what-if samples/calls.csv --routing src/test/resources/routing/reviewed.yaml
      audit samples/calls.csv --budgets samples/limits.yaml
      audit samples/nested.jsonl --map samples/mapping.yaml
      audit src/test/resources/odd/unpriced.csv
      what-if samples/calls.csv
      what-if samples/calls.csv --best --budget 5 --evidence samples/evidence.csv
      what-if samples/calls.csv --headroom
      what-if samples/calls.csv --move review_code=sonnet --headroom --per team
      what-if samples/calls.csv --move *=haiku --evidence samples/evidence.csv --effort 3
      what-if samples/calls.csv --scenario samples/scenarios/careful.yaml --without cache-minimum
      what-if samples/rush.csv --scenario samples/scenarios/load.yaml
      what-if samples/articles/000-onboarding.yaml
      check samples/calls.csv --budgets samples/budgets.yaml
      check samples/calls.csv --budgets samples/budgets.yaml --month 2026-09
      check samples/articles/000-onboarding.yaml --budgets samples/pipeline-budgets.yaml
      compare samples/compare/calls-2026-08.csv samples/compare/calls-2026-09.csv
      compare samples/calls.csv src/test/resources/odd/unpriced.csv --method pvm --group-by model
      forecast samples/compare/days.csv --now 2026-10-21 --budget 8
      forecast samples/compare/days.csv --now 2026-09-05
      report samples/finance/ --month 2026-10 --owners samples/finance/owners.yaml --routing samples/routing.yaml
      reconcile samples/finance/logs --against samples/bills/cost-report.json --month 2026-10
      reconcile samples/bills/logs/editors.csv --against samples/bills/cursor.csv --terms samples/bills/terms.yaml
      report samples/calls.csv --month 2026-10 --now 2026-10-20 --budgets samples/limits.yaml --against-close src/test/resources/closed.json
      explain samples/calls.csv:14
      explain samples/calls.csv --task plan_release
      estimate samples/articles/003-case-study.yaml --prices samples/prices/articles.yaml
      estimate samples/articles/000-onboarding.yaml samples/articles/003-failure.yaml --sensitivity
      estimate samples/pipelines/support.yaml --against samples/calls.csv --draws 100
      route suggest samples/calls.csv --evidence samples/evidence.csv
      route suggest samples/calls.csv --sample 10 --grade-cost 0.5
      route score --routing samples/routing.yaml
      route score samples/articles/003-load.yaml
      route verify samples/calls.csv --routing samples/routing.yaml --since 2026-10-15
      route baselines samples/answers.csv
      prices list
      prices show opus
      prices show haiku --history
      prices show fal-ai/birefnet
      prices verify
      prices diff builtin samples/prices/articles.yaml
      cube show samples/warehouse.cube.csv
      config
      doctor
      """
          .lines()
          .toList();

  private static String schemaText(String uri) {
    try {
      return Files.readString(SCHEMAS.resolve(uri.substring(BASE.length())));
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  /// The name of a command's schema: its words, joined.
  private static String command(String run) {
    var words = run.split(" ", -1);
    boolean ofTwo = List.of("route", "prices", "cube").contains(words[0]);
    return ofTwo ? words[0] + "-" + words[1] : words[0];
  }

  private static List<Error> errors(String command, String json) {
    Schema schema = REGISTRY.getSchema(SchemaLocation.of(BASE + command + ".json"));
    return schema.validate(json, InputFormat.JSON);
  }

  private static String json(String run) {
    var args = Stream.concat(Arrays.stream(run.split(" ")), Stream.of("-q", "-f", "json"));
    return Terminals.run(args.toList()).out();
  }

  static Stream<String> runs() {
    return RUNS.stream();
  }

  @ParameterizedTest
  @MethodSource("runs")
  void theOutputOfACommandFitsItsSchema(String run) {
    assertThat(errors(command(run), json(run))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "agents",
        "anthropic-admin",
        "bedrock",
        "bills",
        "codex",
        "litellm",
        "openai",
        "otlp-genai"
      })
  void anAuditOfEachKindOfExportFitsItsSchema(String export) {
    assertThat(errors("audit", json("audit src/test/resources/exports/" + export))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("runs")
  void aKeyThatNobodyDocumentedIsRefused(String run) {
    var json = json(run);
    var more = json.replaceFirst("\\{", "{\"undocumented\": 1,");
    assertThat(errors(command(run), more)).isNotEmpty();
  }

  @Test
  void aKeyInARowThatNobodyDocumentedIsRefused() {
    var json = json("audit samples/calls.csv");
    assertThat(errors("audit", json.replace("\"failed_calls\"", "\"failures_\""))).isNotEmpty();
  }

  @Test
  void everyCommandHasASchemaAndOnlyThose() throws IOException {
    var commands = new TreeSet<>(RUNS.stream().map(OutputSchemasTest::command).toList());
    commands.add("common");
    try (var files = Files.list(SCHEMAS)) {
      assertThat(files.map(file -> String.valueOf(file.getFileName()).replace(".json", "")))
          .containsExactlyInAnyOrderElementsOf(commands);
    }
  }

  @Test
  void thePageOnJsonNamesEveryKey() throws IOException {
    var page = Files.readString(Path.of("docs/json.md"));
    var keys = new TreeSet<String>();
    try (var files = Files.list(SCHEMAS)) {
      for (var file : files.toList()) {
        Pattern.compile("\"(\\w+)\": \\{\\s*\"description\"")
            .matcher(Files.readString(file))
            .results()
            .forEach(key -> keys.add(key.group(1)));
      }
    }
    assertThat(keys)
        .hasSizeGreaterThan(200)
        .allSatisfy(key -> assertThat(page).contains("`" + key + "`"));
  }
}
