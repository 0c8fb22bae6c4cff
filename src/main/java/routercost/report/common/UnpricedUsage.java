package routercost.report.common;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import routercost.price.Ledger;
import routercost.report.layout.Phrases;
import routercost.whatif.Comparison;
import routercost.whatif.Comparison.Repriced;

/// Says what has no price.
public final class UnpricedUsage {
  private static final int SHOWN = 5;

  private UnpricedUsage() {}

  /// A sentence for each model without a price, of many the first; none if all is priced.
  public static List<String> sentences(Ledger ledger) {
    var gaps = new Coverage(ledger).gaps();
    var sentences = new ArrayList<>(gaps.stream().limit(SHOWN).map(Coverage::sentence).toList());
    if (gaps.size() > SHOWN) {
      sentences.add(
          "and %s more without a price; --format json lists all"
              .formatted(Phrases.counted(gaps.size() - SHOWN, "model")));
    }
    return sentences;
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
            .distinct();
    return Stream.concat(before, after).toList();
  }
}
