package routercost.report.prices;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import routercost.price.BookReview;
import routercost.price.PriceBook;
import routercost.report.layout.Block;
import routercost.report.layout.Json;
import routercost.report.layout.Phrases;
import routercost.report.layout.Records;
import routercost.report.layout.Report;

/// The report on the consistency of a price book.
///
/// @param day today
/// @param version of the tool
public record PriceCheck(PriceBook book, LocalDate day, String version) {
  /// True if the book has no problems. Notices are not problems.
  public boolean isSound() {
    return BookReview.of(book).problems().isEmpty();
  }

  public Report report() {
    var review = BookReview.of(book);
    return new Report.LaidOut(blocks(review), records(review), json(review));
  }

  private List<Block> blocks(BookReview review) {
    var catalog = book.catalog();
    var blocks = new ArrayList<Block>();
    blocks.add(new Block.Title(book.id() + "  sha256 " + book.sha256()));
    blocks.add(
        new Block.Paragraph(
            "%s, %s, %s. %s."
                .formatted(
                    Phrases.counted(catalog.models().size(), "model"),
                    Phrases.counted(catalog.services().size(), "service"),
                    catalog.aliases().size() + " aliases",
                    review.problems().isEmpty()
                        ? "The book has no errors"
                        : Phrases.counted(review.problems().size(), "problem"))));
    blocks.addAll(Block.section("Problems", review.problems()));
    blocks.addAll(Block.section("Notes", review.notices()));
    return blocks;
  }

  private Records records(BookReview review) {
    return new Records(
            List.of("kind", "message"),
            Stream.concat(
                    review.problems().stream().map(text -> List.of("problem", text)),
                    review.notices().stream().map(text -> List.of("notice", text)))
                .toList())
        .with("prices", book.tag());
  }

  private Json json(BookReview review) {
    return PriceFields.head("prices verify", book, version)
        .and("sound", review.problems().isEmpty())
        .and("problems", Json.texts(review.problems()))
        .and("notices", Json.texts(review.notices()));
  }
}
