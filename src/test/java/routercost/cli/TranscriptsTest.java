package routercost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Every session under `src/test/resources/transcripts` prints what is written there.
/// Those under `machine` hold what programs read, so that a change of words leaves them alone.
/// `-Dtranscripts.rewrite` writes down what is printed now, for review as a change.
class TranscriptsTest {
  private static final Path FOLDER = Path.of("src/test/resources/transcripts");

  @TestFactory
  Stream<DynamicContainer> sessions() throws IOException {
    try (var files = Files.walk(FOLDER)) {
      return files.filter(Files::isRegularFile).sorted().toList().stream()
          .map(TranscriptsTest::container);
    }
  }

  private static DynamicContainer container(Path file) {
    return DynamicContainer.dynamicContainer(
        FOLDER.relativize(file).toString(), file.toUri(), tests(file));
  }

  private static Stream<DynamicTest> tests(Path file) {
    var session = Session.parse(text(file));
    if (System.getProperty("transcripts.rewrite") != null) {
      return Stream.of(DynamicTest.dynamicTest("rewrite", () -> rewrite(file, session)));
    }
    assertThat(session.steps()).as("commands in " + file).isNotEmpty();
    return session.steps().stream()
        .map(
            step ->
                DynamicTest.dynamicTest(
                    step.command(), () -> assertThat(step.actual()).isEqualTo(step.expected())));
  }

  private static void rewrite(Path file, Session session) throws IOException {
    Files.writeString(file, session.rewritten());
    assertThat(file).isNotEmptyFile();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException missing) {
      throw new java.io.UncheckedIOException(missing);
    }
  }
}
