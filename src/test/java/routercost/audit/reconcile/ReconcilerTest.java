package routercost.audit.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static routercost.audit.reconcile.BillDrafts.DAY;
import static routercost.audit.reconcile.BillDrafts.SONNET;
import static routercost.audit.reconcile.BillDrafts.bill;
import static routercost.audit.reconcile.BillDrafts.causes;
import static routercost.audit.reconcile.BillDrafts.input;
import static routercost.audit.reconcile.BillDrafts.item;
import static routercost.audit.reconcile.BillDrafts.ledger;
import static routercost.audit.reconcile.BillDrafts.line;
import static routercost.audit.reconcile.BillDrafts.reconciled;
import static routercost.audit.reconcile.BillDrafts.report;
import static routercost.audit.reconcile.BillDrafts.used;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import routercost.audit.reconcile.BillLine.Item;
import routercost.audit.reconcile.BillLine.Kind;
import routercost.audit.reconcile.ReconciledLine.BillCause;
import routercost.audit.reconcile.Reconciliation.Tolerance;
import routercost.price.Money;
import routercost.usage.Meter;
import routercost.usage.Place;
import routercost.usage.ServiceTier;
import routercost.usage.Slice;
import routercost.usage.Usage;
import routercost.usage.UsageKey;

class ReconcilerTest {
  @Test
  void whatAgreesHasNoCause() {
    var same = reconciled(ledger(input(1_000_000)), bill(line(DAY, item(Meter.INPUT), "3")));
    assertThat(causes(same)).isEmpty();
    assertThat(same.residual()).isEqualTo(Money.ZERO);
    assertThat(same.ours()).isEqualTo(Money.of("3"));
  }

  @Test
  void aStatedQuantityTellsAPriceFromMissingUsage() {
    var million = Optional.of(new BigDecimal("1000000"));
    var dearer =
        reconciled(
            ledger(input(1_000_000)),
            bill(line(DAY, Kind.USAGE, item(Meter.INPUT), million, "3.6", "3.6")));
    assertThat(causes(dearer)).containsExactly(Map.entry(BillCause.LIST_DIFFERENCE, "0.6"));
    var more = Optional.of(new BigDecimal("1200000"));
    var unlogged =
        reconciled(
            ledger(input(1_000_000)),
            bill(line(DAY, Kind.USAGE, item(Meter.INPUT), more, "3.6", "3.6")));
    assertThat(causes(unlogged)).containsExactly(Map.entry(BillCause.NOT_LOGGED, "0.6"));
  }

  @Test
  void aUsageReportGivesTheQuantitiesThatABillLacks() {
    var amounts = bill(line(DAY, item(Meter.INPUT), "3.6"));
    var counts = bill("usage.json", report(DAY, item(Meter.INPUT), "1000000"));
    assertThat(causes(reconciled(ledger(input(1_000_000)), amounts)))
        .containsExactly(Map.entry(BillCause.NOT_LOGGED, "0.6"));
    assertThat(causes(reconciled(ledger(input(1_000_000)), amounts, counts)))
        .containsExactly(Map.entry(BillCause.LIST_DIFFERENCE, "0.6"));
  }

  @Test
  void oneRatioOnMostDaysIsAPrice() {
    var slices = new ArrayList<Slice>();
    var lines = new ArrayList<BillLine>();
    for (int day = 0; day < 4; day++) { // $3, $6, $9, $12 a day, billed at 10% more
      slices.add(used(DAY.plusDays(day), Meter.INPUT, 1_000_000L * (day + 1)));
      lines.add(
          line(
              DAY.plusDays(day),
              item(Meter.INPUT),
              new BigDecimal("3.3").multiply(BigDecimal.valueOf(day + 1)).toString()));
    }
    lines.add(line(DAY, item(Meter.OUTPUT), "15"));
    slices.add(used(DAY, Meter.OUTPUT, 1_000_000));
    var dearer =
        reconciled(ledger(slices.toArray(Slice[]::new)), bill(lines.toArray(BillLine[]::new)));
    assertThat(causes(dearer)).containsExactly(Map.entry(BillCause.LIST_DIFFERENCE, "3"));
  }

  @Test
  void anAmountThatIsNoWholeNumberOfTokensStaysUnexplained() {
    // $0.0000015 is half a token of input.
    var odd = reconciled(ledger(input(1_000_000)), bill(line(DAY, item(Meter.INPUT), "3.0000015")));
    assertThat(causes(odd)).isEmpty();
    assertThat(odd.residual()).isEqualTo(Money.of("0.0000015"));
    assertThat(Tolerance.USUAL.allows(odd)).isTrue();
    assertThat(new Tolerance(Money.ZERO, BigDecimal.ZERO).allows(odd)).isFalse();
  }

