package routercost.cli.command;

import java.math.BigDecimal;
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
import routercost.cli.console.ExitCode;
import routercost.cli.options.LogOptions;
import routercost.cli.options.LogPaths;
import routercost.cli.options.OutputOptions;
import routercost.cli.options.PriceOptions;
import routercost.cli.options.TaskNames;
import routercost.cli.run.RunMetadataBuilder;
import routercost.price.Ledger;
import routercost.price.PriceBook;
import routercost.read.schema.Reject;
import routercost.read.tally.Call;
import routercost.read.text.ConfigurationProblem;
import routercost.read.text.InputProblem;
import routercost.read.value.Period;
import routercost.report.common.RunMetadata;
import routercost.report.explain.ExplainReport;
import routercost.usage.Slice;

/// The arithmetic behind a figure.
@Command(
    name = "explain",
    description = "Show the arithmetic of one call, named as FILE:LINE, or of all calls of a task.",
    footer = {
      "",
      "Examples:",
      "  router-cost explain calls.csv:14",
      "  router-cost explain calls.csv --task plan"
    })
final class ExplainCommand implements Callable<Integer> {
  @Option(names = "--task", paramLabel = "TASK", description = "Explain all calls of this task.")
  Optional<String> task = Optional.empty();

  @Spec CommandSpec spec;

  @Mixin LogPaths logs;
  @Mixin LogOptions reading;
  @Mixin PriceOptions pricing;
  @Mixin OutputOptions output;

  @Override
  public Integer call() {
    var book = pricing.book();
    return task.map(name -> ofTask(name, book)).orElseGet(() -> ofLine(book)).code();
  }

  private ExitCode ofTask(String name, PriceBook book) {
    var tally =
        reading.tally(
            logs.paths(spec),
            Set.of(),
            pricing.today(reading.timezone()),
            Optional.empty(),
            output.progress());
    TaskNames.of(tally.used()).require("--task", name);
    var cube = tally.used().where(key -> key.task().equals(name));
    var head = heads(book, reading.period()).of(tally);
    var exit = explained(head, "task " + name, cube.slices().toList(), Optional.empty(), book);
    return ExitCode.worst(exit, reading.judge(tally, output));
  }

  private RunMetadataBuilder heads(PriceBook book, Period period) {
    return new RunMetadataBuilder("explain", book, period, reading.timezoneName());
  }

  private ExitCode ofLine(PriceBook book) {
    var paths = logs.paths(spec);
    if (paths.size() != 1 || !paths.getFirst().matches(".+:\\d{1,18}")) {
      throw new ConfigurationProblem(
          "explain takes one FILE:LINE, such as calls.csv:14, or --task TASK with logs");
    }
    var place = paths.getFirst();
    int colon = place.lastIndexOf(':');
    long line = Long.parseLong(place.substring(colon + 1));
    var calls = new ArrayList<Call>();
    var rejects = new ArrayList<Reject>();
    var file = place.substring(0, colon);
    var tally =
        reading.each(
            file,
            pricing.today(reading.timezone()),
            call -> keep(call, line, calls),
            reject -> keep(reject, line, rejects));
    if (calls.isEmpty()) {
      throw new InputProblem(place + ": " + reason(rejects));
    }
    var call = calls.getFirst();
    var day = call.slice().key().day();
    var onlyDay = new Period(Optional.of(day), Optional.of(day.plusDays(1)));
    return explained(
        heads(book, onlyDay).of(tally), place, List.of(call.slice()), call.loggedUsd(), book);
  }

  private static void keep(Call call, long line, List<Call> calls) {
    if (call.origin().line() == line) {
      calls.add(call);
    }
  }

  private static void keep(Reject reject, long line, List<Reject> rejects) {
    if (reject.origin().line() == line) {
      rejects.add(reject);
    }
  }

  private static String reason(List<Reject> rejects) {
    return rejects.isEmpty()
        ? "no call begins on this line, or it was skipped"
        : "the row is rejected: " + rejects.getFirst().reason();
  }

  private ExitCode explained(
      RunMetadata head,
      String what,
      List<Slice> slices,
      Optional<BigDecimal> logged,
      PriceBook book) {
    var ledger = Ledger.of(slices, pricing.quotes(book));
    output.print(ExplainReport.of(head, what, ledger, logged));
    return PriceOptions.judge(ledger, reading.isStrict(), output);
  }
}
