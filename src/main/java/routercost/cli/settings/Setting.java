package routercost.cli.settings;

import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Model.ArgSpec;
import routercost.read.config.YamlNode;
import routercost.read.text.ConfigurationPlaces;
import routercost.read.text.ConfigurationProblem;

/// A value that a configuration file or a variable gives to an option.
///
/// @param command that it is for; empty for every command that has the option
/// @param key the name of the option in snake case
/// @param place `file:line:column` of the key, or the variable
/// @param source the file, or the variable
/// @param isFile whether paths are relative to the file
record Setting(
    String command, String key, String place, YamlNode value, String source, boolean isFile) {
  /// Whether it sets `option` of `name`. Budgets for all commands are those of the gate: else an
  /// audit would fail, too.
  boolean isFor(String name, String option) {
    var usual = key.equals("budgets") ? "check" : name;
    return key.equals(option) && (command.isEmpty() ? usual : command).equals(name);
  }

  /// Whether `argument` names files or folders.
  static boolean namesFiles(ArgSpec argument) {
    return argument.paramLabel().matches("FILE|FOLDER|LOG|LOG\\|JSON|JSON|CUBE|PIPELINE");
  }

  /// The values as a command line would have them.
  ///
  /// @throws ConfigurationProblem if the option has no such values
  List<String> values(ArgSpec argument) {
    if (!argument.isMultiValue() && value instanceof YamlNode.Items) {
      throw value.unexpected(key, "a list", "one " + argument.paramLabel());
    }
    return value.items().flatMap(item -> texts(item, argument)).toList();
  }

  private Stream<String> texts(YamlNode item, ArgSpec argument) {
    if (item instanceof YamlNode.Scalar(_, String text)) {
      return Stream.of(resolved(text, argument));
    }
    if (item instanceof YamlNode.Fields fields && takesPairs(argument)) {
      return fields.byName().entrySet().stream()
          .flatMap(pair -> pairs(pair.getKey(), pair.getValue().value()))
          .map(text -> resolved(text, argument));
    }
    boolean isList = item instanceof YamlNode.Items;
    throw item.unexpected(
        isList ? "an entry of " + key : key,
        isList ? "a list" : "a mapping",
        argument.paramLabel());
  }

  private static Stream<String> pairs(String name, YamlNode values) {
    return values.asTexts(name).stream().map(text -> name + "=" + text);
  }

  static boolean takesPairs(ArgSpec argument) {
    return argument.isMultiValue() && argument.paramLabel().contains("=");
  }

  /// A path of a file is relative to the file.
  private String resolved(String text, ArgSpec argument) {
    if (!isFile || text.isEmpty() || text.equals("-")) {
      return text;
    }
    if (namesFiles(argument)) {
      return beside(text);
    }
    int files = text.indexOf(':', text.indexOf('='));
    if (argument.paramLabel().endsWith("[:FILES]") && files > 0) {
      var pattern = text.substring(files + 1);
      return pattern.startsWith("*") ? text : text.substring(0, files + 1) + beside(pattern);
    }
    boolean mayBe = argument.paramLabel().endsWith("|FILE") && text.indexOf('=') < 0;
    return mayBe && ConfigurationPlaces.exists(beside(text)) ? beside(text) : text;
  }

  private String beside(String path) {
    return ConfigurationPlaces.beside(source, path);
  }
}
