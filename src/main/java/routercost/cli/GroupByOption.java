package routercost.cli;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;
import routercost.report.Dimension;

/// The columns that the rows of a report are grouped by.
final class GroupByOption {
  @Option(
      names = "--group-by",
      split = ",",
      paramLabel = "NAME",
      defaultValue = "task",
      description = {
        "One row for each value: task (default), model, tier, provider, day, month, service, band,"
            + " place, status, or any column of the log."
      })
  List<String> names = List.of("task");

  List<Dimension> dimensions() {
    return names.stream().map(name -> Dimension.named(name.toLowerCase(Locale.ROOT))).toList();
  }

  /// Those of them that only the log knows, and that have to be kept while it is read.
  Set<String> labels() {
    return dimensions().stream()
        .filter(dimension -> dimension instanceof Dimension.Label)
        .map(Dimension::id)
        .collect(Collectors.toSet());
  }
}
