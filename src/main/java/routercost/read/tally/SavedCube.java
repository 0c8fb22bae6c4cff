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
import routercost.usage.Meter;
import routercost.usage.Moments;
import routercost.usage.Moments.Moment;
import routercost.usage.Tally;
import routercost.usage.Usage;
import routercost.usage.UsageCube;
import routercost.usage.UsageKey;

/// The saved sums of logs: their cube, and what else reports need. Adds up in any order.
///
/// @param parts sums by key
public record SavedCube(CubeHeader head, Map<Part, SortedMap<UsageKey, Sums>> parts) {
  /// A kind of calls in a cube.
  public enum Part {
    /// They count.
    USED,
    /// They were seen before.
    DUPLICATE,
    /// They were skipped for a reason, such as sums above calls.
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
  /// @param records how many records of logs they are made of
  /// @param moment how much calls differ; empty if unknown
  public record Sums(long records, Usage usage, Optional<Moment> moment) {
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

  /// The cube of logs.
  ///
  /// @param moments how much the calls in `used` differ
  static SavedCube of(
      CubeHeader head, Tally used, Moments moments, Tally duplicates, Tally skipped, Tally unseen) {
    var parts = new EnumMap<Part, SortedMap<UsageKey, Sums>>(Part.class);
    parts.put(Part.USED, sums(used, moments));
    parts.put(Part.DUPLICATE, sums(duplicates, Moments.NONE));
    parts.put(Part.SKIPPED, sums(skipped, Moments.NONE));
    parts.put(Part.UNSEEN, sums(unseen, Moments.NONE));
    return new SavedCube(head, parts);
  }

  private static SortedMap<UsageKey, Sums> sums(Tally tally, Moments moments) {
    var records = tally.recordsByKey();
    var sums = new TreeMap<UsageKey, Sums>();
    tally
        .cube()
        .cells()
        .forEach(
            (key, usage) ->
                sums.put(key, new Sums(records.getOrDefault(key, 0L), usage, moments.of(key))));
    return sums;
  }

  /// The sum of cubes.
  ///
  /// @param cubes at least one
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

  public SortedMap<UsageKey, Sums> cells(Part part) {
    return parts.getOrDefault(part, Collections.emptySortedMap());
  }

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

  /// The number of records that a part is made of.
  public long records(Part part) {
    return cells(part).values().stream().mapToLong(Sums::records).sum();
  }

  /// How much the calls differ that count; unknown for a cell without moments.
  Moments moments() {
    var moments = new TreeMap<UsageKey, Moment>();
    cells(Part.USED)
        .forEach(
            (key, cell) ->
                moments.put(key, cell.moment().orElseGet(() -> Moment.unknown(calls(cell)))));
    return new Moments(moments);
  }

  private static BigDecimal calls(Sums cell) {
    return cell.usage().of(Meter.CALLS);
  }

  /// This cube without empty labels.
  SavedCube labelled() {
    return rekeyed(
        key -> {
          var labels = new TreeMap<>(key.labels());
          labels.values().removeIf(String::isEmpty);
          return Optional.of(labels.size() == key.labels().size() ? key : key.withLabels(labels));
        });
  }

  /// This cube with other keys. Sums of equal keys are added; sums without a key are dropped.
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
