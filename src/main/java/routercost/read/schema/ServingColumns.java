package routercost.read.schema;

import java.util.Optional;
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

  /// Whether a call succeeded.
  ///
  /// @param inverted whether the column says what went wrong
  public static Status status(String text, boolean inverted) throws RowRejectedException {
    if (inverted) {
      return EnumSynonyms.statusOfError(text);
    }
    return known(
        EnumSynonyms.status(text),
        Column.STATUS,
        text,
        "expected a word such as ok or error, or an HTTP code");
  }

  /// Whether the status column says what went wrong, not how it went.
  public static boolean isInverted(Columns columns) {
    return columns.at(Column.STATUS).stream()
        .anyMatch(found -> found.notes().contains(Synonym.Note.INVERTED));
  }

  /// The service tier that two columns give together.
  public static ServiceTier tier(String tierText, String speedText) throws RowRejectedException {
    ServiceTier tier =
        known(
            EnumSynonyms.tier(tierText),
            Column.SERVICE_TIER,
            tierText,
            "expected standard, batch, fast, ultrafast, priority or flex");
    boolean fast =
        known(EnumSynonyms.fast(speedText), Column.SPEED, speedText, "expected standard or fast");
    if (fast && tier != ServiceTier.STANDARD && tier != ServiceTier.FAST) {
      throw new RowRejectedException(
          "speed is fast and service_tier " + tier.id() + "; expected one of them");
    }
    return fast ? ServiceTier.FAST : tier;
  }

  public static Place place(String text) throws RowRejectedException {
    return known(
        EnumSynonyms.place(text),
        Column.INFERENCE_GEO,
        text,
        "expected us, eu, global, or a place such as google_regional");
  }

  private static <T> T known(Optional<T> meaning, Column column, String text, String allowed)
      throws RowRejectedException {
    if (meaning.isEmpty()) {
      throw new RowRejectedException(CellValues.quoted(column, text, allowed));
    }
    return meaning.get();
  }
}
