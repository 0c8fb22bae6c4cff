package routercost.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import routercost.usage.ServiceTier;
import routercost.usage.Status;

/// A `Filter` as numbers, for the hot path. What it lets pass, the filter lets pass.
@SuppressWarnings("EnumOrdinal") // closed lists as numbers: this is the hot path
final class Conditions {
  private static final int ANY = -1;
  private static final int NONE = -2;

  private int day = ANY;
  private int task = ANY;
  private int model = ANY;
  private int status = ANY;
  private int service = ANY;
  private final int[] labels;

  /// @param words that give texts their numbers
  Conditions(Map<String, String> filter, WordTable words) {
    filter.forEach((name, value) -> set(name.toLowerCase(Locale.ROOT), value, words));
    labels =
        labels(filter).stream()
            .mapToInt(name -> words.number(filter.getOrDefault(name, "")))
            .toArray();
  }

  /// The names in a filter that are labels, in a fixed order.
  static List<String> labels(Map<String, String> filter) {
    var labels = new ArrayList<String>();
    for (String name : filter.keySet()) {
      if (!Filter.isKey(name)) {
        labels.add(name);
      }
    }
    labels.sort(null);
    return labels;
  }

  private void set(String name, String value, WordTable words) {
    switch (name) {
      case "day" -> day = both(day, Filter.day(value).map(some -> (int) some.toEpochDay()));
      case "task" -> task = both(task, Optional.of(words.number(value)));
      case "model" -> model = both(model, Optional.of(words.number(value)));
      case "status" -> status = both(status, Words.status(value).map(Status::ordinal));
      case "service_tier" -> service = both(service, Words.tier(value).map(ServiceTier::ordinal));
      default -> {}
    }
  }

  /// Names that differ in case only may ask for the same thing twice.
  private static int both(int one, Optional<Integer> other) {
    int asked = other.orElse(NONE);
    return one == ANY || one == asked ? asked : NONE;
  }

  boolean accept(int ofDay) {
    return day == ANY || day == ofDay;
  }

  boolean accept(int ofTask, int ofModel, int ofStatus, int ofService) {
    return (task == ANY || task == ofTask)
        && (model == ANY || model == ofModel)
        && (status == ANY || status == ofStatus)
        && (service == ANY || service == ofService);
  }

  int labels() {
    return labels.length;
  }

  /// The word that the label at `index` must have.
  int label(int index) {
    return labels[index];
  }
}
