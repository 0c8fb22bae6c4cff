package routercost.read.config.routing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import routercost.price.PriceBook;
import routercost.read.config.Versions;
import routercost.read.config.YamlFile;
import routercost.read.config.YamlNode;
import routercost.read.text.TextFiles;
import routercost.whatif.evidence.Gate;
import routercost.whatif.evidence.GradedSample;
import routercost.whatif.routing.Answers;
import routercost.whatif.routing.Answers.Bulk;
import routercost.whatif.routing.Answers.Feature;
import routercost.whatif.routing.Answers.Questions;
import routercost.whatif.routing.Answers.RuleConfidence;
import routercost.whatif.routing.Load;
import routercost.whatif.routing.Routing;

/// Reads answers about tasks (docs/routing.md).
public final class AnswersFile {
  private static final Set<String> ROOT =
      Set.of("version", "name", "registry", "load", "failure_limit", "tasks");
  private static final Set<String> TASK =
      Set.of(
          "task",
          "questions",
          "scores",
          "role",
          "feature",
          "items",
          "time_sensitive",
          "verifiable",
          "extraction",
          "queue",
          "confidence",
          "sample");
  private static final Set<String> QUESTIONS = Set.of("short_output", "cheap_error", "single_step");
  private static final Set<String> FEATURE =
      Set.of("shape", "often", "corpus_fits", "near_miss", "latency_visible");

  private final Load load;

  private AnswersFile(Load load) {
    this.load = load;
  }

  /// What such a file says.
  ///
  /// @param registry in which names are looked up; empty if the file has none
  public record Contents(List<Answers> tasks, Optional<Routing> registry, Gate gate) {}

  /// The answers in the file at `path`.
  ///
  /// @param day on which tiers are read as the model that they name
  /// @throws ConfigurationProblem if it says something that is not allowed
  /// @throws InputProblem if it cannot be read
  public static Contents read(String path, PriceBook book, LocalDate day) {
    return parse(path, TextFiles.bytes(path, 64, "expected answers in YAML"), book, day);
  }

  static Contents parse(String name, byte[] bytes, PriceBook book, LocalDate day) {
    var root = YamlFile.parse(name, bytes).asFields("the file of answers").allowing(ROOT);
    Versions.require(root);
    var file = new AnswersFile(root.find("load").map(AnswersFile::load).orElse(Load.ARTICLE));
    return new Contents(
        root.require("tasks").items().map(file::answers).toList(),
        root.find("registry")
            .map(node -> node.asFields("registry").allowing(Set.of("default", "tasks", "rules")))
            .map(node -> new RoutingFile(book, day).routing(node)),
        root.find("failure_limit").map(AnswersFile::gate).orElse(Gate.USUAL));
  }

  private static Gate gate(YamlNode node) {
    var percent = node.asAmount("failure_limit");
    if (percent.signum() == 0 || percent.compareTo(new BigDecimal(100)) >= 0) {
      throw node.refusal("failure_limit", "percent, more than 0 and less than 100");
    }
    return Gate.USUAL.withLimit(percent.movePointLeft(2).doubleValue());
  }

  private static Load load(YamlNode node) {
    var fields = node.asFields("load").allowing(Set.of("high", "low"));
    long high = fields.require("high").asCount("high");
    long low = fields.require("low").asCount("low");
    if (low > high) {
      throw fields.require("low").refusal("low", "no more than high, " + high);
    }
    return new Load(high, low);
  }

  private Answers answers(YamlNode node) {
    if (node instanceof YamlNode.Scalar scalar) {
      return Answers.named(scalar.value());
    }
    var fields = node.asFields("a task").allowing(TASK);
    return new Answers(
        fields.require("task").asText("task"),
        fields.find("questions").map(AnswersFile::questions),
        fields.find("scores").map(AnswerParser::scores),
        fields.find("role").map(AnswerParser::role),
        fields.find("feature").map(AnswersFile::feature),
        bulk(fields),
        fields.find("extraction").map(some -> AnswerParser.flag(some, "extraction")).orElse(false),
        fields.find("queue").map(this::queue),
        fields.find("confidence").map(AnswersFile::confidence),
        fields.find("sample").map(AnswersFile::sample));
  }

  private static boolean flag(YamlNode.Fields fields, String name) {
    return AnswerParser.flag(fields.require(name), name);
  }

  private static Questions questions(YamlNode node) {
    var fields = node.asFields("questions").allowing(QUESTIONS);
    return new Questions(
        flag(fields, "short_output"), flag(fields, "cheap_error"), flag(fields, "single_step"));
  }

  private static Feature feature(YamlNode node) {
    var fields = node.asFields("feature").allowing(FEATURE);
    return new Feature(
        switch (fields.require("shape").asText("shape")) {
          case "retrieval" -> Feature.Shape.RETRIEVAL;
          case "synthesis" -> Feature.Shape.SYNTHESIS;
          default -> throw fields.require("shape").refusal("shape", "retrieval or synthesis");
        },
        flag(fields, "often"),
        flag(fields, "corpus_fits"),
        switch (fields.require("near_miss").asText("near_miss")) {
          case "minor" -> Feature.NearMiss.MINOR;
          case "feature-breaking" -> Feature.NearMiss.FEATURE_BREAKING;
          default ->
              throw fields.require("near_miss").refusal("near_miss", "minor or feature-breaking");
        },
        flag(fields, "latency_visible"));
  }

  private static Optional<Bulk> bulk(YamlNode.Fields fields) {
    return fields
        .find("items")
        .map(
            items ->
                new Bulk(
                    items.asCount("items"),
                    flag(fields, "time_sensitive"),
                    flag(fields, "verifiable")));
  }

  private Answers.Queue queue(YamlNode node) {
    var fields = node.asFields("queue").allowing(Set.of("depth", "priority"));
    long depth = fields.require("depth").asCount("depth");
    return switch (fields.require("priority").asText("priority")) {
      case "low" -> new Answers.Queue(load, depth, true);
      case "high" -> new Answers.Queue(load, depth, false);
      default -> throw fields.require("priority").refusal("priority", "low or high");
    };
  }

  private static RuleConfidence confidence(YamlNode node) {
    var value = node.asAmount("confidence");
    if (value.compareTo(BigDecimal.ONE) > 0) {
      throw node.refusal("confidence", "a number from 0 to 1");
    }
    return new RuleConfidence(value);
  }

  private static GradedSample sample(YamlNode node) {
    var fields = node.asFields("sample").allowing(Set.of("answers", "failures", "planned"));
    long answers = fields.require("answers").asCount("answers");
    var failures = fields.require("failures");
    if (failures.asCount("failures") > answers) {
      throw failures.refusal("failures", "no more than the " + answers + " answers");
    }
    boolean planned =
        fields.find("planned").filter(some -> some.asCount("planned") == answers).isPresent();
    return new GradedSample.Counts(answers, failures.asCount("failures"), planned);
  }
}
