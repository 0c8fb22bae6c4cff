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
import routercost.report.layout.Field;
import routercost.report.layout.Json;
import routercost.report.layout.Records;
import routercost.report.layout.Report;
import routercost.report.layout.RowOrder;
import routercost.report.layout.TokenMeters;
import routercost.usage.Meter;
import routercost.usage.UsageKey;

/// The report on a price book: one line for each model and service.
///
/// @param day whose prices are shown
/// @param provider whose models are shown; all if empty
/// @param version of the tool
/// @param order of the models, other than by name
public record PriceList(
    PriceBook book,
    LocalDate day,
    Optional<String> provider,
    String version,
    Optional<RowOrder> order) {
  /// One priced model.
  private record Line(Model model, RateCard card) {
    /// The rate as published; empty if there is none.
    Optional<String> rate(Meter meter) {
      return Optional.ofNullable(card.rates().get(meter))
          .filter(_ -> !card.atInput().contains(meter))
          .map(rate -> rate.usd().toPlainString());
    }
  }

  private static final List<Field<Line>> FIELDS =
      Stream.of(
              List.of(
                  Field.<Line>text("model", line -> line.model().id()).left("Model", 0),
                  Field.<Line>text("provider", line -> line.model().provider()).left("Provider", 3),
                  Field.<Line>text("tier", line -> line.model().tier()).left("Tier", 2),
                  Field.<Line>text("status", line -> line.model().lifecycle().status())
                      .left("Status", 4),
                  Field.<Line>optional(
                      "from", line -> line.card().valid().from().map(LocalDate::toString))),
              PriceFields.<Line>rates(Line::rate, List.of(0, 0, 1, 5, 6)),
              List.of(Field.<Line>json("rates", PriceList::rates)))
          .flatMap(List::stream)
          .toList();

  public Report report() {
    var lines = Field.sorted(FIELDS, lines(), order);
    return new Report.LaidOut(blocks(lines), records(lines), json(lines));
  }

  private Records records(List<Line> lines) {
    return Field.records(FIELDS, lines)
        .and(Field.records(PriceFields.SERVICE, services()))
        .with("day", day.toString())
        .with("prices", book.tag());
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
    var models = Field.table(FIELDS, lines, List.of());
    var services = Field.table(PriceFields.SERVICE, services(), List.of());
    var below =
        new Block.Paragraph(
            "Base rates; 'router-cost prices show MODEL' shows bands, batch, fast mode and sources.");
    return services().isEmpty()
        ? List.of(new Block.Title(title), models, below)
        : List.of(new Block.Title(title), models, services, below);
  }

  private Json json(List<Line> lines) {
    return PriceFields.head("prices list", book, version)
        .and("day", day.toString())
        .and("models", Json.items(lines.stream().map(line -> Field.json(FIELDS, line))))
        .and("services", Json.items(services().stream().map(PriceFields::service)));
  }

  private static Json rates(Line line) {
    var rates = Json.object();
    TokenMeters.RATED.forEach(meter -> rates.and(meter.id(), line.rate(meter)));
    return rates;
  }
}
