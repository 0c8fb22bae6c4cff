package routercost.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import routercost.price.PriceBook;
import routercost.read.config.prices.PriceBooks;
import routercost.usage.Band;
import routercost.usage.Meter;
import routercost.usage.Slice;
import routercost.usage.Usage;
import routercost.usage.UsageCube;
import routercost.usage.UsageKey;
import routercost.whatif.AgentLoop.Handover;
import routercost.whatif.LoopShape.Cache;
import routercost.whatif.LoopShape.History;
import routercost.whatif.LoopShape.Weight;

class AgentLoopTest {
  private static final int CASES = 1000;
  private static final PriceBook BOOK = PriceBooks.builtIn();
  private static final LocalDate DAY = LocalDate.of(2026, 11, 21);
  private static final List<String> MODELS =
      List.of("claude-opus-5-5", "claude-sonnet-5-5", "claude-haiku-5-5");

  private static BigDecimal number(long value) {
    return BigDecimal.valueOf(value);
  }

  private static LoopShape shape(
      long system, long input, long output, long turns, History history, Optional<Cache> cache) {
    return new LoopShape(
        number(system),
        number(input),
        number(output),
        BigDecimal.ZERO,
        List.of(new Weight(turns, BigDecimal.ONE)),
        history,
        cache,
        Optional.empty());
  }

  private static final Optional<Cache> CACHED = Optional.of(new Cache(false, BigDecimal.ONE));

  private static Slice agents(String model, long agents) {
    return new Slice(UsageKey.of(DAY, "agent", model), Usage.of(Meter.CALLS, agents));
  }

  private static Usage total(AgentLoop loop, String model) {
    return Usage.sum(loop.apply(agents(model, 1), BOOK).slices().stream().map(Slice::usage));
  }

  private static AgentLoop plain(LoopShape shape) {
    return new AgentLoop(new Route.To("claude-sonnet-5-5"), shape, Optional.empty());
  }

  @Test
  void promptsOfEachTurnAddUpWithoutCache() {
    // 3 · 1000 + (1 + 2 + 3) · 100 + (0 + 1 + 2) · 50
    var usage =
        total(plain(shape(1000, 100, 50, 3, new History.Kept(), Optional.empty())), MODELS.get(1));
    assertThat(usage.of(Meter.CALLS)).isEqualByComparingTo("3");
    assertThat(usage.of(Meter.INPUT)).isEqualByComparingTo("3750");
    assertThat(usage.of(Meter.OUTPUT)).isEqualByComparingTo("150");
  }

  @Test
  void eachTurnReadsThePromptBeforeItAndWritesTheRest() {
    // prompts 1100, 1250, 1400
    var usage = total(plain(shape(1000, 100, 50, 3, new History.Kept(), CACHED)), MODELS.get(1));
    assertThat(usage.of(Meter.CACHE_READ)).isEqualByComparingTo("2350");
    assertThat(usage.of(Meter.CACHE_WRITE_5M)).isEqualByComparingTo("1400");
    assertThat(usage.of(Meter.INPUT)).isZero();
  }

  @Test
  void nothingIsCachedBelowTheMinimumOfTheModel() {
    // Haiku 5.5 caches from 512 tokens: prompts 300, 450, 600, 750
    var usage =
        total(
            new AgentLoop(
                new Route.To("claude-haiku-5-5"),
                shape(200, 100, 50, 4, new History.Kept(), CACHED),
                Optional.empty()),
            "claude-haiku-5-5");
    assertThat(usage.of(Meter.INPUT)).isEqualByComparingTo("750");
    assertThat(usage.of(Meter.CACHE_WRITE_5M)).isEqualByComparingTo("750");
    assertThat(usage.of(Meter.CACHE_READ)).isEqualByComparingTo("600");
  }

  @Test
  void theTurnThatReachesTheThresholdWritesTheSummary() {
    // prompts 1100, 1250, then 1000 + 20 + 100 and 1270: the second and the fourth reach 1200
    var history = new History.Compacted(number(1200), number(20));
    var usage = total(plain(shape(1000, 100, 50, 4, history, CACHED)), MODELS.get(1));
    assertThat(usage.of(Meter.OUTPUT)).isEqualByComparingTo("240");
    assertThat(usage.prompt()).isEqualByComparingTo("4740");
    // after it only the system prompt is found
    assertThat(usage.of(Meter.CACHE_READ)).isEqualByComparingTo("3220");
  }

