package routercost.usage;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;

/// The hours in which a provider charges more: DeepSeek's, Monday to Friday, 01 to 04 and 06 to 10
/// UTC. As usage is kept by day, calls in these hours have a service of their own, whose terms
/// stand in the price book; a model without such terms costs the same at every hour.
public final class PeakHours {
  private PeakHours() {}

  /// Whether calls on `model`, as logged, may have peak hours.
  public static boolean concern(String model) {
    int length = "deepseek".length();
    for (int at = 0; at + length <= model.length(); at++) {
      if (model.regionMatches(true, at, "deepseek", 0, length)) {
        return true;
      }
    }
    return false;
  }

  /// Whether a call at `time` was served in peak hours.
  public static boolean include(Instant time) {
    var utc = time.atOffset(ZoneOffset.UTC);
    int hour = utc.getHour();
    boolean working =
        utc.getDayOfWeek() != DayOfWeek.SATURDAY && utc.getDayOfWeek() != DayOfWeek.SUNDAY;
    return working && ((hour >= 1 && hour < 4) || (hour >= 6 && hour < 10));
  }
}
