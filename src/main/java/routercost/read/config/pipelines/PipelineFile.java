package routercost.read.config.pipelines;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routercost.price.Catalog;
import routercost.price.Catalog.Tiers;
import routercost.price.Model;
import routercost.price.PriceBook;
import routercost.read.config.FileKind;
import routercost.read.config.RecordMapper.Default;
import routercost.read.config.YamlFile;
import routercost.read.config.YamlNode;
import routercost.read.config.prices.ModelParser;
import routercost.read.text.ConfigurationProblem;
import routercost.read.text.InputProblem;
import routercost.read.text.TextFiles;
import routercost.usage.SafeText;
import routercost.usage.Sha256;
import routercost.whatif.pipeline.Parameter;
import routercost.whatif.pipeline.Parameter.RangePoint;
import routercost.whatif.pipeline.Pipeline;
import routercost.whatif.pipeline.RangeValued;
import routercost.whatif.pipeline.Step;
import routercost.whatif.pipeline.Step.StepPlan;

/// A reader of one pipeline (docs/pipelines.md).
///
/// @param name of the file, for messages
/// @param open the paths of the files that are being read, the outermost first
/// @param day on which a tier names a model
record PipelineFile(String name, List<String> open, LocalDate day) {
  /// More independent ranges than this on one line have too many corners to price.
  private static final int MOST_RANGES = 10;

  private static final int MOST_STEPS = 10_000;
  private static final int DEEPEST = 20;

  record Root(
      @Default("1") YamlFile.Version version,
      @Default String name,
      @Default("run") String unit,
      Optional<Runs> runs,
      Optional<YamlNode> prices,
      YamlNode steps,
      @Default List<ClaimParser.Row> claims,
      @Default String note) {}

  record Include(YamlNode include, Optional<YamlNode> quantity, @Default String note) {}

  record Runs(
      YamlNode.Fields self,
      YamlNode count,
      @Default("month") String per,
      Optional<BigDecimal> days) {
    private Pipeline.Runs runs() {
      if (!Set.of("day", "week", "month", "quarter", "year").contains(per)) {
        throw self.refusalOf("per", "day, week, month, quarter or year");
      }
      if (days.isPresent() && !per.equals("day")) {
        throw self.refusalOf("days", "per: day next to it");
      }
      var numbers = RangeParser.ofStep("runs", Optional.empty());
      var low = numbers.number(count, "runs.count", RangeParser.Limit.AMOUNT).at(RangePoint.LOW);
      return new Pipeline.Runs(
          low, per, days.orElse(BigDecimal.ONE), numbers.parameters().stream().findFirst());
    }
  }

  /// @throws ConfigurationProblem naming what is not as it should be
  static Pipeline read(String path, byte[] bytes, PriceBook book, LocalDate day) {
    return new PipelineFile(path, List.of(real(path)), day).parse(bytes, book);
  }

  private Pipeline parse(byte[] bytes, PriceBook outer) {
    return FileKind.PIPELINE.read(
        name, bytes, root -> pipeline(root.as(Root.class, "the pipeline"), bytes, outer));
  }

  private Pipeline pipeline(Root root, byte[] bytes, PriceBook outer) {
    var book = root.prices().map(node -> priced(node, bytes, outer)).orElse(outer);
    var steps = steps(root.steps(), book);
    refuseManyRanges(steps);
    return new Pipeline(
        root.name().isEmpty() ? fileId() : root.name(),
        root.unit(),
        root.runs().map(Runs::runs),
        steps,
        root.claims().stream().map(ClaimParser::claim).toList(),
        book);
  }

  private String fileId() {
    return name.substring(name.lastIndexOf('/') + 1).replaceFirst("\\.[^.]+$", "");
  }

  private PriceBook priced(YamlNode node, byte[] bytes, PriceBook outer) {
    if (open.size() > 1) {
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
    var both = outer.sha256() + Sha256.hex(bytes);
    return outer.overlaid(fileId(), Sha256.hex(both.getBytes(StandardCharsets.UTF_8)), catalog);
  }

  private List<StepPlan> steps(YamlNode node, PriceBook book) {
    if (!(node instanceof YamlNode.Items(_, var nodes)) || nodes.isEmpty()) {
      throw node.unexpected("steps", "no list of steps", "at least one");
    }
    var steps = new ArrayList<StepPlan>();
    var own = new TreeSet<String>();
    for (var item : nodes) {
      var fields = item.asFields("a step");
      if (fields.find("include").isPresent()) {
        steps.addAll(included(fields.as(Include.class, "a step"), steps, book));
      } else {
        for (var step : new StepParser(book, day).read(fields)) {
          if (!own.add(step.id())) {
            throw new ConfigurationProblem(
                step.place() + ": the step '" + SafeText.cut(step.id()) + "' appears here twice");
          }
          steps.add(step);
        }
      }
      if (steps.size() > MOST_STEPS) {
        throw new ConfigurationProblem(
            item.place() + ": more than " + MOST_STEPS + " steps with what is included");
      }
    }
    return steps;
  }

  /// The steps of the included file as often as `row` says, with another line where there is one of
  /// that name already.
  private List<StepPlan> included(Include row, List<StepPlan> before, PriceBook book) {
    var taken = before.stream().map(StepPlan::line).collect(Collectors.toSet());
    var pipeline = included(row.include(), book);
    var numbers = RangeParser.ofStep(pipeline.name(), Optional.empty());
    var quantity =
        row.quantity()
            .map(node -> numbers.number(node, "quantity", RangeParser.Limit.AMOUNT))
            .orElse(RangeValued.known(BigDecimal.ONE));
    return pipeline.steps().stream()
        .map(
            plan ->
                new StepPlan(
                    plan.id(),
                    taken.contains(plan.line()) ? pipeline.name() + "/" + plan.line() : plan.line(),
                    plan.step().with(quantity, Step::times),
                    Stream.concat(plan.parameters().stream(), numbers.parameters().stream())
                        .toList(),
                    plan.place(),
                    plan.labels()))
        .toList();
  }

  /// The pipeline in the file that `node` names; refuses to go round in circles.
  private Pipeline included(YamlNode node, PriceBook book) {
    var path = sibling(node.asText("include"));
    if (path.isEmpty() || path.indexOf('\0') >= 0) {
      throw node.refusal("include", "the path of a file");
    }
    var real = real(path);
    if (open.contains(real) || open.size() > DEEPEST) {
      throw node.refusal(
          "include", "a file that does not include this one, directly or by way of others");
    }
    var deeper = new ArrayList<>(open);
    deeper.add(real);
    return new PipelineFile(path, List.copyOf(deeper), day).parse(bytes(node, path), book);
  }

  private static byte[] bytes(YamlNode node, String path) {
    try {
      return TextFiles.bytes(path, 64, "expected a pipeline in YAML");
    } catch (InputProblem missing) {
      throw new ConfigurationProblem(node.place() + ": " + missing.getMessage(), missing);
    }
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

  /// The path of an included file, relative to this one.
  private String sibling(String path) {
    int slash = name.lastIndexOf('/');
    return path.startsWith("/") || slash < 0 ? path : name.substring(0, slash + 1) + path;
  }

  private static String real(String path) {
    return TextFiles.path(path).toAbsolutePath().normalize().toString();
  }
}
