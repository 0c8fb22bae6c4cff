package routercost.read.config.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routercost.price.PriceBook;
import routercost.read.config.prices.PriceBooks;
import routercost.read.text.ConfigurationProblem;
import routercost.usage.Calls;
import routercost.usage.Meter;
import routercost.usage.ServiceTier;
import routercost.usage.Slice;
import routercost.whatif.CallFilter;
import routercost.whatif.Effects;
import routercost.whatif.Rule;
import routercost.whatif.Scenario;
import routercost.whatif.routing.Load;

class ScenarioFileTest {
  private static final PriceBook BOOK = PriceBooks.builtIn();
  private static final Slice OPUS =
      new Slice(Calls.key("2026-11-01", "claude-opus-5-5"), Calls.usage(100, 200_000, 10_000));

  private static Scenario scenario(String yaml) {
    return ScenarioFile.parse(
        "night.yaml",
        ("version: 1\n" + yaml).getBytes(StandardCharsets.UTF_8),
        BOOK,
        LocalDate.of(2026, 11, 21),
        Effects.ALL);
  }

  private static java.util.List<Slice> applied(String yaml) {
    return scenario(yaml).apply(OPUS, BOOK).slices();
  }

  private static Slice on(String model, String share) {
    return new Slice(OPUS.key().withModel(model), OPUS.usage().times(new BigDecimal(share)));
  }

  @Test
  void aMoveNamesItsCallsItsTargetAndItsShare() {
    assertThat(applied("moves: [{where: {task: chat}, to: sonnet, share: 0.9}]"))
        .containsExactly(on("sonnet", "0.9"), on("claude-opus-5-5", "0.1"));
  }

  @Test
  void aTextIsATaskAndNothingIsEverything() {
    assertThat(applied("moves: [{where: chat, to: sonnet}]")).containsExactly(on("sonnet", "1"));
    assertThat(applied("moves: [{where: other, to: sonnet}]")).containsExactly(OPUS);
    assertThat(applied("moves: {to: sonnet}")).containsExactly(on("sonnet", "1"));
  }

  @Test
  void conditionsMustAllHold() {
    assertThat(scenario("moves: [{where: {task: chat, team: core}, to: sonnet}]").rules())
        .extracting(Rule::where)
        .containsExactly(new CallFilter(new TreeMap<>(Map.of("task", "chat", "team", "core"))));
  }

  @Test
  void rulesAreMadeInTheOrderOfTheFile() {
    var growFirst = scenario("grow: 2\nmoves: [{to: sonnet}]");
    var movesFirst = scenario("moves: [{to: sonnet}]\ngrow: 2");

    assertThat(growFirst.rules().getFirst()).isInstanceOf(Rule.Grow.class);
    assertThat(movesFirst.rules().getFirst()).isInstanceOf(Rule.Move.class);
    assertThat(applied("moves: [{to: sonnet}, {where: {model: sonnet}, to: haiku}]"))
        .containsExactly(on("haiku", "1"));
  }

  @Test
  void usageGrowsAllOverOrWhereItIsSaid() {
    assertThat(applied("grow: 1.2")).containsExactly(on("claude-opus-5-5", "1.2"));
    assertThat(applied("grow: {where: chat, by: 0.5}"))
        .containsExactly(on("claude-opus-5-5", "0.5"));
    assertThat(applied("grow: {where: other, by: 0.5}")).containsExactly(OPUS);
  }

  @Test
  void batchTakesAllCallsOrSome() {
    var batched = new Slice(OPUS.key().withService(ServiceTier.BATCH), OPUS.usage());

    assertThat(applied("batch: true")).containsExactly(batched);
    assertThat(applied("batch: false")).containsExactly(OPUS);
    assertThat(applied("batch: [{where: chat}]")).containsExactly(batched);
    assertThat(applied("batch: {where: other}")).containsExactly(OPUS);
  }

