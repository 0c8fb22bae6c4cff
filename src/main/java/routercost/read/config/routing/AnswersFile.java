package routercost.read.config.routing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import routercost.price.PriceBook;
import routercost.read.config.RecordMapper.Default;
import routercost.read.config.YamlFile;
import routercost.read.config.YamlNode;
import routercost.read.text.TextFiles;
import routercost.whatif.evidence.Gate;
import routercost.whatif.evidence.GradedSample;
import routercost.whatif.routing.Answers;
import routercost.whatif.routing.Answers.Bulk;
import routercost.whatif.routing.Answers.Feature;
import routercost.whatif.routing.Answers.Questions;
import routercost.whatif.routing.Answers.Role;
import routercost.whatif.routing.Answers.RuleConfidence;
import routercost.whatif.routing.Answers.Specification;
import routercost.whatif.routing.Load;
import routercost.whatif.routing.Routing;

/// A file of answers about tasks (docs/routing.md).
public final class AnswersFile {
  /// @param tasks a mapping each, or in short its name
  record Root(
      @Default("1") YamlFile.Version version,
      @Default String name,
      Optional<RoutingFile.Registry> registry,
      Optional<LoadBounds> load,
      Optional<YamlNode> failureLimit,
      List<YamlNode> tasks) {}

  record LoadBounds(YamlNode.Fields self, long high, long low) {
    private Load load() {
      if (low > high) {
        throw self.refusalOf("low", "no more than high, " + high);
      }
      return new Load(high, low);
    }
  }

  record Task(
      YamlNode.Fields self,
      String task,
      Optional<Questions> questions,
      Optional<RoutingFile.Scores> scores,
      Optional<Role> role,
      Optional<FeatureAnswers> feature,
      Optional<Boolean> specifiable,
      Optional<Boolean> decidesWhatMatters,
      Optional<Long> items,
      Optional<Boolean> timeSensitive,
      Optional<Boolean> verifiable,
      @Default("no") boolean extraction,
      Optional<Queue> queue,
      Optional<YamlNode> confidence,
      Optional<Sample> sample) {
    private Optional<Specification> specification() {
      if (specifiable.isEmpty() && decidesWhatMatters.isPresent()) {
        throw self.missing("specifiable");
      }
      return specifiable.map(known -> new Specification(known, decidesWhatMatters.orElse(false)));
    }

    private Bulk bulk(long count) {
      return new Bulk(
          count,
          timeSensitive.orElseThrow(() -> self.missing("time_sensitive")),
          verifiable.orElseThrow(() -> self.missing("verifiable")));
    }
  }

  record FeatureAnswers(
      Feature.Shape shape,
      boolean often,
      boolean corpusFits,
      Feature.NearMiss nearMiss,
      boolean latencyVisible) {
    private Feature feature() {
      return new Feature(shape, often, corpusFits, nearMiss, latencyVisible);
    }
  }

  record Queue(long depth, Priority priority) {}

  enum Priority {
    LOW,
    HIGH
  }

  record Sample(YamlNode.Fields self, long answers, long failures, Optional<Long> planned) {
    private GradedSample counts() {
      if (failures > answers) {
        throw self.refusalOf("failures", "no more than the " + answers + " answers");
      }
      return new GradedSample.Counts(
          answers, failures, planned.filter(size -> size == answers).isPresent());
    }
  }

  /// The values of a file of answers.
  ///
  /// @param registry in which names are looked up; empty if the file has none
  public record Contents(List<Answers> tasks, Optional<Routing> registry, Gate gate) {}

  private AnswersFile() {}

  /// The answers in the file at `path`.
  ///
  /// @param day on which tiers are read as the model that they name
  /// @throws ConfigurationProblem if it says something that is not allowed
  /// @throws InputProblem if it cannot be read
  public static Contents read(String path, PriceBook book, LocalDate day) {
    return parse(path, TextFiles.bytes(path, 64, "expected answers in YAML"), book, day);
  }

  static Contents parse(String name, byte[] bytes, PriceBook book, LocalDate day) {
    var root = YamlFile.parse(name, bytes).as(Root.class, "the file of answers");
    var load = root.load().map(LoadBounds::load).orElse(Load.ARTICLE);
    return new Contents(
        root.tasks().stream().map(node -> answers(node, load)).toList(),
        root.registry().map(of -> new RoutingFile(book, day).routing(of, name)),
        root.failureLimit().map(AnswersFile::gate).orElse(Gate.USUAL));
  }

  private static Gate gate(YamlNode node) {
    var percent = node.asAmount("failure_limit");
    if (percent.signum() == 0 || percent.compareTo(new BigDecimal(100)) >= 0) {
      throw node.refusal("failure_limit", "percent, more than 0 and less than 100");
    }
    return Gate.USUAL.withLimit(percent.movePointLeft(2).doubleValue());
  }

  private static Answers answers(YamlNode node, Load load) {
    if (node instanceof YamlNode.Scalar(_, String name)) {
      return Answers.named(name);
    }
    var task = node.as(Task.class, "a task");
    return new Answers(
        task.task(),
        task.questions(),
        task.scores().map(RoutingFile.Scores::complexity),
        task.role(),
        task.feature().map(FeatureAnswers::feature),
        task.specification(),
        task.items().map(task::bulk),
        task.extraction(),
        task.queue()
            .map(queue -> new Answers.Queue(load, queue.depth(), queue.priority() == Priority.LOW)),
        task.confidence().map(AnswersFile::confidence),
        task.sample().map(Sample::counts));
  }

  private static RuleConfidence confidence(YamlNode node) {
    var value = node.asAmount("confidence");
    if (value.compareTo(BigDecimal.ONE) > 0) {
      throw node.refusal("confidence", "a number from 0 to 1");
    }
    return new RuleConfidence(value);
  }
}
