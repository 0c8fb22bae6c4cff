package routercost.read.config.pipelines;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import routercost.price.PriceBook;
import routercost.read.agents.AgentFile;
import routercost.read.config.YamlNode;
import routercost.read.text.ConfigurationProblem;
import routercost.read.text.TextFiles;
import routercost.usage.Slice;
import routercost.usage.UsageCube;
import routercost.whatif.Route;
import routercost.whatif.pipeline.FailureAndWaitCost;
import routercost.whatif.pipeline.Pipeline;
import routercost.whatif.pipeline.RangeValued;
import routercost.whatif.pipeline.Step;
import routercost.whatif.pipeline.Step.StepPlan;
import routercost.whatif.pipeline.StepCost;

/// Reads a folder of agents of Claude Code (`.claude/agents`): each file names a model for its
/// agent. Their calls come from a log: an agent is the task, or the label `agent`, of its name.
record AgentFolder(PriceBook book, LocalDate day, UsageCube log) {
  /// The agents as a pipeline: as they ran, and on the models that their files name.
  Pipeline read(String folder) {
    var steps = AgentFile.below(TextFiles.path(folder)).stream().map(this::plan).toList();
    if (steps.isEmpty()) {
      throw new ConfigurationProblem(
          folder
              + ": no agents here; expected files such as reviewer.md with 'name' and"
              + " 'description'");
    }
    return new Pipeline(folder, "log", Optional.empty(), steps, List.of(), book);
  }

  private StepPlan plan(AgentFile agent) {
    return plan(agent.name(), route(agent.model()));
  }

  /// The model that the file names; as it is if it names none.
  private Route route(Optional<YamlNode.Scalar> model) {
    return model
        .map(named -> RouteParser.exact(book, day).exactly(named, "model"))
        .orElseGet(Route.Stay::new);
  }

  private StepPlan plan(YamlNode.Scalar named, Route route) {
    var name = named.value();
    List<Slice> slices =
        log.where(
                key ->
                    key.task().equals(name) || key.labels().getOrDefault("agent", "").equals(name))
            .slices()
            .toList();
    var step =
        new Step(
            name,
            java.math.BigDecimal.ONE,
            new StepCost.Logged(slices, route),
            FailureAndWaitCost.NONE,
            FailureAndWaitCost.NONE);
    return new StepPlan(name, name, RangeValued.known(step), List.of(), named.place());
  }
}
