package routercost.read.schema;

import java.util.List;
import java.util.Optional;
import routercost.read.builtin.Column;
import routercost.read.builtin.Synonym;
import routercost.read.value.EnumSynonyms;
import routercost.usage.Place;
import routercost.usage.ServiceTier;
import routercost.usage.Status;

/// How a row says that its call was served, and whether it succeeded.
public final class ServingColumns {
  private ServingColumns() {}

  /// Whether a call succeeded; a call whose status is not understood did.
  ///
  /// @param inverted whether the column says what went wrong
  public static Status status(String text, boolean inverted, List<OddCells.Cell> odd) {
    return inverted
        ? EnumSynonyms.statusOfError(text)
        : known(EnumSynonyms.status(text), Status.OK, Column.STATUS, text, odd);
  }

  /// Whether the status column says what went wrong, not how it went.
  public static boolean isInverted(Columns columns) {
    return columns.at(Column.STATUS).stream()
        .anyMatch(found -> found.notes().contains(Synonym.Note.INVERTED));
  }

  /// The service tier that two columns give together; the standard tier where they are not
  /// understood.
  public static ServiceTier tier(String tierText, String speedText, List<OddCells.Cell> odd) {
    ServiceTier tier =
        known(
            EnumSynonyms.tier(tierText), ServiceTier.STANDARD, Column.SERVICE_TIER, tierText, odd);
    ServiceTier speed =
        known(EnumSynonyms.speed(speedText), ServiceTier.STANDARD, Column.SPEED, speedText, odd);
    if (speed == ServiceTier.FAST && tier != ServiceTier.STANDARD && tier != ServiceTier.FAST) {
      odd.add(new OddCells.Cell(Column.SPEED, speedText));
    }
    return tier == ServiceTier.STANDARD ? speed : tier;
  }

  /// The place where a call was served; anywhere if that is not understood.
  public static Place place(String text, List<OddCells.Cell> odd) {
    return known(EnumSynonyms.place(text), Place.GLOBAL, Column.INFERENCE_GEO, text, odd);
  }

  private static <T> T known(
      Optional<T> meaning, T usual, Column column, String text, List<OddCells.Cell> odd) {
    if (meaning.isEmpty()) {
      odd.add(new OddCells.Cell(column, text));
    }
    return meaning.orElse(usual);
  }
}
