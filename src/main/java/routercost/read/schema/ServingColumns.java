package routercost.read.schema;

import routercost.read.builtin.Column;
import routercost.read.builtin.Synonym;
import routercost.read.value.EnumSynonyms;
import routercost.read.value.RowRejectedException;
import routercost.usage.Place;
import routercost.usage.ServiceTier;
import routercost.usage.Status;

/// How a row says that its call was served, and whether it succeeded.
public final class ServingColumns {
  private ServingColumns() {}

  static Status status(CellValues cells) throws RowRejectedException {
    String text = cells.text(Column.STATUS);
    if (isInverted(cells.columns())) {
      return EnumSynonyms.statusOfError(text);
    }
    return EnumSynonyms.status(text)
        .orElseThrow(
            () ->
                new RowRejectedException(
                    cells.quoted(
                        Column.STATUS, "expected a word such as ok or error, or an HTTP code")));
  }

  /// Whether the status column says what went wrong, not how it went.
  public static boolean isInverted(Columns columns) {
    return columns.at(Column.STATUS).stream()
        .anyMatch(found -> found.notes().contains(Synonym.Note.INVERTED));
  }

  static ServiceTier tier(CellValues cells) throws RowRejectedException {
    ServiceTier tier =
        EnumSynonyms.tier(cells.text(Column.SERVICE_TIER))
            .orElseThrow(
                () ->
                    new RowRejectedException(
                        cells.quoted(
                            Column.SERVICE_TIER,
                            "expected standard, batch, fast, priority or flex")));
    boolean fast =
        EnumSynonyms.fast(cells.text(Column.SPEED))
            .orElseThrow(
                () ->
                    new RowRejectedException(
                        cells.quoted(Column.SPEED, "expected standard or fast")));
    if (fast && tier != ServiceTier.STANDARD && tier != ServiceTier.FAST) {
      throw new RowRejectedException(
          "speed is fast and service_tier " + tier.id() + "; expected one of them");
    }
    return fast ? ServiceTier.FAST : tier;
  }

  static Place place(CellValues cells) throws RowRejectedException {
    return EnumSynonyms.place(cells.text(Column.INFERENCE_GEO))
        .orElseThrow(
            () ->
                new RowRejectedException(
                    cells.quoted(
                        Column.INFERENCE_GEO,
                        "expected us, global, or a place such as google_regional")));
  }
}
