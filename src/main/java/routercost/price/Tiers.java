package routercost.price;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Which model each tier names, by date: the words that people route by.
///
/// @param timeline tier → first day → model id
public record Tiers(Map<String, NavigableMap<LocalDate, String>> timeline) {
  public static final Tiers NONE = new Tiers(Map.of());

  public Tiers {
    var copy = new TreeMap<String, NavigableMap<LocalDate, String>>();
    timeline.forEach((tier, models) -> copy.put(tier, new TreeMap<>(models)));
    timeline = Collections.unmodifiableMap(copy);
  }

  /// The tiers' names.
  public Set<String> names() {
    return timeline.keySet();
  }

  /// The model that `tier` names on `day`; empty before its first model and for an unknown tier.
  public Optional<String> model(String tier, LocalDate day) {
    return Optional.ofNullable(timeline.get(tier))
        .map(models -> models.floorEntry(day))
        .map(Map.Entry::getValue);
  }

  /// The first model that `tier` ever named.
  Optional<String> firstModel(String tier) {
    return Optional.ofNullable(timeline.get(tier))
        .map(NavigableMap::firstEntry)
        .map(Map.Entry::getValue);
  }

  /// These tiers with `tier` naming `model` on every day.
  public Tiers with(String tier, String model) {
    var changed = new TreeMap<>(timeline);
    changed.put(tier, new TreeMap<>(Map.of(LocalDate.MIN, model)));
    return new Tiers(changed);
  }

  /// These tiers, with those of `overlay` in place of their own.
  Tiers overlaid(Tiers overlay) {
    var all = new TreeMap<>(timeline);
    all.putAll(overlay.timeline);
    return new Tiers(all);
  }
}
