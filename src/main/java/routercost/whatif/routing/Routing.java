package routercost.whatif.routing;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import routercost.price.Condition;

/// The registry of which task runs where (R1, article 002).
///
/// @param usual the target of new tasks that nothing else names
/// @param tasks by name
/// @param rules for all other tasks; the first that matches decides
public record Routing(String usual, SortedMap<String, Assignment> tasks, List<Pattern> rules) {
  /// The target of a task and the reasons for it.
  ///
  /// @param target a tier or model
  /// @param reason empty if none is given
  /// @param override a higher target that replaces it for now (R8)
  /// @param interactive whether somebody waits for the answer
  /// @param verifiable whether answers can be checked afterwards
  public record Assignment(
      String target,
      String reason,
      Optional<Raise> override,
      Optional<Boolean> interactive,
      Optional<Boolean> verifiable) {
    /// An assignment without override and further answers.
    public static Assignment to(String target, String reason) {
      return new Assignment(target, reason, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// The present target, overrides included.
    public String effective() {
      return override.map(Raise::target).orElse(target);
    }
  }

  /// A higher target than usual (R8, article 001): the output has consequences, somebody reads it
  /// live, or the lighter model turned out too light.
  public record Raise(String target, String reason) {}

  /// Tasks whose names are like `name`, in which `*` stands for any text.
  public record Pattern(String name, Assignment assignment) {
    boolean matches(String task) {
      return Condition.isLike(name, task);
    }
  }

  public Routing {
    tasks = Collections.unmodifiableSortedMap(new TreeMap<>(tasks));
    rules = List.copyOf(rules);
  }

  /// The decision for `task`; empty if there is none, so that a running task stays where it is.
  public Optional<Assignment> of(String task) {
    return Optional.ofNullable(tasks.get(task))
        .or(
            () ->
                rules.stream()
                    .filter(rule -> rule.matches(task))
                    .map(Pattern::assignment)
                    .findFirst());
  }

  /// The target of a call of `task`: the decision for it, or the target of new tasks.
  public String lookup(String task) {
    return of(task).map(Assignment::effective).orElse(usual);
  }
}
