package routercost.price.variance;

import static org.assertj.core.api.Assertions.assertThat;
import static routercost.price.variance.Months.AUGUST;
import static routercost.price.variance.Months.SEPTEMBER;
import static routercost.price.variance.Months.august;
import static routercost.price.variance.Months.bill;
import static routercost.price.variance.Months.september;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import routercost.price.variance.LineItem.ServedModel;
import routercost.price.variance.LineItem.UsageKind;
import routercost.price.variance.Split.Method;
import routercost.price.variance.Variance.Driver;
import routercost.price.variance.Variance.VarianceBill;
import routercost.usage.Band;
import routercost.usage.Meter;
import routercost.usage.Place;
import routercost.usage.ServiceTier;

class CausesTest {
  private static final ServedModel LARGE = served("large");
  private static final ServedModel MIDDLE = served("middle");
  private static final ServedModel SMALL = served("small");

  private static ServedModel served(String model) {
    return new ServedModel(model, ServiceTier.STANDARD, Place.GLOBAL);
  }

  private static Map<Driver, Cause> causes(Method method, VarianceBill base, VarianceBill head) {
    return causes(Split.of(method), base, head);
  }

  private static Map<Driver, Cause> causes(Split split, VarianceBill base, VarianceBill head) {
    var variance = Months.variance(split, base, head);
    return Causes.of(variance, base, head, Months.BOOK, Months.TASK);
  }

  private static Map<Driver, Cause> causes(VarianceBill base, VarianceBill head) {
    return causes(Method.STEPS, base, head);
  }

  private static BigDecimal number(String digits) {
    return new BigDecimal(digits);
  }

  private static LineItem item(ServedModel serving, Meter meter) {
    return new LineItem(serving, new UsageKind(meter, Band.BASE));
  }

  @Test
  void moreCallsAreTheirNumbers() {
    var base = bill(AUGUST, august("chat", "large", 10, 1_000, 0));
    var head = bill(SEPTEMBER, september("chat", "large", 20, 2_000, 0));

    assertThat(causes(base, head))
        .isEqualTo(Map.of(Driver.CALLS, new Cause.Calls(number("10"), number("20"))));
  }

  @Test
  void aMixIsTheShareOfTheTaskThatItMovedMost() {
    var base =
        bill(AUGUST, august("chat", "large", 10, 1_000, 0), august("tag", "small", 10, 10, 0));
    var head =
        bill(
            SEPTEMBER, september("chat", "large", 5, 500, 0), september("tag", "small", 15, 15, 0));

    assertThat(causes(base, head))
        .isEqualTo(
            Map.of(
                Driver.TASK_MIX, new Cause.Share(List.of("chat"), number("0.5"), number("0.25"))));
  }

  @Test
  void routingIsTheTwoModelsWithTheLargestLossAndGain() {
    var base =
        bill(AUGUST, august("chat", "large", 8, 800, 0), august("chat", "middle", 2, 200, 0));
    var head =
        bill(
            SEPTEMBER,
            september("chat", "large", 2, 200, 0),
            september("chat", "middle", 3, 300, 0),
            september("chat", "small", 5, 500, 0));

    assertThat(causes(base, head))
        .containsEntry(
            Driver.ROUTING, new Cause.Rerouted(List.of("chat"), LARGE, SMALL, number("0.5")));
  }

  /// Output at 25 weighs more than input at 5: 1,000 more of it than 4,000 more of that.
  @Test
  void tokensPerCallAreTheKindThatCostMost() {
    var base = bill(AUGUST, august("chat", "large", 10, 100, 10), august("tag", "small", 10, 1, 1));
    var head =
        bill(
            SEPTEMBER,
            september("chat", "large", 10, 140, 20),
            september("tag", "small", 10, 2, 1));

    assertThat(causes(base, head))
        .isEqualTo(
            Map.of(
                Driver.TOKENS_PER_CALL,
                new Cause.PerCall(
                    List.of("chat"), item(LARGE, Meter.OUTPUT), number("1E+3"), number("2E+3"))));
  }