  @Test
  void aCacheIsPutInFrontOfCalls() {
    // 1,000 of the 2,000 tokens of a prompt, read in nine calls of ten
    var usage =
        Calls.usage(100, 100_000, 10_000)
            .with(Meter.CACHE_READ, 90_000)
            .with(Meter.CACHE_WRITE_1H, 10_000);

    assertThat(applied("cache: {where: chat, prefix: 1000, ttl: 1h, hit_rate: 0.9}"))
        .containsExactly(new Slice(OPUS.key(), usage));
  }

  @Test
  void aCascadeNamesItsStages() {
    assertThat(applied("cascade: {stages: [sonnet, opus], escalate: 0.1}"))
        .containsExactly(on("sonnet", "1"), on("claude-opus-5-5", "0.1"));
  }

  @Test
  void aMoveMayBeAnyRoute() {
    assertThat(applied("moves: [{where: chat, cascade: [sonnet, opus], escalate: 0.1}]"))
        .containsExactly(on("sonnet", "1"), on("claude-opus-5-5", "0.1"));
    assertThat(applied("moves: [{shares: {sonnet: 0.5, haiku: 0.5}}]"))
        .containsExactly(on("sonnet", "0.5"), on("haiku", "0.5"));
  }

  @Test
  void loadMovesWhatIsMadeWhileMuchOrLittleGoesOn() {
    var rules = scenario("load: {where: chat, busy: haiku, idle: sonnet}").rules();

    assertThat(rules)
        .extracting(rule -> rule.where().conditions().getFirst().values().first())
        .containsExactly("busy", "idle");
    assertThat(scenario("load: {high: 9, low: 2, busy: haiku}").labels())
        .containsExactly(new Load(9, 2).label());
  }

  @Test
  void withoutANameItHasThatOfItsFile() {
    assertThat(scenario("grow: 1").name()).isEqualTo("night");
    assertThat(scenario("name: bold").name()).isEqualTo("bold");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mvoes: []|night.yaml:2:1: unknown key 'mvoes' (did you mean 'moves'?); allowed: batch,"
            + " cache, cascade, confidence, grow, load, moves, name, version",
        "moves: [{where: chat}]|night.yaml:2:9: 'to' is missing",
        "moves: [{to: sonet}]|night.yaml:2:14: to is 'sonet'; expected a tier (fable, haiku,"
            + " mythos, opus, sonnet) or a model of the price book (did you mean 'sonnet'?)",
        "moves: [{to: sonnet, share: 1.5}]|night.yaml:2:29: share is '1.5'; expected a number over"
            + " 0 and up to 1, such as 0.9",
        "moves: [{to: sonnet, share: lots}]|night.yaml:2:29: share is 'lots'; expected a number, 0"
            + " or more, such as 0.80",
        "load: {where: chat}|night.yaml:2:7: 'busy' or 'idle' is missing",
        "load: {high: 1, low: 2, busy: haiku}|night.yaml:2:7: low is 2 and high is 1; expected low"
            + " to be the lower",
        "grow: lots|night.yaml:2:7: grow is 'lots'; expected a number, 0 or more, such as 0.80",
        "batch: yes|night.yaml:2:8: batch is 'yes'; expected true or false",
        "cascade: {escalate: 0.1}|night.yaml:2:10: 'stages' is missing"
      })
  void whatIsWrongIsNamedWithItsPlace(String yaml, String message) {
    assertThatThrownBy(() -> scenario(yaml))
        .isInstanceOf(ConfigurationProblem.class)
        .hasMessage(message);
  }

  @Test
  void theVersionIsOne() {
    assertThatThrownBy(
            () ->
                ScenarioFile.parse(
                    "x.yaml",
                    "version: 2".getBytes(StandardCharsets.UTF_8),
                    BOOK,
                    LocalDate.EPOCH,
                    Effects.ALL))
        .hasMessage("x.yaml:1:10: version is '2'; expected 1");
  }
}
