package routercost.cli.options;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import routercost.price.PriceBook;
import routercost.read.config.routing.RoutingFile;
import routercost.usage.UsageCube;
import routercost.whatif.CallFilter;
import routercost.whatif.routing.Routing;

/// The routing file that a command uses.
public final class RoutingOption {
  @Option(
      names = "--routing",
      paramLabel = "FILE",
      description =
          "Use this routing file, which assigns tasks to tiers. It may assign them to"
              + " models; a registry in Python, the configuration of LiteLLM and a folder of"
              + " agents are read too.")
  public Optional<String> file = Optional.empty();

  /// The routing of the file, if there is one.
  public Optional<Routing> read(PriceBook book, LocalDate today) {
    return file.map(path -> RoutingFile.read(path, book, today));
  }

  /// Sentences about a routing that has nothing to say of a log, or whose conditions no call meets.
  public List<String> warnings(Optional<Routing> routed, UsageCube cube, PriceBook book) {
    if (routed.isEmpty() || cube.isEmpty()) {
      return List.of();
    }
    var routing = routed.get();
    var keys = cube.cells().keySet();
    if (keys.stream().allMatch(key -> routing.of(key, book).isEmpty())) {
      return List.of(file.orElse("") + " names no task of the log, so nothing moves");
    }
    var choices =
        routing.rules().stream()
            .filter(rule -> !rule.where().isEmpty())
            .map(rule -> new CallFilter(rule.where()))
            .toList();
    return new UnmatchedCalls(cube, book)
        .sentence(choices).map(text -> file.orElse("") + ": " + text).stream().toList();
  }

  /// The file, for a command that requires one.
  public String required(CommandSpec spec) {
    return file.orElseThrow(
        () -> new ParameterException(spec.commandLine(), "missing --routing FILE"));
  }
}
