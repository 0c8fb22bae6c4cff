package routercost.read.value;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import routercost.usage.LazyPattern;

/// Which comes first in dates such as 03/08/2026.
public enum DateOrder {
  DAY_FIRST,
  MONTH_FIRST,
  UNDECIDED;

  private static final LazyPattern SLASHED =
      new LazyPattern("(\\d{1,2})[/-](\\d{1,2})[/-]\\d{2,4}\\b.*");

  /// The order that these times prove; undecided if none does or they contradict each other.
  public static DateOrder shownBy(Collection<String> times) {
    Set<DateOrder> shown = EnumSet.noneOf(DateOrder.class);
    for (String time : times) {
      if (isMark(time, 1) || isMark(time, 2)) { // most times begin with a year
        var date = SLASHED.matcher(time);
        if (date.matches()) {
          shown.add(of(Integer.parseInt(date.group(1)), Integer.parseInt(date.group(2))));
        }
      }
    }
    shown.remove(UNDECIDED);
    return shown.size() == 1 ? shown.iterator().next() : UNDECIDED;
  }

  private static boolean isMark(String time, int at) {
    return at < time.length() && (time.charAt(at) == '/' || time.charAt(at) == '-');
  }

  /// The order that one date proves by itself.
  static DateOrder of(int first, int second) {
    if (first > 12) {
      return DAY_FIRST;
    }
    return second > 12 ? MONTH_FIRST : UNDECIDED;
  }
}
