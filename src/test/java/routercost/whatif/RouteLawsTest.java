package routercost.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import routercost.price.PriceBook;
import routercost.read.config.prices.PriceBooks;
import routercost.usage.Meter;
import routercost.usage.RandomCubes;
import routercost.usage.Slice;
import routercost.usage.Usage;
import routercost.usage.UsageCube;
import routercost.whatif.Route.AnswerCheck;
import routercost.whatif.Route.Shares;

class RouteLawsTest {
  private static final int CASES = 200;
  private static final PriceBook BOOK = PriceBooks.builtIn();
  private static final List<String> ONE_TOKENIZER =
      List.of("claude-opus-5-5", "claude-sonnet-5-5", "claude-haiku-5-5", "claude-fable-5-1");

  private final RandomCubes random = RandomCubes.of(20261121, ONE_TOKENIZER);

  private Slice slice() {
    return new Slice(random.key(), random.usage());
  }

  private BigDecimal share() {
    return BigDecimal.valueOf(random.random().nextInt(101), 2);
  }

  private Route leaf() {
    return new Route.To(random.any(ONE_TOKENIZER));
  }

  private static UsageCube cube(Route route, Slice slice) {
    return UsageCube.of(route.apply(slice, BOOK).slices().stream());
  }

  private static Usage total(Route route, Slice slice) {
    return cube(route, slice).total();
  }

  @Test
  void sharesConserveAllUsage() {
    for (int i = 0; i < CASES; i++) {
      var slice = slice();
      assertThat(total(Shares.partly(share(), leaf()), slice)).isEqualTo(slice.usage());
    }
  }

  @Test
  void sharesAreTheSumOfTheirParts() {
    for (int i = 0; i < CASES; i++) {
      var slice = slice();
      var share = share();
      var rest = BigDecimal.ONE.subtract(share);
      var one = leaf();
      var other = leaf();
      var both = new Shares(List.of(new Shares.Part(share, one), new Shares.Part(rest, other)));
      assertThat(cube(both, slice))
          .isEqualTo(
              scaled(cube(one, slice.times(share)), share)
                  .plus(scaled(cube(other, slice.times(rest)), rest)));
    }
  }

  /// Nothing is left of what gets no share.
  private static UsageCube scaled(UsageCube cube, BigDecimal share) {
    return share.signum() == 0 ? UsageCube.EMPTY : cube;
  }

  @Test
  void sharesOfSharesAreShares() {
    for (int i = 0; i < CASES; i++) {
      var slice = slice();
      var one = share();
      var other = share();
      var nested = Shares.partly(one, Shares.partly(other, leaf()));
      var flat = Shares.partly(one.multiply(other), leafOf(nested));
      assertThat(cube(nested, slice)).isEqualTo(cube(flat, slice));
    }
  }

  private static Route leafOf(Shares nested) {
    var inner = (Shares) nested.parts().getFirst().route();
    return inner.parts().getFirst().route();
  }

  @Test
  void routesAreLinear() {
    for (int i = 0; i < CASES; i++) {
      var slice = slice();
      var factor = BigDecimal.valueOf(1 + random.random().nextInt(50));
      for (var route : all()) {
        assertThat(total(route, slice.times(factor))).isEqualTo(total(route, slice).times(factor));
      }
    }
  }

  private List<Route> all() {
    var check = new AnswerCheck("claude-haiku-5-5", BigDecimal.TEN, BigDecimal.ONE);
    var stages =
        List.of(
            new Cascade.Stage(leaf(), Optional.of(check), share(), 1),
            Cascade.Stage.of(leaf(), BigDecimal.ZERO));
    return List.of(
        new Route.Stay(),
        leaf(),
        new Route.Batched(leaf()),
        new Route.Resized(leaf(), share()),
        new Route.Retried(leaf(), share()),
        Shares.partly(share(), leaf()),
        new Cascade(stages, true),
        new Confidence(
            leaf(), new BigDecimal("0.3"), check, share(), new BigDecimal("0.2"), leaf()),
        new WithPromptCache(leaf(), new BigDecimal(2000), Meter.CACHE_WRITE_5M, share(), true),
        new WithImages(leaf(), BigDecimal.TWO, 640, 480));
  }

  @Test
  void aCacheConservesThePrompt() {
    for (int i = 0; i < CASES; i++) {
      var slice = slice();
      var route =
          new WithPromptCache(leaf(), new BigDecimal(700), Meter.CACHE_WRITE_1H, share(), false);
      assertThat(total(route, slice).prompt()).isEqualByComparingTo(slice.usage().prompt());
      assertThat(total(route, slice).of(Meter.OUTPUT))
          .isEqualByComparingTo(slice.usage().of(Meter.OUTPUT));
    }
  }

  @Test
  void aCascadeCostsItsFirstStageAndTheShareThatGoesOn() {
    for (int i = 0; i < CASES; i++) {
      var slice = slice();
      var share = share();
      var first = leaf();
      var second = leaf();
      var cascade =
          new Cascade(
              List.of(Cascade.Stage.of(first, share), Cascade.Stage.of(second, BigDecimal.ZERO)),
              false);
      var parts =
          Stream.of(cube(first, slice), scaled(cube(second, slice.times(share)), share))
              .reduce(UsageCube.EMPTY, UsageCube::plus);
      assertThat(cube(cascade, slice)).isEqualTo(parts);
    }
  }

  @Test
  void aScenarioMovesAsARouteDoes() {
    for (int i = 0; i < CASES; i++) {
      var slice = slice();
      var target = random.any(ONE_TOKENIZER);
      var scenario = new Scenario("one", List.of(Rule.Move.ofTask(slice.key().task(), target)));
      assertThat(scenario.apply(slice, BOOK)).isEqualTo(new Route.To(target).apply(slice, BOOK));
    }
  }
}
