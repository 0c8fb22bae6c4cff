package routercost.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
    var args = new ArrayList<>(List.of("estimate"));
    try (var files = Files.list(Path.of("samples/articles"))) {
      files.filter(ArticlesPageTest::isPipeline).map(Path::toString).sorted().forEach(args::add);
    }
    args.addAll(List.of("--prices", "samples/prices/articles.yaml", "--claims", "-f", "markdown"));
    var run = Terminals.run(args);
    assertThat(run.err()).isEmpty();
    return Session.withShownBook(run.out());
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
