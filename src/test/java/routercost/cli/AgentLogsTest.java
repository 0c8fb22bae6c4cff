package routercost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Reports on the transcripts of Claude Code as people ask for them: by project and session, on
/// their own days.
class AgentLogsTest {
  private static final String FIRST = "2458e540-24e4-46e5-a2cf-6caac4b9c637";
  private static final String SECOND = "922f3d9b-20be-461f-ab69-90928701ce93";

  @TempDir Path home;

  /// A response of a session that runs in a folder.
  private void call(String session, String folder, String time, long output) throws IOException {
    var file = home.resolve(".claude/projects/" + folder.replace('/', '-'));
    Files.createDirectories(file);
    Files.writeString(
        file.resolve(session + ".jsonl"),
        """
        {"type":"assistant","sessionId":"%s","cwd":"%s","timestamp":"%s","requestId":"r%s%d","message":{"id":"msg_0123456789012345%s%d","model":"claude-opus-4-8","role":"assistant","usage":{"input_tokens":0,"output_tokens":%d}}}
        """
            .formatted(
                session, folder, time, session, output, session.substring(0, 8), output, output),
        Files.exists(file.resolve(session + ".jsonl"))
            ? java.nio.file.StandardOpenOption.APPEND
            : java.nio.file.StandardOpenOption.CREATE);
  }

  @BeforeEach
  void fill() throws IOException {
    call(FIRST, "/home/dev/shop", "2026-11-27T10:00:00Z", 40_000);
    call(FIRST, "/home/dev/shop", "2026-11-28T23:30:00Z", 20_000);
    call(SECOND, "/home/dev/web", "2026-11-28T12:00:00Z", 40_000);
  }

  private Terminals.Run run(String... words) {
    return run(Map.of(), words);
  }

  private Terminals.Run run(Map<String, String> more, String... words) {
    var variables = new java.util.HashMap<>(Map.of("HOME", home.toString(), "LC_ALL", "C.UTF-8"));
    variables.putAll(more);
    var args = new java.util.ArrayList<>(List.of(words));
    args.addAll(List.of("--now", "2026-11-29"));
    return Terminals.run(args, "", variables);
  }

  @Test
  void aDayWithoutCallsHasTheNameOfTheAgent() {
    assertThat(run("today").out()).startsWith("Claude Code  29 Nov UTC  0 calls  USD\n");
  }

  @Test
  void projectsAreTheRowsWhereAllTasksAreTheMainThread() {
    // 60,000 and 40,000 tokens of output at $25 a million
    var run = run("audit", "--claude-code", "-q", "-f", "json");
    assertThat(run.out().replaceAll("\\s", ""))
        .contains("\"group_by\":[\"project\"]")
        .contains("\"before\":\"2.5\"");
    assertThat(run("audit", "--claude-code", "-q").out())
        .contains("\n Project  Calls")
        .contains("\n shop         2")
        .contains("\n web          1");
    assertThat(run("what-if", "--claude-code", "-q").out())
        .contains("\n Project")
        .contains(" web ");
    assertThat(
            run(
                    "compare",
                    "--claude-code",
                    "--base-period",
                    "2026-11-27",
                    "--head-period",
                    "2026-11-28",
                    "-q")
                .out())
        .contains("\n Project")
        .contains("\n shop ");
  }

  @Test
  void anExplicitGroupingHolds() {
    assertThat(run("audit", "--claude-code", "-q", "-g", "task").out()).contains("\n main ");
  }

  @Test
  void theTitleCountsSessionsAndProjects() {
    assertThat(run("audit", "--claude-code", "-q").out())
        .startsWith("Claude Code, 2 sessions, 2 projects  27 Nov to 28 Nov UTC  3 calls  USD\n");
  }

  @Test
  void sessionsHaveTheirDayAndProjectNextToAShortId() {
    var run = run("audit", "--claude-code", "-q", "-g", "session");
    assertThat(run.out()).contains("\n 2458e540  2026-11-28  shop         2");
    assertThat(run("audit", "--claude-code", "-g", "session", "-q", "-v").out()).contains(FIRST);
    assertThat(run("audit", "--claude-code", "-g", "session", "-q", "-f", "csv").out())
        .contains("\n" + FIRST + ",");
  }

  @Test
  void aProjectIsFoundByItsLastFolder() {
    assertThat(run("audit", "--claude-code", "-q", "--filter", "project=web").out())
        .contains("  1 call  USD");
    assertThat(run("audit", "--claude-code", "--filter", "project=none").err())
        .contains("no call has project 'none'; there are: /home/dev/shop, /home/dev/web");
  }

