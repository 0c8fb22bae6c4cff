package routercost.price.variance;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import routercost.price.Charge;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.price.PriceBook;
import routercost.price.variance.Split.Method;
import routercost.price.variance.Variance.Driver;
import routercost.price.variance.Variance.VarianceBill;
import routercost.read.config.prices.PriceBooks;
import routercost.usage.Meter;
import routercost.usage.RandomCubes;
import routercost.usage.Slice;
import routercost.usage.UsageCube;

/// What holds for any two bills, tried on a thousand that are made up.
@Tag("simulation")
class VarianceLawsTest {
  private static final int CASES = 1000;
  private static final Split USUAL = Split.of(Method.PVM);
  private static final Split JOINT_APART =
      new Split(Method.PVM, Split.Joint.SEPARATE, Split.NewLines.DRIVERS, Split.Volume.TOKENS);
  private static final Split BUCKET =
      new Split(Method.PVM, Split.Joint.PRICE, Split.NewLines.BUCKET, Split.Volume.TOKENS);
  private static final Split BY_CALLS =
      new Split(Method.PVM, Split.Joint.PRICE, Split.NewLines.DRIVERS, Split.Volume.CALLS);
  private static final List<String> MODELS = List.of("large", "middle", "small", "new", "nobody");

  /// Calls on any day from August to October: tasks and models come and go, prices change within.
  private static VarianceBill madeUp(Random random) {
    var slices =
        Stream.generate(() -> slice(random)).limit(random.nextInt(12)).toArray(Slice[]::new);
    return Months.bill(LocalDate.of(2026, 8, 1).plusDays(random.nextInt(92)), slices);
  }

  private static Slice slice(Random random) {
    var day = LocalDate.of(2026, 8, 1).plusDays(random.nextInt(92));
    var task = "task " + random.nextInt(4);
    var model = MODELS.get(random.nextInt(MODELS.size()));
    return Months.calls(
        day, task, model, random.nextInt(50), random.nextInt(9_000), random.nextInt(9_000));
  }

  private static void requireClosed(Variance variance, VarianceBill base, VarianceBill head) {
    for (var line : variance.lines()) {
      assertThat(Money.sum(line.drivers().values())).isEqualTo(line.change());
      assertThat(line.drivers().sequencedKeySet().stream().toList())
          .isEqualTo(variance.split().drivers());
    }
    assertThat(Money.sum(variance.drivers().values())).isEqualTo(variance.change());
    assertThat(variance.base().cost()).isEqualTo(base.ledger().total());
    assertThat(variance.head().cost()).isEqualTo(head.ledger().total());
  }

  /// Every method with every convention.
  static List<Split> splits() {
    var tokens = Split.Volume.TOKENS;
    return List.of(
        Split.of(Method.STEPS),
        Split.of(Method.SHAPLEY),
        USUAL,
        JOINT_APART,
        BUCKET,
        new Split(Method.PVM, Split.Joint.SEPARATE, Split.NewLines.BUCKET, tokens),
        BY_CALLS);
  }

  @ParameterizedTest
  @MethodSource("splits")
  void theDriversOfAnyTwoBillsSumToTheChangeToTheLastDigit(Split split) {
    for (int seed = 0; seed < CASES; seed++) {
      var random = new Random(seed);
      var base = madeUp(random);
      var head = madeUp(random);

      requireClosed(Months.variance(split, base, head), base, head);
    }
  }

  @ParameterizedTest
  @MethodSource("splits")
  void theySumHoweverCallsWereServedAndGrouped(Split split) {
    var book = PriceBooks.builtIn();
    var models = List.of("claude-opus-5-5", "claude-haiku-5-5", "sonnet", "gpt-5.4", "zzzz");
    Function<Charge, List<String>> group =
        charge ->
            List.of(
                charge.slice().key().task(),
                charge.slice().key().labels().getOrDefault("team", ""));
    for (int seed = 0; seed < CASES / 4; seed++) {
      var cubes = RandomCubes.of(seed, models);
      var base = billed(cubes.cube(), book);
      var head = billed(cubes.cube(), book);

      requireClosed(Variance.of(base, head, book, group, split), base, head);
    }
  }

