package routercost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import routercost.cli.command.CommandSpecs;
import routercost.cli.command.RouterCost;

/// The help of every command: a first page for a screen, all options in sections, and examples that
/// run.
class CommandHelpTest {
  private static final int SCREEN = 40;
  private static final Pattern DESCRIPTION =
      Pattern.compile("(?!Say |Whether |How |What |Where |With |Instead |Also )[A-Z-].*\\.");

  @TempDir Path folder;

  private static Stream<CommandSpec> commands() {
    return CommandSource.ours(RouterCost.commandLine(Terminals.silent(), CommandSpecs.ANNOTATED));
  }

  private static List<String> words(CommandSpec command, String option) {
    var words = new ArrayList<>(Session.words(command.qualifiedName()));
    words.removeFirst();
    words.add(option);
    return words;
  }

  private static List<String> help(CommandSpec command, String option) {
    var run = Terminals.run(words(command, option));
    assertThat(run.exit()).isZero();
    assertThat(run.err()).isEmpty();
    return run.out().lines().toList();
  }

  @TestFactory
  Stream<DynamicTest> theFirstPageFitsAScreen() {
    return commands().map(command -> test(command, () -> requireFirstPage(command)));
  }

  private static void requireFirstPage(CommandSpec command) {
    var page = help(command, "--help");
    assertThat(page).hasSizeLessThanOrEqualTo(SCREEN);
    assertThat(page).allMatch(line -> line.length() <= 80);
    assertThat(page.indexOf("")).as("lines of synopsis").isBetween(1, 3);
    assertThat(examples(command).size()).isBetween(command.parent() == null ? 3 : 1, 3);
    if (command.findOption("--prices") != null) {
      assertThat(page).contains("All options: " + command.qualifiedName() + " --help-all");
    }
  }

  @TestFactory
  Stream<DynamicTest> allOptionsStandInSections() {
    return commands().map(command -> test(command, () -> requireAllOptions(command)));
  }

  private static void requireAllOptions(CommandSpec command) {
    var page = new ArrayList<>(help(command, "--help-all"));
    assertThat(page).allMatch(line -> line.length() <= 80);
    page.removeAll(List.of(command.usageMessage().footer()));
    for (var option : command.options()) {
      for (var name : option.names()) {
        var line = Pattern.compile("  (-\\S+, | {4})*(-\\S+, )*" + name + "\\b(?!-).*");
        assertThat(page.stream().filter(text -> line.matcher(text).matches()))
            .as(name)
            .hasSize(option.hidden() ? 0 : 1);
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> everyDescriptionSaysWhatAnOptionDoes() {
    return commands().map(command -> test(command, () -> requireDescriptions(command)));
  }

  private static void requireDescriptions(CommandSpec command) {
    assertThat(String.join(" ", command.usageMessage().description())).matches(DESCRIPTION);
    Stream.concat(command.options().stream(), command.positionalParameters().stream())
        .map(ArgSpec::description)
        .forEach(text -> assertThat(String.join(" ", text)).matches(DESCRIPTION));
  }

  @TestFactory
  Stream<DynamicTest> everyExampleRuns() {
    return commands()
        .flatMap(command -> examples(command).stream())
        .distinct()
        .map(example -> DynamicTest.dynamicTest(example, () -> requireRun(example)));
  }

  private void requireRun(String example) {
    if (example.startsWith("router-cost explore ")) {
      var words = example.substring("router-cost explore ".length()).split(" ");
      assertThat(ExploreSessions.screen(ExploreSessions.of(words), 80, 24)).contains("Plan $");
      return;
    }
    var run = Session.run(example, folder);
    assertThat(run.exit()).as(run.err()).isIn(0, 3); // one of the sample budgets is over
    assertThat(run.out() + run.err()).isNotEmpty();
  }

  private static List<String> examples(CommandSpec command) {
    var footer = String.join("\n", command.usageMessage().footer()).replaceAll("\\\\\n +", "");
    return footer
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith("router-cost "))
        .toList();
  }

  @Test
  void commandsAreGroupedByPurpose() {
    var page = Terminals.run(List.of("--help")).out();
    assertThat(page)
        .containsSubsequence(
            "Usage:", "Examples:", "See what was spent", "  audit", "Plan a change")
        .containsSubsequence("  what-if", "Set a limit", "  check", "Prices, data", "  prices");
    assertThat(Terminals.run(List.of("help", "check")).out())
        .isEqualTo(Terminals.run(List.of("check", "--help")).out());
  }

  private static DynamicTest test(CommandSpec command, Executable body) {
    return DynamicTest.dynamicTest(command.qualifiedName(), body);
  }
}
