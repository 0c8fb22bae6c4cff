package routercost.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/// Which logs are read; the same for commands that read nothing else.
final class Logs {
  private final Environment environment;

  @Parameters(
      paramLabel = "LOG",
      arity = "0..*",
      description =
          "Files, folders, globs, or - for standard input; .gz and .zst are unpacked. Saved cubes"
              + " as well.")
  List<String> logs = new ArrayList<>();

  @Option(
      names = "--claude-code",
      description = "Read the transcripts of Claude Code, where it keeps them.")
  boolean claudeCode;

  Logs(Environment environment) {
    this.environment = environment;
  }

  /// All that is to be read, which is one at least.
  ///
  /// @param spec of the command, for the message
  List<String> paths(CommandSpec spec) {
    var paths = new ArrayList<>(logs);
    if (claudeCode) {
      paths.addAll(environment.claudeCodeFolders());
    }
    if (paths.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "missing required parameter: 'LOG'");
    }
    return paths;
  }
}
