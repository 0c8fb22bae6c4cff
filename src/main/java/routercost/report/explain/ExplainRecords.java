package routercost.report.explain;

import java.util.List;
import routercost.price.Charge;
import routercost.price.Charge.Component;
import routercost.price.RateCard;
import routercost.report.common.RunMetadata;
import routercost.report.layout.Records;
import routercost.report.layout.Rounding;

/// The arithmetic of a bill as exact records.
final class ExplainRecords {
  private ExplainRecords() {}

  static Records of(RunMetadata head, List<Charge> charges) {
    var names =
        List.of(
            "model",
            "meter",
            "quantity",
            "rate_usd",
            "per",
            "multiplier",
            "amount_usd",
            "from",
            "to");
    var rows =
        charges.stream()
            .flatMap(
                charge -> charge.components().stream().map(part -> record(charge.card(), part)))
            .toList();
    return new Records(names, rows).with("prices", head.prices());
  }

  private static List<String> record(RateCard card, Component part) {
    return List.of(
        card.priced().id(),
        part.meter().id(),
        Rounding.exact(part.quantity()),
        part.rate().usd().toPlainString(),
        Long.toString(part.rate().per()),
        Rounding.exact(part.multiplier()),
        part.amount().toString(),
        card.valid().from().map(Object::toString).orElse(""),
        card.valid().to().map(Object::toString).orElse(""));
  }
}
