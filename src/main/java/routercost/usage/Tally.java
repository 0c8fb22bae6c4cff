package routercost.usage;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The sums of calls while a log is read: mutable, one per worker, added at the end. The hot path,
/// so the sums of all cells lie side by side in primitive longs and become exact decimals only in
/// the cube.
///
/// A record can be taken out again by adding it with the sign −1.
public final class Tally {
  /// The decimals of a logged amount that fit into a cell; amounts with more are kept beside it.
  public static final int USD_SCALE = 18;

  private static final int METERS = Meter.values().length;
  private static final int COUNTED = METERS - 1;
  private static final int PAGE_BITS = 7;
  private static final int PAGE = 1 << PAGE_BITS;
  private static final int TOKENS = 7;
  private static final int FEES = 22;
  private static final int EMPTY = slot(Meter.EMPTY_CALLS);
  private static final int USD_LOW = COUNTED;
  private static final int USD_HIGH = COUNTED + 1;
  private static final int RECORDS = COUNTED + 2;
  private static final int WIDTH = COUNTED + 3;
  private static final long FULL = 1L << 61;
  private static final long[] TENS = new long[USD_SCALE + 1];

  static {
    TENS[0] = 1;
    for (int i = 1; i < TENS.length; i++) {
      TENS[i] = TENS[i - 1] * 10;
    }
    if (slot(Meter.LOGGED_USD) != COUNTED
        || slot(Meter.FIRST_TRIES) != FEES
        || slot(Meter.REASONING) != TOKENS) {
      throw new AssertionError("calls and tokens come first, dollars, which are not counted, last");
    }
  }

  private Map<UsageKey, Integer> cells = new HashMap<>();
  private List<UsageKey> keys = new ArrayList<>();
  private TallyOverflow overflow = new TallyOverflow(COUNTED);

  /// The sums of so many cells each, so that nothing is copied when there are more.
  private long[][] pages = new long[4][];

  /// The number of the cell of `key`, which is made if there is none: 0, 1, 2, …
  public int cell(UsageKey key) {
    Integer known = cells.putIfAbsent(key, keys.size());
    if (known != null) {
      return known;
    }
    keys.add(key);
    int page = (keys.size() - 1) / PAGE;
    if (page == pages.length) {
      pages = Arrays.copyOf(pages, 2 * page);
    }
    if ((keys.size() - 1) % PAGE == 0) {
      pages[page] = new long[PAGE * WIDTH];
    }
    return keys.size() - 1;
  }

  /// The key of a cell.
  public UsageKey key(int cell) {
    return keys.get(cell);
  }

  private long[] page(int cell) {
    return pages[cell >> PAGE_BITS];
  }

  private static int at(int cell) {
    return (cell & (PAGE - 1)) * WIDTH;
  }

  /// Adds one record to a cell. If it counts nothing but calls, these are `EMPTY_CALLS`.
  ///
  /// @param counts one whole number, 0 or more, per meter at the meter's slot; dollars are not read
  /// @param sign 1, or −1 to remove a record that was added before
  public void add(int cell, long[] counts, int sign) {
    long[] sums = page(cell);
    int at = at(cell);
    long any =
        plus(sums, at, sign * counts[0])
            | plus(sums, at + 1, sign * counts[1])
            | plus(sums, at + 2, sign * counts[2])
            | plus(sums, at + 3, sign * counts[3])
            | plus(sums, at + 4, sign * counts[4])
            | plus(sums, at + 5, sign * counts[5])
            | plus(sums, at + 6, sign * counts[6]);
    boolean fees = hasFees(counts);
    if (fees) {
      for (int i = TOKENS; i < FEES; i++) {
        any |= plus(sums, at + i, sign * counts[i]);
      }
    }
    if ((counts[FEES] | counts[FEES + 1] | counts[FEES + 2]) != 0) {
      any |= plus(sums, at + FEES, sign * counts[FEES]);
      any |= plus(sums, at + FEES + 1, sign * counts[FEES + 1]);
      any |= plus(sums, at + FEES + 2, sign * counts[FEES + 2]);
    }
    any |= plus(sums, at + EMPTY, sign * (fees || hasTokens(counts) ? counts[EMPTY] : counts[0]));
    sums[at + RECORDS] += sign;
    if (any < 0) {
      carry(cell, sign);
    }
  }

