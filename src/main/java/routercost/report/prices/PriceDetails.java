package routercost.report.prices;

import java.util.ArrayList;
import java.util.List;
import routercost.price.Catalog.FixedPrice;
import routercost.price.PriceBook;
import routercost.report.layout.Block;
import routercost.report.layout.Field;
import routercost.report.layout.Records;
import routercost.report.layout.Report;

/// The report on one model or service of a price book.
///
/// @param id of the model or service, as the book has it
/// @param version of the tool
public record PriceDetails(PriceBook book, String id, String version) {
  public Report report() {
    var model = book.model(id);
    var service = book.catalog().services().get(id);
    if (model.isPresent()) {
      return new ModelDetails(book, model.get(), version).report();
    }
    return service == null
        ? new Report.LaidOut(
            List.of(new Block.Paragraph(id + " has no price")),
            new Records(List.of("model", "prices"), List.of()),
            PriceFields.head("prices show", book, version))
        : report(service);
  }

  private Report report(FixedPrice service) {
    var cost = PriceFields.cost(service).map(usd -> "$" + usd).orElse("an unknown price");
    var blocks = new ArrayList<Block>();
    blocks.add(
        new Block.Title(id + "  " + cost + " per " + service.unit() + ", from " + book.id()));
    PriceText.texts(service.provenance()).forEach(text -> blocks.add(new Block.Paragraph(text)));
    return new Report.LaidOut(
        blocks,
        Field.records(PriceFields.SERVICE, List.of(service)),
        PriceFields.head("prices show", book, version)
            .and("service", PriceFields.service(service)));
  }
}
