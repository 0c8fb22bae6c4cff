package routercost.cli.options;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/// The logs that a command reads, as its arguments.
public final class LogPaths {
  @Parameters(
      paramLabel = "LOG",
      arity = "0..*",
      description =
          "Files, folders, globs or saved cubes. - stands for standard input; .gz and .zst"
              + " are unpacked.")
  List<String> logs = new ArrayList<>();

  /// The logs to read and those of `--agents` and `--claude-code`: at least one.
  ///
  /// @param spec of the command, for the message
  public List<String> paths(CommandSpec spec, LogOptions options) {
    var paths = new ArrayList<>(logs);
    paths.addAll(options.agentPlaces());
    if (paths.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "missing LOG");
    }
    return paths;
  }
}
