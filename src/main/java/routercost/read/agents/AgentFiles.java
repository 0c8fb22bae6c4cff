package routercost.read.agents;

import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import routercost.read.text.InputProblem;
import routercost.read.text.TextFiles;

/// The agents of Claude Code: Markdown files whose frontmatter names a model.
public final class AgentFiles {
  private AgentFiles() {}

  /// One line of one file that would be another.
  ///
  /// @param path of the file, as given
  /// @param before all lines, without their ends
  /// @param after all lines as they would be
  /// @param text of the whole file as it would be, with the line ends that it has
  public record Change(
      String path, String agent, List<String> before, List<String> after, String text) {
    public Change {
      before = List.copyOf(before);
      after = List.copyOf(after);
    }
  }

  /// What would change in the agents below `folder` if each ran where `target` says. An agent that
  /// it says nothing of stays as it is, and so does a file that Claude Code passes over, or that is
  /// not UTF-8, as it could not be written back.
  ///
  /// @throws InputProblem if the folder is not there or a file cannot be read
  public static List<Change> changes(String folder, Function<String, Optional<String>> target) {
    var path = TextFiles.path(folder);
    if (!Files.isDirectory(path)) {
      throw new InputProblem(
          folder + ": no such folder; --agents names one, such as .claude/agents");
    }
    return AgentFile.below(path).stream()
        .filter(AgentFile::isUtf8)
        .flatMap(agent -> target.apply(agent.name().value()).flatMap(agent::on).stream())
        .toList();
  }

  /// Makes the changes.
  ///
  /// @throws InputProblem if a file cannot be written
  public static void write(List<Change> changes) {
    changes.forEach(change -> TextFiles.write(change.path(), change.text()));
  }
}
