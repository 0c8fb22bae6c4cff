package routercost.report;

import java.time.YearMonth;
import java.util.List;
import java.util.stream.Stream;
import routercost.price.Charge;
import routercost.price.Resolution;
import routercost.usage.UsageKey;
import routercost.whatif.Repriced;

/// What a report may group by: a property of the key or of its price, or a label of the log.
public sealed interface Dimension {
  /// The name in options and machine formats.
  String id();

  /// The value for one line; empty if it has none.
  String value(Repriced line);

  /// Whether values are times, so that groups stand in order of time.
  default boolean isTime() {
    return this == Known.DAY || this == Known.MONTH;
  }

  /// The dimensions that every log has.
  enum Known implements Dimension {
    TASK,
    MODEL,
    TIER,
    PROVIDER,
    DAY,
    MONTH,
    SERVICE,
    BAND,
    PLACE,
    STATUS;

    @Override
    public String id() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    @Override
    public String value(Repriced line) {
      UsageKey key = line.original().key();
      return switch (this) {
        case TASK -> key.task();
        case MODEL -> priced(line).map(Resolution::id).findFirst().orElse(key.model());
        case TIER -> priced(line).map(Resolution::tier).findFirst().orElse("");
        case PROVIDER -> priced(line).map(Resolution::provider).findFirst().orElse("");
        case DAY -> key.day().toString();
        case MONTH -> YearMonth.from(key.day()).toString();
        case SERVICE -> key.service().id();
        case BAND -> key.band().id();
        case PLACE -> key.place().id();
        case STATUS -> key.status().id();
      };
    }

    private static Stream<Resolution> priced(Repriced line) {
      return line.before().charges().stream().map(Charge::card).map(card -> card.priced());
    }
  }

  /// A further column of the log.
  record Label(String id) implements Dimension {
    @Override
    public String value(Repriced line) {
      return line.original().key().labels().getOrDefault(id, "");
    }
  }

  /// The dimension called `name`: a known one, else the label of that name.
  static Dimension named(String name) {
    return Stream.of(Known.values())
        .filter(known -> known.id().equals(name))
        .<Dimension>map(known -> known)
        .findFirst()
        .orElseGet(() -> new Label(name));
  }

  /// The names of the known dimensions.
  static List<String> known() {
    return Stream.of(Known.values()).map(Known::id).toList();
  }
}
