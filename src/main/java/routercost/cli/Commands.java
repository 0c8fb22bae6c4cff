package routercost.cli;

import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/// Makes commands and hands them the environment, so that nothing is global.
record Commands(Environment environment, CommandSpecs specs) implements IFactory {
  /// The parser of a new command, without subcommands.
  CommandLine line(Class<?> command) {
    try {
      return new CommandLine(specs.of(command, this), this);
    } catch (Exception broken) {
      throw new IllegalStateException(command + " cannot be made", broken);
    }
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    if (type == Output.class) {
      return type.cast(new Output(environment));
    }
    if (type == Reading.class) {
      return type.cast(new Reading(environment));
    }
    if (type == TranscriptOption.class) {
      return type.cast(new TranscriptOption(environment));
    }
    if (type == Pricing.class) {
      return type.cast(new Pricing(environment));
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
