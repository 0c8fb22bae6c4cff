package routercost.report.explain;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routercost.price.Charge;
import routercost.price.Charge.Component;
import routercost.price.Money;
import routercost.price.RateCard.Factor;
import routercost.price.RateCard.Rate;
import routercost.report.layout.Block;
import routercost.report.layout.Cell;
import routercost.report.layout.Phrases;
import routercost.report.layout.Rounding;
import routercost.report.layout.TableColumn;
import routercost.report.prices.PriceText;
import routercost.usage.Meter;
import routercost.usage.Thousands;

/// One charge, laid out as arithmetic: quantity × rate × factors = amount, and its price entry.
record Arithmetic(Charge charge) {
  static Arithmetic of(Charge charge) {
    return new Arithmetic(charge);
  }

  List<Block> blocks() {
    var card = charge.card();
    var blocks = new ArrayList<Block>();
    var calls = Phrases.calls(charge.slice().usage().of(Meter.CALLS));
    blocks.add(new Block.Heading(calls + " on " + card.priced().id()));
    blocks.add(
        new Block.Table(
            List.of(
                TableColumn.left("Meter", 0),
                TableColumn.right("Quantity", 0),
                TableColumn.right("Rate", 0),
                TableColumn.left("Times", 0),
                TableColumn.right("Amount", 0)),
            charge.components().stream().map(part -> row(part, decimals(charge))).toList(),
            totals(charge)));
    blocks.add(new Block.Paragraph(PriceText.entry(card)));
    PriceText.texts(card.provenance()).forEach(text -> blocks.add(new Block.Paragraph(text)));
    return blocks;
  }

  /// As many decimals as the longest amount has, so that points stand under each other.
  private static int decimals(Charge charge) {
    return Stream.concat(
            charge.components().stream().map(Component::amount), Stream.of(charge.total()))
        .mapToInt(amount -> Math.max(2, amount.usd().scale()))
        .max()
        .orElse(2);
  }

  private static List<Cell> row(Component component, int decimals) {
    return List.of(
        new Cell.Text(component.meter().id()),
        new Cell.Count(component.quantity()),
        new Cell.Text(rate(component)),
        new Cell.Text(factors(component.factors())),
        new Cell.Text(Rounding.exactDollars(component.amount(), decimals)));
  }

  private static String rate(Component component) {
    var unit = component.meter().countsTokens() ? "token" : "unit";
    return "$%s / %s"
        .formatted(component.rate().usd().toPlainString(), per(component.rate(), unit));
  }

  private static String per(Rate rate, String unit) {
    if (rate.per() == Rate.MILLION && unit.equals("token")) {
      return "MTok";
    }
    return rate.per() == 1
        ? unit
        : Thousands.grouped(BigDecimal.valueOf(rate.per())) + " " + unit + "s";
  }

  private static String factors(List<Factor> factors) {
    return factors.stream()
        .map(factor -> factor.value().toPlainString() + " " + factor.name())
        .collect(Collectors.joining(", "));
  }

  private static List<List<Cell>> totals(Charge charge) {
    int decimals = decimals(charge);
    var rows = new ArrayList<List<Cell>>();
    if (!charge.reductions().isEmpty()) {
      rows.add(total("List price", charge.list(), decimals));
      charge
          .reductions()
          .forEach(
              reduction ->
                  rows.add(
                      total(
                          reduction.discount().name()
                              + " -"
                              + reduction.discount().percent().toPlainString()
                              + "%",
                          reduction.amount(),
                          decimals)));
    }
    rows.add(total("Total", charge.total(), decimals));
    return rows;
  }

  private static List<Cell> total(String name, Money amount, int decimals) {
    return List.of(
        new Cell.Text(name),
        Cell.NOTHING,
        Cell.NOTHING,
        Cell.NOTHING,
        new Cell.Text(Rounding.exactDollars(amount, decimals)));
  }
}
