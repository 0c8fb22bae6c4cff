package routercost.report.prices;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
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
import routercost.report.layout.Json;
import routercost.report.layout.Records;
import routercost.report.layout.Report;
import routercost.report.layout.TableColumn;
import routercost.report.layout.TokenMeters;
import routercost.usage.Meter;
import routercost.usage.ServiceTier;
import routercost.usage.Thousands;

/// Everything that a price book says of one model.
record ModelDetails(PriceBook book, Model model, String version) {
  /// One row of rates: an entry, how it is served, and one of its bands.
  private record Row(String service, PriceEntry entry, BandRates band) {}

  Report report() {
    var rows = rows();
    return new Report.LaidOut(blocks(rows), records(rows), json());
  }

  private List<Row> rows() {
    return Stream.concat(
            model.prices().stream().flatMap(entry -> rows("standard", entry)),
            model.fast().stream().flatMap(entry -> rows("fast", entry)))
        .toList();
  }

  private static Stream<Row> rows(String service, PriceEntry entry) {
    return entry.bands().stream().map(band -> new Row(service, entry, band));
  }

  private List<Block> blocks(List<Row> rows) {
    var blocks = new ArrayList<Block>();
    blocks.add(new Block.Title(model.id() + "  USD per million tokens, from " + book.id()));
    facts().forEach(text -> blocks.add(new Block.Paragraph(text)));
    blocks.add(
        new Block.Table(
            List.of(
                TableColumn.left("Days", 0),
                TableColumn.left("For", 0),
                TableColumn.right("Input", 0),
                TableColumn.right("Output", 0),
                TableColumn.right("Read", 0),
                TableColumn.right("Write 5m", 2),
                TableColumn.right("Write 1h", 3),
                TableColumn.left("Also", 1)),
            rows.stream().map(this::cells).toList(),
            List.of()));
    rows.stream().map(Row::entry).distinct().forEach(entry -> blocks.addAll(sources(entry)));
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
                    tokens("cached from", limits.cache()),
                    tokens("tool prompt", limits.toolsAuto()),
                    fact("tokenizer", model.tokenizer()))),
            joined(
                Stream.of(
                    fact("also known as", String.join(", ", aliases())),
                    fact("dearer at", places()))))
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
    return day.map(some -> name + " " + some);
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
                    .map(
                        multiplier ->
                            place.id() + " (times " + multiplier.value().toPlainString() + ")"))
        .collect(Collectors.joining(", "));
  }

  private List<Cell> cells(Row row) {
    var entry = row.entry();
    var days = PriceText.valid(entry.valid());
    var state = entry.state() == PriceEntry.State.ACTIVE ? "" : " (" + entry.state().id() + ")";
    var rates =
        TokenMeters.RATED.stream()
            .map(meter -> Optional.ofNullable(row.band().rates().get(meter)))
            .map(rate -> rate.map(BigDecimal::toPlainString).orElse(""));
    return Stream.of(
            Stream.of(days + state, purpose(row)), rates, Stream.of(also(row.band().terms())))
        .flatMap(texts -> texts)
        .<Cell>map(Cell.Text::new)
        .toList();
  }

  /// What the row is for, where it is not every call: `fast`, `over 100,000`.
  private static String purpose(Row row) {
    var fast = row.service().equals("fast") ? Stream.of("fast") : Stream.<String>of();
    var over =
        row.band().over() == 0
            ? Stream.<String>of()
            : Stream.of("over " + Thousands.grouped(BigDecimal.valueOf(row.band().over())));
    return Stream.concat(fast, over).collect(Collectors.joining(", "));
  }

  private static String also(Map<ServiceTier, TierTerms> terms) {
    return new TreeMap<>(terms)
        .entrySet().stream()
            .map(
                entry ->
                    entry.getKey().id()
                        + entry
                            .getValue()
                            .multiplier()
                            .map(value -> " times " + value.toPlainString())
                            .orElse(" at its own rates"))
            .collect(Collectors.joining(", "));
  }

  private static List<Block> sources(PriceEntry entry) {
    var texts = PriceText.texts(entry.provenance());
    if (texts.isEmpty()) {
      return List.of();
    }
    var blocks = new ArrayList<Block>();
    blocks.add(new Block.Heading("Prices " + PriceText.valid(entry.valid())));
    texts.forEach(text -> blocks.add(new Block.Paragraph(text)));
    return blocks;
  }

  private Records records(List<Row> rows) {
    var names =
        Stream.concat(
                Stream.of("model", "service", "from", "to", "status", "over"),
                TokenMeters.RATED.stream().map(Meter::id))
            .toList();
    return new Records(names, rows.stream().map(this::record).toList()).with("prices", book.tag());
  }

  private List<String> record(Row row) {
    var valid = row.entry().valid();
    return Stream.concat(
            Stream.of(
                model.id(),
                row.service(),
                valid.from().map(Object::toString).orElse(""),
                valid.to().map(Object::toString).orElse(""),
                row.entry().state().id(),
                Long.toString(row.band().over())),
            TokenMeters.RATED.stream()
                .map(meter -> Optional.ofNullable(row.band().rates().get(meter)))
                .map(rate -> rate.map(BigDecimal::toPlainString).orElse("")))
        .toList();
  }

  private Json json() {
    var limits = model.limits();
    return PriceJson.head("prices show", book, version)
        .and("id", model.id())
        .and("provider", model.provider())
        .and("tier", model.tier())
        .and("status", model.lifecycle().status())
        .and("aliases", Json.texts(aliases()))
        .and("tokenizer", model.tokenizer())
        .and("context_window", limits.context())
        .and("max_output", limits.output())
        .and("min_cache_tokens", limits.cache())
        .and("entries", Json.items(model.prices().stream().map(PriceJson::entry)))
        .and("fast_entries", Json.items(model.fast().stream().map(PriceJson::entry)));
  }
}
