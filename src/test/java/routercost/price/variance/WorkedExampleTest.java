package routercost.price.variance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static routercost.price.variance.Months.AUGUST;
import static routercost.price.variance.Months.SEPTEMBER;
import static routercost.price.variance.Months.august;
import static routercost.price.variance.Months.september;
import static routercost.price.variance.Variance.Driver.CALLS;
import static routercost.price.variance.Variance.Driver.DISCONTINUED;
import static routercost.price.variance.Variance.Driver.JOINT;
import static routercost.price.variance.Variance.Driver.MIX;
import static routercost.price.variance.Variance.Driver.NEW;
import static routercost.price.variance.Variance.Driver.PRICE;
import static routercost.price.variance.Variance.Driver.ROUTING;
import static routercost.price.variance.Variance.Driver.TASK_MIX;
import static routercost.price.variance.Variance.Driver.TOKENS_PER_CALL;
import static routercost.price.variance.Variance.Driver.VOLUME;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import routercost.price.DraftBook;
import routercost.price.DraftModel;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.price.PriceBook;
import routercost.price.variance.Split.Method;
import routercost.price.variance.Variance.Driver;
import routercost.price.variance.Variance.VarianceBill;
import routercost.usage.Meter;
import routercost.usage.Slice;
import routercost.usage.UsageCube;

/// Two months of three tasks whose drivers are known to the last digit: 322.50 to 331.7625.
class WorkedExampleTest {
  private static final PriceBook BOOK = withCache();
  private static final Variance STEPS = variance(Method.STEPS);
  private static final Variance PVM = variance(Method.PVM);

  private static PriceBook withCache() {
    return DraftBook.of(
            DraftModel.named("opus").caching("5", "25", "0.50", "6.25"),
            DraftModel.named("sonnet")
                .costing("", "2026-09-01", "2", "10")
                .costing("2026-09-01", "", "3", "15"),
            DraftModel.named("haiku").costing("1", "5"))
        .book();
  }

  private static Variance variance(Method method) {
    return variance(Split.of(method));
  }

  private static Variance variance(Split split) {
    var base =
        bill(
            august("classify", "opus", 30_000, 24_000, 600),
            cached(august("plan", "opus", 2_000, 6_000, 2_000), 14_000_000, 2_000_000),
            august("summarize", "sonnet", 8_000, 32_000, 2_400));
    var head =
        bill(
            september("classify", "haiku", 27_000, 21_600, 540),
            september("classify", "opus", 9_000, 7_200, 180),
            cached(september("plan", "opus", 2_250, 6_750, 2_250), 18_000_000, 2_250_000),
            september("summarize", "sonnet", 9_000, 37_800, 2_700));
    return Variance.of(
        new VarianceBill(base, AUGUST),
        new VarianceBill(head, SEPTEMBER),
        BOOK,
        Months.TASK,
        split);
  }

  private static Slice cached(Slice slice, long read, long written) {
    return new Slice(
        slice.key(),
        slice.usage().with(Meter.CACHE_READ, read).with(Meter.CACHE_WRITE_5M, written));
  }

  private static Ledger bill(Slice... slices) {
    return Ledger.of(UsageCube.of(Stream.of(slices)), BOOK::quote);
  }

  private static Map<Driver, Money> five(
      String calls, String mix, String routing, String tokens, String price) {
    return Map.of(
        CALLS, Money.of(calls),
        TASK_MIX, Money.of(mix),
        ROUTING, Money.of(routing),
        TOKENS_PER_CALL, Money.of(tokens),
        PRICE, Money.of(price));
  }

  private static SequencedMap<Driver, Money> drivers(Variance variance, String task) {
    return variance.lines().stream()
        .filter(line -> line.group().equals(List.of(task)))
        .findFirst()
        .orElseThrow()
        .drivers();
  }

  @Test
  void theBillsAreThoseOfTheExample() {
    assertThat(STEPS.base().cost()).isEqualTo(Money.of("322.50"));
    assertThat(STEPS.head().cost()).isEqualTo(Money.of("331.7625"));
    assertThat(STEPS.base().calls()).isEqualByComparingTo("40000");
    assertThat(STEPS.head().calls()).isEqualByComparingTo("47250");
  }

