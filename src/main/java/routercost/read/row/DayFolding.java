package routercost.read.row;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import routercost.price.PricePeriods;

/// The days of records as a report keeps them: one for all days of a price period, so that a log of
/// a year has as many keys as one of a few days. For one thread.
final class DayFolding {
  private static final int SPAN = 1 << 16;
  private static final int UNKNOWN = Integer.MIN_VALUE;
  private static final int UNPRICED = Integer.MAX_VALUE;

  private final Supplier<PricePeriods> laterPeriods;
  private @Nullable PricePeriods periods;

  /// The common day of each day from 1970 on; 0 if it was not looked up yet.
  private int[] commonDays = new int[0];

  private final List<LocalDate> common = new ArrayList<>();

  /// The common day of a model's stretch, by twice the model, and one more for calls in fast mode,
  /// and by number of the common day of all.
  private int[][] ofModels = new int[1 << 5][];

  DayFolding(Supplier<PricePeriods> periods) {
    this.laterPeriods = periods;
  }

  /// The day under which calls of a model are kept: their own if it has no price then.
  ///
  /// @param model its number
  /// @param fast whether they are in fast mode
  int folded(int day, int model, boolean fast, StringInterner words) {
    int number = number(day);
    int served = 2 * model + (fast ? 1 : 0);
    if (served >= ofModels.length) {
      ofModels = Arrays.copyOf(ofModels, Math.max(2 * ofModels.length, served + 1));
    }
    int[] known = ofModels[served];
    if (known == null || number >= known.length) {
      int filled = known == null ? 0 : known.length;
      known = known == null ? new int[number + 8] : Arrays.copyOf(known, number + 8);
      Arrays.fill(known, filled, known.length, UNKNOWN);
      ofModels[served] = known;
    }
    if (known[number] == UNKNOWN) {
      String name = words.text(model);
      LocalDate together =
          periods().common(new PricePeriods.Served(name, fast), common.get(number));
      boolean isPriced = periods().isPriced(name, together);
      known[number] = isPriced ? (int) together.toEpochDay() : UNPRICED;
    }
    return known[number] == UNPRICED ? day : known[number];
  }

  /// Whether every price is the same on both days.
  boolean isTogether(int day, int another) {
    return number(day) == number(another);
  }

  private int number(int day) {
    if (day < 0 || day >= SPAN) {
      return found(day);
    }
    if (commonDays.length == 0) {
      commonDays = new int[SPAN];
    }
    if (commonDays[day] == 0) {
      commonDays[day] = found(day) + 1;
    }
    return commonDays[day] - 1;
  }

  private int found(int day) {
    LocalDate together = periods().common(LocalDate.ofEpochDay(day));
    int known = common.indexOf(together);
    if (known >= 0) {
      return known;
    }
    common.add(together);
    return common.size() - 1;
  }

  private PricePeriods periods() {
    if (periods == null) {
      periods = laterPeriods.get();
    }
    return periods;
  }
}
