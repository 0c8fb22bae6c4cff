package routercost.read.config.prices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routercost.price.Catalog;
import routercost.read.text.ConfigurationProblem;
import routercost.usage.Meter;

/// A price file says where it is wrong, what is wrong, and what is allowed.
class PriceFileTest {
  private static Catalog read(String yaml) {
    var bytes = yaml.replace("|", "\n").getBytes(StandardCharsets.UTF_8);
    return PriceFile.parse("p.yaml", "p", bytes).catalog();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      value = {
        "'' @ p.yaml: the file is empty; expected YAML",
        "version: 2 @ p.yaml:1:10: version is '2'; expected 1",
        "currency: EUR @ p.yaml:1:11: currency is 'EUR'; expected USD",
        "[a] @ p.yaml:1:1: the price file is a list; expected a mapping",
        "models: {m: {input: -1}} @ p.yaml:1:21: input is '-1'; expected a number, 0 or more, such as"
            + " 0.80",
        "models: {m: {input: 1e9}} @ p.yaml:1:21: input is '1e9'; expected a number, 0 or more, such"
            + " as 0.80",
        "models: {m: {input: 1, input: 2}} @ p.yaml:1:24: 'input' appears here twice",
        "models: {m: []} @ p.yaml:1:13: m is an empty list; expected dated prices",
        "models: {m: {places: [mars]}} @ p.yaml:1:23: unknown place 'mars'; allowed:"
            + " inference_geo_us, bedrock_regional, bedrock_us_gov, google_regional,"
            + " foundry_us_data_zone, inference_geo_eu, azure_data_zone",
        "models: {m: {status: new}} @ p.yaml:1:22: status is 'new'; expected active, legacy,"
            + " deprecated or retired",
        "fees: {tea: {cost: 1}} @ p.yaml:1:8: unknown fee 'tea'; allowed: web_search, web_fetch,"
            + " code_execution, managed_agents_session, units, seconds, characters, pages, search_units",
        "fees: {web_search: {cost: 1, per: 3}} @ p.yaml:1:35: per is '3'; expected 1, 10, 100, 1000,"
            + " …",
        "discounts: {d: {percent: 101}} @ p.yaml:1:26: percent is '101'; expected a number from 0 to"
            + " 100",
        "multipliers: {inference_geo_us: {}} @ p.yaml:1:33: 'value' is missing",
        "multipliers: {inference_geo_us: {value: 1.1, others: free}} @ p.yaml:1:54: others is"
            + " 'free'; expected list_price, or nothing",
        "tiers: {haiku: [{from: soon, model: m}]} @ p.yaml:1:24: from is 'soon'; expected a date"
            + " such as 2026-10-07",
        "services: {s: {unit_cost: 1}} @ p.yaml:1:15: 'unit' is missing"
      })
  void whatIsWrongIsNamedWithItsPlace(String yaml, String message) {
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(ConfigurationProblem.class)
        .hasMessage(message);
  }

  @Test
  void twoPricesOnOneDayAreRefused() {
    assertThatThrownBy(
            () ->
                read(
                    "models: {m: {prices: [{from: 2026-01-01, input: 1}, {from: 2026-02-01, input:"
                        + " 2}]}}"))
        .hasMessage("p.yaml:1:53: m has another price on some of the same days");
  }

  @Test
  void aPriceThatEndsBeforeItBeginsIsRefused() {
    assertThatThrownBy(
            () -> read("models: {m: {prices: [{from: 2026-02-01, to: 2026-01-01, input: 1}]}}"))
        .hasMessageContaining("to is 2026-01-01; expected a day after from, 2026-02-01");
  }

  @Test
  void aBandMustBeAPublishedBreakpoint() {
    assertThatThrownBy(
            () -> read("models: {m: {prices: [{input: 1, bands: [{over: 150000, input: 2}]}]}}"))
        .hasMessageContaining("over is '150000'; expected one of the published breakpoints 32000,");
  }

  @Test
  void aBatchRateThatContradictsItsMultiplierIsRefused() {
    assertThatThrownBy(() -> read("models: {m: {input: 1, batch: {multiplier: 0.5, input: 0.6}}}"))
        .hasMessageContaining("batch.input: 0.6 is published, 0.5 follows from the multiplier");
  }

  @Test
  void anAliasOfTwoModelsIsRefused() {
    assertThatThrownBy(
            () -> read("models: {a: {aliases: [x], input: 1}, b: {aliases: [x], input: 1}}"))
        .hasMessageContaining("'x' is already an alias of a");
  }

  @Test
  void ratesOfBothFormsAreRefused() {
    assertThatThrownBy(() -> read("models: {m: {input: 1, prices: [{input: 2}]}}"))
        .hasMessageContaining("m has both 'prices' and rates of the short form");
  }

  @Test
  void aYamlAliasIsRefusedBeforeItCanGrow() {
    assertThatThrownBy(() -> read("models: {a: &x {input: 1}, b: *x}"))
        .hasMessageContaining("YAML aliases (*name) are not read; write it out");
  }

  @Test
  void textThatIsNotYamlIsRefusedWithItsPlace() {
    assertThatThrownBy(() -> read("models: {m: [}"))
        .isInstanceOf(ConfigurationProblem.class)
        .hasMessageStartingWith("p.yaml:1:")
        .hasMessageContaining("not YAML");
  }

  @Test
  void nestingHasABound() {
    assertThatThrownBy(() -> read("[".repeat(200)))
        .isInstanceOf(ConfigurationProblem.class)
        .hasMessageContaining("nested more than 30 deep");
  }

  @Test
  void aBandTakesTheMultiplierOfItsRow() {
    var model =
        read("models: {m: {prices: [{input: 1, batch: {multiplier: 0.5}, bands: [{over: 100000,"
                + " input: 2}]}]}}")
            .models()
            .values()
            .iterator()
            .next();

    assertThat(model.prices().getFirst().bands())
        .extracting(band -> band.terms().size())
        .containsExactly(1, 1);
  }

  @Test
  void theShortFormIsOneUndatedEntry() {
    var model = read("models: {m: {input: 3, output: 15}}").models().values().iterator().next();

    var entry = model.prices().getFirst();
    assertThat(entry.valid().contains(LocalDate.of(1999, 1, 1))).isTrue();
    assertThat(entry.bands().getFirst().rates()).containsOnlyKeys(Meter.INPUT, Meter.OUTPUT);
  }
}
