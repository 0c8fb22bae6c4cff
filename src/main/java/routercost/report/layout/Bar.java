package routercost.report.layout;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/// A stretch of a scale, drawn where a screen has room for it; elsewhere only its label is shown.
///
/// @param from where it begins; equal to `to` if nothing is to be drawn
/// @param scale the end of the scale, which begins at zero
public record Bar(BigDecimal from, BigDecimal to, BigDecimal scale, String label) implements Cell {
  private static final int PARTS = 8;
  private static final String BLOCKS = " ▏▎▍▌▋▊▉█";
  private static final String LEVELS = "▁▂▃▄▅▆▇█";

  /// A bar from zero.
  public static Bar of(BigDecimal length, BigDecimal scale, String label) {
    return new Bar(BigDecimal.ZERO, length, scale, label);
  }

  /// A bar for a change among others, to the left of a common zero if it is negative.
  ///
  /// @param changes all that are drawn below each other
  public static Cell signed(BigDecimal change, List<BigDecimal> changes) {
    var zero = changes.stream().reduce(BigDecimal.ZERO, BigDecimal::min).negate();
    var scale = changes.stream().reduce(BigDecimal.ZERO, BigDecimal::max).add(zero);
    var end = zero.add(change);
    return new Cell.Toned(
        new Bar(end.min(zero), end.max(zero), scale, ""), Role.ofChange(change.signum()));
  }

  @Override
  public String text() {
    return label;
  }

  /// The bar in at most `width` columns: in eighths of a column, or `#` without Unicode. Nothing
  /// that is not zero vanishes.
  public String drawn(int width, boolean unicode) {
    if (scale.signum() == 0 || from.compareTo(to) >= 0) {
      return "";
    }
    int start = parts(from, width) / PARTS;
    int length = Math.max(1, parts(to, width) - start * PARTS);
    if (!unicode) {
      return " ".repeat(start) + "#".repeat(Math.max(1, (length + PARTS / 2) / PARTS));
    }
    var rest = length % PARTS == 0 ? "" : BLOCKS.substring(length % PARTS, length % PARTS + 1);
    return " ".repeat(start) + "█".repeat(length / PARTS) + rest;
  }

  private int parts(BigDecimal end, int width) {
    return end.multiply(BigDecimal.valueOf((long) width * PARTS))
        .divide(scale, 0, RoundingMode.HALF_UP)
        .intValue();
  }

  /// `values` as a line of blocks, the largest as high as there are any.
  public static String sparkline(List<BigDecimal> values) {
    var largest = values.stream().reduce(BigDecimal.ZERO, BigDecimal::max);
    var line = new StringBuilder();
    var highest = BigDecimal.valueOf(LEVELS.length() - 1L);
    for (var value : values) {
      int level =
          largest.signum() == 0
              ? 0
              : value.multiply(highest).divide(largest, 0, RoundingMode.HALF_UP).intValue();
      line.append(LEVELS.charAt(Math.max(0, level)));
    }
    return line.toString();
  }
}
