package routercost.read.value;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/// Which comes first in dates such as 03/08/2026.
public enum DateOrder {
  DAY_FIRST,
  MONTH_FIRST,
  UNDECIDED;

  private static final Pattern SLASHED =
      Pattern.compile("(\\d{1,2})[/-](\\d{1,2})[/-](\\d{4}|\\d{2})\\b.*");

  /// The order that these times prove; undecided if none does or they contradict each other.
  ///
  /// @param latest the last day that a call can have been made on
  public static DateOrder shownBy(Collection<String> times, LocalDate latest) {
    Set<DateOrder> shown = EnumSet.noneOf(DateOrder.class);
    for (String time : times) {
      if (isMark(time, 1) || isMark(time, 2)) { // most times begin with a year
        var date = SLASHED.matcher(time);
        if (date.matches()) {
          int first = Integer.parseInt(date.group(1));
          int second = Integer.parseInt(date.group(2));
          var order = of(first, second);
          shown.add(order == UNDECIDED ? past(first, second, date.group(3), latest) : order);
        }
      }
    }
    shown.remove(UNDECIDED);
    return shown.size() == 1 ? shown.iterator().next() : UNDECIDED;
  }

  /// The only order in which a date is not after `latest`.
  private static DateOrder past(int first, int second, String yearText, LocalDate latest) {
    int year = Integer.parseInt(yearText) + (yearText.length() == 2 ? 2000 : 0);
    try {
      boolean monthFirst = !LocalDate.of(year, first, second).isAfter(latest);
      boolean dayFirst = !LocalDate.of(year, second, first).isAfter(latest);
      return monthFirst == dayFirst ? UNDECIDED : monthFirst ? MONTH_FIRST : DAY_FIRST;
    } catch (DateTimeException _) {
      return UNDECIDED;
    }
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
