package routercost.price.variance;

import static org.assertj.core.api.Assertions.assertThat;
import static routercost.price.variance.Months.AUGUST;
import static routercost.price.variance.Months.SEPTEMBER;
import static routercost.price.variance.Months.august;
import static routercost.price.variance.Months.bill;
import static routercost.price.variance.Months.september;
import static routercost.price.variance.Months.variance;
import static routercost.price.variance.Variance.Driver.CALLS;
import static routercost.price.variance.Variance.Driver.MIX;
import static routercost.price.variance.Variance.Driver.PRICE;
import static routercost.price.variance.Variance.Driver.ROUTING;
import static routercost.price.variance.Variance.Driver.TASK_MIX;
import static routercost.price.variance.Variance.Driver.TOKENS_PER_CALL;
import static routercost.price.variance.Variance.Driver.VOLUME;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import routercost.price.Catalog;
import routercost.price.DateRange;
import routercost.price.Discount;
import routercost.price.DraftBook;
import routercost.price.DraftModel;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.price.PriceBook;
import routercost.price.variance.Split.Method;
import routercost.price.variance.Variance.Driver;
import routercost.price.variance.Variance.VarianceBill;
import routercost.usage.Band;
import routercost.usage.Meter;
import routercost.usage.Slice;
import routercost.usage.Usage;
import routercost.usage.UsageCube;
import routercost.usage.UsageKey;

class VarianceTest {
  private static Variance steps(VarianceBill base, VarianceBill head) {
    return variance(Method.STEPS, base, head);
  }

  /// The drivers that have an effect.
  private static Map<Driver, String> effects(Variance variance) {
    return effects(variance.drivers());
  }

