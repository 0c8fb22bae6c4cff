package routercost.cli.run;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import routercost.cli.console.Version;
import routercost.price.PriceBook;
import routercost.report.common.RunMetadata;
import routercost.report.gate.GateResult;
import routercost.whatif.pipeline.Estimate;

/// What pipelines come to, and where they were read from.
///
/// @param paths of the pipelines, in the same order
public record EstimateBuilder(List<String> paths, List<Estimate> all, LocalDate day) {
  /// The head of a report on them.
  ///
  /// @param book that was used unless a pipeline brings prices of its own
  public RunMetadata head(String command, PriceBook book, String timezone) {
    var inputs = new ArrayList<RunMetadata.Input>();
    for (int i = 0; i < paths.size(); i++) {
      long steps = all.get(i).pipeline().steps().size();
      inputs.add(
          new RunMetadata.Input(
              paths.get(i), "pipeline", steps, steps, 0, new TreeMap<>(), 0, List.of()));
    }
    var priced = all.size() == 1 ? all.getFirst().pipeline().book() : book;
    return new RunMetadata(
        command,
        Version.tool(),
        inputs,
        priced.id(),
        priced.sha256(),
        Optional.of(day),
        Optional.of(day),
        timezone);
  }

  /// What budgets say of the pipelines after, with those before as their base.
  public GateResult compared(BudgetGate judging, RunMetadata head) {
    var bills = new PipelineBills(all, judging.billing());
    return judging.gate(head, bills.after(), bills.before());
  }

  /// What budgets say of the pipelines after by themselves.
  public GateResult gate(BudgetGate judging, RunMetadata head) {
    return judging.gate(head, new PipelineBills(all, judging.billing()).after());
  }
}
