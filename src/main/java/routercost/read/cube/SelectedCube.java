package routercost.read.cube;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import routercost.audit.NotCounted;
import routercost.read.exports.LogFormat;
import routercost.read.schema.ParsedRow;
import routercost.read.schema.ReadingSummary;
import routercost.read.schema.RecordFilter;
import routercost.read.schema.RowCounter;
import routercost.read.schema.RowCounts;
import routercost.read.tally.CubeHeader;
import routercost.read.tally.LogAccumulator;
import routercost.read.tally.SavedCube;
import routercost.read.tally.UndatedCalls;
import routercost.read.text.ConfigurationProblem;
import routercost.read.text.Source;
import routercost.usage.Meter;
import routercost.usage.UsageKey;

/// Those calls of a saved cube that a selection asks for.
///
/// @param source it was read from
public record SelectedCube(Source source, SavedCube cube, RecordFilter selection) {
  /// The reasons under which the logs counted what they left out.
  private static final Map<NotCounted.Kind, ParsedRow.Skipped> SKIPPED =
      Map.of(
          NotCounted.Kind.NO_USAGE, ParsedRow.Skipped.NO_TOKENS,
          NotCounted.Kind.NO_TIME, ParsedRow.Skipped.NO_DATE);

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
        .flatMap(key -> key.withoutPriceDay().labels().keySet().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// Adds them to all that is gathered, and says what became of the records behind them.
  ///
  /// @throws ConfigurationProblem if single calls are asked for
  public RowCounts into(LogAccumulator gathering) {
    if (gathering.requiresCalls()) {
      throw new ConfigurationProblem(
          source.name()
              + " is a saved cube, which keeps sums; what looks at single calls needs the logs");
    }
    var counts = counts();
    var folding = new CubeFolding(selection, gathering);
    var selected =
        cube.rekeyed(
            (part, key) ->
                selected(part, key)
                    .map(
                        place ->
                            place.part() == SavedCube.Part.USED
                                ? new SavedCube.Place(place.part(), folding.late(key, place.key()))
                                : place));
    gathering.add(new SavedCube(cube.head().with(counts), selected.parts()));
    gathering.omissions().add(source.name(), cube.head(), counts);
    add(gathering.omissions().undated());
    var account = new RowCounter(source, LogFormat.CUBE);
    for (var part : SavedCube.Part.values()) {
      part.kind()
          .filter(NotCounted.Kind::isCounted)
          .ifPresent(kind -> account.doubtful(kind, selected.records(part)));
    }
    account.add(counts.used(), counts.duplicates(), 0);
    counts.skipped().forEach(account::skipped);
    account.rejected(counts.rejected());
    return account.closed(List.of(), assumptions(gathering));
  }

  /// Adds the calls that count without a day, unless they are in doubt already.
  private void add(UndatedCalls undated) {
    var asked = new TreeMap<>(cube.cells(SavedCube.Part.USED));
    asked.keySet().removeIf(key -> reason(key).isPresent());
    undated.begin(
        source.name(), asked.keySet().stream().anyMatch(key -> !CubeFolding.isUndated(key)));
    asked.forEach(
        (key, sums) -> {
          if (CubeFolding.isUndated(key)) {
            var rest = sums.usage();
            long records = sums.records();
            for (var part : List.of(SavedCube.Part.UNKNOWN_DAY, SavedCube.Part.UNKNOWN_DAY_OPEN)) {
              var known = cube.cells(part).get(key);
              rest = known == null ? rest : rest.minus(known.usage());
              records -= known == null ? 0 : known.records();
            }
            undated.add(selected(SavedCube.Part.USED, key).orElseThrow().key(), rest, records);
          }
        });
  }

  /// The place of calls that are asked for, with the labels asked for.
  private Optional<SavedCube.Place> selected(SavedCube.Part part, UsageKey key) {
    var reason = reason(part, key);
    boolean isTimeless =
        part == SavedCube.Part.USED && reason.equals(Optional.of(ParsedRow.Skipped.NO_DATE));
    if (reason.isPresent() && !isTimeless) {
      return Optional.empty();
    }
    var labels = new TreeMap<String, String>();
    selection
        .labels()
        .forEach(name -> labels.put(name, selection.outside().ofSum(name, key.labels())));
    var labelled = key.withLabels(labels);
    var dated =
        CubeFolding.isUndated(key)
            ? labelled.withDay(selection.undated())
            : key.hasPriceDay() ? labelled.withPriceDay(key.onPriceDay().day()) : labelled;
    return Optional.of(new SavedCube.Place(isTimeless ? SavedCube.Part.NO_TIME : part, dated));
  }

  private LocalDate day(UsageKey key) {
    return CubeFolding.isUndated(key) ? selection.undated() : key.day();
  }

  /// Why calls of a part are not asked for; empty if they are, or if that is not known.
  private Optional<ParsedRow.Skipped> reason(SavedCube.Part part, UsageKey key) {
    return switch (part) {
      case REJECTED ->
          !CubeFolding.isUndated(key) && !selection.period().contains(key.day())
              ? Optional.of(ParsedRow.Skipped.OUTSIDE_PERIOD)
              : isAsked(key) || !isNamed(key)
                  ? Optional.empty()
                  : Optional.of(ParsedRow.Skipped.FILTERED_OUT);
      case NO_TIME, NO_TIME_OPEN ->
          isAsked(key) ? Optional.empty() : Optional.of(ParsedRow.Skipped.FILTERED_OUT);
      default -> reason(key);
    };
  }

  /// Whether a rejected row has all that a filter asks for.
  private boolean isNamed(UsageKey key) {
    return !key.task().isEmpty()
        && !key.model().isEmpty()
        && selection.filter().labels().stream()
            .noneMatch(name -> key.labels().getOrDefault(name, "").isEmpty());
  }

  private Optional<ParsedRow.Skipped> reason(UsageKey key) {
    if (selection.asksForTime() && CubeFolding.isUndated(key)) {
      return Optional.of(isAsked(key) ? ParsedRow.Skipped.NO_DATE : ParsedRow.Skipped.FILTERED_OUT);
    }
    if (!selection.period().contains(day(key))) {
      return Optional.of(ParsedRow.Skipped.OUTSIDE_PERIOD);
    }
    return isAsked(key) ? Optional.empty() : Optional.of(ParsedRow.Skipped.FILTERED_OUT);
  }

  /// Whether the filter passes calls, whatever their day.
  private boolean isAsked(UsageKey key) {
    var judged = CubeFolding.isUndated(key) ? key.withDay(selection.unknownDay()) : key;
    return selection
        .filter()
        .accepts(judged, name -> selection.outside().ofSum(name, key.labels()));
  }

  /// The fate of the records of its logs. For all of them it is what the logs said; for a part of
  /// them only what stands behind its rows is known.
  private CubeHeader.Counts counts() {
    var logged = cube.head().records();
    var skipped = new TreeMap<>(logged.skipped());
    for (var part : List.of(SavedCube.Part.USED, SavedCube.Part.DUPLICATE)) {
      cube.cells(part)
          .forEach(
              (key, sums) ->
                  reason(key)
                      .ifPresent(some -> skipped.merge(some.reason(), sums.records(), Long::sum)));
    }
    for (var part : SavedCube.Part.values()) {
      part.kind()
          .filter(kind -> kind == NotCounted.Kind.NO_USAGE || kind == NotCounted.Kind.NO_TIME)
          .ifPresent(
              kind ->
                  moveUnasked(
                      part, SKIPPED.getOrDefault(kind, ParsedRow.Skipped.NO_TOKENS), skipped));
    }
    long unasked = cube.records(SavedCube.Part.REJECTED) - asked(SavedCube.Part.REJECTED);
    if (skipped.equals(logged.skipped()) && unasked == 0) {
      return logged;
    }
    return new CubeHeader.Counts(
        asked(SavedCube.Part.USED),
        asked(SavedCube.Part.DUPLICATE),
        skipped,
        logged.rejected(),
        logged.unasked() + unasked);
  }

  /// Counts calls that were left out and are not asked for now under the reason for that.
  private void moveUnasked(
      SavedCube.Part part, ParsedRow.Skipped before, SortedMap<String, Long> skipped) {
    cube.cells(part)
        .forEach(
            (key, sums) ->
                reason(part, key)
                    .ifPresent(
                        now -> {
                          skipped.merge(before.reason(), -sums.records(), Long::sum);
                          skipped.merge(now.reason(), sums.records(), Long::sum);
                        }));
  }

  private long asked(SavedCube.Part part) {
    return cube.cells(part).entrySet().stream()
        .filter(cell -> reason(part, cell.getKey()).isEmpty())
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
        .filter(cell -> CubeFolding.isUndated(cell.getKey()) && reason(cell.getKey()).isEmpty())
        .mapToLong(cell -> cell.getValue().records())
        .sum();
  }
}
