package routercost.report.routing;

import java.util.List;
import java.util.Locale;
import routercost.report.layout.YamlText;
import routercost.usage.SafeText;

/// The files of gateways that are not configured in JSON.
record GatewayText(ResolvedRouting registry) {
  /// Two models of one name would share its calls, so a task of this name takes its place.
  private static final String USUAL = "default";

  /// A `config.yaml` of LiteLLM: each task is a model name that callers ask for.
  String liteLlm() {
    var yaml = new StringBuilder();
    yaml.append(
        YamlText.comment(
            "",
            "Written by router-cost; models as of %s. Callers ask for the task as the model."
                .formatted(registry.day())));
    yaml.append("model_list:\n");
    registry.tasks().forEach(task -> yaml.append(model(task)));
    if (registry.tasks().stream().noneMatch(task -> task.name().equals(USUAL))) {
      yaml.append(model(new ResolvedRouting.Named(USUAL, registry.usual(), "new tasks")));
    }
    registry
        .rules()
        .forEach(
            rule ->
                yaml.append(
                    YamlText.comment(
                        "  ",
                        "not written: tasks like %s on %s; LiteLLM matches whole names only"
                            .formatted(rule.name(), rule.served().target()))));
    return yaml.toString();
  }

  private static String model(ResolvedRouting.Named task) {
    var served = task.served();
    return """
      - model_name: %s%s
        litellm_params:
          model: %s
          api_key: os.environ/%s
    %s"""
        .formatted(
            YamlText.value(task.name()),
            task.reason().isEmpty() ? "" : "   # " + SafeText.of(task.reason()),
            YamlText.value(served.path().replaceFirst("^/", "")).replaceFirst("^\"(.*)\"$", "$1"),
            key(served.provider()),
            task.maxOutput().map("      max_tokens: %d\n"::formatted).orElse(""));
  }

  private static String key(String provider) {
    var name = provider.isEmpty() ? "PROVIDER" : provider.toUpperCase(Locale.ROOT);
    return name.replaceAll("[^A-Z0-9]", "_") + "_API_KEY";
  }

  /// A registry in Python, in the form of article 002.
  String python() {
    var python = new StringBuilder();
    python.append("# Written by router-cost; models as of %s.\n".formatted(registry.day()));
    python.append("from fnmatch import fnmatchcase\n\n");
    python.append("MODEL_REGISTRY = {\n");
    entries(registry.tasks()).forEach(python::append);
    python.append("}\n\n# By pattern; the first that fits decides.\nMODEL_RULES = {\n");
    entries(registry.rules().stream().filter(Gateway.PYTHON::expresses).toList())
        .forEach(python::append);
    python.append("}\n\nDEFAULT_MODEL = ").append(YamlText.quoted(registry.usual().model()));
    python.append(
        """


        def model_for(task: str) -> str:
            if task in MODEL_REGISTRY:
                return MODEL_REGISTRY[task]
            for pattern, model in MODEL_RULES.items():
                if fnmatchcase(task, pattern):
                    return model
            return DEFAULT_MODEL
        """);
    return python.toString();
  }

  private static List<String> entries(List<ResolvedRouting.Named> named) {
    return named.stream()
        .map(
            task ->
                "    %s: %s,%s\n"
                    .formatted(
                        YamlText.quoted(task.name()),
                        YamlText.quoted(task.served().model()),
                        task.reason().isEmpty() ? "" : "  # " + SafeText.of(task.reason())))
        .toList();
  }
}
