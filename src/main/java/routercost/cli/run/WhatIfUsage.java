package routercost.cli.run;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import routercost.audit.Finding;
import routercost.cli.console.Version;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.price.PriceBook;
import routercost.read.tally.LogTally;
import routercost.read.text.ConfigurationProblem;
import routercost.report.common.RunMetadata;
import routercost.usage.Meter;
import routercost.usage.Moments;
import routercost.usage.Usage;
import routercost.usage.UsageCube;
import routercost.whatif.pipeline.Pipeline;
import routercost.whatif.pipeline.PipelineUsage;
import routercost.whatif.pipeline.RangePoint;
import routercost.whatif.routing.Load;

/// Usage that scenarios are made of, whatever it comes from.
///
/// @param tally what was read, if it comes from logs
/// @param moments how far calls differ, as far as that is known
/// @param assumptions made on the way, as sentences
/// @param headroom what was found in it call by call, by the ledger as it is
public record WhatIfUsage(
    RunMetadata head,
    Optional<LogTally> tally,
    UsageCube cube,
    Moments moments,
    List<String> assumptions,
    Function<Ledger, List<Finding>> headroom) {
  /// The usage of logs.
  ///
  /// @param byCall what was seen call by call
  public static WhatIfUsage of(
      RunMetadata head, LogTally tally, Moments moments, List<Load> loads, CallObserver byCall) {
    var usage =
        loads.isEmpty()
            ? new CallObserver.Labelled(tally.used(), moments)
            : all(tally, byCall.labelled(loads));
    return new WhatIfUsage(
        head,
        Optional.of(tally),
        usage.cube(),
        usage.moments(),
        RunMetadataBuilder.assumptions(tally),
        byCall::headroom);
  }

  /// A log of which calls are told otherwise than they count cannot be seen call by call.
  private static CallObserver.Labelled all(LogTally tally, CallObserver.Labelled usage) {
    if (!withoutUsd(usage.cube()).equals(withoutUsd(tally.used()))) {
      throw new ConfigurationProblem(
          "'load' goes with logs of one line for each call, and this one has several");
    }
    return usage;
  }

  private static Usage withoutUsd(UsageCube cube) {
    return cube.total().with(Meter.LOGGED_USD, 0);
  }

  /// The usage of pipelines as they are: each step a task, in the number of runs of a period.
  public static WhatIfUsage of(
      List<Pipeline> pipelines, List<String> paths, PriceBook book, LocalDate day) {
    var inputs = new ArrayList<RunMetadata.Input>();
    var cube = UsageCube.EMPTY;
    var fixed = Money.ZERO;
    for (int i = 0; i < pipelines.size(); i++) {
      var usage = PipelineUsage.of(pipelines.get(i), day, RangePoint.MIDDLE);
      cube = cube.plus(usage.before());
      fixed = fixed.plus(usage.fixedBefore());
      long steps = pipelines.get(i).steps().size();
      inputs.add(
          new RunMetadata.Input(
              paths.get(i), "pipeline", steps, steps, 0, new TreeMap<>(), 0, List.of()));
    }
    var head =
        new RunMetadata(
            "what-if",
            Version.tool(),
            inputs,
            book.id(),
            book.sha256(),
            Optional.of(day),
            Optional.of(day),
            "UTC");
    return new WhatIfUsage(
        head, Optional.empty(), cube, Moments.NONE, assumptions(pipelines, fixed), _ -> List.of());
  }

  private static List<String> assumptions(List<Pipeline> pipelines, Money fixed) {
    var sentences = new ArrayList<String>();
    sentences.add("every range of a pipeline is in its middle");
    if (!fixed.isZero()) {
      sentences.add(
          "$%s of services, known costs, failures and waiting stay beside these figures"
              .formatted(fixed));
    }
    if (pipelines.stream().anyMatch(pipeline -> pipeline.runs().isEmpty())) {
      sentences.add("a pipeline that does not say how often it runs counts once");
    }
    return sentences;
  }

  /// The one book that prices all of these pipelines.
  ///
  /// @throws ConfigurationProblem if several of them have prices of their own
  public static PriceBook book(List<Pipeline> pipelines, PriceBook book) {
    var books = pipelines.stream().map(Pipeline::book).distinct().toList();
    if (books.size() > 1) {
      throw new ConfigurationProblem(
          "pipelines with prices of their own are looked at one by one; --prices gives them to"
              + " all");
    }
    return books.isEmpty() ? book : books.getFirst();
  }

  /// Whether these are pipelines, which people write in YAML, rather than logs.
  public static boolean arePipelines(List<String> paths) {
    long pipelines = paths.stream().filter(path -> path.matches("(?i).*\\.ya?ml")).count();
    if (pipelines > 0 && pipelines < paths.size()) {
      throw new ConfigurationProblem("logs and pipelines go in runs of their own");
    }
    return pipelines > 0;
  }
}
