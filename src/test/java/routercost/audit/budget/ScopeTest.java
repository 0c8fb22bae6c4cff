package routercost.audit.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import routercost.audit.budget.Bill.BillLine;
import routercost.audit.budget.Scope.Match;

class ScopeTest {
  private static Scope scope(String name, String... values) {
    return new Scope(new TreeMap<>(Map.of(name, new TreeSet<>(Set.of(values)))));
  }

  private static SortedSet<String> values(String... values) {
    return new TreeSet<>(Set.of(values));
  }

  private static BillLine line(Map<String, String> attributes) {
    return new BillLine(
        LocalDate.of(2026, 10, 1), new TreeMap<>(attributes), BillLine.Amounts.NONE, Map.of());
  }

  @Test
  void anyOfTheValuesOfACallMatchesAndAnotherDoesNot() {
    var scope = scope("task", "plan*", "review");
    assertThat(scope.match(line(Map.of("task", "review")))).isEqualTo(Match.YES);
    assertThat(scope.match(line(Map.of("task", "plan_release")))).isEqualTo(Match.YES);
    assertThat(scope.match(line(Map.of("task", "draft")))).isEqualTo(Match.NO);
  }

  @Test
  void aCallWithoutTheAttributeOrItsValueMayBelongToTheScope() {
    assertThat(scope("task", "plan").match(line(Map.of()))).isEqualTo(Match.UNKNOWN);
    assertThat(scope("task", "plan").match(line(Map.of("task", "")))).isEqualTo(Match.UNKNOWN);
    assertThat(scope("task", Scope.NONE).match(line(Map.of("task", "")))).isEqualTo(Match.YES);
    assertThat(scope("task", Scope.NONE).match(line(Map.of("task", "plan")))).isEqualTo(Match.NO);
  }

  @Test
  void oneConditionThatFailsOutweighsOneThatIsUnknown() {
    var both = scope("task", "plan").and(scope("team", "web"));
    assertThat(both.match(line(Map.of("team", "shop")))).isEqualTo(Match.NO);
    assertThat(both.match(line(Map.of("team", "web")))).isEqualTo(Match.UNKNOWN);
    assertThat(both.match(line(Map.of("team", "web", "task", "plan")))).isEqualTo(Match.YES);
  }

  @Test
  void twoScopesShareTheValuesThatBothHave() {
    var both = scope("task", "a", "b").and(scope("task", "b", "c"));
    assertThat(both.conditions()).containsExactly(Map.entry("task", values("b")));
  }

  @Test
  void modelsAreNamedAnew() {
    assertThat(scope("model", "opus").naming(name -> "claude-" + name).conditions())
        .containsExactly(Map.entry("model", values("claude-opus")));
    assertThat(scope("task", "opus").naming(name -> "claude-" + name))
        .isEqualTo(scope("task", "opus"));
  }

  @Test
  void modelsThatRetireWithinDaysStandForTheirNames() {
    var retiring = Scope.ofRetiring(30);
    assertThat(retiring.forbidding(days -> values("within-" + days)))
        .isEqualTo(scope("model", "within-30"));
    assertThat(scope("task", "a").forbidding(_ -> values("m"))).isEqualTo(scope("task", "a"));
  }

  @Test
  void absentModelsAreLeftOutUnlessNoneIsLeft() {
    var scope = scope("model", "a", "b");
    assertThat(scope.without(Set.of("a"))).isEqualTo(scope("model", "b"));
    assertThat(scope.without(Set.of("a", "b"))).isEqualTo(scope);
  }

  @Test
  void labelsAreTheAttributesThatOnlyTheLogKnows() {
    assertThat(scope("task", "a").and(scope("team", "web")).labels()).containsExactly("team");
    assertThat(Scope.ALL.labels()).isEmpty();
    assertThat(Scope.ALL.match(line(Map.of()))).isEqualTo(Match.YES);
    assertThat(List.of(Scope.isLike("a*", "abc"), Scope.isLike("a", "abc")))
        .containsExactly(true, false);
  }
}
