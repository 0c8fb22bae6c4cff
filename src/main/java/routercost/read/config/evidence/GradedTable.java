package routercost.read.config.evidence;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import routercost.price.Money;
import routercost.read.builtin.Column;
import routercost.read.builtin.Vocabulary;
import routercost.read.config.evidence.EvidenceFile.EvidenceRow;
import routercost.read.text.ConfigurationProblem;
import routercost.usage.SafeText;
import routercost.whatif.evidence.ConfidenceCalibration;
import routercost.whatif.evidence.GradedAnswers;
import routercost.whatif.evidence.GradedAnswers.GradedAnswer;

/// A table of graded answers: one answer a row, or several models in a row, whose columns are
/// `MODEL_score`, `MODEL_cost`, `MODEL_in` and `MODEL_out`, or `MODEL` and `MODEL|total_cost` as in
/// RouterBench.
final class GradedTable {
  private static final List<String> IDS =
      List.of(
          "id",
          "question",
          "question_id",
          "sample_id",
          "prompt_id",
          "item_id",
          "example_id",
          "global index",
          "request_id",
          "record_id");
  private static final List<String> TASKS =
      List.of("task", "eval_name", "dataset", "task_type", "task_name", "category", "subject");
  private static final List<String> SCORES =
      List.of(
          "grade",
          "score",
          "correct",
          "is_correct",
          "accuracy",
          "outcome",
          "passed",
          "pass",
          "verdict");
  private static final List<String> COSTS = List.of("cost_usd", "cost", "total_cost");
  private static final List<String> MODEL = List.of("model", "candidate", "model_name", "model_id");
  private static final List<String> PROMPTS = List.of("prompt", "query");
  private static final List<String> CHOICES = List.of("routed_to", "chosen_model");
  private static final List<String> SCORE_ENDINGS =
      List.of("_score", "_grade", "_correct", "_pass");
  private static final Set<String> OTHERS =
      Set.of(
          "prompt",
          "query",
          "metric",
          "oracle_model_to_route_to",
          "confidence",
          "epoch",
          "n",
          "index",
          "unnamed: 0",
          "");

  private final String path;
  private final List<String> names;
  private final Map<String, Columns> models;
  private final String input;
  private final String output;
  private final List<GradedAnswer> answers = new ArrayList<>();
  private final Map<String, String> choices = new HashMap<>();

  /// The columns of one model: names, empty if the table has none.
  private record Columns(String score, String cost, String input, String output) {}

  /// @param names in the letter case of the file
  GradedTable(String path, List<String> names, List<EvidenceRow> rows) {
    this.path = path;
    this.names = names;
    boolean single = find(MODEL).isPresent();
    input = counts(Column.INPUT_TOKENS, names, rows);
    output = counts(Column.OUTPUT_TOKENS, names, rows);
    models = single ? Map.of() : wide(rows);
    if (models.isEmpty() && find(SCORES).isEmpty()) {
      throw new ConfigurationProblem(
          path
              + ":1: no single graded answers; expected the columns id, task, model and score, or for"
              + " each model MODEL_score and MODEL_cost, or MODEL and MODEL|total_cost");
    }
  }

  /// Whether columns with these names in lower case are single answers, of which nothing else is
  /// known.
  static boolean fits(List<String> names) {
    return has(names, SCORES) || (has(names, IDS) && !has(names, MODEL));
  }

  /// Whether fields with these names are one answer of a model.
  static boolean isAnswer(Set<String> names) {
    return MODEL.stream().anyMatch(names::contains) && SCORES.stream().anyMatch(names::contains);
  }

  private static boolean has(List<String> names, List<String> known) {
    return known.stream().anyMatch(names::contains);
  }

  /// Whether it says which model wrote each answer.
  boolean isOfModels() {
    return find(MODEL).isPresent() || !models.isEmpty();
  }

  /// The grade of a row that is one answer.
  Optional<String> grade(EvidenceRow row) {
    return find(SCORES).map(row::find).filter(grade -> !grade.isEmpty());
  }

  private Map<String, Columns> wide(List<EvidenceRow> rows) {
    var models = new LinkedHashMap<String, Columns>();
    for (var name : names) {
      var lower = name.toLowerCase(Locale.ROOT);
      for (var ending : SCORE_ENDINGS) {
        if (lower.endsWith(ending) && name.length() > ending.length()) {
          var model = name.substring(0, name.length() - ending.length());
          models.put(model, columns(name, model, "_cost", "_in", "_out"));
        }
      }
      if (names.contains(name + "|total_cost")) {
        models.put(name, columns(name, name, "|total_cost", "|input_tokens", "|output_tokens"));
      }
    }
    if (models.isEmpty()) {
      names.stream()
          .filter(name -> isModel(name) && hasGrades(name, rows))
          .forEach(name -> models.put(name, columns(name, name, "_cost", "_in", "_out")));
    }
    return models;
  }

