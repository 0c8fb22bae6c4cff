package routercost.read.builtin;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import routercost.usage.Identified;

/// The canonical columns of a call log, whatever a log calls them.
///
/// A name that could be two columns stands for the one declared first.
public enum Column implements Identified {
  TIMESTAMP,
  SERVICE_TIER,
  TASK,
  MODEL,
  INPUT_TOKENS,
  TOOL_INPUT_TOKENS,
  OUTPUT_TOKENS,
  CACHE_READ_TOKENS,
  CACHE_WRITE_TOKENS,
  CACHE_WRITE_5M_TOKENS,
  CACHE_WRITE_1H_TOKENS,
  REASONING_TOKENS,
  AUDIO_INPUT_TOKENS,
  AUDIO_CACHE_READ_TOKENS,
  AUDIO_OUTPUT_TOKENS,
  IMAGE_INPUT_TOKENS,
  IMAGE_OUTPUT_TOKENS,
  TOTAL_TOKENS,
  WEB_SEARCHES,
  UNITS,
  SECONDS,
  CHARACTERS,
  PAGES,
  SEARCH_UNITS,
  CALLS,
  SPEED,
  INFERENCE_GEO,
  CONTEXT_WINDOW,
  LATENCY_MS,
  STATUS,
  COST_USD,
  CURRENCY,
  CREDITS,
  REQUEST_ID,
  SESSION,
  USER,
  TEAM,
  PROJECT,
  ENVIRONMENT,
  RETRIES,
  PROVIDER;

  /// The columns that hold cached tokens.
  public static final Set<Column> CACHE =
      EnumSet.of(
          CACHE_READ_TOKENS, CACHE_WRITE_TOKENS, CACHE_WRITE_5M_TOKENS, CACHE_WRITE_1H_TOKENS);

  /// The columns that count the audio and the images among other tokens.
  public static final Set<Column> MODALITIES =
      EnumSet.range(AUDIO_INPUT_TOKENS, IMAGE_OUTPUT_TOKENS);

  /// The columns of which a log must have at least one.
  public static final Set<Column> QUANTITIES =
      EnumSet.of(
          INPUT_TOKENS,
          OUTPUT_TOKENS,
          CACHE_READ_TOKENS,
          CACHE_WRITE_TOKENS,
          CACHE_WRITE_5M_TOKENS,
          CACHE_WRITE_1H_TOKENS,
          UNITS,
          SECONDS,
          CHARACTERS,
          PAGES,
          SEARCH_UNITS);

  private static final Set<String> TELLING_APART = Set.of("user", "session", "project", "team");

  /// The columns that count what is sold by the unit.
  public static final Set<Column> UNIT_COUNTS = EnumSet.range(UNITS, SEARCH_UNITS);

  /// The columns without which a bill would be that of the cached tokens alone.
  public static final Set<Column> BILLED =
      EnumSet.of(INPUT_TOKENS, OUTPUT_TOKENS, UNITS, SECONDS, CHARACTERS, PAGES, SEARCH_UNITS);

  /// The columns whose cells are read as numbers.
  public static final Set<Column> NUMBERS =
      EnumSet.of(
          INPUT_TOKENS,
          TOOL_INPUT_TOKENS,
          OUTPUT_TOKENS,
          CACHE_READ_TOKENS,
          CACHE_WRITE_TOKENS,
          CACHE_WRITE_5M_TOKENS,
          CACHE_WRITE_1H_TOKENS,
          REASONING_TOKENS,
          AUDIO_INPUT_TOKENS,
          AUDIO_CACHE_READ_TOKENS,
          AUDIO_OUTPUT_TOKENS,
          IMAGE_INPUT_TOKENS,
          IMAGE_OUTPUT_TOKENS,
          TOTAL_TOKENS,
          WEB_SEARCHES,
          UNITS,
          SECONDS,
          CHARACTERS,
          PAGES,
          SEARCH_UNITS,
          CALLS,
          COST_USD);

  private static final Map<String, Column> ALIASES =
      Map.ofEntries(
          Map.entry("time", TIMESTAMP),
          Map.entry("ts", TIMESTAMP),
          Map.entry("date", TIMESTAMP),
          Map.entry("service", SERVICE_TIER),
          Map.entry("batch", SERVICE_TIER),
          Map.entry("input", INPUT_TOKENS),
          Map.entry("output", OUTPUT_TOKENS),
          Map.entry("cache_read", CACHE_READ_TOKENS),
          Map.entry("cached", CACHE_READ_TOKENS),
          Map.entry("cache_write", CACHE_WRITE_TOKENS),
          Map.entry("cache_write_5m", CACHE_WRITE_5M_TOKENS),
          Map.entry("cache_write_1h", CACHE_WRITE_1H_TOKENS),
          Map.entry("reasoning", REASONING_TOKENS),
          Map.entry("audio_input", AUDIO_INPUT_TOKENS),
          Map.entry("audio_cache_read", AUDIO_CACHE_READ_TOKENS),
          Map.entry("audio_output", AUDIO_OUTPUT_TOKENS),
          Map.entry("image_input", IMAGE_INPUT_TOKENS),
          Map.entry("image_output", IMAGE_OUTPUT_TOKENS),
          Map.entry("total", TOTAL_TOKENS),
          Map.entry("images", UNITS),
          Map.entry("requests", CALLS),
          Map.entry("latency", LATENCY_MS),
          Map.entry("cost", COST_USD),
          Map.entry("id", REQUEST_ID));

  /// The column of a name that somebody typed.
  public static Optional<Column> named(String name) {
    String id = name.strip().toLowerCase(Locale.ROOT).replace('-', '_');
    return Arrays.stream(values())
        .filter(column -> column.id().equals(id))
        .findFirst()
        .or(() -> Optional.ofNullable(ALIASES.get(id)));
  }

  /// All canonical names.
  public static List<String> ids() {
    return Arrays.stream(values()).map(Column::id).toList();
  }

  /// Whether the column of a log by this name tells calls apart rather than being part of each.
  public static boolean isFurther(String name) {
    return TELLING_APART.contains(name) || !ids().contains(name);
  }

  /// All canonical names, for a message.
  public static String allowed() {
    return String.join(", ", ids());
  }
}
