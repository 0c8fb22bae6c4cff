package routercost.whatif.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import routercost.whatif.routing.Routing.Assignment;
import routercost.whatif.routing.Routing.Pattern;

class RoutingTest {
  private static final Routing ROUTING =
      new Routing(
          "the routing",
          "sonnet",
          new TreeMap<>(Map.of("plan", Assignment.to("opus", "hard"))),
          List.of(
              new Pattern("draft_*", List.of(), Assignment.to("sonnet", "")),
              new Pattern("*_report", List.of(), Assignment.to("haiku", "")),
              new Pattern("draft_report", List.of(), Assignment.to("opus", ""))));

  @Test
  void whatIsNamedGoesBeforePatternsAndTheFirstPatternDecides() {
    assertThat(ROUTING.lookup("plan")).isEqualTo("opus");
    assertThat(ROUTING.lookup("nightly_report")).isEqualTo("haiku");
    assertThat(ROUTING.lookup("draft_report")).isEqualTo("sonnet");
  }

  @Test
  void whatIsNewRunsWhereNewTasksRunAndWhatRunsStays() {
    assertThat(ROUTING.lookup("never_seen")).isEqualTo("sonnet");
    assertThat(ROUTING.of("never_seen")).isEmpty();
  }

  @Test
  void aStarStandsForAnyTextAlsoForNone() {
    assertThat(ROUTING.of("draft_").orElseThrow().target()).isEqualTo("sonnet");
    assertThat(ROUTING.of("redraft_x")).isEmpty();
    var pattern = new Pattern("a*b*c", List.of(), Assignment.to("haiku", ""));
    assertThat(pattern.matches("abc")).isTrue();
    assertThat(pattern.matches("a1b2b3c")).isTrue();
    assertThat(pattern.matches("acb")).isFalse();
    assertThat(new Pattern("plan", List.of(), Assignment.to("haiku", "")).matches("plan2"))
        .isFalse();
  }

  @Test
  void anOverrideTakesThePlaceOfTheTier() {
    var decided =
        new Assignment(
            "sonnet",
            "",
            Optional.of(new Routing.Raise("opus", "live")),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    assertThat(decided.effective()).isEqualTo("opus");
    assertThat(Assignment.to("haiku", "why").effective()).isEqualTo("haiku");
  }
}
