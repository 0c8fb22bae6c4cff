package routercost.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import routercost.read.warehouse.SqlDialect;
import routercost.read.warehouse.WarehouseTable;

/// The printed SQL makes of a table the cube that `cube build` makes of its CSV.
class WarehouseCubeTest {
  private static final int RUNS = 12;
  private static final String ZONE = "America/New_York";
  private static final List<String> TEXTS =
      List.of("timestamp", "task", "model", "service_tier", "status", "request_id", "team");
  private static final List<String> NUMBERS =
      List.of(
          "input_tokens",
          "output_tokens",
          "cache_read_tokens",
          "cache_write_5m_tokens",
          "cache_write_1h_tokens",
          "calls");
  private static final String COLUMNS =
      String.join(",", TEXTS) + "," + String.join(",", NUMBERS) + ",cost_usd";

  @TempDir static Path folder;
  private static PostgresServer postgres;

  @BeforeAll
  static void start() throws Exception {
    postgres = PostgresServer.start(folder.resolve("postgres"));
  }

  @AfterAll
  static void stop() throws Exception {
    postgres.close();
  }

  private static Connection connection(String dialect) throws SQLException {
    return DriverManager.getConnection(dialect.equals("duckdb") ? "jdbc:duckdb:" : postgres.url());
  }

  private static <T> T one(List<T> of, Random random) {
    return of.get(random.nextInt(of.size()));
  }

  /// A row, with an empty text for a null.
  private static List<String> row(int number, Random random, boolean summed) {
    boolean failed = random.nextInt(6) == 0;
    boolean bare = random.nextInt(15) == 0;
    var tokens = new ArrayList<String>();
    tokens.add(
        bare || random.nextInt(20) == 0
            ? ""
            : "" + random.nextInt(random.nextInt(8) == 0 ? 700_000 : 9_000));
    tokens.add(bare || random.nextInt(20) == 0 ? "" : "" + random.nextInt(2_000));
    for (int i = 0; i < 3; i++) {
      tokens.add(bare || random.nextInt(3) > 0 ? "" : "" + random.nextInt(40_000));
    }
    var texts =
        List.of(
            random.nextInt(20) == 0
                ? ""
                : "2026-10-%02dT%02d:30:00Z".formatted(1 + random.nextInt(9), random.nextInt(24)),
            one(List.of("plan", "review_code", "=1+1", "'=x", "-", "a \"b\", c"), random),
            random.nextInt(30) == 0
                ? ""
                : one(List.of("claude-opus-5-5", "claude-haiku-5-5", "deepseek-chat"), random),
            one(List.of("", "standard", "batch", "Batch API", "priority", "gold"), random),
            failed
                ? one(List.of("error", "429", "Rate Limited", "read_timeout"), random)
                : one(List.of("", "ok", "200", "end_turn"), random),
            one(List.of("", "N/A", "id" + number, "req_%016x".formatted(number)), random),
            one(List.of("", "core", "@home"), random));
    var cells = new ArrayList<String>(texts);
    cells.addAll(tokens);
    cells.add(summed && random.nextInt(5) == 0 ? "7" : summed ? "1" : "");
    cells.add(random.nextInt(3) == 0 ? "" : "0.0%03d".formatted(random.nextInt(900)));
    return cells;
  }

  private static List<List<String>> rows(Random random, boolean summed) {
    var rows = new ArrayList<List<String>>();
    for (int i = 0; i < 150; i++) {
      rows.add(row(i, random, summed));
      var row = rows.getLast();
      if (row.get(5).matches("(id|req).*") && !row.get(7).isEmpty() && random.nextInt(3) == 0) {
        var copy = new ArrayList<>(row);
        if (random.nextBoolean() && !row.get(8).isEmpty() && row.get(5).startsWith("req")) {
          copy.set(8, "" + (Long.parseLong(row.get(8)) + 10));
        }
        rows.add(copy);
      }
    }
    return rows;
  }

  private static String csv(List<List<String>> rows) {
    return rows.stream()
        .map(
            row ->
                row.stream()
                    .map(cell -> "\"" + cell.replace("\"", "\"\"") + "\"")
                    .collect(Collectors.joining(",")))
        .collect(Collectors.joining("\n", COLUMNS + "\n", "\n"));
  }

  private static void fill(Connection warehouse, List<List<String>> rows) throws SQLException {
    try (var statement = warehouse.createStatement()) {
      statement.execute("DROP TABLE IF EXISTS calls");
      statement.execute(
          "CREATE TABLE calls (\"timestamp\" TIMESTAMP"
              + TEXTS.stream()
                  .skip(1)
                  .map(name -> ", " + name + " VARCHAR(200)")
                  .collect(Collectors.joining())
              + NUMBERS.stream().map(name -> ", " + name + " BIGINT").collect(Collectors.joining())
              + ", cost_usd DECIMAL(20, 6))");
    }
    var places = COLUMNS.replaceAll("[^,]+", "?");
    try (var insert = warehouse.prepareStatement("INSERT INTO calls VALUES (" + places + ")")) {
      for (var row : rows) {
        for (int i = 0; i < row.size(); i++) {
          var cell = row.get(i);
          Object value =
              cell.isEmpty()
                  ? null
                  : i == 0
                      ? java.sql.Timestamp.valueOf(cell.replace('T', ' ').replace("Z", ""))
                      : i < TEXTS.size()
                          ? cell
                          : i < row.size() - 1 ? (Object) Long.valueOf(cell) : new BigDecimal(cell);
          insert.setObject(i + 1, value);
        }
        insert.executeUpdate();
      }
    }
  }

