package routercost.read;

import routercost.usage.Place;
import routercost.usage.ServiceTier;
import routercost.usage.Status;

/// How a row says that its call was served, and whether it succeeded.
final class Served {
  private Served() {}

  static Status status(Cells cells) throws Unreadable {
    String text = cells.text(Column.STATUS);
    if (isInverted(cells.columns())) {
      return Words.statusOfError(text);
    }
    return Words.status(text)
        .orElseThrow(
            () ->
                new Unreadable(
                    cells.quoted(
                        Column.STATUS, "expected a word such as ok or error, or an HTTP code")));
  }

  /// Whether the status column says what went wrong, not how it went.
  static boolean isInverted(Columns columns) {
    return columns.at(Column.STATUS).stream()
        .anyMatch(found -> found.notes().contains(Synonym.Note.INVERTED));
  }

  static ServiceTier tier(Cells cells) throws Unreadable {
    ServiceTier tier =
        Words.tier(cells.text(Column.SERVICE_TIER))
            .orElseThrow(
                () ->
                    new Unreadable(
                        cells.quoted(
                            Column.SERVICE_TIER,
                            "expected standard, batch, fast, priority or flex")));
    boolean fast =
        Words.fast(cells.text(Column.SPEED))
            .orElseThrow(
                () -> new Unreadable(cells.quoted(Column.SPEED, "expected standard or fast")));
    if (fast && tier != ServiceTier.STANDARD && tier != ServiceTier.FAST) {
      throw new Unreadable(
          "speed is fast and service_tier " + tier.id() + "; expected one of them");
    }
    return fast ? ServiceTier.FAST : tier;
  }

  static Place place(Cells cells) throws Unreadable {
    return Words.place(cells.text(Column.INFERENCE_GEO))
        .orElseThrow(
            () ->
                new Unreadable(
                    cells.quoted(
                        Column.INFERENCE_GEO,
                        "expected us, global, or a place such as google_regional")));
  }
}
