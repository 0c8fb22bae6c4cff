package routercost.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routercost.price.Money;
import routercost.price.PriceBook;
import routercost.read.builtin.BuiltIn;
import routercost.read.config.prices.PriceBooks;
import routercost.usage.Calls;
import routercost.usage.Meter;
import routercost.usage.Usage;
import routercost.usage.UsageCube;
import routercost.usage.UsageKey;
import routercost.whatif.Caches.LostPrefixes;
import routercost.whatif.evidence.Gate;
import routercost.whatif.evidence.GradedEvidence.Judge;

class SharedPrefixesTest {
  private static final PriceBook BOOK = PriceBooks.builtIn();
  private static final Instant START = Instant.parse("2026-10-10T10:00:00Z");

  /// A call of a session: so many tokens are added to its prefix.
  private record Turn(String task, long adds, long second) {}

  private static UsageKey key(String task) {
    return Calls.key("2026-10-10", "claude-sonnet-5-5").withTask(task);
  }

  private static Usage usage(long read, long written) {
    return Calls.usage(1, 10, 20).with(Meter.CACHE_READ, read).with(Meter.CACHE_WRITE_5M, written);
  }

  /// The bill of sessions that ran on one model, each with one growing prefix.
  private static Comparison bill(List<List<Turn>> sessions, boolean named) {
    var cells = new TreeMap<UsageKey, Usage>();
    var observed = new SharedPrefixes.Observed();
    for (int i = 0; i < sessions.size(); i++) {
      long prefix = 0;
      for (var turn : sessions.get(i)) {
        var usage = usage(prefix, turn.adds());
        prefix += turn.adds();
        cells.merge(key(turn.task()), usage, Usage::plus);
        observed.add(
            named ? "s" + i : "",
            key(turn.task()),
            usage,
            Optional.of(START.plusSeconds(100_000L * i + turn.second())));
      }
    }
    return Comparison.of(new UsageCube(cells), Scenario.NONE, BOOK, Optional.empty())
        .with(observed.prefixes());
  }

  private static Scenario moving(String... tasks) {
    var moves = new ArrayList<Rule>();
    for (var task : tasks) {
      moves.add(Rule.Move.ofTask(task, "haiku"));
    }
    return new Scenario("test", moves);
  }

  /// USD per million tokens of input, output, cache reads and writes on 2026-10-10.
  private static final List<BigDecimal> SONNET = rates("2", "10", "0.10", "2.5");
  private static final List<BigDecimal> HAIKU = rates("0.10", "0.50", "0.01", "0.125");

  private static List<BigDecimal> rates(String... rates) {
    return Stream.of(rates).map(BigDecimal::new).toList();
  }

  private static BigDecimal cost(List<BigDecimal> rates, long read, long written) {
    long[] tokens = {10, 20, read, written};
    var usd = BigDecimal.ZERO;
    for (int i = 0; i < tokens.length; i++) {
      usd = usd.add(rates.get(i).multiply(BigDecimal.valueOf(tokens[i])));
    }
    return usd.movePointLeft(6);
  }

