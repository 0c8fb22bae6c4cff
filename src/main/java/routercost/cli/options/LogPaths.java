package routercost.cli.options;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/// The logs that a command reads.
public final class LogPaths {
  @Parameters(
      paramLabel = "LOG",
      arity = "0..*",
      description =
          "Files, folders, globs, or - for standard input; .gz and .zst are unpacked. Saved cubes"
              + " as well.")
  List<String> logs = new ArrayList<>();

  @Mixin public TranscriptOption transcripts;

  /// All that is to be read, which is one at least.
  ///
  /// @param spec of the command, for the message
  public List<String> paths(CommandSpec spec) {
    var paths = new ArrayList<>(logs);
    paths.addAll(transcripts.folders());
    if (paths.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "missing required parameter: 'LOG'");
    }
    return paths;
  }
}
