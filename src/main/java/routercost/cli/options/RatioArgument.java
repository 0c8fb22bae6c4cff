package routercost.cli.options;

import java.math.BigDecimal;

/// A ratio that somebody typed; over 0, up to 100.
public record RatioArgument(BigDecimal value) {
  static RatioArgument parsed(String text) {
    if (!text.matches("\\d{1,3}(\\.\\d{1,9})?")) {
      throw new NumberFormatException(text);
    }
    var value = new BigDecimal(text);
    if (value.signum() == 0 || value.intValue() >= 100) {
      throw new NumberFormatException(text);
    }
    return new RatioArgument(value);
  }
}
