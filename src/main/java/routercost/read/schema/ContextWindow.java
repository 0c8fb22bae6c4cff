package routercost.read.schema;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import routercost.read.builtin.Column;
import routercost.read.value.RowRejectedException;
import routercost.usage.Band;

/// The band that an aggregate names, as usage reports do: `0-200k`, `200k-1M`, `>200k`.
public final class ContextWindow {
  private static final Pattern RANGE =
      Pattern.compile("(\\d{1,9})([km]?)\\s*[-–]\\s*\\d{1,9}[km]?");
  private static final Pattern OVER = Pattern.compile("(?:>|over )\\s*(\\d{1,9})([km]?)");
  private static final Pattern UNDER = Pattern.compile("(?:<=?|≤|up to )\\s*\\d{1,9}[km]?");

  private ContextWindow() {}

  /// The band that a cell names; empty if it names none.
  public static Optional<Band> band(String cell) throws RowRejectedException {
    if (cell.isEmpty()) {
      return Optional.empty();
    }
    String text = cell.toLowerCase(Locale.ROOT);
    if (UNDER.matcher(text).matches()) {
      return Optional.of(Band.BASE);
    }
    for (Pattern pattern : new Pattern[] {RANGE, OVER}) {
      var matcher = pattern.matcher(text);
      if (matcher.matches()) {
        return Optional.of(band(cell, tokens(matcher.group(1), matcher.group(2))));
      }
    }
    return Optional.empty();
  }

  private static Band band(String cell, long over) throws RowRejectedException {
    if (over != 0 && !Band.BREAKPOINTS.contains(over)) {
      throw new RowRejectedException(
          CellValues.quoted(
              Column.CONTEXT_WINDOW,
              cell,
              "expected to begin at 0 or at one of " + Band.BREAKPOINTS));
    }
    return new Band(over);
  }

  private static long tokens(String number, String unit) {
    long factor =
        switch (unit) {
          case "k" -> 1_000;
          case "m" -> 1_000_000;
          default -> 1;
        };
    return Long.parseLong(number) * factor;
  }
}
