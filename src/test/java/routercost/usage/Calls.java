package routercost.usage;

import java.math.BigDecimal;
import java.time.LocalDate;

/// Usage in few words, for tests.
public final class Calls {
  private Calls() {}

  /// An ordinary call of the task `chat`.
  public static UsageKey key(String day, String model) {
    return UsageKey.of(LocalDate.parse(day), "chat", model);
  }

  /// Calls with uncached input and output.
  public static Usage usage(long calls, long input, long output) {
    return Usage.of(Meter.CALLS, calls).with(Meter.INPUT, input).with(Meter.OUTPUT, output);
  }

  /// One call with a million tokens on one meter: it costs the rate.
  public static Usage million(Meter meter) {
    return Usage.of(Meter.CALLS, 1).with(meter, 1_000_000);
  }

  /// One ordinary call with a million tokens of uncached input.
  public static Slice million(String day, String model) {
    return new Slice(key(day, model), million(Meter.INPUT));
  }

  /// The whole numbers of a usage, at the slots of their meters; dollars are left out.
  public static long[] counts(Usage usage) {
    var counts = new long[Meter.values().length];
    usage
        .with(Meter.LOGGED_USD, 0)
        .amounts()
        .forEach((meter, amount) -> counts[Tally.slot(meter)] = amount.longValueExact());
    return counts;
  }

  /// An exact number.
  public static BigDecimal number(String digits) {
    return new BigDecimal(digits);
  }
}
