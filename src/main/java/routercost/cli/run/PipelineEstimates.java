package routercost.cli.run;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import routercost.audit.budget.Bill;
import routercost.audit.budget.BillBuilder;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.price.PriceBook;
import routercost.price.Suggestions;
import routercost.read.text.ConfigurationProblem;
import routercost.report.common.InputSummary;
import routercost.report.common.RunMetadata;
import routercost.usage.UsageCube;
import routercost.whatif.pipeline.Claim;
import routercost.whatif.pipeline.Estimate;
import routercost.whatif.pipeline.Figures;
import routercost.whatif.pipeline.Parameter;
import routercost.whatif.pipeline.Parameter.RangePoint;
import routercost.whatif.pipeline.Pipeline;
import routercost.whatif.pipeline.PipelineUsage;

/// The estimates of pipelines.
///
/// @param paths of the pipelines, in the same order
public record PipelineEstimates(List<String> paths, List<Estimate> estimates, LocalDate day) {
  /// A path of a pipeline, which people write in YAML; no log is.
  public static boolean isPipeline(String path) {
    var name = path.toLowerCase(Locale.ROOT);
    return name.endsWith(".yaml") || name.endsWith(".yml");
  }

  /// Whether these are pipelines rather than logs.
  ///
  /// @throws ConfigurationProblem if only some of these paths are pipelines
  public static boolean arePipelines(List<String> paths) {
    long pipelines = paths.stream().filter(PipelineEstimates::isPipeline).count();
    if (pipelines > 0 && pipelines < paths.size()) {
      throw new ConfigurationProblem("cannot mix logs and pipelines in one run");
    }
    return pipelines > 0;
  }

  static InputSummary input(String name, Pipeline pipeline) {
    long steps = pipeline.steps().size();
    return new InputSummary(name, "pipeline", steps, steps, 0, new TreeMap<>(), 0, List.of());
  }

  /// The metadata of a report on these estimates.
  ///
  /// @param book of pipelines without prices of their own
  public RunMetadata metadata(LogRun run, PriceBook book) {
    var inputs = new ArrayList<InputSummary>();
    for (int i = 0; i < paths.size(); i++) {
      inputs.add(input(paths.get(i), estimates.get(i).pipeline()));
    }
    var priced = estimates.size() == 1 ? estimates.getFirst().pipeline().book() : book;
    return run.metadata(inputs, priced, Optional.of(day), Optional.of(day));
  }

  public Bill before(BillBuilder billing) {
    return bill(billing, PipelineUsage::before, PipelineUsage::fixedBefore);
  }

  public Bill after(BillBuilder billing) {
    return bill(billing, PipelineUsage::after, PipelineUsage::fixedAfter);
  }

  /// Ranges are at their high end: a budget that only the low end keeps is not kept.
  private Bill bill(
      BillBuilder billing,
      Function<PipelineUsage, UsageCube> usage,
      Function<PipelineUsage, Money> fixed) {
    var bill = billing.bill(new Ledger(List.of(), List.of()));
    for (var estimate : estimates) {
      var used = PipelineUsage.of(estimate.pipeline(), estimate.day(), RangePoint.HIGH);
      var ledger = Ledger.of(usage.apply(used), estimate.pipeline().book()::quote);
      bill = bill.plus(billing.bill(ledger).and(fixed.apply(used), estimate.day()));
    }
    return bill;
  }

  /// Refuses claims about figures that an estimate does not have.
  public void refuseUnknownFigures() {
    for (var estimate : estimates) {
      var claims = estimate.pipeline().claims();
      if (!claims.isEmpty()) {
        var figures = Figures.of(estimate);
        claims.forEach(claim -> refuseUnknown(claim, figures));
      }
    }
  }

  private static void refuseUnknown(Claim claim, Figures figures) {
    for (var name : claim.formula().names()) {
      if (!figures.byName().containsKey(name)) {
        boolean isRange = figures.byName().containsKey(name + ".low");
        throw new ConfigurationProblem(
            "%s: there is no figure '%s'%s"
                .formatted(
                    claim.place(),
                    name,
                    isRange
                        ? "; it is a range: expected %s.low or %s.high".formatted(name, name)
                        : Suggestions.hint(name, figures.byName().keySet())));
      }
    }
  }

  /// Refuses to draw samples of ranges that have neither a shape nor a group.
  public void requireShapes() {
    for (var estimate : estimates) {
      var ranges = estimate.pipeline().parameters().stream().filter(Parameter::isRange).toList();
      boolean shaped = ranges.stream().anyMatch(range -> range.shape().isPresent());
      boolean grouped = ranges.stream().anyMatch(range -> range.link().startsWith("group "));
      if (!ranges.isEmpty() && !shaped && !grouped) {
        throw new ConfigurationProblem(
            "--draws: no range of %s has a shape; expected {low: …, high: …, shape: uniform} or"
                    .formatted(estimate.pipeline().name())
                + " {low: …, high: …, mode: …}, or steps of one group");
      }
    }
  }
}
