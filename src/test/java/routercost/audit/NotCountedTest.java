package routercost.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import routercost.audit.NotCounted.Bounded;
import routercost.audit.NotCounted.Entry;
import routercost.audit.NotCounted.Kind;
import routercost.price.Money;
import routercost.usage.Meter;
import routercost.usage.Slice;
import routercost.usage.Usage;
import routercost.usage.UsageKey;

class NotCountedTest {
  private static final Slice CALL =
      new Slice(
          UsageKey.of(LocalDate.of(2026, 10, 1), "plan", "claude-opus-5-5"),
          new Usage(Map.of(Meter.CALLS, BigDecimal.ONE)));

  private static Entry entry(Kind kind, long unbounded, String... dollars) {
    var bounded =
        java.util.Arrays.stream(dollars)
            .map(usd -> new Bounded(CALL, new Money(new BigDecimal(usd))))
            .toList();
    return new Entry(kind, 1, bounded.size() + unbounded, bounded, List.of(), unbounded, List.of());
  }

  @Test
  void theMostThatItCanCostIsTheSumOfAllBounds() {
    assertThat(entry(Kind.REJECTED, 0, "1.5", "2").most())
        .contains(new Money(new BigDecimal("3.5")));
    assertThat(entry(Kind.REJECTED, 0).most()).contains(Money.ZERO);
  }

  @Test
  void oneRowWithoutABoundLeavesTheMostUnknown() {
    assertThat(entry(Kind.REJECTED, 1, "1.5").most()).isEmpty();
  }

  @Test
  void aDuplicateIsNotMissing() {
    var all = new NotCounted(List.of(entry(Kind.DUPLICATE, 0, "1"), entry(Kind.FILE, 1)));
    assertThat(all.missing()).extracting(Entry::kind).containsExactly(Kind.FILE);
  }

  @Test
  void callsWithoutCountsHaveNoPrice() {
    assertThat(List.of(Kind.values()).stream().filter(kind -> entry(kind, 0).isUnpriced()))
        .containsExactly(Kind.NO_USAGE, Kind.NO_INPUT);
  }

  @Test
  void twoLedgersHaveTheEntriesOfBoth() {
    var one = new NotCounted(List.of(entry(Kind.REJECTED, 0, "1")));
    var other = new NotCounted(List.of(entry(Kind.FILE, 1)));
    assertThat(one.plus(other).entries())
        .extracting(Entry::kind)
        .containsExactly(Kind.REJECTED, Kind.FILE);
    assertThat(NotCounted.NOTHING.plus(one)).isEqualTo(one);
  }
}
