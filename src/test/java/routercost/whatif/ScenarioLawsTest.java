package routercost.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import routercost.price.Charge;
import routercost.price.Ledger;
import routercost.price.Ledger.UnpricedSlice;
import routercost.price.Money;
import routercost.price.PriceBook;
import routercost.read.config.prices.PriceBooks;
import routercost.usage.Meter;
import routercost.usage.Place;
import routercost.usage.RandomCubes;
import routercost.usage.ServiceTier;
import routercost.usage.Slice;
import routercost.usage.UsageCube;
import routercost.usage.UsageKey;
import routercost.whatif.Effects.Effect;

class ScenarioLawsTest {
  private static final int CASES = 200;
  private static final PriceBook BOOK = PriceBooks.builtIn();
  private static final List<String> ONE_TOKENIZER =
      List.of("claude-opus-5-5", "claude-sonnet-5-5", "claude-haiku-5-5", "claude-fable-5-1");
  private static final List<String> ANY_MODEL =
      List.of(
          "claude-opus-5-5",
          "claude-sonnet-4-6",
          "us.anthropic.claude-opus-5",
          "anthropic/claude-opus-5:batch",
          "gpt-5.4",
          "haiku",
          "unknown");
  private static final List<String> ANY_PRICED =
      List.of("claude-opus-5-5", "claude-sonnet-5-5", "claude-haiku-5-5", "claude-sonnet-4-6");
  private static final List<String> TASKS = List.of("", "chat", "triage");

  private final RandomCubes random = RandomCubes.of(20261121, ANY_MODEL);

  private Scenario scenario(RandomCubes cubes) {
    return new Scenario(
        "random", Stream.generate(() -> rule(cubes)).limit(cubes.random().nextInt(4)).toList());
  }

  private static Rule rule(RandomCubes cubes) {
    return switch (cubes.random().nextInt(4)) {
      case 0 -> new Rule.OneTierLower();
      case 1 -> Rule.Move.to(CallFilter.ALL, cubes.any(cubes.models()), share(cubes));
      default -> Rule.Move.ofTask(cubes.any(TASKS), cubes.any(cubes.models()));
    };
  }

  private static BigDecimal share(RandomCubes cubes) {
    return BigDecimal.valueOf(1 + cubes.random().nextInt(100), 2);
  }

  private static UsageCube reshaped(UsageCube cube, Scenario scenario) {
    return cube.reshaped(slice -> scenario.apply(slice, BOOK).slices().stream());
  }

  private static Scenario allTo(String model) {
    return new Scenario(
        model, TASKS.stream().<Rule>map(task -> Rule.Move.ofTask(task, model)).toList());
  }

  /// Cubes in which everything has a price.
  private static RandomCubes priced(List<String> models) {
    return new RandomCubes(
        new Random(7),
        models,
        List.of(ServiceTier.STANDARD, ServiceTier.BATCH),
        List.of(Place.GLOBAL, Place.INFERENCE_GEO_US, Place.BEDROCK_REGIONAL));
  }

  private static Money bill(UsageCube cube) {
    var ledger = Ledger.of(cube, BOOK::quote);
    assertThat(ledger.uncharged()).isEmpty();
    return ledger.total();
  }

  @Test
  void theEmptyScenarioIsTheIdentity() {
    for (int i = 0; i < CASES; i++) {
      var cube = random.cube();
      assertThat(reshaped(cube, Scenario.NONE)).isEqualTo(cube);
    }
  }

  @Test
  void inTheMatrixTheModelThatTasksRunOnCostsWhatTheyCost() {
    var cubes = priced(ANY_PRICED);
    for (int i = 0; i < CASES; i++) {
      var bill = Comparison.of(cubes.cube(), Scenario.NONE, BOOK, Optional.empty());
      for (String model : ANY_PRICED) {
        var row = bill.where(line -> line.original().key().model().equals(model));
        assertThat(row.under(allTo(model), BOOK).costAfter()).contains(row.costBefore());
      }
    }
  }

  @Test
  void movesToTiersSaveTheSameWhenTheDaysOfTheirPeriodsAreTakenTogether() {
    var cubes = RandomCubes.of(29, ANY_MODEL);
    for (int i = 0; i < CASES; i++) {
      var year =
          cubes
              .cube()
              .reshaped(
                  slice -> {
                    var day = LocalDate.of(2026, 1, 1).plusDays(cubes.random().nextInt(360));
                    return Stream.of(new Slice(slice.key().withDay(day), slice.usage()));
                  });
      for (var tier : List.of("haiku", "sonnet", "opus")) {
        var apart = Comparison.of(year, allTo(tier), BOOK, Optional.empty());
        var together = Comparison.of(BOOK.inTierPeriods(year), allTo(tier), BOOK, Optional.empty());
        assertThat(together.costBefore()).isEqualTo(apart.costBefore());
        assertThat(together.costAfter()).isEqualTo(apart.costAfter());
      }
    }
  }

