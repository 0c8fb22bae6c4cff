package routercost.read.warehouse;

import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routercost.read.cube.CubeColumn;
import routercost.read.value.EnumSynonyms;
import routercost.read.value.PlaceholderId;
import routercost.usage.Band;
import routercost.usage.Meter;
import routercost.usage.Place;
import routercost.usage.ServiceTier;
import routercost.usage.Status;

/// The expressions by which a warehouse types a row, gives it the attributes of a call, and judges
/// what becomes of it.
record RowExpressions(WarehouseTable table, SqlDialect dialect, ZoneId zone) {
  /// The tokens of a call, by the canonical column that counts them.
  private static final SequencedMap<String, Meter> TOKENS = tokens();

  private static SequencedMap<String, Meter> tokens() {
    var tokens = new LinkedHashMap<String, Meter>();
    tokens.put("input_tokens", Meter.INPUT);
    tokens.put("output_tokens", Meter.OUTPUT);
    tokens.put("cache_read_tokens", Meter.CACHE_READ);
    tokens.put("cache_write_5m_tokens", Meter.CACHE_WRITE_5M);
    tokens.put("cache_write_1h_tokens", Meter.CACHE_WRITE_1H);
    tokens.put("cache_write_tokens", Meter.CACHE_WRITE_UNKNOWN);
    tokens.put("reasoning_tokens", Meter.REASONING);
    return tokens;
  }

  boolean has(String column) {
    return table.columns().containsKey(column);
  }

  boolean hasIds() {
    return has("request_id");
  }

  List<String> labels() {
    return Stream.iterate(1, i -> i <= table.labels().size(), i -> i + 1)
        .map(i -> "k_label" + i)
        .toList();
  }

  List<Meter> meters() {
    return TOKENS.entrySet().stream()
        .filter(entry -> has(entry.getKey()))
        .map(entry -> entry.getValue())
        .toList();
  }

  static String count(Meter meter) {
    return "n_" + meter.id();
  }

  static String sum(String parts, List<Meter> meters) {
    return meters.isEmpty()
        ? "0"
        : meters.stream()
            .map(meter -> "COALESCE(" + count(meter) + ", 0)")
            .collect(Collectors.joining(parts));
  }

  /// The calls of a row that counts nothing else.
  String empty() {
    return "CASE WHEN " + sum(" + ", meters()) + " > 0 THEN 0 ELSE n_calls END";
  }

  SequencedMap<String, String> sources() {
    var columns = new LinkedHashMap<String, String>();
    table.columns().forEach((name, expression) -> columns.put("s_" + name, expression));
    var labels = table.labels().values().iterator();
    labels().forEach(name -> columns.put("s_" + name, labels.next()));
    return columns;
  }

  SequencedMap<String, String> types() {
    var columns = new LinkedHashMap<String, String>();
    columns.put("k_day", dialect.of("day", "s_timestamp", zoneName()));
    if (isZoned()) {
      columns.put("k_utc_day", dialect.of("day", "s_timestamp", "UTC"));
    }
    columns.put("t_seconds", dialect.of("seconds", "s_timestamp"));
    columns.put("t_order", dialect.of("micros", "s_timestamp"));
    for (var name : List.of("task", "model", "service_tier", "inference_geo", "status")) {
      columns.put("t_" + name, has(name) ? trimmed("s_" + name) : "''");
    }
    columns.put("t_request_id", hasIds() ? trimmed("s_request_id") : "''");
    labels().forEach(name -> columns.put("t_" + name, trimmed("s_" + name)));
    columns.put("n_calls", has("calls") ? "COALESCE(" + whole("calls") + ", 1)" : "1");
    TOKENS.forEach(
        (name, meter) -> {
          if (has(name)) {
            columns.put(count(meter), meter == Meter.CACHE_WRITE_UNKNOWN ? rest() : whole(name));
          }
        });
    if (has("cost_usd")) {
      columns.put("n_cost", dialect.of("amount", "s_cost_usd"));
    }
    columns.put("t_broken", broken());
    return columns;
  }

