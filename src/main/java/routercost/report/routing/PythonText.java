package routercost.report.routing;

import java.util.List;
import routercost.report.layout.YamlText;
import routercost.usage.SafeText;

/// A registry in Python, in the form that article 002 shows.
record PythonText(ResolvedRouting registry) {
  String text() {
    var python = new StringBuilder();
    python.append("# Written by router-cost; models as of %s.\n".formatted(registry.day()));
    python.append("from fnmatch import fnmatchcase\n\n");
    python.append("MODEL_REGISTRY = {\n");
    entries(registry.tasks()).forEach(python::append);
    python.append("}\n\n# By pattern; the first that fits decides.\nMODEL_RULES = {\n");
    entries(registry.rules()).forEach(python::append);
    python.append("}\n\nDEFAULT_MODEL = ").append(quoted(registry.usual().model()));
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
            some ->
                "    %s: %s,%s\n"
                    .formatted(
                        quoted(some.name()),
                        quoted(some.served().model()),
                        some.reason().isEmpty() ? "" : "  # " + SafeText.of(some.reason())))
        .toList();
  }

  private static String quoted(String text) {
    return YamlText.quoted(text);
  }
}
