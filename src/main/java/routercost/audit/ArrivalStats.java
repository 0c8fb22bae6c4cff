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
import routercost.usage.Meter;
import routercost.usage.Slice;
import routercost.usage.Status;
import routercost.usage.Tally;
import routercost.usage.Usage;
import routercost.usage.UsageCube;
import routercost.usage.UsageKey;

/// When calls came, by task and model: what a cube of sums cannot tell. Mutable; it keeps the time
/// of every call in eight bytes, and usage by the hour.
public final class ArrivalStats {
  /// The label under which usage by the hour keeps its hour.
  static final String HOUR = "hour of the call";

  private final Function<UsageKey, Optional<String>> models;
  private final SortedMap<Lane, Times> lanes = new TreeMap<>();
  private final Map<Named, Optional<String>> found = new HashMap<>();
  private final Tally hours = new Tally();

  /// A model as logged on a day, looked up once.
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

  /// When the calls of a lane came. Times of calls that use a cache are kept by themselves.
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

    /// The tokens of the shortest prompt: no prefix that all prompts share is longer.
    BigDecimal shortestPrompt() {
      return shortest.orElse(BigDecimal.ZERO);
    }
  }

  /// Statistics of no calls yet.
  ///
  /// @param models the id in the price book of the model of a key; empty if it is not in it
  public ArrivalStats(Function<UsageKey, Optional<String>> models) {
    this.models = models;
  }

  /// Adds one call. Failed ones are left out, and rows that stand for several.
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

  /// The times of a lane; empty if no call of it has one.
  Optional<Times> times(Lane lane) {
    return Optional.ofNullable(lanes.get(lane));
  }

  /// All usage by the hour, which stands in the labels.
  UsageCube byHour() {
    return hours.cube();
  }
}
