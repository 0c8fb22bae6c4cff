package routercost.read.config.evidence;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import routercost.price.Money;
import routercost.read.config.evidence.EvidenceFile.EvidenceRow;
import routercost.read.record.Row;
import routercost.read.text.ConfigurationProblem;
import routercost.usage.SafeText;
import routercost.whatif.evidence.GradedAnswers;
import routercost.whatif.evidence.GradedAnswers.GradedAnswer;

/// Graded answers in JSON: results of promptfoo, logs of inspect, predictions of RouterArena, the
/// grades of llm-route-audit, and plain answers; in a list, or one object a line.
final class GradedJson {
  private static final Set<String> LISTS = Set.of("", "results.results", "results", "samples");

  private final String path;
  private final Map<String, String> top = new LinkedHashMap<>();
  private final List<Map<String, String>> records = new ArrayList<>();
  private final List<GradedAnswer> answers = new ArrayList<>();
  private final Map<String, String> choices = new HashMap<>();

  private GradedJson(String path) {
    this.path = path;
  }

  static GradedAnswers read(String path, String text) throws IOException {
    var read = new GradedJson(path);
    try (var parser = new JsonFactory().createParser(text)) {
      while (parser.nextToken() != null) {
        read.value(parser, "", read.top);
      }
    } catch (JsonProcessingException malformed) {
      throw new ConfigurationProblem(
          "%s:%d: this is not JSON"
              .formatted(
                  path, malformed.getLocation() == null ? 1 : malformed.getLocation().getLineNr()));
    }
    return read.answers();
  }