  /// Short loops cost more than what is in them, so the meters of nearly every record stand by
  /// themselves.
  private static long plus(long[] sums, int place, long amount) {
    long sum = sums[place] + amount;
    sums[place] = sum;
    return sum;
  }

  /// Whether a record counts anything besides calls, their tries and whole tokens.
  public static boolean hasFees(long[] counts) {
    long any = counts[7] | counts[8] | counts[9] | counts[10] | counts[11] | counts[12];
    any |= counts[13] | counts[14] | counts[15] | counts[16] | counts[17];
    return (any | counts[18] | counts[19] | counts[20] | counts[21]) != 0;
  }

  private static boolean hasTokens(long[] counts) {
    return (counts[1] | counts[2] | counts[3] | counts[4] | counts[5] | counts[6]) != 0;
  }

  /// Adds the logged cost of a record.
  ///
  /// @param unscaled the amount in 10^-scale dollars
  /// @param scale 0 to `USD_SCALE`
  /// @param sign 1 or −1, as for the record
  public void addUsd(int cell, long unscaled, int scale, int sign) {
    long ten = TENS[USD_SCALE - scale] * sign;
    addUsd(cell, Math.multiplyHigh(unscaled, ten), unscaled * ten);
  }

  /// Adds a number of 128 bits, in 10^-`USD_SCALE` dollars.
  private void addUsd(int cell, long high, long low) {
    long[] sums = page(cell);
    int at = at(cell);
    long sum = sums[at + USD_LOW] + low;
    sums[at + USD_LOW] = sum;
    sums[at + USD_HIGH] += high + (Long.compareUnsigned(sum, low) < 0 ? 1 : 0);
    if (sums[at + USD_HIGH] > FULL || sums[at + USD_HIGH] < -FULL) {
      carryUsd(cell);
    }
  }

  /// Dollars that would soon leave 128 bits move to the overflow.
  private void carryUsd(int cell) {
    overflow.addUsd(cell, cellUsd(cell));
    page(cell)[at(cell) + USD_LOW] = 0;
    page(cell)[at(cell) + USD_HIGH] = 0;
  }

  /// Adds the logged cost of a record with any number of decimals.
  public void addUsd(int cell, BigDecimal usd, int sign) {
    if (usd.scale() >= 0 && usd.scale() <= USD_SCALE && usd.precision() <= USD_SCALE) {
      addUsd(cell, usd.unscaledValue().longValueExact(), usd.scale(), sign);
    } else if (usd.signum() != 0) {
      overflow.addUsd(cell, sign < 0 ? usd.negate() : usd);
    }
  }

  /// Adds one record.
  ///
  /// @param counts one whole number per meter, at the meter's slot
  /// @param loggedUsd its logged cost in US dollars; zero if there is none
  public void add(UsageKey key, long[] counts, BigDecimal loggedUsd) {
    int cell = cell(key);
    add(cell, counts, 1);
    addUsd(cell, loggedUsd, 1);
  }

  /// Sums that have left the range of a long, upwards or (by −1) below zero, move to the overflow.
  private void carry(int cell, int sign) {
    long[] sums = page(cell);
    for (int i = 0; i < COUNTED; i++) {
      long sum = sums[at(cell) + i];
      if (sum < 0) {
        overflow.addCount(cell, i, WideSum.whole(sign > 0 ? 0 : -1, sum));
        sums[at(cell) + i] = 0;
      }
    }
  }

  /// Adds all that another tally holds.
  public void addAll(Tally other) {
    addAll(other, key -> key);
  }