  @Test
  void theFiveDriversAreThoseOfTheExample() {
    assertThat(STEPS.drivers())
        .containsExactlyInAnyOrderEntriesOf(
            five("58.453125", "-8.015625", "-97.20", "4.725", "51.30"));
  }

  @Test
  void eachTaskHasTheDriversOfTheExample() {
    assertThat(drivers(STEPS, "classify"))
        .containsExactlyInAnyOrderEntriesOf(five("24.46875", "2.53125", "-97.20", "0", "0"));
    assertThat(drivers(STEPS, "plan"))
        .containsExactlyInAnyOrderEntriesOf(five("18.034375", "-5.596875", "0", "1.125", "0"));
    assertThat(drivers(STEPS, "summarize"))
        .containsExactlyInAnyOrderEntriesOf(five("15.95", "-4.95", "0", "3.60", "51.30"));
  }

  @Test
  void theLargestChangeComesFirst() {
    assertThat(STEPS.lines())
        .extracting(line -> line.group().getFirst())
        .containsExactly("classify", "summarize", "plan");
  }

  @Test
  void priceVolumeAndMixAreThoseOfTheExample() {
    assertThat(PVM.effect(PRICE)).isEqualTo(Money.of("51.30"));
    assertThat(PVM.effect(VOLUME).toString()).startsWith("63.217771");
    assertThat(PVM.effect(MIX).toString()).startsWith("-105.255271");
    assertThat(Money.sum(PVM.drivers().values())).isEqualTo(Money.of("9.2625"));
  }

  private static Map<Driver, Money> effects(Split split) {
    return variance(split).drivers();
  }

  /// Sonnet 5 from 2 and 10 to 3 and 15: 32 + 12 on the tokens of August, 5.8 + 1.5 on those that
  /// September has more.
  @Test
  void theJointEffectIsTakenOutOfPriceAlone() {
    var apart =
        effects(
            new Split(
                Method.PVM, Split.Joint.SEPARATE, Split.NewLines.DRIVERS, Split.Volume.TOKENS));

    assertThat(apart)
        .containsEntry(PRICE, Money.of("44"))
        .containsEntry(JOINT, Money.of("7.3"))
        .containsEntry(VOLUME, PVM.effect(VOLUME))
        .containsEntry(MIX, PVM.effect(MIX));
  }

  /// Haiku is new: 21.6 at 1 and 0.54 at 5. The other tokens fall from 83.00 to 77.13 million:
  /// −5.87 · 322.5 / 83.
  @Test
  void theNewModelOfTheExampleIsItsWholeCost() {
    var apart =
        variance(
            new Split(Method.PVM, Split.Joint.PRICE, Split.NewLines.BUCKET, Split.Volume.TOKENS));

    assertThat(apart.drivers())
        .containsEntry(NEW, Money.of("24.3"))
        .containsEntry(DISCONTINUED, Money.ZERO)
        .containsEntry(PRICE, Money.of("51.3"));
    assertThat(apart.effect(VOLUME).toString()).startsWith("-22.80813253");
    assertThat(apart.effect(MIX).toString()).startsWith("-43.52936746");
  }

  /// Task mix, routing and tokens per call: −8.015625 − 97.20 + 4.725.
  @Test
  void inCallsTheExampleHasThreeOfItsFiveDriversInTheMix() {
    var calls =
        variance(
            new Split(Method.PVM, Split.Joint.PRICE, Split.NewLines.DRIVERS, Split.Volume.CALLS));

    assertThat(calls.drivers())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                PRICE, Money.of("51.3"),
                VOLUME, Money.of("58.453125"),
                MIX, Money.of("-100.490625")));
    assertThat(drivers(calls, "summarize"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(PRICE, Money.of("51.3"), VOLUME, Money.of("15.95"), MIX, Money.of("-1.35")));
  }

  /// Q from 83.00 to 99.27 million tokens at 322.50 / 83.00 on average: (99.27 - 83) * 322.5 / 83.
  @Test
  void volumeIsTheGrowthInTokensAtTheMeanPrice() {
    var volume = new BigDecimal("16.27").multiply(new BigDecimal("322.5"));

    assertThat(PVM.effect(VOLUME).usd())
        .isCloseTo(
            volume.divide(new BigDecimal("83"), MathContext.DECIMAL128),
            within(new BigDecimal("1e-17")));
  }
}
