package routercost.report.layout;

import java.util.List;
import routercost.usage.Meter;
import routercost.usage.Usage;

/// Which meters are shown, in which order. The same in every format.
public final class TokenMeters {
  /// What a log counts.
  public static final List<Meter> COUNTED =
      List.of(
          Meter.INPUT,
          Meter.OUTPUT,
          Meter.CACHE_READ,
          Meter.CACHE_WRITE_5M,
          Meter.CACHE_WRITE_1H,
          Meter.CACHE_WRITE_UNKNOWN,
          Meter.REASONING);

  /// What a price book has rates for.
  public static final List<Meter> RATED =
      List.of(
          Meter.INPUT, Meter.OUTPUT, Meter.CACHE_READ, Meter.CACHE_WRITE_5M, Meter.CACHE_WRITE_1H);

  private TokenMeters() {}

  /// The counts of a log by meter, and those of its audio and images if there are any.
  public static Json json(Usage usage) {
    var counts = Json.object();
    for (var meter : COUNTED) {
      counts.and(meter.id(), usage.of(meter));
    }
    for (var part : Meter.parts()) {
      if (part != Meter.REASONING && usage.of(part).signum() != 0) {
        counts.and(part.id(), usage.of(part));
      }
    }
    return counts;
  }
}
