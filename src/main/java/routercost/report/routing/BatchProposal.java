package routercost.report.routing;

import java.math.BigDecimal;
import java.util.List;
import routercost.audit.Finding;
import routercost.price.Money;
import routercost.report.layout.Json;
import routercost.report.layout.Phrases;
import routercost.report.layout.Rounding;
import routercost.report.layout.YamlText;

/// The batch service for a task whose calls came in bursts, which a person has to confirm (R5).
///
/// @param calls zero without bursts
record BatchProposal(BigDecimal calls, Money saving) {
  /// The keys to uncomment.
  static final String ANSWERS = "    # interactive: no\n    # verifiable: yes\n";

  static BatchProposal of(String task, List<Finding> bursts) {
    var own = bursts.stream().filter(burst -> burst.task().equals(task)).toList();
    return new BatchProposal(
        own.stream().map(Finding::calls).reduce(BigDecimal.ZERO, BigDecimal::add),
        Money.sum(own.stream().map(Finding::amount).toList()));
  }

  /// Empty without bursts.
  String comment() {
    return calls.signum() == 0
        ? ""
        : YamlText.comment(
            "  ",
            "%s came in bursts of more than 20 in an hour: batch would save %s on the present model. If nobody waits and answers can be checked, uncomment both lines (R5)."
                .formatted(
                    Phrases.counted(calls, "call"),
                    Rounding.dollars(saving, Rounding.decimals(saving))));
  }

  Json json() {
    return calls.signum() == 0 ? Json.NULL : Json.object().and("calls", calls).and("saved", saving);
  }
}
