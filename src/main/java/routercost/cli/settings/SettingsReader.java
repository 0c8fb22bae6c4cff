package routercost.cli.settings;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import routercost.cli.console.Configuration;
import routercost.price.Suggestions;
import routercost.read.config.YamlFile;
import routercost.read.config.YamlNode;
import routercost.read.text.ConfigurationProblem;
import routercost.read.text.TextFiles;
import routercost.usage.SafeText;

/// A reader of configuration files and variables, the strongest first: variables, the file of the
/// project, that of the user; in a file, what is for one command before what is for all. All
/// mistakes are collected before they are refused.
final class SettingsReader {
  private static final Pattern PLACE = Pattern.compile("^(.*?):(\\d+):(\\d+): ");

  private final List<Setting> settings = new ArrayList<>();
  private final Set<String> mistakes = new LinkedHashSet<>();
  private final List<String> warnings = new ArrayList<>();

  SettingsReader(Configuration found) {
    found.variables().forEach(this::addVariable);
    found.files().forEach(this::addFile);
  }

  private void addVariable(String name, String value) {
    var key = OptionKeys.ofVariable(name, Configuration.VARIABLE.length());
    settings.add(new Setting("", key, name, new YamlNode.Scalar(name, value), name, false));
  }

  private void addFile(String name) {
    try {
      var bytes = TextFiles.bytes(name, 1, "expected a configuration in YAML");
      var root = YamlFile.parse(name, bytes).asFields("a configuration");
      root.find(OptionKeys.VERSION).ifPresent(this::requireVersion);
      root.find(OptionKeys.COMMANDS)
          .ifPresent(commands -> attempt(() -> addCommands(name, commands)));
      add(name, "", root.without(Set.of(OptionKeys.VERSION, OptionKeys.COMMANDS)));
    } catch (ConfigurationProblem refused) {
      mistakes.add(String.valueOf(refused.getMessage()));
    }
  }

  private void requireVersion(YamlNode node) {
    attempt(
        () ->
            node.asChoice(
                OptionKeys.VERSION, List.of(YamlFile.Version.values()), YamlFile.Version::id));
  }

  private void addCommands(String file, YamlNode commands) {
    commands
        .asFields(OptionKeys.COMMANDS)
        .byName()
        .forEach((command, field) -> addCommand(file, command, field));
  }

  private void addCommand(String file, String command, YamlNode.Fields.Field field) {
    attempt(() -> add(file, command, field.value().asFields(SafeText.quoted(command))));
  }

  private void add(String file, String command, YamlNode.Fields fields) {
    fields
        .byName()
        .forEach(
            (key, field) ->
                settings.add(new Setting(command, key, field.place(), field.value(), file, true)));
  }

  /// Takes a step that may find a mistake.
  void attempt(Runnable step) {
    try {
      step.run();
    } catch (ConfigurationProblem refused) {
      mistakes.add(String.valueOf(refused.getMessage()));
    }
  }

  /// @throws ConfigurationProblem with all mistakes, in the order of the files
  void refuseMistakes() {
    if (!mistakes.isEmpty()) {
      throw new ConfigurationProblem(
          mistakes.stream()
              .sorted(Comparator.comparing(SettingsReader::order))
              .collect(joining("\n")));
    }
  }

  /// The place of a mistake as text that sorts by line and column.
  private static String order(String mistake) {
    var place = PLACE.matcher(mistake);
    return place.find()
        ? "%s:%6s:%6s".formatted(place.group(1), place.group(2), place.group(3))
        : mistake;
  }

  /// Checks everything that is set, even what this run does not use. The other commands are made
  /// only if a key is not of this one.
  void check(CommandSpec command, Supplier<CommandLine> all) {
    var name = OptionKeys.command(command);
    var keys = OptionKeys.of(command).keySet();
    boolean isKnown =
        settings.stream()
            .allMatch(
                setting -> setting.isFor(name, setting.key()) && keys.contains(setting.key()));
    var commands = new TreeMap<>(Map.of(name, command));
    check(isKnown ? commands : OptionKeys.commands(all.get()));
  }

  void check(SortedMap<String, CommandSpec> commands) {
    var allowed = new TreeSet<>(Set.of(OptionKeys.VERSION, OptionKeys.COMMANDS));
    commands.values().forEach(command -> allowed.addAll(OptionKeys.of(command).keySet()));
    settings.forEach(setting -> attempt(() -> check(setting, commands, allowed)));
  }

  private void check(
      Setting setting, SortedMap<String, CommandSpec> commands, Set<String> allowed) {
    if (!setting.command().isEmpty() && !commands.containsKey(setting.command())) {
      throw new ConfigurationProblem(
          "%s: unknown command '%s'%s; expected %s"
              .formatted(
                  setting.place(),
                  SafeText.quoted(setting.command()),
                  Suggestions.hint(setting.command(), commands.keySet()),
                  String.join(", ", commands.keySet())));
    }
    var specs =
        setting.command().isEmpty() ? commands.values() : List.of(commands.get(setting.command()));
    var arguments =
        specs.stream()
            .flatMap(spec -> Stream.ofNullable(OptionKeys.of(spec).get(setting.key())))
            .toList();
    if (!arguments.isEmpty()) {
      requireValue(setting, arguments);
    } else if (OptionKeys.isTyped(setting.key())) {
      throw new ConfigurationProblem(
          "%s: %s is for the command line only: a configuration neither writes files nor changes the exit code"
              .formatted(setting.place(), setting.key()));
    } else if (setting.isFile()) {
      var keys =
          setting.command().isEmpty() ? allowed : OptionKeys.of(specs.iterator().next()).keySet();
      throw YamlNode.Fields.unknown(setting.key(), setting.place(), keys);
    } else {
      var near =
          Suggestions.nearest(setting.key(), allowed)
              .map(key -> " (did you mean '" + Configuration.VARIABLE + upper(key) + "'?)");
      warnings.add(
          setting.source()
              + " is not a variable of router-cost"
              + near.orElse("")
              + " and has no effect");
    }
  }

  private static String upper(String key) {
    return key.toUpperCase(Locale.ROOT);
  }

  /// Refuses a value that no command takes: two commands may have an option of one name.
  private static void requireValue(Setting setting, List<ArgSpec> arguments) {
    var refused = new ArrayList<ConfigurationProblem>();
    for (var argument : arguments) {
      try {
        new Assignment(setting, argument).check();
        return;
      } catch (ConfigurationProblem problem) {
        refused.add(problem);
      }
    }
    throw refused.getFirst();
  }

  /// The strongest first.
  List<Setting> settings() {
    return List.copyOf(settings);
  }

  /// Sentences about variables that name no option.
  List<String> warnings() {
    return List.copyOf(warnings);
  }
}
