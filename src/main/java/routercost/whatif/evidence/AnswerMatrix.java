package routercost.whatif.evidence;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;
import routercost.price.Money;
import routercost.usage.SafeText;
import routercost.whatif.evidence.Baselines.Choice;
import routercost.whatif.evidence.GradedAnswers.GradedAnswer;

/// The answers of several models to the same questions, and what choosing among them gives.
final class AnswerMatrix {
  private static final int FOLDS = 5;

  final List<String> models;
  private final List<GradedAnswer[]> rows = new ArrayList<>();
  final int leftOut;
  final boolean priced;

  AnswerMatrix(GradedAnswers answers) {
    var names = new TreeSet<String>();
    var byQuestion = new LinkedHashMap<String, Map<String, GradedAnswer>>();
    for (var answer : answers.answers()) {
      names.add(answer.model());
      var before =
          byQuestion
              .computeIfAbsent(answer.task() + "\n" + answer.question(), _ -> new TreeMap<>())
              .putIfAbsent(answer.model(), answer);
      if (before != null) {
        throw new IllegalArgumentException(
            "the question '%s' has two answers of '%s'; give each question an id of its own"
                .formatted(SafeText.cut(answer.question()), SafeText.cut(answer.model())));
      }
    }
    models = List.copyOf(names);
    for (var question : byQuestion.values()) {
      if (question.size() == models.size()) {
        rows.add(question.values().toArray(GradedAnswer[]::new));
      }
    }
    leftOut = byQuestion.size() - rows.size();
    if (models.size() < 2 || rows.isEmpty()) {
      throw new IllegalArgumentException(
          "no question has answers of two models or more: %s"
              .formatted(models.isEmpty() ? "no model" : SafeText.list(models)));
    }
    priced = rows.stream().flatMap(Arrays::stream).allMatch(answer -> answer.cost().isPresent());
  }

  int size() {
    return rows.size();
  }

  List<Integer> range() {
    var all = new ArrayList<Integer>();
    for (int question = 0; question < rows.size(); question++) {
      all.add(question);
    }
    return all;
  }

  /// A model for each question, with its score and cost there.
  final class Policy {
    final int[] model = new int[rows.size()];
    final double[] score = new double[rows.size()];
    final double[] cost = new double[rows.size()];

    /// The cost of all questions; empty if some answer has none.
    final Optional<Money> total;

    private Policy(IntUnaryOperator choice) {
      var sum = BigDecimal.ZERO;
      for (int question = 0; question < model.length; question++) {
        model[question] = choice.applyAsInt(question);
        score[question] = AnswerMatrix.this.score(question, model[question]);
        cost[question] = costNumber(question, model[question]);
        sum = sum.add(AnswerMatrix.this.cost(question, model[question]));
      }
      total = priced ? Optional.of(new Money(sum)) : Optional.empty();
    }
  }

  double score(int question, int model) {
    return rows.get(question)[model].score().doubleValue();
  }

  BigDecimal cost(int question, int model) {
    return rows.get(question)[model].cost().map(Money::usd).orElse(BigDecimal.ZERO);
  }

  double costNumber(int question, int model) {
    return cost(question, model).doubleValue();
  }

  Policy single(int model) {
    return fixed(_ -> model);
  }

  Policy fixed(IntUnaryOperator choice) {
    return new Policy(choice);
  }

  IntUnaryOperator chosen(Choice choice) {
    return question -> {
      var first = rows.get(question)[0];
      var model =
          choice
              .of(first.question(), first.task())
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "no model is named for the task '" + SafeText.cut(first.task()) + "'"));
      int index = models.indexOf(model);
      if (index < 0) {
        throw new IllegalArgumentException(
            "'%s' has no graded answers; expected one of %s"
                .formatted(SafeText.cut(model), SafeText.list(models)));
      }
      return index;
    };
  }

  /// The model with the highest score on some questions; of equals the cheapest.
  int best(List<Integer> questions) {
    int best = 0;
    for (int model = 1; model < models.size(); model++) {
      int order = scores(questions, model).compareTo(scores(questions, best));
      if (order > 0
          || (order == 0 && costs(questions, model).compareTo(costs(questions, best)) < 0)) {
        best = model;
      }
    }
    return best;
  }

  private BigDecimal scores(List<Integer> questions, int model) {
    return questions.stream()
        .map(question -> rows.get(question)[model].score())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  BigDecimal costs(List<Integer> questions, int model) {
    return questions.stream()
        .map(question -> cost(question, model))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private Map<String, List<Integer>> byTask() {
    var byTask = new TreeMap<String, List<Integer>>();
    for (int question = 0; question < rows.size(); question++) {
      byTask.computeIfAbsent(rows.get(question)[0].task(), _ -> new ArrayList<>()).add(question);
    }
    return byTask;
  }

  IntUnaryOperator table() {
    var choice = new int[rows.size()];
    byTask()
        .values()
        .forEach(
            questions -> {
              int best = best(questions);
              questions.forEach(question -> choice[question] = best);
            });
    return question -> choice[question];
  }

  /// For each question the best model of the task on the other folds; a task with one question
  /// takes the best model of all.
  IntUnaryOperator unseenTable() {
    var choice = new int[rows.size()];
    int fallback = best(range());
    byTask()
        .values()
        .forEach(
            questions -> {
              for (int fold = 0; fold < FOLDS; fold++) {
                var seen = new ArrayList<Integer>();
                var held = new ArrayList<Integer>();
                for (int i = 0; i < questions.size(); i++) {
                  (i % FOLDS == fold ? held : seen).add(questions.get(i));
                }
                int best = seen.isEmpty() ? fallback : best(seen);
                held.forEach(question -> choice[question] = best);
              }
            });
    return question -> choice[question];
  }

  static double mean(double[] values) {
    return Arrays.stream(values).sum() / values.length;
  }

  /// The single models that no mixture of others equals at their cost, the cheapest first.
  List<Policy> hull() {
    var sorted = new ArrayList<Policy>();
    for (int model = 0; model < models.size(); model++) {
      sorted.add(single(model));
    }
    sorted.sort(
        Comparator.comparingDouble((Policy policy) -> mean(policy.cost))
            .thenComparingDouble(policy -> -mean(policy.score)));
    var hull = new ArrayList<Policy>();
    for (var policy : sorted) {
      if (!hull.isEmpty() && mean(policy.score) <= mean(hull.getLast().score)) {
        continue;
      }
      while (hull.size() > 1 && isBelow(hull.get(hull.size() - 2), hull.getLast(), policy)) {
        hull.removeLast();
      }
      hull.add(policy);
    }
    return hull;
  }

  private static boolean isBelow(Policy left, Policy middle, Policy right) {
    double toRight = (mean(right.score) - mean(left.score)) * (mean(middle.cost) - mean(left.cost));
    double toMiddle =
        (mean(middle.score) - mean(left.score)) * (mean(right.cost) - mean(left.cost));
    return toMiddle <= toRight;
  }
}