  @Test
  void daysAreThoseOfThisMachineForWhatWasFoundOnIt() {
    var berlin = Map.of("TZ", "Europe/Berlin");
    var days = run(berlin, "audit", "--claude-code", "-g", "day", "-q");
    assertThat(days.out())
        .startsWith("Claude Code, 2 sessions, 2 projects  27 Nov to 29 Nov Europe/Berlin  3 calls")
        .contains("\n 2026-11-29  "); // 23:30 in UTC is half past midnight there
    assertThat(run(berlin, "audit", "--claude-code", "--from", "2026-11-29", "-q").out())
        .contains("29 Nov Europe/Berlin  1 call  USD");
    assertThat(run(berlin, "audit", "--claude-code", "-g", "day", "-q", "--timezone", "UTC").out())
        .contains("27 Nov to 28 Nov UTC");
    assertThat(run(berlin, "audit", home + "/.claude/projects", "-g", "day", "-q").out())
        .contains("27 Nov to 28 Nov UTC"); // logs that are given
  }

  @Test
  void aCallHasThePriceOfItsDayInUtcInAnyZone() throws IOException {
    // input of GPT-5.6 Luna cost $1 a million up to 29 July, $0.20 since
    var log = home.resolve("calls.csv");
    Files.writeString(
        log,
        """
        timestamp,task,model,input_tokens,output_tokens
        2026-07-29T22:30:00Z,plan,gpt-5.6-luna,100000,0
        2026-07-30T00:30:00,plan,gpt-5.6-luna,100000,0
        2026-07-30T10:30:00Z,plan,gpt-5.6-luna,100000,0
        """);
    // the second is in Berlin where times name no zone: 22:30 in UTC
    assertThat(run("audit", log.toString(), "-f", "csv", "-q", "-g", "day").out())
        .contains("\n2026-07-29,1,0,100000,")
        .contains(",gpt-5.6-luna,0.1,0.1,gpt")
        .contains("\n2026-07-30,2,0,200000,")
        .contains(",gpt-5.6-luna,0.04,0.04,gpt");
    var berlin = List.of("--timezone", "Europe/Berlin", "-f", "csv", "-q").toArray(String[]::new);
    assertThat(run(words(berlin, "audit", log.toString(), "-g", "day")).out())
        .contains("\n2026-07-30,3,0,300000,")
        .contains(",gpt-5.6-luna,0.22,0.22,gpt");
    assertThat(run(words(berlin, "audit", log.toString())).out())
        .contains(",gpt-5.6-luna,0.22,0.22,gpt");
    assertThat(run(words(berlin, "audit", log.toString(), "-g", "month")).out())
        .contains(",gpt-5.6-luna,0.22,0.22,gpt");
  }

  /// The session cost $1.00 on the 27th and $0.50 on the 28th in UTC, which is the 29th in Berlin.
  @Test
  void aStatusLineHasTheSessionTodayAndTheMonth() throws IOException {
    Files.writeString(home.resolve(".claude/projects/-home-dev-web/notes.json"), "{\"type\":1}");
    assertThat(line("\n", "UTC", "2026-11-28")).isEqualTo("today $1.50 · month $2.50\n");
    assertThat(line("", "Europe/Berlin", "2026-11-29")).isEqualTo("today $0.50 · month $2.50\n");
    assertThat(line("", "UTC", "2026-12-01")).isEqualTo("today $0.00 · month $0.00\n");
    var session =
        """
        {"session_id":"%s","transcript_path":"%s","model":{"id":"claude-opus-4-8","display_name":"Opus 4.8"},"cost":{"total_cost_usd":9.9}}
        """
            .formatted(FIRST, home + "/.claude/projects/-home-dev-shop/" + FIRST + ".jsonl");
    assertThat(line(session, "UTC", "2026-11-28"))
        .isEqualTo("Opus 4.8 · session $1.50 · today $1.50 · month $2.50\n");
  }

  @Test
  void aStatusLineNeverFailsLoudly() {
    assertThat(line("no JSON", "UTC", "2026-11-28"))
        .isEqualTo("session ? · today $1.50 · month $2.50\n");
    assertThat(line("{\"transcript_path\":\"/none.jsonl\"}", "UTC", "2026-11-28"))
        .isEqualTo("session ? · today $1.50 · month $2.50\n");
    var nobody = Map.of("HOME", home + "/nobody", "LC_ALL", "C");
    var run = Terminals.run(List.of("statusline", "--now", "2026-11-28"), "", nobody);
    assertThat(run.out()).isEqualTo("today $0.00 | month $0.00\n");
    assertThat(run.exit()).isZero();
    assertThat(run("statusline", "--prices", "src/test/resources/cube-discounts.yaml").out())
        .isEqualTo("today $0.00 · month $2.19\n"); // 12.5 % off $2.50
    assertThat(Terminals.run(List.of("statusline", "--never"), "", nobody).exit()).isEqualTo(2);
  }

  private String line(String stdin, String zone, String today) {
    var variables = Map.of("HOME", home.toString(), "LC_ALL", "C.UTF-8", "TZ", zone);
    var run = Terminals.run(List.of("statusline", "--now", today), stdin, variables);
    assertThat(run.err()).isEmpty();
    assertThat(run.exit()).isZero();
    return run.out();
  }

  private static String[] words(String[] options, String... words) {
    return Stream.concat(Stream.of(words), Stream.of(options)).toArray(String[]::new);
  }
}
