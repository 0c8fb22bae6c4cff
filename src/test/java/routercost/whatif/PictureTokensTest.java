package routercost.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routercost.price.PriceBook;
import routercost.read.config.prices.PriceBooks;
import routercost.usage.Calls;
import routercost.whatif.WithImages.PictureTokens;

/// The examples that the documentation of 2026 gives (prices.md section 3).
class PictureTokensTest {
  private static final PriceBook BOOK = PriceBooks.builtIn();

  @ParameterizedTest
  @CsvSource({
    "1000, 1000, 1296, 1296",
    "1092, 1092, 1521, 1521",
    "1920, 1080, 1560, 2691",
    "1080, 1920, 1560, 2691",
    "3840, 2160, 1560, 4784",
    "28, 28, 1, 1",
    "29, 28, 2, 2",
    "1, 1, 1, 1",
    "100000, 1, 56, 92"
  })
  void patchesAreCountedAfterScalingDown(long width, long height, long standard, long high) {
    assertThat(PictureTokens.STANDARD.of(width, height)).isEqualTo(standard);
    assertThat(PictureTokens.HIGH_RESOLUTION.of(width, height)).isEqualTo(high);
  }

  @ParameterizedTest
  @CsvSource({"1000, 1000, 1334", "750, 1, 1", "751, 1, 2", "3136, 1568, 1640"})
  void olderModelsCountByArea(long width, long height, long tokens) {
    assertThat(PictureTokens.BY_AREA.of(width, height)).isEqualTo(tokens);
  }

  @ParameterizedTest
  @CsvSource({
    "claude-haiku-5-5, HIGH_RESOLUTION",
    "sonnet, HIGH_RESOLUTION",
    "claude-sonnet-4-6, STANDARD",
    "claude-haiku-4-5-20251001, BY_AREA",
    "zzzzzzzz, BY_AREA"
  })
  void howAModelCountsDependsOnItsAge(String model, PictureTokens expected) {
    assertThat(PictureTokens.by(Calls.key("2026-11-01", model), BOOK)).isEqualTo(expected);
  }

  @Test
  void noPictureTakesMoreThanTheLimit() {
    for (long width = 1; width < 6000; width += 97) {
      for (long height = 1; height < 6000; height += 89) {
        assertThat(PictureTokens.STANDARD.of(width, height)).isBetween(1L, 1568L);
        assertThat(PictureTokens.HIGH_RESOLUTION.of(width, height)).isBetween(1L, 4784L);
      }
    }
  }
}
