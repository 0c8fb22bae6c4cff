package routercost.cli.run;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import routercost.audit.DataQuality;
import routercost.audit.Finding;
import routercost.audit.Findings;
import routercost.audit.InvoicedCosts;
import routercost.audit.LoggedCostCheck;
import routercost.audit.WaitingTime;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.price.PriceBook;
import routercost.price.Quote;
import routercost.read.tally.LogTally;
import routercost.report.audit.Audit;
import routercost.report.common.MovePlan;
import routercost.report.common.RunMetadata;
import routercost.usage.UsageKey;
import routercost.whatif.CallFilter;
import routercost.whatif.Comparison;
import routercost.whatif.RejectedModel;
import routercost.whatif.Rule;
import routercost.whatif.Scenario;
import routercost.whatif.evidence.GradedEvidence;
import routercost.whatif.routing.Tier;

/// A builder of the audit of a log.
///
/// @param today from which retirements are judged
/// @param quotes the prices of the bill
/// @param judge knows the graded answers
public record AuditBuilder(
    PriceBook book, LocalDate today, Function<UsageKey, Quote> quotes, GradedEvidence.Judge judge) {
  /// The audit of a tally and its priced comparison.
  ///
  /// @param bill of the same calls, for what does not depend on days: they may be taken together
  /// @param plan the reasons for the moves in `comparison`
  /// @param waiting the time that they save
  public Audit audit(
      RunMetadata head,
      LogTally tally,
      Comparison comparison,
      Comparison bill,
      LoggedCostCheck check,
      MovePlan plan,
      Optional<WaitingTime.Saved> waiting,
      Audit.View view) {
    var asIs = bill.folded(_ -> Set.of(), book).before();
    return new Audit(
        head,
        comparison,
        asIs,
        onOneTier(comparison.prefixes().isEmpty() ? bill : comparison),
        plan.kind() == MovePlan.Kind.NONE ? oneTierLower(comparison) : comparison,
        plan,
        waiting,
        findings(tally, bill, check),
        new Audit.Logged(
            check.compared(), check.logged(), check.computed(), tally.loggedElsewhere()),
        LogRun.assumptions(tally),
        quality(tally, asIs),
        InvoicedCosts.of(tally.billed(), tally.used(), quotes),
        tally.warnings(),
        view);
  }

  private Comparison oneTierLower(Comparison comparison) {
    return comparison
        .folded(line -> Tier.ids(lower(line)), book)
        .under(new Scenario("one tier lower", List.of(new Rule.OneTierLower())), book);
  }

  private Optional<Tier> lower(Comparison.Repriced line) {
    return Rule.tier(line.original().key(), book).flatMap(Tier::lower);
  }

  /// All calls on Sonnet and on Opus, of a log with calls on several tiers.
  private SequencedMap<Tier, Money> onOneTier(Comparison comparison) {
    var all = new LinkedHashMap<Tier, Money>();
    if (tiers(comparison) > 1) {
      for (var tier : List.of(Tier.SONNET, Tier.OPUS)) {
        var move = Rule.Move.to(CallFilter.ALL, tier.id(), BigDecimal.ONE);
        comparison
            .folded(_ -> Set.of(tier.id()), book)
            .under(new Scenario(tier.id(), List.of(move)), book)
            .costAfter()
            .ifPresent(cost -> all.put(tier, cost));
      }
    }
    return all;
  }

  private static int tiers(Comparison comparison) {
    var tiers = new HashSet<String>();
    for (var line : comparison.lines()) {
      for (var charge : line.before().charges()) {
        tiers.add(charge.card().priced().tier());
      }
    }
    tiers.remove("");
    return tiers.size();
  }

  private DataQuality quality(LogTally tally, Ledger bill) {
    return DataQuality.of(
        bill, tally.duplicates(), tally.skipped(), tally.unseen(), quotes, book.catalog());
  }

  private List<Finding> findings(LogTally tally, Comparison comparison, LoggedCostCheck check) {
    return Stream.concat(
            Stream.concat(check.findings().stream(), rejected(comparison)),
            new Findings(book, today).of(onOwnTiers(comparison), tally.duplicates()).stream())
        .sorted(Finding.BY_AMOUNT)
        .toList();
  }

  /// The bill for moves to the newest model of a tier.
  private Ledger onOwnTiers(Comparison bill) {
    return bill.folded(line -> Set.of(line.tier()), book).before();
  }

  private Stream<Finding> rejected(Comparison bill) {
    return RejectedModel.of(bill, judge, book).stream().map(Finding::of);
  }
}
