package routercost.cli.run;

import java.util.List;
import java.util.function.Consumer;
import routercost.audit.NotCounted;
import routercost.cli.console.ExitCode;
import routercost.read.tally.LogTally;
import routercost.report.common.NotCountedText;
import routercost.report.common.UnpricedUsage;
import routercost.whatif.Comparison;

/// Reports what is wrong with the calls of a run: rows that do not count, choices that no call
/// meets, usage without a price.
record LogReview(LogRun run) {
  /// Reports what is wrong with the rows of logs.
  ///
  /// @param notCounted what they leave out, with prices
  void rows(LogTally tally, NotCounted notCounted) {
    if (run.console().isVerbose()) {
      run.logs().sources.details(tally.inputs()).forEach(run.console()::sayOnce);
    }
    tally.warnings().forEach(run.console()::warn);
    run.logs()
        .filter()
        .unmet()
        .ifPresent(
            sentence -> run.console().warnOnce("--filter, on the days asked for: " + sentence));
    for (var sentence : tally.leftOut().equal()) {
      if (run.command().equals("check") || run.logs().isStrict()) {
        run.console()
            .fail(ExitCode.INPUT_OUTPUT, sentence + ", so calls may count twice; pass one");
      } else {
        run.console().warn(sentence + ", so calls may count twice");
      }
    }
    var rejects = new RejectReview(run, tally, notCounted);
    int failures = run.console().failures().size();
    rejects.report();
    if (!notCounted.entries().isEmpty()) {
      boolean isHinted = run.console().failures().size() > failures;
      report(notCounted, isHinted ? "" : rejects.hint());
    }
    reviewSelection(tally);
  }

  /// Reports what is not counted.
  ///
  /// @param hint what can be done about rejected rows, unless that was said
  private void report(NotCounted ledger, String hint) {
    var text = new NotCountedText(ledger);
    boolean isMissing = !ledger.missing().isEmpty();
    var open = ledger.missing().stream().filter(entry -> !entry.isEmpty()).toList();
    if (!open.isEmpty() && run.logs().isStrict()) {
      boolean isIncomplete = open.stream().allMatch(NotCounted.Entry::isIncomplete);
      run.console()
          .fail(
              isIncomplete ? ExitCode.INCOMPLETE : ExitCode.INPUT_OUTPUT,
              text.line() + "; --strict allows nothing to be left out or in doubt" + hint);
    } else if (isMissing) {
      run.console().note("warning: " + text.line() + hint);
    } else {
      run.console().note(text.line());
    }
    (run.console().isVerbose() ? text.details() : files(ledger)).forEach(run.console()::warnOnce);
  }

  /// The files that cannot be used, of which no other message tells.
  private static List<String> files(NotCounted ledger) {
    var files = ledger.entries().stream().filter(entry -> entry.kind().isOfFiles()).toList();
    return new NotCountedText(new NotCounted(files)).firstDetails();
  }

  /// Reports a period or a filter that leaves no call although there are some.
  private void reviewSelection(LogTally tally) {
    var message = run.emptied(tally, run.logs().period());
    if (message.isPresent() && run.logs().isStrict()) {
      run.console().fail(ExitCode.INPUT_OUTPUT, message.get());
    } else if (message.isPresent()) {
      run.console().note("warning: " + message.get());
    }
  }

  /// Reports usage without a price.
  void unpriced(Comparison comparison) {
    boolean isOnScreen = run.command().equals("audit") || run.command().equals("what-if");
    Consumer<String> noted = text -> run.console().note("warning: " + text);
    report(UnpricedUsage.sentences(comparison), isOnScreen ? noted : run.console()::warn);
  }

  /// Reports usage without a price.
  ///
  /// @param unpriced as sentences
  void unpriced(List<String> unpriced) {
    report(unpriced, run.console()::warn);
  }

  private void report(List<String> unpriced, Consumer<String> report) {
    unpriced.forEach(report);
    if (!unpriced.isEmpty() && run.logs().isStrict()) {
      run.console()
          .fail(
              ExitCode.INCOMPLETE,
              "the bill is incomplete: --strict allows no call without a price");
    }
  }
}
