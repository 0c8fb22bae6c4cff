package routercost.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
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
    return Suggested.of(bill(slices), BuiltIn.found().routing(), BOOK);
  }

  private static Comparison bill(Slice... slices) {
    return Comparison.of(
        UsageCube.of(Arrays.stream(slices)), Scenario.NONE, BOOK, Optional.empty());
  }

  private static Suggestion suggestion(Suggested suggested, String task) {
    return Objects.requireNonNull(suggested.byTask().get(task));
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
        Suggested.of(
            bill,
            BuiltIn.found().routing(),
            BOOK,
            (task, tier) -> task.equals("extract") && tier == Tier.HAIKU);

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
