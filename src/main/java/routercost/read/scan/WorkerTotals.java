package routercost.read.scan;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import routercost.audit.Latencies;
import routercost.audit.LoggedCostCheck;
import routercost.audit.LoggedCostComparison;
import routercost.audit.NotCounted;
import routercost.read.schema.OddCells;
import routercost.read.schema.ParsedRow;
import routercost.read.schema.RowCounter;
import routercost.read.tally.DayCounts;
import routercost.read.tally.LeftOutTally;
import routercost.read.tally.LogAccumulator;
import routercost.usage.Meter;
import routercost.usage.MomentTally;
import routercost.usage.Tally;
import routercost.usage.UsageKey;

/// What one worker has gathered from one input. Everything in it is a sum, so that a record can be
/// taken out again and the harvests of several workers be added.
@SuppressWarnings("EnumOrdinal") // closed lists as numbers: this is the hot path
public final class WorkerTotals {
  private static final int OUTPUT = Tally.slot(Meter.OUTPUT);
  private static final ParsedRow.Assumption[] ASSUMPTIONS = ParsedRow.Assumption.values();

  private final Tally used = new Tally();
  private final Tally duplicates = new Tally();
  private final Optional<LoggedCostCheck> check;
  private final Optional<MomentTally> moments;
  private final Optional<DayCounts> days;
  private final Map<String, BigDecimal> elsewhere = new TreeMap<>();
  private final Map<String, Long> skipped = new TreeMap<>();
  private final LeftOutTally leftOut = new LeftOutTally();
  private final long[] assumed = new long[ASSUMPTIONS.length];
  private final OddCells odd = new OddCells();
  private final Map<NotCounted.Kind, Long> doubtful = new TreeMap<>();
  private long usedRecords;
  private long duplicateRecords;
  private long foreignBytes;
  private final boolean timed;
  private Latencies.@Nullable Sums[] latencies = new Latencies.Sums[1 << 8];
  private @Nullable LoggedCostComparison[] checks = new LoggedCostComparison[1 << 8];

  /// Totals of no records yet.
  ///
  /// @param check of this worker, if what records say that they cost is compared
  /// @param moments of this worker, if it is of interest how far calls differ
  /// @param days of its calls, if their keys are on other days
  /// @param timed whether it is of interest how long calls took
  public WorkerTotals(
      Optional<LoggedCostCheck> check,
      Optional<MomentTally> moments,
      Optional<DayCounts> days,
      boolean timed) {
    this.timed = timed;
    this.check = check;
    this.moments = moments;
    this.days = days;
  }

  /// The cell of a key.
  public int cell(UsageKey key) {
    int cell = used.cell(key);
    if (moments.isPresent() && moments.get().cell(key) != cell) {
      throw new IllegalStateException("both number the keys as they come");
    }
    return cell;
  }

  /// Adds a record that counts.
  ///
  /// @param day counted from 1970-01-01
  /// @param sign 1, or −1 to take it out again
  void use(int cell, int day, long[] counts, int sign) {
    used.add(cell, counts, sign);
    if (days.isPresent()) {
      days.get().add(day, sign);
    }
    if (moments.isPresent()) {
      moments.get().add(cell, counts, sign);
    }
    usedRecords += sign;
  }

  /// Whether it is of interest how long calls took.
  boolean isTimed() {
    return timed;
  }

  /// Adds how long a call took that counts and did not fail.
  void took(int cell, long[] counts, long milliseconds, int sign) {
    latencies = reaching(cell, latencies);
    Latencies.Sums known = latencies[cell];
    if (known == null) {
      known = new Latencies.Sums();
      latencies[cell] = known;
    }
    known.add(counts[OUTPUT], milliseconds, sign);
  }

  private void addTo(Latencies all) {
    for (int cell = 0; cell < latencies.length; cell++) {
      Latencies.Sums sums = latencies[cell];
      if (sums != null) {
        all.add(used.key(cell), sums);
      }
    }
  }

  /// Adds what was assumed about records that count.
  void assume(ParsedRow.Assumption assumption, long number) {
    assumed[assumption.ordinal()] += number;
  }

