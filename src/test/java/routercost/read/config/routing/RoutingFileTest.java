package routercost.read.config.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import routercost.read.config.prices.PriceBooks;
import routercost.read.text.ConfigurationProblem;
import routercost.whatif.routing.Routing;

class RoutingFileTest {
  private static Routing parse(String yaml) {
    return new RoutingFile(PriceBooks.builtIn(), LocalDate.of(2026, 11, 21))
        .parse("r.yaml", yaml.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aTaskIsATierOrAMapping() {
    var routing =
        parse(
            "version: 1\ndefault: opus\ntasks:\n  a: haiku\n  b: {tier: claude-sonnet-5, reason: r, interactive: yes, verifiable: false}\n");
    assertThat(routing.usual()).isEqualTo("opus");
    assertThat(routing.lookup("a")).isEqualTo("haiku");
    var b = routing.of("b").orElseThrow();
    assertThat(b.target()).isEqualTo("claude-sonnet-5");
    assertThat(b.reason()).isEqualTo("r");
    assertThat(b.interactive()).contains(true);
    assertThat(b.verifiable()).contains(false);
  }

  @Test
  void sonnetIsWhereNewTasksRun() {
    assertThat(parse("version: 1\n").lookup("new")).isEqualTo("sonnet");
  }

  @Test
  void aRoleOrScoresStandForATier() {
    var routing =
        parse(
            """
            tasks:
              boss: {role: orchestrator}
              hand: {role: executor}
              hard: {scores: {reasoning: 3, judgment: 3, stakes: 1}}
              both: {tier: sonnet, scores: {reasoning: 1, judgment: 1, stakes: 1}}
            """);
    assertThat(routing.lookup("boss")).isEqualTo("opus");
    assertThat(routing.lookup("hand")).isEqualTo("haiku");
    assertThat(routing.lookup("hard")).isEqualTo("opus");
    assertThat(routing.lookup("both")).isEqualTo("sonnet");
  }

  @Test
  void rulesHoldForNamesLikeTheirs() {
    var routing =
        parse("rules:\n  - {tasks: [a_*, b], tier: haiku}\n  - {tasks: '*', tier: opus}\n");
    assertThat(routing.lookup("a_1")).isEqualTo("haiku");
    assertThat(routing.lookup("b")).isEqualTo("haiku");
    assertThat(routing.lookup("c")).isEqualTo("opus");
  }

  @Test
  void theAnswersOnBatchBelongTogether() {
    assertThatThrownBy(() -> parse("tasks:\n  a: {tier: haiku, interactive: no}\n"))
        .hasMessage("r.yaml:2:6: 'verifiable' is missing");
    assertThatThrownBy(() -> parse("tasks:\n  a: {tier: haiku, verifiable: yes}\n"))
        .hasMessage("r.yaml:2:6: 'interactive' is missing");
    assertThat(parse("tasks:\n  a: {tier: haiku, interactive: yes}\n").isByDay()).isFalse();
  }

  @Test
  void overridesGoUp() {
    var routing = parse("tasks:\n  a: {tier: haiku, override: {tier: opus, reason: live}}\n");
    assertThat(routing.lookup("a")).isEqualTo("opus");
    assertThatThrownBy(
            () -> parse("tasks:\n  a: {tier: sonnet, override: {tier: haiku, reason: cheap}}\n"))
        .hasMessage(
            "r.yaml:2:38: override is 'haiku'; expected a tier above sonnet: overrides go up");
    assertThatThrownBy(() -> parse("tasks:\n  a: {tier: opus, override: {tier: opus}}\n"))
        .hasMessageContaining("a tier above opus");
    assertThatThrownBy(
            () -> parse("tasks:\n  a: {tier: claude-opus-5-5, override: {tier: sonnet}}\n"))
        .hasMessageContaining("a tier above claude-opus-5-5");
  }

  @Test
  void whatIsWrongIsSaidWithItsPlace() {
    assertThatThrownBy(() -> parse("tasks:\n  a: hiaku\n"))
        .isInstanceOf(ConfigurationProblem.class)
        .hasMessageStartingWith("r.yaml:2:6: a is 'hiaku'; expected a tier (")
        .hasMessageContaining("did you mean 'haiku'?");
    assertThatThrownBy(() -> parse("tasks:\n  a: {reason: x}\n"))
        .hasMessage("r.yaml:2:6: a has no tier; expected tier, role or scores");
    assertThatThrownBy(() -> parse("tasks:\n  a: [haiku]\n"))
        .hasMessage("r.yaml:2:6: a is a list; expected a tier or a mapping");
    assertThatThrownBy(() -> parse("tasks:\n  a: {teir: haiku}\n"))
        .hasMessageStartingWith("r.yaml:2:7: unknown key 'teir' (did you mean 'tier'?)");
    assertThatThrownBy(() -> parse("version: 2\n"))
        .hasMessage("r.yaml:1:10: version is '2'; expected 1");
    assertThatThrownBy(
            () -> parse("tasks:\n  a: {scores: {reasoning: 4, judgment: 1, stakes: 1}}\n"))
        .hasMessageContaining("reasoning is '4'; expected 1 (low), 2 (medium) or 3 (high)");
    assertThatThrownBy(() -> parse("tasks:\n  a: {role: boss}\n"))
        .hasMessageContaining("role is 'boss'; expected orchestrator, middle, executor");
    assertThatThrownBy(() -> parse("tasks:\n  a: {tier: haiku, interactive: maybe}\n"))
        .hasMessageContaining("interactive is 'maybe'; expected yes or no");
    assertThatThrownBy(() -> parse("rules:\n  - {tier: haiku}\n"))
        .hasMessageContaining("a rule has neither 'tasks' nor 'where'");
  }
}
