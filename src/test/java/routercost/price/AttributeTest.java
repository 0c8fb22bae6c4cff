package routercost.price;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttributeTest {
  @ParameterizedTest
  @CsvSource({
    "/home/ada/shop, shop",
    "/home/ada/shop/, shop",
    "C:\\work\\shop\\, shop",
    "C:\\work\\shop, shop",
    "shop, shop",
    "shop/, shop",
    "a/b\\c, c",
    "/a, a",
    "/, /",
    "//, //"
  })
  void aProjectIsTheLastFolderOfItsPath(String path, String folder) {
    assertThat(Attribute.lastFolder(path)).isEqualTo(folder);
  }

  @Test
  void mainAndNothingNameNoTask() {
    assertThat(Attribute.isUnnamed("")).isTrue();
    assertThat(Attribute.isUnnamed("main")).isTrue();
    assertThat(Attribute.isUnnamed("mainly")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "task, TASK",
    "Model, MODEL",
    "DATE, DAY",
    "day, DAY",
    "provider, PROVIDER",
    "week, WEEK"
  })
  void aKnownNameIsKnownInAnyCase(String name, Attribute.Known known) {
    assertThat(Attribute.named(name)).isEqualTo(known);
  }

  @ParameterizedTest
  @ValueSource(strings = {"team", "tag.team", "cost_center"})
  void anyOtherNameIsThatOfAColumn(String name) {
    assertThat(Attribute.named(name)).isEqualTo(new Attribute.Label(name));
  }

  @Test
  void aColumnWithAKnownNameIsMarked() {
    assertThat(Attribute.named("tag.tier")).isEqualTo(new Attribute.Label("tier"));
    assertThat(Attribute.named("tag.date")).isEqualTo(new Attribute.Label("date"));
    assertThat(Attribute.named("tag.tier")).isNotEqualTo(Attribute.Known.TIER);
  }
}