  /// The cost of the sessions call by call, each model with a prefix of its own.
  private static Money simulated(List<List<Turn>> sessions, List<String> moved) {
    var usd = BigDecimal.ZERO;
    for (var session : sessions) {
      long prefix = 0;
      Map<List<BigDecimal>, Long> own = new HashMap<>();
      for (var turn : session) {
        prefix += turn.adds();
        var model = moved.contains(turn.task()) ? HAIKU : SONNET;
        long read = own.getOrDefault(model, 0L);
        usd = usd.add(cost(model, read, prefix - read));
        own.put(model, prefix);
      }
    }
    return new Money(usd);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void aMoveOutOfSessionsCostsWhatEachModelWrites(int seed) {
    var random = new Random(seed);
    var sessions = new ArrayList<List<Turn>>();
    for (int i = 0; i < 5; i++) {
      var turns = new ArrayList<Turn>();
      for (int k = 0; k < 30; k++) {
        turns.add(new Turn("t" + random.nextInt(4), 1000 + random.nextInt(5000), 2L * k));
      }
      sessions.add(turns);
    }
    var bill = bill(sessions, true);
    for (var moved : List.of(List.of("t0"), List.of("t1", "t3"), List.of("t0", "t1", "t2", "t3"))) {
      var after = bill.under(moving(moved.toArray(String[]::new)), BOOK);
      assertThat(after.costAfter()).contains(simulated(sessions, moved));
    }
    assertThat(bill.costBefore()).isEqualTo(simulated(sessions, List.of()));
  }

  private static List<List<Turn>> inTurn(String... tasks) {
    var turns = new ArrayList<Turn>();
    for (var task : tasks) {
      turns.add(new Turn(task, 5_000, 10L * turns.size()));
    }
    return List.of(turns);
  }

  @Test
  void withoutSessionsTheDoubtIsNamedAndTheFigureStays() {
    var sessions = inTurn("a", "b", "a", "b");
    var plain = bill(sessions, false).with(SharedPrefixes.NONE).under(moving("b"), BOOK);
    var after = bill(sessions, false).under(moving("b"), BOOK);
    assertThat(after.costAfter()).isEqualTo(plain.costAfter());
    var more =
        after.lines().stream()
            .flatMap(line -> line.assumptions().stream())
            .filter(Assumption.SessionsUnknown.class::isInstance)
            .map(assumption -> ((Assumption.SessionsUnknown) assumption).more())
            .toList();
    assertThat(Money.sum(more).plus(plain.costAfter().orElseThrow()))
        .isEqualTo(simulated(sessions, List.of("b")));
  }

  @Test
  void aPrefixThatNobodyReadsForFiveMinutesIsGone() {
    var late =
        List.of(
            List.of(
                new Turn("a", 5_000, 0),
                new Turn("b", 5_000, 200),
                new Turn("b", 5_000, 400),
                new Turn("a", 5_000, 600)));
    var after = bill(late, true).under(moving("b"), BOOK);
    // the second call of `a` finds nothing, as without `b` ten minutes have passed
    assertThat(after.where(line -> line.original().key().task().equals("a")).costAfter())
        .contains(new Money(cost(SONNET, 0, 5_000).add(cost(SONNET, 0, 20_000))));
  }

  /// The tokens that calls no longer find once task `b` runs on Haiku.
  private static Map<UsageKey, LostPrefixes> lostByMovingB(SharedPrefixes.Observed observed) {
    return observed
        .prefixes()
        .lost(key -> key, key -> key.task().equals("b") ? key.withModel("claude-haiku-5-5") : key);
  }

  private static Map.Entry<UsageKey, LostPrefixes> lost(String task, long hourly) {
    return Map.entry(key(task), new LostPrefixes(1_000, hourly));
  }

  @Test
  void callsThatOnlyReadWriteThePrefixThemselves() {
    var observed = new SharedPrefixes.Observed();
    observed.add("s", key("a"), usage(0, 5_000), Optional.of(START));
    observed.add("s", key("b"), usage(5_000, 0), Optional.of(START.plusSeconds(9)));
    var cube =
        new UsageCube(new TreeMap<>(Map.of(key("a"), usage(0, 5_000), key("b"), usage(5_000, 0))));
    var bill = Comparison.of(cube, Scenario.NONE, BOOK, Optional.empty()).with(observed.prefixes());
    assertThat(bill.under(moving("b"), BOOK).costAfter())
        .contains(new Money(cost(SONNET, 0, 5_000).add(cost(HAIKU, 0, 5_000))));
  }

  @Test
  void tokensOfAnHourAreWrittenForAnHour() {
    var observed = new SharedPrefixes.Observed();
    var hour = Calls.usage(1, 10, 20).with(Meter.CACHE_WRITE_1H, 1_000);
    observed.add("s", key("a"), hour, Optional.of(START));
    observed.add("s", key("b"), usage(1_000, 0), Optional.of(START.plusSeconds(9)));
    observed.add("t", key("a"), usage(0, 1_000), Optional.of(START));
    observed.add("t", key("a"), usage(1_000, 9_000), Optional.of(START.plusSeconds(9)));
    assertThat(lostByMovingB(observed)).containsExactly(lost("b", 1_000));
  }

  /// `b` has read what `a` left and a little more; the last call what the call before it left, and
  /// not what another of `b` did.
  @Test
  void withoutSessionsACallLosesWhatOnlyCallsOfOthersLeft() {
    var observed = new SharedPrefixes.Observed();
    observed.add("", key("a"), usage(0, 900), Optional.of(START));
    observed.add("", key("b"), usage(1_000, 50), Optional.of(START.plusSeconds(9)));
    observed.add("", key("b"), usage(0, 7_000), Optional.of(START.plusSeconds(10)));
    observed.add("", key("b"), usage(1_050, 50), Optional.of(START.plusSeconds(11)));
    assertThat(lostByMovingB(observed)).containsExactly(lost("b", 0));
  }

  @Test
  void callsThatComeOutOfOrderAreNotTakenTogether() {
    var inOrder = new SharedPrefixes.Observed(true);
    inOrder.add("s", key("a"), usage(0, 1_000), Optional.of(START));
    inOrder.add("s", key("a"), usage(2_000, 1_000), Optional.of(START.plusSeconds(9)));
    assertThat(inOrder.isDisordered()).isFalse();
    inOrder.add("s", key("b"), usage(1_000, 1_000), Optional.of(START.plusSeconds(5)));
    assertThat(inOrder.isDisordered()).isTrue();
  }

  @Test
  void whatTheFirstCallFindsIsFoundByEachModel() {
    var observed = new SharedPrefixes.Observed();
    observed.add("s", key("a"), usage(8_000, 1_000), Optional.of(START));
    observed.add("s", key("b"), usage(9_000, 1_000), Optional.of(START.plusSeconds(9)));
    assertThat(lostByMovingB(observed)).containsExactly(lost("b", 0));
  }

  @Test
  void onlyKeysOfSessionsWithOthersAreIncluded() {
    var prefixes = bill(inTurn("a", "b"), true).prefixes();
    assertThat(prefixes.includeAny(Set.of(key("a")))).isTrue();
    assertThat(prefixes.includeAny(Set.of(key("a"), key("c")))).isTrue();
    assertThat(prefixes.includeAny(Set.of(key("c")))).isFalse();
    assertThat(prefixes.isEmpty()).isFalse();
    assertThat(bill(inTurn("a", "a"), true).prefixes().isEmpty()).isTrue();
  }

  /// The calls come in the order of their times, whatever the order of the log.
  @Test
  void aLogMayBeginWithTheLatestCall() {
    var observed = new SharedPrefixes.Observed();
    observed.add("s", key("a"), usage(2_000, 1_000), Optional.of(START.plusSeconds(9)));
    observed.add("s", key("b"), usage(1_000, 1_000), Optional.of(START.plusSeconds(5)));
    observed.add("s", key("a"), usage(0, 1_000), Optional.of(START));
    assertThat(lostByMovingB(observed)).containsOnly(lost("a", 0), lost("b", 0));
  }

  @Test
  void whatIsWrittenForAnHourLivesAnHour() {
    var observed = new SharedPrefixes.Observed();
    var hour = Calls.usage(1, 10, 20).with(Meter.CACHE_WRITE_1H, 1_000);
    observed.add("s", key("a"), hour, Optional.of(START));
    observed.add("s", key("b"), usage(1_000, 500), Optional.of(START.plusSeconds(1_800)));
    observed.add("s", key("a"), usage(1_000, 500), Optional.of(START.plusSeconds(3_600)));
    assertThat(lostByMovingB(observed)).containsExactly(lost("b", 0));
  }

  @Test
  void theEffectCanBeLeftOut() {
    var bill = bill(inTurn("a", "b", "a", "b"), true);
    var without = moving("b").with(Effects.ALL.without(List.of(Effects.Effect.SHARED_PREFIXES)));
    assertThat(bill.under(without, BOOK).costAfter())
        .isEqualTo(bill.with(SharedPrefixes.NONE).under(moving("b"), BOOK).costAfter());
  }

  @Test
  void movesThatCostMoreThanTheySaveAreNotSuggested() {
    var apart = bill(inTurn("classify", "plan", "classify", "plan"), true);
    var judge = new Judge(Optional.empty(), Gate.USUAL, BOOK, LocalDate.EPOCH);
    var rules = BuiltIn.found().routing();
    assertThat(Suggested.of(apart.with(SharedPrefixes.NONE), rules, BOOK, judge).isEmpty())
        .isFalse();
    assertThat(
            Suggested.of(apart, rules, BOOK, judge)
                .comparison()
                .saved()
                .orElseThrow()
                .usd()
                .signum())
        .isNotNegative();
  }
}
