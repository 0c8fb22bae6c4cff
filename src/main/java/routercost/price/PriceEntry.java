package routercost.price;

import java.util.List;
import java.util.Locale;
import routercost.usage.Band;

/// The rates of one model over a range of days.
///
/// @param bands base first, then by rising threshold
public record PriceEntry(
    DateRange valid, State state, List<BandRates> bands, Provenance provenance) {
  /// Whether the price was ever charged.
  public enum State {
    ACTIVE,
    /// Announced for a day to come; prices from that day.
    SCHEDULED,
    /// Announced and withdrawn; kept because public feeds still carry it. Never prices.
    CANCELLED;

    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public PriceEntry {
    bands = bands.stream().sorted((one, other) -> Long.compare(one.over(), other.over())).toList();
    if (bands.isEmpty() || bands.getFirst().over() != 0) {
      throw new IllegalArgumentException("an entry needs base rates");
    }
  }

  /// Whether this entry prices calls.
  public boolean prices() {
    return state != State.CANCELLED;
  }

  /// The rates of a request in `band`: those of the highest threshold that it is over.
  BandRates rates(Band band) {
    var highest = bands.getFirst();
    for (var rates : bands) {
      highest = rates.over() <= band.over() ? rates : highest;
    }
    return highest;
  }
}
