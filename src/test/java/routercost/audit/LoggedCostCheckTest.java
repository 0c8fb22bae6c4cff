package routercost.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routercost.price.Money;
import routercost.read.config.prices.PriceBooks;
import routercost.usage.Calls;
import routercost.usage.Meter;
import routercost.usage.Slice;
import routercost.usage.Tally;
import routercost.usage.Usage;

class LoggedCostCheckTest {
  private final LoggedCostCheck check = LoggedCostCheck.of(PriceBooks.builtIn());

  /// Four dollars a million: a quarter of a million tokens to the dollar.
  private static Slice opus(long input) {
    return new Slice(Calls.key("2026-11-01", "claude-opus-5-5"), Calls.usage(1, input, 0));
  }

  @ParameterizedTest
  @CsvSource({
    // the last digit logged
    "1000, 0.004, true",
    "1000, 0.003, true",
    "1000, 0.005, true",
    "1000, 0.0029, false",
    "1000, 0.0051, false",
    "1234, 0.00494, true",
    "1234, 0.00492, false",
    // at most half a cent
    "251250, 1, true",
    "251251, 1, false",
    "251250, 1.00, true",
    "251251, 1.00, false",
    "1000, 0, true",
    "2000, 0, false",
    "1000, 1E+1, false",
    // noise of binary floating point
    "1000, 0.0040000000000001, true",
    "1000000, 4.000000004, true",
    "1000000, 4.0000000040, true",
    "1000000, 4.0000000041, false",
    "1000000, 3.9999999960, true",
    "1000000, 3.9999999959, false"
  })
  void aLoggedCostAgreesWithinItsRoundingAndItsNoise(long input, String logged, boolean agrees) {
    add(check, "calls.csv:2", opus(input), Calls.number(logged));

    assertThat(check.findings().isEmpty()).isEqualTo(agrees);
  }

  @Test
  void aMismatchNamesTheRecordAndBothAmounts() {
    add(check, "calls.csv:2", opus(1_000_000), Calls.number("3.50"));

    assertThat(check.findings())
        .containsExactly(
            new Finding(
                Finding.Rule.COST_MISMATCH,
                Finding.Severity.WARNING,
                "chat",
                "calls.csv:2 logs $3.50; its tokens cost $4",
                Calls.number("1"),
                Money.of("0.5")));
  }

  @Test
  void theAmountOfAMismatchIsTheDifferenceWhicheverIsMore() {
    add(check, "calls.csv:2", opus(1_000_000), Calls.number("4.5"));

    assertThat(check.findings()).extracting(Finding::amount).containsExactly(Money.of("0.5"));
  }

  @Test
  void aSmallLoggedAmountIsNotWrittenWithAnExponent() {
    add(check, "calls.csv:2", opus(1_000_000), Calls.number("1E-9"));

    assertThat(check.findings())
        .extracting(Finding::message)
        .containsExactly("calls.csv:2 logs $0.000000001; its tokens cost $4");
  }

  @Test
  void whatHasNoPriceIsNotCompared() {
    add(check, "calls.csv:2", Calls.million("2026-11-01", "zzzzzzzz"), Calls.number("7"));

    assertThat(check.findings()).isEmpty();
    assertThat(check.compared()).isZero();
    assertThat(check.logged()).isEqualTo(Money.ZERO);
    assertThat(check.computed()).isEqualTo(Money.ZERO);
  }

  @Test
  void whatIsComparedIsSummed() {
    add(check, "calls.csv:2", opus(1_000_000), Calls.number("4.00"));
    add(check, "calls.csv:3", opus(1_000_000), Calls.number("3"));

    assertThat(check.compared()).isEqualTo(2);
    assertThat(check.logged()).isEqualTo(Money.of("7"));
    assertThat(check.computed()).isEqualTo(Money.of("8"));
  }

  @Test
  void twentyMismatchesAreListedOneByOneInTheOrderOfTheLog() {
    mismatches(20);

    assertThat(check.findings()).hasSize(20);
    assertThat(check.findings().getFirst().message()).startsWith("calls.csv:1 ");
    assertThat(check.findings().getLast().message()).startsWith("calls.csv:20 ");
  }

  @Test
  void theWidestMismatchesAreShownWhereverTheyStand() {
    for (int i = 1; i <= 40; i++) {
      add(check, "calls.csv:" + i, opus(1_000_000), BigDecimal.valueOf(4 + i));
    }

    assertThat(check.findings()).hasSize(21);
    assertThat(check.findings().getFirst().message()).startsWith("calls.csv:40 logs $44;");
    assertThat(check.findings().get(19).message()).startsWith("calls.csv:21 logs $25;");
    assertThat(check.findings().getLast().calls()).isEqualByComparingTo("20");
    assertThat(check.findings().getLast().amount()).isEqualTo(Money.of("210"));
  }

  @Test
  void furtherMismatchesAreOneFinding() {
    mismatches(23);

    assertThat(check.findings()).hasSize(21);
    assertThat(check.findings().getLast())
        .isEqualTo(
            new Finding(
                Finding.Rule.COST_MISMATCH,
                Finding.Severity.WARNING,
                "",
                "further records log a different cost than their tokens",
                Calls.number("3"),
                Money.of("9")));
  }

  @Test
  void furtherMismatchesOfRecordsWithoutCallsAreFoundToo() {
    mismatches(20);
    var noCalls = new Slice(opus(0).key(), Usage.of(Meter.INPUT, 1_000_000));
    add(check, "calls.csv:21", noCalls, Calls.number("1.0"));

    assertThat(check.findings()).extracting(Finding::amount).last().isEqualTo(Money.of("3"));
    assertThat(check.findings()).hasSize(21);
  }

  @Test
  void whatSeveralChecksHaveFoundIsAddedAndTheirSingleRecordsAreNotShown() {
    add(check, "calls.csv:2", opus(1_000_000), Calls.number("4.00"));
    var second = check.another();
    add(second, "calls.csv:3", opus(1_000_000), Calls.number("3"));
    add(second, "calls.csv:4", opus(1_000_000), Calls.number("4"));
    var third = check.another();
    add(third, "calls.csv:5", opus(2_000_000), Calls.number("10"));
    second.addAll(third);
    check.addAll(second);

    assertThat(check.compared()).isEqualTo(4);
    assertThat(check.logged()).isEqualTo(Money.of("21"));
    assertThat(check.computed()).isEqualTo(Money.of("20"));
    assertThat(check.findings())
        .containsExactly(
            new Finding(
                Finding.Rule.COST_MISMATCH,
                Finding.Severity.WARNING,
                "",
                "further records log a different cost than their tokens",
                Calls.number("2"),
                Money.of("3")));
  }

  private void mismatches(int count) {
    for (int i = 1; i <= count; i++) {
      add(check, "calls.csv:" + i, opus(1_000_000), Calls.number("1.0"));
    }
  }

  private static void add(LoggedCostCheck check, String place, Slice slice, BigDecimal usd) {
    var counts = new long[Meter.values().length];
    slice
        .usage()
        .amounts()
        .forEach((meter, amount) -> counts[Tally.slot(meter)] = amount.longValueExact());
    if (check.disagrees(slice.key(), counts, usd)) {
      check.show(place, slice, usd);
    }
  }
}
