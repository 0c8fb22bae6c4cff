package routercost.cli.command;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import routercost.cli.console.ExitCode;
import routercost.read.text.ConfigurationProblem;

/// The script by which a shell completes commands, options and their values.
@Command(
    description = "Print a script that completes commands and options in bash and zsh.",
    footer = {
      "",
      "To load it: source <(router-cost completion)",
      "",
      "Examples:",
      "  router-cost completion",
      "  router-cost completion zsh"
    })
final class CompletionCommand implements Callable<Integer> {
  private static final List<String> SHELLS = List.of("bash", "zsh");

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "SHELL",
      description = "Choose bash (default) or zsh. zsh reads the same script with bashcompinit.")
  Optional<String> shell = Optional.empty();

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    if (!SHELLS.contains(shell.orElse("bash"))) {
      throw new ConfigurationProblem(
          "completion: there is no script for '%s'; expected bash or zsh".formatted(shell.get()));
    }
    var root = spec.root().commandLine();
    var script = AutoComplete.bash(root.getCommandName(), root);
    root.getOut()
        .print(
            script
                .lines()
                .map(CompletionCommand::typed)
                .collect(Collectors.joining("\n", "", "\n")));
    root.getOut().flush();
    return ExitCode.DONE.code();
  }

  /// A line whose values are as they are typed: `csv` for `CSV`.
  private static String typed(String line) {
    int values = line.indexOf("_option_args=(");
    return values < 0
        ? line
        : line.substring(0, values)
            + line.substring(values)
                .toLowerCase(Locale.ROOT)
                .replaceAll("(?<=\\w)_(?=\\w*\")", "-");
  }
}