  @Test
  void discountsCreditsAndTaxesHaveLinesOfTheirOwn() {
    var million = Optional.of(new BigDecimal("1000000"));
    var reconciliation =
        reconciled(
            ledger(input(1_000_000)),
            bill(
                line(DAY, Kind.USAGE, item(Meter.INPUT), million, "2.7", "3"),
                line(DAY, Kind.CREDIT, Item.ofModel(""), Optional.empty(), "-1", "-1"),
                line(DAY, Kind.TAX, Item.ofModel(""), Optional.empty(), "0.51", "0.51"),
                line(DAY, Kind.ROUNDING, Item.ofModel(""), Optional.empty(), "0.004", "0.004")));
    assertThat(causes(reconciliation))
        .containsOnly(
            Map.entry(BillCause.DISCOUNT, "-0.3"),
            Map.entry(BillCause.CREDIT, "-1"),
            Map.entry(BillCause.TAX, "0.51"),
            Map.entry(BillCause.ROUNDING, "0.004"));
    assertThat(reconciliation.residual()).isEqualTo(Money.ZERO);
  }

  @Test
  void batchPlaceAndLifetimeAreToldApart() {
    // 100,000 tokens of output as batch: 0.75 instead of 1.5. A million of writes for an hour: 6
    // instead of 3.75.
    var served =
        new Item(
            SONNET,
            Optional.of(Meter.OUTPUT),
            Optional.of(ServiceTier.BATCH),
            Optional.of(Place.GLOBAL),
            "",
            "",
            "");
    var hour =
        new Item(
            SONNET,
            Optional.of(Meter.CACHE_WRITE_1H),
            Optional.of(ServiceTier.STANDARD),
            Optional.of(Place.GLOBAL),
            "",
            "",
            "");
    var moved =
        reconciled(
            ledger(used(DAY, Meter.OUTPUT, 100_000), used(DAY, Meter.CACHE_WRITE_5M, 1_000_000)),
            bill(line(DAY, served, "0.75"), line(DAY, hour, "6")));
    assertThat(causes(moved))
        .containsOnly(
            Map.entry(BillCause.BATCH, "-0.75"), Map.entry(BillCause.CACHE_LIFETIME, "2.25"));
  }

  @Test
  void whatIsBilledADayLaterIsLateAndSumsToZero() {
    var late =
        reconciled(
            ledger(
                input(1_000_000),
                used(DAY.plusDays(1), Meter.INPUT, 2_000_000),
                used(DAY, Meter.OUTPUT, 1_000_000)),
            bill(
                line(DAY, item(Meter.OUTPUT), "15"),
                line(DAY.plusDays(1), item(Meter.INPUT), "9")));
    assertThat(causes(late)).isEmpty();
    assertThat(late.lines().stream().map(line -> line.of(BillCause.LATE).toString()))
        .containsExactly("-3", "0", "3");
  }

  @Test
  void whatNoBillIsOfIsNotCompared() {
    var other = new Slice(UsageKey.of(DAY, "plan", "gpt-4o"), Usage.of(Meter.INPUT, 1_000_000));
    var reconciliation =
        reconciled(
            ledger(input(1_000_000), used(DAY.minusDays(1), Meter.INPUT, 1_000_000), other),
            bill(line(DAY, item(Meter.INPUT), "3")));
    assertThat(reconciliation.ours()).isEqualTo(Money.of("3"));
    assertThat(reconciliation.outside()).isEqualTo(Money.of("3"));
    assertThat(reconciliation.uncovered()).isEqualTo(Money.of("2.5"));
  }

  @Test
  void termsAddMarkupsAndWhatACommitmentLacks() {
    var terms =
        new Terms(
            "",
            Collections.emptySortedMap(),
            List.of(new Terms.Markup("Fee", new BigDecimal("5"))),
            List.of(new Terms.Commitment("Annual", Money.of("200"))),
            Terms.Accounts.USUAL);
    assertThat(terms.lines(Money.of("100")).stream().map(line -> line.amount().toString()))
        .containsExactly("5", "95");
    assertThat(terms.lines(Money.of("300")).stream().map(line -> line.name()))
        .containsExactly("Fee");
  }

  @Test
  void everyLineIsOursAndItsCausesAndItsResidual() {
    var reconciliation =
        reconciled(
            ledger(input(1_000_000), used(DAY, Meter.WEB_SEARCH, 3)),
            bill(
                line(DAY, item(Meter.INPUT), "2.9999"),
                line(DAY, item(Meter.WEB_SEARCH), "0.05"),
                line(DAY, Kind.CREDIT, Item.ofModel(""), Optional.empty(), "-1", "-1")));
    assertThat(reconciliation.lines())
        .allSatisfy(
            line ->
                assertThat(
                        Money.sum(
                            Stream.concat(
                                    Stream.of(line.ours(), line.residual()),
                                    line.causes().values().stream())
                                .toList()))
                    .isEqualTo(line.theirs()));
    assertThat(reconciliation.of(BillCause.SEARCHES)).isEqualTo(Money.of("0.02"));
  }
}
