package routercost.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.JDBC;
import routercost.read.schema.ReadOptions;
import routercost.read.text.InputProblem;
import routercost.usage.Meter;
import routercost.usage.Status;

/// Databases, workbooks and columnar files, written by other programs than ours.
class TablesTest {
  private static final String FOLDER = "src/test/resources/tables/";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"calls.db", "calls.xlsx", "calls.parquet", "nested.parquet"})
  void theSameCallsGiveTheSameCubeWhateverHoldsThem(String name) {
    var reading = ReadCalls.file(FOLDER + name);
    var csv =
        ReadCalls.of(
            "created_at,task,model,input_tokens,output_tokens,cache_read_tokens,request_id",
            "2026-10-01T12:00,plan,claude-sonnet-4-5,1000,200,0,req_0",
            "2026-10-02T12:00,plan,claude-sonnet-4-5,2000,300,500,req_1",
            "2026-10-02T12:00,\"chat, \"\"short\"\"\",gpt-5.2,4000,100,1000,req_2",
            "2026-10-03T12:00,\"chat, \"\"short\"\"\",gpt-5.2,4000,100,1000,req_3");
    assertThat(reading.tally().used()).isEqualTo(csv.tally().used());
    assertThat(reading.account().duplicates()).isEqualTo(1);
    assertThat(reading.calls().get(1).origin().line()).isEqualTo(name.endsWith("xlsx") ? 5 : 2);
  }

  @Test
  void aWorkbookWithoutFormatsIsReadTheSameWay() throws IOException {
    Path plain = Files.copy(Path.of(FOLDER + "calls.xlsx"), folder.resolve("plain.xlsx"));
    try (var zip = FileSystems.newFileSystem(plain)) {
      Files.delete(zip.getPath("xl/styles.xml"));
    }

    assertThat(ReadCalls.file(plain.toString()).tally().used())
        .isEqualTo(ReadCalls.file(FOLDER + "calls.xlsx").tally().used());
  }

  @Test
  void anUnreadableRowIsRejectedAtItsNumber() {
    var reading = ReadCalls.file(FOLDER + "calls.db");
    assertThat(reading.rejects())
        .extracting(Object::toString)
        .singleElement()
        .asString()
        .contains("calls.db::requests:6", "input_tokens is 'many'");
  }

  /// Its counts are those of the last request, so a session is a call without usage.
  @Test
  void sessionsOfCrushAreInTheLedgerWithTheirCost() throws SQLException {
    Path file = folder.resolve("crush.db");
    try (var writer = new JDBC().connect("jdbc:sqlite:" + file, new Properties());
        var statement = writer.createStatement()) {
      statement.executeUpdate(
          "create table sessions(id, parent_session_id, prompt_tokens, completion_tokens, cost,"
              + " created_at)");
      statement.executeUpdate("create table messages(session_id, role, model, provider)");
      statement.executeUpdate(
          "insert into sessions values ('a', null, 900, 9, 0.5, 1795168800),"
              + " ('b', 'a', 800, 8, 0.25, 1795168800)");
      statement.executeUpdate(
          "insert into messages values ('a', 'user', null, null), ('a', 'assistant', 'm', 'p'),"
              + " ('b', 'assistant', 'm', 'p')");
    }
    var reading = ReadCalls.file(file.toString());
    assertThat(reading.account().format()).isEqualTo("crush");
    assertThat(reading.calls()).isEmpty();
    assertThat(reading.account().skipped())
        .containsEntry("in_parent", 1L)
        .containsEntry("tokens_not_numeric", 1L);
  }

  @Test
  void aDatabaseWithSeveralTablesOfCallsNamesThemAndOneCanBeChosen() {
    assertThatThrownBy(() -> ReadCalls.file(FOLDER + "two.db"))
        .isInstanceOf(InputProblem.class)
        .hasMessage(
            "%1$s: several of its tables may hold the calls: %1$s::live, %1$s::archive of old;"
                    .formatted(FOLDER + "two.db")
                + " choose one");
    var chosen = ReadCalls.file(FOLDER + "two.db::archive of old");
    assertThat(chosen.sum(Meter.INPUT, Status.OK)).isEqualTo("20");
    assertThatThrownBy(() -> ReadCalls.file(FOLDER + "two.db::old"))
        .hasMessageContaining("it has no table 'old' with rows; expected one of: live, archive");
  }

  @Test
  void tablesOfOneFileAreReadTogetherButNotWithTheFile() {
    String file = FOLDER + "two.db";
    assertThat(input(file + "::live", file + "::archive of old")).isEqualTo("30");
    assertThat(input(file + "::live", file + "::live")).isEqualTo("10");
    assertThatThrownBy(() -> input(file, file + "::live"))
        .hasMessage(file + " and " + file + "::live overlap; pass the file or its tables");
  }

  private static String input(String... paths) {
    return ReadCalls.of(List.of(paths), new byte[0], ReadOptions.SNIFFED, ReadCalls.ALL)
        .sum(Meter.INPUT, Status.OK);
  }

  @Test
  void messagesOfOpencodeCountOnceInItsDatabaseAndItsFiles() throws IOException {
    var database = ReadCalls.file(FOLDER + "opencode.db");
    assertThat(database.sum(Meter.INPUT, Status.OK)).isEqualTo("3000");
    assertThat(database.sum(Meter.OUTPUT, Status.OK))
        .isEqualTo("350"); // with 50 of reasoning beside it
    assertThat(database.account().rows()).isEqualTo(6); // 2 used, 2 without response, 1 aborted
    assertThat(database.rejects()).hasSize(1); // and one cut
    Path message =
        Files.writeString(
            folder.resolve("msg_4.json"),
            """
            {"id": "msg_4", "sessionID": "ses_2", "role": "assistant", "time": {"created": 1759312800000},
             "modelID": "claude-sonnet-4-5", "tokens": {"input": 2000, "output": 100, "reasoning": 0,
             "cache": {"read": 0, "write": 0}}}
            """);
    var both =
        ReadCalls.of(
            List.of(FOLDER + "opencode.db", message.toString()),
            new byte[0],
            ReadOptions.SNIFFED,
            ReadCalls.ALL);
    assertThat(both.sum(Meter.INPUT, Status.OK)).isEqualTo("3000");
  }

  private Path database(String name, String... statements) throws SQLException {
    Path file = folder.resolve(name);
    try (var writer = new JDBC().connect("jdbc:sqlite:" + file, new Properties());
        var statement = writer.createStatement()) {
      for (String text : statements) {
        statement.execute(text);
      }
    }
    return file;
  }

  private static String message(String id, String session, int input, long created) {
    return """
        insert into message values('%s', '%s', '{"role": "assistant", "modelID": "gpt-5.2",
         "time": {"created": %d, "completed": %d}, "tokens": {"input": %d, "output": 10,
         "reasoning": 0, "cache": {"read": 0, "write": 0}}}')
        """
        .formatted(id, session, created, created + 900, input);
  }

  private static String newMessage(String id, String type, int input, long created) {
    return """
        insert into session_message values('%s', 'new', '%s', '{"model": {"id": "gpt-5.2",
         "providerID": "openai"}, "time": {"created": %d, "completed": %d}, "tokens": {"input": %d,
         "output": 10, "reasoning": 4, "cache": {"read": 7, "write": 0}}}')
        """
        .formatted(id, type, created, created + 5, input);
  }

  private static final String MESSAGES =
      "create table message(id text, session_id text, data text)";

  @Test
  void whatAForkOfOpencodeCopiesCountsOnce() throws SQLException {
    Path file =
        database(
            "opencode.db",
            MESSAGES,
            message("1", "a", 100, 1_790_000_000_000L),
            message("2", "fork", 100, 1_790_000_000_000L),
            message("3", "fork", 5, 1_790_000_009_000L));
    assertThat(ReadCalls.file(file.toString()).sum(Meter.INPUT, Status.OK)).isEqualTo("105");
  }

  @Test
  void sessionsOfOpencodeThatWereMovedToItsNewTablesCountOnce() throws SQLException {
    Path file =
        database(
            "opencode.db",
            MESSAGES,
            "create table session_v2(id text, directory text)",
            "create table session_message(id text, session_id text, type text, data text)",
            "insert into session_v2 values('new', '/home/u/web')",
            message("1", "new", 100, 1_790_000_000_000L),
            message("2", "old", 20, 1_780_000_000_000L),
            newMessage("1", "assistant", 100, 1_790_000_000_000L),
            newMessage("3", "assistant", 5, 1_790_000_009_000L),
            newMessage("4", "user", 0, 1_790_000_009_000L));
    var reading =
        ReadCalls.of(
            List.of(file.toString()),
            new byte[0],
            ReadOptions.SNIFFED,
            ReadCalls.labelled("project"));
    assertThat(reading.sum(Meter.INPUT, Status.OK)).isEqualTo("125");
    assertThat(reading.sum(Meter.OUTPUT, Status.OK)).isEqualTo("38"); // reasoning stands beside it
    assertThat(reading.account().rows()).isEqualTo(4);
    assertThat(reading.tally().used().cells().keySet())
        .extracting(key -> key.labels().get("project"))
        .contains("/home/u/web");
  }

  @Test
  void requestsOfCopilotCountOnceInItsDatabaseAndItsEvents() throws Exception {
    Path store =
        database(
            "session-store.db",
            "create table sessions(id text, cwd text)",
            "insert into sessions values('s', '/home/u/web')",
            """
            create table assistant_usage_events(id integer, session_id text, model text,
              input_tokens integer, output_tokens integer, cache_read_tokens integer,
              cache_write_tokens integer, reasoning_tokens integer, total_nano_aiu integer,
              created_at text)
            """,
            """
            insert into assistant_usage_events values(1, 's', 'gpt-5.2', 1000, 20, 600, 100, 5,
              2000000000, '2026-10-01 10:00:00')
            """);
    Path events =
        Files.writeString(
            folder.resolve("events.jsonl"),
            """
            {"type":"session.start","data":{"sessionId":"s","copilotVersion":"1"},"timestamp":"2026-10-01T10:00:00Z"}
            {"type":"session.shutdown","data":{"modelMetrics":{"gpt-5.2":{"requests":{"count":1},"usage":{"inputTokens":1000,"outputTokens":20,"cacheReadTokens":600,"cacheWriteTokens":100}}}},"timestamp":"2026-10-01T10:05:00Z"}
            """);
    for (var paths : List.of(List.of(store, events), List.of(events, store))) {
      var names = paths.stream().map(Path::toString).toList();
      var reading = ReadCalls.of(names, new byte[0], ReadOptions.SNIFFED, ReadCalls.ALL);
      assertThat(reading.sum(Meter.CALLS, Status.OK)).isEqualTo("1");
      assertThat(reading.sum(Meter.INPUT, Status.OK)).isEqualTo("300");
      assertThat(reading.sum(Meter.CACHE_READ, Status.OK)).isEqualTo("600");
    }
    assertThat(ReadCalls.file(store.toString()).call().loggedUsd())
        .hasValueSatisfying(usd -> assertThat(usd).isEqualByComparingTo("0.02"));
  }

  @Test
  void sessionsOfGooseAreReadFromItsDatabase() {
    var reading = ReadCalls.file(FOLDER + "sessions.db");
    assertThat(reading.tally().used().total().of(Meter.INPUT)).isEqualByComparingTo("3000");
    assertThat(reading.account().skipped()).containsEntry("no_sums", 1L);
  }

  @Test
  void whatAnotherProgramHasWrittenAheadIsReadToo() throws Exception {
    Path file = Files.copy(Path.of(FOLDER + "two.db"), folder.resolve("live.db"));
    try (var writer = new JDBC().connect("jdbc:sqlite:" + file, new Properties());
        var statement = writer.createStatement()) {
      statement.execute("pragma journal_mode=wal");
      statement.execute("insert into live values('gpt-5.2', 5, 1)");
      assertThat(ReadCalls.file(file + "::live").sum(Meter.INPUT, Status.OK)).isEqualTo("15");
    }
  }

  @Test
  void standardInputMayBeATable() throws IOException {
    var reading = ReadCalls.of(Files.readAllBytes(Path.of(FOLDER + "calls.parquet")));
    assertThat(reading.sum(Meter.INPUT, Status.OK)).isEqualTo("11000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "calls.db",
        "calls.xlsx",
        "calls.parquet",
        "nested.parquet",
        "opencode.db",
        "sessions.db",
        "two.db"
      })
  void damageEndsInACleanResultOrACleanRefusal(String name) throws IOException {
    byte[] whole = Files.readAllBytes(Path.of(FOLDER + name));
    var random = new Random(7);
    for (int round = 0; round < 30; round++) {
      byte[] damaged = whole.clone();
      int at = 4 + random.nextInt(whole.length - 4);
      damaged = round % 2 == 0 ? Arrays.copyOf(damaged, at) : Damage.Flip.HIGH_BIT.at(damaged, at);
      Path file = Files.write(folder.resolve(round + name), damaged);
      assertThatCode(() -> Damage.read(file)).as("%s at %d", name, at).doesNotThrowAnyException();
    }
  }
}
