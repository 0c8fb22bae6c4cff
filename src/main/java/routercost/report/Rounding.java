package routercost.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import routercost.price.Money;
import routercost.usage.Thousands;

/// The one place that rounds: half up, each cell once. Totals add what is shown.
final class Rounding {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private Rounding() {}

  /// How many decimals a table of this total needs: cents, or more where cents would hide it.
  static int decimals(Money total) {
    var size = total.usd().abs();
    if (size.signum() == 0 || size.compareTo(BigDecimal.ONE) >= 0) {
      return 2;
    }
    return size.compareTo(new BigDecimal("0.01")) >= 0 ? 4 : 6;
  }

  static BigDecimal amount(Money money, int decimals) {
    return money.usd().setScale(decimals, RoundingMode.HALF_UP);
  }

  /// A value per call, to four significant digits.
  static BigDecimal perCall(Money total, BigDecimal calls) {
    return total.usd().divide(calls, new MathContext(4, RoundingMode.HALF_UP));
  }

  /// `part` of `whole` in percent, to one decimal. The whole must not be zero.
  static BigDecimal percent(BigDecimal part, BigDecimal whole) {
    return part.multiply(HUNDRED).divide(whole, 1, RoundingMode.HALF_UP);
  }

  /// `part` of `whole` in percent for machines: ten decimals at most.
  static String exactPercent(BigDecimal part, BigDecimal whole) {
    var percent = part.multiply(HUNDRED).divide(whole, 10, RoundingMode.HALF_UP);
    return percent.signum() == 0 ? "0" : percent.stripTrailingZeros().toPlainString();
  }

  /// US dollars: `$1,234.50`, `-$5.00`.
  static String dollars(BigDecimal usd) {
    return (usd.signum() < 0 ? "-$" : "$") + Thousands.grouped(usd.abs());
  }

  /// US dollars with every digit: `$0.0146`, and `$2.00` rather than `$2`.
  static String exactDollars(Money money) {
    return exactDollars(money, 2);
  }

  /// The same with zeros up to `decimals`, so that points stand under each other.
  static String exactDollars(Money money, int decimals) {
    return dollars(money.usd().setScale(Math.max(decimals, money.usd().scale())));
  }

  /// The exact number without an exponent: `0.0146`.
  static String exact(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  /// To this many significant digits, without an exponent and without zeros at the end.
  static BigDecimal significant(BigDecimal number, int digits) {
    return plain(number.round(new MathContext(digits, RoundingMode.HALF_UP)));
  }

  /// The same number without zeros at the end and without an exponent.
  static BigDecimal plain(BigDecimal number) {
    var stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  /// A number of at most ten digits behind the point, as quotients are written for machines.
  static BigDecimal quotient(BigDecimal number) {
    return number.scale() > 10 ? number.setScale(10, RoundingMode.HALF_UP) : number;
  }
}
