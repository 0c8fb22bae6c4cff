package routercost.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import routercost.price.Money;
import routercost.price.PriceBook;
import routercost.read.config.prices.PriceBooks;
import routercost.usage.Calls;
import routercost.usage.Slice;
import routercost.usage.UsageCube;
import routercost.whatif.evidence.EvidenceVerdict;
import routercost.whatif.evidence.EvidenceVerdict.State;
import routercost.whatif.evidence.GradedEvidence.Verdicts;

class CandidatesTest {
  private static final PriceBook BOOK = PriceBooks.builtIn();

  /// A million tokens of input in a thousand calls: 4 dollars on opus 5.5, 2 on sonnet, 0.10 on
  /// haiku.
  private static Slice on(String model) {
    return new Slice(Calls.key("2026-11-01", model), Calls.usage(1000, 1_000_000, 0));
  }

  private static List<Frontier.Option> options(Map<String, String> floors, Slice... slices) {
    return options(new Candidates(floors, Map.of(), Verdicts.NONE), slices);
  }

  private static List<Frontier.Option> options(Candidates candidates, Slice... slices) {
    var asIs =
        Comparison.of(UsageCube.of(Stream.of(slices)), Scenario.NONE, BOOK, Optional.empty());
    var each =
        Stream.of("haiku", "sonnet", "opus")
            .map(
                tier ->
                    Alternative.of(
                        asIs,
                        new Scenario(
                            tier, List.of(Rule.Move.to(CallFilter.ALL, tier, BigDecimal.ONE))),
                        BOOK))
            .toList();
    return candidates.options(asIs, each).getOrDefault("chat", List.of());
  }

  private static Frontier.Option option(String target, String cost, long risk) {
    return new Frontier.Option(
        target, Money.of(cost), new BigDecimal(BigDecimal.valueOf(risk).toString()));
  }

  @Test
  void riskIsEveryCallOnceForEachTierDown() {
    assertThat(options(Map.of(), on("claude-opus-5-5")))
        .usingElementComparator(CandidatesTest::compare)
        .containsExactly(
            option("as is", "4", 0),
            option("haiku", "0.1", 2000),
            option("sonnet", "2", 1000),
            option("opus", "4", 0));
  }

  private static EvidenceVerdict verdict(State state, long samples, double bound) {
    return new EvidenceVerdict(
        state, EvidenceVerdict.Basis.EXACT, samples, bound, bound, 0, 0.08, OptionalLong.empty());
  }

  private static Candidates graded(Map<String, EvidenceVerdict> verdicts) {
    return new Candidates(Map.of(), Map.of(), new Verdicts(Map.of("chat", verdicts)));
  }

  @Test
  void theRiskOfGradedAnswersIsHowManyCallsMayFailForAllTheyShow() {
    // 1,000 calls, of which up to 4.5% and 20% may fail
    assertThat(
            options(
                graded(
                    Map.of(
                        "haiku", verdict(State.UNPROVEN, 20, 0.2),
                        "sonnet", verdict(State.PROVEN, 200, 0.045))),
                on("claude-opus-5-5")))
        .usingElementComparator(CandidatesTest::compare)
        .contains(option("haiku", "0.1", 200), option("sonnet", "2", 45));
  }

  @Test
  void withoutGradedAnswersEveryCallMayFailOnceForEachTier() {
    assertThat(
            options(graded(Map.of("haiku", verdict(State.UNPROVEN, 0, 1))), on("claude-opus-5-5")))
        .usingElementComparator(CandidatesTest::compare)
        .contains(option("haiku", "0.1", 2000), option("sonnet", "2", 1000));
  }

  @Test
  void aModelThatPairsShowToBeNoWorseIsNoRisk() {
    assertThat(
            options(
                graded(Map.of("haiku", verdict(State.PROVEN, 90, -0.01))), on("claude-opus-5-5")))
        .usingElementComparator(CandidatesTest::compare)
        .contains(option("haiku", "0.1", 0));
  }

