package routercost.audit;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import routercost.price.Charge;
import routercost.usage.Meter;
import routercost.usage.Slice;
import routercost.usage.Status;
import routercost.whatif.Comparison;
import routercost.whatif.Comparison.Repriced;

/// How long calls took that did not fail, as sums by task and model, and what of it a move saves.
///
/// A task that ran on the other model too takes as long there as it did. Another one takes what the
/// line through all calls on that model says for the length of its answers (least squares), as long
/// as calls on that model had answers of such a length.
public final class WaitingTime {
  private final Map<List<String>, Took> byTask = new HashMap<>();
  private final Map<String, Took> byModel = new HashMap<>();

  /// Sums over calls: of tokens of answers (x), of milliseconds (y), of squares and products.
  private record Took(
      BigDecimal calls,
      BigDecimal x,
      BigDecimal y,
      BigDecimal xx,
      BigDecimal xy,
      BigDecimal shortest,
      BigDecimal longest) {
    static Took of(BigDecimal answer, BigDecimal time) {
      return new Took(
          BigDecimal.ONE,
          answer,
          time,
          answer.multiply(answer),
          answer.multiply(time),
          answer,
          answer);
    }

    Took plus(Took more) {
      return new Took(
          calls.add(more.calls),
          x.add(more.x),
          y.add(more.y),
          xx.add(more.xx),
          xy.add(more.xy),
          shortest.min(more.shortest),
          longest.max(more.longest));
    }

    BigDecimal answer() {
      return x.divide(calls, MathContext.DECIMAL64);
    }

    BigDecimal time() {
      return y.divide(calls, MathContext.DECIMAL64);
    }

    /// The time of a call with an answer of this length; empty if no answer was as long or short.
    Optional<BigDecimal> time(BigDecimal answer) {
      if (answer.compareTo(shortest) < 0 || answer.compareTo(longest) > 0) {
        return Optional.empty();
      }
      var spread = calls.multiply(xx).subtract(x.multiply(x));
      if (spread.signum() == 0) {
        return Optional.of(time());
      }
      var slope =
          calls
              .multiply(xy)
              .subtract(x.multiply(y))
              .divide(spread, MathContext.DECIMAL64)
              .max(BigDecimal.ZERO);
      return Optional.of(time().add(slope.multiply(answer.subtract(answer()))));
    }
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

  /// Adds a call.
  ///
  /// @param model that served it, by its id in the price book
  public void add(Slice call, String model, Duration duration) {
    var took = Took.of(call.usage().of(Meter.OUTPUT), BigDecimal.valueOf(duration.toMillis()));
    byTask.merge(List.of(call.key().task(), model), took, Took::plus);
    byModel.merge(model, took, Took::plus);
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
  private Optional<BigDecimal> time(String task, String model, Took before) {
    var own = byTask.get(List.of(task, model));
    return own != null
        ? Optional.of(own.time())
        : Optional.ofNullable(byModel.get(model)).flatMap(all -> all.time(before.answer()));
  }
}
