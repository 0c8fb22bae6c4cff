package routercost.cli.run;

import java.util.List;
import java.util.function.Function;
import routercost.audit.budget.Bill;
import routercost.audit.budget.BillBuilder;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.usage.UsageCube;
import routercost.whatif.pipeline.Estimate;
import routercost.whatif.pipeline.PipelineUsage;
import routercost.whatif.pipeline.RangePoint;

/// What pipelines come to as budgets see it, with their ranges at the high end: a budget that only
/// the low end keeps is not kept.
record PipelineBills(List<Estimate> estimates, BillBuilder billing) {
  Bill before() {
    return bill(PipelineUsage::before, PipelineUsage::fixedBefore);
  }

  Bill after() {
    return bill(PipelineUsage::after, PipelineUsage::fixedAfter);
  }

  private Bill bill(
      Function<PipelineUsage, UsageCube> usage, Function<PipelineUsage, Money> fixed) {
    var all = billing.bill(new Ledger(List.of(), List.of()));
    for (var estimate : estimates) {
      var used = PipelineUsage.of(estimate.pipeline(), estimate.day(), RangePoint.HIGH);
      var ledger = Ledger.of(usage.apply(used), estimate.pipeline().book()::quote);
      all = all.plus(billing.bill(ledger).and(fixed.apply(used), estimate.day()));
    }
    return all;
  }
}