  SequencedMap<String, String> attributes() {
    var columns = new LinkedHashMap<String, String>();
    columns.put("typed.*", "");
    columns.put("k_task", guarded("t_task"));
    columns.put("k_model", guarded("t_model"));
    columns.put("k_service", service());
    columns.put("k_place", place());
    columns.put("k_status", status());
    labels().forEach(name -> columns.put(name, guarded("t_" + name)));
    columns.put("t_id", hasIds() ? id() : "NULL");
    columns.put("t_prompt", sum(" + ", meters().stream().filter(Meter::isPrompt).toList()));
    return columns;
  }

  private String whole(String column) {
    return dialect.of("whole", "s_" + column);
  }

  /// Writes of unknown lifetime: what the known lifetimes leave of all.
  private String rest() {
    var rest = new StringBuilder(whole("cache_write_tokens"));
    for (var split : List.of("cache_write_5m_tokens", "cache_write_1h_tokens")) {
      if (has(split)) {
        rest.append(" - COALESCE(").append(whole(split)).append(", 0)");
      }
    }
    return rest.indexOf(" - ") < 0
        ? rest.toString()
        : "CASE WHEN " + rest + " < 0 THEN 0 ELSE " + rest + " END";
  }

  String zoneName() {
    return zone.getId().equals("Z") ? "UTC" : zone.getId();
  }

  private String trimmed(String column) {
    return "TRIM(COALESCE(" + dialect.of("text", column) + ", ''))";
  }

  /// A text as a saved cube has it: with an apostrophe before what a spreadsheet would run.
  private String guarded(String text) {
    return "CASE WHEN SUBSTR(%s, 1, 1) IN ('=', '+', '-', '@') THEN CONCAT('%s', %s) ELSE %s END"
        .formatted(dialect.of("stripped", text), dialect.apostrophe(), text, text);
  }

  private static String word(String text) {
    return "REPLACE(LOWER(" + text + "), ' ', '_')";
  }

  /// The service; calls in the hours of [routercost.usage.PeakHours] have their own. The first day
  /// of 1970 was a Thursday.
  private String service() {
    var tiers = Stream.of(ServiceTier.values()).filter(tier -> tier != ServiceTier.STANDARD);
    return tiers
            .map(tier -> when(tier(), EnumSynonyms.words(tier), tier.id()))
            .collect(Collectors.joining("", "CASE", ""))
        + " WHEN LOWER(t_model) LIKE '%deepseek%' AND n_calls = 1"
        + " AND MOD(t_seconds + 259200, 604800) < 432000"
        + " AND (MOD(t_seconds, 86400) BETWEEN 3600 AND 14399"
        + " OR MOD(t_seconds, 86400) BETWEEN 21600 AND 35999) THEN 'peak' ELSE 'standard' END";
  }

  private static String tier() {
    return "REPLACE(" + word("t_service_tier") + ", '-', '_')";
  }

  private String place() {
    return Stream.of(Place.values())
        .filter(place -> place != Place.GLOBAL)
        .map(place -> when(word("t_inference_geo"), EnumSynonyms.words(place), place.id()))
        .collect(Collectors.joining("", "CASE", " ELSE 'global' END"));
  }

  private String isOdd(String word, Stream<Set<String>> known) {
    var words = known.flatMap(Set::stream).toList();
    return word + " NOT IN " + dialect.texts(words);
  }

  private String status() {
    var word = word("t_status");
    return "CASE"
        + when(word, EnumSynonyms.words(Status.OK), "ok")
        + when(word, EnumSynonyms.words(Status.FAILED), "failed")
        + " WHEN LENGTH(%1$s) = 3 AND SUBSTR(%1$s, 1, 1) IN ('1', '3', '4', '5') THEN 'failed'"
            .formatted(word)
        + EnumSynonyms.failedEndings().stream()
            .map(ending -> " WHEN %s LIKE '_%%%s' THEN 'failed'".formatted(word, ending))
            .collect(Collectors.joining())
        + " ELSE 'ok' END";
  }

  private String when(String word, Iterable<String> words, String then) {
    return " WHEN " + word + " IN " + dialect.texts(words) + " THEN '" + then + "'";
  }

