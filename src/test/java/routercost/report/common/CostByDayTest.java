package routercost.report.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import routercost.price.Money;

class CostByDayTest {
  @Test
  void aLongPeriodIsFoldedIntoMeansOfEqualLength() {
    var days =
        Stream.concat(
                Collections.nCopies(40, new Money(BigDecimal.ONE)).stream(),
                Stream.of(new Money(new BigDecimal("5"))))
            .toList();
    var folded = CostByDay.folded(days); // 41 days in buckets of two, and one of one
    assertThat(folded).hasSize(21);
    assertThat(folded.getFirst()).isEqualByComparingTo("1");
    assertThat(folded.getLast()).isEqualByComparingTo("5");
  }

  @Test
  void aMonthIsNotFolded() {
    assertThat(CostByDay.folded(List.of(Money.ZERO, Money.ZERO, Money.ZERO))).hasSize(3);
  }
}
