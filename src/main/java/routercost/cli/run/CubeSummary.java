package routercost.cli.run;

import java.math.BigDecimal;
import java.util.Locale;
import routercost.read.tally.SavedCube;
import routercost.usage.Meter;

/// What is said of a cube that was written.
public final class CubeSummary {
  private CubeSummary() {}

  /// `432 calls in 57 rows`.
  public static String size(SavedCube cube) {
    var calls = cube.cube(SavedCube.Part.USED).total().of(Meter.CALLS);
    int rows = cube.parts().values().stream().mapToInt(cells -> cells.size()).sum();
    return String.format(
        Locale.ROOT,
        "%,d call%s in %,d row%s",
        calls.toBigInteger(),
        calls.compareTo(BigDecimal.ONE) == 0 ? "" : "s",
        rows,
        rows == 1 ? "" : "s");
  }
}
