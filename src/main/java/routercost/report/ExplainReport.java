package routercost.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routercost.price.Charge;
import routercost.price.Component;
import routercost.price.DateRange;
import routercost.price.Factor;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.price.Provenance;
import routercost.price.Rate;
import routercost.price.RateCard;
import routercost.price.Resolution;
import routercost.usage.Meter;
import routercost.usage.Slice;
import routercost.usage.Usage;

/// Lays out the arithmetic of a bill: quantity × rate × factors = amount, and the price entry of
/// each line. Nothing is rounded here; the parts sum to the total exactly.
public final class ExplainReport {
  private ExplainReport() {}

  /// The charges of `ledger`, those of one rate card taken together.
  ///
  /// @param what is explained: a place or a task
  /// @param logged what the log itself states for it, if it is one call
  public static Report of(Head head, String what, Ledger ledger, Optional<BigDecimal> logged) {
    var charges = byCard(ledger);
    var blocks = new ArrayList<Block>();
    blocks.add(new Block.Title(title(what, ledger)));
    charges.forEach(charge -> blocks.addAll(charged(charge)));
    blocks.addAll(below(ledger, logged));
    blocks.add(new Block.Paragraph("Prices: " + head.pricesInWords() + "."));
    return new Report(blocks, records(charges), json(head, what, ledger, charges, logged));
  }

  private static String title(String what, Ledger ledger) {
    var calls = usage(ledger).of(Meter.CALLS);
    return "%s  %s  USD".formatted(what, Words.calls(calls));
  }

  private static Usage usage(Ledger ledger) {
    return Stream.concat(
            ledger.charges().stream().map(Charge::slice),
            ledger.uncharged().stream().map(uncharged -> uncharged.slice()))
        .map(Slice::usage)
        .reduce(Usage.NONE, Usage::plus);
  }

  private static List<Charge> byCard(Ledger ledger) {
    var byCard = new LinkedHashMap<RateCard, Slice>();
    for (var charge : ledger.charges()) {
      byCard.merge(
          charge.card(),
          charge.slice(),
          (one, other) -> new Slice(one.key(), one.usage().plus(other.usage())));
    }
    return byCard.entrySet().stream()
        .map(
            entry ->
                new Charge(
                    entry.getValue(),
                    entry.getKey(),
                    entry.getKey().components(entry.getValue().usage())))
        .toList();
  }

