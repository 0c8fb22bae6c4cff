package routercost.whatif.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static routercost.whatif.pipeline.Plans.HAIKU;
import static routercost.whatif.pipeline.Plans.SONNET;
import static routercost.whatif.pipeline.Plans.calls;
import static routercost.whatif.pipeline.Plans.costs;
import static routercost.whatif.pipeline.Plans.estimate;
import static routercost.whatif.pipeline.Plans.number;
import static routercost.whatif.pipeline.Plans.plan;
import static routercost.whatif.pipeline.Plans.range;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routercost.whatif.pipeline.Claim.ClaimVerdict;

class FiguresTest {
  private static final Parameter COST = range("b", "1", "2");
  private static final Estimate ESTIMATE =
      estimate(
          plan("a", RangeValued.known(calls("a", "10", "1000", "100", SONNET, HAIKU))),
          costs("b", RangeValued.of(COST), RangeValued.of(COST), COST));

  @ParameterizedTest
  @CsvSource({
    "before.low, 1.03",
    "before.high, 2.03",
    "after.low, 1.0015",
    "saved, 0.0285",
    "saved.low, 0.0285",
    "llm_only.before.high, 2.03",
    "services.before, 0",
    "steps.a.before, 0.03",
    "steps.a.saved_pct, 95",
    "steps.a.saved_pct.min, 95",
    "steps.b.after.high, 2",
    "count.steps, 2",
    "count.model_steps, 2",
    "count.before.sonnet, 2",
    "count.after.haiku, 2",
    "usage.before.input.quantity, 10000",
    "usage.before.input.cost, 0.02",
    "usage.after.output.cost, 0.0005",
    "usage.before.claude-sonnet-5-5.cost, 0.03",
    "usage.before.sonnet.cost, 0.03"
  })
  void everyFigureHasAName(String name, BigDecimal value) {
    assertThat(Figures.of(ESTIMATE).byName().get(name)).isEqualByComparingTo(value);
  }

  @Test
  void aRangeHasNoNameWithoutItsEnds() {
    assertThat(Figures.of(ESTIMATE).byName()).doesNotContainKeys("before", "runs", "saved_pct");
  }

  @Test
  void aSavingInPercentIsAQuotient() {
    var figures = Figures.of(ESTIMATE).byName();

    // 2.85 / 1.03 and 2.85 / 2.03
    assertThat(figures.get("saved_pct.low")).isEqualByComparingTo("2.76699029126213592233");
    assertThat(figures.get("saved_pct.min")).isEqualByComparingTo("1.40394088669950738916");
    assertThat(figures.get("saved_pct.max")).isEqualByComparingTo("2.76699029126213592233");
  }

  @Test
  void aPeriodHasFiguresOfItsOwn() {
    var runs = new Pipeline.Runs(number("100"), "day", number("30"), Optional.empty());
    var plans = ESTIMATE.pipeline().steps();
    var pipeline = new Pipeline("p", "run", Optional.of(runs), plans, List.of(), Plans.BOOK);
    var figures = Figures.of(Estimate.of(pipeline, Plans.DAY)).byName();

    assertThat(figures.get("runs")).isEqualByComparingTo("3000");
    assertThat(figures.get("per_period.before.high")).isEqualByComparingTo("6090");
    assertThat(figures.get("per_period.after.low")).isEqualByComparingTo("3004.5");
    assertThat(figures.get("per_period.saved")).isEqualByComparingTo("85.5");
  }

  private static Formula figure(String name) {
    return new Formula.Figure(name);
  }

  private static Formula number(long value) {
    return new Formula.Constant(BigDecimal.valueOf(value));
  }

  private static BigDecimal number(String digits) {
    return new BigDecimal(digits);
  }

  @ParameterizedTest
  @CsvSource({"+, 8", "-, 4", "*, 12", "/, 3"})
  void formulasDoArithmetic(char sign, BigDecimal result) {
    var formula = new Formula.Pair(figure("x"), sign, number(2));

    assertThat(formula.value(Map.of("x", number("6"))).orElseThrow()).isEqualByComparingTo(result);
    assertThat(formula.names()).containsExactly("x");
  }

  @Test
  void whatCannotBeWorkedOutHasNoValue() {
    assertThat(new Formula.Pair(number(1), '/', number(0)).value(Map.of())).isEmpty();
    assertThat(new Formula.Pair(number(1), '+', figure("y")).value(Map.of())).isEmpty();
    assertThat(new Formula.Pair(figure("y"), '+', figure("x")).names()).containsExactly("x", "y");
    assertThat(number(1).names()).isEmpty();
  }

  private static ClaimVerdict verdict(String value, String printed, Optional<String> tolerance) {
    var claim =
        new Claim(
            "c",
            new Formula.Constant(number(value)),
            Optional.of(printed)
                .filter(text -> !text.isEmpty())
                .map(text -> new Claim.Printed(text, number(text))),
            tolerance.map(BigDecimal::new),
            "p.yaml:1:1");
    return ClaimVerdict.of(claim, new Figures(new java.util.LinkedHashMap<>()));
  }

  @ParameterizedTest
  @CsvSource({
    "36, 36, RIGHT",
    "36, 36.00, RIGHT",
    "0.0026667, 0.003, ROUNDED",
    "65.70, 65, WRONG",
    "65.70, 66, ROUNDED",
    "65.50, 66, ROUNDED",
    "65.49, 66, WRONG",
    "65.70, '', FIGURE"
  })
  void aPrintedFigureIsRightRoundedOrWrong(
      String value, String printed, ClaimVerdict.Judgement judgement) {
    assertThat(verdict(value, printed, Optional.empty()).judgement()).isEqualTo(judgement);
  }

  @ParameterizedTest
  @CsvSource({"8316, 8400, 84, ROUNDED", "8316, 8400, 83, WRONG", "8484, 8400, 84, ROUNDED"})
  void withinItsToleranceAFigureIsRounded(
      String value, String printed, String tolerance, ClaimVerdict.Judgement judgement) {
    assertThat(verdict(value, printed, Optional.of(tolerance)).judgement()).isEqualTo(judgement);
  }

  @Test
  void howFarAFigureIsOffIsPrintedLessTrue() {
    assertThat(verdict("0.0146", "0.0246", Optional.empty()).off().orElseThrow())
        .isEqualByComparingTo("0.01");
    assertThat(verdict("1", "", Optional.empty()).off()).isEmpty();
  }

  @Test
  void withoutAValueThereIsNoVerdict() {
    var claim =
        new Claim(
            "c",
            new Formula.Pair(number(1), '/', number(0)),
            Optional.of(new Claim.Printed("1", BigDecimal.ONE)),
            Optional.empty(),
            "p.yaml:1:1");
    var verdict = ClaimVerdict.of(claim, new Figures(new java.util.LinkedHashMap<>()));

    assertThat(verdict.judgement()).isEqualTo(ClaimVerdict.Judgement.UNKNOWN);
    assertThat(verdict.judgement().id()).isEqualTo("unknown");
    assertThat(verdict.off()).isEmpty();
  }
}
