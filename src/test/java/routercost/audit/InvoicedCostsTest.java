package routercost.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import routercost.price.Money;
import routercost.price.PriceBook;
import routercost.read.config.prices.PriceBooks;
import routercost.usage.Band;
import routercost.usage.Meter;
import routercost.usage.Place;
import routercost.usage.ServiceTier;
import routercost.usage.Slice;
import routercost.usage.Status;
import routercost.usage.Usage;
import routercost.usage.UsageCube;
import routercost.usage.UsageKey;

/// What was billed stands beside what the calls of the same days come to.
class InvoicedCostsTest {
  private static final PriceBook BOOK = PriceBooks.builtIn();

  private static Slice slice(int day, String model, Meter meter, String amount) {
    var key =
        new UsageKey(
            LocalDate.of(2026, 10, day),
            "",
            model,
            ServiceTier.STANDARD,
            Band.BASE,
            Place.GLOBAL,
            Status.OK,
            new TreeMap<>());
    return new Slice(key, new Usage(Map.of(meter, new BigDecimal(amount))));
  }

  private static UsageCube bill() {
    return UsageCube.of(
        Stream.of(
            slice(8, "claude-haiku-5-5", Meter.LOGGED_USD, "0.10"),
            slice(10, "claude-haiku-5-5", Meter.LOGGED_USD, "0.25"),
            slice(10, "(no model)", Meter.LOGGED_USD, "0.05")));
  }

  private static Slice input(int day) {
    return slice(day, "claude-haiku-5-5", Meter.INPUT, "1000000"); // 0.10 a million
  }

  private static InvoicedCosts beside(Slice... calls) {
    return InvoicedCosts.of(bill(), UsageCube.of(Stream.of(calls)), BOOK::quote);
  }

  @Test
  void amountsOfAllDaysAndModelsAddUp() {
    var billed = beside();
    assertThat(billed.total()).isEqualTo(Money.of("0.40"));
    assertThat(billed.from()).hasToString("2026-10-08");
    assertThat(billed.to()).hasToString("2026-10-10");
    assertThat(billed.lines().slices().map(InvoicedCosts::amount))
        .containsExactlyInAnyOrder(Money.of("0.10"), Money.of("0.25"), Money.of("0.05"));
  }

  @Test
  void withoutCallsThereIsNothingToCompareWith() {
    assertThat(beside().priced()).isEmpty();
    assertThat(beside().difference()).isEmpty();
    assertThat(beside().isEmpty()).isFalse();
  }

  @Test
  void callsFromTheFirstToTheLastDayBilledAreComparedAndNoOthers() {
    var billed = beside(input(7), input(8), input(9), input(10), input(11));
    assertThat(billed.priced()).contains(Money.of("0.30"));
    assertThat(billed.difference()).contains(Money.of("0.10"));
    assertThat(billed.whole()).isTrue();
  }

  @Test
  void callsWithoutAPriceAreSaidToBeMissing() {
    var billed = beside(input(8), slice(9, "claude-nova-1", Meter.INPUT, "5"));
    assertThat(billed.priced()).contains(Money.of("0.10"));
    assertThat(billed.whole()).isFalse();
  }

  @Test
  void noCostReportIsNothing() {
    var none = InvoicedCosts.of(UsageCube.EMPTY, UsageCube.of(Stream.of(input(8))), BOOK::quote);
    assertThat(none.isEmpty()).isTrue();
    assertThat(none.priced()).isEmpty();
  }
}
