package routercost.whatif;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import routercost.usage.Meter;
import routercost.usage.Usage;
import routercost.usage.UsageKey;

/// The requests and tokens of each minute by key: what rate limits are set for. Mutable; it keeps
/// two numbers for each key and minute with calls.
///
/// Tokens are those of prompts without what was read from a cache, and of answers, as providers
/// count them against their limits (article 000: two models have two limits).
public final class PeakLoad {
  private static final long MINUTE = 60;

  private final Map<Long, Map<UsageKey, Rate>> minutes = new HashMap<>();

  /// Requests and tokens in one minute.
  public record Rate(BigDecimal requests, BigDecimal tokens) {
    static final Rate NONE = new Rate(BigDecimal.ZERO, BigDecimal.ZERO);

    private Rate plus(Rate other) {
      return new Rate(requests.add(other.requests), tokens.add(other.tokens));
    }

    /// The larger number of each.
    private Rate max(Rate other) {
      return new Rate(requests.max(other.requests), tokens.max(other.tokens));
    }
  }

  /// The highest load of one model.
  ///
  /// @param after under the scenario; empty without one
  public record Peak(String model, Rate before, Optional<Rate> after) {}

  /// Adds calls that began at one time.
  public void add(UsageKey key, Instant at, Usage usage) {
    var tokens = usage.prompt().subtract(usage.of(Meter.CACHE_READ)).add(usage.of(Meter.OUTPUT));
    minutes
        .computeIfAbsent(at.getEpochSecond() / MINUTE, _ -> new HashMap<>())
        .merge(key, new Rate(usage.of(Meter.CALLS), tokens), Rate::plus);
  }

  /// The peaks of each model.
  ///
  /// @param keys of the lines of `lines` for those of calls
  /// @param moved the bill under a scenario, if there is one
  public List<Peak> peaks(
      UnaryOperator<UsageKey> keys, Comparison asIs, Optional<Comparison> moved) {
    var before = new HashMap<UsageKey, String>();
    asIs.lines().forEach(line -> before.put(line.original().key(), line.modelBefore()));
    var after = new HashMap<UsageKey, String>();
    moved.stream()
        .flatMap(comparison -> comparison.lines().stream())
        .forEach(line -> after.put(line.original().key(), line.modelAfter()));
    var now = new TreeMap<String, Rate>();
    var then = new TreeMap<String, Rate>();
    for (var minute : minutes.values()) {
      merge(now, minute, key -> before.getOrDefault(keys.apply(key), key.model()));
      merge(then, minute, key -> after.getOrDefault(keys.apply(key), key.model()));
    }
    var models = new TreeSet<>(now.keySet());
    models.addAll(moved.isPresent() ? then.keySet() : List.of());
    var peaks = new ArrayList<Peak>();
    for (var model : models) {
      peaks.add(
          new Peak(
              model,
              now.getOrDefault(model, Rate.NONE),
              moved.map(_ -> then.getOrDefault(model, Rate.NONE))));
    }
    return peaks;
  }

  private static void merge(
      Map<String, Rate> peaks, Map<UsageKey, Rate> minute, Function<UsageKey, String> model) {
    var sums = new HashMap<String, Rate>();
    minute.forEach((key, rate) -> sums.merge(model.apply(key), rate, Rate::plus));
    sums.forEach((name, rate) -> peaks.merge(name, rate, Rate::max));
  }
}
