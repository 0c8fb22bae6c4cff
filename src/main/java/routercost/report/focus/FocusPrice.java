package routercost.report.focus;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routercost.price.Charge;
import routercost.price.Charge.Component;
import routercost.price.PricePeriods;
import routercost.price.RateCard;
import routercost.price.RateCard.Factor;
import routercost.usage.Meter;
import routercost.usage.ServiceTier;

/// What rows of a FOCUS file share if only their tags differ: a day, and a price of a meter.
///
/// @param day of the charge in UTC
/// @param end the day after the last one of the charge
/// @param model its id in the price book
/// @param mode of inference
/// @param id the last part of its id: `standard`, `batch`, `batch/over-100000`
/// @param unit how many of the consumed units one priced unit is
/// @param list the list price of a priced unit
/// @param contracted the same after discounts by contract
record FocusPrice(
    LocalDate day,
    LocalDate end,
    String model,
    String provider,
    String host,
    Meter meter,
    String mode,
    String id,
    BigDecimal unit,
    BigDecimal list,
    BigDecimal contracted)
    implements Comparable<FocusPrice> {
  private static final Map<String, String> VENDORS =
      Map.of(
          "anthropic", "Anthropic",
          "openai", "OpenAI",
          "google", "Google",
          "xai", "xAI",
          "deepseek", "DeepSeek",
          "mistral", "Mistral AI");

  private static final Map<Meter, String> METERS =
      Stream.of(Meter.values()).collect(Collectors.toMap(meter -> meter, FocusPrice::name));

  /// The price of a component of a charge.
  ///
  /// @param together the stretches whose days were taken together, if any were
  static FocusPrice of(Charge charge, Component component, Optional<PricePeriods> together) {
    var card = charge.card();
    var used = charge.slice().key();
    var priced = card.priced();
    var provider = vendor(priced.provider());
    var host =
        switch (used.place()) {
          case BEDROCK_REGIONAL, BEDROCK_US_GOV -> "AWS";
          case GOOGLE_REGIONAL -> "Google Cloud";
          case FOUNDRY_US_DATA_ZONE, AZURE_DATA_ZONE -> "Microsoft";
          case GLOBAL, INFERENCE_GEO_US, INFERENCE_GEO_EU -> provider;
        };
    var per = BigDecimal.valueOf(component.rate().per());
    var list = component.rate().usd().multiply(component.multiplier()).stripTrailingZeros();
    return new FocusPrice(
        used.day(),
        together
            .filter(_ -> !used.hasPriceDay())
            .map(periods -> periods.end(used.day()))
            .orElseGet(() -> used.day().plusDays(1)),
        priced.id(),
        provider,
        host,
        component.meter(),
        used.service() == ServiceTier.STANDARD ? "Standard" : title(used.service().id()),
        id(card, component),
        per,
        list,
        list.multiply(charge.rest()).stripTrailingZeros());
  }

  private static String id(RateCard card, Component component) {
    var factors =
        component.factors().stream()
            .map(Factor::name)
            .sorted()
            .map(name -> name.replace('_', '-'))
            .collect(Collectors.joining("+"));
    return Stream.of(
            factors.isEmpty() ? "standard" : factors, card.over() == 0 ? "" : "over-" + card.over())
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining("/"));
  }

  private static String vendor(String provider) {
    if (provider.isEmpty()) {
      return "Unknown";
    }
    var known = VENDORS.get(provider);
    return known == null ? title(provider) : known;
  }

  static String title(String id) {
    return Stream.of(id.split("[_-]"))
        .filter(word -> !word.isEmpty())
        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
        .collect(Collectors.joining(" "));
  }

  String meterName() {
    return METERS.getOrDefault(meter, "");
  }

  private static String name(Meter meter) {
    var words = title(meter.id());
    return meter.whole().countsTokens() ? words + " Tokens" : words;
  }

  /// The unit that is counted, as FOCUS writes units.
  String consumedUnit() {
    return switch (meter) {
      case WEB_SEARCH, WEB_FETCH, SEARCH_UNITS -> "Requests";
      case CODE_EXECUTION, MANAGED_AGENTS_SESSION -> "Hours";
      case SECONDS -> "Seconds";
      case UNITS -> "Units";
      case CHARACTERS -> "Characters";
      case PAGES -> "Pages";
      default -> "Tokens";
    };
  }

  String pricingUnit() {
    return unit.compareTo(BigDecimal.ONE) == 0
        ? consumedUnit()
        : unit.toPlainString() + " " + consumedUnit();
  }

  String skuId() {
    return model + "/" + meterName().toLowerCase(Locale.ROOT).replace(' ', '-');
  }

  String skuPriceId() {
    return provider.toLowerCase(Locale.ROOT).replace(' ', '-') + "/" + skuId() + "/" + id;
  }

  /// The order of most files is decided by the first four.
  @Override
  public int compareTo(FocusPrice other) {
    int order = day.compareTo(other.day);
    order = order != 0 ? order : model.compareTo(other.model);
    order = order != 0 ? order : meter.compareTo(other.meter);
    order = order != 0 ? order : id.compareTo(other.id);
    order = order != 0 ? order : host.compareTo(other.host);
    order = order != 0 ? order : end.compareTo(other.end);
    order = order != 0 ? order : list.compareTo(other.list);
    order = order != 0 ? order : contracted.compareTo(other.contracted);
    return order != 0 ? order : unit.compareTo(other.unit);
  }
}
