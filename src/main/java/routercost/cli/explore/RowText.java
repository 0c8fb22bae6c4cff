package routercost.cli.explore;

import java.util.Optional;
import routercost.price.Money;
import routercost.report.common.AuditGroup;
import routercost.report.common.MovePlan;
import routercost.report.common.VerdictText;
import routercost.report.layout.Phrases;
import routercost.report.layout.Rounding;
import routercost.whatif.Suggested.Suggestion;

/// One row in words: the move and what it comes to, or which rule suggests what, until when that
/// pays and what the evidence says.
record RowText(BillView bill, PlanPricer.Priced priced) {
  String of(ExplorerRow row) {
    var move = row.where().map(priced.plan()::of).filter(of -> !of.changesNothing());
    return move.map(of -> moved(row, of)).orElseGet(() -> unmoved(row));
  }

  private String moved(ExplorerRow row, PlannedMove move) {
    var group = priced.of(row);
    var text = new StringBuilder(row.name());
    move.target().ifPresent(to -> text.append(" to ").append(to));
    text.append(", ").append(move.percent()).append("% of calls");
    text.append(move.batch() ? ", batched" : "");
    move.cache()
        .ifPresent(
            cache ->
                text.append(
                    ", %d tokens cached for %s of calls"
                        .formatted(cache.prefix(), Phrases.percent(cache.hitRate()))));
    text.append(": ").append(effect(group)).append('.').append(pays(group));
    move.target().ifPresent(to -> text.append(' ').append(VerdictText.of(bill.verdict(row, to))));
    return text.toString();
  }

  private String effect(AuditGroup group) {
    int decimals = Rounding.decimals(priced.before());
    return group
        .saved()
        .map(
            saved ->
                saved.isZero()
                    ? "costs the same"
                    : TaskTable.change(saved, decimals)
                        + (group.before().isZero()
                            ? ""
                            : " ("
                                + Phrases.percent(new Money(saved.usd().abs()), group.before())
                                + ")"))
        .orElse("some of its calls have no price there");
  }

  private String pays(AuditGroup group) {
    return bill.payingUntil(group)
        .map(
            share ->
                " It pays until %s of calls must be redone where they were."
                    .formatted(Phrases.percent(share)))
        .orElse("");
  }

  private String unmoved(ExplorerRow row) {
    return bill.advice(row)
        .map(advice -> advised(row, advice))
        .orElseGet(
            () ->
                !bill.hasTasks()
                    ? "Rules suggest moves of tasks, and a routing file names tasks: g groups by"
                        + " task."
                    : row.name() + ": no rule covers tasks with this name; it stays where it is.");
  }

  private String advised(ExplorerRow row, MovePlan.Advice advice) {
    var rule = row.name() + ": rule " + advice.source() + (advice.article().isEmpty() ? "" : ",");
    var because = advice.reason().isEmpty() ? "" : " (" + advice.reason() + ")";
    return switch (advice.kind()) {
      case MOVE -> rule + " suggests " + advice.to() + suggested(row, advice) + unless(advice);
      case FITS -> rule + " puts it where it runs" + because + ".";
      case BELOW -> rule + " asks for " + advice.to() + ", above where it runs" + because + ".";
      case FAILING -> rule + " asks for " + advice.to() + because + "." + verdict(row, advice);
      case NO_SAVING -> rule + " suggests " + advice.to() + ", which would save nothing.";
      case REJECTED -> rule + " suggests " + advice.to() + "." + verdict(row, advice);
    };
  }

  private String suggested(ExplorerRow row, MovePlan.Advice advice) {
    var group =
        row.where()
            .map(where -> bill.under(row, PlannedMove.none(where).to(Optional.of(advice.to()))));
    return group
            .flatMap(AuditGroup::saved)
            .map(
                saved ->
                    " and saves %s%s."
                        .formatted(
                            Rounding.dollars(saved, Rounding.decimals(priced.before())),
                            row.group().before().isZero()
                                ? ""
                                : " (" + Phrases.percent(saved, row.group().before()) + ")"))
            .orElse(".")
        + group.map(this::pays).orElse("");
  }

  private static String unless(MovePlan.Advice advice) {
    return advice.unless().isEmpty() ? "" : " Not if " + advice.unless() + ".";
  }

  private String verdict(ExplorerRow row, MovePlan.Advice advice) {
    boolean isKnown = advice.kind() != Suggestion.Kind.FITS;
    return isKnown ? " " + VerdictText.of(bill.verdict(row, advice.to())) : "";
  }
}
