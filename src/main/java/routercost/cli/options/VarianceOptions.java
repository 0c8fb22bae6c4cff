package routercost.cli.options;

import java.util.Optional;
import picocli.CommandLine.Option;
import routercost.price.variance.Split;
import routercost.price.variance.Split.Method;
import routercost.read.text.ConfigurationProblem;

/// The options for splitting the change of a bill among drivers.
public final class VarianceOptions {
  @Option(
      names = "--method",
      paramLabel = "METHOD",
      defaultValue = "steps",
      description =
          "Split the change by steps (default), shapley or pvm. steps: calls, task mix,"
              + " routing, tokens per call, price, in this order; shapley: these drivers,"
              + " independent of order; pvm: price, volume and mix.")
  Method method = Method.STEPS;

  @Option(
      names = "--joint",
      paramLabel = "WHERE",
      description =
          "Count the joint price x quantity effect as price (default), or show it on its"
              + " own line: separate. Requires --method pvm.")
  Optional<Split.Joint> joint = Optional.empty();

  @Option(
      names = "--new-lines",
      paramLabel = "WHERE",
      description =
          "Include usage of one side only in the drivers (default), or show it as new or"
              + " discontinued: bucket, where a task that moves to a new model leaves the mix."
              + " Requires --method pvm.")
  Optional<Split.NewLines> newLines = Optional.empty();

  @Option(
      names = "--volume",
      paramLabel = "UNIT",
      description =
          "Measure volume in tokens (default) or calls, whose mix is task mix, routing and"
              + " tokens per call. Requires --method pvm.")
  Optional<Split.Volume> volume = Optional.empty();

  public Split split() {
    var usual = Split.of(method);
    requirePvm();
    var unit = volume.orElse(usual.volume());
    if (unit == Split.Volume.CALLS && (joint.isPresent() || newLines.isPresent())) {
      throw new ConfigurationProblem(
          "--volume calls cannot be combined with --joint and --new-lines, which are about tokens");
    }
    return new Split(method, joint.orElse(usual.joint()), newLines.orElse(usual.newLines()), unit);
  }

  private void requirePvm() {
    boolean chosen = joint.isPresent() || newLines.isPresent() || volume.isPresent();
    if (chosen && method != Method.PVM) {
      throw new ConfigurationProblem(
          "--joint, --new-lines and --volume require --method pvm; the method is " + method.id());
    }
  }
}
