package routercost.read.config.pipelines;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routercost.read.config.YamlNode;
import routercost.usage.Band;
import routercost.usage.Identified;
import routercost.usage.Meter;
import routercost.usage.Place;
import routercost.usage.ServiceTier;
import routercost.usage.Slice;
import routercost.usage.Usage;
import routercost.usage.UsageKey;

/// A converter of the `usage` of a step: sums of what a log counted, by all that prices depend on.
///
/// @param step the task of the calls
/// @param today the day of sums without one
record LoggedUsageParser(String step, LocalDate today) {
  private static final Set<String> WHERE = Set.of("model", "day", "service", "place", "over");

  /// What a log says about a bill but no price depends on.
  private static final Set<Meter> NOTES =
      Set.of(Meter.LOGGED_USD, Meter.FIRST_TRIES, Meter.RETRIES, Meter.EMPTY_CALLS);

  /// The meters that a sum may have.
  static final List<Meter> METERS =
      Arrays.stream(Meter.values()).filter(meter -> !NOTES.contains(meter)).toList();

  private static final Set<String> KEYS =
      Stream.concat(WHERE.stream(), METERS.stream().map(Meter::id))
          .collect(Collectors.toUnmodifiableSet());

  List<Slice> slices(YamlNode node) {
    return node.items().map(item -> slice(item.asFields("usage").allowing(KEYS))).toList();
  }

  private Slice slice(YamlNode.Fields row) {
    var amounts = new EnumMap<Meter, BigDecimal>(Meter.class);
    for (var meter : METERS) {
      row.find(meter.id()).ifPresent(node -> amounts.put(meter, node.asAmount(meter.id())));
    }
    var key =
        UsageKey.of(row.date("day").orElse(today), step, row.require("model").asText("model"))
            .withService(choice(row, "service", ServiceTier.STANDARD, ServiceTier.values()))
            .withPlace(choice(row, "place", Place.GLOBAL, Place.values()))
            .withBand(new Band(band(row)));
    return new Slice(key, new Usage(amounts));
  }

  private static <T extends Identified> T choice(
      YamlNode.Fields row, String name, T usual, T[] all) {
    return row.find(name)
        .map(node -> node.asChoice(name, Arrays.asList(all), Identified::id))
        .orElse(usual);
  }

  private static long band(YamlNode.Fields row) {
    long over = row.count("over");
    if (over != 0 && !Band.BREAKPOINTS.contains(over)) {
      throw row.refusalOf(
          "over",
          "one of "
              + Band.BREAKPOINTS.stream().map(String::valueOf).collect(Collectors.joining(", ")));
    }
    return over;
  }
}