  @Test
  void aBillFoldedForATierCostsTheSameOnIt() {
    var cubes = RandomCubes.of(31, ANY_MODEL);
    var year =
        UsageCube.of(
            IntStream.range(0, 360)
                .boxed()
                .flatMap(day -> cubes.cube().slices().limit(3).map(slice -> onDay(slice, day))));
    var bill = Comparison.of(year, Scenario.NONE, BOOK, Optional.empty());
    for (var tier : List.of("haiku", "sonnet", "opus")) {
      var folded = bill.foldingDays(BOOK.periods()).folded(_ -> Set.of(tier), BOOK);

      assertThat(folded.lines().size()).isLessThan(bill.lines().size());
      assertThat(folded.costBefore()).isEqualTo(bill.costBefore());
      assertThat(folded.under(allTo(tier), BOOK).costAfter())
          .isEqualTo(bill.under(allTo(tier), BOOK).costAfter());
    }
    assertThat(bill.folded(_ -> Set.of(), BOOK)).isSameAs(bill); // whose days a report shows
  }

  /// Calls of one task, so that those of a model have one key but for their day.
  private static Slice onDay(Slice slice, int day) {
    var date = LocalDate.of(2026, 1, 1).plusDays(day);
    return new Slice(UsageKey.of(date, "plan", slice.key().model()), slice.usage());
  }

  @Test
  void reroutingConservesCallsAndFees() {
    for (int i = 0; i < CASES; i++) {
      var cube = random.cube();
      var total = reshaped(cube, scenario(random)).total();
      assertThat(total.of(Meter.CALLS)).isEqualTo(cube.total().of(Meter.CALLS));
      assertThat(total.of(Meter.WEB_SEARCH)).isEqualTo(cube.total().of(Meter.WEB_SEARCH));
    }
  }

  @Test
  void promptsAreAsLongAsBeforeWhateverBecomesOfTheirCaches() {
    var cubes = RandomCubes.of(13, ONE_TOKENIZER);
    for (int i = 0; i < CASES; i++) {
      var cube = cubes.cube();
      var after = reshaped(cube, scenario(cubes)).total();
      assertThat(after.prompt()).isEqualByComparingTo(cube.total().prompt());
      assertThat(after.of(Meter.OUTPUT)).isEqualByComparingTo(cube.total().of(Meter.OUTPUT));
    }
  }

  @Test
  void sharesCompose() {
    // half, and then half of what is left, is three quarters
    var apart = Effects.ALL.without(Set.of(Effect.COLD_CACHES));
    var cubes = RandomCubes.of(17, List.of("claude-opus-5-5"));
    var onOpus =
        new CallFilter(new java.util.TreeMap<>(java.util.Map.of("model", "claude-opus-5-5")));
    for (int i = 0; i < CASES; i++) {
      var cube = cubes.cube();
      var half = Rule.Move.to(onOpus, "claude-sonnet-5-5", new BigDecimal("0.5"));
      var twice = new Scenario("twice", List.of(half, half), apart);
      var once =
          new Scenario(
              "once",
              List.of(Rule.Move.to(onOpus, "claude-sonnet-5-5", new BigDecimal("0.75"))),
              apart);
      assertThat(reshaped(cube, twice)).isEqualTo(reshaped(cube, once));
    }
  }

  @Test
  void aShareSavesItsShareOfTheWhole() {
    var apart = Effects.ALL.without(Set.of(Effect.COLD_CACHES));
    var cubes = priced(ONE_TOKENIZER);
    for (int i = 0; i < CASES; i++) {
      var cube = cubes.cube();
      var part = share(cubes);
      var all =
          saved(cube, Rule.Move.to(CallFilter.ALL, "claude-sonnet-5-5", BigDecimal.ONE), apart);
      var some = saved(cube, Rule.Move.to(CallFilter.ALL, "claude-sonnet-5-5", part), apart);
      assertThat(some).isEqualTo(all.times(part));
    }
  }

  private static Money saved(UsageCube cube, Rule rule, Effects effects) {
    var scenario = new Scenario("one", List.of(rule), effects);
    return Comparison.of(cube, scenario, BOOK, Optional.empty()).saved().orElseThrow();
  }

