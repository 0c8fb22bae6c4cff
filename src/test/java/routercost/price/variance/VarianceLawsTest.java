package routercost.price.variance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import routercost.price.Charge;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.price.PriceBook;
import routercost.read.PriceBooks;
import routercost.usage.Meter;
import routercost.usage.RandomCubes;
import routercost.usage.Slice;
import routercost.usage.UsageCube;

/// What holds for any two bills, tried on a thousand that are made up.
class VarianceLawsTest {
  private static final int CASES = 1000;
  private static final List<String> MODELS = List.of("large", "middle", "small", "new", "nobody");

  /// Calls on any day from August to October: tasks and models come and go, prices change within.
  private static Bill madeUp(Random random) {
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

  private static void requireClosed(Variance variance, Bill base, Bill head) {
    for (var line : variance.lines()) {
      assertThat(Money.sum(line.drivers().values())).isEqualTo(line.change());
      assertThat(line.drivers().sequencedKeySet().stream().toList())
          .isEqualTo(variance.method().drivers());
    }
    assertThat(Money.sum(variance.drivers().values())).isEqualTo(variance.change());
    assertThat(variance.base().cost()).isEqualTo(base.ledger().total());
    assertThat(variance.head().cost()).isEqualTo(head.ledger().total());
  }

  @ParameterizedTest
  @EnumSource
  void theDriversOfAnyTwoBillsSumToTheChangeToTheLastDigit(Method method) {
    for (int seed = 0; seed < CASES; seed++) {
      var random = new Random(seed);
      var base = madeUp(random);
      var head = madeUp(random);

      requireClosed(Months.variance(method, base, head), base, head);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theySumHoweverCallsWereServedAndGrouped(Method method) {
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

      requireClosed(Variance.of(base, head, book, group, method), base, head);
    }
  }

  private static Bill billed(UsageCube cube, PriceBook book) {
    return Bill.of(Ledger.of(cube, book::quote), LocalDate.of(2026, 11, 12));
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
  @EnumSource
  void aBillAgainstItselfHasNoEffects(Method method) {
    for (int seed = 0; seed < CASES; seed++) {
      var bill = madeUp(new Random(seed));

      assertThat(Months.variance(method, bill, bill).drivers().values()).containsOnly(Money.ZERO);
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
      var head = new Bill(Ledger.of(twice, Months.BOOK::quote), bill.lastDay());
      var drivers = Months.variance(method, bill, head).drivers();

      assertThat(drivers.get(Driver.CALLS)).isEqualTo(bill.ledger().total());
      assertThat(drivers.get(Driver.TOKENS_PER_CALL)).isEqualTo(Money.ZERO);
    }
  }
}
