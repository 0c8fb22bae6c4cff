package routercost.read.config.pipelines;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import routercost.price.PriceBook;
import routercost.price.Suggestions;
import routercost.read.config.YamlNode;
import routercost.read.text.ConfigurationProblem;
import routercost.usage.SafeText;
import routercost.whatif.LoopShape.History;
import routercost.whatif.Route;
import routercost.whatif.pipeline.Pipeline;
import routercost.whatif.pipeline.PlanChange;

/// A reader of the changes of pipelines that options ask for.
public final class PipelineChanges {
  private static final Pattern COMPACT =
      Pattern.compile("(\\d{1,9})([kM]?)(?::(\\d{1,9})([kM]?))?");
  private static final BigDecimal TENTH = new BigDecimal("0.1");

  private PipelineChanges() {}

  /// The changes for `pipelines`.
  ///
  /// @param moves as `step=tier`
  /// @param compact as `at` or `at:to`
  public static PlanChange read(
      List<String> moves,
      Optional<String> compact,
      List<Pipeline> pipelines,
      PriceBook book,
      LocalDate day) {
    var routes = RouteParser.exact(book, day);
    var byStep = new LinkedHashMap<String, Route>();
    for (var move : moves) {
      int equals = move.lastIndexOf('=');
      if (equals < 1) {
        throw new ConfigurationProblem(
            "--move is '" + SafeText.quoted(move) + "'; expected STEP=TIER, such as draft=haiku");
      }
      var target = new YamlNode.Scalar("--move", move.substring(equals + 1));
      byStep.put(move.substring(0, equals), routes.exactly(target, "the target"));
    }
    var change = new PlanChange(byStep, compact.map(PipelineChanges::compacted));
    refuseUnknown(change, pipelines);
    return change;
  }

  private static void refuseUnknown(PlanChange change, List<Pipeline> pipelines) {
    var unknown = change.unknown(pipelines);
    if (!unknown.isEmpty()) {
      var known = new TreeSet<String>();
      pipelines.forEach(pipeline -> known.addAll(PlanChange.names(pipeline)));
      throw new ConfigurationProblem(
          "--move: there is no step or role '%s'%s; expected %s"
              .formatted(
                  SafeText.quoted(unknown.getFirst()),
                  Suggestions.hint(unknown.getFirst(), known),
                  SafeText.list(List.copyOf(known))));
    }
  }

  private static History.Compacted compacted(String text) {
    var parts = COMPACT.matcher(text);
    if (!parts.matches()) {
      throw new ConfigurationProblem(
          "--compact is '"
              + SafeText.quoted(text)
              + "'; expected tokens, such as 100000 or 100k:8k");
    }
    var at = tokens(parts.group(1), parts.group(2));
    var to = parts.group(3) == null ? at.multiply(TENTH) : tokens(parts.group(3), parts.group(4));
    if (to.compareTo(at) >= 0) {
      throw new ConfigurationProblem(
          "--compact: the summary is as long as the history; expected fewer tokens after ':'");
    }
    return new History.Compacted(at, to);
  }

  private static BigDecimal tokens(String number, String unit) {
    return new BigDecimal(number)
        .movePointRight(
            switch (unit) {
              case "k" -> 3;
              case "M" -> 6;
              default -> 0;
            });
  }
}
