package routercost.read.config.prices;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import routercost.price.Model;
import routercost.read.config.prices.feeds.FeedSelection;
import routercost.read.config.prices.feeds.PriceFeed;

class FeedSelectionTest {
  private static FeedSelection selection(String entries) {
    var list = ("{" + entries + "}").getBytes(StandardCharsets.UTF_8);
    var models = PriceFeed.LITELLM.parse("list.json", "list", list).models();
    return FeedSelection.of(models, PriceBooks.builtIn());
  }

  private static String entry(String name, String input, String output) {
    return "\"%s\": {\"litellm_provider\": \"x\", \"input_cost_per_token\": %s, \"output_cost_per_token\": %s}"
        .formatted(name, input, output);
  }

  @Test
  void aModelThatTheBookLacksIsTaken() {
    var selection = selection(entry("acme-1", "1e-6", "2e-6"));

    assertThat(selection.taken()).extracting(Model::id).containsExactly("acme-1");
    assertThat(selection.fresh()).isEqualTo(1);
  }

  @Test
  void aBetterKnownPriceIsNeverOverwrittenAndADifferentOneIsNamed() {
    var selection =
        selection(entry("gpt-4o", "9e-6", "9e-6") + "," + entry("gpt-4o-mini", "1.5e-7", "6e-7"));

    assertThat(selection.taken()).isEmpty();
    assertThat(selection.known()).isEqualTo(2);
    assertThat(selection.differing()).containsExactly("gpt-4o");
  }

  @Test
  void aPriceOfLowConfidenceGivesWay() {
    var selection = selection(entry("mistral-large-4", "1.36e-6", "4.18e-6"));

    assertThat(selection.taken()).extracting(Model::id).containsExactly("mistral-large-4");
    assertThat(selection.fresh()).isZero();
  }
}
