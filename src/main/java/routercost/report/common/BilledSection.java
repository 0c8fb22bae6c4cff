package routercost.report.common;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import routercost.audit.InvoicedCosts;
import routercost.price.Attribute;
import routercost.price.Money;
import routercost.report.layout.Block;
import routercost.report.layout.Cell;
import routercost.report.layout.Json;
import routercost.report.layout.Phrases;
import routercost.report.layout.RoundedRows;
import routercost.report.layout.Rounding;
import routercost.report.layout.TableColumn;
import routercost.usage.Slice;

/// What cost reports say was billed, laid out beside an audit.
///
/// @param dimensions what the report is grouped by
public record BilledSection(InvoicedCosts billed, List<Attribute> dimensions) {
  private static final int SHOWN = 30;

  private record Group(List<String> key, Money amount) {}

  /// The table and what it means; nothing if there was no cost report.
  public List<Block> blocks() {
    if (billed.isEmpty()) {
      return List.of();
    }
    var groups = groups();
    int decimals = Rounding.decimals(billed.total());
    var shown = groups.stream().limit(SHOWN).toList();
    var rows = new ArrayList<List<Cell>>();
    shown.forEach(group -> rows.add(row(group.key(), group.amount(), decimals)));
    if (groups.size() > SHOWN) {
      var rest = groups.subList(SHOWN, groups.size());
      rows.add(
          row(
              named("%d more".formatted(rest.size())),
              Money.sum(rest.stream().map(Group::amount).toList()),
              decimals));
    }
    var total = cells(named("Total"), billed.total(), decimals);
    var blocks = new ArrayList<Block>();
    blocks.add(new Block.Heading("Billed, by cost reports"));
    blocks.addAll(RoundedRows.of(new Block.Table(columns(), rows, List.of(total))));
    blocks.add(Block.list(sentences()));
    return blocks;
  }

  /// What stands in the first line where there are no calls; empty if nothing was billed.
  public String headline() {
    return billed.isEmpty()
        ? ""
        : " Cost reports bill %s.".formatted(Rounding.dollars(billed.total()));
  }

  /// What lines are grouped by here: they are no calls and have no price.
  private List<Attribute> parts() {
    var asked = dimensions.stream().filter(BilledSection::isOfBills).toList();
    return asked.isEmpty() ? List.of(Attribute.Known.MODEL, Attribute.Known.TASK) : asked;
  }

  private static boolean isOfBills(Attribute attribute) {
    if (attribute.equals(Attribute.Label.HOUR)) {
      return false; // bills are by day
    }
    return attribute.isTime()
        || attribute == Attribute.Known.MODEL
        || attribute instanceof Attribute.Label;
  }

  /// The task of a line is what it is billed for.
  private static String heading(Attribute attribute) {
    return switch (attribute) {
      case Attribute.Label(String id) -> id;
      case Attribute.Known.TASK -> "Billed for";
      case Attribute.Known known -> Phrases.capital(known.id());
    };
  }

  private List<Group> groups() {
    var parts = parts();
    var byKey = new LinkedHashMap<List<String>, Money>();
    billed
        .lines()
        .slices()
        .forEach(
            line ->
                byKey.merge(
                    parts.stream().map(part -> part.value(line.key(), Optional.empty())).toList(),
                    InvoicedCosts.amount(line),
                    Money::plus));
    var all = byKey.entrySet().stream().map(group -> new Group(group.getKey(), group.getValue()));
    return parts.getFirst().isTime()
        ? all.toList()
        : all.sorted(
                Comparator.comparing(Group::amount, Comparator.reverseOrder())
                    .thenComparing(group -> String.join("\0", group.key())))
            .toList();
  }

  private List<TableColumn> columns() {
    return Stream.concat(
            parts().stream().map(part -> TableColumn.left(heading(part), 0)),
            Stream.of(TableColumn.right("Billed", 0)))
        .toList();
  }

  private List<String> named(String name) {
    return Stream.concat(Stream.of(name), parts().stream().skip(1).map(_ -> "")).toList();
  }

  private static List<Cell> row(List<String> key, Money amount, int decimals) {
    return cells(key.stream().map(Phrases::orNone).toList(), amount, decimals);
  }

  private static List<Cell> cells(List<String> texts, Money amount, int decimals) {
    return Stream.concat(
            texts.stream().<Cell>map(Cell.Text::new), Stream.of(new Cell.Amount(amount, decimals)))
        .toList();
  }

  /// What the amounts mean and do not mean.
  List<String> sentences() {
    var sentences = new ArrayList<String>();
    sentences.add(
        "%s exactly, for %s; not included in any other total. These are amounts without tokens or calls: which"
                .formatted(Rounding.exactDollars(billed.total()), days())
            + " tasks they are of, and what another model would cost, cannot be known from them.");
    billed.priced().ifPresent(priced -> sentences.add(beside(priced)));
    return sentences;
  }

  private String days() {
    return billed.from().equals(billed.to())
        ? billed.from().toString()
        : billed.from() + " to " + billed.to();
  }

  private String beside(Money priced) {
    var difference = billed.total().minus(priced);
    String words =
        difference.isZero()
            ? "as much as was billed"
            : "%s %s than was billed"
                .formatted(
                    Rounding.exactDollars(new Money(difference.usd().abs())),
                    difference.usd().signum() > 0 ? "less" : "more");
    return "The calls of these days come to %s by their tokens, %s%s."
        .formatted(
            Rounding.exactDollars(priced),
            words,
            billed.whole() ? "" : "; some of them have no price");
  }

  /// All lines, exactly; null if there was no cost report.
  public Json json() {
    if (billed.isEmpty()) {
      return Json.NULL;
    }
    return Json.object()
        .and("from", billed.from().toString())
        .and("to", billed.to().toString())
        .and("total", billed.total())
        .and("priced", billed.priced())
        .and("difference", billed.difference())
        .and("lines", Json.items(billed.lines().slices().map(BilledSection::line)));
  }

  private static Json line(Slice line) {
    var json =
        Json.object()
            .and("day", line.key().day().toString())
            .and("model", line.key().model())
            .and("billed_for", line.key().task())
            .and("cost", InvoicedCosts.amount(line));
    for (var label : line.key().labels().entrySet()) {
      json.and(label.getKey(), label.getValue());
    }
    return json;
  }
}
