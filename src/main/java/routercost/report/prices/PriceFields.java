package routercost.report.prices;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import routercost.price.Catalog.FixedPrice;
import routercost.price.PriceBook;
import routercost.price.PriceEntry;
import routercost.price.PriceEntry.BandRates;
import routercost.price.PriceEntry.Provenance;
import routercost.report.common.RunMetadata;
import routercost.report.layout.Cell;
import routercost.report.layout.Field;
import routercost.report.layout.Json;
import routercost.report.layout.Rounding;
import routercost.report.layout.TableColumn;
import routercost.report.layout.TokenMeters;
import routercost.usage.Meter;

/// Columns and JSON objects of prices, shared by the commands that show them.
final class PriceFields {
  private static final List<String> RATE_HEADINGS =
      List.of("Input", "Output", "Read", "Write 5m", "Write 1h");

  /// The columns of a service with a fixed price.
  static final List<Field<FixedPrice>> SERVICE =
      List.of(
          Field.text("service", FixedPrice::id).left("Service", 0),
          Field.text("provider", FixedPrice::provider),
          Field.text("unit", FixedPrice::unit),
          Field.optional("unit_cost", PriceFields::cost)
              .right("Cost", 0, service -> new Cell.Text(cost(service).orElse("unknown"))),
          Field.shown(TableColumn.left("per", 0), service -> new Cell.Text(service.unit())));

  private PriceFields() {}

  /// A column for each rate of a price book, as published.
  ///
  /// @param ranks of the columns in a table
  static <T> List<Field<T>> rates(
      BiFunction<T, Meter, Optional<String>> rate, List<Integer> ranks) {
    var fields = new ArrayList<Field<T>>();
    for (int i = 0; i < TokenMeters.RATED.size(); i++) {
      var meter = TokenMeters.RATED.get(i);
      fields.add(
          Field.<T>optional(meter.id(), row -> rate.apply(row, meter))
              .withoutJson()
              .right(RATE_HEADINGS.get(i), ranks.get(i)));
    }
    return fields;
  }

  static Optional<String> cost(FixedPrice service) {
    return service.rate().map(rate -> rate.usd().toPlainString());
  }

  static Json.Fields head(String command, PriceBook book, String version) {
    return RunMetadata.ofBook(command, version, book).json();
  }

  static Json service(FixedPrice service) {
    return Field.json(SERVICE, service).and(provenance(service.provenance()));
  }

  static Json entry(PriceEntry entry) {
    return Json.object()
        .and("from", Json.text(entry.valid().from()))
        .and("to", Json.text(entry.valid().to()))
        .and("status", entry.state().id())
        .and("bands", Json.items(entry.bands().stream().map(PriceFields::band)))
        .and(provenance(entry.provenance()));
  }

  private static Json band(BandRates band) {
    var services = Json.object();
    new TreeMap<>(band.terms())
        .forEach(
            (tier, terms) ->
                services.and(
                    tier.id(),
                    terms
                        .multiplier()
                        .<Json>map(value -> Json.object().and("multiplier", Rounding.exact(value)))
                        .orElseGet(() -> Json.object().and("rates", rates(terms.published())))));
    return Json.object()
        .and("over", band.over())
        .and("rates", rates(band.rates()))
        .and("services", services);
  }

  static Json.Fields rates(Map<Meter, BigDecimal> rates) {
    var json = Json.object();
    new TreeMap<>(rates).forEach((meter, rate) -> json.and(meter.id(), rate.toPlainString()));
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
