package routercost.read;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import routercost.price.PriceBook;
import routercost.usage.Slice;
import routercost.usage.UsageCube;
import routercost.whatif.Route;
import routercost.whatif.pipeline.Consequences;
import routercost.whatif.pipeline.Pipeline;
import routercost.whatif.pipeline.Step;
import routercost.whatif.pipeline.StepPlan;
import routercost.whatif.pipeline.Uncertain;
import routercost.whatif.pipeline.Work;

/// Reads a folder of agents of Claude Code (`.claude/agents`): each file names a model for its
/// agent. Their calls come from a log: an agent is the task, or the label `agent`, of its name.
record AgentFolder(PriceBook book, LocalDate day, UsageCube log) {
  private static final Pattern ENTRY = Pattern.compile("(name|model):\\s*(.*?)\\s*");

  /// The agents as a pipeline: as they ran, and on the models that their files name.
  Pipeline read(Path folder) {
    var steps = new ArrayList<StepPlan>();
    for (var file : files(folder)) {
      agent(file).ifPresent(steps::add);
    }
    if (steps.isEmpty()) {
      throw new ConfigurationProblem(
          folder + ": no agents here; expected files such as reviewer.md with 'name' and 'model'");
    }
    return new Pipeline(String.valueOf(folder), "log", Optional.empty(), steps, List.of(), book);
  }

  private static List<Path> files(Path folder) {
    try (var files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
    } catch (IOException unreadable) {
      throw new InputProblem(folder + ": cannot be read", unreadable);
    }
  }

  /// The agent in `file`; empty if its front matter names none. What stands there is YAML only
  /// nearly, so it is read by lines.
  private Optional<StepPlan> agent(Path file) {
    var lines =
        new String(
                ConfigurationFile.bytes(file.toString(), "expected an agent in Markdown"),
                StandardCharsets.UTF_8)
            .lines()
            .toList();
    if (lines.isEmpty() || !lines.getFirst().strip().equals("---")) {
      return Optional.empty();
    }
    var values = new TreeMap<String, YamlNode.Scalar>();
    for (int i = 1; i < lines.size() && !lines.get(i).strip().equals("---"); i++) {
      var line = ENTRY.matcher(lines.get(i));
      if (line.matches()) {
        var place = file + ":" + (i + 1) + ":" + (line.start(2) + 1);
        values.put(line.group(1), new YamlNode.Scalar(place, unquoted(line.group(2))));
      }
    }
    return Optional.ofNullable(values.get("name"))
        .map(name -> plan(name, route(Optional.ofNullable(values.get("model")))));
  }

  private static String unquoted(String text) {
    boolean quoted = text.length() > 1 && "\"'".indexOf(text.charAt(0)) >= 0;
    return quoted ? text.substring(1, text.length() - 1) : text;
  }

  /// The model that the file names; as it is if it names none or inherits one.
  private Route route(Optional<YamlNode.Scalar> model) {
    return model
        .filter(named -> !named.value().isEmpty() && !named.value().equals("inherit"))
        .map(named -> RouteReading.exact(book, day).exactly(named, "model"))
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
            new Work.Logged(slices, route),
            Consequences.NONE,
            Consequences.NONE);
    return new StepPlan(name, name, Uncertain.known(step), List.of(), named.place());
  }
}
