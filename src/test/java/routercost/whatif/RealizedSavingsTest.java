package routercost.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import routercost.price.PriceBook;
import routercost.price.variance.Variance.Driver;
import routercost.read.config.prices.PriceBooks;
import routercost.usage.Meter;
import routercost.usage.Slice;
import routercost.usage.Usage;
import routercost.usage.UsageCube;
import routercost.usage.UsageKey;
import routercost.whatif.routing.Routing;

/// With input at $2 a million tokens on Sonnet 5.5 and $0.10 on Haiku 5.5.
class RealizedSavingsTest {
  private static final PriceBook BOOK = PriceBooks.builtIn();
  private static final LocalDate BEFORE = LocalDate.of(2026, 10, 20);
  private static final LocalDate SINCE = LocalDate.of(2026, 11, 1);
  private static final Routing ROUTING =
      new Routing(
          "the routing",
          "sonnet",
          new TreeMap<>(Map.of("extract", Routing.Assignment.to("haiku", ""))),
          List.of());

  private static Slice calls(LocalDate day, String task, String model, long calls, long millions) {
    return new Slice(
        UsageKey.of(day, task, model),
        new Usage(
            Map.of(
                Meter.CALLS,
                BigDecimal.valueOf(calls),
                Meter.INPUT,
                BigDecimal.valueOf(millions * 1_000_000))));
  }

  private static RealizedSavings delivery(Slice... slices) {
    return delivery(Optional.empty(), slices);
  }

  private static RealizedSavings delivery(Optional<LocalDate> asOf, Slice... slices) {
    return RealizedSavings.of(
        UsageCube.of(Arrays.stream(slices)), ROUTING, SINCE, BOOK, asOf, SingleAnswers.NONE);
  }

  @Test
  void thePricesAreThoseOfTheDayAskedFor() {
    var before = calls(BEFORE, "extract", "claude-sonnet-5-5", 10, 10);
    var since = calls(SINCE, "extract", "claude-haiku-5-5", 5, 5);
    var later = delivery(Optional.of(SINCE), before, since);
    assertThat(later.promised().usd()).isEqualByComparingTo("9.5");
    // On that day neither model had a price yet.
    var earlier = delivery(Optional.of(LocalDate.of(2024, 1, 1)), before, since);
    assertThat(earlier.tasks()).isEmpty();
  }

  @Test
  void whatWasPromisedArrivesWhereAllCallsMove() {
    var delivery =
        delivery(
            calls(BEFORE, "extract", "claude-sonnet-5-5", 10, 10),
            calls(SINCE, "extract", "claude-haiku-5-5", 5, 5));
    // Five calls at $2.00 less five at $0.10.
    assertThat(delivery.promised().usd()).isEqualByComparingTo("9.5");
    assertThat(delivery.arrived().usd()).isEqualByComparingTo("9.5");
    assertThat(delivery.tasks().getFirst().onTargetBefore()).isEqualByComparingTo("0");
    assertThat(delivery.tasks().getFirst().onTargetSince()).isEqualByComparingTo("5");
  }

  @Test
  void aCallThatDidNotMoveIsMissing() {
    var delivery =
        delivery(
            calls(BEFORE, "extract", "claude-sonnet-5-5", 10, 10),
            calls(SINCE, "extract", "claude-haiku-5-5", 4, 4),
            calls(SINCE, "extract", "claude-sonnet-5-5", 1, 1));
    assertThat(delivery.promised().usd()).isEqualByComparingTo("9.5");
    assertThat(delivery.arrived().usd()).isEqualByComparingTo("7.6");
    assertThat(delivery.missing(Driver.ROUTING).usd()).isEqualByComparingTo("1.9");
    assertThat(delivery.missing(Driver.TOKENS_PER_CALL).isZero()).isTrue();
    assertThat(delivery.missing(Driver.PRICE).isZero()).isTrue();
  }

  @Test
  void longerCallsAreMissingAsTokens() {
    var delivery =
        delivery(
            calls(BEFORE, "extract", "claude-sonnet-5-5", 10, 10),
            calls(SINCE, "extract", "claude-haiku-5-5", 5, 15));
    // Fifteen million tokens at $0.10 instead of five.
    assertThat(delivery.promised().usd()).isEqualByComparingTo("9.5");
    assertThat(delivery.arrived().usd()).isEqualByComparingTo("8.5");
    assertThat(delivery.missing(Driver.TOKENS_PER_CALL).usd()).isEqualByComparingTo("1");
  }

  @Test
  void moreCallsAreNoShortfall() {
    var delivery =
        delivery(
            calls(BEFORE, "extract", "claude-sonnet-5-5", 10, 10),
            calls(SINCE, "extract", "claude-haiku-5-5", 50, 50));
    assertThat(delivery.promised().usd()).isEqualByComparingTo("95");
    assertThat(delivery.arrived().usd()).isEqualByComparingTo("95");
  }

  @Test
  void aTaskOfOneSideIsNotCompared() {
    var delivery =
        delivery(
            calls(BEFORE, "other", "claude-sonnet-5-5", 10, 10),
            calls(SINCE, "extract", "claude-haiku-5-5", 5, 5));
    assertThat(delivery.tasks()).hasSize(1);
    assertThat(delivery.tasks().getFirst().isComparable()).isFalse();
    assertThat(delivery.promised().isZero()).isTrue();
    assertThat(delivery.arrived().isZero()).isTrue();
  }

  @Test
  void tasksThatTheRoutingDoesNotNameAreLeftOut() {
    var delivery =
        delivery(
            calls(BEFORE, "other", "claude-sonnet-5-5", 10, 10),
            calls(SINCE, "other", "claude-opus-5-5", 5, 5));
    assertThat(delivery.tasks()).isEmpty();
  }
}
