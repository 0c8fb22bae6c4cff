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

/// A row of a FOCUS file: one day, one price of a meter of a model, and one set of tags. Costs are
/// products of what is here, exactly.
///
/// @param key of rows that are one
/// @param consumed the quantity: tokens, searches, or what the meter counts
/// @param quantity the same in priced units
record FocusRow(Key key, BigDecimal consumed, BigDecimal quantity) {
  FocusRow(Key key, BigDecimal consumed) {
    this(key, consumed, consumed.divide(key.unit()));
  }

  /// What rows differ in.
  ///
  /// @param day of the charge in UTC
  /// @param end the day after the last one of the charge
  /// @param model its id in the price book
  /// @param price the last part of the id of its price: `standard`, `batch`, `batch/over-100000`
  /// @param mode of inference
  /// @param unit how many of the consumed units one priced unit is
  /// @param list the list price of a priced unit
  /// @param contracted the same after discounts by contract
  record Key(
      LocalDate day,
      LocalDate end,
      String model,
      String provider,
      String host,
      Meter meter,
      String mode,
      String price,
      BigDecimal unit,
      BigDecimal list,
      BigDecimal contracted,
      FocusTags tags)
      implements Comparable<Key> {
    /// The order of most files is decided by the first four.
    @Override
    public int compareTo(Key other) {
      int order = day.compareTo(other.day);
      order = order != 0 ? order : model.compareTo(other.model);
      order = order != 0 ? order : meter.compareTo(other.meter);
      order = order != 0 ? order : price.compareTo(other.price);
      order = order != 0 ? order : host.compareTo(other.host);
      order = order != 0 ? order : end.compareTo(other.end);
      order = order != 0 ? order : list.compareTo(other.list);
      order = order != 0 ? order : contracted.compareTo(other.contracted);
      order = order != 0 ? order : unit.compareTo(other.unit);
      return order != 0 ? order : tags.compareTo(other.tags);
    }
  }

  private static final Map<String, String> VENDORS =
      Map.of(
          "anthropic", "Anthropic",
          "openai", "OpenAI",
          "google", "Google",
          "xai", "xAI",
          "deepseek", "DeepSeek",
          "mistral", "Mistral AI");

  private static final Map<Meter, String> METERS =
      Stream.of(Meter.values()).collect(Collectors.toMap(meter -> meter, FocusRow::name));

  /// The row of a component of a charge.
  ///
  /// @param tags of all rows of the charge
  /// @param together the stretches whose days were taken together, if any were
  static FocusRow of(
      Charge charge, Component component, FocusTags tags, Optional<PricePeriods> together) {
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
    var key =
        new Key(
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
            price(card, component),
            per,
            list,
            list.multiply(charge.rest()).stripTrailingZeros(),
            tags);
    return new FocusRow(key, component.quantity());
  }

  private static String price(RateCard card, Component component) {
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

  BigDecimal listCost() {
    return key.list().multiply(quantity);
  }

  BigDecimal contractedCost() {
    return key.contracted().multiply(quantity);
  }

  String meterName() {
    return METERS.getOrDefault(key.meter(), "");
  }

  private static String name(Meter meter) {
    var words = title(meter.id());
    return meter.whole().countsTokens() ? words + " Tokens" : words;
  }

  /// The unit that is counted, as FOCUS writes units.
  String consumedUnit() {
    return switch (key.meter()) {
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
    return key.unit().compareTo(BigDecimal.ONE) == 0
        ? consumedUnit()
        : key.unit().toPlainString() + " " + consumedUnit();
  }

  String skuId() {
    return key.model() + "/" + meterName().toLowerCase(Locale.ROOT).replace(' ', '-');
  }

  String skuPriceId() {
    return key.provider().toLowerCase(Locale.ROOT).replace(' ', '-')
        + "/"
        + skuId()
        + "/"
        + key.price();
  }
}
