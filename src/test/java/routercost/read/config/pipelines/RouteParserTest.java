package routercost.read.config.pipelines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routercost.read.config.YamlFile;
import routercost.read.config.YamlNode;
import routercost.read.config.prices.PriceBooks;
import routercost.read.text.ConfigurationProblem;
import routercost.usage.Meter;
import routercost.whatif.Cascade;
import routercost.whatif.Confidence;
import routercost.whatif.Route;
import routercost.whatif.Route.AnswerCheck;
import routercost.whatif.Route.Shares;
import routercost.whatif.WithPromptCache;
import routercost.whatif.pipeline.Parameter.RangePoint;

class RouteParserTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 21);
  private static final Route HAIKU = new Route.To("haiku");
  private static final Route SONNET = new Route.To("sonnet");

  private static YamlNode node(String yaml) {
    return YamlFile.parse("p.yaml", yaml.getBytes(StandardCharsets.UTF_8));
  }

  private static Route read(String yaml) {
    return RouteParser.exact(PriceBooks.builtIn(), DAY).exactly(node(yaml), "after");
  }

  private static BigDecimal number(String digits) {
    return new BigDecimal(digits);
  }

  private static Cascade.Stage stage(Route route, String escalate) {
    return Cascade.Stage.of(route, number(escalate));
  }

  @Test
  void aNameIsATierOrModel() {
    assertThat(read("haiku")).isEqualTo(HAIKU);
    assertThat(read("{to: claude-haiku-5-5}")).isEqualTo(new Route.To("claude-haiku-5-5"));
  }

  @Test
  void mannersAloneLeaveTheModelAsItIs() {
    assertThat(read("{batch: true}")).isEqualTo(new Route.Batched(new Route.Stay()));
    assertThat(read("{batch: false, to: haiku}")).isEqualTo(HAIKU);
  }

  @Test
  void sharesMayFallBack() {
    var cascade = new Cascade(List.of(stage(HAIKU, "0.08"), stage(SONNET, "0")), false);

    assertThat(
            read(
                "{shares: {haiku: 0.7, sonnet: 0.3}, fallback: {from: haiku, to: sonnet, rate: 0.08}}"))
        .isEqualTo(
            new Shares(
                List.of(
                    new Shares.Part(number("0.7"), cascade),
                    new Shares.Part(number("0.3"), SONNET))));
  }

  @Test
  void promptsMayBeLonger() {
    assertThat(read("{to: haiku, input_ratio: 1.4, input_extra: 500}"))
        .isEqualTo(new Route.Lengthened(HAIKU, number("1.4"), number("500")));
  }

  @Test
  void aCascadeHasAValidatorAndItsStagesAreCached() {
    var cached =
        new WithPromptCache(
            new Route.Resized(new Route.Retried(HAIKU, number("0.02")), number("0.8")),
            number("3000"),
            Meter.CACHE_WRITE_1H,
            number("0.9"),
            true);
    var route =
        read(
            """
            cascade:
              - {to: haiku, output_ratio: 0.8, retry_rate: 0.02}
              - sonnet
            escalate: 0.1
            validator: {model: haiku, input: 3800, output: 100}
            retries: 2
            attempt_shown: true
            cache: {prefix: 3000, ttl: 1h, hit_rate: 0.9, pad: true}
            """);

    assertThat(route).isInstanceOf(Cascade.class);
    var cascade = (Cascade) route;
    assertThat(cascade.attemptShown()).isTrue();
    assertThat(cascade.stages().getFirst().validator())
        .isEqualTo(Optional.of(new AnswerCheck("haiku", number("3800"), number("100"))));
    assertThat(cascade.stages().getFirst().retries()).isEqualTo(2);
    assertThat(cascade.stages().getLast())
        .isEqualTo(
            stage(
                new WithPromptCache(
                    SONNET, number("3000"), Meter.CACHE_WRITE_1H, number("0.9"), true),
                "0"));
    assertThat(cascade.stages().getFirst().route()).isInstanceOf(WithPromptCache.class);
    assertThat(((WithPromptCache) cascade.stages().getFirst().route()).prefix())
        .isEqualTo(cached.prefix());
  }

  @Test
  void aLongCascadeHasARateForEachStageButTheLast() {
    assertThat(read("{cascade: [haiku, sonnet, opus], escalate: [0.2, 0.5]}"))
        .isEqualTo(
            new Cascade(
                List.of(
                    stage(HAIKU, "0.2"), stage(SONNET, "0.5"), stage(new Route.To("opus"), "0")),
                false));
  }

  private static Route confident(String shares) {
    return read(
        """
        confidence:
          first: haiku
          accept: {above: 0.9, share: 0.7}
          review: {above: 0.6, share: 0.2, model: sonnet, input: 3800, output: 200, revise_rate: 0.3}
          regenerate: {model: sonnet, share: 0.1}
        """
            + shares);
  }

  private static Confidence confidence(String review, String anew) {
    return new Confidence(
        HAIKU,
        number(review),
        new AnswerCheck("sonnet", number("3800"), number("200")),
        number("0.3"),
        number(anew),
        SONNET);
  }

  @Test
  void confidenceHasBands() {
    assertThat(confident("")).isEqualTo(confidence("0.2", "0.1"));
  }

  @ParameterizedTest
  @CsvSource({"0.9, 1, 0", "0.6, 0, 1", "0.9000001, 0, 0", "0.61, 1, 0", "0.1, 0, 1"})
  void aScoreHasToBeAboveAThreshold(String score, BigDecimal review, BigDecimal anew) {
    var route = (Confidence) confident("  scores: [" + score + "]\n");

    assertThat(route.reviewShare()).isEqualByComparingTo(review);
    assertThat(route.anewShare()).isEqualByComparingTo(anew);
  }

  @Test
  void whereRangesAreAllowedTheyHaveTwoEnds() {
    var numbers = RangeParser.ofStep("tests", Optional.empty());
    var route =
        RouteParser.of(PriceBooks.builtIn(), DAY, numbers)
            .read(node("{cascade: [haiku, sonnet], escalate: [0.1, 0.3]}"), "after");

    assertThat(route.at(RangePoint.LOW))
        .isEqualTo(new Cascade(List.of(stage(HAIKU, "0.1"), stage(SONNET, "0")), false));
    assertThat(route.at(RangePoint.HIGH))
        .isEqualTo(new Cascade(List.of(stage(HAIKU, "0.3"), stage(SONNET, "0")), false));
    assertThat(numbers.parameters())
        .extracting(parameter -> parameter.name())
        .containsExactly("tests.escalate");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          hiaku                    | p.yaml:1:1: after is 'hiaku'; expected a tier (fable, haiku, mythos, opus, sonnet) or a model of the price book (did you mean 'haiku'?)
          {too: haiku}             | p.yaml:1:2: unknown key 'too' (did you mean 'to'?)
          [haiku]                  | p.yaml:1:1: after is a list; expected a tier, a model or a mapping
          {to: haiku, shares: {}}  | p.yaml:1:1: after has both 'shares' and 'to'
          {to: haiku, escalate: 1} | p.yaml:1:13: 'escalate' requires cascade
          {to: haiku, fallback: 1} | p.yaml:1:13: 'fallback' requires shares
          {to: haiku, batch: yes}  | p.yaml:1:20: batch is 'yes'; expected true or false
          {shares: {haiku: 0.7}}   | p.yaml:1:10: shares sum to 0.7; expected 1
          {shares: {haiku: 1.2}}   | p.yaml:1:18: shares.haiku is '1.2'; expected a share from 0 to 1
          {shares: {haiku: 1}, fallback: {from: opus, to: haiku, rate: 0}} | p.yaml:1:39: from is 'opus'; expected one of the shares: haiku
          {cascade: [haiku], escalate: 0.1} | p.yaml:1:11: cascade is one stage; expected two or more, such as [haiku, sonnet]
          {cascade: [haiku, sonnet]} | p.yaml:1:1: 'escalate' is missing
          {cascade: [haiku, sonnet], escalate: 1.2} | p.yaml:1:38: escalate is '1.2'; expected a share from 0 to 1
          {cascade: [haiku, sonnet], escalate: [0.1, 0.2]} | p.yaml:1:38: escalate is a range; expected one number here
          {cascade: [haiku, claude-haiku-5-5], escalate: 0.1} | p.yaml:1:19: the cascade escalates from 'haiku' to itself; expected another tier or model
          {cascade: [haiku, sonnet, opus], escalate: 0.1} | p.yaml:1:44: escalate is not a list of 2; expected one rate for each stage but the last
          {cascade: [haiku, sonnet], escalate: 0.1, retries: 21} | p.yaml:1:52: retries is '21'; expected 0 to 20
          {to: haiku, cache: {prefix: 1, hit_rate: 2}} | p.yaml:1:42: cache.hit_rate is '2'; expected a share from 0 to 1
          {to: haiku, cache: {prefix: 1, hit_rate: 1, ttl: 1d}} | p.yaml:1:50: ttl is '1d'; expected 5m or 1h
          {to: haiku, retry_rate: [1, 2, 3]} | p.yaml:1:25: retry_rate is a list of 3; expected one number or [low, high]
          {to: haiku, input_ratio: many} | p.yaml:1:26: input_ratio is 'many'; expected a number, 0 or more
          {to: haiku, output_ratio: -1} | p.yaml:1:27: output_ratio is '-1'; expected a number, 0 or more
          """)
  void whatIsWrongIsSaidWithItsPlace(String yaml, String message) {
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(ConfigurationProblem.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void sharesOfBandsSumToOne() {
    assertThatThrownBy(
            () ->
                read(
                    "{confidence: {first: haiku, accept: {share: 0.7}, review: {share: 0.2, model: haiku,"
                        + " input: 1, output: 1, revise_rate: 0}, regenerate: {share: 0.2, model: opus}}}"))
        .hasMessage(
            "p.yaml:1:14: the shares of accept, review and regenerate sum to 1.1; expected 1");
  }

  @Test
  void aRangeIsNotUpsideDownExceptInAGroup() {
    var alone = RangeParser.ofStep("face", Optional.empty());
    var grouped = RangeParser.ofStep("face", Optional.of("extras"));
    var range = node("[2, 0]");

    assertThatThrownBy(() -> alone.number(range, "quantity", RangeParser.Limit.AMOUNT))
        .hasMessage(
            "p.yaml:1:1: quantity is upside down, from 2 to 0; expected [low, high]; only steps of"
                + " one 'group' may pair their ends otherwise");
    assertThat(grouped.number(range, "quantity", RangeParser.Limit.AMOUNT).at(RangePoint.HIGH))
        .isEqualByComparingTo("0");
  }

  @Test
  void aRangeMayHaveAShape() {
    var numbers = RangeParser.ofStep("a", Optional.empty());
    var value = numbers.number(node("{low: 2, high: 6, mode: 3}"), "x", RangeParser.Limit.AMOUNT);

    assertThat(value.at(RangePoint.MIDDLE)).isEqualByComparingTo("4");
    assertThat(numbers.parameters().getFirst().shape())
        .contains(
            new routercost.whatif.pipeline.Parameter.Shape.Triangular(new BigDecimal("0.25")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {low: 2, high: 6, mode: 7}      | p.yaml:1:25: x.mode is '7'; expected a number from low to high
          {low: 2, high: 6, shape: bell}  | p.yaml:1:26: x.shape is 'bell'; expected uniform, or triangular with a mode
          {low: 2}                        | p.yaml:1:1: 'high' is missing
          """)
  void aShapeThatIsNoneIsRefused(String yaml, String message) {
    var numbers = RangeParser.ofStep("a", Optional.empty());
    var shaped = node(yaml);

    assertThatThrownBy(() -> numbers.number(shaped, "x", RangeParser.Limit.AMOUNT))
        .hasMessage(message);
  }
}
