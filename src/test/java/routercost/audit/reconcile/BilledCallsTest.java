package routercost.audit.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static routercost.audit.reconcile.BillDrafts.DAY;
import static routercost.audit.reconcile.BillDrafts.bill;
import static routercost.audit.reconcile.BillDrafts.causes;
import static routercost.audit.reconcile.BillDrafts.cents;
import static routercost.audit.reconcile.BillDrafts.input;
import static routercost.audit.reconcile.BillDrafts.item;
import static routercost.audit.reconcile.BillDrafts.ledger;
import static routercost.audit.reconcile.BillDrafts.line;
import static routercost.audit.reconcile.BillDrafts.reconciled;
import static routercost.audit.reconcile.BillDrafts.used;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routercost.audit.reconcile.BillLine.Item;
import routercost.audit.reconcile.BillLine.Kind;
import routercost.audit.reconcile.ReconciledLine.BillCause;
import routercost.price.Money;
import routercost.usage.Meter;
import routercost.usage.Slice;
import routercost.usage.Usage;
import routercost.usage.UsageKey;

/// Which calls belong to which bill, and what terms add to them.
class BilledCallsTest {
  private static final Item INPUT = item(Meter.INPUT);

  @Test
  void eachBillGetsTheCallsOfItsModels() {
    var other = new Slice(UsageKey.of(DAY, "plan", "gpt-4o"), Usage.of(Meter.INPUT, 1_000_000));
    var first = bill("a.csv", line(DAY, INPUT, "3"));
    var second = bill("b.csv", line(DAY, item("gpt-4o", Meter.INPUT), "2.5"));
    var split = reconciled(ledger(input(1_000_000), other), first, second);
    assertThat(causes(split)).isEmpty();
    assertThat(split.lines().stream().map(line -> line.bill() + " " + line.ours()))
        .containsExactly("a.csv 3", "b.csv 2.5");
    // The bill of the provider takes a model that no bill names, and only its days.
    var haiku =
        new Slice(
            UsageKey.of(DAY, "plan", "claude-haiku-4-5-20251001"),
            Usage.of(Meter.INPUT, 1_000_000));
    assertThat(causes(reconciled(ledger(input(1_000_000), haiku), first, second)))
        .containsOnly(
            Map.entry(BillCause.NOT_BILLED, "-1"), Map.entry(BillCause.NOT_LOGGED, "2.5"));
    // Of two bills that name a model, the one of the day.
    var later = bill("c.csv", line(DAY.plusDays(1), INPUT, "6"));
    var days = ledger(input(1_000_000), used(DAY.plusDays(1), Meter.INPUT, 2_000_000));
    var both = reconciled(days, first, later);
    assertThat(causes(both)).isEmpty();
    assertThat(both.outside()).isEqualTo(Money.ZERO);
    // A bill without models takes what is left.
    var all = new ProviderBill("t.csv", Set.of(), List.of(line(DAY, Item.ofModel(""), "2.5")));
    assertThat(reconciled(ledger(other), all).ours()).isEqualTo(Money.of("2.5"));
  }

  @Test
  void onlyTheDaysThatAreAskedForAreCompared() {
    var next = DAY.plusDays(1);
    var ledger = ledger(input(1_000_000), used(next, Meter.INPUT, 2_000_000));
    var days = Optional.of(new Reconciler.Days(DAY, next));
    var split =
        reconciled(ledger, days, Terms.NONE, bill(line(DAY, INPUT, "3"), line(next, INPUT, "6")));
    assertThat(split.ours()).isEqualTo(Money.of("3"));
    assertThat(split.outside()).isEqualTo(Money.of("6"));
  }

  private static Terms fee(String percent) {
    return new Terms(
        "",
        new TreeMap<>(),
        List.of(new Terms.Markup("Fee", new BigDecimal(percent))),
        List.of(),
        Terms.Accounts.USUAL);
  }

  @ParameterizedTest
  @CsvSource({
    "Fee, 0.15, , ", // 5% of $3 as billed
    "fee, 0.16, LIST_DIFFERENCE, 0.01",
    "Other, 0.15, NOT_BILLED, -0.15"
  })
  void aLineOfTermsIsComparedWithTheLineOfItsName(
      String name, String billed, BillCause cause, String amount) {
    var bill =
        bill(
            line(DAY, INPUT, "3"),
            line(DAY, Kind.LATE, Item.ofModel(name), Optional.empty(), billed, billed));
    var split = reconciled(ledger(input(1_000_000)), Optional.empty(), fee("5"), bill);
    assertThat(split.usage()).isEqualTo(Money.of("3"));
    assertThat(split.ours()).isEqualTo(Money.of("3.15"));
    var expected = new EnumMap<BillCause, String>(BillCause.class);
    if (cause != null) {
      expected.put(cause, amount);
    }
    if (name.equals("Other")) {
      expected.put(BillCause.LATE, "0.15");
    }
    assertThat(causes(split)).isEqualTo(expected);
    assertThat(split.residual().isZero()).isTrue();
  }

  @Test
  void termsWithinHalfACentAreRounding() {
    var bill =
        bill(
            cents(DAY, INPUT, "3.00"),
            line(DAY, Kind.LATE, Item.ofModel("Fee"), Optional.empty(), "0.15", "0.15"));
    var split = reconciled(ledger(input(1_000_000)), Optional.empty(), fee("5.1"), bill);
    assertThat(causes(split)).containsExactly(Map.entry(BillCause.ROUNDING, "-0.003"));
  }
}
