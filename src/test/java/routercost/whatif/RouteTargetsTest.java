package routercost.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static routercost.usage.Calls.number;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import routercost.usage.Meter;
import routercost.whatif.Route.AnswerCheck;
import routercost.whatif.Route.Confidence;
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
}
