package routercost.usage;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// Usage made up by a seeded generator: equal seeds give equal cubes.
///
/// @param models that calls may run on
/// @param services that may serve them
/// @param places where they may be served
public record RandomCubes(
    Random random, List<String> models, List<ServiceTier> services, List<Place> places) {
  private static final LocalDate FIRST_DAY = LocalDate.of(2026, 11, 10);
  private static final List<String> TASKS = List.of("", "chat", "triage");

  /// One record of a log, as the reader hands it to a tally.
  public record Row(UsageKey key, List<Long> counts, BigDecimal loggedUsd) {}

  /// Cubes of these models, served and placed in every way.
  public static RandomCubes of(long seed, List<String> models) {
    return new RandomCubes(
        new Random(seed), models, List.of(ServiceTier.values()), List.of(Place.values()));
  }

  /// A cube of up to eight slices; some meters of each are unused.
  public UsageCube cube() {
    var slices = new ArrayList<Slice>();
    for (int i = random.nextInt(9); i > 0; i--) {
      slices.add(new Slice(key(), usage()));
    }
    return UsageCube.of(slices.stream());
  }

  /// Up to thirty rows.
  public List<Row> rows() {
    var rows = new ArrayList<Row>();
    for (int i = random.nextInt(31); i > 0; i--) {
      rows.add(new Row(key(), counts(), BigDecimal.valueOf(random.nextInt(1000), 5)));
    }
    return rows;
  }

  public UsageKey key() {
    return new UsageKey(
            FIRST_DAY.plusDays(random.nextInt(3)),
            any(TASKS),
            any(models),
            any(services),
            Band.ofPrompt(random.nextInt(300_000)),
            any(places),
            any(List.of(Status.values())),
            new TreeMap<>())
        .withLabels(random.nextBoolean() ? Map.of() : Map.of("team", any(List.of("a", "b"))));
  }

  /// Usage as models have it: of tokens and now and then a web search, but not of units.
  public Usage usage() {
    var usage = Usage.of(Meter.CALLS, 1 + random.nextInt(100));
    for (var meter : Meter.values()) {
      if (meter.countsTokens() && random.nextInt(3) > 0) {
        usage = usage.with(meter, random.nextInt(1_000_000));
      }
    }
    usage = usage.with(Meter.WEB_SEARCH, Math.max(0, random.nextInt(10) - 6));
    boolean isEmpty = usage.tokens().signum() == 0 && usage.of(Meter.WEB_SEARCH).signum() == 0;
    return usage
        .with(Meter.EMPTY_CALLS, isEmpty ? usage.of(Meter.CALLS) : BigDecimal.ZERO)
        .with(Meter.REASONING, usage.of(Meter.OUTPUT))
        .with(Meter.LOGGED_USD, BigDecimal.valueOf(random.nextInt(1000), 5));
  }

  private List<Long> counts() {
    return random.longs(Meter.values().length, 0, 1_000_000).boxed().toList();
  }

  /// One of `choices`.
  public <T> T any(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
