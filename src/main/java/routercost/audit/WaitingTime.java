package routercost.audit;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import routercost.audit.Latencies.Sums;
import routercost.price.Charge;
import routercost.price.PriceBook;
import routercost.usage.Meter;
import routercost.usage.Status;
import routercost.whatif.Comparison;
import routercost.whatif.Comparison.Repriced;

/// How long calls took that did not fail, by task and model, and what of it a move saves.
///
/// A task that ran on the other model too takes as long there as it did. Another one takes what the
/// line through all calls on that model says for the length of its answers (least squares), as long
/// as calls on that model had answers of such a length.
public final class WaitingTime {
  private final Map<List<String>, Sums> byTask = new HashMap<>();
  private final Map<String, Sums> byModel = new HashMap<>();

  /// The waiting time of calls on models that the book knows.
  public WaitingTime(Latencies latencies, PriceBook book) {
    latencies
        .byKey()
        .forEach(
            (key, sums) ->
                book.resolve(key.model(), key.day())
                    .filter(_ -> !sums.isEmpty())
                    .ifPresent(model -> add(List.of(key.task(), model.id()), sums)));
  }

  private void add(List<String> taskAndModel, Sums sums) {
    byTask.computeIfAbsent(taskAndModel, _ -> new Sums()).add(sums);
    byModel.computeIfAbsent(taskAndModel.getLast(), _ -> new Sums()).add(sums);
  }

  /// The time that moved calls take less.
  ///
  /// @param now what they take, in seconds
  /// @param saved seconds of that; negative if they take longer
  /// @param calls of which both times are known
  public record Saved(BigDecimal now, BigDecimal saved, BigDecimal calls) {
    private static final BigDecimal LEAST_SHARE = new BigDecimal("0.1");
    private static final BigDecimal LEAST_SECONDS = new BigDecimal("0.2");

    /// Whether it is more than what latencies vary by anyway, and long enough to be noticed.
    public boolean isNoticeable() {
      return saved.abs().compareTo(now.multiply(LEAST_SHARE)) >= 0
          && perCall().abs().compareTo(LEAST_SECONDS) >= 0;
    }

    /// The seconds of one call.
    public BigDecimal perCall() {
      return saved.divide(calls, MathContext.DECIMAL64);
    }
  }

  /// The time that the moves of a comparison save; empty if it is not known of any call.
  public Optional<Saved> of(Comparison comparison) {
    var now = BigDecimal.ZERO;
    var saved = BigDecimal.ZERO;
    var calls = BigDecimal.ZERO;
    for (Repriced line : comparison.lines()) {
      if (line.before().charges().isEmpty() || line.original().key().status() == Status.FAILED) {
        continue;
      }
      var task = line.original().key().task();
      var from = line.before().charges().getFirst().card().priced().id();
      var before = byTask.get(List.of(task, from));
      for (Charge charge : line.after().charges()) {
        var to = charge.card().priced().id();
        var after = from.equals(to) || before == null ? noTime() : time(task, to, before);
        if (before != null && after.isPresent()) {
          var moved = charge.slice().usage().of(Meter.CALLS);
          calls = calls.add(moved);
          now = now.add(before.time().multiply(moved).movePointLeft(3));
          saved = saved.add(before.time().subtract(after.get()).multiply(moved).movePointLeft(3));
        }
      }
    }
    return calls.signum() == 0 ? Optional.empty() : Optional.of(new Saved(now, saved, calls));
  }

  private static Optional<BigDecimal> noTime() {
    return Optional.empty();
  }

  /// What a call of a task takes on a model, whose answer is as long as it was.
  private Optional<BigDecimal> time(String task, String model, Sums before) {
    var own = byTask.get(List.of(task, model));
    return own != null
        ? Optional.of(own.time())
        : Optional.ofNullable(byModel.get(model)).flatMap(all -> all.time(before.answer()));
  }
}
