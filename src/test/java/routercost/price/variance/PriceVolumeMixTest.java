package routercost.price.variance;

import static org.assertj.core.api.Assertions.assertThat;
import static routercost.price.variance.Months.AUGUST;
import static routercost.price.variance.Months.SEPTEMBER;
import static routercost.price.variance.Months.august;
import static routercost.price.variance.Months.bill;
import static routercost.price.variance.Months.september;
import static routercost.price.variance.Months.variance;
import static routercost.price.variance.Variance.Driver.DISCONTINUED;
import static routercost.price.variance.Variance.Driver.JOINT;
import static routercost.price.variance.Variance.Driver.MIX;
import static routercost.price.variance.Variance.Driver.NEW;
import static routercost.price.variance.Variance.Driver.PRICE;
import static routercost.price.variance.Variance.Driver.VOLUME;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
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
import routercost.usage.Usage;
import routercost.usage.UsageKey;

/// The conventions of price, volume and mix.
class PriceVolumeMixTest {
  private static final Split USUAL = Split.of(Method.PVM);
  private static final Split JOINT_APART =
      new Split(Method.PVM, Split.Joint.SEPARATE, Split.NewLines.DRIVERS, Split.Volume.TOKENS);
  private static final Split BUCKET =
      new Split(Method.PVM, Split.Joint.PRICE, Split.NewLines.BUCKET, Split.Volume.TOKENS);
  private static final Split BY_CALLS =
      new Split(Method.PVM, Split.Joint.PRICE, Split.NewLines.DRIVERS, Split.Volume.CALLS);

  private static Map<Driver, String> effects(Split split, VarianceBill base, VarianceBill head) {
    return effects(variance(split, base, head).drivers());
  }

  /// The drivers that have an effect.
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

  /// 1 million tokens at 2 become 2 million at 3: a dollar more on the old million, a dollar more
  /// on the new one.
  @Test
  void theJointEffectIsTheNewPriceOnTheNewQuantity() {
    var base = bill(AUGUST, august("chat", "middle", 10, 1_000, 0));
    var head = bill(SEPTEMBER, september("chat", "middle", 20, 2_000, 0));

    assertThat(effects(USUAL, base, head)).isEqualTo(Map.of(PRICE, "2", VOLUME, "2"));
    assertThat(effects(JOINT_APART, base, head))
        .isEqualTo(Map.of(PRICE, "1", VOLUME, "2", JOINT, "1"));
  }

  /// 10 images at 0.02 become 30 at 0.05: 0.03 more on 10 and on 20, and 20 more at 0.02.
  @Test
  void feesHaveAJointEffectAsTokensHave() {
    var before = images("0.02", 10);
    var after = images("0.05", 30);

    assertThat(
            effects(Variance.of(before, after, book("0.05"), Months.TASK, JOINT_APART).drivers()))
        .isEqualTo(Map.of(PRICE, "0.3", VOLUME, "0.4", JOINT, "0.6"));
  }

  private static PriceBook book(String image) {
    return DraftBook.of(DraftModel.named("large").costing("5", "25"))
        .service("draw", "image", Optional.of(image))
        .book();
  }

  private static VarianceBill images(String price, int count) {
    var usage = Usage.of(Meter.CALLS, 1).with(Meter.UNITS, count);
    var slice = new Slice(UsageKey.of(AUGUST, "art", "draw"), usage);
    return new VarianceBill(Ledger.of(List.of(slice), book(price)::quote), AUGUST);
  }

  /// The old million of middle would cost 1 more at the list price of September; it was not used.
  /// Half of 2 million tokens go from 2 to 5, with a mean of 3.50: mix of 1.50 twice.
  @Test
  void theOldQuantityOfWhatIsGoneIsPricedAtTheNewListPriceAndTakenBackByTheJointEffect() {
    var base =
        bill(AUGUST, august("chat", "middle", 1, 1_000, 0), august("chat", "large", 1, 1_000, 0));
    var head = bill(SEPTEMBER, september("chat", "large", 2, 2_000, 0));

    assertThat(effects(USUAL, base, head)).isEqualTo(Map.of(MIX, "3"));
    assertThat(effects(JOINT_APART, base, head))
        .isEqualTo(Map.of(PRICE, "1", MIX, "3", JOINT, "-1"));
  }

  @Test
  void aModelWithoutAPriceOnOneSideHasNeitherPriceNorJointEffect() {
    var small = bill(AUGUST, august("chat", "small", 1, 1_000, 0));
    var unknown = bill(SEPTEMBER, september("chat", "new", 1, 1_000, 0));

    assertThat(effects(JOINT_APART, small, unknown)).isEqualTo(Map.of(MIX, "3"));
    assertThat(effects(JOINT_APART, unknown, small)).isEqualTo(Map.of(MIX, "-3"));
  }

