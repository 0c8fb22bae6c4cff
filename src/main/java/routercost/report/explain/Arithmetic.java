package routercost.report.explain;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routercost.price.Charge;
import routercost.price.Charge.Component;
import routercost.price.Money;
import routercost.price.RateCard;
import routercost.price.RateCard.Factor;
import routercost.price.RateCard.Rate;
import routercost.report.layout.Block;
import routercost.report.layout.Cell;
import routercost.report.layout.Field;
import routercost.report.layout.Json;
import routercost.report.layout.Phrases;
import routercost.report.layout.Records;
import routercost.report.layout.Rounding;
import routercost.report.prices.PriceText;
import routercost.usage.Meter;
import routercost.usage.Thousands;

/// One charge, laid out as arithmetic: quantity × rate × factors = amount, and its price entry.
record Arithmetic(Charge charge) {
  /// A component of a charge, and the rates behind it.
  ///
  /// @param decimals of the amount in a table
  /// @param rest what discounts leave of the amount
  private record Row(RateCard card, Component component, int decimals, BigDecimal rest) {}

  private static final List<Field<Row>> FIELDS =
      List.of(
          Field.record("model", row -> row.card().priced().id()),
          Field.<Row>text("meter", row -> row.component().meter().id()).left("Type", 0),
          Field.<Row>count("quantity", row -> row.component().quantity()).right("Quantity", 0),
          Field.record("rate_usd", Arithmetic::rate),
          Field.<Row>text("rate", Arithmetic::rate)
              .withoutRecord()
              .right("Rate", 0, row -> rate(row.component())),
          Field.count("per", row -> BigDecimal.valueOf(row.component().rate().per())),
          Field.<Row>text("multiplier", row -> Rounding.exact(row.component().multiplier()))
              .left("Factor", 0, row -> factors(row.component().factors())),
          Field.<Row>money("amount", row -> Optional.of(row.component().amount()))
              .right("Amount", 0, row -> amount(row.component().amount(), row.decimals())),
          Field.money("cost", row -> Optional.of(row.component().amount().times(row.rest()))),
          Field.json("price_entry", row -> priceEntry(row.card())),
          Field.record("price_entry_from", row -> day(row.card().valid().from())),
          Field.record("price_entry_to", row -> day(row.card().valid().to())));

  static Records records(List<Charge> charges) {
    return Field.records(FIELDS, rows(charges).toList());
  }

  static Json.Items components(List<Charge> charges) {
    return Json.items(rows(charges).map(row -> Field.json(FIELDS, row)));
  }

  private static Stream<Row> rows(List<Charge> charges) {
    return charges.stream().flatMap(charge -> new Arithmetic(charge).rows());
  }

  private Stream<Row> rows() {
    int decimals = decimals();
    return charge.components().stream()
        .map(component -> new Row(charge.card(), component, decimals, charge.rest()));
  }

  List<Block> blocks() {
    var card = charge.card();
    var blocks = new ArrayList<Block>();
    var calls = Phrases.calls(charge.slice().usage().of(Meter.CALLS));
    blocks.add(new Block.Heading(calls + " on " + card.priced().id() + service()));
    var table = Field.table(FIELDS, rows().toList(), List.of());
    blocks.add(new Block.Table(table.columns(), table.rows(), totals()));
    blocks.add(new Block.Paragraph(PriceText.entry(card)));
    PriceText.texts(card.provenance()).stream()
        .map(Block.Paragraph::new)
        .map(Block.Detail::new)
        .forEach(blocks::add);
    return blocks;
  }

  /// How the calls were served, unless as usual: `, fast mode`.
  String service() {
    var service = charge.slice().key().service();
    return switch (service) {
      case STANDARD -> "";
      case FAST -> ", fast mode";
      case BATCH, PRIORITY, FLEX, ULTRAFAST, PEAK, SEARCH_LOW, SEARCH_MEDIUM, SEARCH_HIGH ->
          ", " + service.id();
    };
  }

  /// As many decimals as the longest amount has, so that decimal points line up.
  private int decimals() {
    return Stream.concat(
            charge.components().stream().map(Component::amount), Stream.of(charge.total()))
        .mapToInt(amount -> Math.max(2, amount.usd().scale()))
        .max()
        .orElse(2);
  }

  private static String rate(Row row) {
    return row.component().rate().usd().toPlainString();
  }

  private static Cell rate(Component component) {
    var unit = component.meter().whole().countsTokens() ? "token" : "unit";
    return new Cell.Text(
        "$%s / %s".formatted(component.rate().usd().toPlainString(), per(component.rate(), unit)));
  }

  private static String per(Rate rate, String unit) {
    if (rate.per() == Rate.MILLION && unit.equals("token")) {
      return "MTok";
    }
    return rate.per() == 1
        ? unit
        : Thousands.grouped(BigDecimal.valueOf(rate.per())) + " " + unit + "s";
  }

  private static Cell factors(List<Factor> factors) {
    return new Cell.Text(
        factors.stream()
            .map(factor -> factor.value().toPlainString() + " " + factor.name())
            .collect(Collectors.joining(", ")));
  }

  private static Cell amount(Money amount, int decimals) {
    return new Cell.Text(Rounding.exactDollars(amount, decimals));
  }

  private static Json priceEntry(RateCard card) {
    return Json.object()
        .and("model", card.priced().id())
        .and("logged_model", card.priced().logged())
        .and("over", card.over())
        .and("from", Json.text(card.valid().from()))
        .and("to", Json.text(card.valid().to()))
        .and("book", card.provenance().book())
        .and("source", card.provenance().source())
        .and("confidence", card.provenance().confidence());
  }

  private static String day(Optional<LocalDate> day) {
    return day.map(LocalDate::toString).orElse("");
  }

  private List<List<Cell>> totals() {
    var rows = new ArrayList<List<Cell>>();
    if (!charge.reductions().isEmpty()) {
      rows.add(total("List price", charge.list()));
    }
    for (var reduction : charge.reductions()) {
      var discount = reduction.discount();
      var name = discount.name() + " -" + discount.percent().toPlainString() + "%";
      rows.add(total(name, reduction.amount()));
    }
    rows.add(total("Total", charge.total()));
    return rows;
  }

  private List<Cell> total(String name, Money amount) {
    return List.of(
        new Cell.Text(name), Cell.NOTHING, Cell.NOTHING, Cell.NOTHING, amount(amount, decimals()));
  }
}
