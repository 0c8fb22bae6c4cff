package routercost.read.warehouse;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routercost.read.cube.CubeColumn;
import routercost.read.value.EnumSynonyms;
import routercost.read.value.PlaceholderId;
import routercost.usage.Band;
import routercost.usage.Meter;
import routercost.usage.Moments.Moment;
import routercost.usage.Place;
import routercost.usage.ServiceTier;
import routercost.usage.Status;

/// The query that makes a saved cube of a table: the same sums under the same keys as `cube build`.
///
/// Rows pass five stages: `source` names what is of interest, `typed` gives it types, `judged` says
/// what becomes of each row, `copies` finds calls that were logged twice, and `sums` adds. Doubts
/// of a row are grouped by, so that the last stage can list them without another scan.
public record CubeQuery(WarehouseTable table, SqlDialect dialect, ZoneId zone) {
  /// The tokens of a call, by the canonical column that counts them.
  private static final SequencedMap<String, Meter> TOKENS = tokens();

  private static final List<String> KEYS =
      List.of("day", "task", "model", "service", "band", "place", "status");

  private static final Map<String, String> USUAL =
      Map.of("service", "'standard'", "place", "'global'", "band", "0", "status", "'ok'");

  /// The doubts that a used row may be in, by what is true of it.
  private static final SequencedMap<String, String> DOUBTS = doubts();

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

  private static SequencedMap<String, String> doubts() {
    var doubts = new LinkedHashMap<String, String>();
    doubts.put("t_no_input = 1", "no_input_open");
    doubts.put("t_no_output = 1", "no_output_open");
    doubts.put("t_odd_tier = 1 AND t_day IS NOT NULL", "unknown_tier");
    doubts.put("t_odd_tier = 1 AND t_day IS NULL", "unknown_tier_open");
    doubts.put("t_odd_place = 1 AND t_day IS NOT NULL", "unknown_place");
    doubts.put("t_odd_place = 1 AND t_day IS NULL", "unknown_place_open");
    doubts.put(
        "t_day IS NULL AND t_no_input + t_no_output + t_odd_tier + t_odd_place = 0", "unknown_day");
    return doubts;
  }

  /// The whole text: a comment on how to use it, and one statement or two.
  public String text() {
    var labels = labels();
    return comment()
        + (dialect.preface().isEmpty() ? "" : dialect.preface() + ";\n")
        + "WITH source AS (\n"
        + select(sources())
        + "  FROM "
        + table.from()
        + table.where().map(condition -> "\n  WHERE " + condition).orElse("")
        + stage("typed", types(), "source")
        + stage("keyed", attributes(), "typed")
        + stage("judged", judgements(), "keyed")
        + (hasIds() ? stage("copies", copies(), "judged") : "")
        + stage("counted", counted(), hasIds() ? "copies" : "judged")
        + "\n), sums AS (\n"
        + select(sums(labels))
        + "  FROM counted\n  GROUP BY "
        + String.join(", ", groups(labels))
        + "\n)\n"
        + select(results(labels)).indent(-2)
        + "FROM sums CROSS JOIN (\n  "
        + Stream.iterate(0, role -> role <= DOUBTS.size(), role -> role + 1)
            .map(role -> "SELECT " + role + " AS t_role")
            .collect(Collectors.joining(" UNION ALL "))
        + "\n) roles\nWHERE t_role = 0"
        + doubted()
        + "\nGROUP BY t_role, t_part, "
        + String.join(", ", keys(labels))
        + ";\n";
  }

  private String comment() {
    return """
        -- A saved cube of %s, for %s.
        -- Save the result as CSV with a header. Then: router-cost audit FILE
        -- Each row is counted once: used, as a duplicate%s, or as not read.
        """
        .formatted(
            table.from(),
            dialect.name(),
            hasIds() ? " (same id, model and status, and no larger count)" : "");
  }

  private static String stage(String name, SequencedMap<String, String> columns, String from) {
    return "\n), " + name + " AS (\n" + select(columns) + "  FROM " + from;
  }

  private static String select(SequencedMap<String, String> columns) {
    return columns.entrySet().stream()
        .map(
            column ->
                column.getValue().isEmpty()
                    ? column.getKey()
                    : column.getValue() + " AS " + column.getKey())
        .collect(Collectors.joining(",\n    ", "  SELECT\n    ", "\n"));
  }

  private boolean has(String column) {
    return table.columns().containsKey(column);
  }

  private boolean hasIds() {
    return has("request_id");
  }

