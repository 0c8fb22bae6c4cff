package routercost.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import routercost.price.Money;

class FrontierTest {
  private static Frontier.Option option(String target, String cost, long risk) {
    return new Frontier.Option(target, Money.of(cost), BigDecimal.valueOf(risk));
  }

  private static SortedMap<String, List<Frontier.Option>> tasks(
      Map<String, List<Frontier.Option>> byTask) {
    return new TreeMap<>(byTask);
  }

  private static final SortedMap<String, List<Frontier.Option>> TWO =
      tasks(
          Map.of(
              "plan",
                  List.of(
                      option("opus", "10", 0), option("sonnet", "5", 10), option("haiku", "1", 20)),
              "chat", List.of(option("sonnet", "6", 0), option("haiku", "2", 4))));

  @Test
  void theStepThatSavesMostForItsRiskComesFirst() {
    // chat saves 1.00 for each call, plan 0.50 and then 0.40
    assertThat(Frontier.of(TWO).steps())
        .containsExactly(
            step("chat", "sonnet", "haiku", "4", 4, "12", 4),
            step("plan", "opus", "sonnet", "5", 10, "7", 14),
            step("plan", "sonnet", "haiku", "4", 10, "3", 24));
    assertThat(Frontier.of(TWO).startCost()).isEqualTo(Money.of("16"));
  }

  /// Tasks that cost more apart: `plan` on haiku costs 3 more while `chat` stays on sonnet.
  @Test
  void tasksThatDependOnEachOtherAreBilledTogether() {
    var costs =
        Map.of("opus sonnet", "16", "opus haiku", "13", "sonnet haiku", "9", "haiku haiku", "9.5");
    var billed =
        Frontier.of(TWO)
            .billed(
                targets ->
                    Optional.ofNullable(costs.get(targets.get("plan") + " " + targets.get("chat")))
                        .map(Money::of));
    assertThat(billed.startCost()).isEqualTo(Money.of("16"));
    assertThat(billed.steps())
        .containsExactly(
            step("chat", "sonnet", "haiku", "3", 4, "13", 4),
            step("plan", "opus", "sonnet", "4", 10, "9", 14));
    assertThat(Frontier.of(TWO).billed(_ -> Optional.empty())).isEqualTo(Frontier.of(TWO));
  }

  private static Frontier.Step step(
      String task, String from, String to, String saved, long risk, String cost, long risked) {
    return new Frontier.Step(
        task,
        from,
        to,
        Money.of(saved),
        BigDecimal.valueOf(risk),
        Money.of(cost),
        BigDecimal.valueOf(risked));
  }

  @Test
  void aTierAboveTheHullIsPassedOver() {
    var options =
        List.of(option("opus", "10", 0), option("sonnet", "9", 10), option("haiku", "1", 20));

    assertThat(Frontier.of(tasks(Map.of("plan", options))).steps())
        .containsExactly(step("plan", "opus", "haiku", "9", 20, "1", 20));
  }

  @Test
  void aTierThatIsDearerAndRiskierIsNoOption() {
    var options = List.of(option("haiku", "1", 0), option("sonnet", "2", 0), option("odd", "3", 5));

    assertThat(Frontier.of(tasks(Map.of("plan", options))).steps()).isEmpty();
    assertThat(Frontier.of(tasks(Map.of("plan", options))).start())
        .containsExactly(Map.entry("plan", option("haiku", "1", 0)));
  }

  @Test
  void aBudgetIsMetWithTheLastStepInPart() {
    // 16 down to 12 by chat, then half of the way to 7
    var met = Frontier.of(TWO).within(Money.of("9.5")).orElseThrow();

    assertThat(met.steps()).hasSize(2);
    assertThat(met.share()).isEqualByComparingTo("0.5");
    assertThat(met.cost()).isEqualTo(Money.of("9.5"));
  }

  @Test
  void aBudgetThatAStepMeetsExactlyTakesAllOfIt() {
    var met = Frontier.of(TWO).within(Money.of("7")).orElseThrow();

    assertThat(met.steps()).hasSize(2);
    assertThat(met.share()).isEqualByComparingTo("1");
    assertThat(met.cost()).isEqualTo(Money.of("7"));
  }

  @Test
  void aBudgetThatIsMetAlreadyNeedsNoStep() {
    var met = Frontier.of(TWO).within(Money.of("16")).orElseThrow();

    assertThat(met.steps()).isEmpty();
    assertThat(met.cost()).isEqualTo(Money.of("16"));
  }

  @Test
  void aBudgetBelowTheLowestCostCannotBeMet() {
    assertThat(Frontier.of(TWO).within(Money.of("2.99"))).isEmpty();
    assertThat(Frontier.of(TWO).within(Money.of("3"))).isPresent();
  }

  /// The greedy walk is the linear relaxation, so no assignment of whole tasks lies below it.
  @Test
  void noAssignmentOfWholeTasksIsCheaperForItsRisk() {
    var random = new Random(20261121);
    for (int i = 0; i < 100; i++) {
      var byTask = randomTasks(random);
      var frontier = Frontier.of(byTask);
      for (var assigned : assignments(new ArrayList<>(byTask.values()))) {
        assertThat(atRisk(frontier, assigned.risk())).isLessThanOrEqualTo(assigned.cost().usd());
      }
    }
  }

  /// And where it takes whole steps, it is one of them.
  @Test
  void everyCornerOfTheFrontierIsAnAssignment() {
    var random = new Random(7);
    for (int i = 0; i < 100; i++) {
      var byTask = randomTasks(random);
      var all = assignments(new ArrayList<>(byTask.values()));
      assertThat(Frontier.of(byTask).steps())
          .allSatisfy(
              step ->
                  assertThat(all)
                      .anySatisfy(
                          some -> {
                            assertThat(some.cost()).isEqualTo(step.cost());
                            assertThat(some.risk()).isEqualByComparingTo(step.risked());
                          }));
    }
  }

  private static SortedMap<String, List<Frontier.Option>> randomTasks(Random random) {
    var byTask = new TreeMap<String, List<Frontier.Option>>();
    for (var task : List.of("a", "b", "c")) {
      var options = new ArrayList<Frontier.Option>();
      options.add(option("as is", "" + (1 + random.nextInt(30)), 0));
      for (int i = random.nextInt(4); i > 0; i--) {
        options.add(option("m" + i, "" + random.nextInt(30), random.nextInt(10)));
      }
      byTask.put(task, options);
    }
    return byTask;
  }

  private static List<Frontier.Option> assignments(List<List<Frontier.Option>> tasks) {
    var all = List.of(option("", "0", 0));
    for (var options : tasks) {
      var next = new ArrayList<Frontier.Option>();
      for (var some : all) {
        for (var option : options) {
          next.add(
              new Frontier.Option(
                  "", some.cost().plus(option.cost()), some.risk().add(option.risk())));
        }
      }
      all = next;
    }
    return all;
  }

  /// The cost of the frontier at so much risk, on the line between two corners.
  private static BigDecimal atRisk(Frontier frontier, BigDecimal risk) {
    var cost = frontier.startCost().usd();
    var left = risk;
    for (var step : frontier.steps()) {
      if (step.risk().compareTo(left) > 0) {
        var part =
            step.saved().usd().multiply(left).divide(step.risk(), 6, java.math.RoundingMode.UP);
        return cost.subtract(part);
      }
      cost = cost.subtract(step.saved().usd());
      left = left.subtract(step.risk());
    }
    return cost;
  }
}
