package routercost.report.whatif;

import java.util.List;
import java.util.Optional;
import routercost.audit.Finding;
import routercost.price.Attribute;
import routercost.price.Money;
import routercost.report.audit.PlanSummary;
import routercost.report.common.AuditGroup;
import routercost.report.common.Coverage;
import routercost.report.layout.Block;
import routercost.report.layout.Phrases;
import routercost.report.layout.Role;
import routercost.report.layout.Rounding;

/// The headline of a what-if on a screen: what is spent, and how much less it could be.
record WhatIfHeadline(WhatIf whatIf) {
  /// Of scenarios side by side.
  Block of(ScenarioMatrix table) {
    return headline(
        suggested().map(this::less).orElseGet(() -> new WhatIfSummary(whatIf).summary(table)));
  }

  /// Without a scenario: of the best routing, or of the headroom.
  Block withoutScenario() {
    var largest =
        whatIf.headroom().stream()
            .map(Finding::amount)
            .max(Money::compareTo)
            .map(
                saved ->
                    "up to %s (%s) could be saved without another model"
                        .formatted(dollars(saved), Phrases.percent(saved, bill())));
    return headline(
        whatIf
            .best()
            .map(best -> new BestRouting(whatIf, best).headline())
            .or(() -> largest)
            .map(this::less)
            .orElseGet(this::spent));
  }

  /// `5 moves would save $4.78 (49.4%), quality untested`.
  Optional<String> suggested() {
    var byTask = List.<Attribute>of(Attribute.Known.TASK);
    int decimals = Rounding.decimals(bill());
    return whatIf
        .suggested()
        .map(after -> new PlanSummary(whatIf.plan(), AuditGroup.of(after, byTask), decimals))
        .map(plan -> plan.suggestion(bill()));
  }

  private static Block headline(String text) {
    return new Block.Paragraph(text, Role.HEADLINE);
  }

  private String less(String text) {
    return spent() + "   " + text;
  }

  private String spent() {
    return new Coverage(whatIf.asIs().before(), whatIf.head().notCounted()).spent(bill());
  }

  private Money bill() {
    return whatIf.asIs().costBefore();
  }

  private String dollars(Money money) {
    return Rounding.dollars(money, Rounding.decimals(bill()));
  }
}
