package routercost.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import routercost.price.Money;

class ClosedPeriodTest {
  private static ClosedPeriod closed(
      String bookHash, Map<String, String> inputs, String... groupsAndTotals) {
    var totals = new LinkedHashMap<List<String>, Money>();
    for (int i = 0; i < groupsAndTotals.length; i += 2) {
      totals.put(List.of(groupsAndTotals[i]), Money.of(groupsAndTotals[i + 1]));
    }
    var day = LocalDate.of(2026, 10, 1);
    return new ClosedPeriod(
        day,
        day.plusDays(30),
        "UTC",
        "1.0",
        "book",
        bookHash,
        new TreeMap<>(inputs),
        List.of("task"),
        totals);
  }

  @Test
  void whatDiffersIsRestatedWithTheLargestFirst() {
    var before = closed("a", Map.of(), "chat", "1", "plan", "5", "same", "3", "gone", "0.5");
    var now = closed("a", Map.of(), "plan", "3", "chat", "1.25", "same", "3.00", "new", "9");
    assertThat(before.total()).isEqualTo(Money.of("9.5"));
    assertThat(before.restatements(before)).isEmpty();
    assertThat(before.restatements(now).stream().map(of -> of.group() + " " + of.difference()))
        .containsExactly("[new] 9", "[plan] -2", "[gone] -0.5", "[chat] 0.25");
  }

  @Test
  void inputsAreComparedByTheirContent() {
    var before = closed("a", Map.of("kept.csv", "1", "other.csv", "2", "gone.csv", "3"));
    var now = closed("a", Map.of("kept.csv", "1", "other.csv", "9", "new.csv", "4"));
    assertThat(before.changedInputs(now)).containsExactly("gone.csv", "new.csv", "other.csv");
    assertThat(before.changedInputs(before)).isEmpty();
  }

  @Test
  void theSameInputInAnotherFolderIsNoChange() {
    var before = closed("a", Map.of("logs/calls.csv", "1", "gone.csv", "3"));
    var now = closed("a", Map.of("calls.csv", "1"));
    assertThat(before.changedInputs(now)).containsExactly("gone.csv");
  }

  @Test
  void anAttributeThatNoCallHasAnyMoreIsNamed() {
    var before = closed("a", Map.of(), "chat", "1", "", "2");
    assertThat(before.missingAttributes(closed("a", Map.of(), "", "3"))).containsExactly("task");
    assertThat(before.missingAttributes(closed("a", Map.of(), "plan", "3"))).isEmpty();
  }

  @Test
  void aBookIsKnownByItsContent() {
    var before = closed("a", Map.of());
    assertThat(before.hasOtherBook(closed("b", Map.of()))).isTrue();
    assertThat(before.hasOtherBook(closed("a", Map.of()))).isFalse();
  }
}
