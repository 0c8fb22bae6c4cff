package routercost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Moves out of sessions whose calls share a growing prefix (article 003, pitfall 6).
class SessionMovesTest {
  @TempDir Path folder;
  private String log = "";

  /// Two sessions of six turns in which two tasks alternate; each turn adds 1,000 tokens.
  @BeforeEach
  void writeLog() throws IOException {
    var rows = new StringBuilder("ts,task,model,session_id,input,cache_read,cache_write,output\n");
    for (int session = 0; session < 2; session++) {
      for (int turn = 0; turn < 6; turn++) {
        rows.append(
            "2026-10-1%dT10:0%d:00Z,%s,claude-sonnet-5-5,s%d,0,%d,1000,0\n"
                .formatted(
                    session, turn, turn % 2 == 0 ? "look up" : "talk", session, turn * 1000));
      }
    }
    log = folder.resolve("calls.csv").toString();
    Files.writeString(Path.of(log), rows);
    Files.writeString(folder.resolve("routing.yaml"), "version: 1\ntasks: {look up: haiku}\n");
  }

  /// As it is: 30,000 tokens read, 12,000 written: 0.003 + 0.03. After it, each session: `look up`
  /// on Haiku writes 1,000, 2,000 and 2,000 and reads 0, 1,000 and 3,000; `talk` on Sonnet writes
  /// 2,000, 2,000 and 2,000 and reads 0, 2,000 and 4,000: together 0.001330 + 0.0312.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "audit LOG --move look-up=haiku",
        "audit LOG --routing ROUTING",
        "what-if LOG --move look-up=haiku",
        "what-if LOG --routing ROUTING",
        "what-if LOG --best --floor talk=sonnet",
      })
  void everyCommandChargesEachModelForThePrefix(String command) {
    var words =
        List.of(command.split(" ")).stream()
            .map(word -> word.equals("LOG") ? log : word)
            .map(word -> word.equals("ROUTING") ? folder + "/routing.yaml" : word)
            .map(word -> word.replace("look-up", "look up"))
            .toList();
    var ended = Terminals.run(words);
    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(ended.out()).contains("$0.0330").contains("$0.0325");
  }

  /// `talk` stays, and loses what `look up` no longer caches for it.
  @Test
  void whatOtherTasksLoseCountsAgainstTheMoveAndIsNone() throws IOException {
    var evidence = folder.resolve("evidence.csv");
    Files.writeString(evidence, "task,model,samples,failures,planned\nlook up,haiku,200,0,200\n");
    var suggested = Terminals.run(List.of("what-if", log, "--evidence", evidence.toString())).out();
    assertThat(suggested.replaceAll("\\s+", " "))
        .contains("1 move would save $0.0005 (1.4%): $0.0005 of it is proven");
  }

  /// The rows of a log may come in any order: those of `look up` first, then those of `talk`.
  @Test
  void theOrderOfTheRowsDoesNotMatter() throws IOException {
    var rows = new ArrayList<>(Files.readAllLines(Path.of(log)));
    rows.subList(1, rows.size()).sort(Comparator.comparing(row -> row.contains(",talk,")));
    Files.write(Path.of(log), rows);
    var ended = Terminals.run(List.of("audit", log, "--move", "look up=haiku"));
    assertThat(ended.out()).contains("$0.0330").contains("$0.0325");
  }

  /// `look up` writes 1,000 tokens and `talk` reads them, on Sonnet for 0.0025 + 0.0001; on Haiku
  /// `talk` writes them itself, for 0.000125.
  @Test
  void aTaskThatOnlyReadsMayShareASession() throws IOException {
    var rows = Files.readAllLines(Path.of(log)).subList(0, 2);
    var reading = "2026-10-10T10:01:00Z,talk,claude-sonnet-5-5,s0,0,1000,0,0";
    Files.write(Path.of(log), List.of(rows.get(0), rows.get(1), reading));
    var ended = Terminals.run(List.of("audit", log, "--move", "talk=haiku", "-f", "csv"));
    assertThat(ended.out()).contains("0.0001,0.0001,claude-haiku-5-5,0.000125");
  }

  /// 1,100 tokens of input at $0.25 a million: nothing is charged for what is cached.
  @Test
  void whereWritesAreFreeWhatIsLostIsInput() throws IOException {
    var rows = Files.readAllLines(Path.of(log));
    var writing = "2026-10-10T10:00:00Z,look up,gpt-5.2,s0,1000,0,0,0";
    var reading = "2026-10-10T10:01:00Z,talk,gpt-5.2,s0,100,1000,0,0";
    var last = "2026-10-10T10:02:00Z,look up,gpt-5.2,s0,100,1000,0,0";
    Files.write(Path.of(log), List.of(rows.getFirst(), writing, reading, last));
    var ended =
        Terminals.run(
            List.of(
                "audit",
                log,
                "--move",
                "talk=gpt-5-mini",
                "-f",
                "csv",
                "--cache-tokens",
                "exclusive"));
    assertThat(ended.out()).contains("gpt-5-mini,0.000275");
  }

  @ParameterizedTest
  @ValueSource(strings = {"conversation_id", "threadId", "chat_id", "session_uuid", "dialogue_id"})
  void sessionsGoByManyNames(String name) throws IOException {
    var rows = Files.readString(Path.of(log)).replaceFirst("session_id", name);
    Files.writeString(Path.of(log), rows);
    var ended = Terminals.run(List.of("audit", log, "--move", "look up=haiku"));
    assertThat(ended.out()).contains("$0.0330").contains("$0.0325");
  }

  @Test
  void aStreamIsReadOnceAndSaysWhatItCannotTell() throws IOException {
    var ended =
        Terminals.run(
            List.of("audit", "-", "--move", "look up=haiku"),
            Files.readString(Path.of(log)),
            Map.of());
    assertThat(ended.err()).contains("read a second time");
  }
}
