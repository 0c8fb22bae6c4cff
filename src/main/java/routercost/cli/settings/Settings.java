package routercost.cli.settings;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;
import routercost.cli.console.Configuration;
import routercost.read.text.ConfigurationProblem;

/// The options of a run that configuration files and variables set.
public final class Settings {
  private Settings() {}

  /// Sets the options of the command that was parsed, but for those that were typed.
  ///
  /// @param all makes all commands, for keys that this one does not have
  /// @return sentences about variables that name no option
  /// @throws ConfigurationProblem with all mistakes of the files and variables
  public static List<String> apply(
      Configuration found, ParseResult parsed, Supplier<CommandLine> all) {
    var command = parsed.commandSpec();
    boolean isHelp = parsed.isUsageHelpRequested() || parsed.isVersionHelpRequested();
    if (isHelp || !OptionKeys.isConfigurable(command) || parsed.hasMatchedOption("--no-config")) {
      return List.of();
    }
    var reader = new SettingsReader(found);
    reader.check(command, all);
    var uses = assign(reader, parsed);
    reader.refuseMistakes();
    found.use(uses);
    return reader.warnings();
  }

  private static List<Configuration.Use> assign(SettingsReader reader, ParseResult parsed) {
    var arguments = OptionKeys.of(parsed.commandSpec());
    var typed = new HashSet<String>();
    arguments.forEach(
        (key, argument) -> {
          if (key.equals(OptionKeys.LOG)
              ? !parsed.matchedPositionals().isEmpty()
              : parsed.hasMatchedOption(OptionKeys.option(key))) {
            typed.add(key);
          }
        });
    var name = OptionKeys.command(parsed.commandSpec());
    var chosen = new LinkedHashMap<String, Setting>();
    reader.settings().stream()
        .filter(setting -> setting.isFor(name, setting.key()))
        .filter(setting -> arguments.containsKey(setting.key()))
        .filter(setting -> !OptionKeys.isReplaced(setting.key(), typed))
        .forEach(setting -> chosen.putIfAbsent(setting.key(), setting));
    var present = new HashSet<>(typed);
    present.addAll(chosen.keySet());
    var uses = new ArrayList<Configuration.Use>();
    chosen.forEach(
        (key, setting) -> {
          var argument = arguments.get(key);
          if (argument != null && OptionKeys.isUseful(key, present)) {
            reader.attempt(() -> uses.add(new Assignment(setting, argument).assign()));
          }
        });
    return uses;
  }
}
