package routercost.read.tally;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import routercost.read.schema.RowCounts;
import routercost.usage.UsageCube;

/// All that comes out of reading logs.
///
/// @param used the calls that count
/// @param days on which they were made, whatever days `used` keeps them under
/// @param duplicates the calls that were found a second time and left out, so that their price can
///     be told
/// @param skipped what looked like calls and was left out: sums above calls, hits of a gateway's
///     own cache
/// @param unseen output that calls are likely to have had beyond what their logs count
/// @param billed what cost reports say was billed, as logged costs without tokens: the task is what
///     an amount is for. In no other cube, and never calls
/// @param inputs what became of every record, by input, in the order given
/// @param loggedElsewhere costs that the logs state in other currencies, summed by currency code;
///     not compared
/// @param warnings what a reader of the totals has to know, as sentences
/// @param breakpoints at which the bands of all calls lie, in tokens: other than ours if a saved
///     cube was made with others
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
    SortedSet<Long> breakpoints) {
  /// A tally of logs about which there is nothing else to say.
  public LogTally(
      UsageCube used,
      SortedSet<LocalDate> days,
      UsageCube duplicates,
      List<RowCounts> inputs,
      SortedMap<String, BigDecimal> loggedElsewhere) {
    this(
        used,
        days,
        duplicates,
        UsageCube.EMPTY,
        UsageCube.EMPTY,
        UsageCube.EMPTY,
        inputs,
        loggedElsewhere,
        List.of(),
        CubeHeader.BREAKPOINTS);
  }

  public LogTally {
    days = Collections.unmodifiableSortedSet(new TreeSet<>(days));
    inputs = List.copyOf(inputs);
    warnings = List.copyOf(warnings);
    loggedElsewhere = Collections.unmodifiableSortedMap(new TreeMap<>(loggedElsewhere));
    breakpoints = Collections.unmodifiableSortedSet(new TreeSet<>(breakpoints));
  }

  /// All of these and those of a saved cube.
  LogTally plus(SavedCube cube) {
    var elsewhere = new TreeMap<>(loggedElsewhere);
    cube.head()
        .elsewhere()
        .forEach((currency, sum) -> elsewhere.merge(currency, sum, BigDecimal::add));
    var used = cube.cube(SavedCube.Part.USED);
    var allDays = new TreeSet<>(days);
    used.cells().keySet().forEach(key -> allDays.add(key.day()));
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
        cube.head().breakpoints());
  }
}
