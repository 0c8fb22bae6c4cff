package routercost.cli.command;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import routercost.cli.console.ExitCode;
import routercost.cli.console.TextOutputOptions;
import routercost.read.warehouse.CubeQuery;
import routercost.read.warehouse.SqlDialect;
import routercost.read.warehouse.WarehouseTable;

/// Prints the query by which a warehouse makes a cube of its own tables.
@Command(
    description = {
      "Print the query that makes a cube inside a warehouse. Save its result as CSV with a header;"
          + " every command that reads cubes reads it."
    },
    footer = {
      "",
      "Examples:",
      "  router-cost cube sql --dialect postgres --from llm_calls",
      "  router-cost cube sql --dialect bigquery --from logs.calls --map task=purpose",
      "  router-cost cube sql --dialect clickhouse --schema langfuse --from calls"
    })
final class CubeSqlCommand implements Callable<Integer> {
  @Option(
      names = "--dialect",
      required = true,
      paramLabel = "NAME",
      description =
          "Write the SQL of bigquery, snowflake, trino, athena, spark, databricks, duckdb,"
              + " postgres or clickhouse.")
  String dialect = "";

  @Option(
      names = "--from",
      required = true,
      paramLabel = "TABLE",
      description = "The table, as the warehouse names it, or a query in parentheses.")
  String table = "";

  @Option(
      names = "--schema",
      paramLabel = "NAME",
      defaultValue = "calls",
      description =
          "Read the columns of calls.csv (calls, the default), litellm, langfuse, bedrock or"
              + " vertex.")
  String schema = "";

  @Option(
      names = "--map",
      paramLabel = "NAME=EXPRESSION",
      description =
          "Take a column from elsewhere: task=purpose, or an expression in the SQL of the"
              + " warehouse; task= if there is none. Repeatable.")
  List<String> map = new ArrayList<>();

  @Option(
      names = "--labels",
      split = ",",
      paramLabel = "NAME",
      description = "Columns of the table to keep, for reports that group by them or filter.")
  List<String> labels = new ArrayList<>();

  @Option(
      names = "--timezone",
      paramLabel = "ZONE",
      description = "Count days in this zone, as in Europe/Berlin (default: UTC).")
  Optional<ZoneId> zone = Optional.empty();

  @Mixin TextOutputOptions output;

  @Override
  public Integer call() {
    var sql = SqlDialect.of(dialect);
    var calls = WarehouseTable.of(table, schema, sql, map, labels);
    output.print(new CubeQuery(calls, sql, zone.orElse(ZoneOffset.UTC)).text());
    return ExitCode.DONE.code();
  }
}
