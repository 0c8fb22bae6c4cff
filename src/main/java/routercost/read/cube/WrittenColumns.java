package routercost.read.cube;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
    var filled = filled(cube);
    var numbers =
        all()
            .filter(column -> isAlwaysThere(column.name()) || filled.contains(column.name()))
            .toList();
    return new WrittenColumns(List.copyOf(keys), numbers);
  }

  /// The columns of numbers in which some row says something.
  private static Set<String> filled(SavedCube cube) {
    var meters = EnumSet.noneOf(Meter.class);
    var filled = new HashSet<String>();
    var products = new boolean[CubeColumn.PRODUCTS.size()];
    for (var cells : cube.parts().values()) {
      for (var sums : cells.values()) {
        meters.addAll(sums.usage().meters());
        if (differFromCalls(sums)) {
          filled.add(CubeColumn.RECORDS);
        }
        if (sums.moment().isPresent()) {
          filled.add(CubeColumn.SPREAD);
          var all = sums.moment().get().products();
          for (int i = 0; i < products.length; i++) {
            products[i] |= all.get(i).signum() != 0;
          }
        }
      }
    }
    meters.forEach(meter -> filled.add(meter.id()));
    for (int i = 0; i < products.length; i++) {
      if (products[i]) {
        filled.add(CubeColumn.PRODUCTS.get(i));
      }
    }
    return filled;
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

  private static Stream<OfNumber> all() {
    var all = new ArrayList<OfNumber>();
    for (var meter : Meter.values()) {
      all.add(new OfNumber(meter.id(), sums -> sums.usage().of(meter)));
    }
    all.add(
        new OfNumber(CubeColumn.RECORDS, WrittenColumns::differFromCalls, WrittenColumns::records));
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
    return all.stream();
  }

  private static boolean differFromCalls(SavedCube.Sums sums) {
    return sums.usage().of(Meter.CALLS).compareTo(records(sums)) != 0;
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
