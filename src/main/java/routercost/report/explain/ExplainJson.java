package routercost.report.explain;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import routercost.price.Charge;
import routercost.price.Ledger;
import routercost.price.RateCard;
import routercost.report.common.Coverage;
import routercost.report.common.RunMetadata;
import routercost.report.layout.Json;
import routercost.report.layout.Rounding;

/// The arithmetic of a bill as JSON (DESIGN §9).
final class ExplainJson {
  private ExplainJson() {}

  static Json of(
      RunMetadata head,
      String what,
      Ledger ledger,
      List<Charge> charges,
      Optional<BigDecimal> logged) {
    var coverage = new Coverage(ledger);
    return head.json(false)
        .and("complete", coverage.isComplete())
        .and("coverage", coverage.json())
        .and("assumptions", Json.texts(List.of()))
        .and("warnings", Json.items(coverage.warnings()))
        .and("explained", what)
        .and("components", Json.items(charges.stream().flatMap(ExplainJson::components)))
        .and("reductions", Json.items(charges.stream().flatMap(ExplainJson::reductions)))
        .and("total", ledger.total().toString())
        .and("logged", Json.text(logged.map(Rounding::exact)));
  }

  private static Stream<Json> components(Charge charge) {
    return charge.components().stream()
        .map(
            part ->
                Json.object()
                    .and("meter", part.meter().id())
                    .and("quantity", part.quantity())
                    .and("rate", part.rate().usd().toPlainString())
                    .and("per", part.rate().per())
                    .and("multiplier", Rounding.exact(part.multiplier()))
                    .and("amount", part.amount().toString())
                    .and("price_entry", entryJson(charge.card())));
  }

  private static Json entryJson(RateCard card) {
    return Json.object()
        .and("model", card.priced().id())
        .and("logged_as", card.priced().logged())
        .and("over", card.over())
        .and("from", card.valid().from().map(Object::toString).orElse(""))
        .and("to", card.valid().to().map(Object::toString).orElse(""))
        .and("book", card.provenance().book())
        .and("source", card.provenance().source())
        .and("confidence", card.provenance().confidence());
  }

  private static Stream<Json> reductions(Charge charge) {
    return charge.reductions().stream()
        .map(
            reduction ->
                Json.object()
                    .and("name", reduction.discount().name())
                    .and("percent", Rounding.exact(reduction.discount().percent()))
                    .and("amount", reduction.amount().toString()));
  }
}
