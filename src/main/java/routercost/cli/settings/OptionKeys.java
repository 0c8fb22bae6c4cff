package routercost.cli.settings;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import routercost.cli.console.RequestedFiles;

/// The keys of a configuration file: the long names of options in snake case, and `log`, the logs
/// to read when no LOG is given.
public final class OptionKeys {
  static final String LOG = "log";
  static final String VERSION = "version";
  static final String COMMANDS = "commands";

  /// Options that only a command line has, as have those that name an output. They change files,
  /// which a folder that somebody else made must not do, or decide whether a run fails, which
  /// scripts rely on.
  private static final Set<String> TYPED =
      Set.of(
          "--write",
          "--in-place",
          "--exit-zero",
          "--breach-exit-code",
          "--follow",
          "--watch",
          "--debug",
          "--no-config");

  /// Commands that no file may change: what they may read, and where they write, is for whoever
  /// types them.
  private static final Set<String> TYPED_COMMANDS = Set.of("init", "mcp", "completion");

  /// What replaces a key on a command line although it is another option.
  private static final Map<String, List<String>> INSTEAD =
      Map.ofEntries(
          Map.entry("agents", List.of(LOG, "claude_code")),
          Map.entry("claude_code", List.of(LOG, "agents")),
          Map.entry(LOG, List.of("agents", "claude_code")),
          Map.entry("month", List.of("from", "to", "last")),
          Map.entry("last", List.of("from", "to", "month")),
          Map.entry("from", List.of("month", "last")),
          Map.entry("to", List.of("month", "last")),
          Map.entry("routing", List.of("move", "matrix", "assign")),
          Map.entry("move", List.of("routing", "matrix")),
          Map.entry("assign", List.of("routing")));

  /// Keys that mean nothing without another: one of those has to be set as well.
  private static final Map<String, List<String>> ONLY_WITH =
      Map.ofEntries(
          Map.entry("base", List.of("budgets")),
          Map.entry("comment_id", List.of("budgets")),
          Map.entry("hourly", List.of("effort")),
          Map.entry("seed", List.of("sample", "draws")),
          Map.entry("grade_cost", List.of("sample")),
          Map.entry("log_runs", List.of("against")),
          Map.entry("failure_limit", List.of("evidence")),
          Map.entry("budget", List.of("best")),
          Map.entry("floor", List.of("best")),
          Map.entry("joint", List.of("method")),
          Map.entry("new_lines", List.of("method")),
          Map.entry("volume", List.of("method")));

  private OptionKeys() {}

  /// Whether a key is an option that only a command line has.
  static boolean isTyped(String key) {
    return isTypedOption(option(key));
  }

  private static boolean isTypedOption(String option) {
    return TYPED.contains(option) || RequestedFiles.isOutput(option);
  }

  /// The options of a command that a file may set, by key.
  public static SortedMap<String, ArgSpec> of(CommandSpec command) {
    var keys = new TreeMap<String, ArgSpec>();
    for (OptionSpec option : command.options()) {
      boolean isHelp = option.usageHelp() || option.versionHelp();
      if (!isHelp && !option.required() && !isTypedOption(name(option))) {
        keys.put(key(name(option)), option);
      }
    }
    command.positionalParameters().stream()
        .filter(parameter -> parameter.paramLabel().equals("LOG") && parameter.arity().min() == 0)
        .forEach(parameter -> keys.put(LOG, parameter));
    return keys;
  }

  /// The commands below `line` that have options to set, by name: `audit`, `prices list`.
  public static SortedMap<String, CommandSpec> commands(CommandLine line) {
    var commands = new TreeMap<String, CommandSpec>();
    collect(line, commands);
    return commands;
  }

  private static void collect(CommandLine line, SortedMap<String, CommandSpec> commands) {
    if (isConfigurable(line.getCommandSpec())) {
      commands.put(command(line.getCommandSpec()), line.getCommandSpec());
    }
    line.getSubcommands().values().forEach(below -> collect(below, commands));
  }

  static boolean isConfigurable(CommandSpec command) {
    return command.findOption("--no-config") != null && !TYPED_COMMANDS.contains(command.name());
  }

  /// The name of a command as people type it.
  static String command(CommandSpec command) {
    return command.qualifiedName().replaceFirst("^\\S+ ?", "");
  }

  /// The option that a key names: `--group-by`; for `log`, its label.
  static String option(String key) {
    return key.equals(LOG) ? "LOG" : "--" + key.replace('_', '-');
  }

  /// The key of a variable: `ROUTER_COST_GROUP_BY` is `group_by`.
  static String ofVariable(String name, int prefix) {
    return name.substring(prefix).toLowerCase(Locale.ROOT);
  }

  /// Whether what was typed replaces a key.
  static boolean isReplaced(String key, Set<String> typed) {
    return Stream.concat(Stream.of(key), INSTEAD.getOrDefault(key, List.of()).stream())
        .anyMatch(typed::contains);
  }

  /// Whether a key has what it needs to mean anything.
  static boolean isUseful(String key, Set<String> present) {
    var needed = ONLY_WITH.getOrDefault(key, List.of());
    return needed.isEmpty() || needed.stream().anyMatch(present::contains);
  }

  /// The first long name: others are aliases.
  static String name(OptionSpec option) {
    return Stream.of(option.names())
        .filter(name -> name.startsWith("--"))
        .findFirst()
        .orElse(option.longestName());
  }

  private static String key(String name) {
    return name.substring(2).replace('-', '_');
  }
}
