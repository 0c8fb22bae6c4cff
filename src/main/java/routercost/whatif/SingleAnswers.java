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
    private boolean single = true;

    void add(long output) {
      if (size == tokens.length) {
        tokens = Arrays.copyOf(tokens, 2 * size);
      }
      tokens[size++] = output;
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
    long longest = limit.longValue(); // without its fraction, as tokens are whole
    long all = 0;
    long whole = 0;
    long cut = 0;
    for (int i = 0; i < lengths.size; i++) {
      long tokens = lengths.tokens[i];
      all += tokens;
      whole += tokens > longest ? 0 : tokens;
      cut += tokens > longest ? 1 : 0;
    }
    var kept = BigDecimal.valueOf(whole).add(limit.multiply(BigDecimal.valueOf(cut)));
    var output = slice.usage().of(Meter.OUTPUT);
    var calls = slice.usage().of(Meter.CALLS);
    return new Limited(
        part(output, kept, BigDecimal.valueOf(all)),
        part(calls, BigDecimal.valueOf(cut), BigDecimal.valueOf(lengths.size)));
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
