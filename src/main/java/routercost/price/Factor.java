package routercost.price;

import java.math.BigDecimal;

/// A named multiplier on rates: `batch` 0.5, `inference_geo_us` 1.1.
public record Factor(String name, BigDecimal value) {
  public Factor {
    value = value.stripTrailingZeros();
  }
}
