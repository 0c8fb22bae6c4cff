package routercost.report.routing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import routercost.price.PriceBook;
import routercost.whatif.routing.Routing;

/// A routing with the models that its tiers name on one day, as gateways read it.
///
/// @param usual where tasks run that are not named
public record ResolvedRouting(LocalDate day, Served usual, List<Named> tasks, List<Named> rules) {
  /// A target and the model behind it.
  ///
  /// @param target as people wrote it: a tier or a model
  /// @param provider as the price book calls it
  public record Served(String target, String model, String provider) {
    /// `anthropic/claude-haiku-5-5`.
    String path() {
      return provider + "/" + model;
    }
  }

  /// A task, or a pattern of tasks, and where it runs.
  public record Named(String name, Served served, String reason) {}

  public ResolvedRouting {
    tasks = List.copyOf(tasks);
    rules = List.copyOf(rules);
  }

  /// `routing` with the models of `day`.
  public static ResolvedRouting of(Routing routing, PriceBook book, LocalDate day) {
    var tasks = new ArrayList<Named>();
    routing.tasks().forEach((task, target) -> tasks.add(named(task, target, book, day)));
    return new ResolvedRouting(
        day,
        served(routing.usual(), book, day),
        tasks,
        routing.rules().stream()
            .map(rule -> named(rule.name(), rule.assignment(), book, day))
            .toList());
  }

  private static Named named(
      String name, Routing.Assignment assignment, PriceBook book, LocalDate day) {
    var reason = assignment.override().map(Routing.Raise::reason).orElse(assignment.reason());
    return new Named(name, served(assignment.effective(), book, day), reason);
  }

  private static Served served(String target, PriceBook book, LocalDate day) {
    return book.resolve(target, day)
        .map(found -> new Served(target, found.id(), found.provider()))
        .orElseGet(() -> new Served(target, target, ""));
  }

  /// Every model that something runs on, each once.
  List<Served> models() {
    var models = new LinkedHashMap<String, Served>();
    models.put(usual.model(), usual);
    Stream.concat(tasks.stream(), rules.stream())
        .map(Named::served)
        .forEach(served -> models.putIfAbsent(served.model(), served));
    return List.copyOf(models.values());
  }
}
