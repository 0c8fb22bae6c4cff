package routercost.cli;

import java.math.BigDecimal;

/// An amount of US dollars that somebody typed; over 0.
record Dollars(BigDecimal usd) {
  static Dollars parsed(String text) {
    if (!text.matches("\\$?\\d{1,12}(\\.\\d{1,9})?")) {
      throw new NumberFormatException(text);
    }
    var usd = new BigDecimal(text.replace("$", ""));
    if (usd.signum() == 0) {
      throw new NumberFormatException(text);
    }
    return new Dollars(usd);
  }
}
