package routercost.whatif.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routercost.price.Money;
import routercost.read.config.evidence.AnswersReader;
import routercost.whatif.evidence.Baselines.Kind;
import routercost.whatif.evidence.Baselines.Row;
import routercost.whatif.evidence.GradedAnswers.GradedAnswer;

class BaselinesTest {
  private static final int SIZE = 809;

  /// The quantile of Student's t with 808 degrees of freedom at 97.5 %, from a table.
  private static final double T = 1.96289;

  @TempDir Path folder;

  /// A table in the format of RouterArena's sample, with figures of our own: 809 questions of 40
  /// data sets. `-Drouterarena.sample=FILE` takes the real one, which is not part of this project.
  private Path arena() throws IOException {
    var real = System.getProperty("routerarena.sample", "");
    if (!real.isEmpty()) {
      return Path.of(real);
    }
    var random = new SplittableRandom(7);
    var text =
        new StringBuilder(
            "id,dataset,metric,haiku3_in,haiku3_out,haiku3_score,haiku3_cost,gem20_in,gem20_out,gem20_score,gem20_cost\n");
    for (int i = 0; i < SIZE; i++) {
      int set = random.nextInt(40);
      var name = "AB".charAt(set % 2) + "set" + set;
      text.append(name + "_" + i + "," + name + ",accuracy,")
          .append(model(random, 0.3 + set / 100.0, 25))
          .append(',')
          .append(model(random, 0.75 - set / 200.0, 7))
          .append('\n');
    }
    return Files.writeString(folder.resolve("arena.csv"), text);
  }

  private static String model(SplittableRandom random, double right, int price) {
    int tokens = 20 + random.nextInt(900);
    var score = random.nextInt(10) == 0 ? "0.4375" : random.nextDouble() < right ? "1.0" : "0.0";
    return "100,%d,%s,%de-8".formatted(tokens, score, tokens * price);
  }

  private static Row row(Baselines baselines, Kind kind) {
    return baselines.rows().stream().filter(row -> row.kind() == kind).findFirst().orElseThrow();
  }

  /// One line of the sample, read without our reader.
  private record Line(String dataset, double haiku, double haikuCost, double gemini, double cost) {
    static List<Line> all(Path file) throws IOException {
      return Files.readAllLines(file).stream()
          .skip(1)
          .map(line -> line.split(",", -1))
          .map(
              cells ->
                  new Line(
                      cells[1],
                      Double.parseDouble(cells[5]),
                      Double.parseDouble(cells[6]),
                      Double.parseDouble(cells[9]),
                      Double.parseDouble(cells[10])))
          .toList();
    }
  }

  private static void requireInterval(PairedDifference found, double[] differences) {
    double mean = 0;
    for (double difference : differences) {
      mean += difference / differences.length;
    }
    double squares = 0;
    for (double difference : differences) {
      squares += (difference - mean) * (difference - mean);
    }
    double half = T * Math.sqrt(squares / (differences.length - 1) / differences.length);
    assertThat(found.mean()).isCloseTo(mean, within(1e-9));
    assertThat(found.low()).isCloseTo(mean - half, within(1e-6));
    assertThat(found.high()).isCloseTo(mean + half, within(1e-6));
  }

