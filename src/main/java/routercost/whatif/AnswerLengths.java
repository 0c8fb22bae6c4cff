package routercost.whatif;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import routercost.price.Attribute;
import routercost.usage.Meter;
import routercost.usage.Moments;
import routercost.usage.Status;
import routercost.whatif.Comparison.Repriced;
import routercost.whatif.evidence.StudentT;

/// The lengths of the answers that a log shows, for tasks that ran on several models. Where a task
/// moves to a model on which some of its calls ran, they replace the assumption that answers stay
/// as long as they were (article 004: the larger model writes more).
///
/// @param byTask the answers of each model by its id, of tasks with several
public record AnswerLengths(SortedMap<String, SortedMap<String, Answers>> byTask) {
  public static final AnswerLengths NONE = new AnswerLengths(Collections.emptySortedMap());

  /// So many answers of each model are required: fewer say little.
  private static final int FEWEST = 10;

  private static final int DIGITS = 6;

  private static final MathContext PRECISE = MathContext.DECIMAL64;

  public AnswerLengths {
    byTask = Collections.unmodifiableSortedMap(new TreeMap<>(byTask));
  }

  /// The answers of one model to one task.
  ///
  /// @param squares the sum of the squares of their lengths; empty if it is not known
  public record Answers(BigDecimal calls, BigDecimal tokens, Optional<BigDecimal> squares) {
    private Answers plus(Answers other) {
      return new Answers(
          calls.add(other.calls),
          tokens.add(other.tokens),
          squares.flatMap(mine -> other.squares.map(mine::add)));
    }

    /// Tokens of an answer.
    public BigDecimal mean() {
      return tokens.divide(calls, MathContext.DECIMAL128);
    }

    private boolean isEnough() {
      return calls.compareTo(BigDecimal.valueOf(FEWEST)) >= 0 && tokens.signum() > 0;
    }

    /// The squared standard error of the mean, as a share of the squared mean.
    private Optional<BigDecimal> spread() {
      return squares.map(
          sum -> {
            var around =
                sum.subtract(tokens.multiply(tokens).divide(calls, MathContext.DECIMAL128));
            return around
                .max(BigDecimal.ZERO)
                .multiply(calls)
                .divide(calls.subtract(BigDecimal.ONE), PRECISE)
                .divide(tokens.multiply(tokens), PRECISE);
          });
    }
  }

  /// How many times as long answers become: a quotient of independent means.
  public record Ratio(Answers from, Answers to) {
    public BigDecimal value() {
      return to.mean().divide(from.mean(), MathContext.DECIMAL128);
    }

    /// The ratio for answers whose tokens were multiplied by `factor` before, to six digits, so
    /// that it makes no difference how calls are split into slices.
    BigDecimal per(BigDecimal factor) {
      return value().divide(factor, DIGITS, RoundingMode.HALF_UP);
    }

    /// The half width of its 90 % interval, by the delta method; empty if the spread of lengths is
    /// not known.
    public Optional<BigDecimal> margin() {
      double freedom = from.calls().min(to.calls()).doubleValue() - 1;
      return from.spread()
          .flatMap(before -> to.spread().map(before::add))
          .map(
              squared ->
                  value()
                      .multiply(
                          squared
                              .sqrt(PRECISE)
                              .multiply(BigDecimal.valueOf(StudentT.quantile(0.95, freedom))),
                          PRECISE));
    }
  }

  /// The lengths in a bill that no scenario has changed.
  ///
  /// @param moments of the same keys
  public static AnswerLengths of(List<Repriced> lines, Moments moments) {
    var all = new TreeMap<String, SortedMap<String, Answers>>();
    for (var line : lines) {
      var key = line.original().key();
      var usage = line.original().usage();
      if (key.status() == Status.OK && !line.before().charges().isEmpty()) {
        var squares =
            moments.of(key).map(moment -> moment.squares(Map.of(Meter.OUTPUT, BigDecimal.ONE)));
        all.computeIfAbsent(key.task(), _ -> new TreeMap<>())
            .merge(
                line.value(Attribute.Known.MODEL),
                new Answers(usage.of(Meter.CALLS), usage.of(Meter.OUTPUT), squares),
                Answers::plus);
      }
    }
    all.values().forEach(models -> models.values().removeIf(answers -> !answers.isEnough()));
    all.values().removeIf(models -> models.size() < 2);
    return new AnswerLengths(all);
  }

  /// The change of length between two models, by their ids; empty if the log does not show it.
  public Optional<Ratio> ratio(String task, String from, String to) {
    var models = byTask.getOrDefault(task, Collections.emptySortedMap());
    return Optional.ofNullable(models.get(from))
        .flatMap(
            before -> Optional.ofNullable(models.get(to)).map(after -> new Ratio(before, after)));
  }
}
