package routercost.cli.run;

import routercost.price.Suggestions;
import routercost.read.text.ConfigurationProblem;
import routercost.whatif.pipeline.Claim;
import routercost.whatif.pipeline.Estimate;
import routercost.whatif.pipeline.Figures;
import routercost.whatif.pipeline.Parameter;

/// What an estimate must have before something can be said of it.
public final class PipelineChecks {
  private PipelineChecks() {}

  /// Refuses claims over figures that `estimate` does not have.
  public static void refuseUnknownFigures(Estimate estimate) {
    var pipeline = estimate.pipeline();
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
                        : Suggestions.hint(name, figures.byName().keySet())));
      }
    }
  }

  /// Refuses to draw where nothing says how ranges are spread, nor which move together.
  public static void requireShapes(Estimate estimate) {
    var ranges = estimate.pipeline().parameters().stream().filter(Parameter::isRange).toList();
    boolean spread = ranges.stream().anyMatch(range -> range.shape().isPresent());
    boolean linked = ranges.stream().anyMatch(range -> range.link().startsWith("group "));
    if (!ranges.isEmpty() && !spread && !linked) {
      throw new ConfigurationProblem(
          "--samples: no range of %s has a shape; expected {low: …, high: …, shape: uniform} or"
                  .formatted(estimate.pipeline().name())
              + " {low: …, high: …, mode: …}, or steps of one group");
    }
  }
}
