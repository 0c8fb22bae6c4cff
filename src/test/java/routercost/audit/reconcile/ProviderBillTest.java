package routercost.audit.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static routercost.audit.reconcile.BillDrafts.DAY;
import static routercost.audit.reconcile.BillDrafts.SONNET;
import static routercost.audit.reconcile.BillDrafts.bill;
import static routercost.audit.reconcile.BillDrafts.cents;
import static routercost.audit.reconcile.BillDrafts.item;
import static routercost.audit.reconcile.BillDrafts.line;
import static routercost.audit.reconcile.BillDrafts.report;
import static routercost.audit.reconcile.BillDrafts.spanning;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import routercost.audit.reconcile.BillLine.Item;
import routercost.audit.reconcile.BillLine.Kind;
import routercost.usage.Meter;
import routercost.usage.Place;
import routercost.usage.ServiceTier;
import routercost.usage.UsageKey;

/// What a bill states decides how finely it can be compared.
class ProviderBillTest {
  private static final Item NOTHING = Item.ofModel("");

  private static Item stating(Optional<ServiceTier> service, Optional<Place> place) {
    return new Item(SONNET, Optional.of(Meter.INPUT), service, place, "ws", "key", "tokens");
  }

  @Test
  void itIsAsFineAsItsLines() {
    var plain = bill(line(DAY, NOTHING, "3"));
    assertThat(plain.statesModels()).isFalse();
    assertThat(plain.statesMeters()).isFalse();
    assertThat(plain.statesServices()).isFalse();
    assertThat(plain.statesPlaces()).isFalse();
    assertThat(plain.statesLifetimes()).isFalse();
    assertThat(plain.statesQuantities()).isFalse();
    assertThat(plain.isDaily()).isTrue();
    assertThat(plain.name()).isEqualTo("bill.csv");
    assertThat(plain.providers()).containsExactly("anthropic");
    assertThat(plain.names(SONNET)).isFalse();
    var model = bill(line(DAY, item(Meter.INPUT), "3"));
    assertThat(model.statesModels()).isTrue();
    assertThat(model.statesMeters()).isTrue();
    assertThat(model.statesServices()).isFalse();
    assertThat(model.names(SONNET)).isTrue();
    var served =
        bill(line(DAY, stating(Optional.of(ServiceTier.BATCH), Optional.of(Place.GLOBAL)), "3"));
    assertThat(served.statesServices()).isTrue();
    assertThat(served.statesPlaces()).isTrue();
    var million = Optional.of(new BigDecimal("1000000"));
    assertThat(bill(line(DAY, Kind.USAGE, item(Meter.INPUT), million, "3", "3")).statesQuantities())
        .isTrue();
    assertThat(bill(spanning(DAY, DAY.plusDays(2), NOTHING, "3", "0.01")).isDaily()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(
      value = Meter.class,
      names = {"CACHE_WRITE_5M", "CACHE_WRITE_1H", "CACHE_WRITE_UNKNOWN", "CACHE_READ"})
  void itStatesLifetimesOfCacheWritesByTheirMeters(Meter meter) {
    assertThat(bill(line(DAY, item(meter), "3")).statesLifetimes())
        .isEqualTo(meter == Meter.CACHE_WRITE_5M || meter == Meter.CACHE_WRITE_1H);
  }

  @Test
  void creditsAndReportsSayNothingOfUsage() {
    var credit = line(DAY, Kind.CREDIT, item(Meter.INPUT), Optional.empty(), "-1", "-1");
    var bill = bill(line(DAY, NOTHING, "3"), credit, report(DAY, item(Meter.OUTPUT), "5"));
    assertThat(bill.statesModels()).isFalse();
    assertThat(bill.statesMeters()).isFalse();
    assertThat(bill.charges()).hasSize(1);
    assertThat(bill.names(SONNET)).isTrue();
  }

  @Test
  void itsDaysAreThoseOfItsUsage() {
    var later = line(DAY.plusDays(9), Kind.TAX, NOTHING, Optional.empty(), "1", "1");
    var bill = bill(line(DAY.plusDays(1), NOTHING, "3"), line(DAY, NOTHING, "3"), later);
    assertThat(bill.from()).contains(DAY);
    assertThat(bill.to()).contains(DAY.plusDays(2));
    assertThat(bill(later).from()).isEmpty();
  }

  @Test
  void roundingHidesHalfOfTheLastPlace() {
    assertThat(bill(cents(DAY, NOTHING, "3.00")).halfUnit()).isEqualByComparingTo("0.005");
    assertThat(
            bill(cents(DAY, NOTHING, "3.00"), spanning(DAY, DAY, NOTHING, "3", "0.0001"))
                .halfUnit())
        .isEqualByComparingTo("0.00005");
    assertThat(bill(report(DAY, NOTHING, "5")).halfUnit()).isEqualByComparingTo("0.005");
  }

  private static UsageKey logged(LocalDate day) {
    return UsageKey.of(day, "plan", SONNET)
        .withLabels(new TreeMap<>(Map.of("workspace", "ws", "api_key", "key")));
  }

  @Test
  void workspacesAndKeysAreComparedWhereTheyAreAskedFor() {
    var item = stating(Optional.empty(), Optional.empty());
    var bill = bill(line(DAY, item, "3"));
    var plain = new CellKeys(Reconciler.Labels.NONE);
    var named = new CellKeys(new Reconciler.Labels("workspace", "api_key"));
    for (var keys : List.of(plain, named)) {
      var billed = keys.billed(bill, bill.lines().getFirst());
      assertThat(keys.used(bill, logged(DAY), SONNET, Meter.INPUT)).isEqualTo(billed);
      assertThat(keys.reported(bill, report(DAY, item, "5"))).isEqualTo(billed);
    }
    var withBoth = named.billed(bill, bill.lines().getFirst());
    assertThat(withBoth.workspace() + withBoth.key()).isEqualTo("wskey");
    var withNone = plain.billed(bill, bill.lines().getFirst());
    assertThat(withNone.workspace() + withNone.key()).isEmpty();
    var unlabelled = named.used(bill, UsageKey.of(DAY, "plan", SONNET), SONNET, Meter.INPUT);
    assertThat(unlabelled.workspace() + unlabelled.key()).isEmpty();
  }

  @Test
  void aLineWithoutModelAndMeterIsKnownByItsPurpose() {
    var bill = bill(line(DAY, item(Meter.INPUT), "3"));
    var fee = new Item("", Optional.empty(), Optional.empty(), Optional.empty(), "", "", "Support");
    var keys = new CellKeys(Reconciler.Labels.NONE);
    assertThat(keys.billed(bill, line(DAY, fee, "9")).model()).isEqualTo("Support");
    assertThat(keys.billed(bill(line(DAY, fee, "9")), line(DAY, fee, "9")).model()).isEmpty();
    assertThat(keys.billed(bill, bill.lines().getFirst()).model()).isEqualTo(SONNET);
    var searches = item("", Meter.WEB_SEARCH);
    assertThat(keys.billed(bill, line(DAY, searches, "9")).model()).isEmpty();
  }

  @Test
  void aMeterThatTheBillHasWithoutModelsIsComparedWithoutThem() {
    var bill = bill(line(DAY, item(Meter.INPUT), "3"), line(DAY, item("", Meter.WEB_SEARCH), "1"));
    var keys = new CellKeys(Reconciler.Labels.NONE);
    assertThat(keys.used(bill, logged(DAY), SONNET, Meter.WEB_SEARCH).model()).isEmpty();
    assertThat(keys.used(bill, logged(DAY), SONNET, Meter.INPUT).model()).isEqualTo(SONNET);
    assertThat(keys.used(bill, logged(DAY), SONNET, Meter.OUTPUT).model()).isEqualTo(SONNET);
    assertThat(keys.used(bill, logged(DAY), SONNET, Meter.OUTPUT).meter()).contains(Meter.OUTPUT);
    var total = bill(line(DAY, NOTHING, "3"));
    var all = new CellKeys(Reconciler.Labels.NONE).used(total, logged(DAY), SONNET, Meter.INPUT);
    assertThat(all.model()).isEmpty();
    assertThat(all.meter()).isEmpty();
  }

  @Test
  void aDayIsComparedWithinTheShortestPeriodThatHasIt() {
    var month = spanning(DAY.withDayOfMonth(1), DAY.plusDays(27), item(Meter.INPUT), "9", "0.01");
    var week = spanning(DAY, DAY.plusDays(7), item(Meter.INPUT), "9", "0.01");
    var bill = bill(month, week);
    var keys = new CellKeys(Reconciler.Labels.NONE);
    assertThat(keys.used(bill, logged(DAY), SONNET, Meter.INPUT).to()).isEqualTo(DAY.plusDays(7));
    var before = keys.used(bill, logged(DAY.minusDays(1)), SONNET, Meter.INPUT);
    assertThat(before.from()).isEqualTo(DAY.withDayOfMonth(1));
    assertThat(before.isOneDay()).isFalse();
    var outside = keys.used(bill, logged(DAY.plusMonths(2)), SONNET, Meter.INPUT);
    assertThat(outside.isOneDay()).isTrue();
    var daily = bill(month, line(DAY, item(Meter.INPUT), "3"));
    var days = new CellKeys(Reconciler.Labels.NONE);
    assertThat(days.used(daily, logged(DAY), SONNET, Meter.INPUT).isOneDay()).isTrue();
    var twoDays = bill(spanning(DAY, DAY.plusDays(2), item(Meter.INPUT), "9", "0.01"));
    var pair = new CellKeys(Reconciler.Labels.NONE).used(twoDays, logged(DAY), SONNET, Meter.INPUT);
    assertThat(pair.to()).isEqualTo(DAY.plusDays(2));
  }

  @Test
  void variantsAreApartByWhatDiffers() {
    var one =
        new Variant(
            Optional.of(ServiceTier.BATCH), Optional.of(Place.GLOBAL), Optional.of(Meter.INPUT));
    var other =
        new Variant(
            Optional.of(ServiceTier.STANDARD),
            Optional.of(Place.INFERENCE_GEO_US),
            Optional.of(Meter.OUTPUT));
    assertThat(one.distance(one)).isZero();
    assertThat(one.distance(other)).isEqualTo(3);
    assertThat(one.withService(other).distance(other)).isEqualTo(2);
    assertThat(one.withService(other).withPlace(other).distance(other)).isEqualTo(1);
    var key = one.of(UsageKey.of(DAY, "plan", SONNET));
    assertThat(key.service()).isEqualTo(ServiceTier.BATCH);
    assertThat(key.place()).isEqualTo(Place.GLOBAL);
  }

  @Test
  void aBillKeepsItsNameAndProvidersWithAReport() {
    var bill = new ProviderBill("b.csv", Set.of("openai"), List.of(line(DAY, NOTHING, "3")));
    var more = bill.with(List.of(report(DAY, item(Meter.OUTPUT), "5")));
    assertThat(more.lines()).hasSize(2);
    assertThat(more.name()).isEqualTo("b.csv");
    assertThat(more.providers()).containsExactly("openai");
  }
}
