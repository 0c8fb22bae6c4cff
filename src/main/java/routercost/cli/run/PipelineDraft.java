package routercost.cli.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import routercost.price.Ledger;
import routercost.price.PriceBook;
import routercost.read.builtin.Column;
import routercost.read.config.pipelines.LearnedPipeline;
import routercost.read.tally.CallListener;
import routercost.read.tally.CallListener.Call;
import routercost.read.tally.LogTally;
import routercost.read.text.ConfigurationProblem;
import routercost.report.common.UnpricedUsage;
import routercost.usage.Meter;
import routercost.whatif.pipeline.ObservedAgents;

/// A pipeline learnt from logs.
///
/// @param paths of the logs
public record PipelineDraft(LogRun run, List<String> paths, PriceBook book) {
  private static final String SESSION = Column.SESSION.id();
  private static final String SIDE = "sidechain";

  /// Reads the logs twice: for the bill, and for the turns of agents, if the log names sessions.
  public String text() {
    var reader = run.reader(paths, Set.of()).mergeDays(Optional.of(book::periods));
    var tally = run.tally(reader);
    var bill = Ledger.of(tally.used(), book::quote);
    if (bill.charges().isEmpty()) {
      run.review(tally);
      throw new ConfigurationProblem("no call has a price, so there is no step to write");
    }
    var observed = new ObservedAgents();
    var again = new SecondReading(run, paths, Set.of());
    if (again.isPossible(tally) && SecondReading.has(tally, Column.SESSION)) {
      again.read(listener(observed), Set.of(SESSION, SIDE));
    }
    run.review(tally);
    var learned = new LearnedPipeline(bill, observed.byTask(), notes(tally, bill));
    return learned.text(String.join(", ", paths));
  }

  private static CallListener listener(ObservedAgents observed) {
    return new CallListener() {
      @Override
      public void used(Call call) {
        var key = call.slice().key();
        var usage = call.slice().usage();
        if (usage.of(Meter.CALLS).longValue() == 1) {
          observed.add(
              key.labels().getOrDefault(SESSION, ""),
              key.task(),
              key.labels().getOrDefault(SIDE, "").equals("true"),
              call.timing().at().map(at -> at.getEpochSecond()).orElse(0L),
              usage);
        }
      }
    };
  }

  /// What is in no step.
  private static List<String> notes(LogTally tally, Ledger bill) {
    var notes = new ArrayList<String>();
    UnpricedUsage.sentences(bill).forEach(sentence -> notes.add("Not included: " + sentence + "."));
    for (var input : tally.inputs()) {
      if (input.rejected() > 0) {
        notes.add(
            "Not included: %d of %d rows of %s, which could not be read."
                .formatted(input.rejected(), input.rows(), input.path()));
      }
    }
    return notes;
  }
}
