package routercost.audit;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import routercost.price.Money;
import routercost.price.RateCard.Rate;
import routercost.usage.Meter;
import routercost.usage.Slice;
import routercost.usage.Status;
import routercost.usage.Tally;
import routercost.usage.Usage;
import routercost.usage.UsageCube;
import routercost.usage.UsageKey;

/// The times of calls by task and model, which a cube of sums does not contain. Mutable; it keeps
/// the time of every call in eight bytes, and usage by the hour.
public final class ArrivalStats {
  /// The label under which usage by the hour keeps its hour.
  static final String HOUR = "hour of the call";

  private final Function<UsageKey, Optional<String>> models;
  private final SortedMap<Lane, Times> lanes = new TreeMap<>();
  private final Map<Named, Optional<String>> found = new HashMap<>();
  private final Tally hours = new Tally();

  private record Named(String model, LocalDate day) {}

  /// The calls of one task on one model.
  ///
  /// @param model the id in the price book
  public record Lane(String task, String model) implements Comparable<Lane> {
    @Override
    public int compareTo(Lane other) {
      int order = task.compareTo(other.task);
      return order != 0 ? order : model.compareTo(other.model);
    }
  }

  /// The times of the calls of a lane, and separately of those that use a cache.
  static final class Times {
    private long[] cached = new long[8];
    private int cachedCalls;
    private long[] all = new long[8];
    private int calls;
    private Optional<BigDecimal> shortest = Optional.empty();

    void add(long second, Usage usage) {
      all = grown(all, calls);
      all[calls++] = second;
      if (usage.prompt().compareTo(usage.of(Meter.INPUT)) > 0) {
        cached = grown(cached, cachedCalls);
        cached[cachedCalls++] = second;
      }
      shortest = Optional.of(shortest.map(usage.prompt()::min).orElse(usage.prompt()));
    }

    private static long[] grown(long[] times, int size) {
      return size < times.length ? times : Arrays.copyOf(times, 2 * size);
    }

    /// The gaps between calls that use a cache.
    Gaps cachedGaps() {
      return Gaps.between(Arrays.copyOf(cached, cachedCalls));
    }

    /// The gaps between all calls.
    Gaps gaps() {
      return Gaps.between(Arrays.copyOf(all, calls));
    }

    /// The tokens of the shortest prompt: no shared prefix of all prompts is longer.
    BigDecimal shortestPrompt() {
      return shortest.orElse(BigDecimal.ZERO);
    }
  }

  /// Statistics without calls.
  ///
  /// @param models the id of a model in the price book; empty if it is not in the book
  public ArrivalStats(Function<UsageKey, Optional<String>> models) {
    this.models = models;
  }

  /// Adds one call; failed calls and rows that stand for several are ignored.
  public void add(Slice call, Instant at) {
    boolean single = call.usage().of(Meter.CALLS).compareTo(BigDecimal.ONE) == 0;
    if (!single || call.key().status() == Status.FAILED) {
      return;
    }
    var key = call.key();
    found
        .computeIfAbsent(new Named(key.model(), key.day()), _ -> models.apply(key))
        .ifPresent(
            model ->
                lanes
                    .computeIfAbsent(new Lane(key.task(), model), _ -> new Times())
                    .add(at.getEpochSecond(), call.usage()));
    var hour = at.truncatedTo(ChronoUnit.HOURS).toString();
    hours.add(hours.cell(key.withLabels(Map.of(HOUR, hour))), counts(call.usage()), 1);
  }

  private static long[] counts(Usage usage) {
    var counts = new long[Meter.values().length];
    usage
        .amounts()
        .forEach(
            (meter, amount) -> {
              if (meter != Meter.LOGGED_USD) {
                counts[Tally.slot(meter)] = amount.longValue();
              }
            });
    return counts;
  }

  /// The times of a lane; empty if it has no calls.
  Optional<Times> times(Lane lane) {
    return Optional.ofNullable(lanes.get(lane));
  }

  /// All usage with the hour as a label.
  UsageCube byHour() {
    return hours.cube();
  }

  /// The gaps between calls that share a prefix, which decide the cost of a cache: a call finds the
  /// prefix if it comes within the lifetime of the cache after the call before.
  ///
  /// @param within5m gaps of five minutes or less
  /// @param within1h longer ones of an hour or less
  /// @param longer the others
  public record Gaps(long within5m, long within1h, long longer) {
    private static final long FIVE_MINUTES = 300;
    private static final long ONE_HOUR = 3600;

    /// The gaps between these moments, in seconds and in any order.
    static Gaps between(long[] moments) {
      var sorted = moments.clone();
      Arrays.sort(sorted);
      long short5m = 0;
      long short1h = 0;
      long others = 0;
      for (int i = 1; i < sorted.length; i++) {
        long gap = sorted[i] - sorted[i - 1];
        if (gap <= FIVE_MINUTES) {
          short5m++;
        } else if (gap <= ONE_HOUR) {
          short1h++;
        } else {
          others++;
        }
      }
      return new Gaps(short5m, short1h, others);
    }

    public long calls() {
      return within5m + within1h + longer + 1;
    }

    /// The cost of a prefix for all calls with a cache of five minutes: `w(1 + B + D) + r·A`.
    Money costFor5m(BigDecimal prefix, Rate write, Rate read) {
      return cost(prefix, write, 1 + within1h + longer).plus(cost(prefix, read, within5m));
    }

    /// The cost of a prefix for all calls with a cache of one hour: `w(1 + D) + r(A + B)`.
    Money costFor1h(BigDecimal prefix, Rate write, Rate read) {
      return cost(prefix, write, 1 + longer).plus(cost(prefix, read, within5m + within1h));
    }

    /// The cost of a prefix as plain input of every call.
    Money costUncached(BigDecimal prefix, Rate input) {
      return cost(prefix, input, calls());
    }

    private static Money cost(BigDecimal prefix, Rate rate, long times) {
      return rate.cost(prefix.multiply(BigDecimal.valueOf(times)));
    }
  }
}
