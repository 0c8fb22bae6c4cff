package routercost.cli.command;

import picocli.CommandLine;
import picocli.CommandLine.IFactory;
import routercost.cli.console.Environment;
import routercost.cli.console.TaskQuestionnaire;
import routercost.cli.console.TextOutputOptions;
import routercost.cli.options.LogOptions;
import routercost.cli.options.OutputOptions;
import routercost.cli.options.PriceOptions;
import routercost.cli.options.TranscriptOption;

/// Makes commands and hands them the environment, so that nothing is global.
record Commands(Environment environment, CommandSpecs specs) {
  /// The parser of a new command, without subcommands.
  CommandLine line(Class<?> command) {
    var mixins = new Mixins(environment, new PriceOptions(environment));
    try {
      return new CommandLine(specs.of(command, mixins), mixins);
    } catch (Exception broken) {
      throw new IllegalStateException(command + " cannot be made", broken);
    }
  }

  /// Makes the parts of one command: its filters know the models of the prices that it is given.
  private record Mixins(Environment environment, PriceOptions pricing) implements IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
      if (type == OutputOptions.class) {
        return type.cast(new OutputOptions(environment));
      }
      if (type == LogOptions.class) {
        return type.cast(new LogOptions(environment, pricing::book));
      }
      if (type == TranscriptOption.class) {
        return type.cast(new TranscriptOption(environment));
      }
      if (type == PriceOptions.class) {
        return type.cast(pricing);
      }
      if (type == TextOutputOptions.class) {
        return type.cast(new TextOutputOptions(environment));
      }
      if (type == TaskQuestionnaire.class) {
        return type.cast(new TaskQuestionnaire(environment));
      }
      return CommandLine.defaultFactory().create(type);
    }
  }
}
