package routercost.whatif.routing;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Who decided which task runs where: the registry that calls are made by (R1, article 002).
///
/// @param usual where a task runs that is new and that nothing else names
/// @param tasks by name
/// @param rules for tasks that are not named, the first that matches decides
public record Routing(String usual, SortedMap<String, Assignment> tasks, List<Pattern> rules) {
  /// Where a task runs.
  ///
  /// @param target a tier or model
  /// @param reason why; empty if none is given
  /// @param override what takes its place for now (R8); always higher
  /// @param interactive whether somebody waits for the answer
  /// @param verifiable whether answers can be checked afterwards
  public record Assignment(
      String target,
      String reason,
      Optional<Raise> override,
      Optional<Boolean> interactive,
      Optional<Boolean> verifiable) {
    /// To `target`, and no more is said.
    public static Assignment to(String target, String reason) {
      return new Assignment(target, reason, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// Where it runs now, overrides included.
    public String effective() {
      return override.map(Raise::target).orElse(target);
    }
  }

  /// A task that runs higher than usual (R8, article 001): its output has consequences, somebody
  /// reads it live, or the lighter model turned out too light.
  public record Raise(String target, String reason) {}

  /// Tasks whose names are like `name`, in which `*` stands for any text.
  public record Pattern(String name, Assignment assignment) {
    boolean matches(String task) {
      return isLike(name, task);
    }

    private static boolean isLike(String pattern, String text) {
      int star = pattern.indexOf('*');
      if (star < 0) {
        return pattern.equals(text);
      }
      var rest = pattern.substring(star + 1);
      if (!text.startsWith(pattern.substring(0, star))) {
        return false;
      }
      for (int from = star; from <= text.length(); from++) {
        if (isLike(rest, text.substring(from))) {
          return true;
        }
      }
      return false;
    }
  }

  public Routing {
    tasks = Collections.unmodifiableSortedMap(new TreeMap<>(tasks));
    rules = List.copyOf(rules);
  }

  /// What is decided for `task`; empty if nothing is, so that a running task stays where it is.
  public Optional<Assignment> of(String task) {
    return Optional.ofNullable(tasks.get(task))
        .or(
            () ->
                rules.stream()
                    .filter(rule -> rule.matches(task))
                    .map(Pattern::assignment)
                    .findFirst());
  }

  /// Where a call of `task` is sent: what is decided for it, else where new tasks run.
  public String lookup(String task) {
    return of(task).map(Assignment::effective).orElse(usual);
  }
}
