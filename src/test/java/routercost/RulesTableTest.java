package routercost;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import routercost.whatif.Effects.Effect;

/// The table of all rules of the articles in docs/routing.md: what it names is there. And that of
/// the effects of a move in docs/what-if.md.
class RulesTableTest {
  private static final Path PAGE = Path.of("docs/routing.md");
  private static final Path MAIN = Path.of("src/main/java/routercost");
  private static final Path RESOURCES = Path.of("src/main/resources/routercost");
  private static final Path ROUTING = RESOURCES.resolve("routing.yaml");
  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

  private record Row(String rule, String where, String heldBy) {
    static Row of(String line) {
      var cells = line.split(" \\| ", -1);
      return new Row(cells[0].replace("| ", ""), cells[3], cells[4].replaceFirst(" \\|$", ""));
    }
  }

  private static List<Row> rows() throws IOException {
    return Files.readAllLines(PAGE).stream()
        .filter(line -> line.matches("\\| R\\d+ \\|.*"))
        .map(Row::of)
        .toList();
  }

  private static List<String> quoted(String text) {
    return QUOTED.matcher(text).results().map(found -> found.group(1)).toList();
  }

  @Test
  void allTwentyFourRulesAreInTheTable() throws IOException {
    assertThat(rows())
        .extracting(Row::rule)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 24).mapToObj(i -> "R" + i).toList());
  }

  @Test
  void whatTheTableNamesIsThere() throws IOException {
    for (var row : rows()) {
      var named = new ArrayList<String>();
      for (String name : quoted(row.where())) {
        if (name.matches("[a-z]+(/[a-z]+)*/[A-Z][A-Za-z]+")) {
          named.add(name);
          assertThat(MAIN.resolve(name + ".java")).as(row.rule()).exists();
        } else if (name.startsWith("samples/")) {
          named.add(name);
          assertThat(Path.of(name)).as(row.rule()).exists();
        } else if (name.endsWith(".yaml")) {
          named.add(name);
          assertThat(RESOURCES.resolve(name)).as(row.rule()).exists();
        }
      }
      assertThat(named.isEmpty() && !row.where().contains("No rule")).as(row.rule()).isFalse();
    }
  }

  @Test
  void theTestsThatTheTableNamesAreThere() throws IOException {
    for (var row : rows()) {
      assertThat(quoted(row.heldBy())).as(row.rule()).isNotEmpty();
      for (String name : quoted(row.heldBy())) {
        var parts = name.split("\\.", -1);
        var method = parts.length == 1 ? "class " + name : " " + parts[1] + "(";
        assertThat(source(parts[0])).as(row.rule() + ": " + name).contains(method);
      }
    }
  }

  private static String source(String test) throws IOException {
    try (var files = Files.walk(Path.of("src/test/java"))) {
      var found = files.filter(file -> file.endsWith(test + ".java")).toList();
      assertThat(found).as(test).hasSize(1);
      return Files.readString(found.getFirst());
    }
  }

  @Test
  void everyEffectOfAMoveIsInItsTable() throws IOException {
    var page = Files.readString(Path.of("docs/what-if.md"));

    for (var effect : Effect.values()) {
      assertThat(page).contains("\n| `" + effect.id() + "` | ");
    }
  }

  @Test
  void everyRuleOfTheBuiltInTasksIsSaidToBeThere() throws IOException {
    var built =
        Files.readAllLines(ROUTING).stream()
            .filter(line -> line.startsWith("  - rule: "))
            .map(line -> line.substring("  - rule: ".length()))
            .distinct()
            .toList();
    assertThat(built).isNotEmpty();
    var said =
        rows().stream()
            .filter(row -> quoted(row.where()).contains("routing.yaml"))
            .map(Row::rule)
            .toList();
    assertThat(said).containsAll(built);
  }
}