  private Columns columns(String score, String model, String cost, String input, String output) {
    return new Columns(
        score, existing(model + cost), existing(model + input), existing(model + output));
  }

  private String existing(String name) {
    return names.contains(name) ? name : "";
  }

  /// Whether a column that nothing else explains is a model with its grades.
  private boolean isModel(String name) {
    var lower = name.toLowerCase(Locale.ROOT);
    return !OTHERS.contains(lower)
        && List.of(IDS, TASKS, CHOICES, SCORES).stream().noneMatch(known -> known.contains(lower))
        && !lower.matches(".*(_cost|_in|_out|\\|.*)");
  }

  /// Whether half of the cells of a column, or more, are grades.
  private static boolean hasGrades(String name, List<EvidenceRow> rows) {
    var cells = rows.stream().map(row -> row.find(name)).filter(cell -> !cell.isEmpty()).toList();
    long grades = cells.stream().filter(cell -> grade(cell).isPresent()).count();
    return 2 * grades >= cells.size();
  }

  /// The column of counts that call logs have too.
  private static String counts(Column wanted, List<String> names, List<EvidenceRow> rows) {
    return names.stream()
        .filter(name -> Vocabulary.builtIn().columns(name).contains(wanted))
        .filter(name -> rows.stream().map(row -> row.find(name)).allMatch(GradedTable::isCount))
        .findFirst()
        .orElse("");
  }

  private static boolean isCount(String cell) {
    return cell.isEmpty() || decimal(cell).isPresent();
  }

  private Optional<String> find(List<String> known) {
    for (var wanted : known) {
      for (var name : names) {
        if (name.equalsIgnoreCase(wanted)) {
          return Optional.of(name);
        }
      }
    }
    return Optional.empty();
  }

  void add(EvidenceRow row) {
    var question =
        find(IDS)
            .or(() -> models.isEmpty() ? find(PROMPTS) : Optional.empty())
            .map(row::find)
            .filter(id -> !id.isEmpty())
            .orElse("" + row.row().line());
    var task = find(TASKS).map(row::find).orElseGet(() -> prefix(question));
    if (models.isEmpty() && isOfModels()) {
      find(SCORES)
          .ifPresent(
              score ->
                  add(
                      row,
                      question,
                      task,
                      row.text(find(MODEL).orElse("model")),
                      new Columns(score, find(COSTS).orElse(""), input, output)));
    }
    models.forEach((model, columns) -> add(row, question, task, model, columns));
    find(CHOICES)
        .map(row::find)
        .filter(choice -> !choice.isEmpty())
        .ifPresent(choice -> choices.put(question, choice));
  }

  /// The task of a question without one: `AIME` of `AIME_106`, as RouterArena numbers its
  /// questions.
  static String prefix(String question) {
    int end = question.lastIndexOf('_');
    return end > 0 ? question.substring(0, end) : "";
  }

  private void add(EvidenceRow row, String question, String task, String model, Columns columns) {
    var text = row.find(columns.score());
    if (text.isEmpty()) {
      return;
    }
    answers.add(
        new GradedAnswer(
            question,
            task,
            model,
            score(row, columns.score()),
            number(row, columns.cost()).map(Money::new),
            number(row, columns.input()).map(BigDecimal::longValue).orElse(0L),
            number(row, columns.output()).map(BigDecimal::longValue).orElse(0L)));
  }

  private static BigDecimal score(EvidenceRow row, String name) {
    return grade(row.find(name))
        .orElseThrow(() -> row.refusal(name, "pass, fail, or a number from 0 to 1"));
  }

  /// The score that a text says; empty if it is no grade.
  private static Optional<BigDecimal> grade(String text) {
    return ConfidenceCalibration.passed(text)
        .map(passed -> passed ? BigDecimal.ONE : BigDecimal.ZERO)
        .or(() -> decimal(text))
        .filter(score -> score.abs().compareTo(BigDecimal.ONE) <= 0);
  }

  private static Optional<BigDecimal> number(EvidenceRow row, String name) {
    var text = name.isEmpty() ? "" : row.find(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    var number = decimal(text);
    if (number.isEmpty() || number.get().signum() < 0) {
      throw row.refusal(name, "a number of 0 or more");
    }
    return number;
  }

  static Optional<BigDecimal> decimal(String text) {
    return text.matches("[-+]?[0-9]{1,18}(\\.[0-9]{0,40})?([eE][-+]?[0-9]{1,2})?")
        ? Optional.of(new BigDecimal(text))
        : Optional.empty();
  }

  GradedAnswers answers() {
    if (answers.isEmpty()) {
      throw new ConfigurationProblem(
          "%s: no graded answer in the columns %s"
              .formatted(path, SafeText.cut(String.join(", ", names))));
    }
    return new GradedAnswers(answers, choices);
  }
}
