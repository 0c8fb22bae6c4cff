package routercost.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routercost.price.PriceBook;
import routercost.read.config.prices.PriceBooks;
import routercost.usage.Calls;
import routercost.usage.Place;
import routercost.usage.ServiceTier;
import routercost.usage.Status;
import routercost.usage.UsageKey;

class CallFilterTest {
  private static final PriceBook BOOK = PriceBooks.builtIn();
  private static final UsageKey KEY =
      Calls.key("2026-11-01", "us.anthropic.claude-opus-5-5")
          .withStatus(Status.FAILED)
          .withService(ServiceTier.BATCH)
          .withLabels(Map.of("team", "core"));

  private static boolean accepts(String name, String value) {
    return new CallFilter(new TreeMap<>(Map.of(name, value))).accepts(KEY, BOOK);
  }

  @ParameterizedTest
  @CsvSource({
    "task, chat",
    "task, c*",
    "task, *",
    "model, us.anthropic.claude-opus-5-5",
    "model, claude-opus-5-5",
    "model, anthropic/claude-opus-5.5",
    "model, opus",
    "model, claude-opus-*",
    "tier, opus",
    "provider, anthropic",
    "service, batch",
    "place, bedrock_regional",
    "status, failed",
    "team, core",
    "team, c*e"
  })
  void aCallIsChosenBy(String name, String value) {
    assertThat(accepts(name, value)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "task, chats",
    "task, cha",
    "task, *x",
    "model, claude-opus-5",
    "model, sonnet",
    "tier, sonnet",
    "provider, openai",
    "service, standard",
    "place, global",
    "status, ok",
    "team, web",
    "project, core"
  })
  void aCallIsNotChosenBy(String name, String value) {
    assertThat(accepts(name, value)).isFalse();
  }

  @Test
  void allConditionsMustHold() {
    var both = new CallFilter(new TreeMap<>(Map.of("task", "chat", "team", "web")));

    assertThat(both.accepts(KEY, BOOK)).isFalse();
    assertThat(CallFilter.ALL.accepts(KEY, BOOK)).isTrue();
  }

  @Test
  void aModelThatTheBookDoesNotKnowIsChosenByItsName() {
    var unknown = KEY.withModel("my-model").withPlace(Place.GLOBAL);

    assertThat(new CallFilter(new TreeMap<>(Map.of("model", "my-model"))).accepts(unknown, BOOK))
        .isTrue();
    assertThat(new CallFilter(new TreeMap<>(Map.of("model", "no-model"))).accepts(unknown, BOOK))
        .isFalse();
    assertThat(new CallFilter(new TreeMap<>(Map.of("tier", "opus"))).accepts(unknown, BOOK))
        .isFalse();
  }

  @Test
  void itReadsAsPeopleWriteIt() {
    assertThat(CallFilter.task("plan").text()).isEqualTo("plan");
    assertThat(CallFilter.ALL.text()).isEqualTo("everything");
    assertThat(new CallFilter(new TreeMap<>(Map.of("team", "core", "model", "opus"))).text())
        .isEqualTo("model=opus, team=core");
  }

  @Test
  void columnsOfTheLogAreAllNamesThatAreNotKnown() {
    assertThat(new CallFilter(new TreeMap<>(Map.of("team", "core", "model", "opus"))).labels())
        .containsExactly("team");
  }
}
