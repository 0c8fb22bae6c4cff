package routercost.audit.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import routercost.audit.Bills.Draft;
import routercost.audit.NotCounted;
import routercost.audit.budget.Budget.Metric;
import routercost.audit.budget.BudgetPeriod.DateSpan;
import routercost.price.DraftBook;
import routercost.price.DraftModel;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.price.PriceBook;
import routercost.usage.Calls;
import routercost.usage.Slice;
import routercost.usage.UsageCube;
import routercost.whatif.Comparison;
import routercost.whatif.Scenario;

class BillBuilderTest {
  private static final LocalDate DAY = LocalDate.of(2026, 10, 5);
  private static final PriceBook BOOK =
      DraftBook.of(
              DraftModel.named("large").costing("10", "10").tier("opus", ""),
              DraftModel.named("small").costing("1", "1").tier("haiku", ""))
          .alias("big", "large")
          .book();

  private static Slice slice(String model, long calls, long input) {
    return new Slice(Calls.key("2026-10-05", model), Calls.usage(calls, input, 0));
  }

  private static BillBuilder builder(String... targets) {
    return new BillBuilder(BOOK, new TreeSet<>(List.of("team")), new TreeSet<>(List.of(targets)));
  }

  private static Bill bill(BillBuilder builder, Slice... slices) {
    var cube = UsageCube.of(List.of(slices).stream());
    return builder.bill(Comparison.of(cube, Scenario.NONE, BOOK, Optional.empty()));
  }

  @Test
  void aLineHasTheSumsOfItsCalls() {
    var line = bill(builder(), slice("large", 3, 600_000)).lines().getFirst();
    assertThat(line.day()).isEqualTo(DAY);
    assertThat(line.amounts().cost()).isEqualTo(Money.of("6"));
    assertThat(line.amounts().complete()).isTrue();
    assertThat(line.amounts().calls()).isEqualByComparingTo("3");
    assertThat(line.amounts().unpriced()).isEqualByComparingTo("0");
    assertThat(line.amounts().tokens()).isEqualByComparingTo("600000");
    assertThat(line.missed()).isEmpty();
  }

  @Test
  void callsWithoutAPriceAreCountedAsSuch() {
    var amounts = bill(builder(), slice("nova", 2, 5)).lines().getFirst().amounts();
    assertThat(amounts.complete()).isFalse();
    assertThat(amounts.unpriced()).isEqualByComparingTo("2");
    assertThat(amounts.cost()).isEqualTo(Money.ZERO);
  }

  @Test
  void aMissedSavingIsWhatTheTargetWouldCostLessAndNeverNegative() {
    var lines =
        bill(builder("small", "large"), slice("large", 1, 1_000_000), slice("small", 1, 1_000_000))
            .lines();
    var byModel = new TreeMap<String, Map<String, Money>>();
    lines.forEach(line -> byModel.put(line.attribute("model").orElseThrow(), line.missed()));
    assertThat(byModel)
        .containsEntry("large", Map.of("small", Money.of("9"), "large", Money.ZERO))
        .containsEntry("small", Map.of("small", Money.ZERO, "large", Money.ZERO));
  }

  @Test
  void theBillOfALedgerHasChargedAndUnchargedCalls() {
    var ledger = Ledger.of(List.of(slice("small", 4, 2_000_000), slice("nova", 2, 5)), BOOK::quote);
    var bill = builder().bill(ledger);
    assertThat(bill.total().cost()).isEqualTo(Money.of("2"));
    assertThat(bill.total().calls()).isEqualByComparingTo("6");
    assertThat(bill.total().unpriced()).isEqualByComparingTo("2");
    assertThat(bill.unpricedModels()).containsExactly("nova");
  }

  @Test
  void attributesNameTheModelOfTheBookItsTierAndEveryLabel() {
    assertThat(builder().attributes(slice("big", 1, 1)))
        .containsEntry("task", "chat")
        .containsEntry("model", "large")
        .containsEntry("tier", "opus")
        .containsEntry("provider", "acme")
        .containsEntry("team", "");
    assertThat(builder().attributes(slice("nova", 1, 1)))
        .containsEntry("model", "nova")
        .doesNotContainKeys("tier", "provider");
  }

  @Test
  void theVocabularyIsThatOfTheBook() {
    var vocabulary = bill(builder(), slice("large", 1, 1)).vocabulary();
    assertThat(vocabulary.get("model")).containsExactly("large", "small");
    assertThat(vocabulary.get("tier")).contains("haiku", "opus");
    assertThat(vocabulary.get("provider")).containsExactly("acme");
    assertThat(vocabulary.get("service")).contains("standard", "batch");
    assertThat(vocabulary.get("place")).contains("global");
    assertThat(vocabulary.get("status")).containsExactly("failed", "ok");
  }

  @Test
  void aModelHasItsIdUnderAnyName() {
    assertThat(builder().modelId("big", DAY)).isEqualTo("large");
    assertThat(builder().modelId("nova", DAY)).isEqualTo("nova");
  }

