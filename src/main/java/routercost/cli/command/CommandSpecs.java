package routercost.cli.command;

import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;

/// What picocli has to know of each command: its options, and where their values go.
///
/// People write it as annotations. Reading those takes longer than everything else that a start
/// does, so the build reads them and writes them down once more as Java ([CommandSource]).
public interface CommandSpecs {
  /// The class that the build writes.
  String WRITTEN = "routercost.cli.command.CommandCode";

  /// The model of a new command, without subcommands.
  CommandSpec of(Class<?> command, IFactory factory) throws Exception;

  /// The annotations themselves.
  CommandSpecs ANNOTATED =
      (command, factory) -> CommandSpec.forAnnotatedObject(factory.create(command), factory);

  /// What the build wrote down, or the annotations themselves where nobody ran the build.
  static CommandSpecs found() {
    try {
      return Class.forName(WRITTEN)
          .asSubclass(CommandSpecs.class)
          .getDeclaredConstructor()
          .newInstance();
    } catch (ReflectiveOperationException _) {
      return ANNOTATED;
    }
  }
}
