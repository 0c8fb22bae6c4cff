package routercost.read.tally;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import routercost.usage.Moments;
import routercost.usage.Moments.Moment;
import routercost.usage.Usage;
import routercost.usage.UsageCube;
import routercost.usage.UsageKey;

/// What is kept of logs when they are saved: their cube, and beside it what else reports ask for.
/// Adds up in any order.
///
/// @param parts sums by key of what counts, and of what was left out
public record SavedCube(CubeHeader head, Map<Part, SortedMap<UsageKey, Sums>> parts) {
  /// Why calls are in a cube.
  public enum Part {
    /// They count.
    USED,
    /// They were met a second time.
    DUPLICATE,
    /// They were left out for a reason, such as sums above calls.
    SKIPPED,
    /// Output that calls are likely to have had beyond what their logs count.
    UNSEEN;

    /// The name in files: `used`.
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// The sums under one key.
  ///
  /// @param records how many records of logs stand behind them
  /// @param moment how far calls differ; empty if that is not known
  public record Sums(long records, Usage usage, Optional<Moment> moment) {
    /// Both, for one key.
    public Sums plus(Sums other) {
      return new Sums(
          Math.addExact(records, other.records),
          usage.plus(other.usage),
          moment.flatMap(mine -> other.moment.map(mine::plus)));
    }
  }

  public SavedCube {
    var exact = new EnumMap<Part, SortedMap<UsageKey, Sums>>(Part.class);
    for (var part : Part.values()) {
      exact.put(
          part,
          Collections.unmodifiableSortedMap(
              new TreeMap<>(parts.getOrDefault(part, Collections.emptySortedMap()))));
    }
    parts = Collections.unmodifiableMap(exact);
  }

  /// All of some cubes, which is one at least.
  ///
  /// @throws ConfigurationProblem if they do not count days or bands alike
  public static SavedCube sum(List<SavedCube> cubes) {
    var parts = new EnumMap<Part, SortedMap<UsageKey, Sums>>(Part.class);
    for (var cube : cubes) {
      cube.parts.forEach(
          (part, cells) -> {
            var sums = parts.computeIfAbsent(part, _ -> new TreeMap<>());
            cells.forEach((key, cell) -> sums.merge(key, cell, Sums::plus));
          });
    }
    return new SavedCube(
        cubes.stream().map(SavedCube::head).reduce(CubeHeader::plus).orElseThrow(), parts);
  }

  /// The sums of one part.
  public SortedMap<UsageKey, Sums> cells(Part part) {
    return parts.getOrDefault(part, Collections.emptySortedMap());
  }

  /// The usage of one part.
  public UsageCube cube(Part part) {
    return new UsageCube(
        cells(part).entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    cell -> cell.getValue().usage(),
                    Usage::plus,
                    TreeMap::new)));
  }

  /// How many records of logs stand behind one part.
  public long records(Part part) {
    return cells(part).values().stream().mapToLong(Sums::records).sum();
  }

  /// How far the calls differ that count; of a cell that does not tell, nothing is known.
  Moments moments() {
    var moments = new TreeMap<UsageKey, Moment>();
    cells(Part.USED)
        .forEach(
            (key, cell) ->
                moments.put(key, cell.moment().orElseGet(() -> Moment.unknown(calls(cell)))));
    return new Moments(moments);
  }

  private static BigDecimal calls(Sums cell) {
    return cell.usage().of(routercost.usage.Meter.CALLS);
  }

  /// This cube with labels only where they say something.
  SavedCube labelled() {
    return rekeyed(
        key -> {
          var labels = new TreeMap<>(key.labels());
          labels.values().removeIf(String::isEmpty);
          return Optional.of(labels.size() == key.labels().size() ? key : key.withLabels(labels));
        });
  }

  /// This cube with other keys; sums that come under one are added, those under none left out.
  public SavedCube rekeyed(Function<UsageKey, Optional<UsageKey>> rename) {
    var renamed = new EnumMap<Part, SortedMap<UsageKey, Sums>>(Part.class);
    parts.forEach(
        (part, cells) -> {
          var sums = new TreeMap<UsageKey, Sums>();
          cells.forEach(
              (key, cell) ->
                  rename.apply(key).ifPresent(other -> sums.merge(other, cell, Sums::plus)));
          renamed.put(part, sums);
        });
    return new SavedCube(head, renamed);
  }
}
