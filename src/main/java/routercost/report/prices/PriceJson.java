package routercost.report.prices;

import routercost.price.Catalog.FixedPrice;
import routercost.price.PriceBook;
import routercost.price.PriceEntry;
import routercost.price.PriceEntry.BandRates;
import routercost.price.PriceEntry.Provenance;
import routercost.report.layout.Json;
import routercost.report.layout.Rounding;

/// Prices as JSON; the same shape in every command that shows them.
final class PriceJson {
  private PriceJson() {}

  static Json.Fields head(String command, PriceBook book, String version) {
    return Json.object()
        .and("schema_version", 1)
        .and("command", command)
        .and("tool", Json.object().and("name", "router-cost").and("version", version))
        .and("prices", Json.object().and("id", book.id()).and("sha256", book.sha256()))
        .and("currency", "USD");
  }

  static Json service(FixedPrice service) {
    return Json.object()
        .and("id", service.id())
        .and("provider", service.provider())
        .and("unit", service.unit())
        .and("unit_cost", Json.text(service.rate().map(rate -> rate.usd().toPlainString())))
        .and(provenance(service.provenance()));
  }

  static Json entry(PriceEntry entry) {
    return Json.object()
        .and("from", Json.text(entry.valid().from()))
        .and("to", Json.text(entry.valid().to()))
        .and("status", entry.state().id())
        .and("bands", Json.items(entry.bands().stream().map(PriceJson::band)))
        .and(provenance(entry.provenance()));
  }

  private static Json band(BandRates band) {
    var json = Json.object().and("over", band.over());
    for (var rate : new java.util.TreeMap<>(band.rates()).entrySet()) {
      json.and(rate.getKey().id(), rate.getValue().toPlainString());
    }
    for (var terms : new java.util.TreeMap<>(band.terms()).entrySet()) {
      json.and(
          terms.getKey().id(),
          terms
              .getValue()
              .multiplier()
              .<Json>map(value -> Json.object().and("multiplier", Rounding.exact(value)))
              .orElseGet(() -> rates(terms.getValue().published())));
    }
    return json;
  }

  private static Json rates(java.util.Map<routercost.usage.Meter, java.math.BigDecimal> rates) {
    var json = Json.object();
    for (var rate : new java.util.TreeMap<>(rates).entrySet()) {
      json.and(rate.getKey().id(), rate.getValue().toPlainString());
    }
    return json;
  }

  private static Json.Fields provenance(Provenance provenance) {
    return Json.object()
        .and("book", provenance.book())
        .and("source", provenance.source())
        .and("confidence", provenance.confidence())
        .and("note", provenance.note())
        .and("disputed", provenance.disputed());
  }
}