  private List<String> labels() {
    return Stream.iterate(1, i -> i <= table.labels().size(), i -> i + 1)
        .map(i -> "k_label" + i)
        .toList();
  }

  private List<Meter> meters() {
    return TOKENS.entrySet().stream()
        .filter(entry -> has(entry.getKey()))
        .map(entry -> entry.getValue())
        .toList();
  }

  private static String count(Meter meter) {
    return "n_" + meter.id();
  }

  private static String sum(String parts, List<Meter> meters) {
    return meters.isEmpty()
        ? "0"
        : meters.stream()
            .map(meter -> "COALESCE(" + count(meter) + ", 0)")
            .collect(Collectors.joining(parts));
  }

  private SequencedMap<String, String> sources() {
    var columns = new LinkedHashMap<String, String>();
    table.columns().forEach((name, expression) -> columns.put("s_" + name, expression));
    var labels = table.labels().values().iterator();
    labels().forEach(name -> columns.put("s_" + name, labels.next()));
    return columns;
  }

  private SequencedMap<String, String> types() {
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

  private static String otherDay(String day, String utcDay) {
    return "CASE WHEN " + day + " <> " + utcDay + " THEN " + utcDay + " END";
  }

  private SequencedMap<String, String> attributes() {
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

  private String zoneName() {
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

  private SequencedMap<String, String> judgements() {
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

  /// Of the copies of a call the largest counts, on the day of the earliest. Copies have the same
  /// prompt, and other output only within the hour that a stream may take.
  private SequencedMap<String, String> copies() {
    var columns = new LinkedHashMap<String, String>();
    var calls = "PARTITION BY t_id, k_model, k_status, t_prompt, t_fate";
    var order = " OVER (" + calls + " ORDER BY t_output DESC, t_order)";
    columns.put("judged.*", "");
    columns.put("t_copy", "ROW_NUMBER()" + order);
    columns.put("t_first_output", "FIRST_VALUE(t_output)" + order);
    columns.put("t_first_seconds", "FIRST_VALUE(t_seconds)" + order);
    columns.put("t_first_day", "MIN(k_day) OVER (" + calls + ")");
    if (isZoned()) {
      columns.put("t_first_utc_day", "MIN(k_utc_day) OVER (" + calls + ")");
    }
    return columns;
  }

  private SequencedMap<String, String> counted() {
    var columns = new LinkedHashMap<String, String>();
    columns.put(hasIds() ? "copies.*" : "judged.*", "");
    if (!hasIds()) {
      columns.put("t_part", "t_fate");
      columns.put("t_day", "k_day");
      if (isZoned()) {
        columns.put("t_price_day", otherDay("k_day", "k_utc_day"));
      }
      return columns;
    }
    var call = "t_id IS NOT NULL AND t_fate = 'used' AND t_copy ";
    columns.put(
        "t_part",
        "CASE WHEN "
            + call
            + "> 1 AND (t_output = t_first_output OR t_seconds IS NULL OR t_first_seconds IS NULL"
            + " OR ABS(t_seconds - t_first_seconds) <= 3600) THEN 'duplicate' ELSE t_fate END");
    var first = "CASE WHEN " + call + "= 1 THEN %s ELSE %s END";
    columns.put("t_day", first.formatted("t_first_day", "k_day"));
    if (isZoned()) {
      columns.put(
          "t_price_day",
          first.formatted(
              otherDay("t_first_day", "t_first_utc_day"), otherDay("k_day", "k_utc_day")));
    }
    return columns;
  }

  /// Whether days begin elsewhere than those by which prices change.
  private boolean isZoned() {
    return !zoneName().equals("UTC");
  }

  private static String key(String name) {
    return name.equals("day") ? "t_day" : "k_" + name;
  }

  private List<String> keys(List<String> labels) {
    var keys = new ArrayList<>(KEYS.stream().map(CubeQuery::key).toList());
    keys.addAll(labels);
    if (isZoned()) {
      keys.add("t_price_day");
    }
    return keys;
  }

  private List<String> groups(List<String> labels) {
    return Stream.of(
            Stream.of("t_part"),
            keys(labels).stream(),
            Stream.of("t_no_input", "t_no_output", "t_odd_tier", "t_odd_place"))
        .flatMap(names -> names)
        .toList();
  }

  private SequencedMap<String, String> sums(List<String> labels) {
    var columns = new LinkedHashMap<String, String>();
    groups(labels).forEach(name -> columns.put(name, ""));
    columns.put("a_records", "COUNT(*)");
    columns.put("a_rollups", "SUM(CASE WHEN n_calls <> 1 THEN 1 ELSE 0 END)");
    columns.put("a_calls", "SUM(n_calls)");
    meters().forEach(meter -> columns.put("a_" + meter.id(), "SUM(" + count(meter) + ")"));
    var cached = cached();
    if (!cached.isEmpty()) {
      columns.put("a_cached_squared", "SUM(" + squared(sum(" + ", cached)) + ")");
    }
    if (has("cost_usd")) {
      columns.put("a_logged_usd", "SUM(n_cost)");
    }
    products()
        .forEach(
            (name, pair) ->
                columns.put(
                    "a_" + name, "SUM(" + wide(count(pair.first()), count(pair.second())) + ")"));
    return columns;
  }

  /// The calls of a row are taken as alike; the division leaves no rest, whatever its type.
  private String squared(String cached) {
    return has("calls")
        ? wide("(%1$s - MOD(%1$s, n_calls)) / n_calls".formatted("(" + cached + ")"), cached)
        : wide(cached, cached);
  }

  private String wide(String first, String second) {
    return "CAST(%s AS %s) * (%s)".formatted(first, dialect.wide(), second);
  }

  private List<Meter> cached() {
    return meters().stream().filter(meter -> meter.isPrompt() && meter != Meter.INPUT).toList();
  }

  /// Two meters whose product is summed.
  private record Pair(Meter first, Meter second) {}

  private SequencedMap<String, Pair> products() {
    var counted = meters().stream().filter(Moment.METERS::contains).toList();
    var products = new LinkedHashMap<String, Pair>();
    for (int i = 0; i < counted.size(); i++) {
      for (int j = i; j < counted.size(); j++) {
        var pair = new Pair(counted.get(i), counted.get(j));
        products.put(pair.first().id() + "_x_" + pair.second().id(), pair);
      }
    }
    return products;
  }

  private SequencedMap<String, String> results(List<String> labels) {
    var columns = new LinkedHashMap<String, String>();
    add(columns, CubeColumn.CUBE, dialect.text(CubeColumn.described(zoneName())));
    int role = 1;
    var part = new StringBuilder("CASE t_role");
    for (var doubt : DOUBTS.values()) {
      part.append(" WHEN ").append(role++).append(" THEN '").append(doubt).append('\'');
    }
    add(columns, "part", part + " ELSE t_part END");
    for (var name : KEYS) {
      var usual = USUAL.get(name);
      add(columns, name, usual == null ? key(name) : known(key(name), usual));
    }
    if (isZoned()) {
      add(columns, CubeColumn.PRICE_DAY, "t_price_day");
    }
    var names = table.labels().keySet().iterator();
    labels.forEach(label -> columns.put(dialect.label(names.next()), label));
    add(
        columns,
        "calls",
        "CASE WHEN t_part = 'rejected' THEN SUM(a_records) ELSE SUM(a_calls) END");
    var read = "CASE WHEN t_part <> 'rejected' THEN SUM(a_%s) END";
    meters().forEach(meter -> add(columns, meter.id(), read.formatted(meter.id())));
    if (!cached().isEmpty()) {
      add(columns, "cached_squared", read.formatted("cached_squared"));
    }
    if (has("cost_usd")) {
      add(columns, "logged_usd", "CASE WHEN t_role = 0 THEN SUM(a_logged_usd) END");
    }
    add(columns, "records", "SUM(a_records)");
    var known = "t_role = 0 AND t_part = 'used' AND SUM(a_rollups) = 0";
    add(columns, "spread", "CASE WHEN " + known + " THEN 'known' ELSE '' END");
    for (var name : products().keySet()) {
      add(columns, name, "SUM(a_" + name + ")");
    }
    return columns;
  }

  /// An attribute of a row that was read; the usual one of another.
  private static String known(String key, String usual) {
    return "CASE WHEN t_part = 'rejected' THEN %2$s ELSE %1$s END".formatted(key, usual);
  }

  private void add(SequencedMap<String, String> columns, String name, String expression) {
    columns.put(dialect.name(name), expression);
  }

  private static String doubted() {
    var conditions = new ArrayList<String>();
    int role = 1;
    for (var holds : DOUBTS.keySet()) {
      conditions.add(String.format(Locale.ROOT, "(t_role = %d AND %s)", role++, holds));
    }
    return "\n  OR t_part = 'used' AND (" + String.join(" OR ", conditions) + ")";
  }
}
