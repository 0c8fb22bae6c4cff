package routercost.bench;

import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.StringJoiner;

/// Runs one query in DuckDB and prints its first row as `name=value` pairs.
///
/// Arguments: the number of threads, the query, and further settings as `name=value`.
public final class DuckDb {
  private DuckDb() {}

  public static void main(String[] args) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement()) {
      statement.execute("SET threads=" + args[0]);
      for (int i = 2; i < args.length; i++) {
        statement.execute("SET " + args[i]);
      }
      try (var rows = statement.executeQuery(args[1])) {
        while (rows.next()) {
          System.out.println(pairs(rows));
        }
      }
    }
  }

  private static String pairs(ResultSet rows) throws SQLException {
    var names = rows.getMetaData();
    var pairs = new StringJoiner(" ");
    for (int i = 1; i <= names.getColumnCount(); i++) {
      pairs.add(names.getColumnLabel(i) + "=" + rows.getString(i));
    }
    return pairs.toString();
  }
}
