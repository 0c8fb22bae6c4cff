package routercost.audit.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import routercost.audit.budget.Bill.BillLine;
import routercost.audit.budget.BudgetPeriod.DateSpan;
import routercost.price.Money;

class BillTest {
  private static final LocalDate DAY = LocalDate.of(2026, 10, 1);

  private static BillLine line(int day, String task, String model, int dollars, boolean complete) {
    var amounts =
        new BillLine.Amounts(
            money(dollars),
            complete,
            BigDecimal.TWO,
            complete ? BigDecimal.ZERO : BigDecimal.ONE,
            BigDecimal.TEN,
            BigDecimal.ZERO);
    return new BillLine(
        DAY.plusDays(day), new TreeMap<>(Map.of("task", task, "model", model)), amounts, Map.of());
  }

  private static Money money(int dollars) {
    return new Money(BigDecimal.valueOf(dollars));
  }

  private static Bill bill(BillLine... lines) {
    return new Bill(
        List.of(lines), Map.of("tier", new TreeSet<>(Set.of("opus"))), Optional.empty());
  }

  private static final Bill BILL =
      bill(
          line(0, "plan", "a", 3, true),
          line(2, "draft", "b", 1, false),
          line(1, "plan", "b", 2, true));

  @Test
  void itsDaysAreThoseOfItsCalls() {
    assertThat(BILL.days()).contains(new DateSpan(DAY, DAY.plusDays(2)));
    assertThat(Bill.NOTHING.days()).isEmpty();
    var span = new DateSpan(DAY, DAY);
    assertThat(new Bill(BILL.lines(), Map.of(), Optional.of(span)).days()).contains(span);
  }

  @Test
  void aFixedAmountHasNoAttributesAndNoCalls() {
    var more = BILL.and(money(5), DAY);
    assertThat(more.total().cost()).isEqualTo(money(11));
    assertThat(more.total().calls()).isEqualTo(BILL.total().calls());
    assertThat(more.lines().getLast().attributes()).isEmpty();
    assertThat(BILL.and(Money.ZERO, DAY)).isSameAs(BILL);
  }

  @Test
  void linesAreAddedAndChosen() {
    assertThat(BILL.plus(BILL).lines()).hasSize(6);
    assertThat(BILL.in(new DateSpan(DAY.plusDays(1), DAY.plusDays(2))).lines()).hasSize(2);
  }

  @Test
  void attributesHaveTheValuesOfCallsAndOfTheBook() {
    assertThat(BILL.values("task")).containsExactly("draft", "plan");
    assertThat(BILL.values("tier")).containsExactly("opus");
    assertThat(BILL.knows("tier")).isTrue();
    assertThat(BILL.knows("task")).isTrue();
    assertThat(BILL.knows("team")).isFalse();
  }

  @Test
  void modelsWithoutACompletePriceAreNamed() {
    assertThat(BILL.unpricedModels()).containsExactly("b");
  }

  @Test
  void sumsAreByOneAttributeOrTwo() {
    assertThat(BILL.by("task").get("plan")).isNotNull();
    assertThat(BILL.by("task").values())
        .extracting(BillLine.Amounts::cost)
        .containsExactly(money(1), money(5));
    assertThat(BILL.by("team").keySet()).containsExactly("");
    assertThat(BILL.by("task", "model").values())
        .extracting(models -> models.keySet().toString())
        .containsExactly("[b]", "[a, b]");
  }

  @Test
  void theTotalIsCompleteOnlyIfEveryLineIs() {
    var total = BILL.total();
    assertThat(total.cost()).isEqualTo(money(6));
    assertThat(total.complete()).isFalse();
    assertThat(total.calls()).isEqualByComparingTo("6");
    assertThat(total.unpriced()).isEqualByComparingTo("1");
    assertThat(total.priced()).isEqualByComparingTo("5");
    assertThat(total.tokens()).isEqualByComparingTo("30");
    assertThat(bill(line(0, "a", "a", 1, true)).total().complete()).isTrue();
  }

  @Test
  void callsThatUsedNothingSpendNothing() {
    var amounts =
        new BillLine.Amounts(
            money(1), true, BigDecimal.TEN, BigDecimal.ONE, BigDecimal.TEN, BigDecimal.TWO);
    assertThat(amounts.spending()).isEqualByComparingTo("7");
    assertThat(amounts.plus(amounts).spending()).isEqualByComparingTo("14");
  }

  @Test
  void theMostExpensiveTasksComeFirst() {
    assertThat(BILL.top()).extracting(Check.Part::cost).containsExactly(money(5), money(1));
    assertThat(bill(line(0, "plan", "a", 3, true)).top()).isEmpty();
    var many =
        bill(
            line(0, "a", "m", 1, true),
            line(0, "b", "m", 4, true),
            line(0, "c", "m", 2, true),
            line(0, "d", "m", 3, true));
    assertThat(many.top())
        .extracting(Check.Part::cost)
        .containsExactly(money(4), money(3), money(2));
  }

  @Test
  void whatTheCauseIsDependsOnWhatIsUnknown() {
    var tier = new TreeSet<>(Set.of("tier"));
    var team = new TreeSet<>(Set.of("team"));
    var none = new TreeSet<String>();
    assertThat(new NotJudged.UnknownMembers(BigDecimal.ONE, tier, none).cause())
        .isEqualTo(NotJudged.Cause.PRICES);
    assertThat(new NotJudged.UnknownMembers(BigDecimal.ONE, team, none).cause())
        .isEqualTo(NotJudged.Cause.INPUT);
    assertThat(new NotJudged.UnknownMembers(BigDecimal.ZERO, team, none).cause())
        .isEqualTo(NotJudged.Cause.PRICES);
    assertThat(new NotJudged.InBaseline(new NotJudged.NoCalls()).cause())
        .isEqualTo(NotJudged.Cause.INPUT);
    assertThat(new NotJudged.NothingInScope().cause()).isEqualTo(NotJudged.Cause.CONFIGURATION);
    assertThat(new NotJudged.NoPrice(BigDecimal.ONE, none).cause())
        .isEqualTo(NotJudged.Cause.PRICES);
  }
}
