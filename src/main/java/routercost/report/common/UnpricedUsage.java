package routercost.report.common;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import routercost.price.Ledger;
import routercost.report.layout.Cell;
import routercost.whatif.Comparison;
import routercost.whatif.Comparison.Repriced;

/// Says what has no price.
public final class UnpricedUsage {
  private static final int SHOWN = 5;

  private UnpricedUsage() {}

  /// A sentence for each model without a price, of many the first; none if all is priced.
  public static List<String> sentences(Ledger ledger) {
    var gaps = new Coverage(ledger).gaps();
    return first(gaps.stream().map(Coverage::sentence).toList(), "without a price");
  }

  private static List<String> first(List<String> sentences, String kind) {
    if (sentences.size() <= SHOWN) {
      return sentences;
    }
    var first = new ArrayList<>(sentences.subList(0, SHOWN));
    first.add(
        "and %s more %s; --format json lists all"
            .formatted(new Cell.Count(BigDecimal.valueOf(sentences.size() - SHOWN)).text(), kind));
    return first;
  }

  /// A sentence for each model without a price, as it was or after a move; none if all is priced.
  public static List<String> sentences(Comparison comparison) {
    var before = sentences(comparison.before()).stream();
    var after =
        comparison.lines().stream()
            .filter(Repriced::losesItsPrice)
            .flatMap(line -> line.after().uncharged().stream())
            .map(
                uncharged ->
                    "no saving can be stated for the move to %s: %s"
                        .formatted(uncharged.slice().key().model(), uncharged.reason()))
            .distinct()
            .toList();
    return Stream.concat(before, first(after, "without a saving").stream()).toList();
  }
}
