package routercost.price;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import routercost.usage.Meter;

/// How a service such as batch changes rates: by a multiplier on all token meters, or by published
/// rates.
///
/// Where both are given the multiplier prices and the published rates must agree with it; the
/// reader of the book checks that.
///
/// @param published USD per million tokens
public record TierTerms(Optional<BigDecimal> multiplier, Map<Meter, BigDecimal> published) {
  public TierTerms {
    published = Map.copyOf(published);
  }

  /// The rates that hold under these terms, before any multiplier.
  Map<Meter, BigDecimal> rates(Map<Meter, BigDecimal> standard) {
    return multiplier.isPresent() ? standard : published;
  }

  /// The published rates that are not `standard` times the multiplier, as messages; empty if all
  /// agree.
  public Map<Meter, String> contradictions(Map<Meter, BigDecimal> standard) {
    var found = new EnumMap<Meter, String>(Meter.class);
    multiplier.ifPresent(
        value -> published.forEach((meter, rate) -> check(standard, value, meter, rate, found)));
    return found;
  }

  private static void check(
      Map<Meter, BigDecimal> standard,
      BigDecimal multiplier,
      Meter meter,
      BigDecimal rate,
      Map<Meter, String> found) {
    Function<BigDecimal, String> derived = base -> base.multiply(multiplier).toPlainString();
    var base = standard.get(meter);
    if (base == null || base.multiply(multiplier).compareTo(rate) != 0) {
      found.put(
          meter,
          rate.toPlainString()
              + " is published, "
              + (base == null ? "no standard rate" : derived.apply(base))
              + " follows from the multiplier");
    }
  }
}
