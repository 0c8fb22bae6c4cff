package routercost.audit;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import routercost.usage.UsageKey;
import routercost.usage.WideSum;

/// How long calls took that did not fail, and how long their answers were, as sums by key: mutable,
/// filled while logs are read.
public final class Latencies {
  private final Map<UsageKey, Sums> byKey = new HashMap<>();

  /// Sums over calls: of tokens of answers (x), of milliseconds (y), of squares and products.
  public static final class Sums {
    private long calls;
    private final WideSum x = new WideSum();
    private final WideSum y = new WideSum();
    private final WideSum xx = new WideSum();
    private final WideSum xy = new WideSum();
    private long shortest = Long.MAX_VALUE;
    private long longest;

    /// Adds a call.
    ///
    /// @param answer in tokens
    /// @param sign 1, or −1 to take a call out again that is another's copy, so that its answer
    ///     remains one of those that count
    public void add(long answer, long milliseconds, int sign) {
      calls += sign;
      x.add(sign * answer);
      y.add(sign * milliseconds);
      xx.addProduct(sign * answer, answer);
      xy.addProduct(sign * answer, milliseconds);
      shortest = Math.min(shortest, answer);
      longest = Math.max(longest, answer);
    }

    void add(Sums more) {
      calls += more.calls;
      x.add(more.x);
      y.add(more.y);
      xx.add(more.xx);
      xy.add(more.xy);
      shortest = Math.min(shortest, more.shortest);
      longest = Math.max(longest, more.longest);
    }

    boolean isEmpty() {
      return calls == 0;
    }

    /// The tokens of the average answer.
    BigDecimal answer() {
      return x.decimal(0).divide(BigDecimal.valueOf(calls), MathContext.DECIMAL64);
    }

    /// The milliseconds of the average call.
    BigDecimal time() {
      return y.decimal(0).divide(BigDecimal.valueOf(calls), MathContext.DECIMAL64);
    }

    /// The milliseconds of a call with an answer of this length, by least squares; empty if no
    /// answer was as long or short.
    Optional<BigDecimal> time(BigDecimal answer) {
      if (answer.compareTo(BigDecimal.valueOf(shortest)) < 0
          || answer.compareTo(BigDecimal.valueOf(longest)) > 0) {
        return Optional.empty();
      }
      var n = BigDecimal.valueOf(calls);
      var answers = x.decimal(0);
      var spread = n.multiply(xx.decimal(0)).subtract(answers.multiply(answers));
      if (spread.signum() == 0) {
        return Optional.of(time());
      }
      var slope =
          n.multiply(xy.decimal(0))
              .subtract(answers.multiply(y.decimal(0)))
              .divide(spread, MathContext.DECIMAL64)
              .max(BigDecimal.ZERO);
      return Optional.of(time().add(slope.multiply(answer.subtract(answer()))));
    }
  }

  /// The sums of a key, to add calls to.
  public Sums at(UsageKey key) {
    return byKey.computeIfAbsent(key, _ -> new Sums());
  }

  /// Adds the sums of further calls.
  public void add(UsageKey key, Sums more) {
    at(key).add(more);
  }

  /// The sums by key.
  Map<UsageKey, Sums> byKey() {
    return byKey;
  }
}
