package routercost.read.value;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import routercost.read.value.DateParser.Written;

/// The times that are written as numbers: epochs of any unit, and the days of spreadsheets.
final class DateNumbers {
  // In seconds. Not as decimals: the first use of one waits for powers of five (`cli.Main`).
  private static final long EARLIEST = 1_000_000_000L;
  private static final long LATEST = 100_000_000_000L;

  /// The days of spreadsheets that lie in this century.
  private static final long FIRST_SERIAL = 36_526;
  private static final long LAST_SERIAL = 73_050;
  private static final LocalDate SERIAL_ZERO = LocalDate.of(1899, 12, 30);

  private DateNumbers() {}

  /// A number of seconds, milliseconds, microseconds or nanoseconds since 1970, or of days as
  /// spreadsheets count them: each has its own range of sizes, and what lies between the ranges is
  /// not guessed.
  static Optional<Written> written(BigDecimal number) {
    for (int decimals : new int[] {0, 3, 6, 9}) {
      BigDecimal seconds = number.scaleByPowerOfTen(-decimals);
      if (seconds.compareTo(BigDecimal.valueOf(EARLIEST)) >= 0
          && seconds.compareTo(BigDecimal.valueOf(LATEST)) < 0) {
        long whole = seconds.setScale(0, RoundingMode.FLOOR).longValueExact();
        return Optional.of(rounded(Written.moment(Instant.ofEpochSecond(whole)), seconds));
      }
    }
    boolean serial =
        number.compareTo(BigDecimal.valueOf(FIRST_SERIAL)) >= 0
            && number.compareTo(BigDecimal.valueOf(LAST_SERIAL)) <= 0;
    if (!serial) {
      return Optional.empty();
    }
    LocalDate day = SERIAL_ZERO.plusDays(number.longValue());
    if (number.scale() <= 0) {
      return Optional.of(Written.day(day));
    }
    long second =
        number
            .remainder(BigDecimal.ONE)
            .multiply(BigDecimal.valueOf(86_400))
            .setScale(0, RoundingMode.HALF_UP)
            .longValueExact();
    var time = day.atStartOfDay().plusSeconds(second);
    return Optional.of(new Written(day, day, Optional.of(time), Optional.empty(), false));
  }

  /// `1.79E12` was rounded: it names a span of days, of which the first one is the alternative.
  private static Written rounded(Written moment, BigDecimal seconds) {
    if (seconds.scale() >= 0) {
      return moment;
    }
    long unit = BigDecimal.ONE.scaleByPowerOfTen(-seconds.scale() - 1).longValue() * 5;
    var first =
        LocalDate.ofInstant(Instant.ofEpochSecond(seconds.longValue() - unit), ZoneOffset.UTC);
    return new Written(moment.date(), first, moment.time(), moment.zone(), false);
  }
}
