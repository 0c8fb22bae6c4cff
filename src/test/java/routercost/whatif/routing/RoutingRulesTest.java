package routercost.whatif.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import routercost.read.builtin.BuiltIn;
import routercost.whatif.routing.RoutingRules.RoutingRule;
import routercost.whatif.routing.RoutingRules.TaskPattern;

class RoutingRulesTest {
  private static RoutingRule rule(String id, Tier tier, String... patterns) {
    return new RoutingRule(
        id,
        "000",
        Stream.of(patterns).map(TaskPattern::of).toList(),
        List.of(tier),
        "because",
        "otherwise");
  }

  @Test
  void theWordsOfANameAreFoundHoweverItIsWritten() {
    assertThat(RoutingRules.words("classify_ticket")).containsExactly("classify", "ticket");
    assertThat(RoutingRules.words("ClassifyTicket")).containsExactly("classify", "ticket");
    assertThat(RoutingRules.words("  Classify-ticket #2 "))
        .containsExactly("classify", "ticket", "2");
    assertThat(RoutingRules.words("SEOMeta")).containsExactly("seo", "meta");
    assertThat(RoutingRules.words("FAQs")).containsExactly("faqs");
    assertThat(RoutingRules.words("")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "clasify_tickets, classify_tickets",
    "SumarizeThread, summarize_thread",
    "reveiw_code, review_code",
    "extracr-invoice, extract_invoice",
  })
  void aMisspeltNameLeadsToOneThatARuleIsFor(String task, String meant) {
    assertThat(BuiltIn.found().routing().of(task)).isEmpty();
    assertThat(BuiltIn.found().routing().respelt(task)).contains(meant);
  }

  @Test
  void aNameThatIsNearToNoneIsNotRespelt() {
    assertThat(BuiltIn.found().routing().respelt("frobnicate")).isEmpty();
    assertThat(BuiltIn.found().routing().respelt("")).isEmpty();
  }

  @Test
  void aPatternNeedsAllItsWordsInAnyOrder() {
    var rules = new RoutingRules(List.of(rule("A", Tier.HAIKU, "review security")));
    assertThat(rules.of("security_review")).isPresent();
    assertThat(rules.of("review_security_fix")).isPresent();
    assertThat(rules.of("review_code")).isEmpty();
  }

  @Test
  void aStarStandsForAnyEnd() {
    var rules = new RoutingRules(List.of(rule("A", Tier.HAIKU, "classif*")));
    assertThat(rules.of("classification")).isPresent();
    assertThat(rules.of("declassify")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "tag, tags tagging tagged, tagline stag taggart",
    "score, scores scored scoring scorer, scorn scoreboard",
    "story, stories, storage storyboard",
    "plan, planner planning plans, plane planet plant",
    "match, matches matching, matchstick"
  })
  void aWordStandsForItsPluralAndItsVerbForms(String word, String forms, String others) {
    var rules = new RoutingRules(List.of(rule("A", Tier.HAIKU, word)));
    assertThat(forms.split(" ")).allSatisfy(form -> assertThat(rules.of(form)).isPresent());
    assertThat(others.split(" ")).allSatisfy(other -> assertThat(rules.of(other)).isEmpty());
  }

  @Test
  void anEqualsSignAsksForTheWholeName() {
    var rules = new RoutingRules(List.of(rule("A", Tier.HAIKU, "=schema")));
    assertThat(rules.of("schema")).isPresent();
    assertThat(rules.of("database schema")).isEmpty();
  }

  @Test
  void ofSeveralRulesTheHighestTierHolds() {
    var rules =
        new RoutingRules(
            List.of(rule("A", Tier.HAIKU, "social post"), rule("B", Tier.SONNET, "editorial")));
    assertThat(rules.of("editorial social post").orElseThrow().id()).isEqualTo("B");
  }

  @Test
  void aPatternThatExplainsMoreWordsOverridesOthersOnTheSameWords() {
    var rules =
        new RoutingRules(
            List.of(
                rule("A", Tier.SONNET, "analy*"),
                rule("B", Tier.HAIKU, "color analy*"),
                rule("C", Tier.OPUS, "brand")));
    assertThat(rules.of("color analysis").orElseThrow().id()).isEqualTo("B");
    assertThat(rules.of("brand color analysis").orElseThrow().id()).isEqualTo("C");
  }

  @Test
  void emptyRulesAreRefused() {
    assertThatThrownBy(() -> new TaskPattern(List.of(), false))
        .hasMessageContaining("without words");
    assertThatThrownBy(() -> new RoutingRule("A", "", List.of(), List.of(), "", ""))
        .hasMessageContaining("without a tier");
  }

