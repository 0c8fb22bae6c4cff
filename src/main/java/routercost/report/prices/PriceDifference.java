package routercost.report.prices;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routercost.price.Model;
import routercost.price.PriceBook;
import routercost.price.PriceEntry;
import routercost.price.PriceEntry.BandRates;
import routercost.report.layout.Block;
import routercost.report.layout.Field;
import routercost.report.layout.Json;
import routercost.report.layout.Phrases;
import routercost.report.layout.Report;
import routercost.usage.Identified;
import routercost.usage.Meter;
import routercost.usage.Thousands;

/// The report on the models and rates that differ between two price books.
///
/// @param version of the tool
public record PriceDifference(PriceBook before, PriceBook after, String version) {
  private enum Change implements Identified {
    NEW,
    GONE,
    CHANGED;
  }

  /// A rate that differs, or a model that only one book has, with its latest base rates.
  private record Row(
      Change change,
      String model,
      String days,
      String purpose,
      String meter,
      Optional<String> before,
      Optional<String> after) {}

  private static final List<Field<Row>> FIELDS =
      List.of(
          Field.<Row>text("model", Row::model).left("Model", 0),
          Field.<Row>text("change", row -> row.change().id()).left("", 0),
          Field.<Row>text("days", Row::days).left("Days", 1),
          Field.<Row>text("for", Row::purpose).left("For", 1),
          Field.<Row>text("rate", Row::meter).left("Rate", 0),
          Field.<Row>optional("before", Row::before).right("Before", 0),
          Field.<Row>optional("after", Row::after).right("After", 0));

  /// A rate in a book, by what it is for.
  private record Key(String days, String purpose, String meter) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      return (days + '\0' + purpose + '\0' + meter)
          .compareTo(other.days + '\0' + other.purpose + '\0' + other.meter);
    }
  }

  public Report report() {
    var rows = rows();
    return new Report.LaidOut(
        blocks(rows), Field.records(FIELDS, rows).with("prices", after.tag()), json(rows));
  }

  private List<Row> rows() {
    var old = before.catalog().models();
    var present = after.catalog().models();
    var ids = new TreeSet<>(old.keySet());
    ids.addAll(present.keySet());
    var rows = new ArrayList<Row>();
    for (var id : ids) {
      var one = Optional.ofNullable(old.get(id));
      var other = Optional.ofNullable(present.get(id));
      if (one.isPresent() && other.isPresent()) {
        rows.addAll(changes(id, rates(one.get()), rates(other.get())));
      } else {
        rows.add(
            new Row(
                one.isEmpty() ? Change.NEW : Change.GONE,
                id,
                "",
                "",
                "input / output",
                one.map(PriceDifference::latest),
                other.map(PriceDifference::latest)));
      }
    }
    return rows;
  }

  private static List<Row> changes(
      String id, SortedMap<Key, String> old, SortedMap<Key, String> present) {
    var keys = new TreeSet<>(old.keySet());
    keys.addAll(present.keySet());
    return keys.stream()
        .filter(key -> !Optional.ofNullable(old.get(key)).equals(rate(present, key)))
        .map(
            key ->
                new Row(
                    Change.CHANGED,
                    id,
                    key.days(),
                    key.purpose(),
                    key.meter(),
                    rate(old, key),
                    rate(present, key)))
        .toList();
  }

  private static Optional<String> rate(Map<Key, String> rates, Key key) {
    return Optional.ofNullable(rates.get(key));
  }

  /// The latest rates; those of units where a model has none of tokens.
  private static String latest(Model model) {
    if (model.prices().isEmpty()) {
      return "";
    }
    var rates = model.prices().getLast().bands().getFirst().rates();
    if (rates.keySet().stream().noneMatch(Meter::countsTokens)) {
      return new TreeMap<>(rates)
          .entrySet().stream()
              .map(rate -> rate.getKey().id() + " " + written(rate.getValue()))
              .collect(Collectors.joining(", "));
    }
    return Stream.of(Meter.INPUT, Meter.OUTPUT)
        .map(rates::get)
        .map(usd -> usd == null ? "-" : written(usd))
        .collect(Collectors.joining(" / "));
  }

  private static SortedMap<Key, String> rates(Model model) {
    var rates = new TreeMap<Key, String>();
    model.prices().forEach(entry -> add(entry, "", rates));
    model.fast().forEach(entry -> add(entry, "fast", rates));
    return rates;
  }

  private static void add(PriceEntry entry, String service, Map<Key, String> rates) {
    var days =
        PriceText.valid(entry.valid())
            + (entry.state() == PriceEntry.State.CANCELLED ? " (cancelled)" : "");
    for (var band : entry.bands()) {
      add(days, purpose(service, band), band.rates(), rates);
      band.terms()
          .forEach(
              (tier, terms) -> {
                var purpose = purpose(tier.id(), band);
                terms
                    .multiplier()
                    .ifPresent(
                        value -> rates.put(new Key(days, purpose, "multiplier"), written(value)));
                add(days, purpose, terms.published(), rates);
              });
    }
  }

  private static void add(
      String days, String purpose, Map<Meter, BigDecimal> published, Map<Key, String> rates) {
    published.forEach((meter, usd) -> rates.put(new Key(days, purpose, meter.id()), written(usd)));
  }

  private static String purpose(String service, BandRates band) {
    var over = band.over() == 0 ? "" : "over " + Thousands.grouped(BigDecimal.valueOf(band.over()));
    return service.isEmpty() || over.isEmpty() ? service + over : service + ", " + over;
  }

  private static String written(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  private List<Block> blocks(List<Row> rows) {
    var title = before.id() + " to " + after.id() + "  USD per million tokens";
    var summary =
        rows.isEmpty()
            ? "No price differs."
            : "%s new, %s gone, %s changed."
                .formatted(
                    Phrases.counted(models(rows, Change.NEW), "model"),
                    models(rows, Change.GONE),
                    models(rows, Change.CHANGED));
    return rows.isEmpty()
        ? List.of(new Block.Title(title), new Block.Paragraph(summary))
        : List.of(
            new Block.Title(title),
            new Block.Paragraph(summary),
            Field.table(FIELDS, rows, List.of()));
  }

  private static long models(List<Row> rows, Change change) {
    return rows.stream().filter(row -> row.change() == change).map(Row::model).distinct().count();
  }

  private Json json(List<Row> rows) {
    return PriceFields.head("prices diff", after, version)
        .and("before", Json.object().and("id", before.id()).and("sha256", before.sha256()))
        .and("differences", Json.items(rows.stream().map(row -> Field.json(FIELDS, row))));
  }
}
