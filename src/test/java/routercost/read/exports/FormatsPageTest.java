package routercost.read.exports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The tables of docs/formats.md are what the dialects say of themselves. `-Dtranscripts.rewrite`
/// writes them down.
@ResourceLock("documentation") // which is rewritten on demand
class FormatsPageTest {
  private static final Path PAGE = Path.of("docs/formats.md");
  private static final String END = "<!-- end -->";

  static List<LogFormat> formats() {
    return Stream.of(LogFormat.values()).filter(LogFormat::isExport).toList();
  }

  private static FieldMap fields(LogFormat format) {
    return new Exports().dialect(format).fields();
  }

  private static String overview() {
    return formats().stream()
        .map(FormatsPageTest::line)
        .collect(
            Collectors.joining(
                "\n",
                "| format | comes from | task | cached tokens in its input |\n|---|---|---|---|\n",
                "\n"));
  }

  private static String line(LogFormat format) {
    var fields = fields(format);
    String task = fields.shown("task");
    return "| [`%s`](#%s) | %s | %s | %s |"
        .formatted(
            format.id(),
            format.id(),
            fields.origin(),
            task.isEmpty() ? "–" : task,
            fields.cachedTokens());
  }

  /// The fields of one format, as `audit -v` prints them.
  private static String lines(LogFormat format) {
    return new Exports()
        .dialect(format).columns().stream()
            .collect(Collectors.joining("\n", "```text\n", "\n```\n"));
  }

  private static void check(String begin, String generated) throws IOException {
    String page = Files.readString(PAGE);
    int from = page.indexOf(begin);
    assertThat(from).as("the mark %s on the page", begin).isNotNegative();
    int to = page.indexOf(END, from);
    if (System.getProperty("transcripts.rewrite") != null) {
      Files.writeString(
          PAGE, page.substring(0, from + begin.length()) + generated + page.substring(to));
    } else {
      assertThat(page.substring(from + begin.length(), to)).isEqualTo(generated);
    }
  }

  @Test
  void theOverviewIsThatOfTheDialects() throws IOException {
    check("<!-- formats -->\n", overview());
  }

  @ParameterizedTest
  @MethodSource("formats")
  void everyFormatListsItsFields(LogFormat format) throws IOException {
    check("<!-- fields of " + format.id() + " -->\n", lines(format));
  }

  @ParameterizedTest
  @MethodSource("formats")
  void everyFormatHasItsSectionThatSaysWhatCannotBeKnown(LogFormat format) throws IOException {
    String page = Files.readString(PAGE);
    int from = page.indexOf("\n## " + format.id() + "\n");
    assertThat(from).isNotNegative();
    int to = page.indexOf("\n## ", from + 1);
    assertThat(page.substring(from, to)).contains("*What cannot be known:*");
  }

  @ParameterizedTest
  @MethodSource("formats")
  void everyFormatSaysWhereItComesFromAndWhichFieldsItReads(LogFormat format) {
    assertThat(fields(format).origin()).isNotEmpty();
    assertThat(fields(format).names()).contains("model");
  }

  @Test
  void everyDescriptionInTheDataFileIsAFormat() throws IOException {
    String file = Files.readString(Path.of("src/main/resources/routercost/formats.txt"));
    assertThat(file.lines().filter(line -> line.startsWith("[")))
        .allSatisfy(
            title ->
                assertThat(formats())
                    .extracting(LogFormat::id)
                    .contains(title.substring(1, title.length() - 1)));
  }
}
