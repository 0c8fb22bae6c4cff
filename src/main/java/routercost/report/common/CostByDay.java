package routercost.report.common;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import routercost.audit.days.DailyCosts;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.report.layout.Bar;
import routercost.report.layout.Block;
import routercost.report.layout.Phrases;
import routercost.report.layout.Rounding;

/// The cost of each day as a line of blocks, with the mean and the peak in words.
public final class CostByDay {
  private static final int FEWEST_DAYS = 3;
  private static final int MOST_BLOCKS = 40;

  private CostByDay() {}

  /// The line for a ledger that keeps its days; nothing for fewer than three.
  public static Block of(Ledger ledger) {
    var days = DailyCosts.of(ledger, LocalDate.MAX).costs();
    var total = Money.sum(days.values());
    if (days.size() < FEWEST_DAYS || total.isZero()) {
      return new Block.Items(List.of());
    }
    var peak = days.firstEntry();
    for (var day : days.entrySet()) {
      peak = day.getValue().compareTo(peak.getValue()) > 0 ? day : peak;
    }
    var mean = new Money(mean(List.copyOf(days.values())));
    int decimals = Rounding.decimals(total);
    boolean isLong = ChronoUnit.MONTHS.between(days.firstKey(), days.lastKey()) > 10;
    return new Block.Picture(
        Bar.sparkline(folded(List.copyOf(days.values()))),
        "%s a day, peak %s on %s"
            .formatted(
                Rounding.dollars(mean, decimals),
                Rounding.dollars(peak.getValue(), decimals),
                name(peak.getKey(), isLong)));
  }

  /// Days as buckets of equal length, each by its mean, as the last may be shorter.
  public static List<BigDecimal> folded(List<Money> days) {
    int length = (days.size() + MOST_BLOCKS - 1) / MOST_BLOCKS;
    var buckets = new ArrayList<BigDecimal>();
    for (int i = 0; i < days.size(); i += length) {
      buckets.add(mean(days.subList(i, Math.min(i + length, days.size()))));
    }
    return buckets;
  }

  private static BigDecimal mean(List<Money> days) {
    return Money.sum(days).usd().divide(BigDecimal.valueOf(days.size()), MathContext.DECIMAL64);
  }

  /// `Thu 22 Oct`.
  private static String name(LocalDate day, boolean withYear) {
    return Phrases.shortened(day.getDayOfWeek()) + " " + Phrases.day(day, withYear);
  }
}
