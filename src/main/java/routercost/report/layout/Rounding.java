package routercost.report.layout;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import routercost.price.Money;
import routercost.usage.Thousands;

/// The one place that rounds: half up, each figure once, from its own exact value. A rounded amount
/// is text already, so that nobody adds or subtracts it: a total of rounded rows would differ from
/// grouping to grouping.
public final class Rounding {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private Rounding() {}

  /// How many decimals a table of this total needs: cents, or more where cents would hide it.
  public static int decimals(Money total) {
    var size = total.usd().abs();
    if (size.signum() == 0 || size.compareTo(BigDecimal.ONE) >= 0) {
      return 2;
    }
    return size.compareTo(new BigDecimal("0.01")) >= 0 ? 4 : 6;
  }

  /// Decimals of rows under this total: more than the total has where even the largest would show
  /// less than two digits.
  public static int decimals(Money total, Stream<Money> rows) {
    int ofTotal = decimals(total);
    var enough = BigDecimal.TEN.movePointLeft(ofTotal);
    return rows.map(row -> row.usd().abs())
        .max(BigDecimal::compareTo)
        .filter(largest -> largest.signum() != 0 && largest.compareTo(enough) < 0)
        .map(_ -> Math.min(ofTotal + 2, 6))
        .orElse(ofTotal);
  }

  /// US dollars to so many decimals: `$1,234.50`, `-$5.00`; `<$0.01` for less than shows.
  public static String dollars(Money money, int decimals) {
    var rounded = money.usd().setScale(decimals, RoundingMode.HALF_UP);
    if (rounded.signum() != 0 || money.isZero()) {
      return dollars(rounded);
    }
    var least = "<" + dollars(BigDecimal.ONE.movePointLeft(decimals));
    return money.usd().signum() < 0 ? "-" + least : least;
  }

  /// US dollars with as many decimals as this amount needs.
  public static String dollars(Money money) {
    return dollars(money, decimals(money));
  }

  /// Whether `rows`, added as they are shown, miss the total by more than a unit of its last place.
  public static boolean rowsMiss(List<Money> rows, int rowDecimals, Money total, int decimals) {
    var sum =
        rows.stream()
            .map(row -> row.usd().setScale(rowDecimals, RoundingMode.HALF_UP))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    var off = sum.subtract(total.usd().setScale(decimals, RoundingMode.HALF_UP)).abs();
    return off.compareTo(BigDecimal.ONE.movePointLeft(decimals)) > 0;
  }

  /// A value per call, to four significant digits.
  public static BigDecimal perCall(Money total, BigDecimal calls) {
    return total.usd().divide(calls, new MathContext(4, RoundingMode.HALF_UP));
  }

  /// `part` of `whole` in percent, to one decimal. The whole must not be zero.
  public static BigDecimal percent(BigDecimal part, BigDecimal whole) {
    return part.multiply(HUNDRED).divide(whole, 1, RoundingMode.HALF_UP);
  }

  /// `part` of `whole` in percent for machines: ten decimals at most.
  public static String exactPercent(BigDecimal part, BigDecimal whole) {
    var percent = part.multiply(HUNDRED).divide(whole, 10, RoundingMode.HALF_UP);
    return percent.signum() == 0 ? "0" : percent.stripTrailingZeros().toPlainString();
  }

  /// `part` of `whole` in percent for machines; empty if it is not known or of nothing.
  public static String exactPercent(Optional<Money> part, Money whole) {
    return whole.isZero()
        ? ""
        : part.map(known -> exactPercent(known.usd(), whole.usd())).orElse("");
  }

  /// US dollars of a number that has its digits already, such as a price: `$1,234.50`, `-$5.00`.
  public static String dollars(BigDecimal usd) {
    return (usd.signum() < 0 ? "-$" : "$") + Thousands.grouped(usd.abs());
  }

  /// US dollars with every digit: `$0.0146`, and `$2.00` rather than `$2`.
  public static String exactDollars(Money money) {
    return exactDollars(money, 2);
  }

  /// The same with zeros up to `decimals`, so that points stand under each other.
  public static String exactDollars(Money money, int decimals) {
    return dollars(money.usd().setScale(Math.max(decimals, money.usd().scale())));
  }

  /// The exact number without an exponent: `0.0146`.
  public static String exact(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  /// To this many significant digits, without an exponent and without zeros at the end.
  public static BigDecimal significant(BigDecimal number, int digits) {
    return plain(number.round(new MathContext(digits, RoundingMode.HALF_UP)));
  }

  /// The same number without zeros at the end and without an exponent.
  public static BigDecimal plain(BigDecimal number) {
    var stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  /// A number of at most ten digits behind the point, as quotients are written for machines.
  public static BigDecimal quotient(BigDecimal number) {
    return number.scale() > 10 ? number.setScale(10, RoundingMode.HALF_UP) : number;
  }
}