  private static String result(Connection warehouse, String sql) throws SQLException {
    try (var statement = warehouse.createStatement()) {
      var statements = Stream.of(sql.replaceAll("(?m)^--.*\n", "").split(";\n")).toList();
      for (var before : statements.subList(0, statements.size() - 1)) {
        statement.execute(before);
      }
      try (var rows = statement.executeQuery(statements.getLast())) {
        return csv(rows);
      }
    }
  }

  private static String csv(ResultSet rows) throws SQLException {
    var text = new StringBuilder();
    int width = rows.getMetaData().getColumnCount();
    for (int i = 1; i <= width; i++) {
      text.append(i == 1 ? "" : ",").append(rows.getMetaData().getColumnLabel(i));
    }
    while (rows.next()) {
      text.append('\n');
      for (int i = 1; i <= width; i++) {
        var value = rows.getObject(i);
        var cell = value instanceof BigDecimal number ? number.toPlainString() : rows.getString(i);
        text.append(i == 1 ? "" : ",");
        text.append(cell == null ? "" : "\"" + cell.replace("\"", "\"\"") + "\"");
      }
    }
    return text.append('\n').toString();
  }

  /// All but what only the reader of a log can tell.
  private static String cells(String cube) {
    return cube.lines()
        .filter(line -> !line.matches("# (note|warning|logs|source|skipped).*"))
        .collect(Collectors.joining("\n"));
  }

  private static String built(List<List<String>> rows, String... more) throws IOException {
    var log = Files.writeString(folder.resolve("log.csv"), csv(rows));
    var words =
        new ArrayList<>(
            List.of("cube", "build", log.toString(), "--labels", "team", "--max-rejects", "100"));
    words.addAll(List.of(more));
    return cells(Terminals.run(words).out());
  }

  private static String queried(Connection warehouse, String... options) throws SQLException {
    var words = new ArrayList<>(List.of("cube", "sql", "--from", "calls", "--labels", "team"));
    words.addAll(List.of(options));
    var sql = Terminals.run(words);
    assertThat(sql.err()).isEmpty();
    var cube = result(warehouse, sql.out());
    var merged = Terminals.run(List.of("cube", "merge", "-"), cube, Map.of());
    assertThat(merged.err()).isEmpty();
    return cells(merged.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"duckdb", "postgres"})
  void theQueryMakesTheCubeOfTheLogRowForRow(String dialect) throws Exception {
    var random = new Random(20261130);
    try (var warehouse = connection(dialect)) {
      for (int i = 0; i < RUNS; i++) {
        var rows = rows(random, false);
        fill(warehouse, rows);
        assertThat(queried(warehouse, "--dialect", dialect)).as("run %d", i).isEqualTo(built(rows));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"duckdb", "postgres"})
  void rowsOfSeveralCallsHaveNoSpread(String dialect) throws Exception {
    var random = new Random(7);
    try (var warehouse = connection(dialect)) {
      for (int i = 0; i < RUNS; i++) {
        var rows = rows(random, true);
        rows.forEach(row -> row.set(5, ""));
        fill(warehouse, rows);
        assertThat(queried(warehouse, "--dialect", dialect, "--map", "calls=calls"))
            .isEqualTo(built(rows));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"duckdb", "postgres"})
  void daysBeginInTheZoneAsked(String dialect) throws Exception {
    var rows = rows(new Random(3), false);
    try (var warehouse = connection(dialect)) {
      fill(warehouse, rows);
      var words =
          List.of("cube", "sql", "--from", "calls", "--dialect", dialect, "--timezone", ZONE);
      var cube =
          Files.writeString(
              folder.resolve("zoned.csv"), result(warehouse, Terminals.run(words).out()));
      var log = Files.writeString(folder.resolve("log.csv"), csv(rows));
      assertThat(byDay(cube)).isEqualTo(byDay(log)).contains("2026-09-30");
    }
  }

  private static String byDay(Path path) {
    var words =
        List.of(
            "audit",
            path.toString(),
            "--timezone",
            ZONE,
            "--max-rejects",
            "100",
            "--group-by",
            "day,model",
            "-f",
            "csv",
            "-q");
    return Terminals.run(words).out();
  }

  static Stream<List<String>> queries() {
    return SqlDialect.names().stream()
        .flatMap(
            dialect -> WarehouseTable.schemas().stream().map(schema -> List.of(dialect, schema)));
  }

  @ParameterizedTest
  @MethodSource("queries")
  void everyQueryParses(List<String> query) {
    var words =
        List.of("cube", "sql", "--from", "t", "--dialect", query.get(0), "--schema", query.get(1));
    var sql = Terminals.run(words).out();
    assertThatCode(
            () ->
                CCJSqlParserUtil.parseStatements(
                    sql.replaceAll("(?m)^(--|ALTER SESSION|SET ).*\n", ""),
                    parser ->
                        parser
                            .withBackslashEscapeCharacter(sql.contains("\\'"))
                            .withSquareBracketQuotation(false)))
        .as(sql)
        .doesNotThrowAnyException();
  }

  @Test
  void aQueryOfTheSampleCostsWhatTheSampleCosts() throws Exception {
    try (var warehouse = connection("duckdb");
        var statement = warehouse.createStatement()) {
      statement.execute("CREATE TABLE calls AS FROM read_csv('samples/calls.csv')");
      var sql =
          Terminals.run(List.of("cube", "sql", "--dialect", "duckdb", "--from", "calls")).out();
      var cube = Files.writeString(folder.resolve("sample.csv"), result(warehouse, sql));
      assertThat(total(cube.toString())).isEqualTo(total("samples/calls.csv"));
    }
  }

  private static String total(String path) {
    return Terminals.run(List.of("audit", path, "-f", "json", "-q"))
        .out()
        .replaceAll("(?s).*\"totals\": (.*?\"unpriced_calls\": \\d+).*", "$1");
  }
}
