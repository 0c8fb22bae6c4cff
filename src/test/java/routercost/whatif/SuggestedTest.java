package routercost.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import routercost.price.Money;
import routercost.price.PriceBook;
import routercost.read.builtin.BuiltIn;
import routercost.read.config.prices.PriceBooks;
import routercost.usage.Band;
import routercost.usage.Meter;
import routercost.usage.Slice;
import routercost.usage.Usage;
import routercost.usage.UsageCube;
import routercost.usage.UsageKey;
import routercost.whatif.Suggested.Suggestion;
import routercost.whatif.Suggested.Suggestion.Kind;
import routercost.whatif.evidence.Gate;
import routercost.whatif.evidence.GradedEvidence;
import routercost.whatif.evidence.GradedEvidence.Judge;
import routercost.whatif.evidence.GradedSample;
import routercost.whatif.routing.Tier;

class SuggestedTest {
  private static final PriceBook BOOK = PriceBooks.builtIn();
  private static final LocalDate DAY = LocalDate.of(2026, 11, 1);

  private static Slice calls(String task, String model) {
    return new Slice(
        UsageKey.of(DAY, task, model),
        new Usage(
            Map.of(
                Meter.CALLS, BigDecimal.ONE,
                Meter.INPUT, new BigDecimal(1_000_000),
                Meter.OUTPUT, BigDecimal.ZERO)));
  }

  private static Suggested suggested(Slice... slices) {
    return suggested(new Judge(Optional.empty(), Gate.USUAL, BOOK, DAY), slices);
  }

  private static Comparison bill(Slice... slices) {
    return Comparison.of(
        UsageCube.of(Arrays.stream(slices)), Scenario.NONE, BOOK, Optional.empty());
  }

  private static Suggestion suggestion(Suggested suggested, String task) {
    return Objects.requireNonNull(suggested.byTask().get(task));
  }

  private static Judge judge(String task, String model, long samples, long failures) {
    var sample = new GradedSample.Counts(samples, failures, false);
    return judge(new GradedEvidence.Trial(task, model, sample));
  }

  private static Judge judge(GradedEvidence.Trial... trials) {
    var evidence = new GradedEvidence(Arrays.asList(trials));
    return new Judge(Optional.of(evidence), Gate.USUAL, BOOK, DAY);
  }

  private static Suggested suggested(Judge judge, Slice... slices) {
    return Suggested.of(bill(slices), BuiltIn.found().routing(), BOOK, judge);
  }

  @Test
  void gradedAnswersMoveATaskThatNoRuleNames() {
    var task = calls("frobnicate", "claude-opus-5-5");
    var suggested = suggested(judge("frobnicate", "haiku", 200, 2), task);
    assertThat(suggestion(suggested, "frobnicate").kind()).isEqualTo(Kind.MOVE);
    assertThat(suggestion(suggested, "frobnicate").to()).isEqualTo(Tier.HAIKU);
    assertThat(suggestion(suggested, "frobnicate").rule().id()).isEqualTo(Suggested.EVIDENCE);
    assertThat(suggested.comparison().saved().orElseThrow().usd()).isEqualByComparingTo("3.9");
    // 5 failures in 100 are likely, not proven: no rule, no move
    assertThat(suggested(judge("frobnicate", "haiku", 100, 5), task).byTask()).isEmpty();
  }

  @Test
  void gradedAnswersOutrankTheRuleThatAsksForMore() {
    var suggested = suggested(judge("plan", "haiku", 200, 2), calls("plan", "claude-sonnet-5-5"));
    assertThat(suggestion(suggested, "plan").kind()).isEqualTo(Kind.MOVE);
    assertThat(suggestion(suggested, "plan").rule().unless()).contains("to ask for sonnet");
  }

  @Test
  void aTaskOnAModelThatGradedAnswersRejectHasToGoUp() {
    var extract = calls("extract", "claude-haiku-5-5");
    var suggested = suggested(judge("extract", "haiku", 200, 40), extract);
    assertThat(suggestion(suggested, "extract").kind()).isEqualTo(Kind.FAILING);
    assertThat(suggestion(suggested, "extract").to()).isEqualTo(Tier.SONNET);
    // a million tokens are $0.10 on Haiku and $2 on Sonnet; no saving counts it
    assertThat(suggested.raising().get("extract")).isEqualTo(Money.of("1.9"));
    assertThat(suggested.isEmpty()).isTrue();
    assertThat(suggested(judge("extract", "haiku", 200, 16), extract).failing()).isEmpty();
  }

  @Test
  void theNextTierUpIsOneThatGradedAnswersDoNotReject() {
    var rejected =
        judge(
            new GradedEvidence.Trial("extract", "claude-haiku-5-5", counts(200, 40)),
            new GradedEvidence.Trial("extract", "sonnet", counts(200, 40)));
    var suggested = suggested(rejected, calls("extract", "claude-haiku-5-5"));
    assertThat(suggestion(suggested, "extract").to()).isEqualTo(Tier.OPUS);
  }

  @Test
  void aModelIsRejectedIfPairsShowThatTheNextIsBetter() {
    var better = new GradedSample.Pairs(140, 5, 45, 10, false);
    var trial = new GradedEvidence.Trial("extract", "sonnet", better);
    var suggested = suggested(judge(trial), calls("extract", "claude-haiku-5-5"));
    assertThat(suggestion(suggested, "extract").kind()).isEqualTo(Kind.FAILING);
    var even =
        new GradedEvidence.Trial(
            "extract", "sonnet", new GradedSample.Pairs(140, 20, 30, 10, false));
    assertThat(suggested(judge(even), calls("extract", "claude-haiku-5-5")).failing()).isEmpty();
  }

