package routercost.report.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import routercost.price.Ledger;
import routercost.price.PriceBook;
import routercost.read.config.prices.PriceBooks;
import routercost.usage.Calls;

class PriceConfidenceTest {
  private static final PriceBook BOOK =
      PriceBooks.of(
          "b.yaml",
          "b",
          """
          models:
            sure: {prices: [{from: 2026-01-01, input: 5, output: 5, source: page, confidence: high}]}
            open: {input: 2, output: 2, source: page, confidence: high}
            low: {prices: [{from: 2026-01-01, input: 3, output: 3, source: blog, confidence: low, otherwise: {input: 4}}]}
          """
              .getBytes(StandardCharsets.UTF_8));

  private static List<String> sentences(String... models) {
    var slices = Stream.of(models).map(model -> Calls.million("2026-11-01", model)).toList();
    return PriceConfidence.sentences(Ledger.of(slices, BOOK::quote));
  }

  @Test
  void pricesThatAreCertainNeedNoWord() {
    assertThat(sentences("sure")).isEmpty();
  }

  /// Of 5 + 2 + 3 dollars.
  @Test
  void oneSentenceSaysWhatRestsOnLessCertainPricesAndWhatAnotherSourceGives() {
    assertThat(sentences("sure", "open", "low"))
        .containsExactly(
            "of the bill, $3.00 (30.0%) rests on prices of low confidence or in dispute (low; $4.00 at"
                + " the rates of other sources); $2.00 (20.0%) rests on prices without a first day, which are used for all days (open)");
  }

  @Test
  void whatAListHasAtNothingIsNamed() {
    var slice = Calls.million("2026-11-20", "openrouter/auto");

    assertThat(PriceConfidence.sentences(Ledger.of(List.of(slice), PriceBooks.builtIn()::quote)))
        .containsExactly(
            "openrouter/openrouter/auto costs nothing, as an imported list has a price of 0, which"
                + " may only mean that it knows none");
  }
}
