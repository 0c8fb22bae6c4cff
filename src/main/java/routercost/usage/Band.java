package routercost.usage;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The position of the prompt of one request among the published breakpoints of long-context
/// prices.
///
/// A price band is chosen by the whole prompt of a request, strictly over its threshold. The cube
/// keeps the highest breakpoint that the prompt was over, so that any price book whose thresholds
/// are breakpoints can price the cube later.
///
/// @param over the highest breakpoint exceeded, in tokens; 0 if none
public record Band(long over) implements Comparable<Band> {
  /// The thresholds in public price lists (prices.md sections 1, 6 and 7), in tokens.
  public static final List<Long> BREAKPOINTS =
      List.of(32_000L, 100_000L, 128_000L, 200_000L, 256_000L, 272_000L, 512_000L);

  /// The band below all breakpoints.
  public static final Band BASE = new Band(0);

  private static final Band[] BANDS = new Band[BREAKPOINTS.size()];

  static {
    for (int i = 0; i < BANDS.length; i++) {
      BANDS[i] = new Band(BREAKPOINTS.get(i));
    }
  }

  public Band {
    if (over != 0 && !BREAKPOINTS.contains(over)) {
      throw new IllegalArgumentException(over + " is not a published breakpoint");
    }
  }

  /// The band of a request whose whole prompt is `tokens` long.
  public static Band ofPrompt(long tokens) {
    int place = BANDS.length;
    while (place > 0 && tokens <= BANDS[place - 1].over) {
      place--;
    }
    return place == 0 ? BASE : BANDS[place - 1];
  }

  /// The band of the average prompt of an aggregate: compared exactly, without a division.
  public static Band ofAverage(BigDecimal promptTokens, BigDecimal calls) {
    long over = 0;
    for (long breakpoint : BREAKPOINTS) {
      if (promptTokens.compareTo(calls.multiply(BigDecimal.valueOf(breakpoint))) > 0) {
        over = breakpoint;
      }
    }
    return over == 0 ? BASE : new Band(over);
  }

  /// The name in files: `0` or `>100000`.
  public String id() {
    return over == 0 ? "0" : ">" + over;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Band band && over == band.over;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(over);
  }

  @Override
  public int compareTo(Band other) {
    return Long.compare(over, other.over);
  }
}
