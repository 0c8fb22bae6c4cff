package routercost.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
  void anUnreadableRowIsRejectedAtItsNumber() {
    var reading = ReadCalls.file(FOLDER + "calls.db");
    assertThat(reading.rejects())
        .extracting(Object::toString)
        .singleElement()
        .asString()
        .contains("calls.db::requests:6", "input_tokens is 'many'");
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
  @ValueSource(strings = {"calls.db", "calls.xlsx", "calls.parquet", "nested.parquet"})
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
