package routercost.report.prices;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routercost.price.Model;
import routercost.price.PriceBook;
import routercost.price.PriceEntry;
import routercost.price.PriceEntry.BandRates;
import routercost.price.PriceEntry.TierTerms;
import routercost.report.layout.Block;
import routercost.report.layout.Cell;
import routercost.report.layout.Field;
import routercost.report.layout.Json;
import routercost.report.layout.Report;
import routercost.report.layout.TableColumn;
import routercost.report.layout.TokenMeters;
import routercost.usage.Meter;
import routercost.usage.ServiceTier;
import routercost.usage.Thousands;

/// The rates, limits and sources of one model.
record ModelDetails(PriceBook book, Model model, String version) {
  /// One row of rates: an entry, how it is served, and one of its bands.
  private record Row(
      String service, PriceEntry entry, BandRates band, Map<Meter, BigDecimal> rates) {
    Optional<String> rate(Meter meter) {
      return Optional.ofNullable(rates.get(meter)).map(PriceText::rate);
    }

    /// The rates that have no column: `audio_input 1.00`.
    String others() {
      return new TreeMap<>(rates)
          .entrySet().stream()
              .filter(rate -> !TokenMeters.RATED.contains(rate.getKey()))
              .map(rate -> text(rate.getKey(), rate.getValue()))
              .collect(Collectors.joining(", "));
    }

    private static String text(Meter meter, BigDecimal usd) {
      return meter.id() + " " + PriceText.rate(usd) + (meter.whole().countsTokens() ? "" : " each");
    }
  }

  Report report() {
    var rows = rows();
    return new Report.LaidOut(
        blocks(rows), Field.records(fields(), rows).with("prices", book.tag()), json());
  }

  private List<Row> rows() {
    return Stream.concat(
            model.prices().stream().flatMap(entry -> rows("standard", entry)),
            model.fast().stream().flatMap(entry -> rows("fast", entry)))
        .toList();
  }

  private static Stream<Row> rows(String service, PriceEntry entry) {
    return entry.bands().stream()
        .flatMap(
            band ->
                Stream.concat(
                    Stream.of(new Row(service, entry, band, band.rates())),
                    new TreeMap<>(band.terms())
                        .entrySet().stream()
                            .map(terms -> row(terms.getKey(), terms.getValue(), entry, band))));
  }

  private static Row row(ServiceTier service, TierTerms terms, PriceEntry entry, BandRates band) {
    var rates = new EnumMap<Meter, BigDecimal>(Meter.class);
    if (terms.multiplier().isPresent()) {
      var multiplier = terms.multiplier().get();
      band.rates()
          .forEach(
              (meter, usd) ->
                  rates.put(meter, meter.whole().countsTokens() ? usd.multiply(multiplier) : usd));
    } else {
      rates.putAll(terms.published());
    }
    return new Row(service.id(), entry, band, rates);
  }

  private List<Block> blocks(List<Row> rows) {
    var blocks = new ArrayList<Block>();
    blocks.add(new Block.Title(model.id() + "  USD per million tokens, from " + book.id()));
    facts().forEach(text -> blocks.add(new Block.Paragraph(text)));
    blocks.add(Field.table(fields(), rows, List.of()));
    model.prices().forEach(entry -> blocks.addAll(sources("Prices", entry)));
    model.fast().forEach(entry -> blocks.addAll(sources("Prices of fast mode", entry)));
    return blocks;
  }

  private List<String> facts() {
    var life = model.lifecycle();
    var limits = model.limits();
    return Stream.of(
            joined(
                Stream.of(
                    fact("provider", model.provider()),
                    fact("tier", model.tier()),
                    fact("status", life.status()),
                    dated("released", life.released()),
                    dated("deprecated", life.deprecated()),
                    dated("retires", life.retires()),
                    dated("not retired before", life.notRetiredBefore()))),
            joined(
                Stream.of(
                    tokens("context", limits.context()),
                    tokens("output", limits.output()),
                    tokens("minimum cacheable prompt", limits.cache()),
                    tokens("tool-use overhead", limits.toolsAuto()),
                    fact("tokenizer", model.tokenizer()))),
            joined(
                Stream.of(
                    fact("also known as", String.join(", ", aliases())),
                    fact("surcharges:", places()))))
        .filter(text -> !text.isEmpty())
        .toList();
  }

