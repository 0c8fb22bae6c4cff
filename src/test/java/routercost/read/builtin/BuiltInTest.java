package routercost.read.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import routercost.read.build.BuiltInSource;
import routercost.read.build.BuiltInYaml;

/// What is built in says the same whether the build wrote it as Java or it is read from YAML.
class BuiltInTest {
  private final BuiltIn yaml = new BuiltInYaml();
  private final BuiltIn found = BuiltIn.found();

  @Test
  void thePriceBookIsThatOfTheYaml() {
    assertThat(found.prices().catalog()).isEqualTo(yaml.prices().catalog());
    assertThat(found.prices().tag()).isEqualTo(yaml.prices().tag());
  }

  @Test
  void modelsAndServicesKeepTheOrderOfTheYaml() {
    var catalog = yaml.prices().catalog();
    assertThat(found.prices().catalog().models().sequencedKeySet())
        .containsExactlyElementsOf(catalog.models().sequencedKeySet());
    assertThat(found.prices().catalog().services().sequencedKeySet())
        .containsExactlyElementsOf(catalog.services().sequencedKeySet());
  }

  @Test
  void theNamesOfColumnsAreThoseOfTheYaml() {
    assertThat(found.synonyms()).isEqualTo(yaml.synonyms());
  }

  @Test
  void theRulesOfRoutingAreThoseOfTheYaml() {
    assertThat(found.routing()).isEqualTo(yaml.routing());
  }

  @Test
  void theBuildWritesTheSameEveryTime() {
    assertThat(BuiltInSource.of(found)).isEqualTo(BuiltInSource.of(yaml));
  }

  @Test
  void aTextWithQuotesAndBackslashesIsWrittenSafely() {
    assertThat(BuiltInSource.literal("say \"\\n\"\n")).isEqualTo("\"say \\\"\\\\n\\\"\\n\"");
  }
}
