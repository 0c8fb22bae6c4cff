package routercost.price;

import java.util.Optional;

/// A service with one price a unit: an image, a megapixel, a query.
///
/// @param id the exact id
/// @param unit what is counted
/// @param rate the price; empty if it is known to exist but not what it is
public record FixedPrice(
    String id, String provider, String unit, Optional<Rate> rate, Provenance provenance) {}
