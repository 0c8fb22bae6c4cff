package routercost.read.cube;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import routercost.read.exports.LogFormat;
import routercost.read.schema.ParsedRow;
import routercost.read.schema.ReadingSummary;
import routercost.read.schema.RecordFilter;
import routercost.read.schema.RowCounter;
import routercost.read.schema.RowCounts;
import routercost.read.tally.CubeHeader;
import routercost.read.tally.LogAccumulator;
import routercost.read.tally.SavedCube;
import routercost.read.text.ConfigurationProblem;
import routercost.read.text.Source;
import routercost.usage.Meter;
import routercost.usage.UsageKey;

/// Those calls of a saved cube that a selection asks for.
///
/// @param source it was read from
public record SelectedCube(Source source, SavedCube cube, RecordFilter selection) {
  public SelectedCube {
    if (!cube.head().zone().equals(selection.timezone())) {
      throw new ConfigurationProblem(
          "%s: its days begin in %s; give --timezone %s, or build it anew"
              .formatted(
                  source.name(),
                  name(cube.head().zone().getId()),
                  name(cube.head().zone().getId())));
    }
  }

  private static String name(String zone) {
    return zone.equals("Z") ? "UTC" : zone;
  }

  /// The labels that some calls have.
  public SortedSet<String> labels() {
    return cube.parts().values().stream()
        .flatMap(cells -> cells.keySet().stream())
        .flatMap(key -> key.labels().keySet().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// Adds them to all that is gathered, and says what became of the records behind them.
  ///
  /// @throws ConfigurationProblem if single calls are asked for
  public RowCounts into(LogAccumulator gathering) {
    if (gathering.isTelling()) {
      throw new ConfigurationProblem(
          source.name()
              + " is a saved cube, which keeps sums; what looks at single calls needs the logs");
    }
    var counts = counts();
    gathering.add(new SavedCube(cube.head().with(counts), cube.rekeyed(this::selected).parts()));
    var account = new RowCounter(source, LogFormat.CUBE);
    account.add(counts.used(), counts.duplicates(), 0);
    counts.skipped().forEach(account::skipped);
    account.rejected(counts.rejected());
    return account.closed(List.of(), assumptions(gathering));
  }

  /// The key of calls that are asked for, with the labels asked for.
  private Optional<UsageKey> selected(UsageKey key) {
    if (reason(key).isPresent()) {
      return Optional.empty();
    }
    var labels = new TreeMap<String, String>();
    selection
        .labels()
        .forEach(name -> labels.put(name, selection.outside().ofSum(name, key.labels())));
    return Optional.of(key.withLabels(labels).withDay(day(key)));
  }

  private LocalDate day(UsageKey key) {
    return isUndated(key) ? selection.undated() : key.day();
  }

  private static boolean isUndated(UsageKey key) {
    return key.day().equals(RecordFilter.NO_DAY);
  }

  /// Why calls are not asked for; empty if they are.
  private Optional<ParsedRow.Skipped> reason(UsageKey key) {
    if (selection.period().isBounded() && isUndated(key)) {
      return Optional.of(ParsedRow.Skipped.NO_DATE);
    }
    if (!selection.period().contains(day(key))) {
      return Optional.of(ParsedRow.Skipped.OUTSIDE_PERIOD);
    }
    boolean asked =
        selection
            .filter()
            .accepts(key.withDay(day(key)), name -> selection.outside().ofSum(name, key.labels()));
    return asked ? Optional.empty() : Optional.of(ParsedRow.Skipped.FILTERED_OUT);
  }

  /// What became of the records of its logs. All of them are told as the logs told them; of a part
  /// of them only what stands behind its rows is known.
  private CubeHeader.Counts counts() {
    var told = cube.head().records();
    var skipped = new TreeMap<>(told.skipped());
    for (var part : List.of(SavedCube.Part.USED, SavedCube.Part.DUPLICATE)) {
      cube.cells(part)
          .forEach(
              (key, sums) ->
                  reason(key)
                      .ifPresent(some -> skipped.merge(some.reason(), sums.records(), Long::sum)));
    }
    if (skipped.equals(told.skipped())) {
      return told;
    }
    return new CubeHeader.Counts(
        asked(SavedCube.Part.USED), asked(SavedCube.Part.DUPLICATE), skipped, told.rejected());
  }

  private long asked(SavedCube.Part part) {
    return cube.cells(part).entrySet().stream()
        .filter(cell -> reason(cell.getKey()).isEmpty())
        .mapToLong(cell -> cell.getValue().records())
        .sum();
  }

  private List<String> assumptions(LogAccumulator gathering) {
    var sentences = new ArrayList<>(source.notes());
    sentences.addAll(cube.head().notes());
    long undated = undated();
    if (undated > 0 && !selection.undated().equals(RecordFilter.NO_DAY)) {
      sentences.add(ReadingSummary.undated(undated, selection));
    }
    boolean stated = cube.cube(SavedCube.Part.USED).total().of(Meter.LOGGED_USD).signum() != 0;
    if (gathering.check().isPresent() && stated) {
      sentences.add(
          "what each call logs as its cost was not compared with its tokens: a cube keeps sums");
    }
    return sentences;
  }

  private long undated() {
    return cube.cells(SavedCube.Part.USED).entrySet().stream()
        .filter(cell -> isUndated(cell.getKey()) && reason(cell.getKey()).isEmpty())
        .mapToLong(cell -> cell.getValue().records())
        .sum();
  }
}
