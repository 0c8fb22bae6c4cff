package routercost.price;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routercost.usage.Band;
import routercost.usage.Meter;

/// A comparison of what several hosts ask for one model.
final class HostPrices {
  private HostPrices() {}

  /// The model whose price all hosts ask; empty if they differ.
  static Optional<Model> agreed(List<Model> models) {
    var model = fullest(models);
    return models.stream().allMatch(other -> costsTheSame(model, other))
        ? Optional.of(model)
        : Optional.empty();
  }

  /// The model with the most rates: other hosts may leave out those of caches and services.
  private static Model fullest(List<Model> models) {
    var fullest = models.getFirst();
    for (var model : models) {
      fullest = rates(model) > rates(fullest) ? model : fullest;
    }
    return fullest;
  }

  private static int rates(Model model) {
    int rates = 0;
    for (var band : model.prices().getLast().bands()) {
      rates += band.rates().size() + band.terms().size();
    }
    return rates;
  }

  /// Whether two hosts have the same thresholds, and no rate differs that both have.
  private static boolean costsTheSame(Model one, Model other) {
    var bands = one.prices().getLast().bands();
    var others = other.prices().getLast().bands();
    if (bands.size() != others.size()) {
      return false;
    }
    for (int i = 0; i < bands.size(); i++) {
      if (bands.get(i).over() != others.get(i).over()
          || !agree(bands.get(i).rates(), others.get(i).rates())) {
        return false;
      }
    }
    return true;
  }

  private static boolean agree(Map<Meter, BigDecimal> one, Map<Meter, BigDecimal> other) {
    return one.containsKey(Meter.INPUT) == other.containsKey(Meter.INPUT)
        && one.entrySet().stream()
            .allMatch(
                rate ->
                    other.getOrDefault(rate.getKey(), rate.getValue()).compareTo(rate.getValue())
                        == 0);
  }

  /// Whether a vendor has the prices of a host in every band, and all its services.
  static boolean isCovered(PriceEntry host, PriceEntry vendor) {
    var services = vendor.bands().getFirst().terms().keySet();
    return services.containsAll(host.bands().getFirst().terms().keySet())
        && host.bands().stream()
            .allMatch(
                band -> costsTheSame(band.rates(), vendor.rates(new Band(band.over())).rates()));
  }

  private static boolean costsTheSame(Map<Meter, BigDecimal> one, Map<Meter, BigDecimal> other) {
    return Stream.of(Meter.INPUT, Meter.OUTPUT, Meter.CACHE_READ)
        .filter(meter -> meter != Meter.CACHE_READ || one.containsKey(meter))
        .allMatch(
            meter ->
                one.getOrDefault(meter, BigDecimal.ZERO)
                        .compareTo(other.getOrDefault(meter, BigDecimal.ZERO))
                    == 0);
  }

  /// The range of their prices, as a reason to price none of them.
  static String range(List<Model> models) {
    var tokens =
        Stream.of(Meter.INPUT, Meter.OUTPUT)
            .flatMap(meter -> range(models, meter).stream())
            .collect(Collectors.joining(" and "));
    var units = Meter.UNIT_METERS.stream().flatMap(meter -> range(models, meter).stream());
    var ranges =
        Stream.concat(
                Stream.of(tokens)
                    .filter(range -> !range.isEmpty())
                    .map(range -> range + " USD per million tokens"),
                units.map(range -> range + " USD each"))
            .collect(Collectors.joining(", "));
    return "%d hosts sell it at different prices%s; log its full name, such as %s"
        .formatted(
            models.size(),
            ranges.isEmpty() ? " for long prompts, caches or services" : ", " + ranges,
            models.getFirst().id());
  }

  /// `input 0.50 to 2`; empty if no model has a rate on the meter.
  private static Optional<String> range(List<Model> models, Meter meter) {
    var rates = new TreeSet<BigDecimal>();
    for (var model : models) {
      var rate = model.prices().getLast().bands().getFirst().rates().get(meter);
      if (rate != null) {
        rates.add(rate);
      }
    }
    return rates.size() < 2
        ? Optional.empty()
        : Optional.of(
            "%s %s to %s"
                .formatted(
                    meter.id(), rates.first().toPlainString(), rates.last().toPlainString()));
  }
}
