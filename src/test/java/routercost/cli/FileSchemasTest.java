package routercost.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import routercost.price.PriceBook;
import routercost.read.bills.TermsFile;
import routercost.read.builtin.Column;
import routercost.read.config.budgets.BudgetFile;
import routercost.read.config.pipelines.Pipelines;
import routercost.read.config.prices.PriceBooks;
import routercost.read.config.routing.AnswersFile;
import routercost.read.config.routing.RoutingFile;
import routercost.read.config.routing.ScenarioFile;
import routercost.read.exports.LogFormat;
import routercost.read.schema.Mapping;
import routercost.read.schema.Owners;
import routercost.read.text.ConfigurationProblem;
import routercost.whatif.Effects;

/// The schemas of files that people write allow what the readers allow.
class FileSchemasTest {
  private static final LocalDate DAY = LocalDate.parse("2026-11-21");
  private static final Path TEXTS = Path.of("src/test/resources/schemas");
  private static final Pattern ALLOWED =
      Pattern.compile("(?:key|no) 'zzz'.*(?:allowed|expected some of): (.*)");

  @TempDir static Path folder;

  private interface Reader {
    void read(String path, PriceBook book);
  }

  private static final Map<String, Reader> READERS =
      Map.of(
          "pipeline",
          (path, book) ->
              Pipelines.read(
                  List.of(path), InputStream.nullInputStream(), book, DAY, Optional.empty()),
          "budgets",
          (path, _) -> BudgetFile.read(path),
          "routing",
          (path, book) -> RoutingFile.read(path, book, DAY),
          "scenario",
          (path, book) -> ScenarioFile.read(path, book, DAY, Effects.ALL),
          "prices",
          (path, _) -> PriceBooks.withOverlays(List.of(path)),
          "mapping",
          (path, _) -> Mapping.of(List.of(path)),
          "owners",
          (path, _) -> Owners.read(path),
          "terms",
          (path, _) -> TermsFile.read(path),
          "answers",
          (path, book) -> AnswersFile.read(path, book, DAY),
          "router-cost",
          (path, _) -> configure(path));

  /// A file of some kind, and where it is from.
  record Sample(String schema, String name, String text) {
    @Override
    public String toString() {
      return schema + " " + name;
    }
  }

  private static void configure(String path) {
    var home = folder.resolve("home");
    try {
      var file = home.resolve("router-cost/config.yaml");
      Files.createDirectories(file.getParent());
      Files.writeString(file, Files.readString(Path.of(path)));
    } catch (IOException broken) {
      throw new java.io.UncheckedIOException(broken);
    }
    var run = Terminals.run(List.of("config"), "", Map.of("XDG_CONFIG_HOME", home.toString()));
    if (run.exit() != 0) {
      throw new ConfigurationProblem(run.err());
    }
  }

  /// The message with which a reader refuses a file; empty if it takes it.
  private static String refusal(String schema, String text) throws IOException {
    var file = Files.writeString(folder.resolve(schema + ".yaml"), text);
    try {
      requireNonNull(READERS.get(schema)).read(file.toString(), PriceBooks.builtIn());
      return "";
    } catch (ConfigurationProblem refused) {
      return String.valueOf(refused.getMessage());
    }
  }

  private static Stream<Path> yamlBelow(String folder) throws IOException {
    try (var files = Files.walk(Path.of(folder))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
    }
  }

  /// The kind of file that has these keys.
  private static String schema(JsonNode root) {
    var kinds =
        Map.of(
            "steps", "pipeline",
            "budgets", "budgets",
            "policies", "budgets",
            "moves", "scenario",
            "load", "scenario",
            "models", "prices",
            "discounts", "prices",
            "columns", "mapping",
            "owners", "owners",
            "commands", "router-cost");
    if (root.path("tasks").isArray()) {
      return "answers";
    }
    if (Stream.of("rates", "markups", "commitments", "accounts").anyMatch(root::has)) {
      return "terms";
    }
    return Stream.concat(
            kinds.keySet().stream().filter(root::has).map(kinds::get),
            Stream.of("default", "tasks", "rules").filter(root::has).map(_ -> "routing"))
        .filter(kind -> !(kind.equals("budgets") && root.has("commands")))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no schema for " + root));
  }

