package routercost.read.tally;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import routercost.read.exports.LogFormat;
import routercost.read.schema.RowCounts;
import routercost.usage.UsageCube;

/// The result of reading logs.
///
/// @param used the calls that count
/// @param days of these calls, whatever days `used` keeps them under
/// @param duplicates the calls that were skipped because they were seen before, so that they can be
///     priced
/// @param skipped other records that look like calls: sums above calls, hits of a gateway's own
///     cache
/// @param unseen output that calls are likely to have had beyond what their logs count
/// @param billed the amounts of cost reports, as logged costs without tokens; the task is what an
///     amount is for. Not included in any other cube, and never calls
/// @param inputs the rows of every input, in the order given
/// @param loggedElsewhere costs that the logs state in other currencies, summed by currency code;
///     not compared
/// @param warnings as sentences
/// @param breakpoints of the bands of all calls, in tokens; a saved cube may have others than this
///     version
/// @param leftOut what was left out and may hold calls
public record LogTally(
    UsageCube used,
    SortedSet<LocalDate> days,
    UsageCube duplicates,
    UsageCube skipped,
    UsageCube unseen,
    UsageCube billed,
    List<RowCounts> inputs,
    SortedMap<String, BigDecimal> loggedElsewhere,
    List<String> warnings,
    SortedSet<Long> breakpoints,
    LeftOut leftOut) {
  public LogTally {
    days = Collections.unmodifiableSortedSet(new TreeSet<>(days));
    inputs = List.copyOf(inputs);
    warnings = List.copyOf(warnings);
    loggedElsewhere = Collections.unmodifiableSortedMap(new TreeMap<>(loggedElsewhere));
    breakpoints = Collections.unmodifiableSortedSet(new TreeSet<>(breakpoints));
  }

  /// The same without these labels.
  public LogTally without(Set<String> labels) {
    return labels.isEmpty()
        ? this
        : new LogTally(
            without(used, labels),
            days,
            without(duplicates, labels),
            without(skipped, labels),
            without(unseen, labels),
            without(billed, labels),
            inputs,
            loggedElsewhere,
            warnings,
            breakpoints,
            leftOut);
  }

  /// The same calls under other keys.
  public LogTally withUsed(UsageCube calls) {
    return new LogTally(
        calls,
        days,
        duplicates,
        skipped,
        unseen,
        billed,
        inputs,
        loggedElsewhere,
        warnings,
        breakpoints,
        leftOut);
  }

  private static UsageCube without(UsageCube cube, Set<String> labels) {
    boolean has =
        cube.cells().keySet().stream()
            .anyMatch(key -> !Collections.disjoint(key.labels().keySet(), labels));
    return has ? cube.rekeyed(key -> key.without(labels)) : cube;
  }

  /// The sum with a saved cube.
  ///
  /// @param dated whether its calls are under their own days, rather than counted in `days` already
  LogTally plus(SavedCube cube, boolean dated) {
    var elsewhere = new TreeMap<>(loggedElsewhere);
    cube.head()
        .elsewhere()
        .forEach((currency, sum) -> elsewhere.merge(currency, sum, BigDecimal::add));
    var used = cube.cube(SavedCube.Part.USED);
    var allDays = new TreeSet<>(days);
    if (dated) {
      used.cells().keySet().forEach(key -> allDays.add(key.day()));
    }
    return new LogTally(
        this.used.plus(used),
        allDays,
        duplicates.plus(cube.cube(SavedCube.Part.DUPLICATE)),
        skipped.plus(cube.cube(SavedCube.Part.SKIPPED)),
        unseen.plus(cube.cube(SavedCube.Part.UNSEEN)),
        billed,
        inputs,
        elsewhere,
        Stream.concat(warnings.stream(), cube.head().warnings().stream()).toList(),
        cube.head().breakpoints(),
        cube.leftOut(leftOut));
  }

  /// Whether saved cubes are among the inputs, which hold no single calls.
  public boolean hasCubes() {
    return inputs.stream().anyMatch(input -> input.format().equals(LogFormat.CUBE.id()));
  }
}
