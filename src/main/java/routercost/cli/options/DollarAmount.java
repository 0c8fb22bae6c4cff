package routercost.cli.options;

import java.math.BigDecimal;

/// An amount of US dollars that somebody typed; over 0.
public record DollarAmount(BigDecimal usd) {
  static DollarAmount parsed(String text) {
    if (!text.matches("\\$?\\d{1,12}(\\.\\d{1,9})?")) {
      throw new NumberFormatException(text);
    }
    var usd = new BigDecimal(text.replace("$", ""));
    if (usd.signum() == 0) {
      throw new NumberFormatException(text);
    }
    return new DollarAmount(usd);
  }
}