  @Test
  void whatWasRejectedIsNoWayEvenToTheSameTier() {
    assertThat(
            options(
                graded(
                    Map.of(
                        "haiku", verdict(State.REJECTED, 50, 0.4),
                        "opus", verdict(State.REJECTED, 50, 0.4))),
                on("claude-opus-5-5")))
        .extracting(Frontier.Option::target)
        .containsExactly("as is", "sonnet");
  }

  @Test
  void aFloorOfQualityLetsDownOnlyWhatIsShown() {
    var verdicts =
        Map.of(
            "haiku", verdict(State.UNPROVEN, 20, 0.0501),
            "sonnet", verdict(State.PROVEN, 200, 0.05));
    var rate = new BigDecimal("0.05");
    for (String floor : List.of("chat", "*")) {
      assertThat(
              options(
                  new Candidates(
                      Map.of(), Map.of(floor, rate), new Verdicts(Map.of("chat", verdicts))),
                  on("claude-opus-5-5")))
          .extracting(Frontier.Option::target)
          .containsExactly("as is", "sonnet", "opus");
    }
    assertThat(
            options(
                new Candidates(Map.of(), Map.of("chat", rate), Verdicts.NONE),
                on("claude-haiku-5-5")))
        .extracting(Frontier.Option::target)
        .containsExactly("as is", "haiku", "sonnet", "opus");
  }

  @Test
  void toGoUpIsNoRisk() {
    assertThat(options(Map.of(), on("claude-haiku-5-5")))
        .usingElementComparator(CandidatesTest::compare)
        .contains(option("sonnet", "2", 0), option("opus", "4", 0));
  }

  @Test
  void aModelWithoutTierIsOneStepAway() {
    assertThat(options(Map.of(), on("gpt-5.4")))
        .extracting(Frontier.Option::risk)
        .usingElementComparator(BigDecimal::compareTo)
        .containsExactly(
            BigDecimal.ZERO,
            BigDecimal.valueOf(1000),
            BigDecimal.valueOf(1000),
            BigDecimal.valueOf(1000));
  }

  @Test
  void aFloorLeavesOutWhatIsBelow() {
    assertThat(options(Map.of("chat", "sonnet"), on("claude-opus-5-5")))
        .extracting(Frontier.Option::target)
        .containsExactly("as is", "sonnet", "opus");
  }

  @Test
  void aFloorAboveWhatRunsTodayLeavesThatOutToo() {
    assertThat(options(Map.of("chat", "sonnet"), on("claude-haiku-5-5")))
        .extracting(Frontier.Option::target)
        .containsExactly("sonnet", "opus");
  }

  @Test
  void aFloorForAllOthersHoldsWhereThereIsNoOther() {
    assertThat(options(Map.of("*", "opus"), on("claude-opus-5-5")))
        .extracting(Frontier.Option::target)
        .containsExactly("as is", "opus");
    assertThat(options(Map.of("*", "opus", "chat", "haiku"), on("claude-opus-5-5"))).hasSize(4);
  }

  @Test
  void whatDoesNotFitIsNoOption() {
    var longCalls =
        new Slice(Calls.key("2026-09-01", "claude-opus-4-6"), Calls.usage(1000, 300_000_000, 0));

    assertThat(options(Map.of(), longCalls))
        .extracting(Frontier.Option::target)
        .containsExactly("as is", "sonnet", "opus");
  }

  @Test
  void whatHasNoPriceHasNoOptions() {
    assertThat(options(Map.of(), on("zzzzzzzz"))).isEmpty();
  }

  @Test
  void callsWithoutAPriceAreNoRiskOfTheOthers() {
    assertThat(options(Map.of("chat", "sonnet"), on("claude-opus-5-5"), on("zzzzzzzz")))
        .usingElementComparator(CandidatesTest::compare)
        .containsExactly(
            option("as is", "4", 0), option("sonnet", "2", 1000), option("opus", "4", 0));
  }

  private static int compare(Frontier.Option one, Frontier.Option other) {
    return one.target().equals(other.target()) && one.cost().equals(other.cost())
        ? one.risk().compareTo(other.risk())
        : 1;
  }
}
