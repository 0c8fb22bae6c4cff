package routercost.read.tally;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routercost.read.schema.RowCounts;
import routercost.read.text.ConfigurationProblem;
import routercost.usage.Band;

/// The header of a saved cube.
///
/// @param breakpoints of the bands of its keys, in tokens
/// @param zone in which its days begin
/// @param logs the number of logs that it was made from
/// @param elsewhere costs that the logs state in other currencies, by currency code
/// @param notes assumptions made when the logs were read, as sentences
/// @param warnings as sentences
/// @param files what was left out of files
/// @param equal sentences on logs of equal content
/// @param sources the logs that are known by their content
public record CubeHeader(
    SortedSet<Long> breakpoints,
    ZoneId zone,
    long logs,
    Counts records,
    SortedMap<String, BigDecimal> elsewhere,
    SortedSet<String> notes,
    SortedSet<String> warnings,
    List<LeftOut.PartOfFile> files,
    SortedSet<String> equal,
    SortedSet<CubeSource> sources) {
  /// All breakpoints of this version.
  static final SortedSet<Long> BREAKPOINTS =
      Collections.unmodifiableSortedSet(new TreeSet<>(Band.BREAKPOINTS));

  /// The numbers of records of logs: used, seen before, skipped by reason, and rejected.
  ///
  /// @param unasked those of the rejected ones that a filter would have left out
  public record Counts(
      long used, long duplicates, SortedMap<String, Long> skipped, long rejected, long unasked) {
    public Counts {
      skipped = Collections.unmodifiableSortedMap(new TreeMap<>(skipped));
    }

    private static Counts of(RowCounts log, LeftOut leftOut) {
      long unasked = leftOut.unasked().getOrDefault(log.path(), 0L);
      return new Counts(log.used(), log.duplicates(), log.skipped(), log.rejected(), unasked);
    }

    private Counts plus(Counts other) {
      var reasons = new TreeMap<>(skipped);
      other.skipped.forEach((why, rows) -> reasons.merge(why, rows, Math::addExact));
      return new Counts(
          Math.addExact(used, other.used),
          Math.addExact(duplicates, other.duplicates),
          reasons,
          Math.addExact(rejected, other.rejected),
          Math.addExact(unasked, other.unasked));
    }

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
    files = List.copyOf(files);
    equal = Collections.unmodifiableSortedSet(new TreeSet<>(equal));
    sources = Collections.unmodifiableSortedSet(new TreeSet<>(sources));
  }

  /// The header of a cube of logs.
  ///
  /// @param logs at least one
  static CubeHeader of(ZoneId zone, List<RowCounts> logs, LogTally tally) {
    var notes = logs.stream().flatMap(log -> log.assumptions().stream());
    return new CubeHeader(
        BREAKPOINTS,
        zone,
        logs.size(),
        logs.stream()
            .map(log -> Counts.of(log, tally.leftOut()))
            .reduce(Counts::plus)
            .orElseThrow(),
        tally.loggedElsewhere(),
        notes.collect(Collectors.toCollection(TreeSet::new)),
        new TreeSet<>(tally.warnings()),
        tally.leftOut().files(),
        new TreeSet<>(tally.leftOut().equal()),
        Collections.emptySortedSet());
  }

  /// The header of both cubes.
  ///
  /// @throws ConfigurationProblem if they do not count days or bands alike
  CubeHeader plus(CubeHeader other) {
    if (!zone.equals(other.zone)) {
      throw new ConfigurationProblem(
          "cubes use different time zones (%s, %s); rebuild one with --timezone"
              .formatted(zone, other.zone));
    }
    if (!breakpoints.equals(other.breakpoints)) {
      throw new ConfigurationProblem(
          "cubes use different breakpoints (%s, %s); rebuild one of them from its logs"
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
        both(warnings, other.warnings),
        Stream.concat(files.stream(), other.files.stream()).distinct().toList(),
        both(equal, other.equal),
        both(sources, other.sources));
  }

  public CubeHeader with(Counts counts) {
    return new CubeHeader(
        breakpoints, zone, logs, counts, elsewhere, notes, warnings, files, equal, sources);
  }

  /// This header with further sources.
  CubeHeader with(SortedSet<CubeSource> more) {
    return new CubeHeader(
        breakpoints,
        zone,
        logs,
        records,
        elsewhere,
        notes,
        warnings,
        files,
        equal,
        both(sources, more));
  }

  private static <T extends Comparable<T>> SortedSet<T> both(
      SortedSet<T> first, SortedSet<T> second) {
    var both = new TreeSet<>(first);
    both.addAll(second);
    return both;
  }

  /// A log that a cube was made of, so that no log is added twice.
  ///
  /// @param content a hash of its bytes
  /// @param selection a hash of the options that decide what was read of it
  /// @param name of the file, for messages
  public record CubeSource(String content, String selection, String name)
      implements Comparable<CubeSource> {
    private static final Comparator<CubeSource> ORDER =
        Comparator.comparing(CubeSource::name)
            .thenComparing(CubeSource::content)
            .thenComparing(CubeSource::selection);

    @Override
    public int compareTo(CubeSource other) {
      return ORDER.compare(this, other);
    }

    private CubeSource unnamed() {
      return new CubeSource(content, selection, "");
    }

    /// The sources of the cubes that were added so far.
    public static final class Known {
      private final Set<CubeSource> known = new HashSet<>();

      /// Adds the sources of a cube.
      ///
      /// @param cube its name, for messages
      /// @return whether it is new; a cube is not if all its logs are in those before
      /// @throws ConfigurationProblem if some of its logs are, which cannot be taken out of sums
      public boolean add(String cube, Set<CubeSource> sources) {
        var twice = sources.stream().filter(source -> known.contains(source.unnamed())).toList();
        if (!twice.isEmpty() && twice.size() < sources.size()) {
          throw new ConfigurationProblem(
              "%s: %s of its %d logs, such as %s, %s also in another cube; pass cubes that share no log"
                  .formatted(
                      cube,
                      twice.size() == 1 ? "one" : Integer.toString(twice.size()),
                      sources.size(),
                      twice.getFirst().name(),
                      twice.size() == 1 ? "is" : "are"));
        }
        sources.forEach(source -> known.add(source.unnamed()));
        return twice.isEmpty();
      }
    }
  }
}