  private static Map<Driver, String> effects(Map<Driver, Money> drivers) {
    return drivers.entrySet().stream()
        .filter(driver -> !driver.getValue().isZero())
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                driver -> driver.getValue().toString(),
                (a, _) -> a,
                TreeMap::new));
  }

  private static Map<Driver, String> ofTask(Variance variance, String task) {
    return effects(
        variance.lines().stream()
            .filter(line -> line.group().equals(List.of(task)))
            .findFirst()
            .orElseThrow()
            .drivers());
  }

  @Test
  void twiceTheCallsAreMoreCallsAndNothingElse() {
    var base = bill(AUGUST, august("chat", "large", 10, 1_000, 0));
    var head = bill(SEPTEMBER, september("chat", "large", 20, 2_000, 0));

    assertThat(effects(steps(base, head))).isEqualTo(Map.of(CALLS, "5"));
  }

  @Test
  void longerAnswersAreTokensPerCall() {
    var base = bill(AUGUST, august("chat", "large", 10, 1_000, 0));
    var head = bill(SEPTEMBER, september("chat", "large", 10, 1_000, 40));

    assertThat(effects(steps(base, head))).isEqualTo(Map.of(TOKENS_PER_CALL, "1"));
  }

  @Test
  void aDearerPriceListIsPrice() {
    var base = bill(AUGUST, august("chat", "middle", 10, 1_000, 0));
    var head = bill(SEPTEMBER, september("chat", "middle", 10, 1_000, 0));

    assertThat(effects(steps(base, head))).isEqualTo(Map.of(PRICE, "1"));
  }

  @Test
  void anotherModelForTheSameCallsIsRouting() {
    var base = bill(AUGUST, august("chat", "large", 10, 1_000, 0));
    var head = bill(SEPTEMBER, september("chat", "small", 10, 1_000, 0));

    assertThat(effects(steps(base, head))).isEqualTo(Map.of(ROUTING, "-4"));
  }

  @Test
  void aModelThatGotDearerMeanwhileIsRoutingAtTheOldPriceAndPriceForTheRest() {
    var base = bill(AUGUST, august("chat", "small", 10, 1_000, 0));
    var head = bill(SEPTEMBER, september("chat", "middle", 10, 1_000, 0));

    assertThat(effects(steps(base, head))).isEqualTo(Map.of(ROUTING, "1", PRICE, "1"));
  }

  @Test
  void aModelThatHadNoPriceYetIsRoutingAtItsFirstPrice() {
    var base = bill(AUGUST, august("chat", "small", 10, 1_000, 0));
    var head = bill(SEPTEMBER, september("chat", "new", 10, 1_000, 0));

    assertThat(effects(steps(base, head))).isEqualTo(Map.of(ROUTING, "3"));
  }

  /// Of 20 calls the 10 new ones are half: chat's share falls by half, 5 of 10 dollars; triage
  /// brings 2. More calls alone would have doubled chat.
  @Test
  void aNewTaskIsTaskMix() {
    var base = bill(AUGUST, august("chat", "large", 10, 1_000, 0));
    var head =
        bill(
            SEPTEMBER,
            september("chat", "large", 10, 1_000, 0),
            september("triage", "small", 10, 2_000, 0));
    var variance = steps(base, head);

    assertThat(ofTask(variance, "chat")).isEqualTo(Map.of(CALLS, "5", TASK_MIX, "-5"));
    assertThat(ofTask(variance, "triage")).isEqualTo(Map.of(TASK_MIX, "2"));
  }

  @Test
  void aDroppedTaskIsTaskMixBeyondItsShareOfTheCalls() {
    var base =
        bill(
            AUGUST, august("chat", "large", 10, 1_000, 0), august("triage", "small", 10, 2_000, 0));
    var head = bill(SEPTEMBER, september("chat", "large", 10, 1_000, 0));

    assertThat(ofTask(steps(base, head), "triage")).isEqualTo(Map.of(CALLS, "-1", TASK_MIX, "-1"));
  }

  @Test
  void aFirstBillIsCallsAlone() {
    var base = bill(AUGUST);
    var head = bill(SEPTEMBER, september("chat", "large", 10, 1_000, 0));

    assertThat(effects(steps(base, head))).isEqualTo(Map.of(CALLS, "5"));
  }

  @Test
  void aLastBillIsCallsAlone() {
    var base = bill(AUGUST, august("chat", "large", 10, 1_000, 0));

    assertThat(effects(steps(base, bill(SEPTEMBER)))).isEqualTo(Map.of(CALLS, "-5"));
  }

  @Test
  void noBillsHaveNoDrivers() {
    var variance = steps(bill(AUGUST), bill(SEPTEMBER));

    assertThat(variance.lines()).isEmpty();
    assertThat(variance.change()).isEqualTo(Money.ZERO);
    assertThat(variance.drivers()).hasSize(5);
  }

  @Test
  void equalBillsHaveNoEffects() {
    var bill = bill(AUGUST, august("chat", "large", 10, 1_000, 7));

    assertThat(effects(steps(bill, bill))).isEmpty();
  }

  @Test
  void unpricedCallsAreOnNeitherSide() {
    var base =
        bill(AUGUST, august("chat", "large", 10, 1_000, 0), august("chat", "nobody", 5, 1, 1));
    var head = bill(SEPTEMBER, september("chat", "large", 10, 1_000, 0));
    var variance = steps(base, head);

    assertThat(effects(variance)).isEmpty();
    assertThat(variance.base().calls()).isEqualByComparingTo("10");
  }

  @Test
  void promptsThatCrossTheThresholdOfAPriceAreTokensPerCall() {
    var book = DraftBook.of(DraftModel.named("long").banded("1", "5", 200_000, "2")).book();
    var base = new Slice(UsageKey.of(AUGUST, "chat", "long"), tokens(1, 150_000));
    var head =
        new Slice(
            UsageKey.of(SEPTEMBER, "chat", "long").withBand(Band.ofPrompt(250_000)),
            tokens(1, 250_000));

    assertThat(effects(byTask(book, base, head))).isEqualTo(Map.of(TOKENS_PER_CALL, "0.35"));
  }

  private static Usage tokens(long calls, long input) {
    return Usage.of(Meter.CALLS, calls).with(Meter.INPUT, input);
  }

  private static Variance byTask(PriceBook book, Slice base, Slice head) {
    return Variance.byTask(billed(book, base), billed(book, head), book);
  }

  private static VarianceBill billed(PriceBook book, Slice slice) {
    return VarianceBill.of(Ledger.of(List.of(slice), book::quote), AUGUST);
  }

  @Test
  void aDiscountThatBeginsIsPrice() {
    var discounted = discountedFromSeptember("20");

    assertThat(
            effects(
                byTask(
                    discounted,
                    august("chat", "large", 10, 1_000, 0),
                    september("chat", "large", 10, 1_000, 0))))
        .isEqualTo(Map.of(PRICE, "-1"));
  }

  /// 4.00 at the old price less 20 %, where the old price had no discount yet: 1 for 5 is routing.
  @Test
  void theListPriceOfAnotherModelIsAfterTheDiscountsOfItsTime() {
    var discounted = discountedFromSeptember("20");

    assertThat(
            effects(
                byTask(
                    discounted,
                    august("chat", "large", 10, 1_000, 0),
                    september("chat", "small", 10, 1_000, 0))))
        .isEqualTo(Map.of(ROUTING, "-4", PRICE, "-0.2"));
  }

  private static PriceBook discountedFromSeptember(String percent) {
    var catalog = Months.BOOK.catalog();
    var from = new DateRange(Optional.of(AUGUST.plusDays(1)), Optional.empty());
    var discount = new Discount("contract", new BigDecimal(percent), "", Set.of(), from);
    return new PriceBook(
        "discounted",
        "",
        new Catalog(
            catalog.models(),
            catalog.services(),
            catalog.aliases(),
            catalog.tiers(),
            catalog.multipliers(),
            catalog.fees(),
            catalog.tokenizerFactors(),
            List.of(discount)));
  }

  @Test
  void whereAPriceChangedWithinTheMonthTheMeanOfWhatWasPaidCounts() {
    var late = AUGUST.plusDays(1);
    var base =
        bill(
            AUGUST,
            august("chat", "middle", 1, 1_000, 0),
            Months.calls(late, "chat", "middle", 1, 1_000, 0));
    var head = bill(SEPTEMBER, september("chat", "middle", 2, 2_000, 0));

    assertThat(effects(steps(base, head))).isEqualTo(Map.of(PRICE, "1"));
  }

  @Test
  void usageWithoutCallsIsUsageAndPrice() {
    var base = bill(AUGUST, august("chat", "middle", 0, 1_000, 0));
    var head = bill(SEPTEMBER, september("chat", "middle", 0, 3_000, 0));

    assertThat(effects(steps(base, head))).isEqualTo(Map.of(TOKENS_PER_CALL, "4", PRICE, "3"));
  }

  @Test
  void groupsMayBeAnything() {
    var base = bill(AUGUST, august("chat", "large", 10, 1_000, 0));
    var head = bill(SEPTEMBER, september("chat", "small", 10, 1_000, 0));
    var byModel =
        Variance.of(
            base,
            head,
            Months.BOOK,
            charge -> List.of(charge.card().priced().id()),
            Split.of(Method.STEPS));

    assertThat(effects(byModel)).isEqualTo(Map.of(TASK_MIX, "-4"));
    assertThat(ofTask(byModel, "large")).isEqualTo(Map.of(TASK_MIX, "-5"));
  }

  /// Twice the calls and a price of 3 for 2: calls are +2 at the old price and +3 at the new, the
  /// price +1 on the old calls and +2 on the new; together 4.
  @Test
  void shapleySharesWhatTwoDriversDoTogether() {
    var base = bill(AUGUST, august("chat", "middle", 1, 1_000, 0));
    var head = bill(SEPTEMBER, september("chat", "middle", 2, 2_000, 0));

    assertThat(effects(variance(Method.STEPS, base, head)))
        .isEqualTo(Map.of(CALLS, "2", PRICE, "2"));
    assertThat(effects(variance(Method.SHAPLEY, base, head)))
        .isEqualTo(Map.of(CALLS, "2.5", PRICE, "1.5"));
  }

  @Test
  void aDropInEveryPriceIsPriceToFinanceAsWell() {
    var base = bill(AUGUST, august("chat", "middle", 10, 1_000, 0));
    var head = bill(SEPTEMBER, september("chat", "middle", 20, 2_000, 0));

    assertThat(effects(variance(Method.PVM, base, head)))
        .isEqualTo(Map.of(PRICE, "2", VOLUME, "2"));
  }

  /// 1 million tokens at 5 and 1 million at 1 become 2 million at 1: the mean of 3 falls to 1.
  @Test
  void cheaperTokensAreMixToFinance() {
    var base =
        bill(AUGUST, august("chat", "large", 1, 1_000, 0), august("chat", "small", 1, 1_000, 0));
    var head = bill(SEPTEMBER, september("chat", "small", 2, 2_000, 0));

    assertThat(effects(variance(Method.PVM, base, head))).isEqualTo(Map.of(MIX, "-4"));
  }

  @Test
  void aFirstBillIsVolumeToFinance() {
    var head = bill(SEPTEMBER, september("chat", "large", 10, 1_000, 0));

    assertThat(effects(variance(Method.PVM, bill(AUGUST), head))).isEqualTo(Map.of(VOLUME, "5"));
  }

  @Test
  void aLastBillIsVolumeToFinance() {
    var base = bill(AUGUST, august("chat", "large", 10, 1_000, 0));

    assertThat(effects(variance(Method.PVM, base, bill(SEPTEMBER))))
        .isEqualTo(Map.of(VOLUME, "-5"));
  }

  @Test
  void feesAreVolumeAndHaveNoPartInTheMix() {
    var book =
        DraftBook.of(DraftModel.named("large").costing("5", "25"))
            .service("draw", "image", Optional.of("0.02"))
            .book();
    var images = Usage.of(Meter.CALLS, 1).with(Meter.UNITS, 10);
    var tokens = Usage.of(Meter.CALLS, 1).with(Meter.INPUT, 1_000_000);
    var base = ledger(book, AUGUST, images, tokens);
    var head = ledger(book, SEPTEMBER, images.times(BigDecimal.TWO), tokens);

    assertThat(effects(Variance.of(base, head, book, Months.TASK, Split.of(Method.PVM))))
        .isEqualTo(Map.of(VOLUME, "0.2"));
  }

  private static VarianceBill ledger(PriceBook book, LocalDate day, Usage images, Usage tokens) {
    var slices =
        Stream.of(
            new Slice(UsageKey.of(day, "art", "draw"), images),
            new Slice(UsageKey.of(day, "art", "large"), tokens));
    return new VarianceBill(Ledger.of(UsageCube.of(slices), book::quote), day);
  }

  @Test
  void theLastDayOfABillIsTheLastThatIsCharged() {
    var ledger =
        bill(AUGUST, august("chat", "large", 1, 1, 1), september("chat", "nobody", 1, 1, 1))
            .ledger();

    assertThat(VarianceBill.of(ledger, SEPTEMBER).lastDay()).isEqualTo(AUGUST);
    assertThat(VarianceBill.of(bill(AUGUST).ledger(), SEPTEMBER).lastDay()).isEqualTo(SEPTEMBER);
  }
}
