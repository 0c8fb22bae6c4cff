package routercost.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UsageKeyTest {
  private static final UsageKey PLAIN = Calls.key("2026-11-01", "claude-opus-5-5");

  static Stream<UsageKey> laterKeys() {
    return Stream.of(
        PLAIN.withDay(LocalDate.of(2026, 11, 2)),
        UsageKey.of(PLAIN.day(), "triage", PLAIN.model()),
        PLAIN.withModel("claude-sonnet-5-5"),
        PLAIN.withService(ServiceTier.BATCH),
        PLAIN.withBand(new Band(100_000)),
        PLAIN.withPlace(Place.INFERENCE_GEO_US),
        PLAIN.withStatus(Status.FAILED),
        PLAIN.withLabels(Map.of("team", "a")));
  }

  @ParameterizedTest
  @MethodSource("laterKeys")
  void keysThatDifferInAnyFieldAreOrderedByIt(UsageKey later) {
    assertThat(PLAIN).isLessThan(later);
    assertThat(later).isGreaterThan(PLAIN);
  }

  @Test
  void theDayComesFirstInTheOrder() {
    var later = UsageKey.of(LocalDate.of(2026, 11, 2), "a", "a");

    assertThat(PLAIN).isLessThan(later);
  }

  @Test
  void anOrdinaryKeyIsStandardBaseGlobalAndSuccessful() {
    assertThat(PLAIN)
        .isEqualTo(
            new UsageKey(
                LocalDate.of(2026, 11, 1),
                "chat",
                "claude-opus-5-5",
                ServiceTier.STANDARD,
                Band.BASE,
                Place.GLOBAL,
                Status.OK,
                Collections.emptySortedMap()));
  }

  @Test
  void keysOfOtherCallsShareTheLabels() {
    var labelled = PLAIN.withLabels(Map.of("team", "a"));

    assertThat(
            Stream.of(
                labelled.withDay(LocalDate.of(2026, 11, 2)),
                labelled.withTask("triage"),
                labelled.withModel("claude-sonnet-5-5"),
                labelled.withStatus(Status.FAILED)))
        .allSatisfy(key -> assertThat(key.labels()).isSameAs(labelled.labels()));
  }

  @Test
  void eachFieldIsReplacedAlone() {
    var changed =
        PLAIN
            .withDay(LocalDate.of(2026, 11, 2))
            .withModel("m")
            .withService(ServiceTier.FAST)
            .withBand(new Band(32_000))
            .withPlace(Place.GOOGLE_REGIONAL)
            .withStatus(Status.FAILED)
            .withLabels(Map.of("team", "a"));

    assertThat(changed)
        .isEqualTo(
            new UsageKey(
                LocalDate.of(2026, 11, 2),
                "chat",
                "m",
                ServiceTier.FAST,
                new Band(32_000),
                Place.GOOGLE_REGIONAL,
                Status.FAILED,
                new TreeMap<>(Map.of("team", "a"))));
  }

  @Test
  void labelsAreOrderedByNameBeforeValue() {
    assertThat(PLAIN.withLabels(Map.of("app", "z")))
        .isLessThan(PLAIN.withLabels(Map.of("team", "a")));
  }

  @Test
  void labelsOfOneNameAreOrderedByValue() {
    assertThat(PLAIN.withLabels(Map.of("team", "a")))
        .isLessThan(PLAIN.withLabels(Map.of("team", "b")));
  }

  @Test
  void equalLabelsMakeEqualKeys() {
    assertThat(PLAIN.withLabels(Map.of("team", "a", "app", "b")))
        .isEqualByComparingTo(PLAIN.withLabels(Map.of("app", "b", "team", "a")));
  }

  @Test
  void labelsCannotBeChangedFromOutside() {
    Map<String, String> labels = PLAIN.labels();

    assertThatThrownBy(() -> labels.put("team", "a"))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
