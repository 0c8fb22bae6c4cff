package routercost.read.config.pipelines;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import routercost.price.PriceBook;
import routercost.read.text.ConfigurationProblem;
import routercost.read.text.InputProblem;
import routercost.read.text.TextFiles;
import routercost.usage.UsageCube;
import routercost.whatif.pipeline.Pipeline;

/// The door to pipelines: files in, descriptions out.
public final class Pipelines {
  private Pipelines() {}

  /// The pipelines that `paths` name, in their order; `-` is standard input, and a folder is one of
  /// agents.
  ///
  /// @param book the prices; a pipeline may have some of its own on top
  /// @param day on which a tier names a model
  /// @param used the calls of agents, if a log of them was read
  /// @throws ConfigurationProblem if one says something that is not allowed
  /// @throws InputProblem if one cannot be read
  public static List<Pipeline> read(
      List<String> paths,
      InputStream stdin,
      PriceBook book,
      LocalDate day,
      Optional<UsageCube> used) {
    return paths.stream().map(path -> one(path, stdin, book, day, used)).toList();
  }

  /// Whether `path` names a folder of agents rather than a pipeline.
  public static boolean isAgentFolder(String path) {
    return Files.isDirectory(TextFiles.path(path));
  }

  private static Pipeline one(
      String path, InputStream stdin, PriceBook book, LocalDate day, Optional<UsageCube> used) {
    if (isAgentFolder(path)) {
      var log =
          used.orElseThrow(
              () ->
                  new ConfigurationProblem(
                      path + ": a folder of agents; expected --usage LOG with their calls"));
      return new AgentFolder(book, day, log).read(path);
    }
    return new PipelineFile(path, Includes.of(path, day), day).parse(bytes(path, stdin), book);
  }

  private static byte[] bytes(String path, InputStream stdin) {
    var expected = "expected a pipeline in YAML";
    try {
      return path.equals("-")
          ? TextFiles.bytes(stdin, path, 64, expected)
          : TextFiles.bytes(path, 64, expected);
    } catch (IOException unreadable) {
      throw new InputProblem("standard input cannot be read", unreadable);
    }
  }
}