  @Test
  void colderCachesNeverSaveMore() {
    var cubes = priced(ONE_TOKENIZER);
    for (int i = 0; i < CASES; i++) {
      var cube = cubes.cube();
      var rule = Rule.Move.to(CallFilter.ALL, "claude-sonnet-5-5", share(cubes));
      var apart = saved(cube, rule, Effects.ALL.without(Set.of(Effect.COLD_CACHES)));
      assertThat(saved(cube, rule, Effects.ALL)).isLessThanOrEqualTo(apart);
    }
  }

  @Test
  void rulesOfAScenarioAreAsScenariosOneAfterAnother() {
    var apart = Effects.ALL.without(Set.of(Effect.COLD_CACHES));
    var cubes = RandomCubes.of(19, ONE_TOKENIZER);
    for (int i = 0; i < CASES; i++) {
      var cube = cubes.cube();
      var one = scenario(cubes).with(apart);
      var other = scenario(cubes).with(apart);
      var rules = Stream.concat(one.rules().stream(), other.rules().stream()).toList();
      assertThat(reshaped(cube, new Scenario("both", rules, apart)))
          .isEqualTo(reshaped(reshaped(cube, one), other));
    }
  }

  @Test
  void growthIsGrowthOfTheBill() {
    var cubes = priced(ONE_TOKENIZER);
    for (int i = 0; i < CASES; i++) {
      var cube = cubes.cube();
      var doubled =
          new Scenario("twice", List.of(new Rule.Grow(CallFilter.ALL, BigDecimal.valueOf(2))));
      assertThat(bill(reshaped(cube, doubled))).isEqualTo(bill(cube).times(BigDecimal.valueOf(2)));
    }
  }

  @Test
  void withOneTokenizerReroutingConservesAllUsage() {
    var cubes = RandomCubes.of(7, ONE_TOKENIZER);
    for (int i = 0; i < CASES; i++) {
      var cube = cubes.cube();
      var whole =
          new Scenario(
              "whole", List.of(Rule.Move.ofTask(cubes.any(TASKS), cubes.any(ONE_TOKENIZER))));
      assertThat(reshaped(cube, whole).total()).isEqualTo(cube.total());
    }
  }

  @Test
  void movingAndMovingBackRestoresTheBill() {
    var cubes = priced(List.of("claude-opus-5-5"));
    for (int i = 0; i < CASES; i++) {
      var cube = cubes.cube();
      var there = reshaped(cube, allTo("claude-sonnet-5-5"));
      assertThat(bill(reshaped(there, allTo("claude-opus-5-5")))).isEqualTo(bill(cube));
    }
  }

  @Test
  void noScenarioMakesUnpricedUsageDisappear() {
    for (int i = 0; i < CASES; i++) {
      var cube = random.cube();
      var comparison = Comparison.of(cube, scenario(random), BOOK, Optional.empty());
      assertThat(comparison.before().uncharged())
          .isEqualTo(Ledger.of(cube, BOOK::quote).uncharged());
    }
  }

  @Test
  void everyCallIsChargedOrUnchargedAfterwardsToo() {
    for (int i = 0; i < CASES; i++) {
      var cube = random.cube();
      var comparison = Comparison.of(cube, scenario(random), BOOK, Optional.empty());
      var after =
          comparison.lines().stream()
              .map(line -> calls(line.after()))
              .reduce(BigDecimal.ZERO, BigDecimal::add);
      assertThat(after).isEqualByComparingTo(cube.total().of(Meter.CALLS));
    }
  }

  @Test
  void aSavingIsTheSumOfTheSavingsOfItsParts() {
    var cubes = priced(ONE_TOKENIZER);
    for (int i = 0; i < CASES; i++) {
      var all = Comparison.of(cubes.cube(), scenario(cubes), BOOK, Optional.empty());
      var chat = all.where(line -> line.original().key().task().equals("chat"));
      var rest = all.where(line -> !line.original().key().task().equals("chat"));
      assertThat(all.saved())
          .isPresent()
          .isEqualTo(chat.saved().flatMap(one -> rest.saved().map(one::plus)));
    }
  }

  private static BigDecimal calls(Ledger ledger) {
    return Stream.concat(
            ledger.charges().stream().map(Charge::slice),
            ledger.uncharged().stream().map(UnpricedSlice::slice))
        .map(Slice::usage)
        .map(usage -> usage.of(Meter.CALLS))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
