package routercost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import picocli.CommandLine;
import routercost.cli.command.RouterCost;

/// What the documentation shows is what the program prints. `-Dtranscripts.rewrite` writes it down
/// anew. A block `console screen` shows a terminal, the others a pipe.
@ResourceLock("documentation") // which is rewritten on demand
class DocumentationTest {
  private static final Pattern CONSOLE = Pattern.compile("(?ms)^```console( screen)?\n(.*?)^```$");

  private static final Pattern SHELL = Pattern.compile("(?ms)^```sh\n(.*?)^```$");

  @TempDir Path folder;

  private static List<Path> pages() throws IOException {
    var pages = new ArrayList<Path>();
    pages.add(Path.of("README.md"));
    pages.add(Path.of("samples/README.md"));
    try (var docs = Files.walk(Path.of("docs"))) {
      docs.filter(page -> page.toString().endsWith(".md")).sorted().forEach(pages::add);
    }
    return pages;
  }

  @TestFactory
  Stream<DynamicTest> everyConsoleBlockPrintsWhatItShows() throws IOException {
    return pages().stream().flatMap(DocumentationTest::blocks);
  }

  /// Commands on samples outside console blocks; the report of one of them is over a budget.
  @TestFactory
  Stream<DynamicTest> everyCommandOnASampleRuns() throws IOException {
    return pages().stream()
        .flatMap(page -> SHELL.matcher(text(page)).results())
        .flatMap(block -> block.group(1).replaceAll("\\\\\n\\s+", "").lines())
        .map(line -> line.replaceFirst(" +(#|\\|).*", ""))
        .filter(line -> line.matches("(\\./)?router-cost .*samples/.*"))
        .filter(line -> Session.words(line).stream().skip(1).allMatch(DocumentationTest::isFound))
        .distinct()
        .map(
            line ->
                DynamicTest.dynamicTest(
                    line, () -> assertThat(Session.run(line, folder).exit()).isIn(0, 3)));
  }

  /// Whether a word of a command is no file of the reader.
  private static boolean isFound(String word) {
    return word.startsWith("samples/") || !word.matches(".*(/|logs|calls\\.csv).*");
  }

  private static Stream<DynamicTest> blocks(Path page) {
    var text = text(page);
    if (System.getProperty("transcripts.rewrite") != null) {
      return Stream.of(DynamicTest.dynamicTest("rewrite " + page, () -> rewrite(page, text)));
    }
    return CONSOLE
        .matcher(text)
        .results()
        .flatMap(block -> session(block).steps().stream())
        .map(
            step ->
                DynamicTest.dynamicTest(
                    page + ": " + step.command(),
                    () -> assertThat(step.actual()).isEqualTo(step.expected())));
  }

  private static Session session(MatchResult block) {
    return Session.parse(block.group(2), block.group(1) != null);
  }

  private static void rewrite(Path page, String text) throws IOException {
    var rewritten =
        CONSOLE
            .matcher(text)
            .replaceAll(
                block ->
                    Matcher.quoteReplacement(
                        block.group().lines().findFirst().orElseThrow()
                            + "\n"
                            + session(block).rewritten()
                            + "```"));
    Files.writeString(page, rewritten);
    assertThat(page).isNotEmptyFile();
  }

  private static String text(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException missing) {
      throw new java.io.UncheckedIOException(missing);
    }
  }

  @Test
  void everyCommandAndOptionIsDocumented() throws IOException {
    var documentation = new StringBuilder();
    pages().forEach(page -> documentation.append(text(page)));
    var environment = Terminals.run(List.of("--help"));
    assertThat(environment.exit()).isZero();
    names(RouterCost.commandLine(Terminals.silent()))
        .forEach(name -> assertThat(documentation).as("documentation").contains(name));
  }

  private static Stream<String> names(CommandLine command) {
    var options = command.getCommandSpec().options().stream().map(option -> option.longestName());
    var subcommands = command.getSubcommands().values().stream().flatMap(DocumentationTest::names);
    return Stream.of(Stream.of(command.getCommandName()), options, subcommands)
        .flatMap(names -> names)
        .distinct();
  }
}
