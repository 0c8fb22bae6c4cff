package routercost.cli.settings;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.IGetter;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import routercost.cli.console.Configuration;
import routercost.cli.console.Problems;
import routercost.cli.options.Converters;
import routercost.read.config.YamlNode;
import routercost.read.text.ConfigurationProblem;

/// The assignment of a setting to an option, as if it stood on the command line: the option's own
/// converter reads it, and messages name the place of the setting instead.
record Assignment(Setting setting, ArgSpec argument) {
  /// A field that nobody reads.
  private record Nowhere() implements IGetter, ISetter {
    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // as picocli declares it
    public <T> @Nullable T get() {
      return null;
    }

    @Override
    public <T> T set(T value) {
      return value;
    }
  }

  /// Refuses a value that the option does not take.
  void check() {
    var nowhere = new Nowhere();
    read(
        argument instanceof OptionSpec option
            ? OptionSpec.builder(option).getter(nowhere).setter(nowhere).initialValue(null).build()
            : PositionalParamSpec.builder((PositionalParamSpec) argument)
                .getter(nowhere)
                .setter(nowhere)
                .initialValue(null)
                .build());
  }

  /// Sets the option.
  Configuration.Use assign() {
    read(argument);
    return new Configuration.Use(
        OptionKeys.option(setting.key()),
        setting.place(),
        setting.source(),
        Setting.namesFiles(argument) ? setting.values(argument) : List.of());
  }

  private void read(ArgSpec bound) {
    var arguments = arguments();
    var spec = CommandSpec.create();
    spec.add(
        bound instanceof OptionSpec option
            ? OptionSpec.builder(option).build()
            : PositionalParamSpec.builder((PositionalParamSpec) bound).build());
    spec.interpolateVariables(false);
    var line = new CommandLine(spec).setExpandAtFiles(false);
    Converters.register(line);
    try {
      line.parseArgs(arguments.toArray(String[]::new));
    } catch (ParameterException refused) {
      throw new ConfigurationProblem(
          place(refused)
              + ": "
              + Problems.message(refused)
                  .replace(OptionKeys.option(setting.key()) + " is ", setting.key() + " is "),
          refused);
    }
  }

  private List<String> arguments() {
    var arguments = new ArrayList<String>();
    if (argument instanceof OptionSpec option && option.arity().max() == 0) {
      if (isTrue()) {
        arguments.add(OptionKeys.name(option));
      }
    } else if (argument instanceof OptionSpec option) {
      setting
          .values(argument)
          .forEach(value -> arguments.add(OptionKeys.name(option) + "=" + value));
    } else {
      arguments.add("--");
      arguments.addAll(setting.values(argument));
    }
    return arguments;
  }

  private boolean isTrue() {
    return switch (setting.value().asText(setting.key())) {
      case "true" -> true;
      case "false" -> false;
      default -> throw setting.value().refusal(setting.key(), "true or false");
    };
  }

  /// The place of the entry of a list that was refused; else of the value.
  private String place(ParameterException refused) {
    return setting
        .value()
        .items()
        .filter(
            item ->
                item instanceof YamlNode.Scalar(_, String text) && text.equals(refused.getValue()))
        .map(YamlNode::place)
        .findFirst()
        .orElse(setting.value().place());
  }
}
