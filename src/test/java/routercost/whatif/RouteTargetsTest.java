package routercost.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static routercost.usage.Calls.number;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import routercost.usage.Meter;
import routercost.whatif.Route.AnswerCheck;
import routercost.whatif.Route.Shares;

class RouteTargetsTest {
  private static final Route HAIKU = new Route.To("haiku");
  private static final Route SONNET = new Route.To("sonnet");
  private static final AnswerCheck CHECK = new AnswerCheck("opus", BigDecimal.ONE, BigDecimal.ONE);
  private static final Cascade CASCADE =
      new Cascade(
          List.of(
              Cascade.Stage.of(HAIKU, number("0.1")), Cascade.Stage.of(SONNET, BigDecimal.ZERO)),
          false);

  private static WithPromptCache cached(Route route) {
    return new WithPromptCache(route, number("1000"), Meter.CACHE_WRITE_5M, number("0.9"), false);
  }

  private static List<Route> around(Route route) {
    return List.of(
        new Route.Batched(route),
        new Route.Resized(route, BigDecimal.TWO),
        new Route.Retried(route, BigDecimal.ONE),
        new WithImages(route, BigDecimal.ONE, 1, 1));
  }

  @Test
  void aRouteNamesItsTargetsInTheOrderOfCalls() {
    assertThat(new Route.Stay().targets()).isEmpty();
    assertThat(CASCADE.targets()).containsExactly("haiku", "sonnet");
    assertThat(Shares.partly(number("0.5"), SONNET).targets()).containsExactly("sonnet");
    assertThat(cached(HAIKU).targets()).containsExactly("haiku");
    assertThat(
            new Confidence(HAIKU, BigDecimal.ZERO, CHECK, BigDecimal.ZERO, BigDecimal.ZERO, SONNET)
                .targets())
        .containsExactly("haiku", "sonnet");
    assertThat(around(SONNET)).allMatch(route -> route.targets().equals(List.of("sonnet")));
  }

  @Test
  void aTargetThatIsNamedTwiceIsOne() {
    var same =
        new Shares(
            List.of(new Shares.Part(number("0.5"), HAIKU), new Shares.Part(number("0.5"), HAIKU)));

    assertThat(same.targets()).containsExactly("haiku");
  }

  @Test
  void aCascadeIsFoundWhateverStandsAroundIt() {
    assertThat(CASCADE.cascade()).contains(CASCADE);
    assertThat(cached(CASCADE).cascade()).contains(CASCADE);
    assertThat(around(CASCADE)).allMatch(route -> route.cascade().isPresent());
    assertThat(HAIKU.cascade()).isEmpty();
    assertThat(Shares.partly(number("0.5"), CASCADE).cascade()).isEmpty();
  }

  @Test
  void theFirstCacheIsFoundWhereverItIs() {
    var cache = cached(HAIKU);
    var stages =
        List.of(Cascade.Stage.of(SONNET, number("0.1")), Cascade.Stage.of(cache, BigDecimal.ZERO));

    assertThat(cache.promptCache()).contains(cache);
    assertThat(new Cascade(stages, false).promptCache()).contains(cache);
    assertThat(Shares.partly(number("0.5"), cache).promptCache()).contains(cache);
    assertThat(
            new Confidence(cache, BigDecimal.ZERO, CHECK, BigDecimal.ZERO, BigDecimal.ZERO, SONNET)
                .promptCache())
        .contains(cache);
    assertThat(around(cache)).allMatch(route -> route.promptCache().isPresent());
    assertThat(HAIKU.promptCache()).isEmpty();
    assertThat(new Route.Stay().promptCache()).isEmpty();
  }

  private static ScoreBands bands(Route first, Route anew) {
    return new ScoreBands(
        "confidence",
        Optional.of("grade"),
        number("0.9"),
        number("0.5"),
        new Confidence(first, BigDecimal.ZERO, CHECK, BigDecimal.ZERO, BigDecimal.ZERO, anew));
  }

  private static Scenario moving(Route route) {
    return new Scenario("test", List.of(new Rule.Move(CallFilter.ALL, route)));
  }