  @Test
  void aWindowKeepsPromptsShortAndBreaksTheCache() {
    // prompts 1100, 1200, 1200
    var usage =
        total(
            plain(shape(1000, 100, 50, 3, new History.Window(number(1200)), CACHED)),
            MODELS.get(1));
    assertThat(usage.prompt()).isEqualByComparingTo("3500");
    assertThat(usage.of(Meter.CACHE_READ)).isEqualByComparingTo("2000");
  }

  @Test
  void aFreshContextOnASmallerModelStartsWithTheBrief() {
    var loop =
        new AgentLoop(
            new Route.To("claude-sonnet-5-5"),
            shape(1000, 100, 50, 4, new History.Kept(), Optional.empty()),
            Optional.of(new Handover(3, 1, new Route.To("claude-haiku-5-5"), number(20))));
    var slices = loop.apply(agents("claude-sonnet-5-5", 1), BOOK).slices();
    assertThat(slices).hasSize(2);
    // 1100 and 1250; the fourth turn goes on after 1250 with two answers: 1250 + 2 · 50 + 100
    assertThat(slices.getFirst().usage().of(Meter.INPUT)).isEqualByComparingTo("3800");
    assertThat(slices.getFirst().usage().of(Meter.OUTPUT)).isEqualByComparingTo("170");
    assertThat(slices.getLast().usage().of(Meter.INPUT)).isEqualByComparingTo("1120");
    assertThat(slices.getLast().key().model()).isEqualTo("claude-haiku-5-5");
  }

  /// One agent, turn by turn, as one would write it down.
  private static final class Simulation {
    private final List<Slice> slices = new ArrayList<>();
    private final LoopShape shape;
    private BigDecimal history = BigDecimal.ZERO;
    private BigDecimal sent = BigDecimal.ZERO;
    private boolean changed;

    Simulation(LoopShape shape) {
      this.shape = shape;
    }

    private static long minimum(String model) {
      var found = BOOK.catalog().models().get(model);
      return found == null ? 0 : found.limits().cache();
    }

    void turn(String model, BigDecimal share, BigDecimal brief, boolean isLast) {
      var prompt = shape.system().add(history).add(shape.input());
      var written = shape.output();
      if (shape.history() instanceof History.Window(var tokens) && prompt.compareTo(tokens) > 0) {
        prompt = tokens;
        changed = true;
      }
      var found = sent.signum() == 0 ? BigDecimal.ZERO : changed ? shape.system() : sent;
      history = history.add(shape.input()).add(shape.output()).add(shape.results());
      boolean compacts =
          shape.history() instanceof History.Compacted(var at, _) && prompt.compareTo(at) >= 0;
      if (compacts && shape.history() instanceof History.Compacted(_, var to)) {
        written = written.add(to);
        history = to;
      }
      if (isLast) {
        written = written.add(brief);
      }
      slices.add(slice(model, prompt, found, written).times(share));
      sent = prompt;
      changed = compacts || (changed && shape.history() instanceof History.Window);
    }

    private Slice slice(String model, BigDecimal prompt, BigDecimal found, BigDecimal written) {
      var usage = Usage.of(Meter.CALLS, 1).with(Meter.OUTPUT, written);
      var least = number(minimum(model));
      if (shape.cache().isEmpty() || prompt.compareTo(least) < 0) {
        usage = usage.with(Meter.INPUT, prompt);
      } else {
        var cache = shape.cache().get();
        var read = found.compareTo(least) < 0 ? BigDecimal.ZERO : found.multiply(cache.hitRate());
        usage =
            usage
                .with(Meter.CACHE_READ, read)
                .with(
                    cache.hourly() ? Meter.CACHE_WRITE_1H : Meter.CACHE_WRITE_5M,
                    prompt.subtract(read));
      }
      var band = Band.ofPrompt(prompt.longValueExact());
      return new Slice(UsageKey.of(DAY, "agent", model).withBand(band), usage);
    }
  }

