package routercost.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routercost.audit.ArrivalStats.Gaps;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.price.PriceBook;
import routercost.price.Resolution;
import routercost.read.config.prices.PriceBooks;
import routercost.usage.Calls;
import routercost.usage.Meter;
import routercost.usage.ServiceTier;
import routercost.usage.Slice;
import routercost.usage.Status;
import routercost.usage.Usage;
import routercost.usage.UsageCube;
import routercost.usage.UsageKey;

class HeadroomTest {
  private static final PriceBook BOOK = PriceBooks.builtIn();
  private static final Instant NINE = Instant.parse("2026-11-01T09:00:00Z");
  private static final UsageKey OPUS = Calls.key("2026-11-01", "claude-opus-5-5");

  private final ArrivalStats traffic =
      new ArrivalStats(key -> BOOK.resolve(key.model(), key.day()).map(Resolution::id));
  private final List<Slice> calls = new ArrayList<>();

  private void call(UsageKey key, Usage usage, long second) {
    calls.add(new Slice(key, usage));
    traffic.add(new Slice(key, usage), NINE.plusSeconds(second));
  }

  private List<Finding> found() {
    var ledger = Ledger.of(UsageCube.of(calls.stream()), BOOK::quote);
    return new Headroom(BOOK, traffic).of(ledger);
  }

  private List<Finding> found(Finding.Rule rule) {
    return found().stream().filter(finding -> finding.rule() == rule).toList();
  }

  // ---- gaps

  @Test
  void gapsAreCountedByTheLifetimesOfCaches() {
    var gaps = Gaps.between(new long[] {4_201, 0, 300, 601, 7_802});

    // 300, 301, 3600, 3601
    assertThat(gaps).isEqualTo(new Gaps(1, 2, 1));
    assertThat(gaps.calls()).isEqualTo(5);
  }

  @Test
  void oneCallHasNoGaps() {
    assertThat(Gaps.between(new long[] {7})).isEqualTo(new Gaps(0, 0, 0));
  }

  @ParameterizedTest
  @CsvSource({"0, 10, 0", "10, 0, 0", "3, 2, 1"})
  void aCacheOfAnHourPaysIfGapsBetweenAreMany(long a, long b, long d) {
    // economics: with r = 0.1, one hour is better if B > 0.652 · (1 + D)
    var gaps = new Gaps(a, b, d);
    var million = new BigDecimal("1000000");
    var five = gaps.costFor5m(million, rate("1.25"), rate("0.1"));
    var hour = gaps.costFor1h(million, rate("2"), rate("0.1"));

    assertThat(hour.compareTo(five) < 0).isEqualTo(b > 0.652 * (1 + d));
    assertThat(gaps.costUncached(million, rate("1")).usd())
        .isEqualByComparingTo("" + (1 + a + b + d));
  }

  private static routercost.price.RateCard.Rate rate(String usd) {
    return routercost.price.RateCard.Rate.perMillion(new BigDecimal(usd));
  }

  // ---- lifetimes

  /// Eleven calls ten minutes apart: each writes 10,000 tokens for five minutes, in vain.
  private void tenMinutesApart(long read) {
    for (int i = 0; i < 11; i++) {
      var usage = Calls.usage(1, 100, 10).with(Meter.CACHE_WRITE_5M, 10_000);
      call(OPUS, i == 10 ? usage.with(Meter.CACHE_READ, read) : usage, i * 600L);
    }
  }

  @Test
  void aLongerCacheIsFoundForCallsThatComeEveryTenMinutes() {
    tenMinutesApart(1);

    // 110,001 tokens in 11 calls: about 10,000 each. 5 a million written eleven times, against 8
    // once and 0.20 read ten times
    var finding = found(Finding.Rule.CACHE_LIFETIME).getFirst();
    assertThat(finding.amount().usd())
        .isCloseTo(
            new BigDecimal("0.45"), org.assertj.core.data.Offset.offset(new BigDecimal("0.0001")));
    assertThat(finding.message())
        .isEqualTo(
            "cached on claude-opus-5-5 for five minutes; after the call before, 0 came within five"
                + " minutes, 10 within an hour, 0 later, for which a cache of an hour costs less");
  }

  @Test
  void whereTheLogReadsMoreThanGapsExplainNothingIsSaid() {
    tenMinutesApart(100_000);

    assertThat(found(Finding.Rule.CACHE_LIFETIME)).isEmpty();
  }

  @Test
  void aShorterCacheIsFoundForCallsThatComeEveryMinute() {
    for (int i = 0; i < 11; i++) {
      var usage = Calls.usage(1, 100, 10);
      call(
          OPUS,
          i == 0 ? usage.with(Meter.CACHE_WRITE_1H, 10_000) : usage.with(Meter.CACHE_READ, 10_000),
          i * 60L);
    }

    // 8 a million written once, against 5
    assertThat(found(Finding.Rule.CACHE_LIFETIME))
        .extracting(Finding::amount)
        .containsExactly(Money.of("0.03"));
  }

  // ---- candidates

