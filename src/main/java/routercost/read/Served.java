package routercost.read;

import routercost.usage.Place;
import routercost.usage.ServiceTier;
import routercost.usage.Status;

/// How a row says that its call was served, and whether it succeeded.
final class Served {
  private Served() {}

  static Status status(Cells cells) throws Unreadable {
    var found = cells.columns().at(Column.STATUS);
    String text = cells.text(Column.STATUS);
    if (found.isPresent() && found.get().notes().contains(Synonym.Note.INVERTED)) {
      return Words.statusOfError(text);
    }
    return Words.status(text)
        .orElseThrow(
            () ->
                new Unreadable(
                    cells.quoted(
                        Column.STATUS, "expected a word such as ok or error, or an HTTP code")));
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