  private static String joined(Stream<Optional<String>> facts) {
    return facts.flatMap(Optional::stream).collect(Collectors.joining("; "));
  }

  private static Optional<String> fact(String name, String value) {
    return value.isEmpty() ? Optional.empty() : Optional.of(name + " " + value);
  }

  private static Optional<String> dated(String name, Optional<LocalDate> day) {
    return day.map(date -> name + " " + date);
  }

  private static Optional<String> tokens(String name, long tokens) {
    return tokens == 0
        ? Optional.empty()
        : Optional.of(name + " " + Thousands.grouped(BigDecimal.valueOf(tokens)));
  }

  private List<String> aliases() {
    return book.catalog().aliases().entrySet().stream()
        .filter(alias -> alias.getValue().equals(model.id()))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  private String places() {
    return model.places().stream()
        .sorted()
        .flatMap(
            place ->
                Optional.ofNullable(book.catalog().multipliers().get(place)).stream()
                    .map(multiplier -> place.id() + " x" + multiplier.value().toPlainString()))
        .collect(Collectors.joining(", "));
  }

  private List<Field<Row>> fields() {
    var fields = new ArrayList<Field<Row>>();
    fields.addAll(
        List.of(
            Field.record("model", _ -> model.id()),
            Field.record("service", Row::service),
            Field.optional("from", row -> row.entry().valid().from().map(LocalDate::toString)),
            Field.optional("to", row -> row.entry().valid().to().map(LocalDate::toString)),
            Field.record("status", row -> row.entry().state().id()),
            Field.count("over", row -> BigDecimal.valueOf(row.band().over())),
            Field.shown(TableColumn.left("Days", 0), ModelDetails::days),
            Field.shown(TableColumn.left("For", 0), ModelDetails::purpose)));
    fields.addAll(PriceFields.rates(Row::rate, List.of(0, 0, 0, 2, 3)));
    fields.add(Field.<Row>text("other_rates", Row::others).left("Also", 1));
    fields.add(Field.record("source", row -> row.entry().provenance().source()));
    fields.add(Field.record("confidence", row -> row.entry().provenance().confidence()));
    return fields;
  }

  private static Cell days(Row row) {
    var state = row.entry().state();
    return new Cell.Text(
        PriceText.valid(row.entry().valid())
            + (state == PriceEntry.State.ACTIVE ? "" : " (" + state.id() + ")"));
  }

  /// The calls that a row is for, unless it is for all: `batch`, `over 100,000`.
  private static Cell purpose(Row row) {
    var service = row.service().equals("standard") ? Stream.<String>of() : Stream.of(row.service());
    var over =
        row.band().over() == 0
            ? Stream.<String>of()
            : Stream.of("over " + Thousands.grouped(BigDecimal.valueOf(row.band().over())));
    return new Cell.Text(Stream.concat(service, over).collect(Collectors.joining(", ")));
  }

  private static List<Block> sources(String of, PriceEntry entry) {
    var texts = PriceText.texts(entry.provenance());
    if (texts.isEmpty()) {
      return List.of();
    }
    var blocks = new ArrayList<Block>();
    blocks.add(new Block.Heading(of + " " + PriceText.valid(entry.valid())));
    var items =
        new Block.Items(texts.stream().map(text -> new Block.Items.Item("", text)).toList());
    var whole = texts.stream().<Block>map(Block.Paragraph::new).toList();
    blocks.addAll(Block.onScreenOr(List.of(() -> items), whole));
    return blocks;
  }

  private Json json() {
    var limits = model.limits();
    return PriceFields.head("prices show", book, version)
        .and("model", model.id())
        .and("provider", model.provider())
        .and("tier", model.tier())
        .and("status", model.lifecycle().status())
        .and("aliases", Json.texts(aliases()))
        .and("tokenizer", model.tokenizer())
        .and("context_window", limits.context())
        .and("max_output", limits.output())
        .and("min_cache_tokens", limits.cache())
        .and("entries", Json.items(model.prices().stream().map(PriceFields::entry)))
        .and("fast_entries", Json.items(model.fast().stream().map(PriceFields::entry)));
  }
}