  private static Optional<BudgetEvidence.SingleCall> largest(Metric metric, Slice... slices) {
    var budgets =
        new Budgets(
            "b.yaml",
            Optional.empty(),
            List.of(Draft.of(metric, "1").budget()),
            List.of(),
            Optional.empty());
    var search = new LargestCalls(budgets, builder(), Optional.empty());
    for (int i = 0; i < slices.length; i++) {
      search.see(slices[i], "log.csv:" + (i + 2));
    }
    return Optional.ofNullable(search.found().get("b"));
  }

  @Test
  void theLargestCallIsFoundWithItsPlace() {
    var call =
        largest(
                Metric.LARGEST_CALL,
                slice("small", 1, 1_000_000),
                slice("large", 1, 300_000),
                slice("small", 1, 2_000_000))
            .orElseThrow();
    assertThat(call.actual()).isEqualTo(new Ratio(new BigDecimal("3"), BigDecimal.ONE));
    assertThat(call.place()).isEqualTo("log.csv:3");
    assertThat(call.day()).isEqualTo(new DateSpan(DAY, DAY));
    assertThat(call.aggregated()).isEmpty();
  }

  @Test
  void aRecordOfSeveralCallsHasTheirMeanAndSaysSo() {
    var call =
        largest(Metric.LARGEST_PROMPT, slice("small", 4, 1_000), slice("small", 1, 300))
            .orElseThrow();
    assertThat(call.actual().part().divide(call.actual().whole())).isEqualByComparingTo("300");
    assertThat(call.aggregated()).isPresent();
    assertThat(largest(Metric.LARGEST_PROMPT, slice("small", 4, 1_000)).orElseThrow().actual())
        .isEqualTo(new Ratio(new BigDecimal("1000"), new BigDecimal("4")));
  }

  @Test
  void aCallWithoutAPriceHasNoSizeInDollars() {
    assertThat(largest(Metric.LARGEST_CALL, slice("nova", 1, 9))).isEmpty();
  }

  private static Bill bill(NotCounted.Entry... entries) {
    return builder().bill(new NotCounted(List.of(entries)));
  }

  private static NotCounted.Entry entry(
      NotCounted.Kind kind,
      long rows,
      List<NotCounted.Bounded> bounded,
      List<Slice> open,
      long no) {
    return new NotCounted.Entry(kind, 1, rows, bounded, open, no, List.of());
  }

  @Test
  void aCallThatIsNotCountedHasTheMostThatItCanCost() {
    var call = new NotCounted.Bounded(slice("big", 2, 50), Money.of("7"));
    var lines = bill(entry(NotCounted.Kind.REJECTED, 2, List.of(call), List.of(), 0)).lines();
    assertThat(lines).hasSize(1);
    var amounts = lines.getFirst().amounts();
    assertThat(amounts.cost()).isEqualTo(Money.of("7"));
    assertThat(amounts.complete()).isTrue();
    assertThat(amounts.calls()).isEqualByComparingTo("2");
    assertThat(lines.getFirst().attribute("model")).contains("large");
  }

  @Test
  void aRowWithoutABoundHasNoCostAndOneWithoutAKeyNoAttributes() {
    var open = slice("large", 1, 0);
    var lines = bill(entry(NotCounted.Kind.NO_USAGE, 3, List.of(), List.of(open), 3)).lines();
    assertThat(lines).extracting(line -> line.amounts().complete()).containsExactly(false, false);
    assertThat(lines).extracting(line -> line.amounts().calls().intValue()).containsExactly(1, 2);
    assertThat(lines).extracting(line -> line.attributes().isEmpty()).containsExactly(false, true);
  }

  @Test
  void aCallWithoutInputIsAmongThoseThatCountAlready() {
    var open = slice("large", 1, 0);
    var lines = bill(entry(NotCounted.Kind.NO_INPUT, 1, List.of(), List.of(open), 1)).lines();
    assertThat(lines).hasSize(1);
    assertThat(lines.getFirst().amounts().calls()).isEqualByComparingTo("0");
    assertThat(lines.getFirst().amounts().complete()).isFalse();
  }

  @Test
  void aFileHasNotEvenANumberOfCalls() {
    var lines = bill(entry(NotCounted.Kind.FILE, 0, List.of(), List.of(), 1)).lines();
    assertThat(lines).hasSize(1);
    assertThat(lines.getFirst().amounts().calls()).isEqualByComparingTo("0");
    assertThat(lines.getFirst().attributes()).isEmpty();
  }

  @Test
  void duplicatesAreOnNoBill() {
    var call = new NotCounted.Bounded(slice("large", 1, 50), Money.of("7"));
    assertThat(bill(entry(NotCounted.Kind.DUPLICATE, 1, List.of(call), List.of(), 0)).lines())
        .isEmpty();
  }
}
