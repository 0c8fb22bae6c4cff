package routercost.read.config.prices.feeds;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import routercost.price.Model;
import routercost.price.PriceEntry;
import routercost.price.PriceEntry.BandRates;
import routercost.usage.Meter;

/// Imported models as the text of a price file.
public final class OverlayText {
  private OverlayText() {}

  public static String of(PriceFeed feed, String file, List<Model> models) {
    var name = String.valueOf(Path.of(file).getFileName());
    var text = new StringBuilder();
    text.append("# The price list of ")
        .append(feed.id())
        .append(", imported by router-cost: US dollars per million tokens.\nversion: 1\nid: ")
        .append(quoted(feed.id() + "-" + name.replaceFirst("\\.[^.]+$", "")))
        .append(models.isEmpty() ? "\nmodels: {}\n" : "\nmodels:\n");
    models.forEach(model -> text.append(model(model)));
    return text.toString();
  }

  private static String model(Model model) {
    return "  %s:\n    provider: %s\n    prices:\n%s"
        .formatted(
            quoted(model.id()),
            quoted(model.provider()),
            model.prices().stream().map(OverlayText::entry).collect(Collectors.joining()));
  }

  private static String entry(PriceEntry entry) {
    var base = entry.bands().getFirst();
    var bands =
        entry.bands().stream()
            .skip(1)
            .map(band -> "{over: " + band.over() + ", " + rates(band) + "}")
            .collect(Collectors.joining(", "));
    return "      - {%s%s%s%s%s, source: %s}\n"
        .formatted(
            entry.valid().from().map(day -> "from: " + day + ", ").orElse(""),
            entry.valid().to().map(day -> "to: " + day + ", ").orElse(""),
            rates(base),
            entry.writesAtInput() ? ", cache_write: input" : "",
            bands.isEmpty() ? "" : ", bands: [" + bands + "]",
            quoted(entry.provenance().source()));
  }

  private static String rates(BandRates band) {
    var terms =
        new TreeMap<>(band.terms())
            .entrySet().stream()
                .map(
                    tier ->
                        ", "
                            + tier.getKey().id()
                            + ": {"
                            + rates(tier.getValue().published())
                            + "}")
                .collect(Collectors.joining());
    return rates(band.rates()) + terms;
  }

  private static String rates(Map<Meter, BigDecimal> rates) {
    return new TreeMap<>(rates)
        .entrySet().stream()
            .map(
                rate ->
                    "%s: \"%s\""
                        .formatted(
                            name(rate.getKey()),
                            rate.getValue().stripTrailingZeros().toPlainString()))
            .collect(Collectors.joining(", "));
  }

  private static String name(Meter meter) {
    return meter == Meter.CALLS ? "call" : meter.name().toLowerCase(Locale.ROOT);
  }

  /// `text` as a scalar between quotes, which may hold any letter.
  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
