package routercost.read;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

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
  /// it says nothing of stays as it is, and so does a file that Claude Code passes over.
  ///
  /// @throws InputProblem if the folder is not there or a file cannot be read
  public static List<Change> changes(String folder, Function<String, Optional<String>> target) {
    var changes = new ArrayList<Change>();
    for (var file : files(Path.of(folder))) {
      text(file)
          .flatMap(text -> AgentFile.of(file.toString(), text))
          .flatMap(agent -> target.apply(agent.name()).flatMap(agent::on))
          .ifPresent(changes::add);
    }
    return changes;
  }

  private static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new InputProblem(
          folder + ": no such folder; --agents names one, such as .claude/agents");
    }
    try (var walk = Files.walk(folder)) {
      return walk.filter(file -> file.toString().endsWith(".md")).sorted().toList();
    } catch (IOException unreadable) {
      throw new InputProblem(folder + ": cannot be read", unreadable);
    }
  }

  /// The text of a file; empty if it is not UTF-8, as it could not be written back.
  private static Optional<String> text(Path file) {
    try {
      var decoder = StandardCharsets.UTF_8.newDecoder();
      return Optional.of(decoder.decode(ByteBuffer.wrap(Files.readAllBytes(file))).toString());
    } catch (CharacterCodingException _) {
      return Optional.empty();
    } catch (IOException unreadable) {
      throw new InputProblem(file + ": cannot be read", unreadable);
    }
  }

  /// Makes the changes.
  ///
  /// @throws InputProblem if a file cannot be written
  public static void write(List<Change> changes) {
    changes.forEach(change -> TextFile.write(Path.of(change.path()), change.text()));
  }
}
