package routercost.read.schema;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import routercost.read.builtin.Column;
import routercost.read.schema.Columns.Found;
import routercost.read.value.AmountParser;

/// When a call was made and how long it took, as far as the log tells.
///
/// @param at taken as the moment when it began, to the second; empty if the log tells a day at most
/// @param took empty if the log does not tell
public record Timing(Optional<Instant> at, Optional<Duration> took) {
  private static final BigDecimal LONGEST = BigDecimal.valueOf(10).pow(12);

  static Timing of(CellValues values, Optional<Instant> at, String latency) {
    return new Timing(at, took(values, latency));
  }

  /// A column that names no unit is taken as milliseconds.
  static Optional<Duration> took(CellValues values, String latency) {
    if (!values.columns().has(Column.LATENCY_MS) || AmountParser.isMissing(latency)) {
      return Optional.empty();
    }
    int decimals = isInSeconds(values.columns()) ? 3 : 0;
    return values
        .known(Column.LATENCY_MS, latency)
        .filter(number -> number.signum() >= 0 && number.compareTo(LONGEST) <= 0)
        .map(number -> Duration.ofMillis(number.movePointRight(decimals).longValue()));
  }

  /// Whether the name of the column says so.
  public static boolean isInSeconds(Columns columns) {
    var name = columns.at(Column.LATENCY_MS).map(Found::name).orElse("").toLowerCase(Locale.ROOT);
    return name.endsWith("_s") || name.endsWith("_sec") || name.endsWith("seconds");
  }
}