  @Test
  void routesByScoresAreFoundInEveryPart() {
    var scored = bands(HAIKU, SONNET);
    assertThat(scored.scored()).containsExactly(scored);
    assertThat(scored.targets()).containsExactly("haiku", "sonnet");
    assertThat(scored.cascade()).isEmpty();
    assertThat(scored.promptCache()).isEmpty();
    assertThat(Shares.partly(number("0.5"), scored).scored()).containsExactly(scored);
    assertThat(around(scored)).allMatch(route -> route.scored().toList().equals(List.of(scored)));
    assertThat(Stream.of(HAIKU, CASCADE, new Route.Stay(), new Route.Nothing()))
        .allMatch(route -> route.scored().findAny().isEmpty());
    assertThat(moving(scored).labels()).containsExactly("confidence", "grade");
    assertThat(moving(SONNET).labels()).isEmpty();
  }

  @Test
  void aLimitOnAnswersIsFoundInEveryPart() {
    var capped = new CappedAnswers(SONNET, 100);
    var parts =
        List.of(
            capped,
            Shares.partly(number("0.5"), capped),
            new Cascade(
                List.of(
                    Cascade.Stage.of(HAIKU, number("0.1")),
                    Cascade.Stage.of(capped, BigDecimal.ZERO)),
                false),
            bands(capped, SONNET),
            bands(HAIKU, capped));
    assertThat(parts).allMatch(Route::cutsAnswers);
    assertThat(around(capped)).allMatch(Route::cutsAnswers);
    assertThat(around(SONNET)).noneMatch(Route::cutsAnswers);
    assertThat(
            Stream.of(
                CASCADE,
                Shares.partly(number("0.5"), SONNET),
                bands(HAIKU, SONNET),
                new Route.Stay(),
                new Route.Nothing()))
        .noneMatch(Route::cutsAnswers);
    assertThat(moving(capped).cutsAnswers()).isTrue();
    assertThat(moving(SONNET).cutsAnswers()).isFalse();
    assertThat(Scenario.NONE.cutsAnswers()).isFalse();
  }

  @Test
  void onlyCachesThatCoolFindLessWhereFewerCallsArrive() {
    var cooling =
        new WithPromptCache(
            HAIKU, number("1000"), Meter.CACHE_WRITE_5M, number("0.9"), false, true);
    var half = number("0.5");
    assertThat(cooling.colder(half)).isNotEqualTo(cooling);
    assertThat(cached(HAIKU).colder(half)).isEqualTo(cached(HAIKU));
    var wrapped =
        List.<UnaryOperator<Route>>of(
            Route.Batched::new,
            route -> new Route.Resized(route, BigDecimal.TWO),
            route -> new Route.Retried(route, BigDecimal.ONE),
            route -> new Route.Lengthened(route, BigDecimal.TWO, BigDecimal.ONE),
            route -> new CappedAnswers(route, 100));
    assertThat(wrapped)
        .allMatch(
            around ->
                around.apply(cooling).colder(half).equals(around.apply(cooling.colder(half))));
    assertThat(
            List.of(
                HAIKU,
                CASCADE,
                bands(HAIKU, SONNET),
                bands(HAIKU, SONNET).bands(),
                new Route.Stay(),
                new Route.Nothing(),
                Shares.partly(half, SONNET),
                new WithImages(cooling, BigDecimal.ONE, 1, 1)))
        .allMatch(route -> route.colder(half).equals(route));
  }

  @Test
  void aScenarioByTimeNeedsDays() {
    var days = CallFilter.ALL.and("day", "2026-11-01");
    var byDay = new Scenario("test", List.of(new Rule.Move(days, SONNET)));
    assertThat(byDay.isByTime()).isTrue();
    assertThat(moving(SONNET).isByTime()).isFalse();
  }

  @Test
  void aCascadeWithKnownCosts() {
    // 1 + 1 retry at a rate of 0.5: 1.5 attempts; a quarter goes on to the second stage, where 0.1
    // are wrong. 1.5 x (2 + 1) + 0.25 x 10 = 7.
    var cascade =
        new Cascade(
            List.of(
                new Cascade.Stage(HAIKU, Optional.empty(), number("0.5"), 1, number("0.04")),
                new Cascade.Stage(SONNET, Optional.empty(), BigDecimal.ZERO, 0, number("0.1"))),
            false);
    assertThat(
            cascade.expected(
                route -> route.equals(HAIKU) ? number("2") : number("10"), BigDecimal.ONE))
        .isEqualByComparingTo("7");
    assertThat(cascade.wrong()).isEqualByComparingTo("0.065");
  }
}
