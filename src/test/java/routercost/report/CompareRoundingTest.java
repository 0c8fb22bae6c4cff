package routercost.report;

import static org.assertj.core.api.Assertions.assertThat;
import static routercost.price.variance.Driver.MIX;
import static routercost.price.variance.Driver.PRICE;
import static routercost.price.variance.Driver.VOLUME;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import routercost.price.Money;
import routercost.price.variance.Driver;
import routercost.price.variance.Method;
import routercost.price.variance.Split;
import routercost.price.variance.Variance;

class CompareRoundingTest {
  private static Variance.Line line(String name, String before, String... effects) {
    var drivers = new LinkedHashMap<Driver, Money>();
    var after = Money.of(before);
    for (int i = 0; i < effects.length; i++) {
      drivers.put(Method.PVM.drivers().get(i), Money.of(effects[i]));
      after = after.plus(Money.of(effects[i]));
    }
    return new Variance.Line(
        List.of(name),
        new Variance.Total(BigDecimal.ONE, Money.of(before)),
        new Variance.Total(BigDecimal.ONE, after),
        drivers);
  }

  private static List<CompareRow> rows(Variance.Line... lines) {
    var variance = new Variance(Split.of(Method.PVM), List.of(lines), new TreeSet<>());
    return CompareRounding.rows(List.of(lines), variance, 2);
  }

  @Test
  void whatIsLeftOverGoesToTheDriverThatRoundingWrongedMost() {
    var row = rows(line("a", "10", "0.004", "0.004", "0.002")).getFirst();

    assertThat(row.change()).isEqualTo("0.01");
    assertThat(row.effect(PRICE).add(row.effect(VOLUME)).add(row.effect(MIX))).isEqualTo("0.01");
    assertThat(row.effect(MIX)).isEqualTo("0.00");
  }

  @Test
  void aDriverWithoutEffectStaysAtNothing() {
    var row = rows(line("a", "10.005", "0", "1.009", "0")).getFirst();

    assertThat(row.effect(VOLUME)).isEqualTo(row.change());
    assertThat(row.effect(PRICE)).isEqualByComparingTo("0");
  }

  /// 0.006 thrice is 0.018: each row shows 0.01, the column 0.02.
  @Test
  void columnsShowTheDriverOfTheWholeRounded() {
    var rows =
        rows(
            line("a", "10", "0.006", "0.994", "0"),
            line("b", "10", "0.006", "0.994", "0"),
            line("c", "10", "0.006", "0.994", "0"));
    var total = CompareRow.sum("Total", rows, Method.PVM.drivers());

    assertThat(total.effect(PRICE)).isEqualTo("0.02");
    assertThat(total.effect(VOLUME)).isEqualTo("2.98");
    assertThat(total.change()).isEqualTo("3.00");
  }

  @Test
  void rowsAndColumnsAddUpWhateverTheAmounts() {
    for (int seed = 0; seed < 300; seed++) {
      var random = new Random(seed);
      var lines = new ArrayList<Variance.Line>();
      for (int i = random.nextInt(30); i >= 0; i--) {
        lines.add(line("t" + i, amount(random, 90_000), any(random), any(random), any(random)));
      }
      var rows = rows(lines.toArray(Variance.Line[]::new));
      for (var row : rows) {
        assertThat(row.drivers().values().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
            .isEqualByComparingTo(row.change());
      }
      var total = CompareRow.sum("Total", rows, Method.PVM.drivers());
      var exact = new Variance(Split.of(Method.PVM), lines, new TreeSet<>());
      assertThat(total.drivers().values().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
          .isEqualByComparingTo(total.change());
      exact
          .drivers()
          .forEach(
              (driver, effect) ->
                  assertThat(total.effect(driver).subtract(effect.usd()).abs())
                      .isLessThan(new BigDecimal("0.08")));
    }
  }

  private static String any(Random random) {
    return (random.nextBoolean() ? "" : "-") + amount(random, 20_000);
  }

  private static String amount(Random random, int below) {
    return BigDecimal.valueOf(random.nextInt(below), 4).toPlainString();
  }
}
