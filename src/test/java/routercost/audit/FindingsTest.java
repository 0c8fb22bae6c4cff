package routercost.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.price.PriceBook;
import routercost.read.config.prices.PriceBooks;
import routercost.usage.Band;
import routercost.usage.Calls;
import routercost.usage.Meter;
import routercost.usage.Place;
import routercost.usage.ServiceTier;
import routercost.usage.Slice;
import routercost.usage.Status;
import routercost.usage.Usage;
import routercost.usage.UsageCube;
import routercost.usage.UsageKey;

class FindingsTest {
  private static final PriceBook BOOK = PriceBooks.builtIn();
  private static final Offset<BigDecimal> TINY = Offset.offset(new BigDecimal("1e-12"));
  private static final String TODAY = "2026-11-21";
  private static final Slice OPUS = Calls.million("2026-11-01", "claude-opus-5-5");

  private static List<Finding> findings(String today, Slice... slices) {
    var ledger = Ledger.of(List.of(slices), BOOK::quote);
    assertThat(ledger.uncharged()).isEmpty();
    return new Findings(BOOK, LocalDate.parse(today)).of(ledger, UsageCube.EMPTY);
  }

  private static List<Finding> findings(Finding.Rule rule, Slice... slices) {
    return findings(TODAY, slices).stream().filter(finding -> finding.rule() == rule).toList();
  }

  private static Slice failed(Slice slice) {
    return new Slice(slice.key().withStatus(Status.FAILED), slice.usage());
  }

  private static Slice million(String model, Meter meter) {
    return new Slice(Calls.key("2026-11-01", model), Calls.million(meter));
  }

  private static Slice ofTask(String task, Slice slice) {
    return new Slice(UsageKey.of(slice.key().day(), task, slice.key().model()), slice.usage());
  }

  private static Finding finding(
      Finding.Rule rule, Finding.Severity severity, String message, String calls, String usd) {
    return new Finding(rule, severity, "chat", message, Calls.number(calls), Money.of(usd));
  }

  @Test
  void ordinaryCallsGiveNothingToSay() {
    assertThat(findings(TODAY, OPUS)).isEmpty();
  }

  @Test
  void anEmptyLedgerGivesNothingToSay() {
    assertThat(findings(TODAY)).isEmpty();
  }

  // ---- failed calls

  @Test
  void failedCallsThatUsedTokensAreFoundWithTheirCost() {
    assertThat(findings(Finding.Rule.FAILED_CALLS, OPUS, failed(OPUS)))
        .containsExactly(
            finding(
                Finding.Rule.FAILED_CALLS,
                Finding.Severity.WARNING,
                "failed on claude-opus-5-5 but used tokens",
                "1",
                "4"));
  }

  @Test
  void failedCallsWithoutTokensAreNotFound() {
    var slice = failed(new Slice(OPUS.key(), Usage.of(Meter.CALLS, 5)));

    assertThat(findings(Finding.Rule.FAILED_CALLS, slice)).isEmpty();
  }

  @Test
  void successfulCallsAreNotFoundToHaveFailed() {
    assertThat(findings(Finding.Rule.FAILED_CALLS, OPUS)).isEmpty();
  }

  @Test
  void usageWithoutCallsIsNotFoundToHaveFailed() {
    var slice = failed(new Slice(OPUS.key(), Usage.of(Meter.INPUT, 1_000_000)));

    assertThat(findings(Finding.Rule.FAILED_CALLS, slice)).isEmpty();
  }

  // ---- tries and answers

  private static Slice tries(String model, long calls, long first, long output) {
    return new Slice(
        Calls.key("2026-11-01", model),
        Calls.usage(calls, 0, output)
            .with(Meter.FIRST_TRIES, first)
            .with(Meter.RETRIES, calls - first));
  }

  /// Eight first tries on Haiku for $4, of which two are tried again on Opus for $40.
  @Test
  void requestsThatWereTriedAgainAreFoundWithTheCostOfTheTriesBefore() {
    assertThat(
            findings(
                Finding.Rule.REPEATED_CALLS,
                tries("claude-haiku-5-5", 8, 8, 8_000_000),
                tries("claude-opus-5-5", 2, 0, 2_000_000)))
        .containsExactly(
            finding(
                Finding.Rule.REPEATED_CALLS,
                Finding.Severity.INFO,
                "tried a request again on claude-opus-5-5, for 25% of the requests: with all tries"
                    + " a request costs $5.5, its first try $0.5",
                "2",
                "1"));
  }

