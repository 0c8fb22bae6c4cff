package routercost.report.explain;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import routercost.price.Charge;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.price.RateCard;
import routercost.report.common.Coverage;
import routercost.report.common.PriceConfidence;
import routercost.report.common.RunMetadata;
import routercost.report.common.UnpricedUsage;
import routercost.report.layout.Block;
import routercost.report.layout.Cell;
import routercost.report.layout.Field;
import routercost.report.layout.Json;
import routercost.report.layout.Phrases;
import routercost.report.layout.Report;
import routercost.report.layout.Role;
import routercost.report.layout.Rounding;
import routercost.report.layout.TableColumn;
import routercost.report.layout.TokenMeters;
import routercost.usage.Meter;
import routercost.usage.Slice;
import routercost.usage.Usage;

/// The report on the arithmetic of a bill: quantity × rate × factors = amount, and the price entry
/// of each line. Nothing is rounded here; the parts sum to the total exactly.
public final class ExplainReport {
  /// So many charges are explained in full on a screen.
  private static final int FEW = 2;

  private static final List<Field<Charge>> SUMMARY =
      List.of(
          Field.shown(TableColumn.left("Model", 0), charge -> new Cell.Text(model(charge))),
          count("Calls", 0, usage -> usage.of(Meter.CALLS)),
          count("Input", 2, usage -> usage.of(Meter.INPUT)),
          count("Cached", 1, usage -> usage.prompt().subtract(usage.of(Meter.INPUT))),
          count("Output", 2, usage -> usage.of(Meter.OUTPUT)),
          Field.shown(
              TableColumn.right("Amount", 0),
              charge -> new Cell.Amount(charge.total(), Rounding.decimals(charge.total()))));

  private ExplainReport() {}

  private static Field<Charge> count(
      String heading, int rank, Function<Usage, BigDecimal> quantity) {
    return Field.shown(
        TableColumn.right(heading, rank),
        charge -> new Cell.Count(quantity.apply(charge.slice().usage())));
  }

  private static String model(Charge charge) {
    return charge.card().priced().id() + new Arithmetic(charge).service();
  }

  /// The charges on a screen, the largest first, below their total.
  private static List<Supplier<Block>> summary(List<Charge> charges, Ledger ledger) {
    var largest =
        charges.stream().sorted(Comparator.comparing(Charge::total, Comparator.reverseOrder()));
    return List.of(
        () -> new Block.Paragraph("Total: " + Rounding.exactDollars(ledger.total()), Role.HEADLINE),
        () -> Field.table(SUMMARY, largest.toList(), List.of()));
  }

  /// The charges of `ledger`, those of one rate card taken together.
  ///
  /// @param what is explained: a place or a task
  /// @param logged what the log itself states for it, if it is one call
  public static Report of(
      RunMetadata head, String what, Ledger ledger, Optional<BigDecimal> logged) {
    var charges = byCard(ledger);
    var blocks = new ArrayList<Block>();
    blocks.add(new Block.Title(title(what, ledger)));
    var arithmetic =
        charges.stream().flatMap(charge -> new Arithmetic(charge).blocks().stream()).toList();
    if (charges.size() > FEW) {
      blocks.addAll(Block.onScreenOr(summary(charges, ledger), arithmetic));
    } else {
      blocks.addAll(arithmetic);
    }
    blocks.addAll(below(ledger, logged, charges.size() > FEW));
    PriceConfidence.sentences(ledger).stream()
        .map(text -> new Block.Paragraph(Phrases.capital(text) + "."))
        .map(Block.Detail::new)
        .forEach(blocks::add);
    blocks.add(new Block.Detail(new Block.Paragraph("Prices: " + head.prices().inWords() + ".")));
    return new Report.LaidOut(
        blocks,
        head.dated(Arithmetic.records(charges)),
        json(head, what, ledger, charges, logged),
        Report.value(
            charges.isEmpty() && !ledger.isComplete()
                ? Optional.empty()
                : Optional.of(ledger.total())));
  }

  private static Json json(
      RunMetadata head,
      String what,
      Ledger ledger,
      List<Charge> charges,
      Optional<BigDecimal> logged) {
    var coverage = new Coverage(ledger, head.notCounted());
    return head.json(false, coverage, coverage.isComplete(), PriceConfidence.sentences(ledger))
        .and("explained", what)
        .and(
            "totals",
            Json.object()
                .and("calls", coverage.all().of(Meter.CALLS))
                .and("failed_calls", coverage.failedCalls())
                .and("tokens", TokenMeters.json(coverage.all()))
                .and("before", before(ledger))
                .and("list", before(ledger).map(_ -> list(ledger))))
        .and("components", Arithmetic.components(charges))
        .and("reductions", Json.items(charges.stream().flatMap(ExplainReport::reductions)))
        .and("total", ledger.total())
        .and("logged", logged.map(Rounding::exact));
  }

  private static Stream<Json> reductions(Charge charge) {
    return charge.reductions().stream()
        .map(
            reduction ->
                Json.object()
                    .and("name", reduction.discount().name())
                    .and("discount_pct", Rounding.exact(reduction.discount().percent()))
                    .and("amount", reduction.amount()));
  }

  private static String title(String what, Ledger ledger) {
    var calls = new Coverage(ledger).all().of(Meter.CALLS);
    return "%s  %s  USD".formatted(what, Phrases.calls(calls));
  }

  /// The total; empty if there are calls and none has a price.
  private static Optional<Money> before(Ledger ledger) {
    return ledger.charges().isEmpty() && !ledger.isComplete()
        ? Optional.empty()
        : Optional.of(ledger.total());
  }

  private static Money list(Ledger ledger) {
    return Money.sum(ledger.charges().stream().map(Charge::list).toList());
  }

  private static List<Charge> byCard(Ledger ledger) {
    var byCard = new LinkedHashMap<RateCard, Slice>();
    for (var charge : ledger.charges()) {
      byCard.merge(
          charge.card(),
          charge.slice(),
          (sum, slice) -> new Slice(sum.key(), sum.usage().plus(slice.usage())));
    }
    return byCard.entrySet().stream()
        .map(entry -> new Charge(entry.getValue(), entry.getKey()))
        .toList();
  }

  /// @param isSummed whether a screen has the total above
  private static List<Block> below(Ledger ledger, Optional<BigDecimal> logged, boolean isSummed) {
    var blocks = new ArrayList<Block>();
    UnpricedUsage.sentences(ledger).forEach(text -> blocks.add(new Block.Paragraph(text + ".")));
    if (ledger.charges().size() > 1) {
      var total = new Block.Paragraph("Total: " + Rounding.exactDollars(ledger.total()) + ".");
      blocks.add(isSummed ? new Block.OffScreen(total) : total);
    }
    if (ledger.isComplete()) {
      logged
          .map(usd -> agreement(usd, ledger.total()))
          .map(Block.Paragraph::new)
          .ifPresent(blocks::add);
    }
    var hint = isSummed ? "-v: the arithmetic, sources and notes." : "-v: sources and notes.";
    blocks.add(new Block.OnScreen(() -> new Block.Paragraph(hint)));
    return blocks;
  }

  private static String agreement(BigDecimal logged, Money total) {
    var difference = new Money(logged).minus(total);
    return difference.isZero()
        ? "The log states the same cost."
        : "The log states %s, which is %s %s."
            .formatted(
                Rounding.exactDollars(new Money(logged)),
                Rounding.exactDollars(new Money(difference.usd().abs())),
                difference.usd().signum() > 0 ? "more" : "less");
  }
}
