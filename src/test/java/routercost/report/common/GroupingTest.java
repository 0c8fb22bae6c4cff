package routercost.report.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routercost.price.Attribute;
import routercost.price.Quote;
import routercost.usage.Meter;
import routercost.usage.Slice;
import routercost.usage.Usage;
import routercost.usage.UsageKey;

class GroupingTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 12);

  /// Calls as `task project model tokens`, one after another.
  private static List<Slice> calls(String words) {
    var calls = new ArrayList<Slice>();
    for (var call : words.split(";", -1)) {
      var parts = call.strip().split(" ", -1);
      var task = parts[0].equals("-") ? "" : parts[0];
      calls.add(
          new Slice(
              UsageKey.of(DAY, task, parts[2]).withLabels(Map.of("project", parts[1])),
              Usage.NONE.with(Meter.INPUT, Long.parseLong(parts[3])).with(Meter.CALLS, 1)));
    }
    return calls;
  }

  private static String telling(List<Slice> calls) {
    return String.join(
        ",", new Grouping(Grouping.telling(calls, _ -> new Quote.Unpriced("no price"))).ids());
  }

  @ParameterizedTest
  @CsvSource({
    "plan shop opus 90; review shop haiku 10, task",
    "plan shop opus 99; plan web haiku 99, task", // a named task is what the log is about
    "main shop opus 60; Explore shop opus 40, task",
    "main shop opus 60; main web opus 40, project",
    "- shop opus 60; - web opus 40, project",
    "- shop opus 95; - web opus 1; - shop haiku 4, model", // comes closest
    "- shop opus 60; - shop haiku 40, model",
    "main shop opus 1, model",
    "- shop opus 1; plan shop opus 99, task",
  })
  void theFirstThatTellsCallsApartIsShown(String calls, String expected) {
    assertThat(telling(calls(calls))).isEqualTo(expected);
  }

  @Test
  void callsWithoutTokensCountByTheirNumber() {
    assertThat(telling(calls("- shop opus 0; - web opus 0"))).isEqualTo("project");
  }

  @Test
  void noCallsAreGroupedByTask() {
    assertThat(Grouping.telling(List.of(), _ -> new Quote.Unpriced("no price")))
        .containsExactly(Attribute.Known.TASK);
  }
}
