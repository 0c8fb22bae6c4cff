package routercost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a what-if of a pipeline proposes: where its steps run afterwards outranks the rules.
class PipelinePlanTest {
  @TempDir Path folder;

  private static String proposals(String file) {
    var out = Terminals.run(List.of("what-if", file)).out();
    int from = out.indexOf("Biggest candidates");
    return from < 0 ? "" : out.substring(from, out.indexOf("Notes", from));
  }

  @Test
  void theArticlesPipelineProposesOnlyItsOwnMoves() {
    assertThat(proposals("samples/articles/001-article.yaml"))
        .contains("schema to haiku", "taxonomy to haiku", "seo-meta to haiku", "quality-gate to")
        .doesNotContain("brief", "draft", "geo-pass");
  }

  @Test
  void aStepThatThePipelineKeepsIsNotProposed() throws IOException {
    var steps =
        """
        name: p
        steps:
          - {id: taxonomy, before: sonnet, input: 1000, output: 1000}
          - {id: brand check, before: opus, %sinput: 1000, output: 1000}
        """;
    var plan = folder.resolve("plan.yaml");
    Files.writeString(plan, steps.formatted("after: sonnet, "));
    assertThat(proposals(plan.toString()))
        .contains("brand check to sonnet")
        .doesNotContain("taxonomy");
    // without any 'after' it decides nothing, and the rules do
    var open = folder.resolve("open.yaml");
    Files.writeString(open, steps.formatted(""));
    assertThat(proposals(open.toString())).contains("taxonomy to haiku");
  }
}
