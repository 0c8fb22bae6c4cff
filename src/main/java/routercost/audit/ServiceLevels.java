package routercost.audit;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import routercost.usage.Meter;
import routercost.usage.Slice;
import routercost.usage.Status;

/// How calls were served, by group: the shares that failed and that were tried again, and the
/// latencies. Mutable; it keeps four bytes for each call with a latency.
public final class ServiceLevels {
  private final Map<List<String>, Level> byGroup = new HashMap<>();

  /// Adds calls, as they are on the bill.
  public void add(List<String> group, Slice slice) {
    level(group).add(slice);
  }

  /// Adds how long a call took that did not fail.
  public void add(List<String> group, Duration took) {
    level(group).add(took);
  }

  private Level level(List<String> group) {
    return byGroup.computeIfAbsent(group, _ -> new Level());
  }

  /// What is known of a group; empty if it has no calls.
  public Optional<Level> of(List<String> group) {
    return Optional.ofNullable(byGroup.get(group));
  }

  /// The calls of one group.
  public static final class Level {
    private BigDecimal calls = BigDecimal.ZERO;
    private BigDecimal failed = BigDecimal.ZERO;
    private BigDecimal first = BigDecimal.ZERO;
    private BigDecimal again = BigDecimal.ZERO;
    private int[] latencies = new int[8];
    private int timed;
    private boolean sorted;

    private void add(Slice slice) {
      var usage = slice.usage();
      calls = calls.add(usage.of(Meter.CALLS));
      first = first.add(usage.of(Meter.FIRST_TRIES));
      again = again.add(usage.of(Meter.RETRIES));
      if (slice.key().status() == Status.FAILED) {
        failed = failed.add(usage.of(Meter.CALLS));
      }
    }

    private void add(Duration took) {
      if (timed == latencies.length) {
        latencies = Arrays.copyOf(latencies, 2 * timed);
      }
      latencies[timed++] = (int) Math.min(Integer.MAX_VALUE, took.toMillis());
      sorted = false;
    }

    /// The share of calls that failed; empty without calls.
    public Optional<BigDecimal> failed() {
      return share(failed, calls);
    }

    /// Further tries for each first one; empty if the log does not count them.
    public Optional<BigDecimal> again() {
      return share(again, first);
    }

    private static Optional<BigDecimal> share(BigDecimal part, BigDecimal whole) {
      return whole.signum() == 0
          ? Optional.empty()
          : Optional.of(part.divide(whole, MathContext.DECIMAL64));
    }

    /// The latency in seconds that this share of calls does not exceed (nearest rank); empty if
    /// none is known.
    ///
    /// @param percent 50 for the median
    public Optional<BigDecimal> latency(int percent) {
      if (timed == 0) {
        return Optional.empty();
      }
      if (!sorted) {
        Arrays.sort(latencies, 0, timed);
        sorted = true;
      }
      long rank = Math.ceilDiv((long) timed * percent, 100);
      return Optional.of(BigDecimal.valueOf(latencies[(int) Math.max(0, rank - 1)], 3));
    }
  }
}
