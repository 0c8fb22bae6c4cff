package routercost.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import routercost.price.PriceBook;
import routercost.read.config.prices.PriceBooks;
import routercost.usage.Calls;
import routercost.usage.Slice;
import routercost.usage.UsageCube;
import routercost.usage.UsageKey;
import routercost.whatif.Comparison;
import routercost.whatif.Rule;
import routercost.whatif.Scenario;

class WaitingTimeTest {
  private static final PriceBook BOOK = PriceBooks.builtIn();
  private static final String SONNET = "claude-sonnet-5-5";
  private static final String HAIKU = "claude-haiku-5-5";

  private final Latencies latencies = new Latencies();

  private static Slice calls(String task, String model, long calls, long answers) {
    return new Slice(
        UsageKey.of(LocalDate.of(2026, 11, 1), task, model), Calls.usage(calls, 1000, answers));
  }

  private void took(String task, String model, long answer, long milliseconds) {
    latencies.at(calls(task, model, 1, answer).key()).add(answer, milliseconds, 1);
  }

  /// Ten calls of a task on Sonnet with answers of 100 tokens, moved to Haiku.
  private Optional<WaitingTime.Saved> moved() {
    var scenario = new Scenario("test", List.of(Rule.Move.ofTask("tag", HAIKU)));
    var cube = UsageCube.of(Stream.of(calls("tag", SONNET, 10, 1000)));
    return new WaitingTime(latencies, BOOK)
        .of(Comparison.of(cube, scenario, BOOK, Optional.empty()));
  }

  @Test
  void aTaskTakesOnTheOtherModelWhatItTookThere() {
    took("tag", SONNET, 100, 3000);
    took("tag", HAIKU, 100, 1000);
    took("write", HAIKU, 100, 9000);

    assertThat(moved())
        .hasValueSatisfying(
            saved -> {
              assertThat(saved.now()).isEqualByComparingTo("30");
              assertThat(saved.saved()).isEqualByComparingTo("20");
              assertThat(saved.calls()).isEqualByComparingTo("10");
              assertThat(saved.isNoticeable()).isTrue();
            });
  }

  /// Haiku: 500 ms and 10 ms a token, so 1.5 s for 100 tokens, against 3 s: 10 × 1.5 s.
  @Test
  void anotherTaskTakesWhatTheLengthOfItsAnswersTakesThere() {
    took("tag", SONNET, 100, 3000);
    took("route", HAIKU, 50, 1000);
    took("write", HAIKU, 250, 3000);

    assertThat(moved().orElseThrow().saved()).isEqualByComparingTo("15");
  }

  @Test
  void nothingIsSaidOfAnswersLongerThanAnyOnTheOtherModel() {
    took("tag", SONNET, 100, 3000);
    took("route", HAIKU, 10, 500);
    took("route", HAIKU, 20, 600);

    assertThat(moved()).isEmpty();
  }

  @Test
  void aLittleLessIsNoSaving() {
    took("tag", SONNET, 100, 3000);
    took("tag", HAIKU, 100, 2800);

    assertThat(moved().orElseThrow().isNoticeable()).isFalse();
  }
}
