package routercost.report.routing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routercost.price.Condition;
import routercost.report.layout.Json;
import routercost.whatif.routing.Routing;

/// The files of gateways that are configured in JSON.
record GatewayJson(ResolvedRouting registry) {
  /// A config of Portkey: routing by the metadata `task` of a request.
  Json portkey() {
    var rules = registry.rules().stream().filter(Gateway.PORTKEY::expresses).toList();
    var byName =
        registry.tasks().stream()
            .map(task -> condition(query("task", Json.object().and("$eq", task.name())), task));
    var conditions =
        Stream.of(
            rules.stream().filter(rule -> !rule.where().isEmpty()).map(GatewayJson::byRule),
            byName,
            rules.stream().filter(rule -> rule.where().isEmpty()).map(GatewayJson::byRule));
    return Json.object()
        .and(
            "strategy",
            Json.object()
                .and("mode", "conditional")
                .and("conditions", Json.items(conditions.flatMap(part -> part)))
                .and("default", registry.usual().model()))
        .and("targets", Json.items(registry.models().stream().map(GatewayJson::target)));
  }

  private static Json byRule(ResolvedRouting.Named rule) {
    var parts = new ArrayList<Json>();
    if (rule.where().isEmpty() || !rule.name().equals("*")) {
      parts.add(query("task", like(List.of(rule.name()), false)));
    }
    for (var part : rule.where()) {
      parts.add(query(part.attribute().id(), like(part.values(), part.excludes())));
    }
    return condition(
        parts.size() == 1
            ? parts.getFirst()
            : Json.object().and("$and", Json.items(parts.stream())),
        rule);
  }

  /// Any of `values`, or none of them.
  private static Json like(Collection<String> values, boolean excludes) {
    if (values.stream().noneMatch(value -> value.contains("*"))) {
      return Json.object().and(excludes ? "$nin" : "$in", Json.texts(List.copyOf(values)));
    }
    var regex = values.stream().map(GatewayJson::regex).collect(Collectors.joining("|"));
    return Json.object().and("$regex", excludes ? "^(?!(" + regex + "))" : regex);
  }

  private static Json query(String name, Json test) {
    return Json.object().and("metadata." + name, test);
  }

  private static Json condition(Json query, ResolvedRouting.Named named) {
    return Json.object().and("query", query).and("then", named.served().model());
  }

  private static Json target(ResolvedRouting.Served served) {
    return Json.object()
        .and("name", served.model())
        .and("provider", served.provider())
        .and("override_params", Json.object().and("model", served.model()));
  }

  /// A pattern with `*` as a regular expression over the whole name.
  static String regex(String pattern) {
    var regex = new StringBuilder("^");
    for (int i = 0; i < pattern.length(); i++) {
      char letter = pattern.charAt(i);
      if (letter == '*') {
        regex.append(".*");
      } else if (Character.isLetterOrDigit(letter) || letter == '_' || letter == ' ') {
        regex.append(letter);
      } else {
        regex.append('\\').append(letter);
      }
    }
    return regex.append('$').toString();
  }

  /// A config of claude-code-router: version 2 reads `default` and `background`, version 3 the
  /// rules by the metadata `task`.
  Json claudeCodeRouter() {
    var lightest =
        registry.models().stream()
            .filter(served -> served.target().equals("haiku"))
            .findFirst()
            .orElse(registry.usual());
    return Json.object()
        .and("Providers", Json.items(providers()))
        .and(
            "Router",
            Json.object()
                .and("default", pair(registry.usual()))
                .and("background", pair(lightest))
                .and("rules", Json.items(registry.tasks().stream().map(GatewayJson::rule))));
  }

  private Stream<Json> providers() {
    return registry.models().stream()
        .map(ResolvedRouting.Served::provider)
        .distinct()
        .map(
            provider ->
                Json.object()
                    .and("name", provider)
                    .and(
                        "models",
                        Json.texts(
                            registry.models().stream()
                                .filter(served -> served.provider().equals(provider))
                                .map(ResolvedRouting.Served::model)
                                .toList())));
  }

  private static Json rule(ResolvedRouting.Named task) {
    return Json.object()
        .and("id", task.name())
        .and("name", task.name() + " on " + task.served().target())
        .and("enabled", true)
        .and("type", "condition")
        .and(
            "condition",
            Json.object()
                .and("left", "request.body.metadata.task")
                .and("operator", "==")
                .and("right", task.name()))
        .and("target", pair(task.served()));
  }

  private static String pair(ResolvedRouting.Served served) {
    return served.provider() + "," + served.model();
  }

  /// Presets of OpenRouter as fields of a request: one for each task, and one for what is new.
  Json openRouter() {
    var usual = new ResolvedRouting.Named("default", registry.usual(), "");
    var taken = new HashSet<String>();
    var presets = new ArrayList<Json>();
    for (var task : Stream.concat(registry.tasks().stream(), Stream.of(usual)).toList()) {
      presets.add(
          Json.object()
              .and("slug", slug(task.name(), taken))
              .and("config", Json.object().and("model", openRouter(task.served()))));
    }
    return Json.items(presets.stream());
  }

  /// A name of letters, digits and dashes that no other preset has.
  private static String slug(String task, Set<String> taken) {
    var plain = task.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    var slug = plain.isEmpty() ? "task" : plain;
    for (int number = 2; !taken.add(slug); number++) {
      slug = (plain.isEmpty() ? "task" : plain) + "-" + number;
    }
    return slug;
  }

  /// `anthropic/claude-haiku-4.5`: OpenRouter writes versions with a point, and no dates.
  static String openRouter(ResolvedRouting.Served served) {
    return served.path().replaceFirst("-20\\d{6}$", "").replaceFirst("-(\\d+)-(\\d+)$", "-$1.$2");
  }

  /// The whole routing, for other programs.
  Json plain() {
    return Json.object()
        .and("schema_version", 1)
        .and("day", registry.day().toString())
        .and("default", served(registry.usual()))
        .and("tasks", Json.items(registry.tasks().stream().map(GatewayJson::named)))
        .and("rules", Json.items(registry.rules().stream().map(GatewayJson::named)));
  }

  private static Json named(ResolvedRouting.Named named) {
    return Json.object()
        .and("task", named.name())
        .and("where", Json.texts(named.where().stream().map(Condition::toString).toList()))
        .and("batch", named.batch())
        .and("max_output", Json.of(named.maxOutput(), limit -> Json.number(limit)))
        .and("review", Json.of(named.review(), GatewayJson::review))
        .and(served(named.served()))
        .and("reason", named.reason());
  }

  private static Json review(Routing.Review review) {
    return Json.object()
        .and("share", review.share())
        .and("minutes", review.minutes())
        .and("hourly_rate", review.hourlyRate());
  }

  private static Json.Fields served(ResolvedRouting.Served served) {
    return Json.object()
        .and("target", served.target())
        .and("model", served.model())
        .and("provider", served.provider());
  }
}
