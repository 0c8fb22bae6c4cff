package routercost.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import routercost.cli.Terminals;
import routercost.cli.command.CommandSpecs;
import routercost.cli.command.RouterCost;

/// The tables of names that no compiler checks, against the commands.
class HelpSectionsTest {
  private static final CommandLine ROOT =
      RouterCost.commandLine(Terminals.silent(), CommandSpecs.ANNOTATED);

  private static void addOptions(CommandLine line, Set<String> names) {
    names.addAll(line.getCommandSpec().optionsMap().keySet());
    line.getSubcommands().values().forEach(below -> addOptions(below, names));
  }

  private static Set<String> options() {
    var names = new TreeSet<String>();
    addOptions(ROOT, names);
    return names;
  }

  @Test
  void everyOptionThatHasASectionExists() {
    assertThat(HelpSections.OPTIONS.stream().flatMap(section -> section.names().stream()))
        .isSubsetOf(options());
  }

  @Test
  void everyOptionThatNamesAnOutputExists() {
    assertThat(RequestedFiles.OUTPUTS).isSubsetOf(options());
  }

  @Test
  void everyCommandHasASection() {
    assertThat(HelpSections.COMMANDS.stream().flatMap(section -> section.names().stream()))
        .containsExactlyInAnyOrderElementsOf(ROOT.getSubcommands().keySet());
  }

  @Test
  void noCommandThatExistsIsExplainedByAnother() {
    assertThat(ROOT.getSubcommands().keySet())
        .allSatisfy(
            name ->
                assertThat(Synonyms.ofCommand(name, List.of(), Arrays.asList(name)))
                    .doesNotContain("try"));
  }
}
