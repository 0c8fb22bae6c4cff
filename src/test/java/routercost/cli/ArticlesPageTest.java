package routercost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/// `docs/articles.md` is what the command in docs/pipelines.md writes. `-Dtranscripts.rewrite`
/// writes it anew.
@ResourceLock("documentation") // which is rewritten on demand
class ArticlesPageTest {
  private static final Path PAGE = Path.of("docs/articles.md");

  private static String page() throws IOException {
    return Session.withShownBook(estimate("--claims", "-f", "markdown"));
  }

  private static String estimate(String... options) throws IOException {
    var args = new ArrayList<>(List.of("estimate"));
    try (var files = Files.list(Path.of("samples/articles"))) {
      files.filter(ArticlesPageTest::isPipeline).map(Path::toString).sorted().forEach(args::add);
    }
    args.addAll(List.of("--prices", "samples/prices/articles.yaml"));
    args.addAll(List.of(options));
    var run = Terminals.run(args);
    assertThat(run.err()).isEmpty();
    return run.out();
  }

  /// Each is as the articles' own numbers have it, or a contradiction between these numbers says
  /// why not.
  @Test
  void everyPrintedFigureHasItsVerdictAndEveryWrongOneAReason() throws IOException {
    var json = new ObjectMapper().readTree(estimate("-f", "json"));
    var found = new ArrayList<String>();
    for (int i = 0; i < json.path("pipelines").size(); i++) {
      var file = Path.of(json.at("/inputs/" + i + "/path").asText()).getFileName();
      for (var claim : json.at("/pipelines/" + i + "/claims")) {
        if (!claim.path("printed").isNull()) {
          found.add(
              file + "\t" + claim.path("name").asText() + "\t" + claim.path("verdict").asText());
        }
      }
    }
    var expected =
        Files.readAllLines(Path.of("src/test/resources/article-claims.tsv")).stream()
            .filter(line -> !line.startsWith("#"))
            .toList();
    assertThat(found)
        .hasSizeGreaterThan(110)
        .containsExactlyElementsOf(
            expected.stream().map(line -> line.substring(0, line.lastIndexOf('\t'))).toList());
    assertThat(expected)
        .allSatisfy(line -> assertThat(line.contains("\twrong\t")).isEqualTo(!line.endsWith("\t")));
  }

  /// Beside pipelines stand decisions, which `route score` reads, and logs.
  private static boolean isPipeline(Path file) {
    try {
      return file.toString().endsWith(".yaml") && Files.readAllLines(file).contains("steps:");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Test
  void thePageOnTheArticlesIsWhatTheCommandWrites() throws IOException {
    if (System.getProperty("transcripts.rewrite") != null) {
      Files.writeString(PAGE, page());
    }
    assertThat(Files.readString(PAGE)).isEqualTo(page());
  }
}
