package routercost.read.config.pipelines;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import routercost.price.PriceBook;
import routercost.read.config.YamlNode;
import routercost.read.text.ConfigurationProblem;
import routercost.read.text.InputProblem;
import routercost.read.text.TextFiles;
import routercost.whatif.pipeline.Step;
import routercost.whatif.pipeline.Step.StepPlan;

/// Opens the pipelines that a pipeline includes, and refuses to go round in circles.
///
/// @param open the files that are being read, the outermost first
record Includes(List<String> open, LocalDate day) {
  private static final int DEEPEST = 20;

  /// A step of an included pipeline, and the name of that pipeline.
  record Included(String pipeline, StepPlan step) {}

  static Includes of(String outermost, LocalDate day) {
    return new Includes(List.of(real(outermost)), day);
  }

  int depth() {
    return open.size() - 1;
  }

  private static String real(String path) {
    return TextFiles.path(path).toAbsolutePath().normalize().toString();
  }

  /// The steps of the file that `fields` include, as often as they say.
  List<Included> read(YamlNode.Fields fields, PipelineFile from, PriceBook book) {
    fields.allowing(Set.of("include", "quantity", "note"));
    var node = fields.require("include");
    var path = from.sibling(node.asText("include"));
    if (path.isEmpty() || path.indexOf('\0') >= 0) {
      throw node.refusal("include", "the path of a file");
    }
    if (open.contains(real(path)) || open.size() > DEEPEST) {
      throw node.refusal(
          "include", "a file that does not include this one, directly or by way of others");
    }
    var quantity = fields.amount("quantity").orElse(BigDecimal.ONE);
    var deeper = new ArrayList<>(open);
    deeper.add(real(path));
    var bytes = bytes(node, path);
    var included =
        new PipelineFile(path, new Includes(List.copyOf(deeper), day), day).parse(bytes, book);
    return included.steps().stream()
        .map(step -> new Included(included.name(), times(step, quantity)))
        .toList();
  }

  private static byte[] bytes(YamlNode node, String path) {
    try {
      return TextFiles.bytes(path, 64, "expected a pipeline in YAML");
    } catch (InputProblem missing) {
      throw new ConfigurationProblem(node.place() + ": " + missing.getMessage(), missing);
    }
  }

  private static StepPlan times(StepPlan plan, BigDecimal quantity) {
    return new StepPlan(
        plan.id(),
        plan.line(),
        plan.step()
            .map(
                step ->
                    new Step(
                        step.id(),
                        step.times().multiply(quantity),
                        step.work(),
                        step.before(),
                        step.after())),
        plan.parameters(),
        plan.place());
  }
}
