package routercost.audit.reconcile;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import routercost.audit.reconcile.ReconciledLine.BillCause;
import routercost.usage.Place;
import routercost.usage.ServiceTier;
import routercost.usage.UsageKey;

/// A way of serving that a bill does not state, in which all of the logged usage of a cell gives
/// the amount of the bill.
///
/// @param total the list price of the usage in that way
record UnstatedServing(BillCause cause, BigDecimal total) {
  private record Way(BillCause cause, UnaryOperator<UsageKey> change) {}

  /// The first way that fits.
  ///
  /// @param ours the list price of the usage as logged
  static Optional<UnstatedServing> of(
      ReconciledCell cell, Variant variant, BigDecimal ours, Predicate<BigDecimal> fits) {
    return ways(variant)
        .flatMap(
            way ->
                cell.repriced(way.change()).stream()
                    .map(total -> new UnstatedServing(way.cause(), total)))
        .filter(found -> found.total().compareTo(ours) != 0 && fits.test(found.total()))
        .findFirst();
  }

  private static Stream<Way> ways(Variant variant) {
    var services =
        Stream.of(ServiceTier.BATCH, ServiceTier.STANDARD)
            .filter(_ -> variant.service().isEmpty())
            .map(tier -> new Way(BillCause.BATCH, key -> key.withService(tier)));
    var places =
        Stream.of(Place.INFERENCE_GEO_US, Place.GLOBAL)
            .filter(_ -> variant.place().isEmpty())
            .map(place -> new Way(BillCause.GEOGRAPHY, key -> key.withPlace(place)));
    return Stream.concat(services, places);
  }
}
