package routercost.whatif.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import routercost.price.Money;
import routercost.whatif.pipeline.Saving.BeforeAfter;

/// The attainable range of a saving against all choices, one by one.
class SavingLawsTest {
  private final Random random = new Random(20261121);

  private BeforeAfter exchange() {
    return new BeforeAfter(amount(1), amount(0));
  }

  private Money amount(int least) {
    return new Money(BigDecimal.valueOf(least + random.nextInt(100), 2));
  }

  private List<List<BeforeAfter>> lines() {
    var lines = new ArrayList<List<BeforeAfter>>();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      var options = new ArrayList<BeforeAfter>();
      for (int j = 1 + random.nextInt(4); j > 0; j--) {
        options.add(exchange());
      }
      lines.add(options);
    }
    return lines;
  }

  private static List<BeforeAfter> all(List<List<BeforeAfter>> lines) {
    var sums = List.of(new BeforeAfter(Money.ZERO, Money.ZERO));
    for (var line : lines) {
      var longer = new ArrayList<BeforeAfter>();
      for (var sum : sums) {
        line.forEach(option -> longer.add(BeforeAfter.sum(List.of(sum, option))));
      }
      sums = longer;
    }
    return sums;
  }

  private static double quotient(Money saved, Money of) {
    return saved.usd().doubleValue() / of.usd().doubleValue();
  }

  @Test
  void theExtremesAreThoseOfAllChoices() {
    for (int i = 0; i < 300; i++) {
      var lines = lines();
      var range = BeforeAfter.attainable(lines).orElseThrow();
      var quotients =
          all(lines).stream()
              .mapToDouble(sum -> quotient(sum.before().minus(sum.after()), sum.before()))
              .summaryStatistics();
      assertThat(quotient(range.least().saved(), range.least().of())).isEqualTo(quotients.getMin());
      assertThat(quotient(range.most().saved(), range.most().of())).isEqualTo(quotients.getMax());
    }
  }
}
