package routercost.read.builtin;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The unit of the amounts in a cost column.
///
/// @param currency the ISO code, or the name in the log
/// @param decimals the decimal places of the currency that one unit stands for: 2 for cents
public record CostUnit(String currency, int decimals) {
  public static final CostUnit USD = new CostUnit("USD", 0);

  private static final Map<String, Integer> FRACTIONS = Map.of("cents", 2, "micros", 6, "nanos", 9);
  private static final List<String> CURRENCIES =
      List.of(
          "usd", "eur", "gbp", "rub", "brl", "cny", "inr", "jpy", "chf", "sek", "nok", "dkk", "pln",
          "cad", "aud", "kr");

  /// The unit of a key in columns.yaml, such as `usd_cents` or `eur`.
  public static CostUnit ofKey(String key) {
    int cut = key.indexOf('_');
    return cut < 0
        ? new CostUnit(key.toUpperCase(Locale.ROOT), 0)
        : ofKey(key.substring(0, cut)).in(key.substring(cut + 1));
  }

  /// The unit at the end of a normalised column name, as in `totalcosteur`.
  public static Optional<Suffix> atEndOf(String name) {
    for (String fraction : List.of("cents", "micros", "nanos")) {
      if (name.endsWith(fraction)) {
        return Optional.of(new Suffix(before(name, fraction), USD.in(fraction)));
      }
    }
    if (name.endsWith("paise")) {
      return Optional.of(new Suffix(before(name, "paise"), new CostUnit("INR", 2)));
    }
    return CURRENCIES.stream()
        .filter(name::endsWith)
        .findFirst()
        .map(code -> new Suffix(before(name, code), ofKey(code)));
  }

  /// A column name, split into its stem and its unit.
  public record Suffix(String stem, CostUnit unit) {}

  public boolean isUsd() {
    return currency.equals("USD") && decimals == 0;
  }

  public BigDecimal amount(BigDecimal counted) {
    return counted.movePointLeft(decimals);
  }

  private CostUnit in(String fraction) {
    return new CostUnit(currency, FRACTIONS.getOrDefault(fraction, 0));
  }

  private static String before(String name, String end) {
    return name.substring(0, name.length() - end.length());
  }

  @Override
  public String toString() {
    return decimals == 0 ? currency : "10^-" + decimals + " " + currency;
  }
}
