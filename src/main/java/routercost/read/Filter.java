package routercost.read;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import routercost.usage.ServiceTier;
import routercost.usage.Status;
import routercost.usage.UsageKey;

/// The values that a record must have; all must match.
///
/// @param wanted by canonical column or label
record Filter(Map<String, String> wanted) {
  private static final Set<String> ALWAYS_KNOWN =
      Set.of("day", "task", "model", "status", "service_tier");

  boolean accepts(UsageKey key, Cells cells) {
    return accepts(key, name -> cells.columns().label(cells.row(), name));
  }

  /// @param labels the value of each further column, by name
  boolean accepts(UsageKey key, UnaryOperator<String> labels) {
    return wanted.entrySet().stream()
        .allMatch(condition -> holds(condition.getKey(), condition.getValue(), key, labels));
  }

  /// Whether a name means a part of the key, which every record has.
  static boolean isKey(String name) {
    return ALWAYS_KNOWN.contains(name.toLowerCase(Locale.ROOT));
  }

  /// The day that a condition on the day asks for; empty if no day is written like that.
  static Optional<LocalDate> day(String value) {
    try {
      return Optional.of(LocalDate.parse(value)).filter(day -> day.toString().equals(value));
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }

  /// Whether a log with these columns can have what `name` asks for.
  static boolean isKnown(String name, Columns columns) {
    return isKey(name) || columns.labels().containsKey(name);
  }

  private static boolean holds(
      String name, String value, UsageKey key, UnaryOperator<String> labels) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "day" -> key.day().toString().equals(value);
      case "task" -> key.task().equals(value);
      case "model" -> key.model().equals(value);
      case "status" -> Optional.<Status>of(key.status()).equals(Words.status(value));
      case "service_tier" -> Optional.<ServiceTier>of(key.service()).equals(Words.tier(value));
      default -> labels.apply(name).equals(value);
    };
  }
}
