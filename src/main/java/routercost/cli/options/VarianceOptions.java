package routercost.cli.options;

import java.util.Optional;
import picocli.CommandLine.Option;
import routercost.price.variance.Split;
import routercost.price.variance.Split.Method;
import routercost.read.text.ConfigurationProblem;

/// How the change of a bill is split among drivers.
public final class VarianceOptions {
  @Option(
      names = "--method",
      paramLabel = "METHOD",
      defaultValue = "steps",
      description = {
        "steps (default): calls, task mix, routing, tokens per call, price, in this order; shapley:"
            + " the same, independent of order; pvm: price, volume and mix."
      })
  Method method = Method.STEPS;

  @Option(
      names = "--joint",
      paramLabel = "WHERE",
      description = {
        "Of pvm: price (default) takes the change of price at the quantity of HEAD; separate takes"
            + " it at that of BASE and shows the change of both together as joint."
      })
  Optional<Split.Joint> joint = Optional.empty();

  @Option(
      names = "--new-lines",
      paramLabel = "WHERE",
      description = {
        "Of pvm: what only one side used is in the drivers (default), or in a bucket as new or"
            + " discontinued; not the default, as the move of a task to a new model then leaves the"
            + " mix."
      })
  Optional<Split.NewLines> newLines = Optional.empty();

  @Option(
      names = "--volume",
      paramLabel = "UNIT",
      description = {
        "Of pvm: tokens (default), or calls; mix is then task mix, routing and tokens per call."
      })
  Optional<Split.Volume> volume = Optional.empty();

  /// What the options say together.
  public Split split() {
    var usual = Split.of(method);
    requirePvm();
    var unit = volume.orElse(usual.volume());
    if (unit == Split.Volume.CALLS && (joint.isPresent() || newLines.isPresent())) {
      throw new ConfigurationProblem(
          "--volume calls goes without --joint and --new-lines; those set quantities of tokens apart");
    }
    return new Split(method, joint.orElse(usual.joint()), newLines.orElse(usual.newLines()), unit);
  }

  private void requirePvm() {
    boolean chosen = joint.isPresent() || newLines.isPresent() || volume.isPresent();
    if (chosen && method != Method.PVM) {
      throw new ConfigurationProblem(
          "--joint, --new-lines and --volume go with --method pvm; the method is " + method.id());
    }
  }
}