  static List<Sample> samples() throws IOException {
    var samples = new ArrayList<Sample>();
    for (var place :
        List.of("samples", "src/test/resources", "src/main/resources/routercost/prices.yaml")) {
      for (var file : yamlBelow(place).toList()) {
        boolean isWrong = file.toString().contains("/odd/wrong");
        if (!isWrong && !file.startsWith("src/test/resources/exports")) {
          var text = Files.readString(file);
          samples.add(new Sample(schema(Schemas.yaml(text)), file.toString(), text));
        }
      }
    }
    return samples;
  }

  @ParameterizedTest
  @MethodSource("samples")
  void sampleIsValid(Sample sample) {
    assertThat(Schemas.errors(sample.schema(), Schemas.yaml(sample.text()))).isEmpty();
  }

  @Test
  void everySchemaHasSamples() throws IOException {
    try (var files = Files.list(Schemas.FOLDER)) {
      var names =
          files
              .filter(Files::isRegularFile)
              .map(file -> String.valueOf(file.getFileName()).replace(".json", ""))
              .filter(name -> !name.equals("common"));
      var kinds = new TreeSet<>(samples().stream().map(Sample::schema).toList());
      assertThat(names).containsExactlyInAnyOrderElementsOf(kinds);
      assertThat(READERS.keySet()).containsExactlyInAnyOrderElementsOf(kinds);
    }
  }

  /// Wherever a reader refuses an unknown key, the schema allows the same keys and no others.
  @ParameterizedTest
  @MethodSource("wholeFiles")
  void keysAreThoseOfTheReader(Sample sample) throws IOException {
    assertThat(refusal(sample.schema(), sample.text())).isEmpty();
    var root = Schemas.yaml(sample.text());
    for (var mapping : mappings(root)) {
      mapping.put("zzz", 1);
      var refusal = ALLOWED.matcher(refusal(sample.schema(), root.toString()));
      if (refusal.find()) {
        var keys = new TreeSet<>(Arrays.asList(refusal.group(1).split(", ")));
        var move = new TreeSet<>(keys); // a scenario also says there which calls it moves
        move.addAll(Set.of("where", "share"));
        var cascade = new TreeSet<>(keys); // whose stages are called so there
        cascade.remove("cascade");
        cascade.add("stages");
        assertThat(Schemas.allowed(sample.schema(), root))
            .as("%s", mapping)
            .containsAnyOf(keys, move, cascade);
      }
      mapping.remove("zzz");
    }
  }

  /// Files with every mapping that a file can have.
  static List<Sample> wholeFiles() throws IOException {
    return samples().stream()
        .filter(sample -> !sample.schema().equals("router-cost"))
        .filter(sample -> sample.name().startsWith(TEXTS.toString()))
        .toList();
  }

  @Test
  void columnsAreThoseOfMappings() throws IOException {
    var schema = Schemas.JSON.readTree(Schemas.FOLDER.resolve("mapping.json").toFile());
    var names = new ArrayList<String>();
    schema.at("/properties/columns/propertyNames/enum").forEach(name -> names.add(name.asText()));
    assertThat(names).containsAll(Column.ids()).allMatch(name -> Column.named(name).isPresent());
    var formats = new ArrayList<String>();
    schema.at("/properties/format/enum").forEach(name -> formats.add(name.asText()));
    assertThat(formats).isEqualTo(LogFormat.ids());
  }

  private static List<ObjectNode> mappings(JsonNode root) {
    var found = new ArrayList<ObjectNode>();
    if (root instanceof ObjectNode mapping) {
      found.add(mapping);
    }
    root.forEach(below -> found.addAll(mappings(below)));
    return found;
  }

  /// Mistakes that both the reader and the schema refuse: a schema, then a file.
  static List<Sample> mistakes() throws IOException {
    return Files.readString(TEXTS.resolve("mistakes.txt"))
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> line.split(" \\| ", 2))
        .map(cells -> new Sample(cells[0].strip(), cells[1], cells[1]))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void mistakeIsRefusedByBoth(Sample sample) throws IOException {
    assertThat(refusal(sample.schema(), sample.text())).as("the reader").isNotEmpty();
    assertThat(Schemas.errors(sample.schema(), Schemas.yaml(sample.text())))
        .as("the schema")
        .isNotEmpty();
  }
}
