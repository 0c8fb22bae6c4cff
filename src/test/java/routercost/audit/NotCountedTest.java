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
        .containsExactly(Kind.NO_USAGE, Kind.NO_INPUT, Kind.NO_OUTPUT);
  }

  @Test
  void kindsSayWhatIsLeftOut() {
    var kinds = List.of(Kind.values());
    assertThat(kinds.stream().filter(Kind::isOfFiles))
        .containsExactly(Kind.FILE, Kind.CUT, Kind.TRAILING);
    assertThat(kinds.stream().filter(Kind::isOfDays))
        .containsExactly(Kind.UNKNOWN_DAY, Kind.EITHER_DAY);
    assertThat(kinds.stream().filter(kind -> entry(kind, 0).isIncomplete()))
        .containsExactly(
            Kind.NO_USAGE,
            Kind.NO_INPUT,
            Kind.NO_OUTPUT,
            Kind.UNKNOWN_TIER,
            Kind.UNKNOWN_PLACE,
            Kind.UNKNOWN_DAY,
            Kind.EITHER_DAY,
            Kind.UNKNOWN_COUNT,
            Kind.CACHE_LIFETIME,
            Kind.OUTPUT_LOWER_BOUND);
    assertThat(entry(Kind.TRAILING, 0).isEmpty()).isTrue();
    assertThat(entry(Kind.TRAILING, 1).isEmpty()).isFalse();
    assertThat(entry(Kind.REJECTED, 0).isEmpty()).isFalse();
  }

  @Test
  void theLeastIsTheSumOfTheLowEnds() {
    var doubt = new Bounded(CALL, Money.ZERO, Money.of("1"), Money.of("3"));
    var entry = new Entry(Kind.UNKNOWN_TIER, 1, 2, List.of(doubt, doubt), List.of(), 0, List.of());
    assertThat(entry.least()).isEqualTo(Money.of("2"));
    assertThat(entry.most()).contains(Money.of("6"));
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
