package routercost.read.config.pipelines;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import routercost.price.PriceBook;
import routercost.read.agents.AgentFile;
import routercost.read.text.ConfigurationProblem;
import routercost.read.text.InputProblem;
import routercost.read.text.TextFiles;
import routercost.usage.UsageCube;
import routercost.whatif.Route;
import routercost.whatif.pipeline.FailureAndWaitCost;
import routercost.whatif.pipeline.Pipeline;
import routercost.whatif.pipeline.RangeValued;
import routercost.whatif.pipeline.Step;
import routercost.whatif.pipeline.Step.StepPlan;
import routercost.whatif.pipeline.StepCost;

/// An opener of pipelines, in files and folders.
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
    return paths.stream().map(path -> pipeline(path, stdin, book, day, used)).toList();
  }

  /// True if `path` names a folder of agents rather than a pipeline.
  public static boolean isAgentFolder(String path) {
    return Files.isDirectory(TextFiles.path(path));
  }

  private static Pipeline pipeline(
      String path, InputStream stdin, PriceBook book, LocalDate day, Optional<UsageCube> used) {
    if (isAgentFolder(path)) {
      var log =
          used.orElseThrow(
              () ->
                  new ConfigurationProblem(
                      path + ": a folder of agents; expected --usage LOG with their calls"));
      return agents(path, log, RouteParser.exact(book, day));
    }
    return PipelineFile.read(path, bytes(path, stdin), book, day);
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

  /// The agents in the files of a folder of Claude Code (`.claude/agents`): as they ran, and on the
  /// models that the files name. The calls of an agent are those of the task, or of the label
  /// `agent`, of its name.
  private static Pipeline agents(String folder, UsageCube log, RouteParser routes) {
    var steps =
        AgentFile.below(TextFiles.path(folder)).stream()
            .map(agent -> plan(agent, log, routes))
            .toList();
    if (steps.isEmpty()) {
      throw new ConfigurationProblem(
          folder
              + ": no agents here; expected files such as reviewer.md with 'name' and"
              + " 'description'");
    }
    return new Pipeline(folder, "log", Optional.empty(), steps, List.of(), routes.book());
  }

  private static StepPlan plan(AgentFile agent, UsageCube log, RouteParser routes) {
    var name = agent.name().value();
    var slices =
        log.where(
                key ->
                    key.task().equals(name) || key.labels().getOrDefault("agent", "").equals(name))
            .slices()
            .toList();
    var route =
        agent.model().map(model -> routes.exactly(model, "model")).orElseGet(Route.Stay::new);
    var step =
        new Step(
            name,
            BigDecimal.ONE,
            new StepCost.Logged(slices, route),
            FailureAndWaitCost.NONE,
            FailureAndWaitCost.NONE);
    return new StepPlan(name, name, RangeValued.known(step), List.of(), agent.name().place());
  }
}
