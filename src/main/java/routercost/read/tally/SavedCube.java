package routercost.read.tally;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routercost.audit.NotCounted.Kind;
import routercost.read.tally.CubeHeader.CubeSource;
import routercost.usage.Identified;
import routercost.usage.Meter;
import routercost.usage.MomentTally;
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
  public enum Part implements Identified {
    /// They count.
    USED,
    /// They were seen before.
    DUPLICATE,
    /// They were skipped for a reason, such as sums above calls.
    SKIPPED,
    /// Output that calls are likely to have had beyond what their logs count.
    UNSEEN,
    REJECTED(Kind.REJECTED, false),
    NO_USAGE(Kind.NO_USAGE, false),
    NO_USAGE_OPEN(Kind.NO_USAGE, true),
    NO_TIME(Kind.NO_TIME, false),
    NO_TIME_OPEN(Kind.NO_TIME, true),
    NO_INPUT_OPEN(Kind.NO_INPUT, true),
    NO_OUTPUT_OPEN(Kind.NO_OUTPUT, true),
    UNKNOWN_TIER(Kind.UNKNOWN_TIER, false),
    UNKNOWN_TIER_OPEN(Kind.UNKNOWN_TIER, true),
    UNKNOWN_PLACE(Kind.UNKNOWN_PLACE, false),
    UNKNOWN_PLACE_OPEN(Kind.UNKNOWN_PLACE, true),
    UNKNOWN_DAY(Kind.UNKNOWN_DAY, false),
    UNKNOWN_DAY_OPEN(Kind.UNKNOWN_DAY, true),
    EITHER_DAY(Kind.EITHER_DAY, false),
    EITHER_DAY_OPEN(Kind.EITHER_DAY, true),
    UNKNOWN_COUNT_OPEN(Kind.UNKNOWN_COUNT, true);

    private final Optional<Kind> kind;
    private final boolean open;

    Part() {
      this(Optional.empty(), false);
    }

    Part(Kind kind, boolean open) {
      this(Optional.of(kind), open);
    }

    Part(Optional<Kind> kind, boolean open) {
      this.kind = kind;
      this.open = open;
    }

    /// Why its calls are left out or in doubt; empty if they are neither.
    public Optional<Kind> kind() {
      return kind;
    }

    private static Part of(Kind kind, boolean open) {
      return Stream.of(values())
          .filter(part -> part.kind.equals(Optional.of(kind)) && part.open == open)
          .findFirst()
          .orElseThrow();
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
  /// @param cube of the calls in `used`
  /// @param moments how much they differ
  static SavedCube of(
      CubeHeader head,
      UsageCube cube,
      Tally used,
      Optional<MomentTally> moments,
      Tally duplicates,
      Tally skipped,
      Tally unseen,
      LeftOutTally leftOut) {
    var parts = new EnumMap<Part, SortedMap<UsageKey, Sums>>(Part.class);
    parts.put(Part.USED, sums(cube, used, key -> moments.flatMap(tally -> tally.of(key))));
    parts.put(Part.DUPLICATE, sums(duplicates));
    parts.put(Part.SKIPPED, sums(skipped));
    parts.put(Part.UNSEEN, sums(unseen));
    leftOut.forEach((kind, open, tally) -> parts.put(Part.of(kind, open), sums(tally)));
    return new SavedCube(head, parts);
  }

  private static SortedMap<UsageKey, Sums> sums(Tally tally) {
    return sums(tally.cube(), tally, _ -> Optional.empty());
  }

  private static SortedMap<UsageKey, Sums> sums(
      UsageCube cube, Tally tally, Function<UsageKey, Optional<Moment>> moments) {
    var sums = new TreeMap<UsageKey, Sums>();
    cube.cells()
        .forEach(
            (key, usage) -> sums.put(key, new Sums(tally.records(key), usage, moments.apply(key))));
    return sums;
  }

  /// The sum of cubes.
  ///
  /// @param cubes at least one
  ///
  /// @throws ConfigurationProblem if they do not count days or bands alike
  public static SavedCube sum(List<SavedCube> cubes) {
    if (cubes.size() == 1) {
      return cubes.getFirst();
    }
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

  /// What its logs left out, as far as it has keys.
  LeftOut leftOut(LeftOut others) {
    var readable = new EnumMap<Kind, UsageCube>(Kind.class);
    var open = new EnumMap<Kind, UsageCube>(Kind.class);
    var records = new EnumMap<Kind, Long>(Kind.class);
    readable.putAll(others.readable());
    open.putAll(others.open());
    records.putAll(others.records());
    for (var part : Part.values()) {
      if (part.kind().isPresent() && !cells(part).isEmpty()) {
        var kind = part.kind().get();
        (part.open ? open : readable).merge(kind, cube(part), UsageCube::plus);
        records.merge(kind, part.open ? 0 : records(part), Long::sum);
      }
    }
    return others.with(readable, open, records);
  }

  /// This cube, made of further logs.
  public SavedCube of(SortedSet<CubeSource> sources) {
    return sources.isEmpty() ? this : new SavedCube(head.with(sources), parts);
  }

  /// This cube without empty labels.
  SavedCube labelled() {
    boolean hasEmpty =
        parts.values().stream()
            .flatMap(cells -> cells.keySet().stream())
            .anyMatch(key -> key.labels().containsValue(""));
    if (!hasEmpty) {
      return this;
    }
    return rekeyed(
        (part, key) -> {
          var labels = new TreeMap<>(key.labels());
          labels.values().removeIf(String::isEmpty);
          boolean isSame = labels.size() == key.labels().size();
          return Optional.of(new Place(part, isSame ? key : key.withLabels(labels)));
        });
  }

  /// Where sums are in a cube.
  public record Place(Part part, UsageKey key) {}

  /// This cube with sums in other places. Sums of one place are added; sums without one are
  /// dropped.
  public SavedCube rekeyed(BiFunction<Part, UsageKey, Optional<Place>> rename) {
    var renamed = new EnumMap<Part, SortedMap<UsageKey, Sums>>(Part.class);
    parts.forEach(
        (part, cells) -> {
          for (var entry : cells.entrySet()) {
            var place = rename.apply(part, entry.getKey());
            if (place.isPresent()) {
              renamed
                  .computeIfAbsent(place.get().part(), _ -> new TreeMap<>())
                  .merge(place.get().key(), entry.getValue(), Sums::plus);
            }
          }
        });
    return new SavedCube(head, renamed);
  }
}