  @Test
  void onTheSampleOfRouterArenaEveryFigureIsThatOfAnIndependentComputation() throws IOException {
    var file = arena();
    var lines = Line.all(file);
    Baselines.Choice proposal = (_, task) -> Optional.of(task.startsWith("A") ? "haiku3" : "gem20");
    Baselines.Choice today = (_, _) -> Optional.of("haiku3");
    var found =
        Baselines.of(
            AnswersReader.read(List.of(file.toString())),
            Optional.of(proposal),
            Optional.of(today));
    assertThat(found.questions()).isEqualTo(SIZE);
    assertThat(found.leftOut()).isZero();

    int size = lines.size();
    var proposed = new double[size];
    var proposedCost = new double[size];
    double small = 0;
    for (int i = 0; i < size; i++) {
      boolean haiku = lines.get(i).dataset().startsWith("A");
      proposed[i] = haiku ? lines.get(i).haiku() : lines.get(i).gemini();
      proposedCost[i] = haiku ? lines.get(i).haikuCost() : lines.get(i).cost();
      small += haiku ? 1 : 0;
    }
    double share = small / size;
    double meanHaiku = lines.stream().mapToDouble(Line::haiku).average().orElseThrow();
    double meanGemini = lines.stream().mapToDouble(Line::gemini).average().orElseThrow();

    assertThat(row(found, Kind.MODEL).quality()).isCloseTo(meanHaiku, within(1e-12));
    assertThat(row(found, Kind.BEST_MODEL).name()).isEqualTo("gem20");
    assertThat(row(found, Kind.BEST_MODEL).quality()).isCloseTo(meanGemini, within(1e-12));
    assertThat(row(found, Kind.TODAY).cost().orElseThrow().usd().doubleValue())
        .isCloseTo(lines.stream().mapToDouble(Line::haikuCost).sum(), within(1e-12));

    var toBest = IntStream.range(0, size).mapToDouble(i -> proposed[i] - lines.get(i).gemini());
    requireInterval(row(found, Kind.BEST_MODEL).better().orElseThrow(), toBest.toArray());
    var toToday = IntStream.range(0, size).mapToDouble(i -> proposed[i] - lines.get(i).haiku());
    requireInterval(row(found, Kind.TODAY).better().orElseThrow(), toToday.toArray());
    var cost = IntStream.range(0, size).mapToDouble(i -> proposedCost[i] - lines.get(i).cost());
    requireInterval(row(found, Kind.BEST_MODEL).costDifference().orElseThrow(), cost.toArray());

    double coin = share * meanHaiku + (1 - share) * meanGemini;
    assertThat(row(found, Kind.COIN).quality()).isCloseTo(coin, within(1e-12));
    requireInterval(
        row(found, Kind.COIN).better().orElseThrow(),
        IntStream.range(0, size)
            .mapToDouble(
                i -> {
                  var line = lines.get(i);
                  double chance = share * line.haiku() + (1 - share) * line.gemini();
                  double own = line.dataset().startsWith("A") ? meanHaiku : meanGemini;
                  return proposed[i] - chance - (own - coin);
                })
            .toArray());

    var table = table(lines);
    assertThat(row(found, Kind.TABLE).quality())
        .isCloseTo(IntStream.range(0, size).mapToDouble(i -> table[i]).sum() / size, within(1e-12));
    requireInterval(
        row(found, Kind.TABLE).better().orElseThrow(),
        IntStream.range(0, size).mapToDouble(i -> proposed[i] - table[i]).toArray());
    // Gemini is better and costs less, here as in the real sample: it is the whole frontier.
    assertThat(row(found, Kind.FRONTIER).quality()).isCloseTo(meanGemini, within(1e-12));
    assertThat(row(found, Kind.FRONTIER).better().orElseThrow().isBetter()).isFalse();
  }

  /// The scores of the better model of each data set, of equals those of the cheaper.
  private static double[] table(List<Line> lines) {
    Map<String, double[]> sums = new TreeMap<>();
    for (var line : lines) {
      var sum = sums.computeIfAbsent(line.dataset(), _ -> new double[4]);
      sum[0] += line.haiku();
      sum[1] += line.gemini();
      sum[2] += line.haikuCost();
      sum[3] += line.cost();
    }
    return lines.stream()
        .mapToDouble(
            line -> {
              var sum = sums.getOrDefault(line.dataset(), new double[4]);
              boolean tie = Math.abs(sum[0] - sum[1]) < 1e-9;
              return (tie ? sum[2] < sum[3] : sum[0] > sum[1]) ? line.haiku() : line.gemini();
            })
        .toArray();
  }

  private static GradedAnswer answer(int question, String task, String model, int score, int cost) {
    return new GradedAnswer(
        "q" + question,
        task,
        model,
        BigDecimal.valueOf(score),
        Optional.of(new Money(BigDecimal.valueOf(cost))),
        0,
        0);
  }

  /// The small model is right in task a only, at $1; the large one always, at $5; the middle one is
  /// right half of the time for $4, which a mixture of the others beats.
  private static GradedAnswers three(int size) {
    var answers = new ArrayList<GradedAnswer>();
    for (int i = 0; i < size; i++) {
      var task = i % 2 == 0 ? "a" : "b";
      answers.add(answer(i, task, "small", i % 2 == 0 ? 1 : 0, 1));
      answers.add(answer(i, task, "middle", i % 4 < 2 ? 1 : 0, 4));
      answers.add(answer(i, task, "large", 1, 5));
    }
    return new GradedAnswers(answers, Map.of());
  }

