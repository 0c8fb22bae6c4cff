package routercost.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import routercost.price.Money;
import routercost.price.PriceBook;
import routercost.read.PriceBooks;
import routercost.usage.Calls;
import routercost.usage.Slice;
import routercost.usage.UsageCube;

class CandidatesTest {
  private static final PriceBook BOOK = PriceBooks.builtIn();

  /// A million tokens of input in a thousand calls: 4 dollars on opus 5.5, 2 on sonnet, 0.10 on
  /// haiku.
  private static Slice on(String model) {
    return new Slice(Calls.key("2026-11-01", model), Calls.usage(1000, 1_000_000, 0));
  }

  private static List<Frontier.Option> options(Map<String, String> floors, Slice... slices) {
    var asIs =
        Comparison.of(UsageCube.of(Stream.of(slices)), Scenario.NONE, BOOK, Optional.empty());
    var each =
        Stream.of("haiku", "sonnet", "opus")
            .map(
                tier ->
                    Alternative.of(
                        asIs,
                        new Scenario(tier, List.of(Rule.Move.to(Where.ALL, tier, BigDecimal.ONE))),
                        BOOK))
            .toList();
    return new Candidates(floors).options(asIs, each).getOrDefault("chat", List.of());
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