  /// Adds all that another tally holds, which nobody will use any more: the sums of one worker
  /// become those of all, and only those of the next are added to them.
  public void takeAll(Tally other) {
    if (!keys.isEmpty()) {
      addAll(other);
      return;
    }
    cells = other.cells;
    keys = other.keys;
    overflow = other.overflow;
    pages = other.pages;
  }

  /// Adds all that another tally holds, with each key replaced.
  public void addAll(Tally other, UnaryOperator<UsageKey> replaced) {
    for (int from = 0; from < other.keys.size(); from++) {
      if (other.records(from) != 0) {
        addCell(cell(replaced.apply(other.keys.get(from))), other, from);
      }
    }
  }

  private void addCell(int cell, Tally other, int from) {
    add(cell, Arrays.copyOfRange(other.page(from), at(from), at(from) + COUNTED), 1);
    long[] sums = other.page(from);
    int at = at(from);
    page(cell)[at(cell) + RECORDS] += sums[at + RECORDS] - 1;
    addUsd(cell, sums[at + USD_HIGH], sums[at + USD_LOW]);
    overflow.addCell(cell, other.overflow, from);
  }

  /// The days of all records.
  public SortedSet<LocalDate> days() {
    var days = new TreeSet<LocalDate>();
    for (int cell = 0; cell < keys.size(); cell++) {
      if (records(cell) != 0) {
        days.add(keys.get(cell).day());
      }
    }
    return days;
  }

  /// This tally with each key replaced; records of equal keys are added.
  public Tally under(UnaryOperator<UsageKey> merged) {
    var tally = new Tally();
    tally.addAll(this, merged);
    return tally;
  }

  /// The billed tokens of all records; `Long.MAX_VALUE` if there are more.
  public long tokens() {
    long tokens = 0;
    for (int cell = 0; cell < keys.size(); cell++) {
      for (int meter = 1; meter < TOKENS && tokens >= 0; meter++) {
        tokens += page(cell)[at(cell) + meter];
      }
      if (tokens < 0 || overflow.hasCounts(cell)) {
        return Long.MAX_VALUE;
      }
    }
    return tokens;
  }

  /// The sums so far.
  public UsageCube cube() {
    var usage = new UsageCube.Cells();
    for (int cell = 0; cell < keys.size(); cell++) {
      if (records(cell) != 0) {
        usage.put(keys.get(cell), usage(cell));
      }
    }
    return new UsageCube(usage);
  }

  /// The number of records of a key.
  public long records(UsageKey key) {
    Integer cell = cells.get(key);
    return cell == null ? 0 : records(cell);
  }

  /// The number of all records.
  public long records() {
    long records = 0;
    for (int cell = 0; cell < keys.size(); cell++) {
      records += records(cell);
    }
    return records;
  }

  private long records(int cell) {
    return page(cell)[at(cell) + RECORDS];
  }

  /// The sums of a cell.
  public Usage usage(int cell) {
    @Nullable BigDecimal[] amounts = new BigDecimal[METERS];
    long[] sums = page(cell);
    boolean overflows = overflow.hasCounts(cell);
    for (int slot = 0; slot < COUNTED; slot++) {
      long sum = sums[at(cell) + slot];
      if (overflows) {
        amounts[slot] = new BigDecimal(overflow.count(cell, slot).add(BigInteger.valueOf(sum)));
      } else if (sum != 0) {
        amounts[slot] = BigDecimal.valueOf(sum);
      }
    }
    amounts[COUNTED] = cellUsd(cell).add(overflow.usd(cell));
    return Usage.ofSlots(amounts);
  }

  private BigDecimal cellUsd(int cell) {
    long[] sums = page(cell);
    int at = at(cell);
    return new BigDecimal(WideSum.whole(sums[at + USD_HIGH], sums[at + USD_LOW]), USD_SCALE);
  }

  /// The place of `meter` in an array of counts.
  @SuppressWarnings("EnumOrdinal") // one long per meter: this is the hot path
  public static int slot(Meter meter) {
    return meter.ordinal();
  }
}
