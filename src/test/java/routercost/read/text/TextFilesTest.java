package routercost.read.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import routercost.read.agents.AgentFile;
import routercost.read.config.budgets.BudgetFile;
import routercost.read.config.evidence.EvidenceFile;
import routercost.read.config.pipelines.Pipelines;
import routercost.read.config.prices.PriceBooks;
import routercost.read.config.routing.AnswersFile;
import routercost.read.config.routing.RoutingFile;
import routercost.read.config.routing.ScenarioFile;
import routercost.read.saved.SavedReport;
import routercost.read.schema.Mapping;
import routercost.read.tally.RejectFile;
import routercost.usage.UsageCube;
import routercost.whatif.Effects;

class TextFilesTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 29);

  /// A name that Java can open in no locale.
  private static final String IMPOSSIBLE = "a\0b.yaml";

  @TempDir Path folder;

  @Test
  void aNameMayHaveLettersOfAnyLanguage() {
    var name = folder.resolve("routé-ö-要約.txt").toString();
    TextFiles.write(name, "één\n");
    TextFiles.append(name, "twee\n");
    assertThat(TextFiles.bytes(name, 1, "expected a text"))
        .isEqualTo("één\ntwee\n".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void writingTakesThePlaceOfALongerFile() {
    var name = folder.resolve("a").toString();
    TextFiles.write(name, "long text");
    TextFiles.write(name, "short");
    assertThat(Path.of(name)).hasContent("short");
  }

  /// Every door through which a small file comes in or goes out.
  private static Map<String, ThrowingCallable> doors() {
    var book = PriceBooks.builtIn();
    return Map.ofEntries(
        Map.entry("--prices", () -> PriceBooks.withOverlays(List.of(IMPOSSIBLE))),
        Map.entry("--map", () -> Mapping.of(List.of(IMPOSSIBLE))),
        Map.entry("--routing", () -> RoutingFile.read(IMPOSSIBLE, book, DAY)),
        Map.entry("--evidence", () -> EvidenceFile.read(List.of(IMPOSSIBLE))),
        Map.entry("--scenario", () -> ScenarioFile.read(IMPOSSIBLE, book, DAY, Effects.ALL)),
        Map.entry("--budgets", () -> BudgetFile.read(IMPOSSIBLE)),
        Map.entry("answers", () -> AnswersFile.read(IMPOSSIBLE, book, DAY)),
        Map.entry("saved report", () -> SavedReport.read(IMPOSSIBLE)),
        Map.entry(
            "pipeline",
            () ->
                Pipelines.read(
                    List.of(IMPOSSIBLE),
                    InputStream.nullInputStream(),
                    book,
                    DAY,
                    Optional.of(UsageCube.EMPTY))),
        Map.entry("--agents", () -> AgentFile.changes(IMPOSSIBLE, _ -> Optional.empty())),
        Map.entry("--rejects", () -> new RejectFile(IMPOSSIBLE).close()),
        Map.entry("-o", () -> TextFiles.write(IMPOSSIBLE, "")),
        Map.entry("GITHUB_OUTPUT", () -> TextFiles.append(IMPOSSIBLE, "")));
  }

  @TestFactory
  Stream<DynamicTest> aNameThatCannotBeOpenedIsRefusedInOneLine() {
    return doors().entrySet().stream()
        .map(
            door ->
                DynamicTest.dynamicTest(
                    door.getKey(),
                    () ->
                        assertThatThrownBy(door.getValue())
                            .isInstanceOf(InputProblem.class)
                            .hasMessage("a?b.yaml: a file name cannot contain the character NUL")));
  }

  @Test
  void anIncludeThatCannotBeOpenedIsRefusedWithItsPlace() throws IOException {
    var file = Files.writeString(folder.resolve("p.yaml"), "steps: [{include: \"a\\0b\"}]");
    assertThatThrownBy(
            () ->
                Pipelines.read(
                    List.of(file.toString()),
                    InputStream.nullInputStream(),
                    PriceBooks.builtIn(),
                    DAY,
                    Optional.empty()))
        .isInstanceOf(ConfigurationProblem.class)
        .hasMessageContaining("p.yaml:1:19: ");
  }

  @Test
  void aFileThatIsTooLargeIsRefusedAsWhatItShouldBe() throws IOException {
    var name = folder.resolve("large").toString();
    try (var file = new RandomAccessFile(name, "rw")) {
      file.setLength(1_000_000);
      assertThat(TextFiles.bytes(name, 1, "expected a mapping")).hasSize(1_000_000);
      file.setLength(1_000_001);
    }
    assertThatThrownBy(() -> TextFiles.bytes(name, 1, "expected a mapping"))
        .isInstanceOf(ConfigurationProblem.class)
        .hasMessage(name + ":1:1: larger than 1 MB; expected a mapping");
  }

  @Test
  void aFolderCannotBeReadAsAFile() {
    assertThatThrownBy(() -> TextFiles.bytes(folder.toString(), 1, "expected a mapping"))
        .isInstanceOf(InputProblem.class)
        .hasMessage(folder + ": this is a folder; expected a mapping");
  }
}
