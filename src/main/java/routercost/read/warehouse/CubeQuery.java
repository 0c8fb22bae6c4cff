package routercost.read.warehouse;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routercost.read.cube.CubeColumn;
import routercost.usage.Meter;
import routercost.usage.Moments.Moment;

/// The query that makes a saved cube of a table: the same sums under the same keys as `cube build`.
///
/// Rows pass five stages: `source` names what is of interest, `typed` gives it types, `judged` says
/// what becomes of each row, `copies` finds calls that were logged twice, and `sums` adds. Doubts
/// of a row are grouped by, so that the last stage can list them without another scan.
public record CubeQuery(WarehouseTable table, SqlDialect dialect, ZoneId zone) {
  private static final List<String> KEYS =
      List.of("day", "task", "model", "service", "band", "place", "status");

  private static final Map<String, String> USUAL =
      Map.of("service", "'standard'", "place", "'global'", "band", "0", "status", "'ok'");

  /// The doubts that a used row may be in, by what is true of it.
  private static final SequencedMap<String, String> DOUBTS = doubts();

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

  private RowExpressions rows() {
    return new RowExpressions(table, dialect, zone);
  }

  /// The whole text: a comment on how to use it, and one statement or two.
  public String text() {
    var labels = rows().labels();
    return comment()
        + (dialect.preface().isEmpty() ? "" : dialect.preface() + ";\n")
        + "WITH source AS (\n"
        + select(rows().sources())
        + "  FROM "
        + table.from()
        + table.where().map(condition -> "\n  WHERE " + condition).orElse("")
        + stage("typed", rows().types(), "source")
        + stage("keyed", rows().attributes(), "typed")
        + stage("judged", rows().judgements(), "keyed")
        + (rows().hasIds() ? stage("copies", copies(), "judged") : "")
        + stage("counted", counted(), rows().hasIds() ? "copies" : "judged")
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
            rows().hasIds() ? " (same id, model and status, and no larger count)" : "");
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

  private static String otherDay(String day, String utcDay) {
    return "CASE WHEN " + day + " <> " + utcDay + " THEN " + utcDay + " END";
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
    if (rows().isZoned()) {
      columns.put("t_first_utc_day", "MIN(k_utc_day) OVER (" + calls + ")");
    }
    return columns;
  }

  private SequencedMap<String, String> counted() {
    var columns = new LinkedHashMap<String, String>();
    columns.put(rows().hasIds() ? "copies.*" : "judged.*", "");
    if (!rows().hasIds()) {
      columns.put("t_part", "t_fate");
      columns.put("t_day", "k_day");
      if (rows().isZoned()) {
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
    if (rows().isZoned()) {
      columns.put(
          "t_price_day",
          first.formatted(
              otherDay("t_first_day", "t_first_utc_day"), otherDay("k_day", "k_utc_day")));
    }
    return columns;
  }

  private static String key(String name) {
    return name.equals("day") ? "t_day" : "k_" + name;
  }

  private List<String> keys(List<String> labels) {
    var keys = new ArrayList<>(KEYS.stream().map(CubeQuery::key).toList());
    keys.addAll(labels);
    if (rows().isZoned()) {
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
    rows()
        .meters()
        .forEach(
            meter -> columns.put("a_" + meter.id(), "SUM(" + RowExpressions.count(meter) + ")"));
    var cached = cached();
    if (!cached.isEmpty()) {
      columns.put("a_cached_squared", "SUM(" + squared(RowExpressions.sum(" + ", cached)) + ")");
    }
    columns.put("a_empty_calls", "SUM(" + rows().empty() + ")");
    if (rows().has("cost_usd")) {
      columns.put("a_logged_usd", "SUM(n_cost)");
    }
    products()
        .forEach(
            (name, pair) ->
                columns.put(
                    "a_" + name,
                    "SUM("
                        + wide(
                            RowExpressions.count(pair.first()), RowExpressions.count(pair.second()))
                        + ")"));
    return columns;
  }

  /// The calls of a row are taken as alike; the division leaves no rest, whatever its type.
  private String squared(String cached) {
    return rows().has("calls")
        ? wide("(%1$s - MOD(%1$s, n_calls)) / n_calls".formatted("(" + cached + ")"), cached)
        : wide(cached, cached);
  }

  private String wide(String first, String second) {
    return "CAST(%s AS %s) * (%s)".formatted(first, dialect.wide(), second);
  }

  private List<Meter> cached() {
    return rows().meters().stream()
        .filter(meter -> meter.isPrompt() && meter != Meter.INPUT)
        .toList();
  }

  /// Two meters whose product is summed.
  private record Pair(Meter first, Meter second) {}

  private SequencedMap<String, Pair> products() {
    var counted = rows().meters().stream().filter(Moment.METERS::contains).toList();
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
    add(columns, CubeColumn.CUBE, dialect.text(CubeColumn.described(rows().zoneName())));
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
    if (rows().isZoned()) {
      add(columns, CubeColumn.PRICE_DAY, "t_price_day");
    }
    var names = table.labels().keySet().iterator();
    labels.forEach(label -> columns.put(dialect.label(names.next()), label));
    add(
        columns,
        "calls",
        "CASE WHEN t_part = 'rejected' THEN SUM(a_records) ELSE SUM(a_calls) END");
    var read = "CASE WHEN t_part <> 'rejected' THEN SUM(a_%s) END";
    rows().meters().forEach(meter -> add(columns, meter.id(), read.formatted(meter.id())));
    if (!cached().isEmpty()) {
      add(columns, "cached_squared", read.formatted("cached_squared"));
    }
    add(columns, "empty_calls", read.formatted("empty_calls"));
    if (rows().has("cost_usd")) {
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
