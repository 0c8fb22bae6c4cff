package routercost.read.cube;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import routercost.read.schema.RecordFilter;
import routercost.read.tally.SavedCube;
import routercost.usage.Meter;
import routercost.usage.UsageKey;

/// The columns of a cube in which some row says something, in the order in which they are written.
record WrittenColumns(List<OfKey> keys, List<OfNumber> numbers) {
  /// A text of the key; empty where it says what an empty cell means.
  record OfKey(String name, BiFunction<SavedCube.Part, UsageKey, String> text) {}

  /// A number of a row.
  ///
  /// @param says whether it says something there
  record OfNumber(
      String name, Predicate<SavedCube.Sums> says, Function<SavedCube.Sums, BigDecimal> of) {
    private OfNumber(String name, Function<SavedCube.Sums, BigDecimal> of) {
      this(name, sums -> of.apply(sums).signum() != 0, of);
    }
  }

  static WrittenColumns of(SavedCube cube) {
    var keys = new ArrayList<OfKey>();
    for (var name : CubeColumn.KEY) {
      var column = new OfKey(name, key(name));
      if (isAlwaysThere(name) || isFilled(cube, column)) {
        keys.add(column);
      }
    }
    labels(cube).forEach(name -> keys.add(label(name)));
    return new WrittenColumns(List.copyOf(keys), numbers(cube));
  }

  /// The columns of numbers in which some row says something, found in one pass over the rows.
  private static List<OfNumber> numbers(SavedCube cube) {
    var all = all();
    var silent = new ArrayList<>(all);
    silent.removeIf(column -> isAlwaysThere(column.name()));
    for (var cells : cube.parts().values()) {
      for (var sums : cells.values()) {
        silent.removeIf(column -> column.says().test(sums));
      }
    }
    return all.stream().filter(column -> !silent.contains(column)).toList();
  }

  List<String> names() {
    return Stream.concat(keys.stream().map(OfKey::name), numbers.stream().map(OfNumber::name))
        .toList();
  }

  private static boolean isAlwaysThere(String name) {
    return switch (name) {
      case CubeColumn.DAY, CubeColumn.TASK, CubeColumn.MODEL -> true;
      default -> name.equals(Meter.CALLS.id());
    };
  }

  private static BiFunction<SavedCube.Part, UsageKey, String> key(String name) {
    return switch (name) {
      case CubeColumn.PART -> (part, _) -> part.id();
      case CubeColumn.DAY ->
          (_, key) -> key.day().equals(RecordFilter.NO_DAY) ? "" : key.day().toString();
      case CubeColumn.TASK -> (_, key) -> key.task();
      case CubeColumn.MODEL -> (_, key) -> key.model();
      case CubeColumn.SERVICE -> (_, key) -> key.service().id();
      case CubeColumn.BAND -> (_, key) -> Long.toString(key.band().over());
      case CubeColumn.PLACE -> (_, key) -> key.place().id();
      case CubeColumn.STATUS -> (_, key) -> key.status().id();
      default -> throw new IllegalArgumentException("no column of the key: " + name);
    };
  }

  private static OfKey label(String name) {
    return new OfKey(CubeColumn.LABEL + name, (_, key) -> key.labels().getOrDefault(name, ""));
  }

  private static TreeSet<String> labels(SavedCube cube) {
    var names = new TreeSet<String>();
    for (var cells : cube.parts().values()) {
      for (var key : cells.keySet()) {
        key.labels()
            .forEach(
                (name, value) -> {
                  if (!value.isEmpty()) {
                    names.add(name);
                  }
                });
      }
    }
    return names;
  }

  private static List<OfNumber> all() {
    var all = new ArrayList<OfNumber>();
    for (var meter : Meter.values()) {
      all.add(new OfNumber(meter.id(), sums -> sums.usage().of(meter)));
    }
    all.add(
        new OfNumber(
            CubeColumn.RECORDS,
            sums -> sums.usage().of(Meter.CALLS).compareTo(records(sums)) != 0,
            WrittenColumns::records));
    all.add(
        new OfNumber(
            CubeColumn.SPREAD,
            sums -> sums.moment().isPresent() ? BigDecimal.ONE : BigDecimal.ZERO));
    for (int i = 0; i < CubeColumn.PRODUCTS.size(); i++) {
      int at = i;
      all.add(
          new OfNumber(
              CubeColumn.PRODUCTS.get(i),
              sums ->
                  sums.moment().isPresent()
                      ? sums.moment().get().products().get(at)
                      : BigDecimal.ZERO));
    }
    return all;
  }

  private static BigDecimal records(SavedCube.Sums sums) {
    return BigDecimal.valueOf(sums.records());
  }

  private static boolean isFilled(SavedCube cube, OfKey column) {
    var empty = CubeCell.ofColumn(column.name());
    for (var part : cube.parts().entrySet()) {
      for (var key : part.getValue().keySet()) {
        if (!column.text().apply(part.getKey(), key).equals(empty)) {
          return true;
        }
      }
    }
    return false;
  }
}
