package routercost.read.exports;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import routercost.price.Charge;
import routercost.price.Money;
import routercost.price.PriceBook;
import routercost.price.Quote;
import routercost.read.builtin.BuiltIn;
import routercost.usage.Band;
import routercost.usage.Meter;
import routercost.usage.Usage;
import routercost.usage.UsageKey;

/// What the cost that a record states proves about its input, where nothing else in it does: list
/// prices give that cost only if cached tokens are counted as they were meant.
final class CostProof {
  /// How far the stated cost may be from the list price.
  private static final BigDecimal TOLERANCE = new BigDecimal("0.02");

  private CostProof() {}

  /// Made when the first record needs it.
  private static final class Made {
    static final PriceBook BOOK = BuiltIn.found().prices();
  }

  /// Whether the input of a call includes its cached tokens by the cost that it states.
  static boolean includesCached(CallRow call) {
    String stated = call.text("cost_usd");
    long cached = call.cached();
    long fresh = call.count("input_tokens") - cached;
    if (cached == 0 || fresh < 0 || !CallRow.isAmount(stated)) {
      return false;
    }
    var cost = new BigDecimal(stated);
    var within = distance(call, fresh, cost);
    return within.compareTo(cost.multiply(TOLERANCE)) <= 0
        && within.compareTo(distance(call, fresh + cached, cost)) < 0;
  }

  private static BigDecimal distance(CallRow call, long fresh, BigDecimal cost) {
    var key =
        UsageKey.of(day(call.text("timestamp")), "", call.text("model"))
            .withBand(Band.ofPrompt(fresh + call.cached()));
    var usage =
        Usage.of(Meter.INPUT, fresh)
            .with(Meter.OUTPUT, call.count("output_tokens"))
            .with(Meter.CACHE_READ, call.count("cache_read_tokens"))
            .with(Meter.CACHE_WRITE_UNKNOWN, call.count("cache_write_tokens"));
    return switch (Made.BOOK.quote(key)) {
      case Quote.Priced(var card) ->
          card.components(usage).stream()
              .map(Charge.Component::amount)
              .map(Money::usd)
              .reduce(BigDecimal.ZERO, BigDecimal::add)
              .subtract(cost)
              .abs();
      case Quote.Unpriced _ -> cost;
    };
  }

  private static LocalDate day(String milliseconds) {
    return milliseconds.matches("\\d{1,13}")
        ? LocalDate.ofInstant(Instant.ofEpochMilli(Long.parseLong(milliseconds)), ZoneOffset.UTC)
        : LocalDate.EPOCH;
  }
}
