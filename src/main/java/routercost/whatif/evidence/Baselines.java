package routercost.whatif.evidence;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import routercost.price.Money;
import routercost.whatif.evidence.AnswerMatrix.Policy;

/// What a routing has to beat, by graded answers of several models to the same questions: single
/// models, the best table per task, a coin, and the frontier between single models.
///
/// @param leftOut questions that some model did not answer
/// @param rows the proposal first
public record Baselines(int questions, int leftOut, List<Row> rows) {
  public Baselines {
    rows = List.copyOf(rows);
  }

  /// A way to choose models.
  public enum Kind {
    /// The routing in question.
    PROPOSAL,
    /// The routing in use.
    TODAY,
    /// The single model with the highest quality.
    BEST_MODEL,
    /// Another single model.
    MODEL,
    /// The best model of each task on these very questions, which flatters it.
    TABLE,
    /// A table per task that was made from four fifths of the questions, on the other fifth.
    UNSEEN_TABLE,
    /// Each model as often as in the proposal, but by chance.
    COIN,
    /// The mixture of two single models that costs what the proposal costs and is best.
    FRONTIER
  }

  /// A baseline, and the proposal compared with it.
  ///
  /// @param quality the mean score
  /// @param cost of all questions; empty if some answer has none
  /// @param better the quality of the proposal less this one; empty for itself
  /// @param costDifference the cost of the proposal for one question less this one
  public record Row(
      Kind kind,
      String name,
      double quality,
      Optional<Money> cost,
      Optional<PairedDifference> better,
      Optional<PairedDifference> costDifference) {}

  /// The proposal or the routing in use: a model for each question.
  public interface Choice {
    /// The model for a question of a task; empty if it names none.
    Optional<String> of(String question, String task);
  }

  /// Compares `proposal` with what it has to beat.
  ///
  /// @param proposal empty for the table per task, on questions that it has not seen
  /// @param today empty if it is not known
  /// @throws IllegalArgumentException if no question was answered by all of two models, or a choice
  ///     names a model without answers
  public static Baselines of(
      GradedAnswers answers, Optional<Choice> proposal, Optional<Choice> today) {
    return new Comparing(new AnswerMatrix(answers)).baselines(proposal, today);
  }

  /// The comparison of a proposal with its baselines.
  private record Comparing(AnswerMatrix matrix) {
    Baselines baselines(Optional<Choice> proposal, Optional<Choice> today) {
      var unseen = matrix.fixed(matrix.unseenTable());
      var proposed = proposal.map(choice -> matrix.fixed(matrix.chosen(choice))).orElse(unseen);
      var rows = new ArrayList<Row>();
      var name = proposal.isPresent() ? "the proposal" : "table, unseen questions";
      rows.add(row(Kind.PROPOSAL, name, proposed, Optional.empty()));
      today.ifPresent(
          choice ->
              rows.add(
                  against(
                      Kind.TODAY,
                      "today's routing",
                      matrix.fixed(matrix.chosen(choice)),
                      proposed)));
      int best = matrix.best(matrix.range());
      rows.add(against(Kind.BEST_MODEL, matrix.models.get(best), matrix.single(best), proposed));
      rows.add(against(Kind.TABLE, "best table per task", matrix.fixed(matrix.table()), proposed));
      if (proposal.isPresent()) {
        rows.add(against(Kind.UNSEEN_TABLE, "table, unseen questions", unseen, proposed));
      }
      rows.add(coin(proposed));
      if (matrix.priced) {
        rows.add(frontier(proposed));
      }
      for (int model = 0; model < matrix.models.size(); model++) {
        if (model != best) {
          rows.add(against(Kind.MODEL, matrix.models.get(model), matrix.single(model), proposed));
        }
      }
      return new Baselines(matrix.size(), matrix.leftOut, rows);
    }

    private Row row(Kind kind, String name, Policy policy, Optional<Policy> proposed) {
      return new Row(
          kind,
          name,
          AnswerMatrix.mean(policy.score),
          policy.total,
          proposed.map(one -> PairedDifference.of(minus(one.score, policy.score))),
          proposed
              .filter(_ -> matrix.priced)
              .map(one -> PairedDifference.of(minus(one.cost, policy.cost))));
    }

    private Row against(Kind kind, String name, Policy policy, Policy proposed) {
      return row(kind, name, policy, Optional.of(proposed));
    }

