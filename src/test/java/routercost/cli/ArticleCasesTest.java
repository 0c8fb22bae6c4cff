package routercost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The articles' cases, run as anybody would: each sample file through the command, and every
/// figure compared to the last of ten digits.
class ArticleCasesTest {
  private static final Path SAMPLES = Path.of("samples/articles");
  private static final Path EXPECTED = Path.of("src/test/resources/article-cases.tsv");

  private final Map<String, JsonNode> runs = new HashMap<>();

  private record Expectation(String file, String options, String figure, String expected) {
    static Expectation of(String line) {
      var fields = line.split("\t", -1);
      return new Expectation(fields[1], fields[2], fields[3], fields[4]);
    }

    @Override
    public String toString() {
      return file + (options.contains("haiku-4-5") ? " at list price: " : ": ") + figure;
    }
  }

  @TestFactory
  Stream<DynamicTest> everyFigureIsReproducedToTheLastDigit() throws IOException {
    return Files.readAllLines(EXPECTED).stream()
        .filter(line -> !line.startsWith("#"))
        .map(Expectation::of)
        .map(
            one ->
                DynamicTest.dynamicTest(
                    one.toString(), () -> assertThat(found(one)).isEqualTo(one.expected())));
  }

  private String found(Expectation one) throws IOException {
    var json = run(one.file(), one.options());
    var node = node(json, one.figure());
    assertThat(node.isMissingNode() || node.isNull()).as(one.toString()).isFalse();
    return tenDigits(new BigDecimal(node.asText()));
  }

  private static String tenDigits(BigDecimal number) {
    var rounded = number.setScale(10, RoundingMode.HALF_UP);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  private static JsonNode node(JsonNode json, String figure) {
    if (figure.startsWith("claim ")) {
      var name = figure.substring("claim ".length());
      return one(json.at("/pipelines/0/claims"), "name", name).path("value");
    }
    if (figure.startsWith("even ")) {
      var kind = figure.substring("even ".length());
      return one(json.at("/pipelines/0/break_evens"), "kind", kind).path("low");
    }
    if (figure.startsWith("step ")) {
      var words = figure.split(" ", -1);
      return one(json.path("steps"), "id", words[1]).at("/" + words[2]);
    }
    return json.at(figure);
  }

  private static JsonNode one(JsonNode items, String key, String value) {
    var found =
        StreamSupport.stream(items.spliterator(), false)
            .filter(item -> item.path(key).asText().equals(value))
            .toList();
    assertThat(found).as(key + " " + value).hasSize(1);
    return found.getFirst();
  }

  private JsonNode run(String file, String options) throws IOException {
    var args = new ArrayList<>(List.of("estimate", SAMPLES.resolve(file).toString(), "-f", "json"));
    args.addAll(List.of(options.split(" ", -1)));
    var key = String.join(" ", args);
    var known = runs.get(key);
    if (known != null) {
      return known;
    }
    var run = Terminals.run(args);
    assertThat(run.err()).isEmpty();
    assertThat(run.exit()).isZero();
    var json = new ObjectMapper().readTree(run.out());
    runs.put(key, json);
    return json;
  }

  @Test
  void everySampleIsPricedWithTheBookOfTodayToo() throws IOException {
    try (var files = Files.list(SAMPLES)) {
      for (var file : files.filter(ArticleCasesTest::isPipeline).toList()) {
        var run = Terminals.run(List.of("estimate", file.toString(), "--strict"));
        assertThat(run.exit()).as(file + run.err()).isZero();
      }
    }
  }

  /// The others are answers for `route score`; each names that command.
  private static boolean isPipeline(Path file) {
    try {
      return file.toString().endsWith(".yaml")
          && !Files.readString(file).contains("router-cost route score");
    } catch (IOException missing) {
      throw new java.io.UncheckedIOException(missing);
    }
  }

  private static JsonNode audited(String file) throws IOException {
    var run =
        Terminals.run(
            List.of(
                "audit",
                SAMPLES.resolve(file).toString(),
                "--prices",
                "samples/prices/articles.yaml",
                "--group-by",
                "agent",
                "-f",
                "json"));
    assertThat(run.exit()).isZero();
    return new ObjectMapper().readTree(run.out());
  }

  @Test
  void theWorkedExampleCostsLessThanItsLogLineSays() throws IOException {
    var json = audited("003-worked.csv");
    assertThat(json.at("/totals/before").asText()).isEqualTo("0.0146");
    assertThat(json.at("/findings/0/amount").asText()).isEqualTo("0.01");
  }

  @Test
  void theTableOfAPeriodIsTooHighInEveryLine() throws IOException {
    var json = audited("003-table.csv");
    var total = new BigDecimal(json.at("/totals/before").asText());
    assertThat(total).isEqualByComparingTo("19.6081");
    assertThat(json.at("/totals/calls").asInt()).isEqualTo(344);
    assertThat(json.at("/groups/0/key/agent").asText()).isEqualTo("architect");
    assertAgent(json, total, "architect", "9.04425", "0.7536875", "46.1250707616", "1.27575");
    assertAgent(
        json, total, "code-reviewer", "6.98685", "0.0803086207", "35.6324682147", "0.20315");
    assertAgent(json, total, "test-engineer", "3.577", "0.0146", "18.2424610238", "0.133");
  }

  private static void assertAgent(
      JsonNode json,
      BigDecimal total,
      String agent,
      String cost,
      String average,
      String share,
      String off) {
    var group =
        StreamSupport.stream(json.path("groups").spliterator(), false)
            .filter(one -> one.at("/key/agent").asText().equals(agent))
            .findFirst()
            .orElseThrow();
    var before = new BigDecimal(group.path("before").asText());
    var calls = new BigDecimal(group.path("calls").asText());
    var logged = new BigDecimal(group.path("logged").asText());
    assertThat(before).isEqualByComparingTo(cost);
    assertThat(tenDigits(before.divide(calls, 20, RoundingMode.HALF_UP))).isEqualTo(average);
    assertThat(tenDigits(before.movePointRight(2).divide(total, 20, RoundingMode.HALF_UP)))
        .isEqualTo(share);
    assertThat(tenDigits(logged.subtract(before))).isEqualTo(off);
  }
}
