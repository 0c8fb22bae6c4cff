package routercost.read.config.routing;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import routercost.read.agents.AgentFile;
import routercost.read.config.YamlNode;
import routercost.read.config.pipelines.RouteParser;
import routercost.read.text.ConfigurationProblem;
import routercost.read.text.TextFiles;
import routercost.usage.SafeText;
import routercost.whatif.routing.Routing;
import routercost.whatif.routing.Routing.Assignment;
import routercost.whatif.routing.Tier;

/// Registries that exist elsewhere, read as routings: dictionaries in Python, LiteLLM's
/// configuration, and agents.
///
/// @param targets checks the models
record OtherRegistries(RoutingFile targets, String path) {
  private static final Set<String> ROUTING_KEYS =
      Set.of("version", "name", "default", "tasks", "rules");
  private static final String USUAL = "default";

  /// The registry in Python. Names with `*` are patterns.
  Routing python(String source) {
    var found =
        PythonRegistry.read(
            path, source, name -> targets.book().resolve(name, targets.day()).isPresent());
    var tasks = new TreeMap<String, Assignment>();
    var rules =
        found.entries().stream()
            .filter(entry -> entry.task().indexOf('*') >= 0)
            .map(entry -> new Routing.Pattern(entry.task(), List.of(), assignment(entry)))
            .toList();
    found.entries().stream()
        .filter(entry -> entry.task().indexOf('*') < 0)
        .forEach(entry -> put(tasks, entry.task(), assignment(entry), entry.model()));
    return new Routing(
        RoutingFile.UNNAMED,
        found.usual().map(model -> targets.target(model, USUAL)).orElse(Tier.USUAL.id()),
        tasks,
        rules);
  }

  private Assignment assignment(PythonRegistry.Entry entry) {
    return assignment(
        targets.target(entry.model(), entry.task()), entry.reason(), entry.maxOutput());
  }

  private static Assignment assignment(
      String target, String reason, Optional<? extends YamlNode> limit) {
    return new Assignment(
        target,
        reason,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        limit.map(RouteParser::maxOutput),
        Optional.empty());
  }

  private void put(
      TreeMap<String, Assignment> tasks, String task, Assignment assigned, YamlNode model) {
    var before = tasks.putIfAbsent(task, assigned);
    if (before != null && !id(before.target()).equals(id(assigned.target()))) {
      throw new ConfigurationProblem(
          "%s: %s runs on both %s and %s; expected one model for each task"
              .formatted(model.place(), SafeText.cut(task), before.target(), assigned.target()));
    }
  }

  /// The same for one model at several providers.
  private String id(String target) {
    return targets.book().resolve(target, targets.day()).map(model -> model.id()).orElse(target);
  }

  /// The registry in a YAML file of another program; empty if it is a routing file.
  Optional<Routing> of(YamlNode root) {
    if (!(root instanceof YamlNode.Fields fields)
        || fields.byName().keySet().stream().anyMatch(ROUTING_KEYS::contains)) {
      return Optional.empty();
    }
    if (fields.find("model_list").isPresent()) {
      return Optional.of(liteLlm(fields.require("model_list")));
    }
    boolean areTasks =
        !fields.byName().isEmpty()
            && fields.byName().values().stream().allMatch(field -> isTask(field.value()));
    return areTasks ? Optional.of(mapping(fields)) : Optional.empty();
  }

  private boolean isTask(YamlNode value) {
    return model(value).isPresent()
        && (!(value instanceof YamlNode.Scalar model)
            || Tier.named(model.value()).isPresent()
            || targets.book().resolve(model.value(), targets.day()).isPresent());
  }

  /// The model of an agent with its fields, or of a task that has only a model.
  private static Optional<YamlNode> model(YamlNode value) {
    return switch (value) {
      case YamlNode.Fields agent -> agent.find("model");
      case YamlNode.Scalar model -> Optional.of(model);
      case YamlNode.Items _ -> Optional.empty();
    };
  }

  /// LiteLLM's configuration, whose callers ask for a task as the model. Entries that pass any
  /// model through name no task.
  private Routing liteLlm(YamlNode list) {
    var tasks = new TreeMap<String, Assignment>();
    list.items()
        .map(node -> node.asFields("model_list"))
        .forEach(
            entry -> {
              var parameters = entry.require("litellm_params").asFields("litellm_params");
              var model = base(entry).orElseGet(() -> parameters.require("model"));
              if (model.asText("model").indexOf('*') < 0) {
                var assigned =
                    assignment(targets.target(model, "model"), "", parameters.find("max_tokens"));
                put(tasks, entry.require("model_name").asText("model_name"), assigned, model);
              }
            });
    var usual = Optional.ofNullable(tasks.remove(USUAL)).map(Assignment::target);
    return new Routing(RoutingFile.UNNAMED, usual.orElse(Tier.USUAL.id()), tasks, List.of());
  }

  /// The model behind a deployment whose name is the user's own.
  private static Optional<YamlNode> base(YamlNode.Fields entry) {
    return entry.find("model_info").flatMap(info -> info.asFields("model_info").find("base_model"));
  }

  /// Agents as a mapping each, as in article 003, or tasks with their models.
  private Routing mapping(YamlNode.Fields fields) {
    var tasks = new TreeMap<String, Assignment>();
    fields
        .byName()
        .forEach(
            (name, field) ->
                model(field.value())
                    .ifPresent(
                        model ->
                            tasks.put(name, Assignment.to(targets.target(model, "model"), ""))));
    return new Routing(RoutingFile.UNNAMED, Tier.USUAL.id(), tasks, List.of());
  }

  /// The agents of a folder. One without a model runs on that of the conversation, so it stays.
  Routing agents() {
    var tasks = new TreeMap<String, Assignment>();
    for (var agent : AgentFile.below(TextFiles.path(path))) {
      agent
          .model()
          .ifPresent(
              model ->
                  put(
                      tasks,
                      agent.name().value(),
                      Assignment.to(targets.target(model, "model"), ""),
                      model));
    }
    if (tasks.isEmpty()) {
      throw new ConfigurationProblem(
          path + ": no agent here names a model; expected files such as reviewer.md with 'model'");
    }
    return new Routing(RoutingFile.UNNAMED, Tier.USUAL.id(), tasks, List.of());
  }
}
