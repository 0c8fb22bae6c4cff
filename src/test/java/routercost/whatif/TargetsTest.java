package routercost.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static routercost.usage.Calls.number;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import routercost.usage.Meter;

class TargetsTest {
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
    assertThat(Targets.of(new Route.Stay())).isEmpty();
    assertThat(Targets.of(CASCADE)).containsExactly("haiku", "sonnet");
    assertThat(Targets.of(Shares.partly(number("0.5"), SONNET))).containsExactly("sonnet");
    assertThat(Targets.of(cached(HAIKU))).containsExactly("haiku");
    assertThat(
            Targets.of(
                new Confidence(
                    HAIKU, BigDecimal.ZERO, CHECK, BigDecimal.ZERO, BigDecimal.ZERO, SONNET)))
        .containsExactly("haiku", "sonnet");
    assertThat(around(SONNET)).allMatch(route -> Targets.of(route).equals(List.of("sonnet")));
  }

  @Test
  void aTargetThatIsNamedTwiceIsOne() {
    var same =
        new Shares(
            List.of(new Shares.Part(number("0.5"), HAIKU), new Shares.Part(number("0.5"), HAIKU)));

    assertThat(Targets.of(same)).containsExactly("haiku");
  }

  @Test
  void aCascadeIsFoundWhateverStandsAroundIt() {
    assertThat(Targets.cascade(CASCADE)).contains(CASCADE);
    assertThat(Targets.cascade(cached(CASCADE))).contains(CASCADE);
    assertThat(around(CASCADE)).allMatch(route -> Targets.cascade(route).isPresent());
    assertThat(Targets.cascade(HAIKU)).isEmpty();
    assertThat(Targets.cascade(Shares.partly(number("0.5"), CASCADE))).isEmpty();
  }

  @Test
  void theFirstCacheIsFoundWhereverItIs() {
    var cache = cached(HAIKU);
    var stages =
        List.of(Cascade.Stage.of(SONNET, number("0.1")), Cascade.Stage.of(cache, BigDecimal.ZERO));

    assertThat(Targets.cached(cache)).contains(cache);
    assertThat(Targets.cached(new Cascade(stages, false))).contains(cache);
    assertThat(Targets.cached(Shares.partly(number("0.5"), cache))).contains(cache);
    assertThat(
            Targets.cached(
                new Confidence(
                    cache, BigDecimal.ZERO, CHECK, BigDecimal.ZERO, BigDecimal.ZERO, SONNET)))
        .contains(cache);
    assertThat(around(cache)).allMatch(route -> Targets.cached(route).isPresent());
    assertThat(Targets.cached(HAIKU)).isEmpty();
    assertThat(Targets.cached(new Route.Stay())).isEmpty();
  }
}