  private static List<Block> charged(Charge charge) {
    var card = charge.card();
    var blocks = new ArrayList<Block>();
    var calls = Words.calls(charge.slice().usage().of(Meter.CALLS));
    blocks.add(new Block.Heading(calls + " on " + card.priced().id()));
    blocks.add(
        new Block.Table(
            List.of(
                Column.left("Meter", 0),
                Column.right("Quantity", 0),
                Column.right("Rate", 0),
                Column.left("Times", 0),
                Column.right("Amount", 0)),
            charge.components().stream().map(part -> row(part, decimals(charge))).toList(),
            totals(charge)));
    blocks.add(new Block.Paragraph(entry(card)));
    texts(card.provenance()).forEach(text -> blocks.add(new Block.Paragraph(text)));
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
        new Cell.Text(exact(component.amount(), decimals)));
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
        : Rounding.grouped(BigDecimal.valueOf(rate.per())) + " " + unit + "s";
  }

  private static String factors(List<Factor> factors) {
    return factors.stream()
        .map(factor -> factor.value().toPlainString() + " " + factor.name())
        .collect(Collectors.joining(", "));
  }

  private static String exact(Money money) {
    return exact(money, 2);
  }

  /// Every digit of the amount, and zeros up to `decimals`.
  private static String exact(Money money, int decimals) {
    return Rounding.dollars(money.usd().setScale(Math.max(decimals, money.usd().scale())));
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
        new Cell.Text(exact(amount, decimals)));
  }

  private static String entry(RateCard card) {
    return "Price entry: %s%s, %s, in %s.%s"
        .formatted(
            card.priced().id(),
            card.over() == 0
                ? ""
                : " over %s prompt tokens"
                    .formatted(Rounding.grouped(BigDecimal.valueOf(card.over()))),
            valid(card.valid()),
            card.provenance().book(),
            found(card.priced()));
  }

  /// `from 2026-10-07`, `2026-09-28 to 2026-10-06`.
  static String valid(DateRange valid) {
    var from = valid.from().map(day -> "from " + day);
    var to = valid.to().map(day -> "to " + day.minusDays(1));
    return Stream.concat(from.stream(), to.stream())
        .reduce((one, other) -> one + " " + other)
        .orElse("undated");
  }

  private static String found(Resolution priced) {
    return switch (priced.how()) {
      case EXACT -> "";
      case ALIAS -> " '%s' is an alias of it.".formatted(priced.logged());
      case NORMALISED -> " '%s' is a platform's name of it.".formatted(priced.logged());
      case TIER -> " '%s' is the tier that it stands for on that day.".formatted(priced.logged());
    };
  }

  /// What the book says of where a price comes from, as sentences.
  static List<String> texts(Provenance provenance) {
    return Stream.of(
            labelled("Source", provenance.source()),
            labelled("Confidence", provenance.confidence()),
            labelled("Note", provenance.note()),
            labelled("Disputed", provenance.disputed()))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<String> labelled(String label, String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(label + ": " + text);
  }

  private static List<Block> below(Ledger ledger, Optional<BigDecimal> logged) {
    var blocks = new ArrayList<Block>();
    Gaps.sentences(ledger).forEach(text -> blocks.add(new Block.Paragraph(text + ".")));
    if (ledger.charges().size() > 1) {
      blocks.add(new Block.Paragraph("All together: " + exact(ledger.total()) + "."));
    }
    if (ledger.isComplete()) {
      logged
          .map(usd -> agreement(usd, ledger.total()))
          .map(Block.Paragraph::new)
          .ifPresent(blocks::add);
    }
    return blocks;
  }

  private static String agreement(BigDecimal logged, Money total) {
    var difference = new Money(logged).minus(total);
    return difference.isZero()
        ? "The log states the same cost."
        : "The log states %s: %s %s."
            .formatted(
                exact(new Money(logged)),
                exact(new Money(difference.usd().abs())),
                difference.usd().signum() > 0 ? "more" : "less");
  }

  private static Records records(List<Charge> charges) {
    var names =
        List.of(
            "model",
            "meter",
            "quantity",
            "rate_usd",
            "per",
            "multiplier",
            "amount_usd",
            "from",
            "to");
    var rows =
        charges.stream()
            .flatMap(
                charge -> charge.components().stream().map(part -> record(charge.card(), part)))
            .toList();
    return new Records(names, rows);
  }

  private static List<String> record(RateCard card, Component part) {
    return List.of(
        card.priced().id(),
        part.meter().id(),
        Rounding.exact(part.quantity()),
        part.rate().usd().toPlainString(),
        Long.toString(part.rate().per()),
        Rounding.exact(multiplier(part)),
        part.amount().toString(),
        card.valid().from().map(Object::toString).orElse(""),
        card.valid().to().map(Object::toString).orElse(""));
  }

  private static BigDecimal multiplier(Component part) {
    return part.factors().stream().map(Factor::value).reduce(BigDecimal.ONE, BigDecimal::multiply);
  }

  private static Json json(
      Head head, String what, Ledger ledger, List<Charge> charges, Optional<BigDecimal> logged) {
    var coverage = new Coverage(ledger);
    return head.json(false)
        .and("complete", coverage.isComplete())
        .and("coverage", coverage.json())
        .and("assumptions", Json.texts(List.of()))
        .and("warnings", Json.items(coverage.warnings()))
        .and("explained", what)
        .and("components", Json.items(charges.stream().flatMap(ExplainReport::components)))
        .and("reductions", Json.items(charges.stream().flatMap(ExplainReport::reductions)))
        .and("total", ledger.total().toString())
        .and(
            "logged",
            logged.<Json>map(usd -> new Json.Text(Rounding.exact(usd))).orElse(new Json.Null()));
  }

  private static Stream<Json> components(Charge charge) {
    return charge.components().stream()
        .map(
            part ->
                Json.object()
                    .and("meter", part.meter().id())
                    .and("quantity", Json.number(part.quantity()))
                    .and("rate", part.rate().usd().toPlainString())
                    .and("per", part.rate().per())
                    .and("multiplier", Rounding.exact(multiplier(part)))
                    .and("amount", part.amount().toString())
                    .and("price_entry", entryJson(charge.card())));
  }

  private static Json entryJson(RateCard card) {
    return Json.object()
        .and("model", card.priced().id())
        .and("logged_as", card.priced().logged())
        .and("over", card.over())
        .and("from", card.valid().from().map(Object::toString).orElse(""))
        .and("to", card.valid().to().map(Object::toString).orElse(""))
        .and("book", card.provenance().book())
        .and("source", card.provenance().source())
        .and("confidence", card.provenance().confidence());
  }

  private static Stream<Json> reductions(Charge charge) {
    return charge.reductions().stream()
        .map(
            reduction ->
                Json.object()
                    .and("name", reduction.discount().name())
                    .and("percent", Rounding.exact(reduction.discount().percent()))
                    .and("amount", reduction.amount().toString()));
  }
}
