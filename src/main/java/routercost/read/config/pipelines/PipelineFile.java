package routercost.read.config.pipelines;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import routercost.price.Catalog;
import routercost.price.Model;
import routercost.price.PriceBook;
import routercost.price.Tiers;
import routercost.read.config.YamlFile;
import routercost.read.config.YamlNode;
import routercost.read.config.prices.ModelParser;
import routercost.read.config.prices.PriceBooks;
import routercost.read.text.ConfigurationProblem;
import routercost.usage.SafeText;
import routercost.whatif.pipeline.Parameter;
import routercost.whatif.pipeline.Pipeline;
import routercost.whatif.pipeline.StepPlan;

/// Reads one pipeline (docs/pipelines.md).
///
/// @param name of the file, for messages
/// @param includes opens what it includes
/// @param day on which a tier names a model
record PipelineFile(String name, Includes includes, LocalDate day) {
  /// More independent ranges than this on one line have too many corners to price.
  private static final int MOST_RANGES = 10;

  private static final int MOST_STEPS = 10_000;
  private static final Set<String> KEYS =
      Set.of("version", "name", "unit", "runs", "prices", "steps", "claims", "note");

  /// The pipeline that `bytes` say.
  ///
  /// @throws ConfigurationProblem at the first thing that is not as it should be
  Pipeline parse(byte[] bytes, PriceBook outer) {
    var root = YamlFile.parse(name, bytes).asFields("the pipeline").allowing(KEYS);
    root.find("version")
        .filter(version -> !version.asText("version").equals("1"))
        .ifPresent(
            version -> {
              throw version.refusal("version", "1");
            });
    var book = root.find("prices").map(node -> priced(node, bytes, outer)).orElse(outer);
    var steps = steps(root, book);
    refuseManyRanges(steps);
    return new Pipeline(
        root.text("name").isEmpty() ? fileId() : root.text("name"),
        root.text("unit").isEmpty() ? "run" : root.text("unit"),
        root.find("runs").map(PipelineFile::runs),
        steps,
        root.find("claims").map(ClaimParser::read).orElse(List.of()),
        book);
  }

  private String fileId() {
    return name.substring(name.lastIndexOf('/') + 1).replaceFirst("\\.[^.]+$", "");
  }

  private PriceBook priced(YamlNode node, byte[] bytes, PriceBook outer) {
    if (includes.depth() > 0) {
      throw new ConfigurationProblem(
          node.place()
              + ": an included pipeline has no prices of its own; write them where it is"
              + " included");
    }
    var rows = new ModelParser(fileId(), Map.of());
    var models = new LinkedHashMap<String, Model>();
    node.asFields("prices")
        .byName()
        .forEach(
            (id, field) ->
                models.put(
                    id, rows.model(id, field.value().as(ModelParser.ModelRow.class, "a price"))));
    var catalog =
        new Catalog(
            models,
            new LinkedHashMap<>(),
            Map.of(),
            Tiers.NONE,
            Map.of(),
            List.of(),
            List.of(),
            List.of());
    var both = outer.sha256() + PriceBooks.sha256(bytes);
    return outer.overlaid(
        fileId(), PriceBooks.sha256(both.getBytes(StandardCharsets.UTF_8)), catalog);
  }

  private static Pipeline.Runs runs(YamlNode node) {
    var fields = node.asFields("runs").allowing(Set.of("count", "per", "days"));
    var per = fields.text("per").isEmpty() ? "month" : fields.text("per");
    if (!Set.of("day", "week", "month", "quarter", "year").contains(per)) {
      throw fields.require("per").refusal("per", "day, week, month, quarter or year");
    }
    if (fields.find("days").isPresent() && !per.equals("day")) {
      throw fields.require("days").refusal("days", "per: day beside it");
    }
    return new Pipeline.Runs(
        fields.require("count").asAmount("count"),
        per,
        fields.amount("days").orElse(BigDecimal.ONE));
  }

  private List<StepPlan> steps(YamlNode.Fields root, PriceBook book) {
    var node = root.require("steps");
    if (!(node instanceof YamlNode.Items(_, var nodes)) || nodes.isEmpty()) {
      throw node.unexpected("steps", "no list of steps", "at least one");
    }
    var steps = new ArrayList<StepPlan>();
    var own = new TreeSet<String>();
    for (var item : nodes) {
      var fields = item.asFields("a step");
      if (fields.find("include").isPresent()) {
        steps.addAll(apart(includes.read(fields, this, book), steps));
      } else {
        var step = new StepParser(book, day).read(fields);
        if (!own.add(step.id())) {
          throw new ConfigurationProblem(
              fields.place() + ": the step '" + SafeText.cut(step.id()) + "' stands here twice");
        }
        steps.add(step);
      }
      if (steps.size() > MOST_STEPS) {
        throw new ConfigurationProblem(
            item.place() + ": more than " + MOST_STEPS + " steps with what is included");
      }
    }
    return steps;
  }

  /// `included`, with another name where there is a line of that name already.
  private static List<StepPlan> apart(List<Includes.Included> included, List<StepPlan> before) {
    var taken = before.stream().map(StepPlan::line).collect(Collectors.toSet());
    return included.stream()
        .map(
            one ->
                taken.contains(one.step().line())
                    ? new StepPlan(
                        one.step().id(),
                        one.pipeline() + "/" + one.step().line(),
                        one.step().step(),
                        one.step().parameters(),
                        one.step().place())
                    : one.step())
        .toList();
  }

  private static void refuseManyRanges(List<StepPlan> steps) {
    var links = new LinkedHashMap<String, Set<String>>();
    for (var step : steps) {
      var ofLine = links.computeIfAbsent(step.line(), _ -> new TreeSet<>());
      step.parameters().stream()
          .filter(Parameter::isRange)
          .map(Parameter::link)
          .forEach(ofLine::add);
      if (ofLine.size() > MOST_RANGES) {
        throw new ConfigurationProblem(
            "%s: the step '%s' has %d ranges; expected %d or fewer"
                .formatted(step.place(), SafeText.cut(step.line()), ofLine.size(), MOST_RANGES));
      }
    }
  }

  /// Where an included file is, seen from this one.
  String sibling(String other) {
    int slash = name.lastIndexOf('/');
    return other.startsWith("/") || slash < 0 ? other : name.substring(0, slash + 1) + other;
  }
}
