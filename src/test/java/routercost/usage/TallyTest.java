package routercost.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class TallyTest {
  private static final UsageKey KEY = Calls.key("2026-11-01", "claude-opus-5-5");

  private static long[] counts(Meter meter, long count) {
    var counts = new long[Meter.values().length];
    counts[Tally.slot(meter)] = count;
    return counts;
  }

  @Test
  void anEmptyTallyIsTheEmptyCube() {
    assertThat(new Tally().cube()).isEqualTo(UsageCube.EMPTY);
  }

  @Test
  void recordsOfOneKeyAreAdded() {
    var tally = new Tally();
    tally.add(KEY, counts(Meter.INPUT, 5), BigDecimal.ZERO);
    tally.add(KEY, counts(Meter.INPUT, 7), BigDecimal.ZERO);

    assertThat(tally.cube().cells())
        .containsOnly(java.util.Map.entry(KEY, Usage.of(Meter.INPUT, 12)));
  }

  @Test
  void recordsOfDifferentKeysStayApart() {
    var tally = new Tally();
    tally.add(KEY, counts(Meter.INPUT, 5), BigDecimal.ZERO);
    tally.add(KEY.withStatus(Status.FAILED), counts(Meter.INPUT, 7), BigDecimal.ZERO);

    assertThat(tally.cube().cells())
        .containsEntry(KEY, Usage.of(Meter.INPUT, 5))
        .containsEntry(KEY.withStatus(Status.FAILED), Usage.of(Meter.INPUT, 7));
  }

  @Test
  void loggedDollarsAreAddedExactly() {
    var tally = new Tally();
    tally.add(KEY, counts(Meter.CALLS, 1), new BigDecimal("0.1"));
    tally.add(KEY, counts(Meter.CALLS, 1), new BigDecimal("0.20"));

    assertThat(tally.cube().total().of(Meter.LOGGED_USD)).isEqualByComparingTo("0.3");
  }

  @Test
  void aSumPastTheLargestLongIsStillExact() {
    var tally = new Tally();
    tally.add(KEY, counts(Meter.INPUT, Long.MAX_VALUE), BigDecimal.ZERO);
    tally.add(KEY, counts(Meter.INPUT, Long.MAX_VALUE), BigDecimal.ZERO);
    tally.add(KEY, counts(Meter.INPUT, 3), BigDecimal.ZERO);

    assertThat(tally.cube().total().of(Meter.INPUT)).isEqualByComparingTo("18446744073709551617");
  }

  @Test
  void aRecordThatIsTakenOutAgainLeavesNothing() {
    var tally = new Tally();
    int cell = tally.cell(KEY);
    tally.add(cell, counts(Meter.INPUT, Long.MAX_VALUE), 1);
    tally.add(cell, counts(Meter.INPUT, 5), 1);
    tally.addUsd(cell, 12, 2, 1);
    tally.add(cell, counts(Meter.INPUT, Long.MAX_VALUE), -1);
    assertThat(tally.cube().total())
        .isEqualTo(Usage.of(Meter.INPUT, 5).with(Meter.LOGGED_USD, new BigDecimal("0.12")));

    tally.add(cell, counts(Meter.INPUT, 5), -1);
    tally.addUsd(cell, 12, 2, -1);
    assertThat(tally.cube()).isEqualTo(UsageCube.EMPTY);
  }

  @Test
  void dollarsOfAnyScaleAndSizeAreAddedExactly() {
    var tally = new Tally();
    tally.add(KEY, counts(Meter.CALLS, 1), new BigDecimal("0.000000000000000000000001"));
    tally.add(KEY, counts(Meter.CALLS, 1), new BigDecimal("999999999999999.5"));
    tally.add(KEY, counts(Meter.CALLS, 1), new BigDecimal("1E+3"));

    assertThat(tally.cube().total().of(Meter.LOGGED_USD))
        .isEqualByComparingTo("1000000000000999.500000000000000000000001");
  }

  @Test
  void aTallyTakesOverAllThatAnotherHolds() {
    var one = new Tally();
    one.add(KEY, counts(Meter.INPUT, 5), new BigDecimal("0.5"));
    var other = new Tally();
    other.add(KEY, counts(Meter.INPUT, 7), new BigDecimal("0.25"));
    one.addAll(other);

    assertThat(one.cube().total())
        .isEqualTo(Usage.of(Meter.INPUT, 12).with(Meter.LOGGED_USD, new BigDecimal("0.75")));
  }
}