  /// A count that is no number, or below zero.
  private String broken() {
    return TOKENS.entrySet().stream()
        .filter(entry -> has(entry.getKey()))
        .map(
            entry -> {
              var whole = dialect.of("whole", "s_" + entry.getKey());
              return "%2$s < 0 OR (%1$s IS NOT NULL AND %2$s IS NULL)"
                  .formatted("s_" + entry.getKey(), whole);
            })
        .collect(Collectors.joining(" OR ", "CASE WHEN ", " THEN 1 ELSE 0 END"));
  }

  /// The id of a call; null if it names none. An id that only counts is given again, so a copy has
  /// its time and output as well.
  private String id() {
    var plain =
        "LOWER(%1$s) IN %2$s OR REPLACE(REPLACE(%1$s, '0', ''), '-', '') = ''"
            .formatted("t_request_id", dialect.texts(PlaceholderId.words()));
    var counter =
        "LENGTH(t_request_id) <= 12 AND "
            + dialect.of("matches", "t_request_id", "^[^0-9]*[0-9][^A-Za-z]*$");
    var output = meters().contains(Meter.OUTPUT) ? "COALESCE(n_output, 0)" : "0";
    return "CASE WHEN "
        + plain
        + " THEN NULL WHEN "
        + counter
        + " THEN CASE WHEN MOD(t_seconds, 86400) > 0 THEN CONCAT(t_request_id, ' ', "
        + dialect.of("text", "t_order")
        + ", ' ', "
        + dialect.of("text", output)
        + ") END ELSE t_request_id END";
  }

  SequencedMap<String, String> judgements() {
    var columns = new LinkedHashMap<String, String>();
    columns.put("keyed.*", "");
    columns.put("k_band", band());
    var prompt =
        meters().contains(Meter.INPUT) ? "n_input IS NULL AND t_prompt = 0" : "t_prompt = 0";
    var output = meters().contains(Meter.OUTPUT) ? "n_output IS NULL" : "1 = 0";
    var cost = has("cost_usd") ? "n_cost IS NULL" : "1 = 1";
    var nothing =
        meters().stream()
            .map(meter -> count(meter) + " IS NULL")
            .collect(Collectors.joining(" AND "));
    columns.put(
        "t_fate",
        "CASE WHEN k_model = '' AND t_broken = 0 AND %s THEN '%s'"
                .formatted(nothing, CubeColumn.NO_CALL)
            + " WHEN k_model = '' OR t_broken = 1 THEN CASE WHEN %s THEN '%s' ELSE 'rejected' END"
                .formatted(cost, CubeColumn.UNREAD)
            + " WHEN k_status = 'ok' AND %s AND %s".formatted(prompt, output)
            + " THEN CASE WHEN %s THEN 'no_usage_open' ELSE 'no_usage' END ELSE 'used' END"
                .formatted(cost));
    var noInput = "(k_status = 'ok' OR %s > 0) AND %s".formatted(sum(" + ", meters()), prompt);
    var noOutput = "k_status = 'ok' AND " + output;
    var isCounted = " AND NOT (%s) AND NOT (%s)".formatted(noInput, noOutput);
    columns.put("t_no_input", flag(noInput));
    columns.put("t_no_output", flag(noOutput));
    columns.put(
        "t_odd_tier",
        flag(isOdd(tier(), Stream.of(ServiceTier.values()).map(EnumSynonyms::words)) + isCounted));
    columns.put(
        "t_odd_place",
        flag(
            isOdd(word("t_inference_geo"), Stream.of(Place.values()).map(EnumSynonyms::words))
                + isCounted));
    columns.put("t_output", meters().contains(Meter.OUTPUT) ? "COALESCE(n_output, 0)" : "0");
    return columns;
  }

  private static String flag(String condition) {
    return "CASE WHEN " + condition + " THEN 1 ELSE 0 END";
  }

  private String band() {
    return Band.BREAKPOINTS.reversed().stream()
        .map(over -> " WHEN t_prompt > %d * n_calls THEN %d".formatted(over, over))
        .collect(Collectors.joining("", "CASE", " ELSE 0 END"));
  }

  /// Whether days begin elsewhere than those by which prices change.
  boolean isZoned() {
    return !zoneName().equals("UTC");
  }
}
