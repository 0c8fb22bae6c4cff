package routercost.read;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.List;
import routercost.price.PriceBook;
import routercost.whatif.pipeline.Pipeline;

/// The door to pipelines: files in, descriptions out.
public final class Pipelines {
  private static final int LARGEST = 64_000_000;

  private Pipelines() {}

  /// The pipelines that `paths` name, in their order; `-` is standard input.
  ///
  /// @param book the prices; a pipeline may have some of its own on top
  /// @param day on which a tier names a model
  /// @throws ConfigurationProblem if one says something that is not allowed
  /// @throws InputProblem if one cannot be read
  public static List<Pipeline> read(
      List<String> paths, InputStream stdin, PriceBook book, LocalDate day) {
    return paths.stream()
        .map(
            path ->
                new PipelineFile(path, Includes.of(path, day), day).parse(bytes(path, stdin), book))
        .toList();
  }

  private static byte[] bytes(String path, InputStream stdin) {
    if (!path.equals("-")) {
      return ConfigurationFile.bytes(path, "expected a pipeline in YAML");
    }
    try {
      var bytes = stdin.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw new ConfigurationProblem("-:1:1: larger than 64 MB; expected a pipeline in YAML");
      }
      return bytes;
    } catch (IOException unreadable) {
      throw new InputProblem("standard input cannot be read", unreadable);
    }
  }
}
