package routercost.report.prices;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import routercost.price.DateRange;
import routercost.price.PriceEntry.Provenance;
import routercost.price.RateCard;
import routercost.price.Resolution;
import routercost.usage.Thousands;

/// Price entries and their sources in words.
public final class PriceText {
  private static final int CENTS = 2;

  private PriceText() {}

  public static String entry(RateCard card) {
    return "Price used: %s%s, %s, in %s.%s"
        .formatted(
            card.priced().id(),
            card.over() == 0
                ? ""
                : " over %s prompt tokens"
                    .formatted(Thousands.grouped(BigDecimal.valueOf(card.over()))),
            valid(card.valid()),
            card.provenance().book(),
            found(card.priced()));
  }

  /// A rate as price pages write it: `2.00`, `0.125`.
  static String rate(BigDecimal usd) {
    var shortest = usd.stripTrailingZeros();
    return shortest.setScale(Math.max(CENTS, shortest.scale())).toPlainString();
  }

  /// `from 2026-10-07`, `2026-09-28 to 2026-10-06`.
  static String valid(DateRange valid) {
    var from = valid.from().map(day -> "from " + day);
    var to = valid.to().map(day -> "to " + day.minusDays(1));
    return Stream.concat(from.stream(), to.stream())
        .reduce((start, end) -> start + " " + end)
        .orElse("undated");
  }

  private static String found(Resolution priced) {
    return switch (priced.how()) {
      case EXACT -> "";
      case ALIAS -> " '%s' is an alias for this model.".formatted(priced.logged());
      case NORMALISED -> " '%s' is the platform's name for this model.".formatted(priced.logged());
      case TIER -> " The tier '%s' names this model on that day.".formatted(priced.logged());
      case IMPORTED ->
          " The price is imported from a public list and was not checked individually.";
    };
  }

  /// The source of a price, as sentences.
  public static List<String> texts(Provenance provenance) {
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
}
