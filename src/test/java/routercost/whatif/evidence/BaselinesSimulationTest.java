package routercost.whatif.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routercost.price.Money;
import routercost.whatif.evidence.Baselines.Kind;
import routercost.whatif.evidence.GradedAnswers.GradedAnswer;

/// A proposal that is no better than a baseline is said to beat it at most once in twenty, however
/// often one looks.
@Tag("simulation")
class BaselinesSimulationTest {
  private static double share(int runs, Predicate<SplittableRandom> run) {
    var random = new SplittableRandom(20261129);
    long hits = 0;
    for (int i = 0; i < runs; i++) {
      hits += run.test(random.split()) ? 1 : 0;
    }
    return (double) hits / runs;
  }

  /// Looks after every one of 2,000 questions.
  private static boolean everBeaten(SplittableRandom random, double onlyNew, double onlyOld) {
    double sum = 0;
    double squares = 0;
    for (int size = 1; size <= 2000; size++) {
      double draw = random.nextDouble();
      int difference = draw < onlyNew ? 1 : draw < onlyNew + onlyOld ? -1 : 0;
      sum += difference;
      squares += difference * difference;
      if (PairedDifference.of(size, sum, squares, 1).isBetter()) {
        return true;
      }
    }
    return false;
  }

  @ParameterizedTest
  @CsvSource({"0.01,0.01", "0.05,0.05", "0.2,0.2", "0.5,0.5", "0.05,0.06"})
  void anEqualModelIsSeldomSaidToBeBeaten(double onlyNew, double onlyOld) {
    assertThat(share(2000, random -> everBeaten(random, onlyNew, onlyOld)))
        .isLessThanOrEqualTo(0.05);
  }

  @Test
  void aWorseModelIsBeatenAsARule() {
    assertThat(share(400, random -> everBeaten(random, 0.12, 0.06))).isGreaterThan(0.8);
  }

  /// A router that chooses by chance is no better than the coin, and lies on the frontier. One
  /// looks after every 20 questions.
  @Test
  void aRouterThatChoosesByChanceSeldomBeatsTheCoinOrTheFrontier() {
    assertThat(share(300, random -> everBeaten(random, Kind.COIN))).isLessThanOrEqualTo(0.05);
    assertThat(share(300, random -> everBeaten(random, Kind.FRONTIER))).isLessThanOrEqualTo(0.05);
  }

  private static boolean everBeaten(SplittableRandom random, Kind kind) {
    var answers = new ArrayList<GradedAnswer>();
    Map<String, String> choices = new HashMap<>();
    for (int i = 1; i <= 400; i++) {
      boolean hard = random.nextDouble() < 0.4;
      add(answers, i, "small", random.nextDouble() < (hard ? 0.3 : 0.9), 1 + random.nextInt(3));
      add(answers, i, "large", random.nextDouble() < (hard ? 0.8 : 0.95), 10 + random.nextInt(30));
      choices.put("q" + i, random.nextDouble() < 0.5 ? "small" : "large");
      if (i % 20 == 0) {
        Baselines.Choice choice = (question, _) -> Optional.ofNullable(choices.get(question));
        var found =
            Baselines.of(
                new GradedAnswers(answers, choices), Optional.of(choice), Optional.empty());
        if (found.rows().stream()
            .filter(row -> row.kind() == kind)
            .anyMatch(row -> row.better().orElseThrow().isBetter())) {
          return true;
        }
      }
    }
    return false;
  }

  private static void add(
      List<GradedAnswer> answers, int question, String model, boolean right, int cost) {
    answers.add(
        new GradedAnswer(
            "q" + question,
            "t",
            model,
            right ? BigDecimal.ONE : BigDecimal.ZERO,
            Optional.of(new Money(BigDecimal.valueOf(cost))),
            0,
            0));
  }
}
