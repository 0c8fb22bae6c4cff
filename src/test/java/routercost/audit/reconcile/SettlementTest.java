package routercost.audit.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static routercost.audit.reconcile.BillDrafts.BOOK;
import static routercost.audit.reconcile.BillDrafts.DAY;
import static routercost.audit.reconcile.BillDrafts.SONNET;
import static routercost.audit.reconcile.BillDrafts.bill;
import static routercost.audit.reconcile.BillDrafts.causes;
import static routercost.audit.reconcile.BillDrafts.cents;
import static routercost.audit.reconcile.BillDrafts.input;
import static routercost.audit.reconcile.BillDrafts.item;
import static routercost.audit.reconcile.BillDrafts.ledger;
import static routercost.audit.reconcile.BillDrafts.line;
import static routercost.audit.reconcile.BillDrafts.reconciled;
import static routercost.audit.reconcile.BillDrafts.spanning;
import static routercost.audit.reconcile.BillDrafts.used;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routercost.audit.reconcile.BillLine.Item;
import routercost.audit.reconcile.BillLine.Kind;
import routercost.audit.reconcile.ReconciledLine.BillCause;
import routercost.price.DateRange;
import routercost.price.Discount;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.price.Quote;
import routercost.price.RateCard;
import routercost.usage.Meter;
import routercost.usage.Place;
import routercost.usage.ServiceTier;
import routercost.usage.Slice;
import routercost.usage.Usage;
import routercost.usage.UsageCube;
import routercost.usage.UsageKey;

/// Each difference of a bill gets its cause, worked out by hand.
class SettlementTest {
  private static final Item INPUT = item(Meter.INPUT);

  private static Slice of(String model, ServiceTier service, Place place, Meter meter, long count) {
    var key = UsageKey.of(DAY, "plan", model).withService(service).withPlace(place);
    return new Slice(key, Usage.of(meter, count));
  }

  @ParameterizedTest
  @CsvSource({
    "1234567, 3.70, ROUNDING, -0.003701", // $3.703701
    "1235000, 3.70, ROUNDING, -0.005", // half a cent is the most that rounding hides
    "1235000, 3.71, ROUNDING, 0.005",
    "1235001, 3.70, NOT_BILLED, -0.005003",
    "1234000, 3.71, NOT_LOGGED, 0.008"
  })
  void aBillInWholeCentsRounds(long tokens, String billed, BillCause cause, String difference) {
    var split = reconciled(ledger(input(tokens)), bill(cents(DAY, INPUT, billed)));
    assertThat(causes(split)).containsExactly(Map.entry(cause, difference));
    assertThat(split.residual().isZero()).isTrue();
  }

  @Test
  void eachLineMayRoundByHalfACent() {
    // $3.710001 on two lines of $1.85: 1.0001 cents off, two lines can hide one cent.
    var lines = new BillLine[] {cents(DAY, INPUT, "1.85"), cents(DAY, INPUT, "1.85")};
    assertThat(causes(reconciled(ledger(input(1_236_667)), bill(lines))))
        .containsExactly(Map.entry(BillCause.NOT_BILLED, "-0.010001"));
    assertThat(causes(reconciled(ledger(input(1_236_666)), bill(lines))))
        .containsExactly(Map.entry(BillCause.ROUNDING, "-0.009998"));
  }

  @Test
  void aStatedQuantityOfAnotherSizeIsNotRounding() {
    // 1,000 tokens more for the same cents.
    var quantity = Optional.of(new BigDecimal("1001000"));
    var item =
        new BillLine(
            DAY,
            DAY.plusDays(1),
            Kind.USAGE,
            INPUT,
            quantity,
            Optional.of(Money.of("3.00")),
            Optional.empty(),
            new BigDecimal("0.01"));
    assertThat(causes(reconciled(ledger(input(1_000_000)), bill(item))))
        .containsOnly(
            Map.entry(BillCause.ROUNDING, "-0.003"), Map.entry(BillCause.NOT_LOGGED, "0.003"));
  }

  @Test
  void aDiscountByContractIsNotOfTheList() {
    // Our contract takes 10% off: $2.70 of $3; the bill has the list price.
    var cube = UsageCube.of(Stream.of(input(1_000_000)));
    var ledger = Ledger.of(cube, SettlementTest::tenPercentOff);
    var split = reconciled(ledger, bill(line(DAY, INPUT, "3")));
    assertThat(split.ours()).isEqualTo(Money.of("2.7"));
    assertThat(causes(split)).containsExactly(Map.entry(BillCause.DISCOUNT, "0.3"));
  }

