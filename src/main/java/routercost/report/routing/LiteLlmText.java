package routercost.report.routing;

import routercost.report.layout.YamlText;
import routercost.usage.SafeText;

/// A `config.yaml` of LiteLLM: each task is a model name that callers ask for.
record LiteLlmText(ResolvedRouting registry) {
  /// Two models of one name would share its calls, so a task of this name takes its place.
  private static final String USUAL = "default";

  String text() {
    var yaml = new StringBuilder();
    yaml.append(
        YamlText.comment(
            "",
            "Written by router-cost; models as of %s. Callers ask for the task as the model."
                .formatted(registry.day())));
    yaml.append("model_list:\n");
    registry.tasks().forEach(task -> yaml.append(model(task.name(), task.served(), task.reason())));
    if (registry.tasks().stream().noneMatch(task -> task.name().equals(USUAL))) {
      yaml.append(model(USUAL, registry.usual(), "what is new"));
    }
    registry
        .rules()
        .forEach(
            rule ->
                yaml.append(
                    YamlText.comment(
                        "  ",
                        "not written: tasks like %s on %s; LiteLLM knows whole names only"
                            .formatted(rule.name(), rule.served().target()))));
    return yaml.toString();
  }

  private static String model(String name, ResolvedRouting.Served served, String reason) {
    return """
      - model_name: %s%s
        litellm_params:
          model: %s
          api_key: os.environ/%s
    """
        .formatted(
            YamlText.value(name),
            reason.isEmpty() ? "" : "   # " + SafeText.of(reason),
            YamlText.value(served.path().replaceFirst("^/", "")).replaceFirst("^\"(.*)\"$", "$1"),
            key(served.provider()));
  }

  private static String key(String provider) {
    var name = provider.isEmpty() ? "PROVIDER" : provider.toUpperCase(java.util.Locale.ROOT);
    return name.replaceAll("[^A-Z0-9]", "_") + "_API_KEY";
  }
}
