package routercost.audit.reconcile;

import java.util.Optional;
import routercost.usage.Meter;
import routercost.usage.Place;
import routercost.usage.ServiceTier;
import routercost.usage.UsageKey;

/// A way in which the usage of a cell may be billed; what a bill does not state is empty.
///
/// @param meter the cache lifetime, if the meter is that of cache writes
record Variant(Optional<ServiceTier> service, Optional<Place> place, Optional<Meter> meter) {
  UsageKey of(UsageKey key) {
    var served = service.map(key::withService).orElse(key);
    return place.map(served::withPlace).orElse(served);
  }

  /// How many of its parts differ.
  int distance(Variant other) {
    return (service.equals(other.service) ? 0 : 1)
        + (place.equals(other.place) ? 0 : 1)
        + (meter.equals(other.meter) ? 0 : 1);
  }

  Variant withService(Variant other) {
    return new Variant(other.service, place, meter);
  }

  Variant withPlace(Variant other) {
    return new Variant(service, other.place, meter);
  }
}
