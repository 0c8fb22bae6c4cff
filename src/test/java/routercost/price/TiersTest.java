package routercost.price;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import routercost.price.Catalog.Tiers;

class TiersTest {
  private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
  private static final LocalDate SECOND = LocalDate.of(2026, 7, 1);
  private static final Tiers TIERS =
      new Tiers(Map.of("small", new TreeMap<>(Map.of(FIRST, "mouse", SECOND, "rat"))));

  @Test
  void aTierNamesItsModelFromTheFirstDayOn() {
    assertThat(TIERS.model("small", FIRST)).contains("mouse");
  }

  @Test
  void aTierNamesNoModelBeforeTheFirstDay() {
    assertThat(TIERS.model("small", FIRST.minusDays(1))).isEmpty();
  }

  @Test
  void theNextModelTakesOverOnItsDay() {
    assertThat(TIERS.model("small", SECOND.minusDays(1))).contains("mouse");
    assertThat(TIERS.model("small", SECOND)).contains("rat");
  }

  @Test
  void anUnknownTierNamesNoModel() {
    assertThat(TIERS.model("large", SECOND)).isEmpty();
    assertThat(TIERS.firstModel("large")).isEmpty();
  }

  @Test
  void theFirstModelIsTheEarliest() {
    assertThat(TIERS.firstModel("small")).contains("mouse");
  }

  @Test
  void aTierWithoutModelsHasNoFirstModel() {
    assertThat(new Tiers(Map.of("small", new TreeMap<>())).firstModel("small")).isEmpty();
  }

  @Test
  void anOverrideHoldsOnEveryDay() {
    assertThat(TIERS.with("small", "cat").model("small", LocalDate.of(1999, 1, 1))).contains("cat");
  }

  @Test
  void anOverrideMayNameANewTier() {
    assertThat(TIERS.with("large", "cat").names()).containsExactly("large", "small");
  }

  @Test
  void anOverlayReplacesTheTimelineOfATier() {
    var overlay = new Tiers(Map.of("small", new TreeMap<>(Map.of(SECOND, "cat"))));

    assertThat(TIERS.overlaid(overlay).model("small", FIRST)).isEmpty();
    assertThat(TIERS.overlaid(overlay).model("small", SECOND)).contains("cat");
  }

  @Test
  void anOverlayKeepsTheTiersThatItDoesNotName() {
    var overlay = new Tiers(Map.of("large", new TreeMap<>(Map.of(SECOND, "cat"))));

    assertThat(TIERS.overlaid(overlay).model("small", SECOND)).contains("rat");
  }

  @Test
  void tiersDoNotChangeWithTheMapThatTheyWereMadeFrom() {
    var models = new TreeMap<>(Map.of(FIRST, "mouse"));
    var tiers = new Tiers(Map.of("small", models));
    models.put(FIRST, "cat");

    assertThat(tiers.model("small", FIRST)).contains("mouse");
  }
}
