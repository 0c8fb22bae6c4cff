package routercost.report.routing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routercost.price.Condition;
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
  ///
  /// @param where further conditions on calls
  /// @param batch whether enough of its calls go through the batch service
  /// @param maxOutput the most tokens of an answer
  /// @param review of its answers by people
  public record Named(
      String name,
      Served served,
      String reason,
      List<Condition> where,
      boolean batch,
      Optional<Long> maxOutput,
      Optional<Routing.Review> review) {
    public Named {
      where = List.copyOf(where);
    }

    /// A task without conditions.
    public Named(String name, Served served, String reason) {
      this(name, served, reason, List.of(), false, Optional.empty(), Optional.empty());
    }

    /// The calls in words: `draft_*`, or `live=yes`.
    public String calls() {
      var tasks = Stream.of(name).filter(task -> where.isEmpty() || !task.equals("*"));
      return Stream.concat(tasks, where.stream().map(Condition::toString))
          .collect(Collectors.joining(", "));
    }
  }

  public ResolvedRouting {
    tasks = List.copyOf(tasks);
    rules = List.copyOf(rules);
  }

  /// `routing` with the models of `day`.
  public static ResolvedRouting of(Routing routing, PriceBook book, LocalDate day) {
    var tasks = new ArrayList<Named>();
    routing.tasks().forEach((task, target) -> tasks.add(named(task, List.of(), target, book, day)));
    return new ResolvedRouting(
        day,
        served(routing.usual(), book, day),
        tasks,
        routing.rules().stream()
            .map(rule -> named(rule.name(), rule.where(), rule.assignment(), book, day))
            .toList());
  }

  private static Named named(
      String name,
      List<Condition> where,
      Routing.Assignment assignment,
      PriceBook book,
      LocalDate day) {
    var served = served(assignment.effective(), book, day);
    return new Named(
        name,
        served,
        assignment.why(),
        where,
        assignment.canBatch(),
        assignment.maxOutput(),
        assignment.review());
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
