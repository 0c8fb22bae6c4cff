package routercost.cli.options;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Option;
import routercost.price.Attribute;
import routercost.price.Suggestions;
import routercost.read.builtin.Column;
import routercost.read.tally.LogTally;
import routercost.read.text.ConfigurationProblem;
import routercost.usage.UsageKey;

/// The columns that the rows of a report are grouped by.
public final class GroupByOption {
  /// What stands between a column and where it is read from.
  private static final String READ_FROM = " <- ";

  private static final int MOST_COLUMNS = 20;

  @Option(
      names = {"-g", "--group-by", "--by"},
      split = ",",
      paramLabel = "NAME",
      defaultValue = "task",
      description =
          "Show one row for each value, such as model or day. task is the default. Also"
              + " tier, provider, week, month, service, band, place, status, or any column of the"
              + " log.")
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
  ///
  /// @param inputs with the columns that there are
  public void requireLabels(Stream<UsageKey> calls, Stream<LogTally> inputs) {
    requireLabels("--group-by", labels(), calls, inputs);
  }

  static void requireLabels(
      String option, Set<String> labels, Stream<UsageKey> calls, Stream<LogTally> inputs) {
    var keys = labels.isEmpty() ? List.<UsageKey>of() : calls.toList();
    for (var label : labels) {
      boolean none = keys.stream().allMatch(key -> key.labels().getOrDefault(label, "").isEmpty());
      if (none && !keys.isEmpty()) {
        throw new ConfigurationProblem(unknown(option, label, inputs));
      }
    }
  }

  private static String unknown(String option, String label, Stream<LogTally> inputs) {
    var columns = columns(inputs);
    var names = new LinkedHashSet<>(Attribute.known());
    names.addAll(columns);
    return "%s: no record has a column '%s'%s; expected %s%s"
        .formatted(
            option,
            label,
            Suggestions.hint(label, names),
            String.join(", ", Attribute.known()),
            columns.isEmpty()
                ? " or a column of the log"
                : ", or a column of the log: " + String.join(", ", columns));
  }

  /// The further columns that inputs have.
  private static List<String> columns(Stream<LogTally> tallies) {
    return tallies
        .flatMap(tally -> tally.inputs().stream())
        .flatMap(input -> input.mapping().stream())
        .filter(line -> line.contains(READ_FROM))
        .map(line -> line.substring(0, line.indexOf(READ_FROM)))
        .filter(name -> !Column.ids().contains(name) || name.matches("user|session|project|team"))
        .distinct()
        .limit(MOST_COLUMNS)
        .toList();
  }
}
