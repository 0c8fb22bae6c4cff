package routercost.price;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import routercost.usage.Place;

/// A model as the price book knows it. Texts are empty where the book says nothing.
///
/// @param id the exact id
/// @param provider who sells it
/// @param tier `haiku`, `sonnet`, `opus`, …; empty if it has none
/// @param tokenizer the family whose token counts can be compared
/// @param places whose multiplier applies
/// @param prices standard rates by date
/// @param fast fast-mode rates by date
public record Model(
    String id,
    String provider,
    String tier,
    String tokenizer,
    Lifecycle lifecycle,
    Limits limits,
    Set<Place> places,
    List<PriceEntry> prices,
    List<PriceEntry> fast) {
  /// From announcement to the end (prices.md section 2).
  ///
  /// @param status `active`, `legacy`, `deprecated` or `retired`
  /// @param notRetiredBefore the provider's "not sooner than"
  public record Lifecycle(
      String status,
      Optional<LocalDate> released,
      Optional<LocalDate> deprecated,
      Optional<LocalDate> retires,
      Optional<LocalDate> notRetiredBefore) {
    public static final Lifecycle UNKNOWN =
        new Lifecycle("", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /// Whether a day is behind the last one.
    public boolean isRetired(LocalDate day) {
      return retires.filter(last -> last.isBefore(day)).isPresent();
    }

    /// `retires on 2026-11-30`, also on that day; later `retired on 2026-11-30`.
    public Optional<String> retirement(LocalDate today) {
      return retires.map(last -> (isRetired(today) ? "retired on " : "retires on ") + last);
    }
  }

  /// Sizes in tokens; 0 where unknown.
  ///
  /// @param context the longest prompt and answer together
  /// @param output the longest answer
  /// @param cache the shortest prompt prefix that is cached
  /// @param toolsAuto the hidden system prompt added when tools are offered
  /// @param toolsForced the same when a tool is forced
  public record Limits(long context, long output, long cache, long toolsAuto, long toolsForced) {
    public static final Limits UNKNOWN = new Limits(0, 0, 0, 0, 0);
  }

  public Model {
    places = Set.copyOf(places);
    prices = byStart(prices);
    fast = byStart(fast);
  }

  private static List<PriceEntry> byStart(List<PriceEntry> entries) {
    return entries.stream()
        .sorted((one, other) -> DateRange.BY_START.compare(one.valid(), other.valid()))
        .toList();
  }
}