  /// Only small is on both sides: 1 million at 1 become 2 million.
  @Test
  void newLinesAndDiscontinuedOnesAreTheirWholeCost() {
    var base =
        bill(AUGUST, august("chat", "large", 1, 1_000, 0), august("chat", "small", 1, 1_000, 0));
    var head =
        bill(
            SEPTEMBER,
            september("chat", "small", 2, 2_000, 0),
            september("plan", "new", 1, 1_000, 0));
    var variance = variance(BUCKET, base, head);

    assertThat(effects(variance.drivers()))
        .isEqualTo(Map.of(VOLUME, "1", NEW, "4", DISCONTINUED, "-5"));
    assertThat(ofTask(variance, "plan")).isEqualTo(Map.of(NEW, "4"));
    assertThat(ofTask(variance, "chat")).isEqualTo(Map.of(VOLUME, "1", DISCONTINUED, "-5"));
  }

  /// Without middle, 2 million tokens at a mean of 3 become 4 million: volume 2 · 3. A quarter of
  /// them at 5 and the rest at 1 are 2 on average: mix 4 · (2 − 3).
  @Test
  void theMeanPriceIsThatOfTheRest() {
    var base =
        bill(
            AUGUST,
            august("chat", "large", 1, 1_000, 0),
            august("chat", "small", 1, 1_000, 0),
            august("chat", "middle", 1, 1_000, 0));
    var head =
        bill(
            SEPTEMBER,
            september("chat", "large", 1, 1_000, 0),
            september("chat", "small", 3, 3_000, 0));

    assertThat(effects(BUCKET, base, head))
        .isEqualTo(Map.of(VOLUME, "6", MIX, "-4", DISCONTINUED, "-2"));
  }

  /// The same the other way: the 3 million tokens of small and large in the head are those of the
  /// base, and middle at 3 is new.
  @Test
  void theQuantityOfTheHeadIsThatOfTheRest() {
    var base =
        bill(AUGUST, august("chat", "large", 1, 1_000, 0), august("chat", "small", 2, 2_000, 0));
    var head =
        bill(
            SEPTEMBER,
            september("chat", "large", 1, 1_000, 0),
            september("chat", "small", 2, 2_000, 0),
            september("chat", "middle", 1, 1_000, 0));

    assertThat(effects(BUCKET, base, head)).isEqualTo(Map.of(NEW, "3"));
  }

  @Test
  void aMoveToANewModelIsMixAndInBucketsNoLonger() {
    var base = bill(AUGUST, august("chat", "large", 10, 1_000, 0));
    var head = bill(SEPTEMBER, september("chat", "small", 10, 1_000, 0));

    assertThat(effects(USUAL, base, head)).isEqualTo(Map.of(MIX, "-4"));
    assertThat(effects(BUCKET, base, head)).isEqualTo(Map.of(NEW, "1", DISCONTINUED, "-5"));
  }

  @Test
  void whatAnotherTaskUsedBeforeIsNotNew() {
    var base = bill(AUGUST, august("chat", "small", 10, 1_000, 0));
    var head = bill(SEPTEMBER, september("triage", "small", 10, 1_000, 0));
    var variance = variance(BUCKET, base, head);

    assertThat(ofTask(variance, "triage")).isEqualTo(Map.of(VOLUME, "1"));
    assertThat(ofTask(variance, "chat")).isEqualTo(Map.of(VOLUME, "-1"));
  }

  @Test
  void anotherKindOfTokensOfAKnownModelIsNew() {
    var base = bill(AUGUST, august("chat", "small", 10, 1_000, 0));
    var head = bill(SEPTEMBER, september("chat", "small", 10, 1_000, 1_000));

    assertThat(effects(BUCKET, base, head)).isEqualTo(Map.of(NEW, "5"));
  }

  @Test
  void aFirstBillIsNewAndALastOneDiscontinued() {
    var bill = bill(AUGUST, august("chat", "large", 10, 1_000, 0));

    assertThat(effects(BUCKET, bill(AUGUST), bill)).isEqualTo(Map.of(NEW, "5"));
    assertThat(effects(BUCKET, bill, bill(SEPTEMBER))).isEqualTo(Map.of(DISCONTINUED, "-5"));
  }

  /// Twice the calls are 5 more; each reads three million for one on average, at a fifth of the
  /// price: 20 calls for 3 instead of 10.
  @Test
  void inCallsVolumeIsCallsAndWhatACallBecameIsMix() {
    var base = bill(AUGUST, august("chat", "large", 10, 1_000, 0));
    var head = bill(SEPTEMBER, september("chat", "small", 20, 3_000, 0));

    assertThat(effects(BY_CALLS, base, head)).isEqualTo(Map.of(VOLUME, "5", MIX, "-7"));
  }

  @Test
  void inCallsPriceIsThatOfTheFiveDrivers() {
    var base = bill(AUGUST, august("chat", "middle", 10, 1_000, 0));
    var head = bill(SEPTEMBER, september("chat", "middle", 10, 2_000, 0));

    assertThat(effects(BY_CALLS, base, head)).isEqualTo(Map.of(PRICE, "2", MIX, "2"));
  }

  @Test
  void aModelThatHadNoPriceYetIsNew() {
    var base = bill(AUGUST, august("chat", "small", 10, 1_000, 0));
    var head =
        bill(
            SEPTEMBER,
            september("chat", "new", 10, 1_000, 1),
            september("chat", "middle", 10, 1_000, 0));

    assertThat(variance(USUAL, base, head).newModels()).containsExactly("new");
    assertThat(variance(USUAL, head, head).newModels()).isEmpty();
  }
}
