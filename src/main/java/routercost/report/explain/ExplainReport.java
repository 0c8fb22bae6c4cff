package routercost.report.explain;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import routercost.price.Charge;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.price.RateCard;
import routercost.report.common.RunMetadata;
import routercost.report.common.UnpricedUsage;
import routercost.report.layout.Block;
import routercost.report.layout.Phrases;
import routercost.report.layout.Report;
import routercost.report.layout.Rounding;
import routercost.usage.Meter;
import routercost.usage.Slice;
import routercost.usage.Usage;

/// Lays out the arithmetic of a bill: quantity × rate × factors = amount, and the price entry of
/// each line. Nothing is rounded here; the parts sum to the total exactly.
public final class ExplainReport {
  private ExplainReport() {}

  /// The charges of `ledger`, those of one rate card taken together.
  ///
  /// @param what is explained: a place or a task
  /// @param logged what the log itself states for it, if it is one call
  public static Report of(
      RunMetadata head, String what, Ledger ledger, Optional<BigDecimal> logged) {
    var charges = byCard(ledger);
    var blocks = new ArrayList<Block>();
    blocks.add(new Block.Title(title(what, ledger)));
    charges.forEach(charge -> blocks.addAll(Arithmetic.of(charge).blocks()));
    blocks.addAll(below(ledger, logged));
    blocks.add(new Block.Paragraph("Prices: " + head.pricesInWords() + "."));
    return new Report.LaidOut(
        blocks,
        ExplainRecords.of(head, charges),
        ExplainJson.of(head, what, ledger, charges, logged));
  }

  private static String title(String what, Ledger ledger) {
    var calls = usage(ledger).of(Meter.CALLS);
    return "%s  %s  USD".formatted(what, Phrases.calls(calls));
  }

  private static Usage usage(Ledger ledger) {
    return Usage.sum(
        Stream.concat(
                ledger.charges().stream().map(Charge::slice),
                ledger.uncharged().stream().map(uncharged -> uncharged.slice()))
            .map(Slice::usage));
  }

  private static List<Charge> byCard(Ledger ledger) {
    var byCard = new LinkedHashMap<RateCard, Slice>();
    for (var charge : ledger.charges()) {
      byCard.merge(
          charge.card(),
          charge.slice(),
          (one, other) -> new Slice(one.key(), one.usage().plus(other.usage())));
    }
    return byCard.entrySet().stream()
        .map(
            entry ->
                new Charge(
                    entry.getValue(),
                    entry.getKey(),
                    entry.getKey().components(entry.getValue().usage())))
        .toList();
  }

  private static List<Block> below(Ledger ledger, Optional<BigDecimal> logged) {
    var blocks = new ArrayList<Block>();
    UnpricedUsage.sentences(ledger).forEach(text -> blocks.add(new Block.Paragraph(text + ".")));
    if (ledger.charges().size() > 1) {
      blocks.add(
          new Block.Paragraph("All together: " + Rounding.exactDollars(ledger.total()) + "."));
    }
    if (ledger.isComplete()) {
      logged
          .map(usd -> agreement(usd, ledger.total()))
          .map(Block.Paragraph::new)
          .ifPresent(blocks::add);
    }
    return blocks;
  }

  private static String agreement(BigDecimal logged, Money total) {
    var difference = new Money(logged).minus(total);
    return difference.isZero()
        ? "The log states the same cost."
        : "The log states %s: %s %s."
            .formatted(
                Rounding.exactDollars(new Money(logged)),
                Rounding.exactDollars(new Money(difference.usd().abs())),
                difference.usd().signum() > 0 ? "more" : "less");
  }
}
