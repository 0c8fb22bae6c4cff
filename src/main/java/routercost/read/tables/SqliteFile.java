package routercost.read.tables;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sqlite.JDBC;

/// A SQLite database. It is opened for reading alone, and next to a program that writes it.
final class SqliteFile implements TableFile {
  /// The messages of opencode and its forks, as the lines of their files, which the dialect knows.
  private static final String MESSAGES =
      """
      select case when json_valid(data)
        then json_set(data, '$.id', id, '$.sessionID', session_id) else data end
      from message\
      """;

  /// Its messages since version 2, whose tables still have those of before.
  private static final String NEW_MESSAGES =
      """
      select case when json_valid(data) then json_set(data, '$.id', m.id, '$.sessionID', session_id,
        '$.type', type, '$.directory', s.directory) else data end
      from session_message m left join session_v2 s on s.id = session_id\
      """;

  private static final String ONLY_OLD =
      " where session_id not in (select session_id from session_message where type = 'assistant')";

  /// The requests of GitHub Copilot, with the folder of their session.
  private static final String REQUESTS =
      """
      select 'copilot' as assistant_usage_events, e.*, s.cwd
      from assistant_usage_events e left join sessions s on s.id = e.session_id\
      """;

  /// The sessions of Crush, with the model of most of their messages. Their counts are those of the
  /// last request alone, so only the cost tells what a session used.
  private static final String CRUSH =
      """
      select 'sum' as crush_session, s.id, s.parent_session_id, s.created_at, s.cost,
        (select model from messages where session_id = s.id and role = 'assistant' and model <> ''
          group by model order by count(*) desc, model limit 1) as model,
        (select max(provider) from messages where session_id = s.id) as provider,
        (select count(*) from messages where session_id = s.id and role = 'assistant') as responses
      from sessions s where s.prompt_tokens + s.completion_tokens + s.cost > 0 order by s.created_at\
      """;

  private static final String TABLES =
      """
      select name from sqlite_schema where type in ('table', 'view')
        and name not like 'sqlite!_%' escape '!' order by rowid\
      """;

  /// Tables of an agent, read as one.
  ///
  /// @param json whether its rows are of one text
  private record AgentTable(String name, String query, boolean json) {}

  private final Connection connection;

  SqliteFile(Path file) throws IOException {
    boolean quiet = !isUsed(file, "-wal") && !isUsed(file, "-journal");
    String url = "jdbc:sqlite:" + file.toAbsolutePath().toUri() + "?mode=ro&immutable=";
    connection = queried(() -> new JDBC().connect(url + (quiet ? "1" : "0"), new Properties()));
  }

  /// Without such a file nobody writes, and nothing needs to be written next to the database.
  private static boolean isUsed(Path file, String suffix) throws IOException {
    Path companion = file.resolveSibling(file.getFileName() + suffix);
    return Files.exists(companion) && Files.size(companion) > 0;
  }

  private interface Query<T> {
    @Nullable T run() throws SQLException, IOException;
  }

  private static <T> T queried(Query<T> query) throws IOException {
    try {
      T answer = query.run();
      if (answer == null) {
        throw new TableText.Unreadable("it is not a database");
      }
      return answer;
    } catch (SQLException failed) {
      throw new TableText.Unreadable("the database cannot be read: " + failed.getMessage());
    }
  }

  @Override
  public List<String> tables() throws IOException {
    var names = queried(() -> texts(TABLES));
    var agent = agentTable(names);
    if (agent.isPresent()) {
      return List.of(agent.get().name());
    }
    var filled = new ArrayList<String>();
    for (String name : names) {
      if (!queried(() -> texts("select 1 from " + quoted(name) + " limit 1")).isEmpty()) {
        filled.add(name);
      }
    }
    return filled;
  }

  private Optional<AgentTable> agentTable(List<String> names) {
    return Stream.of(
            new AgentTable(
                "session_message",
                names.contains("message")
                    ? NEW_MESSAGES + " union all " + MESSAGES + ONLY_OLD
                    : NEW_MESSAGES,
                true),
            new AgentTable("message", MESSAGES + " order by rowid", true),
            new AgentTable("assistant_usage_events", REQUESTS, false),
            new AgentTable("sessions", CRUSH, false))
        .filter(table -> names.contains(table.name()) && isPossible(table))
        .findFirst();
  }

  /// Whether the tables have the columns of an agent.
  private boolean isPossible(AgentTable table) {
    try (var _ = connection.prepareStatement(table.query())) {
      return true;
    } catch (SQLException _) {
      return false;
    }
  }

  private List<String> texts(String query) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      var texts = new ArrayList<String>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    }
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  @Override
  public Lines lines(String table) throws IOException {
    var agent =
        agentTable(queried(() -> texts(TABLES))).filter(known -> known.name().equals(table));
    if (agent.isPresent()) {
      return new Rows(agent.get().query(), agent.get().json());
    }
    return new Rows("select * from " + quoted(table), false);
  }

  private final class Rows implements Lines {
    private final ResultSet rows;
    private final boolean json;

    Rows(String query, boolean json) throws IOException {
      this.rows = queried(() -> connection.createStatement().executeQuery(query));
      this.json = json;
    }

    @Override
    public Optional<String> next() throws IOException {
      return queried(
          () -> {
            if (!rows.next()) {
              return Optional.empty();
            }
            if (json) {
              return Optional.of(String.valueOf(rows.getString(1)).replace('\n', ' '));
            }
            var row = new LinkedHashMap<String, @Nullable Object>();
            var columns = rows.getMetaData();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
              row.put(columns.getColumnName(i), rows.getObject(i));
            }
            return Optional.of(JsonLine.of(row));
          });
    }

    @Override
    public void close() throws IOException {
      queried(
          () -> {
            rows.close();
            return true;
          });
    }
  }

  @Override
  public void close() throws IOException {
    queried(
        () -> {
          connection.close();
          return true;
        });
  }
}