  @Test
  void aTableThatKnowsTheTasksBeatsTheCoinAndTheFrontier() {
    Baselines.Choice table = (_, task) -> Optional.of(task.equals("a") ? "small" : "large");
    var found = Baselines.of(three(400), Optional.of(table), Optional.empty());
    var proposal = row(found, Kind.PROPOSAL);
    assertThat(proposal.quality()).isEqualTo(1);
    assertThat(proposal.cost()).isEqualTo(Optional.of(Money.of("1200")));
    // half small, half large at $3: 0.75
    assertThat(row(found, Kind.COIN).quality()).isCloseTo(0.75, within(1e-12));
    assertThat(row(found, Kind.COIN).cost()).isEqualTo(Optional.of(Money.of("1200")));
    assertThat(row(found, Kind.COIN).better().orElseThrow().isBetter()).isTrue();
    assertThat(row(found, Kind.FRONTIER).name()).isEqualTo("50% large, 50% small");
    assertThat(row(found, Kind.FRONTIER).quality()).isCloseTo(0.75, within(1e-12));
    assertThat(row(found, Kind.FRONTIER).better().orElseThrow().isBetter()).isTrue();
    // the large model alone is as good, so that it is matched and not beaten
    var best = row(found, Kind.BEST_MODEL);
    assertThat(best.name()).isEqualTo("large");
    assertThat(best.better().orElseThrow().isBetter()).isFalse();
    assertThat(best.better().orElseThrow().isClose(0.05)).isTrue();
    assertThat(best.costDifference().orElseThrow().mean()).isEqualTo(-2);
  }

  @Test
  void withFewQuestionsNothingIsShown() {
    Baselines.Choice table = (_, task) -> Optional.of(task.equals("a") ? "small" : "large");
    var found = Baselines.of(three(28), Optional.of(table), Optional.empty());
    assertThat(row(found, Kind.COIN).better().orElseThrow().isBetter()).isFalse();
  }

  @Test
  void withoutAProposalItIsTheTableOnQuestionsThatItHasNotSeen() {
    var found = Baselines.of(three(40), Optional.empty(), Optional.empty());
    assertThat(found.rows().getFirst().quality()).isEqualTo(1);
    assertThat(found.rows()).noneMatch(row -> row.kind() == Kind.UNSEEN_TABLE);
    // one question a task: what was seen of others decides, here the best model of all
    var lone = new ArrayList<GradedAnswer>();
    for (int i = 0; i < 10; i++) {
      lone.add(answer(i, "t" + i, "small", i < 4 ? 1 : 0, 1));
      lone.add(answer(i, "t" + i, "large", i < 4 ? 0 : 1, 5));
    }
    var unseen =
        Baselines.of(new GradedAnswers(lone, Map.of()), Optional.empty(), Optional.empty());
    assertThat(unseen.rows().getFirst().quality()).isEqualTo(0.6);
    assertThat(row(unseen, Kind.TABLE).quality()).isEqualTo(1);
  }

  @Test
  void questionsThatAModelDidNotAnswerAreLeftOutAndCounted() {
    var answers = new ArrayList<>(three(8).answers());
    answers.removeLast();
    var found =
        Baselines.of(new GradedAnswers(answers, Map.of()), Optional.empty(), Optional.empty());
    assertThat(found.questions()).isEqualTo(7);
    assertThat(found.leftOut()).isEqualTo(1);
  }

  @Test
  void whatCannotBeComparedIsRefused() {
    var one = new GradedAnswers(List.of(answer(1, "a", "m", 1, 1)), Map.of());
    assertThatThrownBy(() -> Baselines.of(one, Optional.empty(), Optional.empty()))
        .hasMessage("no question has answers of two models or more: m");
    var twice = new ArrayList<>(three(8).answers());
    twice.add(answer(1, "b", "large", 0, 5));
    assertThatThrownBy(
            () ->
                Baselines.of(
                    new GradedAnswers(twice, Map.of()), Optional.empty(), Optional.empty()))
        .hasMessage(
            "the question 'q1' has two answers of 'large'; give each question an id of its own");
    Baselines.Choice other = (_, _) -> Optional.of("opus");
    assertThatThrownBy(() -> Baselines.of(three(8), Optional.of(other), Optional.empty()))
        .hasMessage("'opus' has no graded answers; expected one of large, middle, small");
  }
}