  private static GradedSample counts(long samples, long failures) {
    return new GradedSample.Counts(samples, failures, false);
  }

  @Test
  void aTaskAboveItsRuleMovesDown() {
    // A million tokens are $4 on Opus 5.5 and $0.10 on Haiku 5.5.
    var suggested = suggested(calls("classify_ticket", "claude-opus-5-5"));
    var suggestion = suggestion(suggested, "classify_ticket");
    assertThat(suggestion.kind()).isEqualTo(Kind.MOVE);
    assertThat(suggestion.from()).isEqualTo(Tier.OPUS);
    assertThat(suggestion.to()).isEqualTo(Tier.HAIKU);
    assertThat(suggested.comparison().saved().orElseThrow().usd()).isEqualByComparingTo("3.9");
    assertThat(suggested.isEmpty()).isFalse();
  }

  @Test
  void onlyTheCallsAboveTheTierMove() {
    var suggested =
        suggested(
            calls("review_code", "claude-opus-5-5"), calls("review_code", "claude-haiku-5-5"));
    assertThat(suggestion(suggested, "review_code").from()).isEqualTo(Tier.OPUS);
    // Opus to Sonnet 5.5 at $2; the calls on Haiku stay there.
    assertThat(suggested.comparison().costAfter().orElseThrow().usd()).isEqualByComparingTo("2.1");
  }

  @Test
  void aTaskAtItsTierOrBelowStays() {
    var suggested =
        suggested(calls("extract", "claude-haiku-5-5"), calls("plan", "claude-haiku-5-5"));
    assertThat(suggestion(suggested, "extract").kind()).isEqualTo(Kind.FITS);
    assertThat(suggestion(suggested, "plan").kind()).isEqualTo(Kind.BELOW);
    assertThat(suggested.isEmpty()).isTrue();
    assertThat(suggested.comparison().saved().orElseThrow().isZero()).isTrue();
  }

  @Test
  void whatRaisingATaskCostsIsSaidApartFromTheSaving() {
    var plan = calls("plan", "claude-haiku-5-5");
    var suggested = suggested(calls("extract", "claude-opus-5-5"), plan);
    assertThat(suggestion(suggested, "plan").to()).isEqualTo(Tier.SONNET);
    var onSonnet = bill(calls("plan", "claude-sonnet-5-5")).costBefore();
    assertThat(suggested.raising())
        .containsExactly(Map.entry("plan", onSonnet.minus(bill(plan).costBefore())));
    assertThat(suggested.comparison().saved())
        .isEqualTo(suggested(calls("extract", "claude-opus-5-5")).comparison().saved());
  }

  @Test
  void whereTwoTiersWillDoNeitherIsMoved() {
    var suggested =
        suggested(calls("orchestrator", "claude-opus-5-5"), calls("codegen", "claude-sonnet-5-5"));
    assertThat(suggested.isEmpty()).isTrue();
    assertThat(suggestion(suggested(calls("codegen", "claude-opus-5-5")), "codegen").to())
        .isEqualTo(Tier.SONNET);
  }

  @Test
  void anUnknownTaskStaysAndIsNotSpokenOf() {
    var suggested = suggested(calls("frobnicate", "claude-opus-5-5"));
    assertThat(suggested.byTask()).isEmpty();
    assertThat(suggested.isEmpty()).isTrue();
  }

  @Test
  void aModelWithoutATierStays() {
    assertThat(suggested(calls("extract", "gpt-5.5")).byTask()).isEmpty();
    assertThat(suggested(calls("extract", "unheard-of")).byTask()).isEmpty();
  }

  @Test
  void aMoveThatSavesNothingIsNotSuggested() {
    var cheap = new java.util.TreeMap<Meter, BigDecimal>();
    cheap.put(Meter.CALLS, BigDecimal.ONE);
    cheap.put(Meter.LOGGED_USD, BigDecimal.ZERO);
    var free = new Slice(UsageKey.of(DAY, "extract", "claude-opus-5-5"), new Usage(cheap));
    var suggested = suggested(free);
    assertThat(suggestion(suggested, "extract").kind()).isEqualTo(Kind.NO_SAVING);
    assertThat(suggested.isEmpty()).isTrue();
  }

  @Test
  void whatGradedAnswersSpeakAgainstIsNotSuggested() {
    var bill =
        Comparison.of(
            UsageCube.of(
                Arrays.asList(
                    calls("extract", "claude-opus-5-5"), calls("summarize", "claude-opus-5-5"))
                    .stream()),
            Scenario.NONE,
            BOOK,
            Optional.empty());
    var suggested =
        Suggested.of(bill, BuiltIn.found().routing(), BOOK, judge("extract", "haiku", 100, 40));

    assertThat(suggestion(suggested, "extract").kind()).isEqualTo(Kind.REJECTED);
    assertThat(suggestion(suggested, "summarize").kind()).isEqualTo(Kind.MOVE);
    // only the million tokens of the summaries go from $4 to $0.10
    assertThat(suggested.comparison().costAfter().orElseThrow().usd()).isEqualByComparingTo("4.1");
  }

  @Test
  void theOtherTasksOfALogAreLeftAsTheyAre() {
    var suggested =
        suggested(calls("extract", "claude-opus-5-5"), calls("frobnicate", "claude-opus-5-5"));
    assertThat(suggested.comparison().lines())
        .filteredOn(line -> line.original().key().task().equals("frobnicate"))
        .allSatisfy(line -> assertThat(line.after()).isEqualTo(line.before()));
    assertThat(suggested.comparison().lines()).hasSize(2);
    assertThat(suggested.comparison().lines().getFirst().original().key().band())
        .isEqualTo(Band.BASE);
  }
}