  /// Adds a cell of a record that counts.
  void addOdd(OddCells.Cell cell, int sign) {
    odd.add(cell, sign);
  }

  /// Adds what a record says that it cost, and says whether its tokens give another cost.
  boolean state(int cell, long[] counts, long unscaled, int scale, int sign) {
    if (scale <= Tally.USD_SCALE) {
      used.addUsd(cell, unscaled, scale, sign);
    } else {
      used.addUsd(cell, BigDecimal.valueOf(unscaled, scale), sign);
    }
    return check.isPresent() && check(check.get(), cell).disagrees(counts, unscaled, scale, sign);
  }

  /// As above, for an amount of any size.
  boolean state(int cell, long[] counts, BigDecimal usd, int sign) {
    used.addUsd(cell, usd, sign);
    return check.isPresent() && check(check.get(), cell).disagrees(counts, usd, sign);
  }

  /// Adds what a record says that it cost in another currency.
  void stateElsewhere(String currency, BigDecimal amount, int sign) {
    elsewhere.merge(currency, sign < 0 ? amount.negate() : amount, BigDecimal::add);
  }

  /// Adds a record that was used before under the same id.
  ///
  /// @param cell of its key among those used
  void duplicate(int cell, long[] counts, BigDecimal usd) {
    int other = duplicates.cell(used.key(cell));
    duplicates.add(other, counts, 1);
    duplicates.addUsd(other, usd, 1);
    duplicateRecords++;
  }

  /// Counts a record that is left out for a reason.
  void skip(String reason, int sign) {
    skipped.merge(reason, (long) sign, Long::sum);
  }

  /// Adds a call that is left out although it may have cost something.
  ///
  /// @param open whether its counts do not bound what it can cost
  /// @param key on the day of the call
  void leaveOut(
      NotCounted.Kind kind, boolean open, UsageKey key, long[] counts, BigDecimal usd, int sign) {
    leftOut.add(kind, open, key, counts, usd, sign);
  }

  /// Adds a call that counts and whose price is not certain.
  ///
  /// @param key on the day of the call
  void doubt(ParsedRow.Doubt doubt, UsageKey key, long[] counts, int sign) {
    doubtful.merge(doubt.kind(), (long) sign, Long::sum);
    leaveOut(doubt.kind(), doubt.open(), key, counts, BigDecimal.ZERO, sign);
  }

  /// Counts bytes that are not UTF-8.
  void addForeign(long bytes) {
    foreignBytes += bytes;
  }

  private LoggedCostComparison check(LoggedCostCheck of, int cell) {
    checks = reaching(cell, checks);
    LoggedCostComparison known = checks[cell];
    if (known == null) {
      known = of.under(used.key(cell));
      checks[cell] = known;
    }
    return known;
  }

  /// What is kept for each cell, in a longer array if this one has no such cell.
  private static <T> @Nullable T[] reaching(int cell, @Nullable T[] cells) {
    return cell < cells.length ? cells : Arrays.copyOf(cells, Math.max(2 * cells.length, cell + 1));
  }

  /// The key of a cell.
  public UsageKey key(int cell) {
    return used.key(cell);
  }

  /// Adds all to what is gathered over all inputs, and to the account of this one.
  ///
  /// @param kept whether these totals will be used again
  void into(LogAccumulator gathering, RowCounter account, boolean kept) {
    gathering.check().ifPresent(all -> check.ifPresent(all::addAll));
    gathering.moments().ifPresent(all -> moments.ifPresent(kept ? all::addAll : all::takeAll));
    gathering.latencies().ifPresent(this::addTo);
    gathering.add(used, days, duplicates, elsewhere, kept);
    account.add(usedRecords, duplicateRecords, foreignBytes);
    if (account.hasRejects()) {
      account.addTokens(used.tokens());
    }
    gathering.omissions().add(leftOut);
    skipped.forEach(account::skipped);
    doubtful.forEach(account::doubtful);
    account.odd().addAll(odd);
    for (ParsedRow.Assumption assumption : ASSUMPTIONS) {
      account.assumed(assumption, assumed[assumption.ordinal()]);
    }
  }
}
