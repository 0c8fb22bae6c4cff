package routercost.cli;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import routercost.price.PriceBook;
import routercost.report.Gate;
import routercost.report.Head;
import routercost.whatif.pipeline.Estimate;

/// What pipelines come to, and where they were read from.
///
/// @param paths of the pipelines, in the same order
record Estimates(List<String> paths, List<Estimate> all, LocalDate day) {
  /// The head of a report on them.
  ///
  /// @param book that was used unless a pipeline brings prices of its own
  Head head(String command, PriceBook book, String timezone) {
    var inputs = new ArrayList<Head.Input>();
    for (int i = 0; i < paths.size(); i++) {
      long steps = all.get(i).pipeline().steps().size();
      inputs.add(
          new Head.Input(paths.get(i), "pipeline", steps, steps, 0, new TreeMap<>(), 0, List.of()));
    }
    var priced = all.size() == 1 ? all.getFirst().pipeline().book() : book;
    return new Head(
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
  Gate compared(Judging judging, Head head) {
    var bills = new PipelineBills(all, judging.billing());
    return judging.gate(head, bills.after(), bills.before());
  }

  /// What budgets say of the pipelines after by themselves.
  Gate gate(Judging judging, Head head) {
    return judging.gate(head, new PipelineBills(all, judging.billing()).after());
  }
}
