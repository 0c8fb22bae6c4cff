package routercost.report.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import routercost.audit.WaitingTime;
import routercost.price.Attribute;
import routercost.price.Money;
import routercost.report.common.AuditGroup;
import routercost.report.common.Coverage;
import routercost.report.common.MovePlan;
import routercost.report.layout.Block;
import routercost.report.layout.Phrases;
import routercost.report.layout.Role;
import routercost.report.layout.Rounding;

/// The answer of an audit in a few sentences: what it came to, where the money goes, and what a
/// move would save.
record AuditHeadline(Audit audit) {
  /// Where the money goes and what a move would save.
  String summary(List<AuditGroup> groups, AuditGroup whole) {
    var cost = whole.before();
    if (cost.isZero()) {
      return whole.isPriced() ? "Nothing here has a cost." : "Nothing here has a price.";
    }
    return coverage().billIs(cost)
        + "."
        + largest(groups, cost)
        + (whole.isMoved() ? whole.saved().map(saved -> saving(saved, cost)).orElse("") : "")
        + waiting()
        + onOneTier(cost)
        + units();
  }

  /// The headline of a screen.
  Block headline(AuditGroup whole) {
    var cost = whole.before();
    boolean isSuggested = audit.plan().kind() == MovePlan.Kind.SUGGESTION;
    var text = coverage().spent(cost);
    if (cost.isZero()) {
      text = summary(List.of(whole), whole);
    } else if (isSuggested && whole.saved().isPresent()) {
      text += "   " + PlanSummary.of(audit).suggestion(cost);
      text += waiting().isEmpty() && units().isEmpty() ? "" : "." + waiting();
    } else if (whole.isMoved()) {
      text += "." + whole.saved().map(saved -> saving(saved, cost)).orElse("") + waiting();
    }
    return new Block.Paragraph(text + (cost.isZero() ? "" : units()), Role.HEADLINE);
  }

  private Coverage coverage() {
    return new Coverage(audit.bill(), audit.head().notCounted());
  }

  private String units() {
    return audit.view().units().of(audit.comparison(), audit.head()).sentences().stream()
        .map(sentence -> " " + sentence)
        .collect(Collectors.joining());
  }

  /// What the moved calls take less, or more.
  private String waiting() {
    return audit
        .waiting()
        .filter(WaitingTime.Saved::isNoticeable)
        .map(
            saved ->
                " By the latencies in the log, %s would take %s %s (%s a call)."
                    .formatted(
                        Phrases.counted(saved.calls(), "moved call"),
                        Phrases.duration(saved.saved().abs()),
                        saved.saved().signum() > 0 ? "less" : "longer",
                        Phrases.duration(saved.perCall().abs())))
        .orElse("");
  }

  /// What the mix of tiers saves already.
  private String onOneTier(Money cost) {
    var parts = new ArrayList<String>();
    audit
        .onOneTier()
        .forEach(
            (tier, all) ->
                parts.add(
                    "%s on %s (%s)"
                        .formatted(
                            Rounding.dollars(all, Rounding.decimals(cost)),
                            tier.id(),
                            Phrases.change(all.minus(cost), cost))));
    return parts.isEmpty() ? "" : " All calls would cost " + String.join(", ", parts) + ".";
  }

  /// The share of calls that run on another model after the moves.
  private String movedShare() {
    var all = new AuditGroup(List.of(), audit.comparison()).calls();
    return all.signum() == 0
        ? "calls" // of a log of sums that do not count them
        : Phrases.percent(audit.movedCalls(), all) + " of the calls";
  }

  private String largest(List<AuditGroup> groups, Money cost) {
    if (groups.size() == 1) {
      return "";
    }
    var dimensions = audit.view().grouping().ids();
    boolean byCall = audit.view().dimensions().contains(Attribute.Label.CALL);
    var largest =
        groups.stream()
            .filter(group -> !byCall || !group.key().getFirst().isEmpty())
            .reduce((a, b) -> a.before().compareTo(b.before()) >= 0 ? a : b)
            .orElseThrow(); // of several groups
    return " %s is the largest %s (%s)."
        .formatted(
            largest.name(),
            dimensions.size() == 1 ? dimensions.getFirst() : "group",
            Phrases.percent(largest.before(), cost));
  }

  private String saving(Money saved, Money cost) {
    boolean more = saved.usd().signum() < 0;
    var amount = Rounding.dollars(new Money(saved.usd().abs()), Rounding.decimals(cost));
    var share = Phrases.percent(saved, cost);
    return switch (audit.plan().kind()) {
      case NONE ->
          more
              ? " Everything one tier lower would cost %s more.".formatted(amount)
              : " Everything one tier lower would save %s (%s).".formatted(amount, share);
      case SUGGESTION ->
          " Moving %s as suggested would save %s (%s)%s"
              .formatted(movedShare(), amount, share, proof());
      case ROUTING, MOVES -> {
        boolean many = audit.plan().kind() == MovePlan.Kind.MOVES;
        var verb = (more ? "cost" : "save") + (many ? "" : "s");
        yield (many ? " The moves " : " The routing ")
            + (audit.movedCalls().signum() == 0
                ? ""
                : "%s %s to other models and ".formatted(many ? "take" : "takes", movedShare()))
            + "%s %s%s%s".formatted(verb, amount, more ? " more" : " (" + share + ")", proof());
      }
    };
  }

  /// What the evidence says of it, or the end of the sentence.
  private String proof() {
    return audit.plan().hasEvidence()
        ? PlanSummary.of(audit).headline().map(text -> ": " + text).findFirst().orElse(".")
        : ".";
  }
}
