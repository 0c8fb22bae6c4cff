package routercost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routercost.cli.explore.ExplorerSession;

/// The figures of the view are those that its command prints.
class ExploreFiguresTest {
  private static final String SAMPLE = "samples/calls.csv";

  @TempDir private Path folder;

  /// What a plan comes to, as `what-if` says it for the printed command.
  private String again(ExplorerSession session) throws IOException {
    var text = ExploreSessions.command(session);
    var words = new ArrayList<String>();
    var scenario = Pattern.compile("(?s)cat >plan\\.yaml <<'END'\n(.*?)END\n(.*)").matcher(text);
    var command = text;
    if (scenario.matches()) {
      Files.writeString(folder.resolve("plan.yaml"), scenario.group(1));
      command = scenario.group(2).replace("plan.yaml", folder.resolve("plan.yaml").toString());
    }
    var word = Pattern.compile("'([^']*)'|([^\\s\\\\']+)").matcher(command);
    while (word.find()) {
      words.add(word.group(1) == null ? word.group(2) : word.group(1));
    }
    assertThat(words.removeFirst()).isEqualTo("router-cost");
    words.addAll(List.of("-f", "json"));
    var run = Terminals.run(words);
    assertThat(run.exit()).as(run.err()).isZero();
    var totals = run.out().substring(run.out().indexOf("\"totals\""));
    return value("before", totals) + " to " + value("after", totals);
  }

  private static String value(String name, String json) {
    var found = Pattern.compile("\"" + name + "\": ?\"?([0-9.]+)").matcher(json);
    assertThat(found.find()).as(json).isTrue();
    return found.group(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "s",
        "s Down Down h Down h",
        "a",
        "s < < <",
        "s b",
        "b",
        "s b < c Enter",
        "c Enter",
        "Down Down o Down o",
        "a t Down Enter",
        "a t Down Down Down Enter",
        "/ m o d e l = o p u s Enter s",
        "/ t a s k ! = r e v i e w _ c o d e Enter a",
        "g Down Down Down Down Enter",
        "a g Down Enter",
        "f"
      })
  void thePrintedCommandHasTheSameTotals(String keys) throws IOException {
    var session = ExploreSessions.of(SAMPLE);
    ExploreSessions.press(session, keys.split(" "));
    assertThat(again(session)).isEqualTo(ExploreSessions.totals(session));
  }

  @Test
  void movesOfTasksWithSharedSessionsCostWhatTheCommandSays() throws IOException {
    var session = ExploreSessions.of("samples/caches.csv");
    ExploreSessions.press(session, "h", "Down", "h");
    assertThat(again(session)).isEqualTo(ExploreSessions.totals(session));
  }

  @Test
  void movesStayWhenRowsAreGroupedByAnotherColumn() throws IOException {
    var log = folder.resolve("calls.csv");
    Files.writeString(
        log,
        """
        timestamp,task,model,input_tokens,output_tokens,team
        2026-10-01T10:00:00Z,plan,claude-opus-5-5,100000,0,web
        2026-10-02T10:00:00Z,ask,claude-opus-5-5,100000,0,web
        2026-10-03T10:00:00Z,plan,claude-opus-5-5,100000,0,core
        """);
    var session = ExploreSessions.of(log.toString());
    ExploreSessions.press(session, "/", "t", "a", "s", "k", "=", "p", "l", "a", "n", "Enter", "h");
    ExploreSessions.press(session, "/", "Backspace");
    for (int i = 0; i < 9; i++) {
      ExploreSessions.press(session, "Backspace");
    }
    ExploreSessions.press(session, "Enter", "g");
    for (int i = 0; i < 9; i++) {
      ExploreSessions.press(session, "Down");
    }
    ExploreSessions.press(session, "Enter", "s");
    assertThat(ExploreSessions.command(session)).contains("--move plan=haiku --move team=");
    assertThat(again(session)).isEqualTo(ExploreSessions.totals(session));
  }

  @Test
  void aPipelineIsExploredLikeALog() throws IOException {
    var session = ExploreSessions.of("samples/pipelines/support.yaml");
    ExploreSessions.press(session, "h");
    assertThat(again(session)).isEqualTo(ExploreSessions.totals(session));
  }
}
