package routercost.price;

import java.math.BigDecimal;
import java.util.Map;
import routercost.usage.Meter;
import routercost.usage.ServiceTier;

/// The rates of prompts strictly over a threshold. They price the whole request, output included.
///
/// @param over tokens; 0 for the base rates
/// @param rates USD per million tokens
/// @param terms how services other than standard change these rates
public record BandRates(
    long over, Map<Meter, BigDecimal> rates, Map<ServiceTier, TierTerms> terms) {
  public BandRates {
    rates = Map.copyOf(rates);
    terms = Map.copyOf(terms);
  }
}
