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
  private static Optional<Duration> took(CellValues values, String latency) {
    var name = values.columns().at(Column.LATENCY_MS).map(Found::name).orElse("");
    var number = values.number(Column.LATENCY_MS, latency);
    if (name.isEmpty()
        || AmountParser.isMissing(latency)
        || number.signum() < 0
        || number.compareTo(LONGEST) > 0) {
      return Optional.empty();
    }
    var milliseconds =
        isInSeconds(name.toLowerCase(Locale.ROOT)) ? number.movePointRight(3) : number;
    return Optional.of(Duration.ofMillis(milliseconds.longValue()));
  }

  private static boolean isInSeconds(String column) {
    return column.endsWith("_s") || column.endsWith("_sec") || column.endsWith("seconds");
  }
}
