package routercost.cli;

import java.time.LocalDate;
import java.util.List;
import picocli.CommandLine.Option;
import routercost.price.PriceBook;
import routercost.read.Pipelines;
import routercost.whatif.pipeline.Pipeline;

/// How pipelines are read; the same for every command that takes them.
final class PipelineReading {
  private final Environment environment;

  @Option(names = "--strict", description = "Fail if any step has no price (exit 5).")
  boolean strict;

  PipelineReading(Environment environment) {
    this.environment = environment;
  }

  boolean isStrict() {
    return strict;
  }

  /// The pipelines that `paths` name.
  List<Pipeline> pipelines(List<String> paths, PriceBook book, LocalDate day) {
    return Pipelines.read(paths, environment.in(), book, day);
  }
}
