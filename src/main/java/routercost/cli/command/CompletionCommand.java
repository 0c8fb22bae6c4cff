package routercost.cli.command;

import java.time.Month;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
  private static final String LABELS = "project agent session call";
  private static final String DAYS = "today yesterday monday this-week last-week this-month 7d";

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

  /// The values of options that take words, by option, or by command and option.
  private static Map<String, List<String>> values() {
    var catalog = PriceBooks.builtIn().catalog();
    var models = new ArrayList<>(catalog.tiers().names());
    models.addAll(catalog.models().keySet());
    var columns = new ArrayList<>(Attribute.known());
    columns.addAll(words(LABELS));
    var months = Stream.of(Month.values()).map(month -> month.name().toLowerCase(Locale.ROOT));
    return Map.ofEntries(
        Map.entry("--group-by", columns),
        Map.entry("--per", columns),
        Map.entry("--filter", columns.stream().map(column -> column + "=").toList()),
        Map.entry("--models", models),
        Map.entry("--in-use", models),
        Map.entry("MODEL", models),
        Map.entry("SHELL", SHELLS),
        Map.entry("--month", Stream.concat(Stream.of("this", "last"), months).toList()),
        Map.entry("--from", words(DAYS)),
        Map.entry("--to", words(DAYS)),
        Map.entry("--last", words("7d 2w 30d 3months week month")),
        Map.entry("audit --sort", words("cost saved calls tokens name")),
        Map.entry("what-if --sort", words("cost saved calls tokens name")),
        Map.entry("compare --sort", words("change cost calls name")),
        Map.entry("check --sort", words("status name used")),
        Map.entry("verify --sort", words("name calls expected saved")),
        Map.entry("list --sort", words("name provider tier input output")));
  }

  private static List<String> words(String text) {
    return List.of(text.split(" "));
  }

  /// Gives options their values, as they are typed, and labels of their own, as the script of bash
  /// keeps values by label.
  private static void addValues(CommandLine line, Map<String, List<String>> values) {
    var spec = line.getCommandSpec();
    for (var option : List.copyOf(spec.options())) {
      spec.remove(option);
      spec.addOption(
          OptionSpec.builder(option)
              .paramLabel(option.longestName().replaceFirst("^-+", "").replace('-', '_'))
              .completionCandidates(candidates(spec, option, option.longestName(), values))
              .build());
    }
    for (var parameter : List.copyOf(spec.positionalParameters())) {
      spec.remove(parameter);
      spec.addPositional(
          PositionalParamSpec.builder(parameter)
              .completionCandidates(candidates(spec, parameter, parameter.paramLabel(), values))
              .build());
    }
    line.getSubcommands().values().forEach(below -> addValues(below, values));
  }

  private static List<String> candidates(
      CommandSpec spec, ArgSpec argument, String name, Map<String, List<String>> values) {
    var known = values.getOrDefault(spec.name() + " " + name, values.get(name));
    if (known != null) {
      return known;
    }
    var typed = new ArrayList<String>();
    if (argument.completionCandidates() != null) {
      argument
          .completionCandidates()
          .forEach(value -> typed.add(value.toLowerCase(Locale.ROOT).replace('_', '-')));
    }
    return typed;
  }

  private static String fish(CommandLine root) {
    var name = root.getCommandName();
    return "# Completions of %s for fish: %s completion fish | source\n".formatted(name, name)
        + fish(root.getCommandSpec(), "complete -c " + name, "")
            .collect(Collectors.joining("\n", "", "\n"));
  }

  /// A line for each command below `spec` and each option of it.
  ///
  /// @param seen the condition that the command was typed; empty for the first
  private static Stream<String> fish(CommandSpec spec, String complete, String seen) {
    var below = List.copyOf(new LinkedHashSet<>(spec.subcommands().values()));
    var names = below.stream().map(CommandLine::getCommandName).collect(Collectors.joining(" "));
    var next = seen.isEmpty() ? "" : seen + "; and ";
    var here = next + "not __fish_seen_subcommand_from " + names;
    var commands =
        below.stream()
            .map(
                line ->
                    "%s -n '%s' -a %s -d '%s'"
                        .formatted(
                            complete,
                            here,
                            line.getCommandName(),
                            first(line.getCommandSpec().usageMessage().description())));
    var options =
        spec.options().stream()
            .filter(option -> !option.hidden() && option.longestName().startsWith("--"))
            .map(option -> complete + condition(seen) + fish(option));
    var parameters =
        spec.positionalParameters().stream()
            .map(ArgSpec::completionCandidates)
            .filter(values -> values.iterator().hasNext())
            .map(values -> complete + condition(seen) + " -f -a '" + joined(values) + "'");
    return Stream.of(
            commands,
            options,
            parameters,
            below.stream()
                .flatMap(
                    line ->
                        fish(
                            line.getCommandSpec(),
                            complete,
                            next + "__fish_seen_subcommand_from " + line.getCommandName())))
        .flatMap(lines -> lines);
  }

  private static String condition(String seen) {
    return seen.isEmpty() ? "" : " -n '" + seen + "'";
  }

  private static String fish(OptionSpec option) {
    var values = joined(option.completionCandidates());
    boolean isFlag = option.arity().max() == 0;
    return " -l "
        + option.longestName().substring(2)
        + (isFlag ? "" : values.isEmpty() ? " -r" : " -x -a '" + values + "'")
        + " -d '"
        + first(option.description())
        + "'";
  }

  private static String joined(Iterable<String> values) {
    return String.join(" ", values);
  }

  /// The first sentence of a description.
  private static String first(String[] description) {
    var text = description.length == 0 ? "" : description[0];
    return text.replaceFirst("^%n", "")
        .replaceFirst("(?<=[a-z])\\. .*", ".")
        .replace("\\", "")
        .replace("'", "\\'");
  }
}
