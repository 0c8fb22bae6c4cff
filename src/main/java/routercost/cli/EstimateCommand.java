package routercost.cli;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import routercost.price.PriceBook;
import routercost.price.Spelling;
import routercost.read.ConfigurationProblem;
import routercost.report.EstimateReport;
import routercost.report.Head;
import routercost.whatif.pipeline.Claim;
import routercost.whatif.pipeline.Estimate;
import routercost.whatif.pipeline.Figures;
import routercost.whatif.pipeline.Pipeline;

/// What a described pipeline costs, before the first call is made.
@Command(
    name = "estimate",
    description = "Say what a described pipeline costs, before and after a change of models.",
    footer = {
      "",
      "Examples:",
      "  router-cost estimate samples/articles/000-onboarding.yaml",
      "  router-cost estimate onboarding.yaml posts.yaml --as-of 2026-10-01",
      "  router-cost estimate samples/articles/003-case-study.yaml --verify"
    })
final class EstimateCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "PIPELINE",
      arity = "1..*",
      description = "Files that describe pipelines in YAML, or - for standard input.")
  List<String> paths = new ArrayList<>();

  @Option(
      names = "--verify",
      description = "Compare the printed figures in 'claims' with the estimate, one by one.")
  boolean verify;

  @Mixin PipelineReading reading;
  @Mixin Pricing pricing;
  @Mixin Output output;

  @Override
  public Integer call() {
    var book = pricing.book();
    var day = pricing.asOf().orElseGet(() -> pricing.today(ZoneOffset.UTC));
    var estimates =
        reading.pipelines(paths, book, day).stream()
            .map(pipeline -> Estimate.of(pipeline, day))
            .toList();
    estimates.forEach(EstimateCommand::refuseUnknownFigures);
    var report =
        new EstimateReport(head(estimates, book, day), estimates, new EstimateReport.View(verify));
    output.print(report);
    return Pricing.judge(report.gaps(), reading.isStrict(), output).code();
  }

  private Head head(List<Estimate> estimates, PriceBook book, LocalDate day) {
    var inputs = new ArrayList<Head.Input>();
    for (int i = 0; i < paths.size(); i++) {
      long steps = estimates.get(i).pipeline().steps().size();
      inputs.add(
          new Head.Input(paths.get(i), "pipeline", steps, steps, 0, new TreeMap<>(), 0, List.of()));
    }
    var priced = estimates.size() == 1 ? estimates.getFirst().pipeline().book() : book;
    return new Head(
        "estimate",
        Version.tool(),
        inputs,
        priced.id(),
        priced.sha256(),
        Optional.of(day),
        Optional.of(day),
        "UTC");
  }

  private static void refuseUnknownFigures(Estimate estimate) {
    Pipeline pipeline = estimate.pipeline();
    if (!pipeline.claims().isEmpty()) {
      var figures = Figures.of(estimate);
      pipeline.claims().forEach(claim -> refuseUnknown(claim, figures));
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
                        : Spelling.hint(name, figures.byName().keySet())));
      }
    }
  }
}
