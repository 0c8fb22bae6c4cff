package routercost.read.config.prices;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import routercost.usage.Meter;

/// The rates of a price entry, a band or a service, as a price file has them.
record PublishedRates(
    Optional<BigDecimal> input,
    Optional<BigDecimal> output,
    Optional<BigDecimal> cacheRead,
    Optional<BigDecimal> cacheWrite5m,
    Optional<BigDecimal> cacheWrite1h,
    Optional<BigDecimal> reasoning,
    Optional<BigDecimal> audioInput,
    Optional<BigDecimal> audioCacheRead,
    Optional<BigDecimal> audioOutput,
    Optional<BigDecimal> imageInput,
    Optional<BigDecimal> imageOutput,
    Optional<BigDecimal> webSearch,
    Optional<BigDecimal> units,
    Optional<BigDecimal> seconds,
    Optional<BigDecimal> characters,
    Optional<BigDecimal> pages,
    Optional<BigDecimal> searchUnits,
    Optional<BigDecimal> call) {
  Map<Meter, BigDecimal> byMeter() {
    var rates = new EnumMap<Meter, BigDecimal>(Meter.class);
    input.ifPresent(usd -> rates.put(Meter.INPUT, usd));
    output.ifPresent(usd -> rates.put(Meter.OUTPUT, usd));
    cacheRead.ifPresent(usd -> rates.put(Meter.CACHE_READ, usd));
    cacheWrite5m.ifPresent(usd -> rates.put(Meter.CACHE_WRITE_5M, usd));
    cacheWrite1h.ifPresent(usd -> rates.put(Meter.CACHE_WRITE_1H, usd));
    reasoning.ifPresent(usd -> rates.put(Meter.REASONING, usd));
    audioInput.ifPresent(usd -> rates.put(Meter.AUDIO_INPUT, usd));
    audioCacheRead.ifPresent(usd -> rates.put(Meter.AUDIO_CACHE_READ, usd));
    audioOutput.ifPresent(usd -> rates.put(Meter.AUDIO_OUTPUT, usd));
    imageInput.ifPresent(usd -> rates.put(Meter.IMAGE_INPUT, usd));
    imageOutput.ifPresent(usd -> rates.put(Meter.IMAGE_OUTPUT, usd));
    webSearch.ifPresent(usd -> rates.put(Meter.WEB_SEARCH, usd));
    units.ifPresent(usd -> rates.put(Meter.UNITS, usd));
    seconds.ifPresent(usd -> rates.put(Meter.SECONDS, usd));
    characters.ifPresent(usd -> rates.put(Meter.CHARACTERS, usd));
    pages.ifPresent(usd -> rates.put(Meter.PAGES, usd));
    searchUnits.ifPresent(usd -> rates.put(Meter.SEARCH_UNITS, usd));
    call.ifPresent(usd -> rates.put(Meter.CALLS, usd));
    return rates;
  }
}
