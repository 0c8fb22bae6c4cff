package routercost.cli.options;

import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import routercost.price.Suggestions;
import routercost.read.text.ConfigurationProblem;
import routercost.usage.UsageCube;
import routercost.usage.UsageKey;

/// The tasks of a log, for options that name one.
public record TaskNames(SortedSet<String> names) {
  private static final int SHOWN = 12;

  public static TaskNames of(UsageCube cube) {
    return new TaskNames(
        cube.cells().keySet().stream()
            .map(UsageKey::task)
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  /// Refuses a task that the log does not have.
  public void require(String option, String task) {
    require(option, task, Optional.empty());
  }

  /// Refuses a task that the log does not have.
  ///
  /// @param meant another value of the option that is likely to be meant
  void require(String option, String task, Optional<String> meant) {
    if (names.isEmpty()) {
      throw new ConfigurationProblem(
          option + ": no calls are left; check --filter, --from, --to and --month");
    }
    if (!names.contains(task)) {
      throw new ConfigurationProblem(
          "%s: the log has no task '%s'%s; it has: %s"
              .formatted(
                  option,
                  task,
                  meant
                      .map(value -> " (did you mean " + option + " " + value + "?)")
                      .orElseGet(() -> Suggestions.hint(task, names)),
                  listed()));
    }
  }

  private String listed() {
    var shown = names.stream().limit(SHOWN).collect(Collectors.joining(", "));
    return names.size() > SHOWN ? shown + ", … (" + names.size() + " in total)" : shown;
  }
}