  private static Quote tenPercentOff(UsageKey key) {
    var card = ((Quote.Priced) BOOK.quote(key)).card();
    var contract = new Discount("contract", BigDecimal.TEN, "", Set.of(), DateRange.ALWAYS);
    return new Quote.Priced(
        new RateCard(
            card.priced(),
            card.rates(),
            card.factors(),
            List.of(contract),
            card.over(),
            card.valid(),
            card.provenance()));
  }

  @Test
  void aServiceThatTheBillDoesNotStateIsFoundByItsPrice() {
    var standard = of(SONNET, ServiceTier.STANDARD, Place.GLOBAL, Meter.INPUT, 1_000_000);
    assertThat(causes(reconciled(ledger(standard), bill(line(DAY, INPUT, "1.5")))))
        .containsExactly(Map.entry(BillCause.BATCH, "-1.5"));
    var batch = of(SONNET, ServiceTier.BATCH, Place.GLOBAL, Meter.INPUT, 1_000_000);
    assertThat(causes(reconciled(ledger(batch), bill(line(DAY, INPUT, "3")))))
        .containsExactly(Map.entry(BillCause.BATCH, "1.5"));
    assertThat(causes(reconciled(ledger(batch), bill(cents(DAY, INPUT, "3.00")))))
        .containsExactly(Map.entry(BillCause.BATCH, "1.5"));
  }

  @Test
  void aPlaceThatTheBillDoesNotStateIsFoundByItsPrice() {
    // Processing in the US alone costs a tenth more on Sonnet 4.6.
    var model = "claude-sonnet-4-6";
    var global = of(model, ServiceTier.STANDARD, Place.GLOBAL, Meter.INPUT, 1_000_000);
    var item = item(model, Meter.INPUT);
    assertThat(causes(reconciled(ledger(global), bill(line(DAY, item, "3.3")))))
        .containsExactly(Map.entry(BillCause.GEOGRAPHY, "0.3"));
    assertThat(causes(reconciled(ledger(global), bill(cents(DAY, item, "3.30")))))
        .containsExactly(Map.entry(BillCause.GEOGRAPHY, "0.3"));
    var us = of(model, ServiceTier.STANDARD, Place.INFERENCE_GEO_US, Meter.INPUT, 1_000_000);
    assertThat(causes(reconciled(ledger(us), bill(line(DAY, item, "3")))))
        .containsExactly(Map.entry(BillCause.GEOGRAPHY, "-0.3"));
  }

  @Test
  void aStatedPlaceIsAMoveAndAStatedServiceToo() {
    var model = "claude-sonnet-4-6";
    var us =
        new Item(
            model,
            Optional.of(Meter.INPUT),
            Optional.of(ServiceTier.BATCH),
            Optional.of(Place.INFERENCE_GEO_US),
            "",
            "",
            "");
    var global = of(model, ServiceTier.STANDARD, Place.GLOBAL, Meter.INPUT, 1_000_000);
    // $3 as logged, $1.50 as batch, $1.65 as batch in the US.
    assertThat(causes(reconciled(ledger(global), bill(line(DAY, us, "1.65")))))
        .containsOnly(Map.entry(BillCause.BATCH, "-1.5"), Map.entry(BillCause.GEOGRAPHY, "0.15"));
  }

  @Test
  void usageMovesToTheNearestVariantFirst() {
    // Logged: 1M as standard. Billed: 400,000 standard for the US and 600,000 as batch there.
    var model = "claude-sonnet-4-6";
    var lines =
        Stream.of(Map.entry(ServiceTier.BATCH, "0.99"), Map.entry(ServiceTier.STANDARD, "1.32"))
            .map(
                of ->
                    line(
                        DAY,
                        new Item(
                            model,
                            Optional.of(Meter.INPUT),
                            Optional.of(of.getKey()),
                            Optional.of(Place.INFERENCE_GEO_US),
                            "",
                            "",
                            ""),
                        of.getValue()))
            .toArray(BillLine[]::new);
    var global = of(model, ServiceTier.STANDARD, Place.GLOBAL, Meter.INPUT, 500_000);
    // The 500,000 go to the standard ones first (400,000 at $0.30 more a million), then to batch.
    assertThat(causes(reconciled(ledger(global), bill(lines))))
        .containsOnly(
            Map.entry(BillCause.GEOGRAPHY, "0.135"),
            Map.entry(BillCause.BATCH, "-0.15"),
            Map.entry(BillCause.NOT_LOGGED, "0.825"));
  }