  /// Puts the scalars of a value under their paths, and the objects of known lists into records.
  private void value(JsonParser parser, String at, Map<String, String> scalars) throws IOException {
    switch (parser.currentToken()) {
      case START_OBJECT -> {
        var own = at.isEmpty() ? new LinkedHashMap<String, String>() : scalars;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          var name = parser.currentName();
          parser.nextToken();
          value(parser, at.isEmpty() ? name : at + "." + name, own);
        }
        if (at.isEmpty()) {
          finished(own);
        }
      }
      case START_ARRAY -> {
        if (LISTS.contains(at)) {
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            var record = new LinkedHashMap<String, String>();
            value(parser, "-", record);
            records.add(stripped(record));
          }
        } else {
          parser.skipChildren();
        }
      }
      case VALUE_NULL -> {}
      default -> scalars.put(at, parser.getText());
    }
  }

  /// An object by itself: a line of grades, or what stands around a list.
  private void finished(Map<String, String> object) {
    if (object.containsKey("record_id")
        || object.containsKey("success")
        || GradedTable.isAnswer(object.keySet())) {
      records.add(object);
    } else {
      top.putAll(object);
    }
  }

  private static Map<String, String> stripped(Map<String, String> record) {
    var stripped = new LinkedHashMap<String, String>();
    record.forEach(
        (name, text) -> stripped.put(name.startsWith("-.") ? name.substring(2) : name, text));
    return stripped;
  }

  private GradedAnswers answers() {
    boolean plain = !records.isEmpty() && !records.getFirst().containsKey("record_id");
    if (plain && GradedTable.isAnswer(records.getFirst().keySet())) {
      return table();
    }
    for (var record : records) {
      if (record.containsKey("record_id")) {
        routeAudit(record);
      } else if (record.containsKey("global index")) {
        routerArena(record);
      } else if (record.containsKey("success")) {
        promptfoo(record);
      } else {
        inspect(record);
      }
    }
    if (answers.isEmpty()) {
      throw new ConfigurationProblem(
          path
              + ": no graded answer; expected results of promptfoo, a log of inspect, predictions of"
              + " RouterArena with 'accuracy', grades of llm-route-audit, or objects with 'model' and"
              + " 'score'");
    }
    return new GradedAnswers(answers, choices);
  }

  /// Plain answers, as a table has them.
  private GradedAnswers table() {
    var names = records.stream().flatMap(record -> record.keySet().stream()).distinct().toList();
    var rows = new ArrayList<EvidenceRow>();
    for (var record : records) {
      var cells = names.stream().map(name -> record.getOrDefault(name, "")).toList();
      rows.add(new EvidenceRow(path, new Row(rows.size() + 1, names, cells)));
    }
    var table = new GradedTable(path, names, rows);
    rows.forEach(table::add);
    return table.answers();
  }

  private static String text(Map<String, String> record, String... names) {
    for (var name : names) {
      var text = record.getOrDefault(name, "");
      if (!text.isEmpty()) {
        return text;
      }
    }
    return "";
  }

  private void add(
      String question,
      String task,
      String model,
      Optional<BigDecimal> score,
      Map<String, String> record,
      String cost,
      String input,
      String output) {
    if (score.isPresent() && !model.isEmpty()) {
      if (score.get().abs().compareTo(BigDecimal.ONE) > 0) {
        throw new ConfigurationProblem(
            "%s: the answer of %s to %s has the score %s; expected a number from 0 to 1"
                .formatted(
                    path,
                    SafeText.cut(model),
                    SafeText.cut(question),
                    score.get().toPlainString()));
      }
      answers.add(
          new GradedAnswer(
              question,
              task,
              model,
              score.get(),
              GradedTable.decimal(text(record, cost)).map(Money::new),
              GradedTable.decimal(text(record, input)).map(BigDecimal::longValue).orElse(0L),
              GradedTable.decimal(text(record, output)).map(BigDecimal::longValue).orElse(0L)));
    }
  }

  private void routeAudit(Map<String, String> record) {
    var score =
        switch (text(record, "outcome")) {
          case "pass" -> Optional.of(BigDecimal.ONE);
          case "fail" -> Optional.of(BigDecimal.ZERO);
          default -> Optional.<BigDecimal>empty();
        };
    var model = Grades.model(text(record, "candidate"));
    add(text(record, "record_id"), text(record, "task_type"), model, score, record, "cost", "", "");
  }

  /// A router's own choice is the answer that is not there "for optimality".
  private void routerArena(Map<String, String> record) {
    var question = text(record, "global index");
    var model = text(record, "prediction");
    add(
        question,
        GradedTable.prefix(question),
        model,
        GradedTable.decimal(text(record, "accuracy")),
        record,
        "cost",
        "generated_result.token_usage.input_tokens",
        "generated_result.token_usage.output_tokens");
    if (text(record, "for_optimality").equals("false")) {
      choices.put(question, model);
    }
  }

  /// The number of a prompt counts those of each provider, so it does not say which prompts are the
  /// same.
  private void promptfoo(Map<String, String> record) {
    var score =
        GradedTable.decimal(text(record, "score", "gradingResult.score"))
            .or(
                () ->
                    Optional.of(
                        text(record, "success").equals("true") ? BigDecimal.ONE : BigDecimal.ZERO));
    add(
        text(record, "promptId", "prompt.id", "prompt.label", "prompt.raw")
            + "/"
            + text(record, "testIdx", "prompt.raw"),
        text(
            record, "testCase.metadata.task", "metadata.task", "vars.task", "testCase.description"),
        text(record, "provider.label", "provider.id", "provider"),
        score,
        record,
        "cost",
        "response.tokenUsage.prompt",
        "response.tokenUsage.completion");
  }

  private void inspect(Map<String, String> record) {
    var model = text(top, "eval.model");
    var score =
        record.entrySet().stream()
            .filter(entry -> entry.getKey().matches("(scores\\..*|score)\\.value"))
            .map(Map.Entry::getValue)
            .findFirst()
            .flatMap(GradedJson::inspectScore);
    var usage = "model_usage." + model + ".";
    add(
        text(record, "id") + "/" + text(record, "epoch"),
        text(top, "eval.task"),
        model,
        score,
        record,
        "",
        usage + "input_tokens",
        usage + "output_tokens");
  }

  /// `C` is correct, `P` partly, `I` and `N` are not.
  private static Optional<BigDecimal> inspectScore(String value) {
    return switch (value) {
      case "C", "true" -> Optional.of(BigDecimal.ONE);
      case "P" -> Optional.of(new BigDecimal("0.5"));
      case "I", "N", "false" -> Optional.of(BigDecimal.ZERO);
      default -> GradedTable.decimal(value);
    };
  }
}
