package routercost.report;

/// How cells read to a person. The same in every format for people.
final class CellText {
  private CellText() {}

  static String of(Cell cell) {
    return switch (cell) {
      case Cell.Text(String text) -> text;
      case Cell.Count(var number) ->
          Rounding.grouped(number.signum() == 0 ? number : plain(number));
      case Cell.Amount(var usd) -> Rounding.dollars(usd);
      case Cell.PerCall(var usd) -> Rounding.dollars(usd);
      case Cell.Percent(var percent) -> Rounding.grouped(percent) + "%";
      case Cell.Nothing _ -> "";
    };
  }

  private static java.math.BigDecimal plain(java.math.BigDecimal number) {
    var stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
