package routercost.price;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import routercost.price.Ledger.UnpricedSlice;
import routercost.read.config.prices.PriceBooks;
import routercost.usage.Place;
import routercost.usage.RandomCubes;
import routercost.usage.ServiceTier;
import routercost.usage.Slice;
import routercost.usage.Usage;
import routercost.usage.UsageCube;
import routercost.usage.UsageKey;

class PriceLawsTest {
  private static final int CASES = 200;
  private static final PriceBook BOOK = PriceBooks.builtIn();
  private static final List<String> MODELS =
      List.of("claude-opus-5-5", "claude-haiku-5-5", "haiku", "gpt-6.1-sol", "gpt-5.5-pro", "x");

  private final RandomCubes random = RandomCubes.of(20261121, MODELS);

  private static Ledger price(UsageKey key, Usage usage) {
    return Ledger.of(List.of(new Slice(key, usage)), BOOK::quote);
  }

  @Test
  void withinOneKeyTheCostOfASumIsTheSumOfTheCosts() {
    int priced = 0;
    for (int i = 0; i < CASES; i++) {
      var key = random.key();
      var a = random.usage();
      var b = random.usage();
      var apart = price(key, a).plus(price(key, b));
      if (apart.isComplete()) {
        priced++;
        assertThat(price(key, a.plus(b)).total()).isEqualTo(apart.total());
      }
    }
    assertThat(priced).as("cases with a price").isGreaterThan(CASES / 10);
  }

  @Test
  void withinOneKeyWhatHasAPriceDoesNotLoseItBesideMoreOfTheSame() {
    for (int i = 0; i < CASES; i++) {
      var key = random.key();
      var usage = random.usage();
      assertThat(price(key, usage.plus(usage)).isComplete())
          .isEqualTo(price(key, usage).isComplete());
    }
  }

  @Test
  void componentsSumToTheListPrice() {
    for (int i = 0; i < CASES; i++) {
      for (var charge : Ledger.of(random.cube(), BOOK::quote).charges()) {
        var sum = BigDecimal.ZERO;
        for (var component : charge.components()) {
          sum = sum.add(component.amount().usd());
        }
        assertThat(charge.list()).isEqualTo(new Money(sum));
      }
    }
  }

  @Test
  void theListPriceAndTheReductionsSumToTheTotal() {
    var discounts =
        List.of(
            new Discount("all", new BigDecimal("7.5"), "", Set.of(), DateRange.ALWAYS),
            new Discount(
                "opus", new BigDecimal("20"), "", Set.of("claude-opus-5-5"), DateRange.ALWAYS));
    var catalog = BOOK.catalog();
    var book =
        new PriceBook(
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
                discounts));
    for (int i = 0; i < CASES; i++) {
      for (var charge : Ledger.of(random.cube(), book::quote).charges()) {
        var total = charge.list();
        for (var reduction : charge.reductions()) {
          total = total.plus(reduction.amount());
        }
        assertThat(charge.total()).isEqualTo(total);
      }
    }
  }

  @Test
  void allUsageIsEitherChargedOrUncharged() {
    for (int i = 0; i < CASES; i++) {
      var cube = random.cube();
      var ledger = Ledger.of(cube, BOOK::quote);
      var charged = ledger.charges().stream().map(Charge::slice);
      var uncharged = ledger.uncharged().stream().map(UnpricedSlice::slice);
      assertThat(UsageCube.of(Stream.concat(charged, uncharged))).isEqualTo(cube);
    }
  }

  @Test
  void aMergedLogCostsWhatItsPartsCost() {
    var pricedAlways =
        new RandomCubes(
            new Random(20261121),
            List.of("claude-opus-5-5", "claude-haiku-5-5", "haiku", "opus"),
            List.of(ServiceTier.STANDARD, ServiceTier.BATCH),
            List.of(Place.GLOBAL, Place.INFERENCE_GEO_US));
    for (int i = 0; i < CASES; i++) {
      var a = pricedAlways.cube();
      var b = pricedAlways.cube();
      var parts = Ledger.of(a, BOOK::quote).plus(Ledger.of(b, BOOK::quote));
      assertThat(parts.uncharged()).isEmpty();
      assertThat(Ledger.of(a.plus(b), BOOK::quote).total()).isEqualTo(parts.total());
    }
  }
}
