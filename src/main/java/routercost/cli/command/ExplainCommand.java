package routercost.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import routercost.cli.options.LogOptions;
import routercost.cli.options.LogPaths;
import routercost.cli.options.OutputOptions;
import routercost.cli.options.PriceOptions;
import routercost.cli.options.TaskNames;
import routercost.cli.run.LogRun;
import routercost.price.Ledger;
import routercost.price.PriceBook;
import routercost.read.schema.Reject;
import routercost.read.tally.CallListener;
import routercost.read.tally.CallListener.Call;
import routercost.read.text.ConfigurationProblem;
import routercost.read.text.InputProblem;
import routercost.read.value.Period;
import routercost.report.common.UnpricedUsage;
import routercost.report.explain.ExplainReport;

/// The arithmetic behind a figure.
@Command(
    description = "Show the arithmetic of a call (FILE:LINE) or of a task.",
    footer = {
      "",
      "Examples:",
      "  router-cost explain samples/calls.csv:14",
      "  router-cost explain samples/calls.csv --task plan_release",
      "  router-cost explain samples/calls.csv:14 -f json"
    })
final class ExplainCommand implements Callable<Integer> {
  @Option(names = "--task", paramLabel = "TASK", description = "Explain all calls of this task.")
  Optional<String> task = Optional.empty();

  @Spec CommandSpec spec;

  @Mixin LogPaths logs;
  @Mixin LogOptions logOptions;
  @Mixin PriceOptions prices;
  @Mixin OutputOptions output;

  @Override
  public Integer call() {
    var book = prices.book();
    var run = new LogRun("explain", logOptions, prices, output.console);
    if (task.isPresent()) {
      explainTask(task.get(), run, book);
    } else {
      explainLine(run, book);
    }
    return output.console.exit().code();
  }

  private void explainTask(String name, LogRun run, PriceBook book) {
    var tally = run.tally(run.reader(logs.paths(spec, logOptions), Set.of()));
    TaskNames.of(tally.used()).require("--task", name);
    var slices = tally.used().where(key -> key.task().equals(name)).slices().toList();
    var ledger = Ledger.of(slices, prices.quotes(book));
    var head = run.metadata(tally, book);
    output.print(
        ExplainReport.of(head, "task " + name, ledger, Optional.empty()),
        () -> {
          run.review(UnpricedUsage.sentences(ledger));
          run.review(tally, head.notCounted());
        });
  }

  private void explainLine(LogRun run, PriceBook book) {
    var paths = logs.paths(spec, logOptions);
    if (paths.size() != 1 || !paths.getFirst().matches(".+:\\d{1,18}")) {
      throw new ConfigurationProblem(
          "explain requires one FILE:LINE, or logs and --task TASK; for example: router-cost explain"
              + " calls.csv:14");
    }
    var place = paths.getFirst();
    int colon = place.lastIndexOf(':');
    var line = new RecordsOfLine(Long.parseLong(place.substring(colon + 1)));
    var reader = run.reader(List.of(place.substring(0, colon)), Set.of()).keepDuplicates();
    var tally = run.tallyUnfiltered(reader.callByCall(line));
    if (line.calls.isEmpty()) {
      throw new InputProblem(place + ": " + line.reason());
    }
    var call = line.calls.getFirst();
    var day = call.slice().key().day();
    var onlyDay = new Period(Optional.of(day), Optional.of(day.plusDays(1)));
    var ledger = Ledger.of(List.of(call.slice()), prices.quotes(book));
    var head = run.metadata(tally, book, onlyDay);
    output.print(
        ExplainReport.of(head, place, ledger, call.loggedUsd()),
        () -> run.review(UnpricedUsage.sentences(ledger)));
  }

  /// The calls and rejects that begin on one line.
  private static final class RecordsOfLine implements CallListener {
    private final long line;
    private final List<Call> calls = new ArrayList<>();
    private final List<Reject> rejects = new ArrayList<>();
    private long first = Long.MAX_VALUE;
    private long last;

    RecordsOfLine(long line) {
      this.line = line;
    }

    @Override
    public void used(Call call) {
      first = Math.min(first, call.origin().line());
      last = Math.max(last, call.origin().line());
      if (call.origin().line() == line) {
        calls.add(call);
      }
    }

    @Override
    public void rejected(Reject reject) {
      if (reject.origin().line() == line) {
        rejects.add(reject);
      }
    }

    private String reason() {
      if (!rejects.isEmpty()) {
        return "the row is rejected: " + rejects.getFirst().reason();
      }
      if (last == 0) {
        return "there is no call in this file";
      }
      var nearest =
          line < first
              ? "; the first one is on line " + first
              : line > last ? "; the last one is on line " + last : "";
      return "no call begins on this line, or it was skipped" + nearest;
    }
  }
}
