package routercost.cli.options;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Option;
import routercost.price.Attribute;
import routercost.price.Suggestions;
import routercost.read.text.ConfigurationProblem;
import routercost.usage.UsageKey;

/// The columns that the rows of a report are grouped by.
public final class GroupByOption {
  @Option(
      names = {"-g", "--group-by", "--by"},
      split = ",",
      paramLabel = "NAME",
      defaultValue = "task",
      description = {
        "Show one row for each value: task (default), model, tier, provider, day, week, month,"
            + " service, band, place, status, or any column of the log."
      })
  List<String> names = List.of("task");

  public List<Attribute> attributes() {
    return names.stream().map(name -> Attribute.named(name.toLowerCase(Locale.ROOT))).toList();
  }

  /// The columns of the log that rows are grouped by, which reading has to keep.
  public Set<String> labels() {
    return attributes().stream()
        .filter(attribute -> attribute instanceof Attribute.Label)
        .map(Attribute::id)
        .collect(Collectors.toSet());
  }

  public boolean isByTime() {
    return attributes().stream().anyMatch(Attribute::isTime);
  }

  /// Refuses a column that none of these calls has: it would be one row without a name.
  public void requireLabels(Stream<UsageKey> calls) {
    requireLabels("--group-by", labels(), calls);
  }

  static void requireLabels(String option, Set<String> labels, Stream<UsageKey> calls) {
    var keys = labels.isEmpty() ? List.<UsageKey>of() : calls.toList();
    for (var label : labels) {
      boolean none = keys.stream().allMatch(key -> key.labels().getOrDefault(label, "").isEmpty());
      if (none && !keys.isEmpty()) {
        throw new ConfigurationProblem(
            "%s: no record has a column '%s'%s; expected %s or a column of the log"
                .formatted(
                    option,
                    label,
                    Suggestions.hint(label, Attribute.known()),
                    String.join(", ", Attribute.known())));
      }
    }
  }
}
