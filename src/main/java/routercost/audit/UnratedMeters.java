package routercost.audit;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import routercost.audit.DataQuality.Doubt;
import routercost.audit.DataQuality.Kind;
import routercost.price.Catalog;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.price.PriceEntry;
import routercost.price.Quote;
import routercost.price.RateCard;
import routercost.price.RateCard.Rate;
import routercost.usage.Meter;
import routercost.usage.UsageKey;

/// The range of costs of usage on meters for which its model has no rate of its own: what other
/// models ask for them, those of the same provider first. Audio and images cost at least what text
/// costs.
final class UnratedMeters {
  /// The least and the most that some usage can cost beyond the total, and where.
  private static final class Range {
    private BigDecimal count = BigDecimal.ZERO;
    private Money low = Money.ZERO;
    private Money high = Money.ZERO;
    private String lowAt = "";
    private String highAt = "";

    private Doubt doubt(Kind kind) {
      return new Doubt(kind, count, low, high, lowAt, highAt);
    }
  }

  /// A price of a meter, or for a part of a meter how often it is that of the whole, in a model.
  private record Asked(BigDecimal price, String model) {}

  private final Catalog catalog;
  private final Map<Meter, Range> lacking = new EnumMap<>(Meter.class);
  private final Map<Meter, Range> asText = new EnumMap<>(Meter.class);

  private UnratedMeters(Catalog catalog) {
    this.catalog = catalog;
  }

  static List<Doubt> doubts(Ledger ledger, Function<UsageKey, Quote> quotes, Catalog catalog) {
    var meters = new UnratedMeters(catalog);
    for (var rest : ledger.uncharged()) {
      var usage = rest.slice().usage();
      if (quotes.apply(rest.slice().key()) instanceof Quote.Priced(RateCard card)) {
        for (var meter : card.lacking(usage)) {
          var quantity = usage.without(meter, Meter::isBilled);
          meters.add(meters.lacking, card, meter, rest.slice().key().day(), quantity, false);
        }
      }
    }
    for (var charge : ledger.charges()) {
      var audio = charge.slice().usage().of(Meter.AUDIO_INPUT);
      var rates = charge.card().rates();
      var rate = rates.get(Meter.AUDIO_INPUT);
      var text = rates.get(Meter.INPUT);
      boolean isSame = rate != null && text != null && rate.usd().compareTo(text.usd()) == 0;
      if (audio.signum() > 0 && isSame) {
        var day = charge.slice().key().day();
        meters.add(meters.asText, charge.card(), Meter.AUDIO_INPUT, day, audio, true);
      }
    }
    var doubts = new ArrayList<Doubt>();
    for (var range : meters.lacking.values()) {
      doubts.add(range.doubt(Kind.METER_RATE));
    }
    for (var range : meters.asText.values()) {
      doubts.add(range.doubt(Kind.AUDIO_AS_TEXT));
    }
    return doubts;
  }

  private void add(
      Map<Meter, Range> ranges,
      RateCard card,
      Meter meter,
      LocalDate day,
      BigDecimal quantity,
      boolean isCharged) {
    var asked = asked(meter, card.priced().provider(), day);
    var text = card.rates().get(meter.whole());
    if (asked.isEmpty() || (meter.isPart() && text == null)) {
      return;
    }
    var least = asked.getFirst();
    var most = least;
    for (var other : asked) {
      least = other.price.compareTo(least.price) < 0 ? other : least;
      most = other.price.compareTo(most.price) > 0 ? other : most;
    }
    long per = meter.countsTokens() ? Rate.MILLION : 1;
    var low = new Rate(least.price, per).cost(quantity);
    var high = new Rate(most.price, per).cost(quantity);
    if (text != null && meter.isPart()) {
      var asText = text.times(RateCard.Factor.product(card.factors()));
      var counted = isCharged ? asText.cost(quantity) : Money.ZERO;
      low = asText.cost(quantity).minus(counted);
      high = asText.times(most.price.max(BigDecimal.ONE)).cost(quantity).minus(counted);
    }
    if (!high.isZero()) {
      var range = ranges.computeIfAbsent(meter, _ -> new Range());
      range.count = range.count.add(quantity);
      range.low = range.low.plus(low);
      range.high = range.high.plus(high);
      range.lowAt = meter.isPart() ? "text" : least.model;
      range.highAt = meter.id() + " of " + most.model;
    }
  }

  /// The prices of `meter` on `day`, of the models of `provider` if it has any.
  private List<Asked> asked(Meter meter, String provider, LocalDate day) {
    var own = new ArrayList<Asked>();
    var all = new ArrayList<Asked>();
    for (var model : catalog.models().values()) {
      for (var entry : model.prices()) {
        var price =
            entry.prices() && entry.valid().contains(day)
                ? price(entry, meter)
                : Optional.<BigDecimal>empty();
        if (price.isPresent()) {
          var asked = new Asked(price.get(), model.id());
          all.add(asked);
          if (model.provider().equals(provider)) {
            own.add(asked);
          }
        }
      }
    }
    return own.isEmpty() ? all : own;
  }

  private static Optional<BigDecimal> price(PriceEntry entry, Meter meter) {
    var rates = entry.bands().getFirst().rates();
    var price = rates.get(meter);
    var whole = rates.get(meter.whole());
    if (price == null || whole == null || whole.signum() == 0) {
      return Optional.empty();
    }
    return meter.isPart()
        ? Optional.of(price.divide(whole, 4, RoundingMode.UP))
        : Optional.of(price);
  }
}
