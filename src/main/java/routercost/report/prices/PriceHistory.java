package routercost.report.prices;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import routercost.price.Model;
import routercost.price.PriceBook;
import routercost.price.PriceEntry;
import routercost.report.layout.Block;
import routercost.report.layout.Cell;
import routercost.report.layout.Field;
import routercost.report.layout.Json;
import routercost.report.layout.Phrases;
import routercost.report.layout.Report;
import routercost.report.layout.Rounding;
import routercost.report.layout.TableColumn;
import routercost.usage.Meter;

/// The report on the base rates of one model over time, with a bar for each period.
///
/// @param day today, which is marked
/// @param version of the tool
public record PriceHistory(PriceBook book, Model model, LocalDate day, String version) {
  private static final int WIDEST = 16;

  /// The base rates of a period, and those of the period before.
  private record Row(PriceEntry entry, Optional<PriceEntry> before) {
    Optional<String> rate(Meter meter) {
      return Optional.ofNullable(rates(entry).get(meter)).map(PriceText::rate);
    }

    /// The cost of a million tokens each way.
    BigDecimal sum() {
      return sum(entry);
    }

    private static BigDecimal sum(PriceEntry entry) {
      var rates = rates(entry);
      return rates
          .getOrDefault(Meter.INPUT, BigDecimal.ZERO)
          .add(rates.getOrDefault(Meter.OUTPUT, BigDecimal.ZERO));
    }

    private static Map<Meter, BigDecimal> rates(PriceEntry entry) {
      return entry.bands().getFirst().rates();
    }

    Optional<String> changePercent() {
      return before
          .filter(entry -> sum(entry).signum() > 0)
          .map(entry -> Rounding.exactPercent(sum().subtract(sum(entry)), sum(entry)));
    }

    /// How much more than before a million tokens each way cost, `-80.0%`, or what else changed:
    /// `cache_read -50.0%`.
    String change() {
      return before.map(this::change).orElse("");
    }

    private String change(PriceEntry from) {
      if (sum().compareTo(sum(from)) != 0) {
        return change(sum(from), sum());
      }
      var old = rates(from);
      for (var rate : rates(entry).entrySet()) {
        var usd = old.getOrDefault(rate.getKey(), rate.getValue());
        if (usd.compareTo(rate.getValue()) != 0) {
          return rate.getKey().id() + " " + change(usd, rate.getValue());
        }
      }
      return "other terms";
    }

    private static String change(BigDecimal from, BigDecimal to) {
      return from.signum() == 0
          ? "no longer free"
          : (to.compareTo(from) > 0 ? "+" : "") + Phrases.percent(to.subtract(from), from);
    }
  }

  public Report report() {
    var rows = rows();
    return new Report.LaidOut(
        blocks(rows), Field.records(fields(rows), rows).with("prices", book.tag()), json(rows));
  }

  private List<Row> rows() {
    var rows = new ArrayList<Row>();
    Optional<PriceEntry> before = Optional.empty();
    for (var entry : model.prices()) {
      if (entry.prices()) {
        rows.add(new Row(entry, before));
        before = Optional.of(entry);
      }
    }
    return rows;
  }

  private List<Block> blocks(List<Row> rows) {
    var blocks = new ArrayList<Block>();
    blocks.add(
        new Block.Title(model.id() + "  USD per million tokens over time, from " + book.id()));
    blocks.add(Field.table(fields(rows), rows, List.of()));
    model
        .lifecycle()
        .retirement(day)
        .map(words -> Phrases.capital(words) + ".")
        .ifPresent(sentence -> blocks.add(new Block.Paragraph(sentence)));
    return blocks;
  }

  private List<Field<Row>> fields(List<Row> rows) {
    var most = rows.stream().map(Row::sum).reduce(BigDecimal.ONE.movePointLeft(9), BigDecimal::max);
    return List.of(
        Field.record("model", _ -> model.id()),
        Field.optional("from", row -> row.entry().valid().from().map(LocalDate::toString)),
        Field.optional("to", row -> row.entry().valid().to().map(LocalDate::toString)),
        Field.shown(
            TableColumn.left("Days", 0),
            row -> new Cell.Text(PriceText.valid(row.entry().valid()))),
        Field.<Row>optional("input", row -> row.rate(Meter.INPUT)).withoutJson().right("Input", 0),
        Field.<Row>optional("output", row -> row.rate(Meter.OUTPUT))
            .withoutJson()
            .right("Output", 0),
        Field.json("rates", row -> PriceFields.rates(Row.rates(row.entry()))),
        Field.<Row>optional("change_pct", Row::changePercent)
            .right("Change", 1, row -> new Cell.Text(row.change())),
        Field.shown(
            TableColumn.left("", 0), row -> new Cell.Text(bar(row.sum(), most) + now(row.entry()))),
        Field.text("status", row -> row.entry().state().id()));
  }

  /// A bar as long as its part of the highest price; the shortest is one mark.
  private static String bar(BigDecimal sum, BigDecimal most) {
    int marks =
        sum.multiply(BigDecimal.valueOf(WIDEST)).divide(most, 0, RoundingMode.HALF_UP).intValue();
    return "#".repeat(Math.max(1, marks));
  }

  private String now(PriceEntry entry) {
    return entry.valid().contains(day) ? " < today" : "";
  }

  private Json json(List<Row> rows) {
    var fields = fields(rows);
    return PriceFields.head("prices show", book, version)
        .and("model", model.id())
        .and("history", Json.items(rows.stream().map(row -> Field.json(fields, row))));
  }
}