    private static double[] minus(double[] a, double[] b) {
      var differences = new double[a.length];
      for (int i = 0; i < a.length; i++) {
        differences[i] = a[i] - b[i];
      }
      return differences;
    }

    /// A coin with the shares of `proposed`.
    private Row coin(Policy proposed) {
      var counts = new long[matrix.models.size()];
      for (int model : proposed.model) {
        counts[model]++;
      }
      return new Row(
          Kind.COIN,
          "coin, same shares",
          AnswerMatrix.mean(mixed(counts, matrix::score)),
          matrix.priced ? Optional.of(coinCost(counts)) : Optional.empty(),
          Optional.of(lessCoin(proposed, counts, matrix::score)),
          matrix.priced
              ? Optional.of(lessCoin(proposed, counts, matrix::costNumber))
              : Optional.empty());
    }

    /// The score or the cost of a model's answer.
    private interface Value {
      double of(int question, int model);
    }

    private double[] mixed(long[] counts, Value value) {
      var mixed = new double[matrix.size()];
      for (int question = 0; question < mixed.length; question++) {
        for (int model = 0; model < counts.length; model++) {
          mixed[question] += counts[model] * value.of(question, model) / mixed.length;
        }
      }
      return mixed;
    }

    private Money coinCost(long[] counts) {
      var cost = BigDecimal.ZERO;
      for (int model = 0; model < counts.length; model++) {
        var all = matrix.costs(matrix.range(), model);
        cost = cost.add(all.multiply(BigDecimal.valueOf(counts[model])));
      }
      return new Money(cost.divide(BigDecimal.valueOf(matrix.size()), MathContext.DECIMAL64));
    }

    /// As the shares are those of a sample too, each question also counts with how far it moves
    /// them.
    private PairedDifference lessCoin(Policy proposed, long[] counts, Value value) {
      int size = matrix.size();
      var means = new double[counts.length];
      for (int question = 0; question < size; question++) {
        for (int model = 0; model < means.length; model++) {
          means[model] += value.of(question, model) / size;
        }
      }
      var differences = mixed(counts, value);
      double expected = AnswerMatrix.mean(differences);
      for (int question = 0; question < size; question++) {
        int model = proposed.model[question];
        double moved = means[model] - expected;
        differences[question] = value.of(question, model) - differences[question] - moved;
      }
      return PairedDifference.of(differences);
    }

    /// The point of the hull of single models that costs what `proposed` costs. The cost of the
    /// proposal is of a sample too, so that each question counts with what its cost is worth there.
    private Row frontier(Policy proposed) {
      var hull = matrix.hull();
      double cost = AnswerMatrix.mean(proposed.cost);
      int upper = 0;
      while (upper < hull.size() - 1 && AnswerMatrix.mean(hull.get(upper).cost) < cost) {
        upper++;
      }
      var high = hull.get(upper);
      var low = hull.get(Math.max(0, upper - 1));
      double width = AnswerMatrix.mean(high.cost) - AnswerMatrix.mean(low.cost);
      double share = width <= 0 ? 1 : Math.min(1, (cost - AnswerMatrix.mean(low.cost)) / width);
      double slope =
          share >= 1 ? 0 : (AnswerMatrix.mean(high.score) - AnswerMatrix.mean(low.score)) / width;
      var differences = new double[matrix.size()];
      var mixed = new double[matrix.size()];
      for (int i = 0; i < differences.length; i++) {
        mixed[i] = share * high.score[i] + (1 - share) * low.score[i];
        double extra = proposed.cost[i] - share * high.cost[i] - (1 - share) * low.cost[i];
        differences[i] = proposed.score[i] - mixed[i] - slope * extra;
      }
      return new Row(
          Kind.FRONTIER,
          name(low, high, share),
          AnswerMatrix.mean(mixed),
          share >= 1 ? high.total : proposed.total,
          Optional.of(PairedDifference.of(differences)),
          Optional.empty());
    }

    private String name(Policy low, Policy high, double share) {
      return share >= 1
          ? matrix.models.get(high.model[0])
          : "%d%% %s, %d%% %s"
              .formatted(
                  Math.round(share * 100),
                  matrix.models.get(high.model[0]),
                  100 - Math.round(share * 100),
                  matrix.models.get(low.model[0]));
    }
  }
}
