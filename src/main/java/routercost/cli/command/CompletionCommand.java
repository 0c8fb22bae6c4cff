package routercost.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import routercost.cli.console.ExitCode;
import routercost.price.Attribute;
import routercost.read.config.prices.PriceBooks;
import routercost.read.text.ConfigurationProblem;

/// The script by which a shell completes commands, options and their values.
@Command(
    description = "Print a script that completes commands and options in bash, zsh and fish.",
    footer = {
      "",
      "To load it: source <(router-cost completion)",
      "In fish:    router-cost completion fish | source",
      "",
      "Examples:",
      "  router-cost completion",
      "  router-cost completion zsh",
      "  router-cost completion fish"
    })
final class CompletionCommand implements Callable<Integer> {
  private static final List<String> SHELLS = List.of("bash", "zsh", "fish");

  /// The values of options and parameters that take words, some by command.
  private static final String VALUES =
      """
      SHELL: bash zsh fish
      --month: this last january february march april may june july august september october \
        november december
      --from: today yesterday monday this-week last-week this-month 7d
      --to: today yesterday monday this-week last-week this-month
      --dialect: bigquery snowflake trino athena spark databricks duckdb postgres clickhouse
      --schema: calls litellm langfuse bedrock vertex
      --last: 7d 2w 30d 3months week month
      audit --sort: cost saved calls tokens name
      what-if --sort: cost saved calls tokens name
      compare --sort: change cost calls name
      check --sort: status name used
      verify --sort: name calls expected saved
      list --sort: name provider tier input output
      """;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "SHELL",
      description =
          "Choose bash (default), zsh or fish. zsh reads the script of bash with bashcompinit.")
  Optional<String> shell = Optional.empty();

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    if (!SHELLS.contains(shell.orElse("bash"))) {
      throw new ConfigurationProblem(
          "completion: there is no script for '%s'; expected bash, zsh or fish"
              .formatted(shell.get()));
    }
    var root = spec.root().commandLine();
    addValues(root, values());
    root.getOut()
        .print(
            shell.filter("fish"::equals).isPresent()
                ? fish(root)
                : AutoComplete.bash(root.getCommandName(), root) + "\n");
    root.getOut().flush();
    return ExitCode.DONE.code();
  }

  private static Map<String, List<String>> values() {
    var values = new TreeMap<String, List<String>>();
    VALUES
        .lines()
        .map(line -> line.split(": +", 2))
        .forEach(parts -> values.put(parts[0], List.of(parts[1].split(" +"))));
    var catalog = PriceBooks.builtIn().catalog();
    var models =
        Stream.concat(catalog.tiers().names().stream(), catalog.models().keySet().stream());
    var columns =
        Stream.concat(Attribute.known().stream(), Stream.of("project", "agent", "session", "call"))
            .toList();
    values.put("--filter", columns.stream().map(column -> column + "=").toList());
    List.of("--group-by", "--per").forEach(option -> values.put(option, columns));
    var all = models.toList();
    List.of("--models", "--in-use", "MODEL").forEach(option -> values.put(option, all));
    return values;
  }

  /// Gives options their values, as they are typed, and labels of their own, as the script of bash
  /// keeps values by label.
  private static void addValues(CommandLine line, Map<String, List<String>> values) {
    var spec = line.getCommandSpec();
    for (var option : List.copyOf(spec.options())) {
      var known = candidates(spec, option, option.longestName(), values);
      var label = option.longestName().replaceFirst("^-+", "").replace('-', '_');
      spec.remove(option);
      spec.addOption(
          OptionSpec.builder(option).paramLabel(label).completionCandidates(known).build());
    }
    for (var parameter : List.copyOf(spec.positionalParameters())) {
      var known = candidates(spec, parameter, parameter.paramLabel(), values);
      spec.remove(parameter);
      spec.addPositional(
          PositionalParamSpec.builder(parameter).completionCandidates(known).build());
    }
    line.getSubcommands().values().forEach(below -> addValues(below, values));
  }

  private static List<String> candidates(
      CommandSpec spec, ArgSpec argument, String name, Map<String, List<String>> values) {
    var typed = new ArrayList<String>();
    if (argument.completionCandidates() != null) {
      argument
          .completionCandidates()
          .forEach(value -> typed.add(value.toLowerCase(Locale.ROOT).replace('_', '-')));
    }
    return values.getOrDefault(spec.name() + " " + name, values.getOrDefault(name, typed));
  }

  private static String fish(CommandLine root) {
    var name = root.getCommandName();
    return "# Completions of %s for fish: %s completion fish | source\n".formatted(name, name)
        + fish(root.getCommandSpec(), "complete -c " + name + " -n '", "")
            .collect(Collectors.joining("\n", "", "\n"));
  }

  /// A line for each command below `spec`, and for each option and parameter of it.
  ///
  /// @param seen the condition that the command was typed; empty for the first
  private static Stream<String> fish(CommandSpec spec, String complete, String seen) {
    var below = new TreeMap<String, CommandSpec>();
    spec.subcommands()
        .values()
        .forEach(sub -> below.put(sub.getCommandName(), sub.getCommandSpec()));
    var next = complete + seen + (seen.isEmpty() ? "" : "; and ");
    var open = next + "not __fish_seen_subcommand_from " + String.join(" ", below.keySet());
    var commands =
        below.values().stream()
            .map(sub -> open + "' -a " + sub.name() + first(sub.usageMessage().description()));
    var options =
        spec.options().stream()
            .filter(option -> !option.hidden() && option.longestName().startsWith("--"))
            .map(
                option ->
                    complete + seen + "' -l " + option.longestName().substring(2) + fish(option));
    var parameters =
        spec.positionalParameters().stream()
            .filter(parameter -> parameter.completionCandidates().iterator().hasNext())
            .map(parameter -> complete + seen + "' -f -a '" + joined(parameter) + "'");
    var here = seen.isEmpty() ? "" : seen + "; and ";
    var further =
        below.values().stream()
            .flatMap(
                sub -> fish(sub, complete, here + "__fish_seen_subcommand_from " + sub.name()));
    return Stream.of(commands, options, parameters, further).flatMap(lines -> lines);
  }

  private static String fish(OptionSpec option) {
    var values = joined(option);
    var taken =
        option.arity().max() == 0 ? "" : values.isEmpty() ? " -r" : " -x -a '" + values + "'";
    return taken + first(option.description());
  }

  private static String joined(ArgSpec argument) {
    return String.join(" ", argument.completionCandidates());
  }

  /// The first sentence of a description, as the script has it.
  private static String first(String[] description) {
    var text = description.length == 0 ? "" : description[0].replaceFirst("^%n", "");
    var sentence = text.replaceFirst("(?<=[a-z])\\. .*", ".").replace("\\", "");
    return " -d '" + sentence.replace("'", "\\'") + "'";
  }
}