  private static VarianceBill billed(UsageCube cube, PriceBook book) {
    return VarianceBill.of(Ledger.of(cube, book::quote), LocalDate.of(2026, 11, 12));
  }

  /// Each order of the five gives every driver some effect; the mean of them turns its sign with
  /// the direction.
  @ParameterizedTest
  @EnumSource(names = "SHAPLEY")
  void theWayBackHasTheOppositeEffects(Method method) {
    for (int seed = 0; seed < CASES; seed++) {
      var random = new Random(seed);
      var base = madeUp(random);
      var head = madeUp(random);
      var back = Months.variance(method, head, base).drivers();

      Months.variance(method, base, head)
          .drivers()
          .forEach(
              (driver, effect) -> assertThat(Money.ZERO.minus(effect)).isEqualTo(back.get(driver)));
    }
  }

  @ParameterizedTest
  @MethodSource("splits")
  void aBillAgainstItselfHasNoEffects(Split split) {
    for (int seed = 0; seed < CASES; seed++) {
      var bill = madeUp(new Random(seed));

      assertThat(Months.variance(split, bill, bill).drivers().values()).containsOnly(Money.ZERO);
    }
  }

  /// Amounts that are no finite decimals may differ by a last digit, after which effects are cut.
  private static void requireNear(Money one, Money other) {
    assertThat(one.minus(other).usd().abs()).isLessThan(new BigDecimal("1e-16"));
  }

  @Test
  void theJointEffectComesOutOfPriceAndOfNothingElse() {
    for (int seed = 0; seed < CASES; seed++) {
      var random = new Random(seed);
      var base = madeUp(random);
      var head = madeUp(random);
      var usual = Months.variance(USUAL, base, head);
      var apart = Months.variance(JOINT_APART, base, head);

      requireNear(
          apart.effect(Driver.PRICE).plus(apart.effect(Driver.JOINT)), usual.effect(Driver.PRICE));
      requireNear(apart.effect(Driver.VOLUME), usual.effect(Driver.VOLUME));
      requireNear(apart.effect(Driver.MIX), usual.effect(Driver.MIX));
    }
  }

  @Test
  void whatIsNewIsDiscontinuedOnTheWayBack() {
    for (int seed = 0; seed < CASES; seed++) {
      var random = new Random(seed);
      var base = madeUp(random);
      var head = madeUp(random);
      var there = Months.variance(BUCKET, base, head);
      var back = Months.variance(BUCKET, head, base);

      assertThat(there.effect(Driver.NEW))
          .isEqualTo(Money.ZERO.minus(back.effect(Driver.DISCONTINUED)));
    }
  }

  @Test
  void inCallsTheThreeAreTheFiveTakenTogether() {
    for (int seed = 0; seed < CASES; seed++) {
      var random = new Random(seed);
      var base = madeUp(random);
      var head = madeUp(random);
      var five = Months.variance(Method.STEPS, base, head);
      var three = Months.variance(BY_CALLS, base, head);

      requireNear(three.effect(Driver.VOLUME), five.effect(Driver.CALLS));
      requireNear(three.effect(Driver.PRICE), five.effect(Driver.PRICE));
    }
  }

  /// Twice everything, calls and tokens, on the same days.
  @ParameterizedTest
  @EnumSource(names = {"STEPS", "SHAPLEY"})
  void twiceEverythingIsMoreCallsAlone(Method method) {
    for (int seed = 0; seed < CASES; seed++) {
      var bill = madeUp(new Random(seed));
      var slices = bill.ledger().charges().stream().map(Charge::slice).toList();
      if (slices.stream().anyMatch(slice -> slice.usage().of(Meter.CALLS).signum() == 0)) {
        continue;
      }
      var twice = UsageCube.of(Stream.concat(slices.stream(), slices.stream()));
      var head = new VarianceBill(Ledger.of(twice, Months.BOOK::quote), bill.lastDay());
      var drivers = Months.variance(method, bill, head).drivers();

      assertThat(drivers.get(Driver.CALLS)).isEqualTo(bill.ledger().total());
      assertThat(drivers.get(Driver.TOKENS_PER_CALL)).isEqualTo(Money.ZERO);
    }
  }
}
