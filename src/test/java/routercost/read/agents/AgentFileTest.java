package routercost.read.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routercost.read.config.pipelines.Pipelines;
import routercost.read.config.prices.PriceBooks;
import routercost.read.text.InputProblem;
import routercost.usage.UsageCube;
import routercost.whatif.pipeline.Step.StepPlan;

class AgentFileTest {
  @TempDir Path folder;

  private List<AgentFile.Change> changes() {
    return AgentFile.changes(folder.toString(), _ -> Optional.of("haiku"));
  }

  private String written(String text) throws IOException {
    var file = folder.resolve("agent.md");
    Files.writeString(file, text);
    AgentFile.write(changes());
    return Files.readString(file);
  }

  @Test
  void onlyTheModelChanges() throws IOException {
    assertThat(
            written("---\nname: a\ndescription: b\nmodel: opus\ntools: Read\n---\nmodel: opus\n"))
        .isEqualTo("---\nname: a\ndescription: b\nmodel: haiku\ntools: Read\n---\nmodel: opus\n");
  }

  @Test
  void lineEndsMarksAndCommentsStay() throws IOException {
    assertThat(
            written(
                "\uFEFF---\r\nname: a\r\ndescription: b\r\nmodel: \"opus\"   # dear\r\n---\r\nx"))
        .isEqualTo("\uFEFF---\r\nname: a\r\ndescription: b\r\nmodel: haiku   # dear\r\n---\r\nx");
  }

  @Test
  void anAgentWithoutAModelGetsOneBelowItsName() throws IOException {
    assertThat(written("---\nname: a\ndescription: b\n---\n"))
        .isEqualTo("---\nname: a\nmodel: haiku\ndescription: b\n---\n");
  }

  @Test
  void aDescriptionThatIsNoYamlIsReadAllTheSame() throws IOException {
    assertThat(
            written(
                "---\nname: a\ndescription: when: x <example>model: opus</example>\nmodel: opus\n---\n"))
        .contains("\nmodel: haiku\n")
        .contains("<example>model: opus</example>");
  }

  @Test
  void whatClaudeCodePassesOverStaysAsItIs() throws IOException {
    for (var text :
        List.of(
            "# no frontmatter\n",
            "---\nname: a\ndescription: b\nmodel: opus\n",
            "---\nname: a:b\ndescription: b\nmodel: opus\n---\n",
            "---\nname: -a\ndescription: b\nmodel: opus\n---\n",
            "---\nname: a\nmodel: opus\n---\n",
            "---\ndescription: b\nmodel: opus\n---\n",
            "---\nname: a\ndescription: [unclosed\nmodel: opus\n---\n",
            "")) {
      assertThat(written(text)).isEqualTo(text);
    }
  }

  @Test
  void anAgentThatRunsThereStaysAsItIs() throws IOException {
    Files.writeString(
        folder.resolve("a.md"), "---\nname: a\ndescription: b\nmodel: 'haiku'\n---\n");
    assertThat(changes()).isEmpty();
  }

  @Test
  void anAgentThatTheRoutingDoesNotNameStaysAsItIs() throws IOException {
    Files.writeString(folder.resolve("a.md"), "---\nname: a\ndescription: b\nmodel: opus\n---\n");
    assertThat(AgentFile.changes(folder.toString(), _ -> Optional.empty())).isEmpty();
  }

  @Test
  void aFileThatIsNotUtf8IsLeftAlone() throws IOException {
    Files.write(
        folder.resolve("a.md"),
        "---\nname: a\ndescription: ü\nmodel: opus\n---\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(changes()).isEmpty();
  }

  @Test
  void aFolderThatIsNotThereIsSaidToBeMissing() {
    assertThatThrownBy(() -> AgentFile.changes("no/such", _ -> Optional.empty()))
        .isInstanceOf(InputProblem.class)
        .hasMessageContaining("no/such: no such folder");
  }

  /// The names of the agents that `estimate FOLDER` finds.
  private List<String> estimated() {
    var pipelines =
        Pipelines.read(
            List.of(folder.toString()),
            InputStream.nullInputStream(),
            PriceBooks.builtIn(),
            LocalDate.of(2026, 11, 29),
            Optional.of(UsageCube.EMPTY));
    return pipelines.getFirst().steps().stream().map(StepPlan::id).toList();
  }

  @Test
  void estimateFindsTheAgentsThatExportChanges() throws IOException {
    Files.writeString(
        folder.resolve("mark.md"),
        "\uFEFF---\nname: mark\ndescription: b\nmodel: opus # dear\n---\n");
    Files.writeString(
        folder.resolve("ends.md"),
        "---\r\nname: 'ends' # a comment\r\ndescription: b\r\nmodel: opus\r\n--- \r\n");
    Files.writeString(folder.resolve("unused.md"), "---\nname: unused\nmodel: opus\n---\n");

    assertThat(changes())
        .extracting(AgentFile.Change::agent)
        .containsExactly("ends", "mark")
        .isEqualTo(estimated());
  }
}
