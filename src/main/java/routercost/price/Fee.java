package routercost.price;

import routercost.usage.Meter;

/// What a provider charges beside tokens: web searches, container hours.
///
/// @param provider whose models it comes with
/// @param unit what is counted
public record Fee(Meter meter, String provider, String unit, Rate rate, Provenance provenance) {}