  @Test
  void aPriceIsThatOfTheKindOnWhichItCostMost() {
    var base =
        bill(AUGUST, august("chat", "middle", 10, 900, 10), august("tag", "large", 10, 1, 1));
    var head =
        bill(
            SEPTEMBER,
            september("chat", "middle", 10, 900, 10),
            september("tag", "large", 10, 1, 1));

    assertThat(causes(base, head))
        .isEqualTo(
            Map.of(
                Driver.PRICE,
                new Cause.UnitPrice(
                    item(MIDDLE, Meter.INPUT), number("0.000002"), number("0.000003"))));
  }

  @Test
  void equalBillsHaveNoCauses() {
    var bill = bill(AUGUST, august("chat", "large", 10, 1_000, 7));

    assertThat(causes(bill, bill)).isEmpty();
    assertThat(causes(bill(AUGUST), bill(SEPTEMBER))).isEmpty();
  }

  @Test
  void financeGetsTheCauseOfAPriceAlone() {
    var base = bill(AUGUST, august("chat", "middle", 10, 1_000, 0));
    var head = bill(SEPTEMBER, september("chat", "middle", 30, 1_000, 0));

    assertThat(causes(Method.PVM, base, head)).containsOnlyKeys(Driver.PRICE);
  }

  /// Of the two kinds of middle only its input was there in August.
  @Test
  void aPriceOnTheOldQuantityOrWithoutNewLinesIsNotThatOfANewKind() {
    var base = bill(AUGUST, august("chat", "middle", 10, 1_000, 0));
    var head = bill(SEPTEMBER, september("chat", "middle", 10, 1_000, 1_000));

    assertThat(causes(Split.of(Method.PVM), base, head))
        .containsEntry(Driver.PRICE, dearer(Meter.OUTPUT, "10", "15"));
    assertThat(causes(apart(Split.Joint.SEPARATE, Split.NewLines.DRIVERS), base, head))
        .containsEntry(Driver.PRICE, dearer(Meter.INPUT, "2", "3"));
    assertThat(causes(apart(Split.Joint.PRICE, Split.NewLines.BUCKET), base, head))
        .containsEntry(Driver.PRICE, dearer(Meter.INPUT, "2", "3"));
  }

  private static Split apart(Split.Joint joint, Split.NewLines newLines) {
    return new Split(Method.PVM, joint, newLines, Split.Volume.TOKENS);
  }

  private static BigDecimal millionth(String digits) {
    return number(digits).movePointLeft(6).stripTrailingZeros();
  }

  private static Cause dearer(Meter meter, String before, String after) {
    return new Cause.UnitPrice(item(MIDDLE, meter), millionth(before), millionth(after));
  }

  @Test
  void whatIsNewOrGoneHasItsDearestKind() {
    var base = bill(AUGUST, august("chat", "large", 10, 1_000, 100));
    var head = bill(SEPTEMBER, september("chat", "middle", 10, 1_000, 900));

    assertThat(causes(apart(Split.Joint.PRICE, Split.NewLines.BUCKET), base, head))
        .containsOnly(
            Map.entry(Driver.NEW, new Cause.OneLine(item(MIDDLE, Meter.OUTPUT))),
            Map.entry(Driver.DISCONTINUED, new Cause.OneLine(item(LARGE, Meter.INPUT))));
  }

  @Test
  void volumeInCallsHasTheCallsForItsCause() {
    var base = bill(AUGUST, august("chat", "large", 10, 1_000, 0));
    var head = bill(SEPTEMBER, september("chat", "large", 30, 3_000, 0));
    var byCalls =
        new Split(Method.PVM, Split.Joint.PRICE, Split.NewLines.DRIVERS, Split.Volume.CALLS);

    assertThat(causes(byCalls, base, head))
        .containsOnly(Map.entry(Driver.VOLUME, new Cause.Calls(number("10"), number("30"))));
    assertThat(causes(byCalls, base, base)).isEmpty();
  }
}
