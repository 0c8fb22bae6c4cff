package routercost.whatif;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import routercost.usage.Meter;
import routercost.usage.Usage;
import routercost.usage.UsageKey;
import routercost.whatif.Comparison.Repriced;

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
    var now = byModel(keys, asIs, Repriced::modelBefore);
    var then = moved.map(comparison -> byModel(keys, comparison, Repriced::modelAfter));
    var models = new TreeSet<>(now.keySet());
    then.ifPresent(peaks -> models.addAll(peaks.keySet()));
    return models.stream()
        .map(
            model ->
                new Peak(
                    model,
                    now.getOrDefault(model, Rate.NONE),
                    then.map(peaks -> peaks.getOrDefault(model, Rate.NONE))))
        .toList();
  }

  /// The highest load of each model that a bill names.
  private Map<String, Rate> byModel(
      UnaryOperator<UsageKey> keys, Comparison bill, Function<Repriced, String> model) {
    var models = new HashMap<UsageKey, String>();
    bill.lines().forEach(line -> models.put(line.original().key(), model.apply(line)));
    var peaks = new HashMap<String, Rate>();
    for (var minute : minutes.values()) {
      var sums = new HashMap<String, Rate>();
      minute.forEach(
          (key, rate) ->
              sums.merge(models.getOrDefault(keys.apply(key), key.model()), rate, Rate::plus));
      sums.forEach((name, rate) -> peaks.merge(name, rate, Rate::max));
    }
    return peaks;
  }
}
