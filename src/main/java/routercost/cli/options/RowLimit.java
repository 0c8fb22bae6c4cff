package routercost.cli.options;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import routercost.read.text.ConfigurationProblem;
import routercost.report.layout.RowOrder;

/// The number of rows that a report shows.
public final class RowLimit {
  @Option(
      names = {"-n", "--top"},
      paramLabel = "N",
      description = "Show the first N rows and the sum of the rest.")
  public Optional<Integer> rows = Optional.empty();

  /// The order that was asked for, of those that a report has.
  public static <E extends Enum<E>> Optional<E> sort(Optional<RowOrder> order, Class<E> type) {
    try {
      return order.map(of -> Converters.chosen(type, of.column()));
    } catch (TypeConversionException refused) {
      throw new ConfigurationProblem("--sort is " + refused.getMessage(), refused);
    }
  }

  /// `order`, if it is by one of these columns.
  public static Optional<RowOrder> sort(Optional<RowOrder> order, String... columns) {
    order
        .filter(of -> !List.of(columns).contains(of.column()))
        .ifPresent(
            of -> {
              throw new ConfigurationProblem(
                  "--sort is '%s'; expected %s".formatted(of.column(), String.join(", ", columns)));
            });
    return order;
  }

  /// Refuses a number below 1.
  public void require() {
    rows.filter(number -> number < 1).ifPresent(RowLimit::refuse);
  }

  private static void refuse(int number) {
    throw new ConfigurationProblem("--top is " + number + "; expected 1 or more");
  }
}