  private static History history(SplittableRandom random, long system) {
    return switch (random.nextInt(3)) {
      case 0 -> new History.Kept();
      case 1 -> new History.Window(number(system + 2000 + random.nextInt(200_000)));
      default ->
          new History.Compacted(
              number(system + 1000 + random.nextInt(200_000)), number(random.nextInt(1000)));
    };
  }

  private static LoopShape random(SplittableRandom random) {
    long system = random.nextInt(random.nextBoolean() ? 1000 : 30_000);
    var weights = new ArrayList<Weight>();
    long turns = 0;
    long share = 100;
    for (int i = 0; i < 1 + random.nextInt(3); i++) {
      turns += 1 + random.nextInt(80);
      weights.add(new Weight(turns, BigDecimal.valueOf(share, 2)));
      share -= random.nextInt(30);
    }
    return new LoopShape(
        number(system),
        number(random.nextInt(2000)),
        number(random.nextInt(1000)),
        number(random.nextInt(3) * 300L),
        weights,
        history(random, system),
        random.nextInt(3) == 0
            ? Optional.empty()
            : Optional.of(
                new Cache(random.nextBoolean(), BigDecimal.valueOf(random.nextInt(101), 2))),
        Optional.empty());
  }

  private static BigDecimal weight(LoopShape shape, long turn) {
    for (var weight : shape.weights()) {
      if (turn <= weight.until()) {
        return weight.share();
      }
    }
    throw new AssertionError("no turn " + turn);
  }

  @Test
  void closedFormIsThePlainLoop() {
    var random = new SplittableRandom(20261130);
    for (int i = 0; i < CASES; i++) {
      var shape = random(random);
      var model = MODELS.get(random.nextInt(MODELS.size()));
      var loop = new AgentLoop(new Route.To(model), shape, Optional.empty());
      var simulated = new Simulation(shape);
      for (long turn = 1; turn <= shape.turns(); turn++) {
        simulated.turn(model, weight(shape, turn), BigDecimal.ZERO, false);
      }
      assertThat(UsageCube.of(loop.apply(agents(model, 1), BOOK).slices().stream()))
          .as("case %d: %s", i, shape)
          .isEqualTo(UsageCube.of(simulated.slices.stream()));
    }
  }

  @Test
  void turnsAddUpToTheLoopAndResentTokensArePartOfThem() {
    var random = new SplittableRandom(26);
    for (int i = 0; i < CASES / 10; i++) {
      var loop = plain(random(random));
      var slice = agents("claude-sonnet-5-5", 3);
      var turns = loop.each(slice, BOOK);
      assertThat(UsageCube.of(turns.stream().map(AgentLoop.Turns::slice)))
          .isEqualTo(UsageCube.of(loop.apply(slice, BOOK).slices().stream()));
      assertThat(turns)
          .allMatch(turn -> turn.resent().prompt().compareTo(turn.slice().usage().prompt()) <= 0)
          .hasSize((int) loop.shape().turns());
    }
  }

  @Test
  void aHandoverAtAnyTurnConservesTurnsAndAnswersButForTheBrief() {
    var random = new SplittableRandom(7);
    for (int i = 0; i < CASES; i++) {
      var shape = random(random).with(new History.Kept());
      if (shape.turns() < 2) {
        continue;
      }
      long turn = 2 + random.nextLong(shape.turns() - 1);
      var brief = number(random.nextInt(3000));
      var over =
          new Handover(turn, 1 + random.nextInt(20), new Route.To("claude-haiku-5-5"), brief);
      var whole = total(plain(shape), "claude-sonnet-5-5");
      var parted =
          total(
              new AgentLoop(new Route.To("claude-sonnet-5-5"), shape, Optional.of(over)),
              "claude-sonnet-5-5");
      var written = brief.multiply(weight(shape, turn - 1));
      assertThat(parted.of(Meter.CALLS)).isEqualByComparingTo(whole.of(Meter.CALLS));
      assertThat(parted.of(Meter.OUTPUT)).isEqualByComparingTo(whole.of(Meter.OUTPUT).add(written));
    }
  }
}
