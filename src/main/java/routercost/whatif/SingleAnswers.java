package routercost.whatif;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import routercost.price.PriceBook;
import routercost.usage.Meter;
import routercost.usage.Slice;
import routercost.usage.Status;
import routercost.usage.UsageKey;

/// The lengths of single answers, which a limit on their tokens requires: a sum does not show which
/// answers it cuts (tight mode, article 003). Eight bytes a call.
public final class SingleAnswers {
  /// No lengths: all answers of a slice are as long as their average.
  public static final SingleAnswers NONE = new SingleAnswers();

  private final Map<Calls, Lengths> byCalls = new HashMap<>();

  /// Calls whose answers are taken together, on all days.
  private record Calls(String task, String model, Status status, SortedMap<String, String> labels) {
    static Calls of(UsageKey key) {
      return new Calls(key.task(), key.model(), key.status(), key.labels());
    }
  }

  /// The lengths of answers, in any order.
  private static final class Lengths {
    private long[] tokens = new long[16];
    private int size;
    private long all;
    private boolean single = true;

    /// All answers under each limit so far: a log has many slices with the same answers.
    private final Map<BigDecimal, Limited> limited = new HashMap<>();

    void add(long output) {
      limited.clear();
      all += output;
      if (size == tokens.length) {
        tokens = Arrays.copyOf(tokens, 2 * size);
      }
      tokens[size++] = output;
    }

    Limited limited(BigDecimal limit) {
      long most = limit.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValue(); // lengths are whole
      long within = 0;
      long cut = 0;
      for (int i = 0; i < size; i++) {
        boolean isCut = tokens[i] > most;
        cut += isCut ? 1 : 0;
        within += isCut ? 0 : tokens[i];
      }
      var longer = BigDecimal.valueOf(cut);
      return new Limited(BigDecimal.valueOf(within).add(limit.multiply(longer)), longer);
    }
  }

  /// Answers under a limit.
  ///
  /// @param output their tokens
  /// @param cut the number of answers that were longer
  record Limited(BigDecimal output, BigDecimal cut) {}

  /// Adds one call.
  public void add(Slice call, PriceBook book) {
    var lengths = byCalls.computeIfAbsent(Calls.of(book.served(call.key())), _ -> new Lengths());
    if (call.usage().of(Meter.CALLS).compareTo(BigDecimal.ONE) == 0) {
      lengths.add(call.usage().of(Meter.OUTPUT).longValue());
    } else {
      lengths.single = false;
    }
  }

  /// The answers of `slice`, each of at most `limit` tokens.
  Limited limited(Slice slice, BigDecimal limit) {
    var lengths = byCalls.get(Calls.of(slice.key()));
    return lengths == null || !lengths.single
        ? byMean(slice, limit)
        : bySize(slice, lengths, limit);
  }

  private static Limited byMean(Slice slice, BigDecimal limit) {
    var calls = slice.usage().of(Meter.CALLS);
    var output = slice.usage().of(Meter.OUTPUT);
    var most = limit.multiply(calls);
    return output.compareTo(most) > 0
        ? new Limited(most, calls)
        : new Limited(output, BigDecimal.ZERO);
  }

  private static Limited bySize(Slice slice, Lengths lengths, BigDecimal limit) {
    var together = lengths.limited.computeIfAbsent(limit, lengths::limited);
    var output = slice.usage().of(Meter.OUTPUT);
    var calls = slice.usage().of(Meter.CALLS);
    return new Limited(
        part(output, together.output(), BigDecimal.valueOf(lengths.all)),
        part(calls, together.cut(), BigDecimal.valueOf(lengths.size)));
  }

  /// `whole · part / all`, exactly where `whole` is `all`.
  private static BigDecimal part(BigDecimal whole, BigDecimal part, BigDecimal all) {
    return whole.compareTo(all) == 0 || all.signum() == 0
        ? part
        : whole.multiply(part).divide(all, MathContext.DECIMAL128);
  }

  /// Whether the answers of `slice` are known one by one.
  boolean know(Slice slice) {
    var lengths = byCalls.get(Calls.of(slice.key()));
    return lengths != null && lengths.single;
  }
}