  /// What the articles say of their own tasks.
  @ParameterizedTest
  @CsvSource({
    "intent classification / routing, haiku, R10",
    "entity extraction, haiku, R10",
    "simple summarization, haiku, R10",
    "multi-document synthesis, sonnet, R10",
    "code review / debugging, sonnet, R10",
    "'long-form drafting 1,000+ words', sonnet, R10",
    "multi-step planning / agent reasoning, sonnet, R10",
    "classify_intent, haiku, R10",
    "extract_entities, haiku, R10",
    "summarize_short, haiku, R10",
    "draft_email, sonnet, R4",
    "review_code, sonnet, R10",
    "plan_agent_steps, sonnet, R10",
    "business profile analysis, sonnet, R2",
    "caption + hashtag writing, sonnet, R2",
    "image prompt engineering, sonnet, R2",
    "brand color analysis, haiku, R2",
    "influencer-brand matching, haiku, R2",
    "content calendar generation, haiku, R2",
    "mood board style analysis, haiku, R2",
    "post quality scoring, haiku, R2",
    "carousel slide text, haiku, R2",
    "taxonomy, haiku, R4",
    "seo-meta, haiku, R4",
    "schema, haiku, R4",
    "quality-gate, haiku, R4",
    "brief, sonnet, R4",
    "draft, sonnet, R4",
    "geo-pass, sonnet, R4",
    "pillar article, opus, R4",
    "client strategy session, opus, R4",
    "test-engineer, haiku, R13",
    "code linting, haiku, R13",
    "boilerplate-generator, haiku, R13",
    "architect, opus, R4",
    "security review, opus, R13",
    "deep debugging, opus, R13",
    "ask-ai, haiku, R22",
    "fit-check, sonnet, R22"
  })
  void theTasksOfTheArticlesRunWhereTheArticlesSay(String task, String tier, String id) {
    var rule = BuiltIn.found().routing().of(task).orElseThrow();
    assertThat(rule.tiers()).containsExactly(Tier.named(tier).orElseThrow());
    assertThat(rule.id()).isEqualTo(id);
  }

  @Test
  void whereArticlesLeaveItOpenOrDisagreeBothTiersWillDo() {
    assertThat(BuiltIn.found().routing().of("code generation < 100 lines").orElseThrow().tiers())
        .containsExactly(Tier.HAIKU, Tier.SONNET);
    assertThat(BuiltIn.found().routing().of("orchestrator").orElseThrow().tiers())
        .containsExactly(Tier.SONNET, Tier.OPUS);
  }

  /// Where articles disagree with each other, both tiers will do (docs/routing.md).
  private static final Set<String> DISPUTED =
      Set.of("orchestrator", "orchestration", "simple code generation");

  @ParameterizedTest
  @CsvFileSource(resources = "/routing/article-tasks.tsv", delimiter = '\t', numLinesToSkip = 1)
  void everyTaskThatAnArticleNamesRunsWhereItSays(String article, String tier, String task) {
    assertThat(tiers(task)).as(article).isEqualTo(DISPUTED.contains(task) ? "either" : tier);
  }

  /// Names by kind, with the tier that a careful reader of the articles would give.
  @ParameterizedTest
  @CsvFileSource(resources = "/routing/other-tasks.tsv", delimiter = '\t', numLinesToSkip = 1)
  void otherNamesRunWhereACarefulReaderWouldSendThem(String tier, String task) {
    assertThat(tiers(task)).isEqualTo(tier);
  }

  private static String tiers(String task) {
    return BuiltIn.found()
        .routing()
        .of(task)
        .map(rule -> rule.tiers().size() > 1 ? "either" : rule.lowest().id())
        .orElse("unknown");
  }

  @Test
  void ofAnUnknownTaskNothingIsSaid() {
    assertThat(BuiltIn.found().routing().of("frobnicate")).isEmpty();
    assertThat(BuiltIn.found().routing().of("")).isEmpty();
  }

  @Test
  void everyRuleNamesItsArticleItsReasonAndWhatWouldMakeItWrong() {
    assertThat(BuiltIn.found().routing().rules())
        .allSatisfy(
            rule -> {
              assertThat(rule.id()).matches("R\\d+");
              assertThat(rule.article()).matches("00[0-4]");
              assertThat(rule.reason()).isNotBlank();
              assertThat(rule.unless()).isNotBlank();
              assertThat(rule.patterns()).isNotEmpty();
            });
  }
}