  @Test
  void aModelThatOnlyTheBillHasIsNotLogged() {
    var mystery = bill(line(DAY, item("mystery-1", Meter.INPUT), "5"));
    assertThat(causes(reconciled(ledger(), mystery)))
        .containsExactly(Map.entry(BillCause.NOT_LOGGED, "5"));
    var searches = bill(line(DAY, item("mystery-1", Meter.WEB_SEARCH), "5"));
    assertThat(causes(reconciled(ledger(), searches)))
        .containsExactly(Map.entry(BillCause.SEARCHES, "5"));
  }

  @Test
  void loggedCallsWithoutAPriceExplainNothing() {
    var unpriced =
        new Slice(UsageKey.of(DAY, "plan", "mystery-1"), Usage.of(Meter.INPUT, 1_000_000));
    var split = reconciled(ledger(unpriced), bill(line(DAY, item("mystery-1", Meter.INPUT), "5")));
    assertThat(causes(split)).isEmpty();
    assertThat(split.residual()).isEqualTo(Money.of("5"));
    assertThat(split.unpriced()).isEqualTo(1);
  }

  @Test
  void fewerSearchesThanLoggedAreSearches() {
    var logged = ledger(used(DAY, Meter.WEB_SEARCH, 5));
    assertThat(causes(reconciled(logged, bill(line(DAY, item(Meter.WEB_SEARCH), "0.03")))))
        .containsExactly(Map.entry(BillCause.SEARCHES, "-0.02"));
  }

  @Test
  void aTotalWithoutMetersIsComparedAsATotal() {
    var total = bill(line(DAY, Item.ofModel(""), "20"));
    var split = reconciled(ledger(input(1_000_000), used(DAY, Meter.OUTPUT, 1_000_000)), total);
    assertThat(split.lines()).hasSize(1);
    assertThat(causes(split)).containsExactly(Map.entry(BillCause.NOT_LOGGED, "2"));
    assertThat(split.isImplied()).isTrue();
  }

  @Test
  void usageThatOneSideLacksMayBeAPriceIfBothHaveSome() {
    var more = reconciled(ledger(input(1_000_000)), bill(line(DAY, INPUT, "3.6")));
    assertThat(more.isImplied()).isTrue();
    assertThat(more.difference()).isEqualTo(Money.of("0.6"));
    var fewer = reconciled(ledger(input(1_000_000)), bill(line(DAY, INPUT, "2.4")));
    assertThat(causes(fewer)).containsExactly(Map.entry(BillCause.NOT_BILLED, "-0.6"));
    assertThat(fewer.isImplied()).isTrue();
    assertThat(reconciled(ledger(), bill(line(DAY, INPUT, "3"))).isImplied()).isFalse();
    var output = line(DAY, item(Meter.OUTPUT), "15");
    assertThat(reconciled(ledger(input(1_000_000)), bill(output)).isImplied()).isFalse();
    assertThat(reconciled(ledger(input(1_000_000)), bill(line(DAY, INPUT, "3"))).isImplied())
        .isFalse();
    var million = Optional.of(new BigDecimal("1200000"));
    var stated = bill(line(DAY, Kind.USAGE, INPUT, million, "3.6", "3.6"));
    assertThat(reconciled(ledger(input(1_000_000)), stated).isImplied()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"1, LATE", "3, LATE", "4, NONE"})
  void equalUsageIsLateForThreeDays(int days, String cause) {
    var output = used(DAY, Meter.OUTPUT, 1_000_000);
    var lines = new BillLine[days + 1];
    Arrays.setAll(lines, day -> line(DAY.plusDays(day), item(Meter.OUTPUT), day == 0 ? "15" : "0"));
    var late = line(DAY.plusDays(days), INPUT, "3");
    var all = Stream.concat(Arrays.stream(lines), Stream.of(late)).toArray(BillLine[]::new);
    var split = reconciled(ledger(output, input(1_000_000)), bill(all));
    if (cause.equals("LATE")) {
      assertThat(causes(split)).isEmpty();
      assertThat(split.lines().stream().map(of -> of.of(BillCause.LATE).toString()))
          .contains("-3", "3");
    } else {
      assertThat(causes(split))
          .containsOnly(
              Map.entry(BillCause.NOT_BILLED, "-3"), Map.entry(BillCause.NOT_LOGGED, "3"));
    }
  }

