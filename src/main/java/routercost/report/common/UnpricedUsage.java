package routercost.report.common;

import java.util.List;
import java.util.stream.Stream;
import routercost.price.Ledger;
import routercost.whatif.Comparison;
import routercost.whatif.Comparison.Repriced;

/// Says what has no price.
public final class UnpricedUsage {
  private UnpricedUsage() {}

  /// A sentence for each model without a price; none if all is priced.
  public static List<String> sentences(Ledger ledger) {
    return new Coverage(ledger).gaps().stream().map(Coverage::sentence).toList();
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
