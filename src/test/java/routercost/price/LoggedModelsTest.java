package routercost.price;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import routercost.read.config.prices.PriceBooks;
import routercost.usage.Meter;
import routercost.usage.UsageKey;

/// The names of models that people log most: each has a price, or is known to have no public one.
class LoggedModelsTest {
  private static final PriceBook BOOK = PriceBooks.builtIn();
  private static final LocalDate DAY = LocalDate.of(2026, 11, 20);

  private static Stream<String> names(String mark) throws IOException {
    return Files.readAllLines(Path.of("src/test/resources/logged-models.txt")).stream()
        .filter(line -> !line.startsWith("#") && line.startsWith("- ") == !mark.isEmpty())
        .map(line -> line.substring(mark.length()));
  }

  static Stream<String> priced() throws IOException {
    return names("");
  }

  static Stream<String> withoutAPublicPrice() throws IOException {
    return names("- ");
  }

  @Test
  void thereAreTwoHundredOfThemAndFewHaveNoPrice() throws IOException {
    assertThat(priced().distinct().count()).isGreaterThan(200);
    assertThat(withoutAPublicPrice().count()).isLessThan(10);
  }

  @ParameterizedTest
  @MethodSource
  void priced(String name) {
    assertThat(BOOK.quote(UsageKey.of(DAY, "", name)))
        .isInstanceOfSatisfying(
            Quote.Priced.class,
            quote ->
                assertThat(quote.card().rates().keySet())
                    .anyMatch(meter -> meter == Meter.INPUT || Meter.UNIT_METERS.contains(meter)));
  }

  @ParameterizedTest
  @MethodSource
  void withoutAPublicPrice(String name) {
    assertThat(BOOK.quote(UsageKey.of(DAY, "", name))).isInstanceOf(Quote.Unpriced.class);
  }
}
