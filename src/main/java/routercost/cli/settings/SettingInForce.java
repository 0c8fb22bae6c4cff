package routercost.cli.settings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import routercost.cli.console.Configuration;

/// A value in force and where it comes from.
///
/// @param command that it is for; empty for all
/// @param place `file:line`, a variable, or empty for what is built in
public record SettingInForce(String command, String key, List<String> values, String place) {
  public SettingInForce {
    values = List.copyOf(values);
  }

  /// The values in force for all commands and for single ones, built-in values included.
  public static List<SettingInForce> of(Configuration found, CommandLine all) {
    var reader = new SettingsReader(found);
    var commands = OptionKeys.commands(all);
    reader.check(commands);
    reader.refuseMistakes();
    var rows = new ArrayList<SettingInForce>();
    for (var setting : reader.settings()) {
      boolean isKnown =
          commands.values().stream()
              .anyMatch(command -> OptionKeys.of(command).containsKey(setting.key()));
      boolean isHidden =
          rows.stream()
              .anyMatch(row -> row.key.equals(setting.key()) && isWithin(setting, row.command));
      if (isKnown && !isHidden) {
        rows.add(inForce(setting, commands.values()));
      }
    }
    rows.addAll(builtIn(commands, rows));
    return rows;
  }

  private static boolean isWithin(Setting setting, String command) {
    return command.isEmpty() || command.equals(setting.command());
  }

  private static SettingInForce inForce(Setting setting, Collection<CommandSpec> commands) {
    var argument =
        commands.stream()
            .filter(command -> isWithin(setting.command(), command))
            .flatMap(command -> Stream.ofNullable(OptionKeys.of(command).get(setting.key())))
            .findFirst();
    var place = setting.isFile() ? setting.place().replaceFirst(":\\d+$", "") : setting.place();
    return new SettingInForce(
        setting.command(), setting.key(), argument.map(setting::values).orElse(List.of()), place);
  }

  private static boolean isWithin(String name, CommandSpec command) {
    return name.isEmpty() || name.equals(OptionKeys.command(command));
  }

  private static List<SettingInForce> builtIn(
      SortedMap<String, CommandSpec> commands, List<SettingInForce> set) {
    var defaults = new TreeMap<String, SortedMap<String, String>>();
    commands.forEach(
        (name, command) ->
            OptionKeys.of(command)
                .forEach(
                    (key, argument) -> {
                      if (argument.defaultValue() != null) {
                        defaults
                            .computeIfAbsent(key, _ -> new TreeMap<>())
                            .put(name, argument.defaultValue());
                      }
                    }));
    set.stream().filter(row -> row.command.isEmpty()).forEach(row -> defaults.remove(row.key));
    var rows = new ArrayList<SettingInForce>();
    defaults.forEach(
        (key, values) -> {
          long having =
              commands.values().stream()
                  .filter(command -> OptionKeys.of(command).containsKey(key))
                  .count();
          if (new HashSet<>(values.values()).size() == 1 && values.size() == having) {
            rows.add(new SettingInForce("", key, List.of(values.firstEntry().getValue()), ""));
          } else {
            values.forEach(
                (name, value) -> rows.add(new SettingInForce(name, key, List.of(value), "")));
          }
        });
    rows.removeIf(
        row ->
            set.stream()
                .anyMatch(own -> own.key.equals(row.key) && own.command.equals(row.command)));
    return rows;
  }
}