  /// The two that failed cost $3 of the $4.
  @Test
  void asManyFailedFirstTriesAsTriesAgainAreThose() {
    assertThat(
            findings(
                Finding.Rule.REPEATED_CALLS,
                tries("claude-haiku-5-5", 6, 6, 2_000_000),
                failed(tries("claude-haiku-5-5", 2, 2, 6_000_000)),
                tries("claude-opus-5-5", 2, 0, 2_000_000)))
        .extracting(Finding::amount)
        .containsExactly(Money.of("3"));
  }

  @Test
  void retriesThatARowCountsAreNoCallsOfTheirOwn() {
    var slice =
        new Slice(OPUS.key(), OPUS.usage().with(Meter.FIRST_TRIES, 1).with(Meter.RETRIES, 2));
    assertThat(findings(Finding.Rule.REPEATED_CALLS, slice)).isEmpty();
  }

  /// Ten answers of 1,500 tokens on Opus at $20, where Haiku writes 500: 10,000 tokens too many.
  @Test
  void aLargerModelThatWritesMuchMoreIsFound() {
    var haiku = new Slice(Calls.key("2026-11-01", "claude-haiku-5-5"), Calls.usage(10, 1, 5_000));
    var opus = new Slice(Calls.key("2026-11-01", "claude-opus-5-5"), Calls.usage(10, 1, 15_000));
    assertThat(findings(Finding.Rule.LONG_ANSWERS, haiku, opus))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.message())
                  .isEqualTo(
                      "got answers of 1,500 tokens from claude-opus-5-5, where claude-haiku-5-5"
                          + " writes 500");
              assertThat(found.amount().usd()).isCloseTo(new BigDecimal("0.2"), TINY);
            });
  }

  @ParameterizedTest
  @CsvSource({"9, 15000", "10, 7400"})
  void fewOrHardlyLongerAnswersAreNotFound(long calls, long output) {
    var haiku = new Slice(Calls.key("2026-11-01", "claude-haiku-5-5"), Calls.usage(10, 1, 5_000));
    var opus = new Slice(Calls.key("2026-11-01", "claude-opus-5-5"), Calls.usage(calls, 1, output));
    assertThat(findings(Finding.Rule.LONG_ANSWERS, haiku, opus)).isEmpty();
  }

  @Test
  void aSmallerModelThatWritesMuchMoreIsNotFound() {
    var haiku = new Slice(Calls.key("2026-11-01", "claude-haiku-5-5"), Calls.usage(10, 1, 15_000));
    var opus = new Slice(Calls.key("2026-11-01", "claude-opus-5-5"), Calls.usage(10, 1, 5_000));
    assertThat(findings(Finding.Rule.LONG_ANSWERS, haiku, opus)).isEmpty();
  }

  // ---- caches

  @ParameterizedTest
  @CsvSource({"CACHE_WRITE_5M, 1", "CACHE_WRITE_1H, 4", "CACHE_WRITE_UNKNOWN, 1"})
  void writesThatNothingReadsAreFoundWithTheirCostAboveInput(Meter meter, String usd) {
    assertThat(findings(Finding.Rule.UNREAD_CACHE, million("claude-opus-5-5", meter)))
        .containsExactly(
            finding(
                Finding.Rule.UNREAD_CACHE,
                Finding.Severity.WARNING,
                "wrote a cache on claude-opus-5-5 that no call of the task read",
                "1",
                usd));
  }

  @Test
  void theCostOfWritesAboveInputIsTakenAtThePlace() {
    var slice = million("claude-opus-5-5", Meter.CACHE_WRITE_5M);
    var inUs = new Slice(slice.key().withPlace(Place.INFERENCE_GEO_US), slice.usage());

    assertThat(findings(Finding.Rule.UNREAD_CACHE, inUs))
        .extracting(Finding::amount)
        .containsExactly(Money.of("1.1"));
  }

  @Test
  void writesThatAnotherCallOfTheTaskReadsAreNotFound() {
    assertThat(
            findings(
                Finding.Rule.UNREAD_CACHE,
                million("claude-opus-5-5", Meter.CACHE_WRITE_5M),
                million("claude-opus-5-5", Meter.CACHE_READ)))
        .isEmpty();
  }

  @Test
  void aReadOfAnotherTaskDoesNotExcuseAWrite() {
    assertThat(
            findings(
                Finding.Rule.UNREAD_CACHE,
                million("claude-opus-5-5", Meter.CACHE_WRITE_5M),
                ofTask("triage", million("claude-opus-5-5", Meter.CACHE_READ))))
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"INPUT", "OUTPUT", "CACHE_READ", "WEB_SEARCH", "CODE_EXECUTION"})
  void onlyWritesWriteACache(String meter) {
    assertThat(
            findings(Finding.Rule.UNREAD_CACHE, million("claude-opus-5-5", Meter.valueOf(meter))))
        .isEmpty();
  }

  // ---- long prompts

  @Test
  void promptsOverAThresholdAreFoundWithTheirCostAboveTheBaseRates() {
    var slice = million("claude-haiku-5-5", Meter.INPUT);
    var over = new Slice(slice.key().withBand(new Band(100_000)), slice.usage());

    assertThat(findings(Finding.Rule.LONG_PROMPT, slice, over))
        .containsExactly(
            finding(
                Finding.Rule.LONG_PROMPT,
                Finding.Severity.INFO,
                "had prompts over the 100,000 tokens where claude-haiku-5-5 gets more expensive",
                "1",
                "0.4"));
  }

  @Test
  void longPromptsOnAModelOfOnePriceAreNotFound() {
    var over = new Slice(OPUS.key().withBand(new Band(512_000)), OPUS.usage());

    assertThat(findings(Finding.Rule.LONG_PROMPT, over)).isEmpty();
  }

  @Test
  void promptsAtTheThresholdAreNotFound() {
    var slice = million("claude-haiku-5-5", Meter.INPUT);
    var at = new Slice(slice.key().withBand(Band.ofPrompt(100_000)), slice.usage());

    assertThat(findings(Finding.Rule.LONG_PROMPT, at)).isEmpty();
  }

  // ---- fast mode

  @Test
  void fastModeIsFoundWithItsCostAboveStandard() {
    var fast = new Slice(OPUS.key().withService(ServiceTier.FAST), OPUS.usage());

    assertThat(findings(Finding.Rule.FAST_MODE, OPUS, fast))
        .containsExactly(
            finding(
                Finding.Rule.FAST_MODE,
                Finding.Severity.INFO,
                "ran in fast mode on claude-opus-5-5",
                "1",
                "4"));
  }

  @Test
  void fastModeThatStandsInTheNameIsFoundToo() {
    var fast = million("anthropic/claude-opus-5-fast", Meter.INPUT);

    assertThat(findings(Finding.Rule.FAST_MODE, fast))
        .extracting(Finding::amount)
        .containsExactly(Money.of("5"));
  }

  @Test
  void fastModeIsComparedAtTheSamePlace() {
    var fast =
        new Slice(
            OPUS.key().withService(ServiceTier.FAST).withPlace(Place.INFERENCE_GEO_US),
            OPUS.usage());

    assertThat(findings(Finding.Rule.FAST_MODE, fast))
        .extracting(Finding::amount)
        .containsExactly(Money.of("4.4"));
  }

  @Test
  void otherServicesAreNotFoundToBeFast() {
    var batch = new Slice(OPUS.key().withService(ServiceTier.BATCH), OPUS.usage());

    assertThat(findings(Finding.Rule.FAST_MODE, batch)).isEmpty();
  }

  // ---- superseded models

  @Test
  void aModelWithACheaperSuccessorIsFoundWithTheDifference() {
    assertThat(
            findings(Finding.Rule.SUPERSEDED_MODEL, Calls.million("2026-11-01", "claude-opus-5")))
        .containsExactly(
            finding(
                    Finding.Rule.SUPERSEDED_MODEL,
                    Finding.Severity.INFO,
                    "ran on claude-opus-5; claude-opus-5-5 would cost less for the same text",
                    "1",
                    "1")
                .mendedBy(Optional.of("chat=opus")));
  }

  @Test
  void aMoveThatMendsLeavesOtherTiersOfTheTaskAlone() {
    assertThat(
            findings(
                Finding.Rule.SUPERSEDED_MODEL,
                Calls.million("2026-11-01", "claude-opus-5"),
                Calls.million("2026-11-01", "claude-haiku-5-5")))
        .extracting(Finding::move)
        .containsExactly(Optional.of("task=chat,model=claude-opus-5=opus"));
  }

  @Test
  void aSuccessorIsComparedOnTheSameTextNotOnTheSameTokens() {
    // 3 against 1.3 million tokens at 2
    assertThat(findings(Finding.Rule.SUPERSEDED_MODEL, tenCalls("2026-11-01", "claude-sonnet-4-6")))
        .extracting(Finding::amount)
        .containsExactly(Money.of("0.4"));
  }

  /// A million tokens in calls that fit into any window.
  private static Slice tenCalls(String day, String model) {
    return new Slice(Calls.key(day, model), Calls.usage(10, 1_000_000, 0));
  }

  @Test
  void theNewestModelOfATierIsNotSuperseded() {
    assertThat(findings(Finding.Rule.SUPERSEDED_MODEL, OPUS)).isEmpty();
  }

  @Test
  void aModelIsNotSupersededBeforeTheDayOfItsSuccessor() {
    assertThat(
            findings(Finding.Rule.SUPERSEDED_MODEL, Calls.million("2026-09-21", "claude-opus-5")))
        .isEmpty();
  }

  @Test
  void aDearerSuccessorSupersedesNothing() {
    assertThat(
            findings(
                Finding.Rule.SUPERSEDED_MODEL,
                Calls.million("2026-09-01", "claude-3-haiku-20240307")))
        .isEmpty();
  }

  @Test
  void aModelWithoutTierIsNotSuperseded() {
    assertThat(findings(Finding.Rule.SUPERSEDED_MODEL, Calls.million("2026-11-01", "gpt-5.4")))
        .isEmpty();
  }

  @Test
  void theSuccessorNamedIsThatOfTheLastDay() {
    assertThat(
            findings(
                Finding.Rule.SUPERSEDED_MODEL,
                tenCalls("2026-11-01", "claude-sonnet-4-6"),
                tenCalls("2026-07-01", "claude-sonnet-4-6")))
        .extracting(Finding::message)
        .containsExactly(
            "ran on claude-sonnet-4-6; claude-sonnet-5-5 would cost less for the same text");
  }

  // ---- retiring models

  @Test
  void aModelThatRetiresSoonIsFoundWithWhatItsCallsCostHereAndElsewhere() {
    assertThat(
            findings(
                Finding.Rule.RETIRING_MODEL,
                Calls.million("2026-11-01", "claude-sonnet-4-5-20250929")))
        .containsExactly(
            finding(
                    Finding.Rule.RETIRING_MODEL,
                    Finding.Severity.WARNING,
                    "ran on claude-sonnet-4-5-20250929, which retires on 2026-11-30",
                    "1",
                    "3")
                .with(
                    List.of(
                        new Finding.Successor("claude-sonnet-5-5", Money.of("2.6")),
                        new Finding.Successor("claude-sonnet-4-6", Money.of("3")),
                        new Finding.Successor("claude-opus-4-6", Money.of("5"))))
                .mendedBy(Optional.of("chat=sonnet")));
  }

  @Test
  void aModelThatOnlyEmbedsTakesOverFromNoneThatAnswers() {
    var found = findings(Finding.Rule.RETIRING_MODEL, Calls.million("2026-11-01", "gpt-5-nano"));

    assertThat(found.getFirst().successors())
        .extracting(Finding.Successor::model)
        .isNotEmpty()
        .noneMatch(model -> model.contains("embedding"));
  }

  @ParameterizedTest
  @CsvSource({
    // 2026-09-01 is ninety days before the end
    "2026-09-01, ''",
    "2026-09-02, 'ran on claude-sonnet-4-5-20250929, which retires on 2026-11-30'",
    "2026-11-29, 'ran on claude-sonnet-4-5-20250929, which retires on 2026-11-30'",
    "2026-11-30, 'ran on claude-sonnet-4-5-20250929, which retires on 2026-11-30'",
    "2027-11-30, 'ran on claude-sonnet-4-5-20250929, which retired on 2026-11-30'"
  })
  void retirementIsJudgedFromToday(String today, String message) {
    var found =
        findings(today, Calls.million("2026-08-20", "claude-sonnet-4-5-20250929")).stream()
            .filter(finding -> finding.rule() == Finding.Rule.RETIRING_MODEL)
            .map(Finding::message);

    assertThat(found).isEqualTo(message.isEmpty() ? List.of() : List.of(message));
  }

  @Test
  void aModelThatStaysIsNotRetiring() {
    assertThat(findings(Finding.Rule.RETIRING_MODEL, OPUS)).isEmpty();
  }

  @Test
  void aServiceIsNotRetiring() {
    assertThat(
            findings(
                Finding.Rule.RETIRING_MODEL,
                new Slice(Calls.key("2026-11-01", "fal-ai/flux/dev"), Usage.of(Meter.UNITS, 1))))
        .isEmpty();
  }

  // ---- duplicates

  @Test
  void duplicatesAreFoundWithWhatTheyWouldHaveAdded() {
    var duplicates = UsageCube.of(Stream.of(OPUS, OPUS));

    assertThat(
            new Findings(BOOK, LocalDate.parse(TODAY))
                .of(new Ledger(List.of(), List.of()), duplicates))
        .containsExactly(
            new Finding(
                Finding.Rule.DUPLICATE_CALLS,
                Finding.Severity.INFO,
                "",
                "appeared in the input twice, by request id; duplicates are counted once",
                Calls.number("2"),
                Money.of("8")));
  }

  // ---- groups and order

  @Test
  void callsOfOneTaskOnOneModelAreOneFinding() {
    var other = new Slice(OPUS.key().withDay(LocalDate.of(2026, 11, 2)), OPUS.usage());

    assertThat(findings(Finding.Rule.FAILED_CALLS, failed(OPUS), failed(other)))
        .extracting(Finding::amount)
        .containsExactly(Money.of("8"));
  }

  @Test
  void namesOfOneModelAreOneGroup() {
    var other = million("anthropic/claude-opus-5.5", Meter.INPUT);

    assertThat(findings(Finding.Rule.FAILED_CALLS, failed(OPUS), failed(other))).hasSize(1);
  }

  @Test
  void tasksAreApart() {
    assertThat(findings(Finding.Rule.FAILED_CALLS, failed(OPUS), failed(ofTask("triage", OPUS))))
        .extracting(Finding::task)
        .containsExactly("chat", "triage");
  }

  @Test
  void theDearestComesFirst() {
    var cheap = failed(ofTask("a", million("claude-haiku-5-5", Meter.INPUT)));

    assertThat(findings(Finding.Rule.FAILED_CALLS, cheap, failed(OPUS)))
        .extracting(Finding::amount)
        .containsExactly(Money.of("4"), Money.of("0.1"));
  }

  @Test
  void findingsOfOneAmountComeByRuleThenTaskThenMessage() {
    var a = finding(Finding.Rule.COST_MISMATCH, Finding.Severity.WARNING, "x", "1", "1");
    var b = finding(Finding.Rule.FAILED_CALLS, Finding.Severity.WARNING, "a", "1", "1");
    var c =
        new Finding(
            Finding.Rule.FAILED_CALLS,
            Finding.Severity.WARNING,
            "triage",
            "a",
            Calls.number("1"),
            Money.of("1"));
    var d = finding(Finding.Rule.FAILED_CALLS, Finding.Severity.WARNING, "b", "1", "1");

    assertThat(Stream.of(c, d, b, a).sorted(Finding.BY_AMOUNT)).containsExactly(a, b, d, c);
  }

  @Test
  void namesInFilesAreSnakeCase() {
    assertThat(Finding.Rule.COST_MISMATCH.id()).isEqualTo("cost_mismatch");
    assertThat(Finding.Severity.WARNING.id()).isEqualTo("warning");
  }
}
