package routercost.cli;

import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/// Makes commands and hands them the environment, so that nothing is global.
record Commands(Environment environment, CommandSpecs specs) {
  /// The parser of a new command, without subcommands.
  CommandLine line(Class<?> command) {
    var mixins = new Mixins(environment, new Pricing(environment));
    try {
      return new CommandLine(specs.of(command, mixins), mixins);
    } catch (Exception broken) {
      throw new IllegalStateException(command + " cannot be made", broken);
    }
  }

  /// Makes the parts of one command: its filters know the models of the prices that it is given.
  private record Mixins(Environment environment, Pricing pricing) implements IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
      if (type == Output.class) {
        return type.cast(new Output(environment));
      }
      if (type == Reading.class) {
        return type.cast(new Reading(environment, pricing::book));
      }
      if (type == TranscriptOption.class) {
        return type.cast(new TranscriptOption(environment));
      }
      if (type == Pricing.class) {
        return type.cast(pricing);
      }
      if (type == TextOutput.class) {
        return type.cast(new TextOutput(environment));
      }
      if (type == Interview.class) {
        return type.cast(new Interview(environment));
      }
      return CommandLine.defaultFactory().create(type);
    }
  }
}