  @Test
  void callsThatMayShareAPrefixAreFoundWithWhatACacheSavesAtMost() {
    for (int i = 0; i < 3; i++) {
      call(OPUS, Calls.usage(1, 10_000 + i, 10), i * 60L);
    }

    // 10,000 tokens: 3 times 4 a million, against 5 once and 0.20 twice
    var found = found(Finding.Rule.CACHE_CANDIDATE);
    assertThat(found).extracting(Finding::amount).containsExactly(Money.of("0.066"));
    assertThat(found.getFirst().message()).contains("the same 10,000 tokens");
  }

  @Test
  void callsDaysApartAreNoCandidates() {
    for (int i = 0; i < 3; i++) {
      call(OPUS, Calls.usage(1, 10_000, 10), i * 100_000L);
    }

    assertThat(found(Finding.Rule.CACHE_CANDIDATE)).isEmpty();
  }

  @Test
  void promptsUnderTheMinimumCannotBeCached() {
    for (int i = 0; i < 3; i++) {
      call(OPUS, Calls.usage(1, 400, 10), i * 60L);
    }

    assertThat(found(Finding.Rule.SHORT_PROMPT))
        .extracting(Finding::amount)
        .containsExactly(Money.of("0.0048"));
    assertThat(found(Finding.Rule.SHORT_PROMPT).getFirst().message())
        .isEqualTo(
            "on claude-opus-5-5 could not cache: that takes 512 tokens, and a prompt has 400 on"
                + " average");
  }

  @Test
  void oneShortPromptAmongLongOnesIsNotToldAsShort() {
    call(OPUS, Calls.usage(1, 100, 10), 0);
    call(OPUS, Calls.usage(1, 10_000, 10), 60);

    assertThat(found()).isEmpty();
  }

  @Test
  void cachesThatNobodyReadsAreFoundToo() {
    call(OPUS, Calls.usage(1, 100, 10).with(Meter.CACHE_WRITE_5M, 1_000_000), 0);

    assertThat(found(Finding.Rule.UNREAD_CACHE))
        .extracting(Finding::amount)
        .containsExactly(Money.of("1"));
  }

  // ---- bursts

  private void burst(int size, UsageKey key, long from) {
    IntStream.range(0, size).forEach(i -> call(key, Calls.usage(1, 100, 0), from + i));
  }

  @Test
  void moreThanTwentyCallsInAnHourAreABurst() {
    burst(21, OPUS, 0);

    // 2,100 tokens at 4 a million, half of it
    assertThat(found(Finding.Rule.BATCH_BURST))
        .extracting(Finding::amount)
        .containsExactly(Money.of("0.0042"));
  }

  @Test
  void twentyAreNone() {
    burst(20, OPUS, 0);

    assertThat(found(Finding.Rule.BATCH_BURST)).isEmpty();
  }

  @Test
  void hoursOfTheClockAreCountedByThemselves() {
    burst(15, OPUS, 3_500);
    burst(15, OPUS, 3_600);

    assertThat(found(Finding.Rule.BATCH_BURST)).isEmpty();
  }

  @Test
  void severalBurstsOfATaskAreOneFinding() {
    burst(21, OPUS, 0);
    burst(30, OPUS, 3_600);

    assertThat(found(Finding.Rule.BATCH_BURST).getFirst().message())
        .startsWith(
            "on claude-opus-5-5 came in 2 bursts of more than 20 in an hour, the largest of 30;");
    assertThat(found(Finding.Rule.BATCH_BURST).getFirst().calls()).isEqualByComparingTo("51");
  }

  @Test
  void failedCallsAndBatchesAreNoBursts() {
    burst(30, OPUS.withStatus(Status.FAILED), 0);
    burst(30, OPUS.withService(ServiceTier.BATCH), 0);

    assertThat(found(Finding.Rule.BATCH_BURST)).isEmpty();
  }

  @Test
  void rowsThatStandForSeveralCallsTellNoTimes() {
    LongStream.range(0, 30).forEach(i -> call(OPUS, Calls.usage(2, 10_000, 0), i));

    assertThat(found()).isEmpty();
  }

  // ---- windows

  private static List<Finding> near(Slice... slices) {
    var near = new ContextLimitCheck(BOOK);
    List.of(slices).forEach(near::add);
    return near.findings();
  }

  @Test
  void callsOverFourFifthsOfTheWindowAreFound() {
    var found =
        near(
            new Slice(OPUS, Calls.usage(1, 790_000, 10_001)),
            new Slice(OPUS, Calls.usage(1, 790_000, 10_000)),
            new Slice(OPUS, Calls.usage(2, 1_900_000, 0)));

    assertThat(found).hasSize(1);
    assertThat(found.getFirst().calls()).isEqualByComparingTo("1");
    assertThat(found.getFirst().severity()).isEqualTo(Finding.Severity.WARNING);
    // 0.79 at 4 and 0.010001 at 20; on haiku over 100,000: 0.10 and 0.50 by then, or as its book
    // says
    assertThat(found.getFirst().amount()).isEqualTo(Money.of("3.36002"));
    assertThat(found.getFirst().message())
        .startsWith("used over 80% of the 1,000,000 tokens of claude-opus-5-5; a haiku with fresh");
  }

  @Test
  void modelsWithoutAKnownWindowAreNotJudged() {
    assertThat(near(new Slice(OPUS.withModel("zzzzzzzz"), Calls.usage(1, 9_000_000, 0)))).isEmpty();
  }
}
