package routercost.report.prices;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import routercost.price.Catalog.FixedPrice;
import routercost.price.Model;
import routercost.price.PriceBook;
import routercost.price.Quote;
import routercost.price.RateCard;
import routercost.report.layout.Block;
import routercost.report.layout.Cell;
import routercost.report.layout.Json;
import routercost.report.layout.Records;
import routercost.report.layout.Report;
import routercost.report.layout.TableColumn;
import routercost.report.layout.TokenMeters;
import routercost.usage.Meter;
import routercost.usage.UsageKey;

/// One line for each model and service of a price book.
///
/// @param day whose prices are shown
/// @param provider whose models are shown; all if empty
/// @param version of the tool
public record PriceList(PriceBook book, LocalDate day, Optional<String> provider, String version) {
  /// One priced model.
  private record Line(Model model, RateCard card) {
    /// The rate as published; empty if there is none.
    Optional<String> rate(Meter meter) {
      return Optional.ofNullable(card.rates().get(meter)).map(rate -> rate.usd().toPlainString());
    }
  }

  public Report report() {
    var lines = lines();
    return new Report.LaidOut(blocks(lines), records(lines), json(lines));
  }

  private List<Line> lines() {
    return book.catalog().models().values().stream()
        .filter(model -> provider.map(model.provider()::equals).orElse(true))
        .flatMap(this::line)
        .toList();
  }

  private Stream<Line> line(Model model) {
    return switch (book.quote(UsageKey.of(day, "", model.id()))) {
      case Quote.Priced(RateCard card) -> Stream.of(new Line(model, card));
      case Quote.Unpriced _ -> Stream.of();
    };
  }

  private List<FixedPrice> services() {
    return book.catalog().services().values().stream()
        .filter(service -> provider.map(service.provider()::equals).orElse(true))
        .toList();
  }

  private List<Block> blocks(List<Line> lines) {
    var title = "Prices on %s, USD per million tokens, from %s".formatted(day, book.id());
    var models =
        new Block.Table(
            List.of(
                TableColumn.left("Model", 0),
                TableColumn.left("Provider", 3),
                TableColumn.left("Tier", 2),
                TableColumn.left("Status", 4),
                TableColumn.right("Input", 0),
                TableColumn.right("Output", 0),
                TableColumn.right("Read", 1),
                TableColumn.right("Write 5m", 5),
                TableColumn.right("Write 1h", 6)),
            lines.stream().map(PriceList::row).toList(),
            List.of());
    var services =
        new Block.Table(
            List.of(
                TableColumn.left("Service", 0),
                TableColumn.right("Cost", 0),
                TableColumn.left("per", 0)),
            services().stream().map(PriceList::row).toList(),
            List.of());
    var below =
        new Block.Paragraph(
            "Base rates; 'router-cost prices show MODEL' shows bands, batch, fast mode and sources.");
    return services().isEmpty()
        ? List.of(new Block.Title(title), models, below)
        : List.of(new Block.Title(title), models, services, below);
  }

  private static List<Cell> row(Line line) {
    var model = line.model();
    var cells = Stream.of(model.id(), model.provider(), model.tier(), model.lifecycle().status());
    return Stream.concat(
            cells, TokenMeters.RATED.stream().map(meter -> line.rate(meter).orElse("")))
        .<Cell>map(Cell.Text::new)
        .toList();
  }

  private static List<Cell> row(FixedPrice service) {
    return List.of(
        new Cell.Text(service.id()),
        new Cell.Text(service.rate().map(rate -> rate.usd().toPlainString()).orElse("not known")),
        new Cell.Text(service.unit()));
  }

  private Records records(List<Line> lines) {
    var names =
        Stream.concat(
                Stream.of("model", "provider", "tier", "status", "from"),
                TokenMeters.RATED.stream().map(Meter::id))
            .toList();
    return new Records(names, lines.stream().map(PriceList::record).toList())
        .with("prices", book.tag());
  }

  private static List<String> record(Line line) {
    var model = line.model();
    var from = line.card().valid().from().map(Object::toString).orElse("");
    return Stream.concat(
            Stream.of(model.id(), model.provider(), model.tier(), model.lifecycle().status(), from),
            TokenMeters.RATED.stream().map(meter -> line.rate(meter).orElse("")))
        .toList();
  }

  private Json json(List<Line> lines) {
    return PriceJson.head("prices list", book, version)
        .and("day", day.toString())
        .and("models", Json.items(lines.stream().map(PriceList::json)))
        .and("services", Json.items(services().stream().map(PriceJson::service)));
  }

  private static Json json(Line line) {
    var rates = Json.object();
    for (var meter : TokenMeters.RATED) {
      rates.and(meter.id(), Json.text(line.rate(meter)));
    }
    return Json.object()
        .and("id", line.model().id())
        .and("provider", line.model().provider())
        .and("tier", line.model().tier())
        .and("status", line.model().lifecycle().status())
        .and("rates", rates);
  }
}
