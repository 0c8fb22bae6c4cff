package routercost.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TallyTest {
  private static final UsageKey KEY = Calls.key("2026-11-01", "claude-opus-5-5");

  private static final UsageKey FAILED = KEY.withStatus(Status.FAILED);

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

    assertThat(tally.cube().cells()).containsOnly(Map.entry(KEY, Usage.of(Meter.INPUT, 12)));
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
  void itsDaysAreThoseOfRecordsThatWereNotTakenBack() {
    var tally = new Tally();
    tally.add(Calls.key("2026-11-03", "m"), counts(Meter.INPUT, 5), BigDecimal.ZERO);
    tally.add(Calls.key("2026-11-01", "m"), counts(Meter.INPUT, 5), BigDecimal.ZERO);
    tally.add(tally.cell(Calls.key("2026-11-02", "m")), counts(Meter.INPUT, 5), 1);
    tally.add(tally.cell(Calls.key("2026-11-02", "m")), counts(Meter.INPUT, 5), -1);

    assertThat(tally.days())
        .containsExactly(LocalDate.parse("2026-11-01"), LocalDate.parse("2026-11-03"));
  }

  @Test
  void keysThatAreMergedAreAddedToTheLastUnit() {
    var tally = new Tally();
    tally.add(KEY, counts(Meter.INPUT, Long.MAX_VALUE), new BigDecimal("0.1"));
    tally.add(KEY, counts(Meter.INPUT, 2), BigDecimal.ZERO);
    tally.add(FAILED, counts(Meter.INPUT, 7), new BigDecimal("0.2000000000000000000000001"));
    tally.add(FAILED.withTask("gone"), counts(Meter.INPUT, 1), BigDecimal.ZERO);
    tally.add(tally.cell(FAILED.withTask("gone")), counts(Meter.INPUT, 1), -1);

    var merged = tally.under(key -> key.withStatus(Status.OK));

    assertThat(merged.cube())
        .isEqualTo(UsageCube.of(tally.cube().slices().map(slice -> new Slice(KEY, slice.usage()))));
    assertThat(merged.cube().total().of(Meter.INPUT)).isEqualByComparingTo("9223372036854775816");
    assertThat(merged.records(KEY)).isEqualTo(3);
    assertThat(merged.records()).isEqualTo(3);
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

  @Test
  void aKeyKeepsItsCell() {
    var tally = new Tally();

    assertThat(tally.cell(KEY)).isZero();
    assertThat(tally.cell(FAILED)).isEqualTo(1);
    assertThat(tally.cell(KEY)).isZero();
    assertThat(tally.key(1)).isEqualTo(FAILED);
  }

  @ParameterizedTest
  @ValueSource(ints = {63, 64, 65, 300})
  void thereIsRoomForAnyNumberOfKeys(int keys) {
    var tally = new Tally();
    for (int i = 1; i <= keys; i++) {
      tally.add(KEY.withTask("task " + i), counts(Meter.INPUT, i), BigDecimal.ZERO);
    }
    var copy = new Tally();
    copy.addAll(tally);

    assertThat(tally.cube())
        .isEqualTo(
            UsageCube.of(
                IntStream.rangeClosed(1, keys)
                    .mapToObj(
                        i -> new Slice(KEY.withTask("task " + i), Usage.of(Meter.INPUT, i)))));
    assertThat(copy.cube()).isEqualTo(tally.cube());
  }

  @Test
  void aSumPastTheLargestLongLeavesTheOtherKeysAlone() {
    var tally = new Tally();
    tally.add(KEY, counts(Meter.INPUT, 5), BigDecimal.ZERO);
    tally.add(FAILED, counts(Meter.INPUT, Long.MAX_VALUE), BigDecimal.ZERO);
    tally.add(FAILED, counts(Meter.INPUT, Long.MAX_VALUE), BigDecimal.ZERO);

    assertThat(tally.cube().cells())
        .containsOnly(
            Map.entry(KEY, Usage.of(Meter.INPUT, 5)),
            Map.entry(
                FAILED, Usage.NONE.with(Meter.INPUT, new BigDecimal("18446744073709551614"))));
  }

  @Test
  void aSumPastTheLargestLongLeavesTheDollarsAlone() {
    var tally = new Tally();
    tally.add(KEY, counts(Meter.INPUT, Long.MAX_VALUE), new BigDecimal("10"));
    tally.add(KEY, counts(Meter.INPUT, 1), BigDecimal.ZERO);

    assertThat(tally.cube().total())
        .isEqualTo(
            Usage.of(Meter.LOGGED_USD, 10)
                .with(Meter.INPUT, new BigDecimal("9223372036854775808")));
  }

  @Test
  void dollarsAreAddedExactlyPastTheLowWordOfTheirSum() {
    var tally = new Tally();
    int cell = tally.cell(KEY);
    tally.add(cell, counts(Meter.CALLS, 1), 1);
    tally.addUsd(cell, 10, 0, 1);
    tally.addUsd(cell, 1050, 2, 1);
    assertThat(tally.cube().total().of(Meter.LOGGED_USD)).isEqualByComparingTo("20.5");

    tally.addUsd(cell, 1050, 2, -1);
    assertThat(tally.cube().total().of(Meter.LOGGED_USD)).isEqualByComparingTo("10");
  }

  @Test
  void dollarsOfMoreDigitsThanALongAreTakenOutAgain() {
    var tally = new Tally();
    int cell = tally.cell(KEY);
    tally.add(cell, counts(Meter.CALLS, 1), 1);
    tally.addUsd(cell, new BigDecimal("12345678901234567890123.5"), 1);
    tally.addUsd(cell, new BigDecimal("0.25"), 1);
    assertThat(tally.cube().total().of(Meter.LOGGED_USD))
        .isEqualByComparingTo("12345678901234567890123.75");

    tally.addUsd(cell, new BigDecimal("12345678901234567890123.5"), -1);
    assertThat(tally.cube().total().of(Meter.LOGGED_USD)).isEqualByComparingTo("0.25");
  }

  @Test
  void dollarsPast128BitsAreExactAndTakenOutAgain() {
    var tally = new Tally();
    tally.add(FAILED, counts(Meter.INPUT, 1), new BigDecimal("10"));
    int cell = tally.cell(KEY);
    tally.add(cell, counts(Meter.INPUT, 1), 1);
    for (int i = 0; i < 400; i++) {
      tally.addUsd(cell, new BigDecimal("999999999999999999"), 1);
    }
    var copy = new Tally();
    copy.addAll(tally);
    assertThat(tally.cube().cells())
        .containsEntry(FAILED, Usage.of(Meter.INPUT, 1).with(Meter.LOGGED_USD, 10))
        .containsEntry(
            KEY,
            Usage.of(Meter.INPUT, 1)
                .with(Meter.LOGGED_USD, new BigDecimal("399999999999999999600")));
    assertThat(copy.cube()).isEqualTo(tally.cube());

    for (int i = 0; i < 400; i++) {
      tally.addUsd(cell, new BigDecimal("999999999999999999"), -1);
    }
    assertThat(tally.cube().cells()).containsEntry(KEY, Usage.of(Meter.INPUT, 1));
  }

  @Test
  void talliesThatHaveEndedBecomeTheirSum() {
    var added = new Tally();
    var taken = new Tally();
    for (int part = 1; part <= 3; part++) {
      var tally = new Tally();
      tally.add(KEY, counts(Meter.INPUT, Long.MAX_VALUE), new BigDecimal("0.1"));
      tally.add(KEY, counts(Meter.INPUT, part), new BigDecimal("0.00000000000000000000001"));
      tally.add(KEY.withTask("task " + part), counts(Meter.INPUT, part), BigDecimal.ZERO);
      added.addAll(tally);
      taken.takeAll(tally);
    }

    assertThat(taken.cube()).isEqualTo(added.cube());
    assertThat(taken.records()).isEqualTo(9);
    assertThat(taken.cube().total().of(Meter.INPUT)).isEqualByComparingTo("27670116110564327433");
  }

  @Test
  void dollarsOfSeveralTalliesAreAddedExactlyPast128Bits() {
    var all = new Tally();
    for (int part = 0; part < 7; part++) {
      var tally = new Tally();
      int cell = tally.cell(KEY);
      tally.add(cell, counts(Meter.INPUT, 1), 1);
      for (int i = 0; i < 35 + part; i++) {
        tally.addUsd(cell, 999_999_999_999_999_999L, 0, 1);
      }
      tally.addUsd(cell, new BigDecimal("0.0000000000000000000025"), 1);
      all.addAll(tally);
    }
    assertThat(all.cube().total())
        .isEqualTo(
            Usage.of(Meter.INPUT, 7)
                .with(
                    Meter.LOGGED_USD,
                    new BigDecimal("265999999999999999734.0000000000000000000175")));
  }

  @Test
  void aKeyWhoseRecordsAreAllTakenOutDoesNotHideTheNext() {
    var tally = new Tally();
    tally.add(tally.cell(KEY), counts(Meter.INPUT, 5), 1);
    tally.add(tally.cell(FAILED), counts(Meter.INPUT, 7), 1);
    tally.add(tally.cell(KEY), counts(Meter.INPUT, 5), -1);
    var copy = new Tally();
    copy.addAll(tally);

    assertThat(tally.cube().cells()).containsOnly(Map.entry(FAILED, Usage.of(Meter.INPUT, 7)));
    assertThat(copy.cube()).isEqualTo(tally.cube());
  }

  @Test
  void aKeyWhoseRecordsAreAllTakenOutIsGoneBesideOthers() {
    var tally = new Tally();
    tally.add(tally.cell(KEY), counts(Meter.INPUT, 5), 1);
    tally.add(tally.cell(FAILED), counts(Meter.INPUT, 7), 1);
    tally.add(tally.cell(FAILED), counts(Meter.INPUT, 7), -1);
    var copy = new Tally();
    copy.addAll(tally);

    assertThat(tally.cube().cells()).containsOnly(Map.entry(KEY, Usage.of(Meter.INPUT, 5)));
    assertThat(copy.cube()).isEqualTo(tally.cube());
  }

  @Test
  void aRecordWithoutAnyCountIsARecord() {
    var tally = new Tally();
    tally.add(KEY, new long[Meter.values().length], BigDecimal.ZERO);

    assertThat(tally.cube().cells()).containsOnly(Map.entry(KEY, Usage.NONE));
  }

  @Test
  void aTallyTakesOverSumsPastTheLargestLong() {
    var other = new Tally();
    other.add(FAILED, counts(Meter.OUTPUT, 1), BigDecimal.ZERO);
    other.add(KEY, counts(Meter.INPUT, Long.MAX_VALUE), BigDecimal.ZERO);
    other.add(KEY, counts(Meter.INPUT, Long.MAX_VALUE), BigDecimal.ZERO);
    var one = new Tally();
    one.addAll(other);
    one.addAll(other);

    assertThat(one.cube().cells())
        .containsOnly(
            Map.entry(FAILED, Usage.of(Meter.OUTPUT, 2)),
            Map.entry(KEY, Usage.NONE.with(Meter.INPUT, new BigDecimal("36893488147419103228"))));
  }

  @Test
  void whatATallyTookOverCanBeTakenOutAgain() {
    var one = new Tally();
    one.add(FAILED, counts(Meter.INPUT, 1), BigDecimal.ZERO);
    one.add(KEY, counts(Meter.INPUT, 5), new BigDecimal("0.5"));
    var other = new Tally();
    other.add(KEY, counts(Meter.INPUT, 7), new BigDecimal("0.25"));
    other.add(KEY, counts(Meter.INPUT, 9), BigDecimal.ZERO);
    one.addAll(other);
    for (long input : new long[] {5, 7, 9}) {
      one.add(one.cell(KEY), counts(Meter.INPUT, input), -1);
    }
    one.addUsd(one.cell(KEY), new BigDecimal("0.75"), -1);

    assertThat(one.cube().cells()).containsOnly(Map.entry(FAILED, Usage.of(Meter.INPUT, 1)));
  }

  @Test
  void itsTokensAreThoseOfAllKeysAndNoMoreThanALongHolds() {
    var tally = new Tally();
    assertThat(tally.tokens()).isZero();
    tally.add(KEY, counts(Meter.CALLS, 9), BigDecimal.ZERO);
    tally.add(KEY, counts(Meter.INPUT, 3), BigDecimal.ZERO);
    tally.add(KEY.withTask("other"), counts(Meter.OUTPUT, 4), BigDecimal.ZERO);
    tally.add(KEY, counts(Meter.CACHE_READ, 5), BigDecimal.ZERO);
    tally.add(KEY, counts(Meter.WEB_SEARCH, 100), BigDecimal.ZERO);
    assertThat(tally.tokens()).isEqualTo(12);
    tally.add(KEY, counts(Meter.INPUT, Long.MAX_VALUE - 5), BigDecimal.ZERO);
    assertThat(tally.tokens()).isEqualTo(Long.MAX_VALUE);
    tally.add(KEY, counts(Meter.INPUT, Long.MAX_VALUE), BigDecimal.ZERO);
    assertThat(tally.tokens()).isEqualTo(Long.MAX_VALUE);
  }

  /// Cells around it, as many as a page has, show that each sum is in its own place.
  @ParameterizedTest
  @EnumSource(
      value = Meter.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"CALLS", "EMPTY_CALLS", "LOGGED_USD"})
  void everyMeterIsCountedInItsOwnPlaceAndTakenBack(Meter meter) {
    var tally = new Tally();
    for (int i = 0; i < 700; i++) {
      tally.add(KEY.withTask("t" + i), counts(Meter.INPUT, i + 1), BigDecimal.ZERO);
    }
    for (int i = 0; i < 700; i += 233) {
      tally.add(tally.cell(KEY.withTask("t" + i)), counts(meter, 7), 1);
      tally.add(tally.cell(KEY.withTask("t" + i)), counts(meter, 3), -1);
    }
    var cells = tally.cube().cells();
    for (int i = 0; i < 700; i++) {
      var expected = Usage.of(Meter.INPUT, i + 1);
      if (i % 233 == 0) {
        expected = expected.plus(Usage.of(meter, 4));
      }
      assertThat(cells).containsEntry(KEY.withTask("t" + i), expected);
    }
  }

  @Test
  void onlyCallsTriesAndWholeTokensAreNoFees() {
    for (var meter : Meter.values()) {
      int slot = Tally.slot(meter);
      boolean isFee =
          slot >= Tally.slot(Meter.REASONING)
              && slot < Tally.slot(Meter.FIRST_TRIES)
              && meter != Meter.LOGGED_USD;
      assertThat(Tally.hasFees(counts(meter, 1))).as(meter.id()).isEqualTo(isFee);
    }
  }

  @Test
  void callsOfARecordThatCountsNothingElseAreEmpty() {
    for (var meter : Meter.values()) {
      var tally = new Tally();
      long[] counts = counts(Meter.CALLS, 5);
      if (meter != Meter.CALLS && meter != Meter.LOGGED_USD) {
        counts[Tally.slot(meter)] = 3;
      }
      tally.add(tally.cell(KEY), counts, 1);
      boolean used = meter.isBilled() || meter.isPart();
      long empty = meter == Meter.EMPTY_CALLS ? 5 : used ? 0 : 5;
      assertThat(tally.usage(0).of(Meter.EMPTY_CALLS))
          .as(meter.id())
          .isEqualByComparingTo("" + empty);
    }
  }

  @Test
  void emptyCallsStayBesideOthersOfTheirKeyAndAreTakenOutAgain() {
    var tally = new Tally();
    int cell = tally.cell(KEY);
    long[] used = counts(Meter.CALLS, 2);
    used[Tally.slot(Meter.INPUT)] = 100;
    tally.add(cell, used, 1);
    tally.add(cell, counts(Meter.CALLS, 40), 1);
    tally.add(cell, counts(Meter.CALLS, 3), -1);
    var twice = new Tally();
    twice.addAll(tally);
    twice.addAll(tally);
    assertThat(tally.usage(cell).of(Meter.EMPTY_CALLS)).isEqualByComparingTo("37");
    assertThat(twice.usage(0).of(Meter.CALLS)).isEqualByComparingTo("78");
    assertThat(twice.usage(0).of(Meter.EMPTY_CALLS)).isEqualByComparingTo("74");
  }
}
