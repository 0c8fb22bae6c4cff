package routercost.report.common;

import java.math.BigDecimal;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routercost.price.Charge;
import routercost.price.Charge.Component;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.price.RateCard.Factor;
import routercost.price.RateCard.Rate;
import routercost.price.Resolution;
import routercost.report.layout.Phrases;
import routercost.report.layout.Rounding;

/// The parts of a bill that rest on prices that are less than certain: imported, doubtful, or
/// without a first day.
public final class PriceConfidence {
  private static final int SHOWN = 6;

  private final Share imported = new Share();
  private final Share doubtful = new Share();
  private final Share undated = new Share();

  /// Imported models without a price above 0: a list may have zeros for what it does not know.
  private final SortedSet<String> free = new TreeSet<>();
  private Money bill = Money.ZERO;

  /// The models and the part of the bill that rest on prices of one kind.
  private static final class Share {
    private final SortedSet<String> models = new TreeSet<>();
    private Money amount = Money.ZERO;
    private Money otherwise = Money.ZERO;

    private void add(Charge charge, Money total) {
      models.add(charge.card().priced().id());
      amount = amount.plus(total);
      otherwise = otherwise.plus(PriceConfidence.otherwise(charge));
    }

    private Stream<String> part(Money bill, String prices) {
      if (amount.isZero()) {
        return Stream.of();
      }
      var other =
          otherwise.equals(amount)
              ? ""
              : "; %s at the rates of other sources".formatted(Rounding.dollars(otherwise));
      return Stream.of(
          "%s (%s%%) rests on %s (%s%s)"
              .formatted(
                  Rounding.dollars(amount),
                  Rounding.percent(amount.usd(), bill.usd()).toPlainString(),
                  prices,
                  Phrases.few(models, SHOWN),
                  other));
    }
  }

  /// A sentence on a ledger, without a full stop; none if all its prices are certain.
  public static List<String> sentences(Ledger ledger) {
    var confidence = new PriceConfidence();
    ledger.charges().forEach(confidence::add);
    return confidence.sentences();
  }

  void add(Charge charge) {
    var total = charge.total();
    bill = bill.plus(total);
    var card = charge.card();
    if (card.priced().how() == Resolution.How.IMPORTED) {
      imported.add(charge, total);
      if (total.isZero() && charge.slice().usage().tokens().signum() > 0) {
        free.add(card.priced().id());
      }
    } else if (card.provenance().isDoubtful() && !charge.slice().key().service().isSearch()) {
      doubtful.add(charge, total);
    } else if (card.valid().from().isEmpty() && !card.provenance().source().isEmpty()) {
      undated.add(charge, total);
    }
  }

  /// One sentence on all kinds, and one on what seems to be free.
  List<String> sentences() {
    var parts =
        Stream.of(
                imported.part(bill, "imported prices, which were not checked individually"),
                doubtful.part(bill, "prices of low confidence or in dispute"),
                undated.part(bill, "prices without a first day, which are used for all days"))
            .flatMap(part -> part)
            .collect(Collectors.joining("; "));
    var certain = parts.isEmpty() ? Stream.<String>of() : Stream.of("of the bill, " + parts);
    var zeros =
        Phrases.few(free, SHOWN)
            + (free.size() == 1 ? " costs" : " cost")
            + " nothing, as an imported list has a price of 0, which may only mean that it knows none";
    return free.isEmpty() ? certain.toList() : Stream.concat(certain, Stream.of(zeros)).toList();
  }

  /// The cost of a charge if the rates of another source were right; its own if none has others.
  private static Money otherwise(Charge charge) {
    var rates = charge.card().provenance().otherwise();
    if (rates.isEmpty() || charge.card().over() > 0) {
      return charge.total();
    }
    var other = BigDecimal.ZERO;
    for (var component : charge.components()) {
      var usd = rates.get(component.meter());
      var amount = usd == null ? component.amount() : cost(component, usd);
      other = other.add(amount.usd());
    }
    var list = new Money(other);
    return charge.card().discounts().stream()
        .map(discount -> discount.off(list))
        .reduce(list, Money::plus);
  }

  private static Money cost(Component component, BigDecimal usd) {
    return new Rate(usd, component.rate().per())
        .cost(component.quantity())
        .times(Factor.product(component.factors()));
  }
}
