package routercost.read.tally;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import routercost.read.schema.RowCounts;
import routercost.read.text.ConfigurationProblem;
import routercost.usage.Band;

/// What a saved cube says of all its rows.
///
/// @param breakpoints at which the bands of its keys lie, in tokens
/// @param zone in which its days begin
/// @param logs how many logs it was made from
/// @param records what became of the records of these logs
/// @param elsewhere costs that the logs state in other currencies, by currency code
/// @param notes what was assumed when the logs were read, as sentences
/// @param warnings what a reader of the totals has to know, as sentences
public record CubeHeader(
    SortedSet<Long> breakpoints,
    ZoneId zone,
    long logs,
    Counts records,
    SortedMap<String, BigDecimal> elsewhere,
    SortedSet<String> notes,
    SortedSet<String> warnings) {
  /// All breakpoints that we know.
  static final SortedSet<Long> BREAKPOINTS =
      Collections.unmodifiableSortedSet(new TreeSet<>(Band.BREAKPOINTS));

  /// Records of logs: used, met before, left out by reason, and not readable.
  public record Counts(long used, long duplicates, SortedMap<String, Long> skipped, long rejected) {
    public Counts {
      skipped = Collections.unmodifiableSortedMap(new TreeMap<>(skipped));
    }

    private static Counts of(RowCounts log) {
      return new Counts(log.used(), log.duplicates(), log.skipped(), log.rejected());
    }

    private Counts plus(Counts other) {
      var reasons = new TreeMap<>(skipped);
      other.skipped.forEach((why, rows) -> reasons.merge(why, rows, Math::addExact));
      return new Counts(
          Math.addExact(used, other.used),
          Math.addExact(duplicates, other.duplicates),
          reasons,
          Math.addExact(rejected, other.rejected));
    }

    /// All of them.
    public long rows() {
      return used
          + duplicates
          + skipped.values().stream().mapToLong(Long::longValue).sum()
          + rejected;
    }
  }

  public CubeHeader {
    breakpoints = Collections.unmodifiableSortedSet(new TreeSet<>(breakpoints));
    elsewhere = Collections.unmodifiableSortedMap(new TreeMap<>(elsewhere));
    notes = Collections.unmodifiableSortedSet(new TreeSet<>(notes));
    warnings = Collections.unmodifiableSortedSet(new TreeSet<>(warnings));
  }

  /// The head of a cube of logs that were read in `zone`.
  ///
  /// @param logs which is one at least
  static CubeHeader of(ZoneId zone, List<RowCounts> logs, LogTally tally) {
    var notes = logs.stream().flatMap(log -> log.assumptions().stream());
    return new CubeHeader(
        BREAKPOINTS,
        zone,
        logs.size(),
        logs.stream().map(Counts::of).reduce(Counts::plus).orElseThrow(),
        tally.loggedElsewhere(),
        notes.collect(Collectors.toCollection(TreeSet::new)),
        new TreeSet<>(tally.warnings()));
  }

  /// What is to be said of both.
  ///
  /// @throws ConfigurationProblem if they do not count days or bands alike
  CubeHeader plus(CubeHeader other) {
    if (!zone.equals(other.zone)) {
      throw new ConfigurationProblem(
          "cubes of days in %s and in %s do not add up; build one of them anew with --timezone"
              .formatted(zone, other.zone));
    }
    if (!breakpoints.equals(other.breakpoints)) {
      throw new ConfigurationProblem(
          "cubes with the breakpoints %s and %s do not add up; build one of them anew"
              .formatted(breakpoints, other.breakpoints));
    }
    var amounts = new TreeMap<>(elsewhere);
    other.elsewhere.forEach((currency, sum) -> amounts.merge(currency, sum, BigDecimal::add));
    return new CubeHeader(
        breakpoints,
        zone,
        Math.addExact(logs, other.logs),
        records.plus(other.records),
        amounts,
        both(notes, other.notes),
        both(warnings, other.warnings));
  }

  /// The same of other records.
  public CubeHeader with(Counts others) {
    return new CubeHeader(breakpoints, zone, logs, others, elsewhere, notes, warnings);
  }

  private static SortedSet<String> both(SortedSet<String> some, SortedSet<String> more) {
    var all = new TreeSet<>(some);
    all.addAll(more);
    return all;
  }
}
