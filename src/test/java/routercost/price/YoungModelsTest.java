package routercost.price;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routercost.read.config.prices.PriceBooks;
import routercost.usage.Calls;
import routercost.usage.Meter;
import routercost.usage.Slice;
import routercost.usage.UsageCube;

/// A log whose models are younger than the book says so; an older or unheard-of one does not.
class YoungModelsTest {
  private static boolean isYoung(String model, PriceBook book) {
    var slice = new Slice(Calls.key("2026-12-10", model), Calls.million(Meter.INPUT));
    return !YoungModels.of(UsageCube.of(Stream.of(slice)), book).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gpt-6.3-sol",
        "claude-opus-5-9",
        "anthropic/claude-sonnet-6",
        "kimi-k4",
        "claude-opus-5-5-20261201",
        "gpt-6.2-sol-2026-12-02"
      })
  void aLaterSnapshotAndAHigherVersionAreYounger(String model) {
    assertThat(isYoung(model, PriceBooks.builtIn())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "claude-opus-5-5",
        "claude-opus-5-5-20260921",
        "claude-sonnet-5-1",
        "gpt-4o-2024-08-06",
        "my-deployment",
        "my-model-20261399",
        "sonnet"
      })
  void whatTheBookCouldKnowIsNot(String model) {
    assertThat(isYoung(model, PriceBooks.builtIn())).isFalse();
  }

  @Test
  void aBookOfOnesOwnHasNoAge() {
    var book = DraftBook.of(DraftModel.named("gpt-6.2-sol").costing("1", "3")).book();

    assertThat(isYoung("gpt-6.3-sol", book)).isFalse();
  }
}