  @Test
  void partOfADayIsLateByOneDayOnly() {
    // Logged 1M and 1M; billed 0.6M and 1.3M: 0.3M is late, 0.1M is not billed.
    var next = DAY.plusDays(1);
    var split =
        reconciled(
            ledger(input(1_000_000), used(next, Meter.INPUT, 1_000_000)),
            bill(line(DAY, INPUT, "1.8"), line(next, INPUT, "3.9")));
    assertThat(split.lines().stream().map(of -> of.of(BillCause.LATE).toString()))
        .containsExactly("-0.9", "0.9");
    assertThat(causes(split)).containsExactly(Map.entry(BillCause.NOT_BILLED, "-0.3"));
    var after = DAY.plusDays(2);
    var apart =
        reconciled(
            ledger(input(1_000_000), used(after, Meter.INPUT, 1_000_000)),
            bill(line(DAY, INPUT, "1.8"), line(after, INPUT, "3.9")));
    assertThat(causes(apart))
        .containsOnly(
            Map.entry(BillCause.NOT_BILLED, "-1.2"), Map.entry(BillCause.NOT_LOGGED, "0.9"));
  }

  @Test
  void oneRatioBelowOneOnEverythingIsADiscount() {
    // 20% off on two meters, two days each.
    var next = DAY.plusDays(1);
    var logged =
        ledger(
            input(1_000_000),
            used(next, Meter.INPUT, 2_000_000),
            used(DAY, Meter.OUTPUT, 1_000_000),
            used(next, Meter.OUTPUT, 2_000_000));
    var both =
        bill(
            line(DAY, INPUT, "2.4"),
            line(next, INPUT, "4.8"),
            line(DAY, item(Meter.OUTPUT), "12"),
            line(next, item(Meter.OUTPUT), "24"));
    assertThat(causes(reconciled(logged, both)))
        .containsExactly(Map.entry(BillCause.DISCOUNT, "-10.8"));
    var one =
        bill(
            line(DAY, INPUT, "2.4"),
            line(next, INPUT, "4.8"),
            line(DAY, item(Meter.OUTPUT), "15"),
            line(next, item(Meter.OUTPUT), "30"));
    assertThat(causes(reconciled(logged, one)))
        .containsExactly(Map.entry(BillCause.LIST_DIFFERENCE, "-1.8"));
    var onlyInput = ledger(input(1_000_000), used(next, Meter.INPUT, 2_000_000));
    assertThat(
            causes(reconciled(onlyInput, bill(line(DAY, INPUT, "2.4"), line(next, INPUT, "4.8")))))
        .containsExactly(Map.entry(BillCause.LIST_DIFFERENCE, "-1.8"));
  }

  @Test
  void aRatioOfOneDayInThreeIsNoPrice() {
    var lines = new BillLine[5];
    var slices = new Slice[5];
    // Two of five days have the ratio 1.1: 30,000,000 / 3 tokens more each.
    for (int day = 0; day < 5; day++) {
      slices[day] = used(DAY.plusDays(day), Meter.INPUT, 10_000_000);
      lines[day] = line(DAY.plusDays(day), INPUT, List.of("33", "33", "36", "39", "42").get(day));
    }
    assertThat(causes(reconciled(ledger(slices), bill(lines))))
        .containsExactly(Map.entry(BillCause.NOT_LOGGED, "33"));
  }

  @Test
  void aMonthOnOneLineHasAllItsDays() {
    var month =
        spanning(DAY.withDayOfMonth(1), DAY.plusMonths(1).withDayOfMonth(1), INPUT, "9", "0.01");
    var split =
        reconciled(
            ledger(input(1_000_000), used(DAY.plusDays(9), Meter.INPUT, 2_000_000)), bill(month));
    assertThat(causes(split)).isEmpty();
    assertThat(split.lines()).hasSize(1);
    assertThat(split.lines().getFirst().from()).isEqualTo(DAY.withDayOfMonth(1));
    assertThat(split.lines().getFirst().to()).isEqualTo(DAY.withDayOfMonth(31));
  }
}
